"""Scores the time expressions found in a folder of TimeML files, and measures the speed of finding and reading them.

    python benchmarks/dates.py FOLDER SCORER [--misses]

FOLDER holds .tml files; SCORER is a Python file with ``row(name, documents, predictions)``, ``pair`` and
``same_value``; beside it lie ``timeml.py`` (``read_dir``, ``Timex``) and ``intervals.py`` (``to_value``). No model of
spaCy's is used, and one core.
A part of a day ("Monday night") is scored as its day, a DATE.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.clean.segment import segment
from pipeline.find.timexes import find_timexes
from pipeline.normalize.timexes.document import read_times, readings
from pipeline.normalize.timexes.periods import Period
from pipeline.timegrammar import read_expressions
from pipeline.timegrammar.nodes import Clock, Decade, Length, Now, Often, Overnight, Point, Stretch, Vague
from pipeline.timegrammar.terms import Unit
from pipeline.types import CharSpan, Sentence, SentenceKind

LETTERS = {Unit.SECOND: "TS", Unit.MINUTE: "TM", Unit.HOUR: "TH", Unit.DECADE: "DE", Unit.CENTURY: "CE"}
ROUNDS = 5


def main() -> None:
    """Print the scores, the words a second, and with --misses what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.scorer.parent.resolve()))
    scorer = importlib.import_module(arguments.scorer.stem)
    timeml, intervals = importlib.import_module("timeml"), importlib.import_module("intervals")
    documents = timeml.read_dir(arguments.folder)
    found = {
        document.name: [
            _timex(document.text, point, period, timeml, intervals)
            for reading in readings(document.text, _sentences(document.text), document.dct)
            for point, period in zip(reading.expression.points, reading.points, strict=False)
        ]
        for document in documents
    }
    print(scorer.row("claimrows", documents, found))
    print(f"{_speed(documents):,.0f} words/s of processor time (finding and reading times, without spaCy)")
    if arguments.misses:
        for line in _misses(documents, found, scorer):
            print(line)


def _sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text and what else stands on its page, for gold marks times everywhere."""
    layout = segment(text)
    furniture = [Sentence(piece.span, SentenceKind.BODY, -1) for piece in layout.furniture]
    return sorted([*layout.sentences, *furniture], key=lambda sentence: sentence.span)


def _timex(text: str, point: Point, period: Period | None, timeml: Any, intervals: Any) -> Any:
    kind, value = "DATE", ""
    interval = (period.first, period.last) if period and period.first and period.last else None
    match point.time:
        case Now():
            value, interval = "PRESENT_REF", None
        case Length(count=count, unit=unit):
            kind, value = "DURATION", _amount(count, unit)
        case Often(unit=unit):
            kind, value = "SET", _amount(1, unit)
        case Stretch(count=count, unit=unit, at=None):
            kind, value = "DURATION", _amount(count, unit)
        case Clock(label=label, day=day) if ":" in label or day is None:
            kind, value = "TIME" if day is None else "DATE", f"{_value(interval, intervals)}{label}"
        case Decade(first=first):
            value = f"{first // 10}X"
        case Overnight():
            kind, value = "TIME", f"{_value(interval, intervals)}TNI"
        case Vague(offset=offset):
            value = "FUTURE_REF" if offset > 0 else "PAST_REF"
        case _:
            value = _value(interval, intervals)
    span = CharSpan(point.span.start, point.span.end)
    return timeml.Timex(span.start, span.end, text[span.start : span.end], kind, value, "", interval)


def _amount(count: int | None, unit: Unit) -> str:
    letter = LETTERS.get(unit, unit.value[0].upper())
    number = "X" if count is None else str(count)
    return f"P{'T' if len(letter) == 2 and letter[0] == 'T' else ''}{number}{letter.removeprefix('T')}"


def _value(interval: tuple[date, date] | None, intervals: Any) -> str:
    return (intervals.to_value(*interval) or "") if interval else ""


def _speed(documents: Any) -> float:
    words = sum(len(document.text.split()) for document in documents)
    layouts = [segment(document.text) for document in documents]
    started = time.process_time()
    for _ in range(ROUNDS):
        read_expressions.cache_clear()
        for document, layout in zip(documents, layouts, strict=True):
            find_timexes(document.text, [sentence.span for sentence in layout.sentences])
            read_times(document.text, layout.sentences, document.dct)
    return ROUNDS * words / (time.process_time() - started)


def _misses(documents: Any, found: Any, scorer: Any) -> Iterator[str]:
    for document in documents:
        answers = found[document.name]
        pairs = scorer.pair(document.gold, answers)
        for gold, answer in pairs:
            if gold.type == "DATE" and not scorer.same_value(gold.value, answer.value):
                where = " ".join(document.text[max(0, gold.start - 60) : gold.end + 30].split())
                yield f"VALUE {document.dct} {gold.text!r} gold {gold.value} got {answer.type} {answer.value}: {where}"
        for one in document.gold:
            if all(gold is not one for gold, _ in pairs):
                yield f"MISSED {one.type} {one.text!r}: {document.text[max(0, one.start - 40) : one.end + 20]!r}"
        for one in answers:
            if all(answer is not one for _, answer in pairs):
                yield f"EXTRA {one.type} {one.text!r}: {document.text[max(0, one.start - 40) : one.end + 20]!r}"


if __name__ == "__main__":
    main()
