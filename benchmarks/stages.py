"""Where the time of a run goes: the share of each step of extract.py, and how much is not spaCy's.

python benchmarks/stages.py FOLDER
"""

import argparse
import gc
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pipeline.extract
from pipeline.annotate import Annotator
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile, find_article_files
from pipeline.tables.columns import claim_row
from pipeline.timegrammar import read_expressions
from pipeline.types import Article

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
    files = find_article_files([options.folder])
    annotator = Annotator()
    taken: defaultdict[str, float] = defaultdict(float)
    parse = _timed("annotate", annotator.parse, taken)
    setattr(annotator, "parse", parse)  # noqa: B010 - a method is replaced
    _run(files, annotator, taken)  # loads what is loaded when first needed
    shares = []
    for _ in range(options.repeats):
        _run(files, annotator, taken)
        shares.append(1 - taken["annotate"] / _whole(taken))
    for name in STEPS:  # looking at the clock takes time too: the steps are told apart in a round of their own
        setattr(pipeline.extract, name, _timed(name, getattr(pipeline.extract, name), taken))
    _run(files, annotator, taken)
    whole = _whole(taken)
    print(f"{len(files)} files, {whole:.3f} s")
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{name:24} {seconds:8.3f} s {seconds / whole:7.1%}")
    print(f"outside annotate, median of {options.repeats} rounds: {statistics.median(shares):.1%}")
    return 0


def _run(files: Sequence[ArticleFile], annotator: Annotator, taken: dict[str, float]) -> None:
    """Read, extract and write the rows of all files once; put the seconds of each part into ``taken``."""
    gc.collect()
    gc.freeze()  # as a worker does once it is loaded
    taken.clear()
    read_expressions.cache_clear()  # a run does not meet the same article again
    for file in files:
        started = time.process_time()
        articles = [one for one in read_file(file, None, ReadOptions()) if isinstance(one, Article)]
        taken["read"] += time.process_time() - started
        for article in articles:
            started = time.process_time()
            with annotator.memory_zone():
                claims = pipeline.extract.extract_article(article, annotator).claims
            taken["all of extract_article"] += time.process_time() - started
            started = time.process_time()
            for claim in claims:
                claim_row(claim)
            taken["rows"] += time.process_time() - started


def _whole(taken: Mapping[str, float]) -> float:
    return taken["all of extract_article"] + taken["read"] + taken["rows"]


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
