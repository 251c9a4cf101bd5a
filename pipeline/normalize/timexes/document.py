"""Reads the time expressions of an article in order, so that one may point back to another."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.lexicons import load_words
from pipeline.normalize.timexes.fiscal import FiscalCalendar, fiscal_calendar
from pipeline.normalize.timexes.frame import NO_SUCH_DATE, Frame, Unresolved
from pipeline.normalize.timexes.periods import Grain, Period, days, months, part_of, years
from pipeline.normalize.timexes.resolve import resolve
from pipeline.normalize.timexes.tense import Tense, find_tense
from pipeline.timegrammar import read_expressions
from pipeline.timegrammar.nodes import (
    Clock,
    Day,
    DayOfMonth,
    Expression,
    FiscalYear,
    Fraction,
    Holiday,
    Length,
    Month,
    NumericDay,
    Often,
    Point,
    Reference,
    Same,
    Season,
    Shifted,
    Stretch,
    ToDate,
    Units,
    Weekday,
)
from pipeline.timegrammar.terms import Bound, Origin
from pipeline.types import CharSpan, DateOrder, Sentence, Timex

FISCAL_ASSUMED = "fiscal_year_assumed"
DAY_ASSUMED = "day_assumed"
# Times that a text may say without their year or week; the other end of a range can supply it.
RECURRING = (Month, Day, Season, Fraction, Weekday, Holiday, DayOfMonth)
# How many times said before are kept at hand.
REMEMBERED = 20
# A figure of another time, before that time: "up from 5.5 percent in the third quarter of 2014".
COMPARED = re.compile(r"\b(?:from|than|versus|compared (?:with|to)) (?:[a-z]+ ){0,2}\S?\d[^,;]{0,80}$")


class Reading(NamedTuple):
    """An expression, the period of each of its points (without their parts), and its value."""

    expression: Expression
    points: tuple[Period | None, ...]
    timex: Timex


class _Said(NamedTuple):
    """A time that the text has said: its period, and where.

    ``plain`` ones can be pointed back to: they neither tell when someone spoke nor only bound a time ("by May").
    """

    period: Period
    sentence: int
    paragraph: int
    plain: bool


def read_times(
    text: str,
    sentences: Sequence[Sentence],
    anchor: date | None,
    order: DateOrder | None = None,
    *,
    only: Container[int] | None = None,
) -> Mapping[CharSpan, Timex]:
    """Return the value of each time expression of an article by its span; empty values carry a flag that says why.

    ``anchor`` is the publication date, ``order`` what is known of dates in numerals. Where the sentences numbered
    ``only`` are read, times point back to none outside them.
    """
    return {reading.expression.span: reading.timex for reading in readings(text, sentences, anchor, order, only=only)}


def readings(
    text: str,
    sentences: Sequence[Sentence],
    anchor: date | None,
    order: DateOrder | None = None,
    *,
    only: Container[int] | None = None,
) -> Iterator[Reading]:
    """Yield the time expressions of an article with what they mean, in text order."""
    found = [
        (index, sentence, _so_far(text, sentence.span, expression))
        for index, sentence in enumerate(sentences)
        if only is None or index in only
        for expression in read_expressions(text, sentence.span)
    ]
    expressions = [expression for _, _, expression in found]
    frame = Frame(anchor, order=order or _order_in(text, expressions, anchor), fiscal=_fiscal(text, expressions))
    said: list[_Said] = []
    for index, sentence, expression in found:
        of_saying = _after_saying(text, sentence.span, expression.span)
        tense = None
        if anchor:
            tense = Tense.PAST if of_saying else find_tense(text, sentence.span, expression.span)
        here = _framed(frame, said, index, sentence.paragraph, expression, tense)
        points, timex, whole = _read(text, expression, here)
        if whole and whole.first and whole.last:
            compared = any(isinstance(point.time, Shifted | Same) for point in expression.points) or (
                COMPARED.search(text[sentence.span.start : expression.span.start]) is not None
            )
            plain = not of_saying and not compared and expression.bound in (Bound.NONE, Bound.FROM)
            said.append(_Said(whole, index, sentence.paragraph, plain))
            del said[:-REMEMBERED]
        yield Reading(expression, points, timex)


def _so_far(text: str, sentence: CharSpan, expression: Expression) -> Expression:
    """Return "this year" as the stretch up to now where "so far" stands elsewhere in its sentence."""
    point = expression.points[0]
    time = point.time
    if not isinstance(time, Reference) or time.origin is not Origin.ANCHOR or time.offset:
        return expression
    if expression.bound is not Bound.NONE or point.part or "o far" not in text[sentence.start : sentence.end]:
        return expression
    return expression._replace(points=(point._replace(time=ToDate(time)),))


def _read(text: str, expression: Expression, frame: Frame) -> tuple[tuple[Period | None, ...], Timex, Period | None]:
    """Return the periods of the points, the value, and the period to remember (without "since" and "until")."""
    if all(isinstance(point.time, Length | Often) for point in expression.points):
        return (None,), Timex(""), None
    try:
        resolved = _ends(text, expression.points, frame)
    except Unresolved as error:
        return (None,) * len(expression.points), Timex("", (str(error.args[0]),)), None
    parted = [
        part_of(period, point.part) if point.part else period
        for period, point in zip(resolved, expression.points, strict=True)
    ]
    whole = Period(parted[0].first, parted[-1].last, parted[0].grain, parted[-1].last_grain)
    if whole.first and whole.last and whole.first > whole.last:
        return resolved, Timex("", (NO_SUCH_DATE,)), None
    mark = "~" if any(point.approximate for point in expression.points) else ""
    value = _opened(whole, expression.bound, frame.anchor).edtf(mark)
    return resolved, Timex(value, _assumed(expression, frame)), whole


def _ends(text: str, points: tuple[Point, ...], frame: Frame) -> tuple[Period, ...]:
    """Return the period of each point, the end of a range that lacks its year read by the other. Raises Unresolved."""
    surfaces = [text[point.span.start : point.span.end] for point in points]
    if len(points) == 1:
        return (resolve(points[0].time, frame, surfaces[0]),)
    first, second = points
    if _recurs(first):
        end = resolve(second.time, frame, surfaces[1])
        begin = resolve(first.time, replace(frame, not_after=end.last), surfaces[0])
    else:
        begin = resolve(first.time, frame, surfaces[0])
        end = resolve(second.time, replace(frame, not_before=begin.first), surfaces[1])
    return begin, end


def _recurs(point: Point) -> bool:
    return isinstance(point.time, RECURRING) and not getattr(point.time, "year", None)


def _opened(period: Period, bound: Bound, anchor: date | None) -> Period:
    match bound:
        case Bound.FROM if anchor and period.last and period.last <= anchor:
            return period  # "a report from March", "up from May": where it comes from
        case Bound.SINCE | Bound.ONWARD | Bound.FROM:
            return period._replace(last=None)
        case Bound.UNTIL:
            return period._replace(first=None)
        case Bound.BEFORE:
            return _beside(period, -1)._replace(first=None)
        case Bound.AFTER:
            return _beside(period, 1)._replace(last=None)
        case Bound.NONE:
            return period


def _beside(period: Period, side: int) -> Period:
    """Return the day, month or year just before or after ``period``, as precise as the period is."""
    edge, grain = (period.first, period.grain) if side < 0 else (period.last, period.last_grain)
    if edge is None:
        return period
    day = edge + timedelta(side)
    if grain is Grain.DAY:
        return days(day, day)
    return months(day.year, day.month) if grain is Grain.MONTH else years(day.year, day.year)


def _framed(
    frame: Frame, said: Sequence[_Said], sentence: int, paragraph: int, expression: Expression, tense: Tense | None
) -> Frame:
    """Return ``frame`` with the tense and with the times said before that ``expression`` may point back to."""
    newest = said[::-1]
    here = [one for one in newest if one.sentence == sentence]
    near = [one for one in newest if one.plain and (one.sentence >= sentence - 1 or one.paragraph == paragraph)]
    spans = [
        one.period for one in newest if one.plain and (one.sentence == sentence or one.period.first != one.period.last)
    ]
    return replace(
        frame,
        nearby=here[0].period if here else None,
        context=near[0].period if near else None,
        history=tuple(spans),
        tense=tense,
        past=expression.bound is Bound.SINCE,
    )


SAYING = load_words("saying_words")


def _after_saying(text: str, sentence: CharSpan, span: CharSpan) -> bool:
    """Tell whether the expression stands right behind "said", "told reporters", "announced on" and the like."""
    before = text[max(sentence.start, span.start - 40) : span.start].lower().split()
    while before and before[-1] in ("on", "late", "early", "in", "earlier", "reporters"):
        before.pop()
    return bool(before) and before[-1] in SAYING


def _fiscal(text: str, expressions: Sequence[Expression]) -> FiscalCalendar | None:
    return fiscal_calendar(text) if any(_is_fiscal(expression) for expression in expressions) else None


def _is_fiscal(expression: Expression) -> bool:
    return any(isinstance(time, FiscalYear) for point in expression.points for time in _inside(point))


def _inside(point: Point) -> Iterator[object]:
    """Yield the time of a point and those it is built on."""
    yield point.time
    match point.time:
        case Stretch(at=Point() as at):
            yield from _inside(at)
        case Units(of=Point() as of):
            yield from _inside(of)


def _assumed(expression: Expression, frame: Frame) -> tuple[str, ...]:
    lone = any(isinstance(point.time, Clock) and point.time.day is None for point in expression.points)
    flags = (
        FISCAL_ASSUMED if _is_fiscal(expression) else "",
        DAY_ASSUMED if lone and not frame.nearby else "",
    )
    return tuple(flag for flag in flags if flag)


def _order_in(text: str, expressions: Sequence[Expression], anchor: date | None) -> DateOrder | None:
    """Return the order of dates in numerals that the article itself shows, None if it shows none or both.

    A date like 25/12/2024 shows it, and so does 03/04/2025 where one of its two readings is the publication date.
    """
    shown: set[DateOrder] = set()
    for expression in expressions:
        for point in expression.points:
            surface = text[point.span.start : point.span.end]
            match point.time:
                case NumericDay(first=one, second=two, year=year) if anchor and anchor.year == year:
                    if (anchor.day, anchor.month) == (one, two):
                        shown.add(DateOrder.DMY)
                    elif (anchor.month, anchor.day) == (one, two):
                        shown.add(DateOrder.MDY)
                case Day(day=day) if surface.count("/") == 2 and not surface[:4].isdecimal() and day > 12:
                    shown.add(DateOrder.DMY if int(surface.split("/")[0]) == day else DateOrder.MDY)
    return shown.pop() if len(shown) == 1 else None
