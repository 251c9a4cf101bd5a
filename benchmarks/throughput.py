"""How fast is a run next to what others pay? Words a second of processor time, interleaved, medians.

    python benchmarks/throughput.py FOLDER [--repeats 5]

Compared on the same texts, model load excluded: claimrows (all that a worker does); the same with all sentences parsed;
plain ``nlp.pipe`` of the same model with batches of 8 and of 16; and what one writes with libraries at hand:
``nlp.pipe``, then quantulum3 on each sentence with a number, then textacy's quotations (the extra "bench").
"""

import argparse
import contextlib
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from work import make_tasks, work

from pipeline import DEFAULT_MODEL
from pipeline.annotate import Annotator
from pipeline.batch.messages import Task
from pipeline.batch.worker import settle
from pipeline.read.articles import read_file
from pipeline.types import Article


def main(arguments: Sequence[str] | None = None) -> int:
    """Print words a second of each way, and the ratio to the better nlp.pipe."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--no-glue", action="store_true", help="leave out quantulum3 and textacy, which take long")
    options = parser.parse_args(arguments)
    tasks = make_tasks(options.folder)
    read = (one for task in tasks for one in read_file(task.file, task.metadata, task.options))
    texts = [one.text for one in read if isinstance(one, Article)]
    words = sum(len(text.split()) for text in texts)
    annotator, nlp = Annotator(), spacy.load(DEFAULT_MODEL)
    ways: dict[str, Callable[[], None]] = {
        "claimrows": lambda: _claimrows(tasks, annotator),
        "claimrows, all sentences": lambda: _all_sentences(tasks, annotator),
        "nlp.pipe, batch 8": lambda: _plain(texts, nlp, 8),
        "nlp.pipe, batch 16": lambda: _plain(texts, nlp, 16),
    }
    if not options.no_glue:
        ways["nlp.pipe + quantulum3 + textacy"] = lambda: _glue(texts, nlp)
    taken: dict[str, list[float]] = {name: [] for name in ways}
    _claimrows(tasks[:3], annotator)  # loads what is loaded when first needed
    settle()
    for _ in range(options.repeats):
        for name, way in ways.items():
            started = time.process_time()
            way()
            taken[name].append(time.process_time() - started)
    best = min(("nlp.pipe, batch 8", "nlp.pipe, batch 16"), key=lambda name: statistics.median(taken[name]))
    print(f"{len(texts)} texts, {words} words, medians of {options.repeats}; ratios to {best}, round by round")
    for name, seconds in taken.items():
        ratio = statistics.median(plain / own for plain, own in zip(taken[best], seconds, strict=True))
        print(f"{name:32} {words / statistics.median(seconds):9,.0f} words/s  {ratio:5.2f}")
    return 0


def _claimrows(tasks: Sequence[Task], annotator: Annotator) -> None:
    for _ in work(tasks, annotator):
        pass


def _all_sentences(tasks: Sequence[Task], annotator: Annotator) -> None:
    annotator.full = True
    _claimrows(tasks, annotator)
    annotator.full = False


def _plain(texts: Sequence[str], nlp: Language, batch_size: int) -> None:
    with nlp.memory_zone():
        for _ in nlp.pipe(texts, batch_size=batch_size):
            pass


def _glue(texts: Sequence[str], nlp: Language) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that its classifier is not installed
        from quantulum3 import classifier
        from quantulum3 import parser as quantities
        from textacy.extract.triples import direct_quotations

        classifier.USE_CLF = False  # made by another scikit-learn than textacy brings, it cannot be loaded
        with nlp.memory_zone():
            for doc in nlp.pipe(texts, batch_size=8):
                for sent in doc.sents:
                    if any(token.like_num for token in sent):
                        quantities.parse(sent.text)
                with contextlib.suppress(ValueError):  # raised for the whole text where quotation marks do not pair
                    list(direct_quotations(doc))


if __name__ == "__main__":
    sys.exit(main())
