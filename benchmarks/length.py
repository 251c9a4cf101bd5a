"""Does the cost of an article grow with its length alone? Seconds a word for articles of 100 to 100,000 words.

    python benchmarks/length.py [--repeats 3]

Each length is measured by the median of so many runs over as many articles as make up the longest; one process.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Sequence

from generated import make_text, paragraphs

from pipeline.annotate import Annotator
from pipeline.extract import extract_article
from pipeline.types import Article

LENGTHS = (100, 1_000, 10_000, 100_000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the microseconds a word for each length, and as a ratio to 1,000 words."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--words", type=int, default=100_000, help="words measured for each length")
    options = parser.parse_args(arguments)
    annotator, draw, parts = Annotator(), random.Random(1), paragraphs()
    lengths = [length for length in LENGTHS if length <= options.words]
    texts = {
        length: [make_text(draw, parts, length) for _ in range(max(1, options.words // length))] for length in lengths
    }
    _seconds_a_word(texts[lengths[0]], annotator)  # loads what is loaded when first needed
    taken: dict[int, list[float]] = {length: [] for length in lengths}
    for _ in range(options.repeats):
        for length in lengths:
            taken[length].append(_seconds_a_word(texts[length], annotator))
    for length in lengths:
        median = statistics.median(taken[length])
        ratio = statistics.median(a / b for a, b in zip(taken[length], taken[1_000], strict=True))
        print(f"{length:>7} words: {median * 1e6:7.1f} microseconds a word, {ratio:.2f} of 1,000 words")
    return 0


def _seconds_a_word(texts: list[str], annotator: Annotator) -> float:
    words = sum(len(text.split()) for text in texts)
    started = time.process_time()
    for text in texts:
        with annotator.memory_zone():
            extract_article(Article("a.txt", text, ""), annotator)
    return (time.process_time() - started) / words


if __name__ == "__main__":
    sys.exit(main())
