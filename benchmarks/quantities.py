"""Runs the quantity finder over sentences of news, for a scorer that reads lists of values, units, bounds and things.

usage: python benchmarks/quantities.py SENTENCES.json OUT.json [--speed TEXTS...]

SENTENCES.json is a list of {"text": ...}; OUT.json gets {"system", "words", "cpu_s", "out": quantities text by text}.
--speed: words per second of the finder alone, without spaCy, beside quantulum3 on the same texts (files or folders).
"""

import argparse
import json
import re
import time
import warnings
from decimal import Decimal
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.assemble import Judged, assemble_claim
from pipeline.find.claimhood import refuse
from pipeline.find.items import find_item
from pipeline.find.quantities import find_quantities
from pipeline.parsed import ParsedSentence
from pipeline.types import (
    Article,
    CharSpan,
    Claim,
    Modality,
    Modifier,
    QuantityMention,
    Sentence,
    SentenceKind,
    Timex,
)

BOUNDS = {
    Modifier.EXACT: "=", Modifier.RANGE: "=", Modifier.APPROX: "~", Modifier.MORE_THAN: ">", Modifier.AT_LEAST: ">",
    Modifier.LESS_THAN: "<", Modifier.AT_MOST: "<",
}  # fmt: skip
# Amounts that a reader of single sentences counts although they claim nothing in an article.
COUNTED_ALL_THE_SAME = frozenset({"idle_one", "back_reference", "date"})
# Rules of items that name what a count counts; the others name what has an amount.
COUNTING = ("counted", "part-of", "compared", "ellipsis", "people", "more-than")
# Units that measure nothing by a name of their own.
NO_THINGS = frozenset({"", "fraction", "times"})
HUNDREDTH = Decimal("0.01")
COINS = re.compile(r"cents?$|pence$|penny$|p$")
VAGUE = re.compile(r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b")
# Sentences of quantulum3's text that it may take: it is a thousand times slower than the finder.
SLOW_SHARE = 20


def main() -> None:
    """Read the command line and run."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sentences", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--speed", type=Path, nargs="+", default=[])
    options = arguments.parse_args()
    texts = [str(row["text"]) for row in json.loads(options.sentences.read_text(encoding="utf-8"))]
    annotator = Annotator()
    began = time.process_time()
    out = [_extract(text, annotator) for text in texts]
    seconds = time.process_time() - began
    words = sum(len(text.split()) for text in texts)
    result = {"system": "claimrows", "words": words, "cpu_s": seconds, "out": out}
    options.out.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    files = [path for place in options.speed for path in (sorted(place.rglob("*.txt")) if place.is_dir() else [place])]
    if files:
        _measure([path.read_text(encoding="utf-8") for path in files])


def _extract(text: str, annotator: Annotator) -> list[dict[str, object]]:
    sentence = Sentence(CharSpan(0, len(text)), SentenceKind.BODY, 0)
    quantities, _ = find_quantities(text, [sentence.span], ())
    if not quantities:
        return []
    (parsed,) = annotator.parse(text, [sentence])
    kept = [quantity for quantity in quantities if refuse(text, parsed, quantity) in {None, *COUNTED_ALL_THE_SAME}]
    claims: list[Claim] = []
    return [_row(text, parsed, quantity, claims) for quantity in kept]


def _row(text: str, parsed: ParsedSentence, quantity: QuantityMention, claims: list[Claim]) -> dict[str, object]:
    """Say a quantity as the scorer does: vague plurals as ranges, cents as cents, rates as one unit, counts by noun."""
    value, low, high, unit = quantity.value, quantity.low, quantity.high, quantity.unit
    bound = BOUNDS[quantity.modifier]
    written = text[quantity.span.start : quantity.span.end].lower()
    if value is not None and VAGUE.match(written):
        low, high, value = value / 2, value * 5, None
        bound = "=" if quantity.phrase == quantity.span else bound  # the range says that it is vague
    if value is not None and quantity.rule == "money" and (coin := COINS.search(written)):
        value, unit = value / HUNDREDTH, "cent" if "cent" in coin[0] else "penny"
    if quantity.rule == "age":
        unit = "year of age"
    item, rule = find_item(text, parsed, quantity, claims)
    claims.append(_claim(text, parsed, quantity, item, rule))
    name = unit.replace("_", " ").replace("meter", "metre")
    counted = item.split(" of ")[0] if not unit and rule.startswith(COUNTING) else ""
    thing = counted or (name if unit not in NO_THINGS else "")  # the scorer tells a measure from a thing
    name = name or counted
    return {
        "value": None if value is None else float(value),
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "unit": f"{name} per {quantity.per}" if quantity.per else name,
        "bound": bound,
        "thing": thing or None,
        "concept": [],
    }


def _claim(text: str, parsed: ParsedSentence, quantity: QuantityMention, item: str, rule: str) -> Claim:
    nothing = Timex("")
    judged = Judged((item, rule), "", parsed.sentence.span, Modality.FACT, None, (), None, nothing, nothing)
    return assemble_claim(Article("sentence", text, ""), parsed, quantity, None, judged)


def _measure(texts: list[str]) -> None:
    words = sum(len(text.split()) for text in texts)
    stretches = [[CharSpan(start, start + len(line)) for start, line in _lines(text)] for text in texts]
    began = time.process_time()
    for text, within in zip(texts, stretches, strict=True):
        find_quantities(text, within, ())
    ours = time.process_time() - began
    print(f"find_quantities: {words / ours:,.0f} words/s ({words:,} words in {ours:.2f} s)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    sample = [text[span.start : span.end] for text, within in zip(texts, stretches, strict=True) for span in within][
        ::SLOW_SHARE
    ]
    parser.parse("5 km")
    words = sum(len(text.split()) for text in sample)
    began = time.process_time()
    failed = 0
    for text in sample:
        try:
            parser.parse(text)
        except Exception:  # it raises on odd numbers; the time is spent all the same
            failed += 1
    theirs = time.process_time() - began
    print(f"quantulum3:      {words / theirs:,.0f} words/s ({words:,} words in {theirs:.2f} s, {failed} texts failed)")


def _lines(text: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((start, line))
        start += len(line)
    return lines


if __name__ == "__main__":
    main()
