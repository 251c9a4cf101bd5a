"""Run the attribution step over a split of PolNeAR and write predictions for its scorer.

The corpus is not part of this project: the folder is given on the command line and holds ``text/*.txt``. All sentences
are parsed, because the corpus annotates every attribution, not only those with a number. Of an attribution told within
the content of another the corpus mostly annotates the outer one alone; the inner ones are left out unless --nested asks
for them.

    python benchmarks/attribution.py FOLDER PREDICTIONS.jsonl [--sample N --seed S] [--nested]

One JSON object a line: ``doc`` (file stem), ``source`` and ``cue`` ([start, end] or null), ``content``
([[start, end], ...]); positions are code points of the text file.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.clean.segment import segment
from pipeline.find.attributions import find_attributions
from pipeline.find.quotations import find_quotations
from pipeline.types import Attribution, CharSpan

# PolNeAR takes a relative pronoun itself for the source, where this project names its antecedent.
RELATIVE = re.compile(r",?\s(?:who|which|that)\b")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the predictions; return 1 if an article raised."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="a split of the corpus, with text/*.txt")
    parser.add_argument("predictions", type=Path, help="the JSONL file to write")
    parser.add_argument("--sample", type=int, default=0, help="take only so many articles, drawn at random")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the draw")
    parser.add_argument("--nested", action="store_true", help="write attributions inside others too")
    options = parser.parse_args(arguments)
    paths = sorted((options.folder / "text").glob("*.txt"))
    if not paths:
        parser.error(f"no text/*.txt in {options.folder}")
    if options.sample:
        paths = sorted(random.Random(options.seed).sample(paths, min(options.sample, len(paths))))

    annotator = Annotator()
    failed: list[str] = []
    seconds: dict[str, float] = {}
    with options.predictions.open("w", encoding="utf-8") as file:
        for path in paths:
            text = path.read_bytes().decode("utf-8")
            started = time.perf_counter()
            try:
                found = attribute(text, annotator)
            except Exception as error:  # one article must not end the benchmark; it is listed below
                failed.append(f"{path.stem}: {error!r}")
                continue
            seconds[path.stem] = time.perf_counter() - started
            wanted = found if options.nested else outermost(found)
            file.writelines(json.dumps(line) + "\n" for line in predictions(text, path.stem, wanted))
    slowest = max(seconds, key=lambda stem: seconds[stem], default="")
    print(f"{len(paths)} articles, {sum(seconds.values()):.1f} s, slowest {seconds.get(slowest, 0):.2f} s ({slowest})")
    print(f"{len(failed)} raised", *failed, sep="\n")
    return int(bool(failed))


def attribute(text: str, annotator: Annotator) -> tuple[Attribution, ...]:
    """Return the attributions of one article, all its sentences parsed."""
    sentences = segment(text).sentences
    return find_attributions(text, annotator.parse(text, sentences), find_quotations(text, sentences))


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions that are not told within the content of another."""
    return [one for one in attributions if not any(_holds(other, one) for other in attributions if other is not one)]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    if not (outer.source and inner.source and inner.cue):
        return False
    return any(content.covers(inner.cue) and content.covers(inner.source) for content in outer.content)


def predictions(text: str, stem: str, attributions: Sequence[Attribution]) -> Iterator[dict[str, object]]:
    """Yield the attributions as the scorer reads them."""
    for attribution in attributions:
        yield {
            "doc": stem,
            "source": _source(text, attribution),
            "cue": _pair(attribution.cue) if attribution.cue else None,
            "content": [_pair(span) for span in attribution.content],
        }


def _source(text: str, attribution: Attribution) -> list[int] | None:
    source, cue = attribution.source, attribution.cue
    if source is None:
        return None
    pronoun = RELATIVE.match(text, source.end)
    if pronoun and cue and pronoun.end() <= cue.start:
        return [source.start, pronoun.end()]
    return _pair(source)


def _pair(span: CharSpan) -> list[int]:
    return [span.start, span.end]


if __name__ == "__main__":
    sys.exit(main())
