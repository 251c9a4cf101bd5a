"""Where the time of a run goes: the share of each step of extract.py, and how much is not spaCy's.

python benchmarks/stages.py FOLDER
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from work import make_tasks, work

import pipeline.extract
from pipeline.annotate import Annotator
from pipeline.batch.messages import Kind, Task
from pipeline.batch.worker import settle

STEPS = (
    *("segment", "sentences_with_numbers", "find_timexes", "sentences_with_times", "read_times", "find_quantities"),
    *("read_unit", "find_quotations"),
    *("sentences_to_parse", "telling_sentences", "find_attributions", "find_speakers"),
    *("refuse", "find_item", "find_event", "find_clause"),
    *("find_modality", "find_dates", "governing", "assemble_claim"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print seconds and share by step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args(arguments)
    tasks = make_tasks(options.folder)
    annotator = Annotator()
    taken: defaultdict[str, float] = defaultdict(float)
    parse = _timed("annotate", annotator.parse, taken)
    setattr(annotator, "parse", parse)  # noqa: B010 - a method is replaced
    _run(tasks, annotator, taken)  # loads what is loaded when first needed
    shares = []
    for _ in range(options.repeats):
        _run(tasks, annotator, taken)
        shares.append(1 - taken["annotate"] / taken["all"])
    for name in STEPS:  # looking at the clock takes time too: the steps are told apart in a round of their own
        setattr(pipeline.extract, name, _timed(name, getattr(pipeline.extract, name), taken))
    _run(tasks, annotator, taken)
    whole = taken["all"]
    print(f"{len(tasks)} files, {whole:.3f} s")
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{name:24} {seconds:8.3f} s {seconds / whole:7.1%}")
    print(f"outside annotate, median of {options.repeats} rounds: {statistics.median(shares):.1%}")
    return 0


def _run(tasks: Sequence[Task], annotator: Annotator, taken: dict[str, float]) -> None:
    """Do what a worker does for all files once; put the seconds of each part into ``taken``."""
    settle()
    taken.clear()
    started = time.process_time()
    for answer in work(tasks, annotator):
        taken["read"] += answer.content["seconds"][0] if answer.kind is Kind.ARTICLE else 0
    taken["all"] = time.process_time() - started


def _timed(name: str, step: Callable[..., object], taken: dict[str, float]) -> Callable[..., object]:
    def timed(*arguments: object, **named: object) -> object:
        started = time.process_time()
        try:
            return step(*arguments, **named)
        finally:
            taken[name] += time.process_time() - started

    return timed


if __name__ == "__main__":
    sys.exit(main())
