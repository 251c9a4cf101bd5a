"""Times by their place to the anchor or to a time said before: last year, that month, this fiscal year, so far."""

from datetime import date

from pipeline.normalize.timexes.frame import NO_FISCAL_YEAR, Frame, Unresolved, first_day, known, last_day
from pipeline.normalize.timexes.periods import Grain, Period, days, months, moved, unit_around, unit_from
from pipeline.normalize.timexes.tense import Tense
from pipeline.timegrammar.nodes import FiscalYear, Reference, ToDate, Year, YearNumber
from pipeline.timegrammar.terms import Origin, Unit


def reference(time: Reference, frame: Frame) -> Period:
    """Return the calendar unit that a reference names. Raises Unresolved."""
    if time.unit is Unit.FISCAL_YEAR:
        return fiscal(FiscalYear(time), frame)
    match time.origin:
        case Origin.ANCHOR:
            day = frame.from_anchor()
        case Origin.CONTEXT:
            context = known(_of_length(time.unit, frame))
            if time.unit is Unit.YEAR and _is_business_year(context):
                return known(moved(context, time.offset, Unit.YEAR))
            day = last_day(context) if time.offset > 0 else first_day(context)
        case Origin.EITHER:
            near = frame.nearby
            if near and time.unit is Unit.DAY and near.first != near.last:
                near = None
            day = first_day(near) if near else _running(time.unit, frame)
    found = unit_from(day, time.unit, time.offset)
    if found is None:  # an hour or a minute lies within its day
        return unit_around(day, Unit.DAY) or days(day, day)
    return found


def _is_business_year(period: Period) -> bool:
    """Tell whether a period is twelve whole months of two years: "the prior year" is then like it."""
    first, last = period.first, period.last
    if period.grain is not Grain.MONTH or first is None or last is None:
        return False
    return first.month > 1 and (last.year, last.month) == (first.year + 1, first.month - 1)


def _running(unit: Unit, frame: Frame) -> date:
    """Return the anchor; for a year told of in the past, the newest time said if that lies in a year before.

    "In May 2015 it stood at 5. By the end of the year it had climbed to 35."
    """
    anchor, told = frame.from_anchor(), frame.context
    if unit is Unit.YEAR and frame.tense is Tense.PAST and told and told.last and told.last.year < anchor.year:
        return told.last
    return anchor


def _of_length(unit: Unit, frame: Frame) -> Period | None:
    """Return what "the month" or "the quarter" point back to: the newest month or quarter; else the newest time.

    "That year" is not today's, where another time was said before.
    """
    today = days(frame.anchor, frame.anchor) if frame.anchor else None
    if unit is Unit.YEAR and frame.context == today:
        return next((period for period in frame.history if period != today), frame.context)
    if unit not in (Unit.MONTH, Unit.QUARTER, Unit.HALF):
        return frame.context
    return next((period for period in frame.history if period == unit_around(first_day(period), unit)), None)


def year_of(year: Year, frame: Frame) -> int:
    """Return the number of a year. Raises Unresolved."""
    return year.year if isinstance(year, YearNumber) else first_day(reference(year, frame)).year


def fiscal(time: FiscalYear, frame: Frame) -> Period:
    """Return a fiscal year, or its quarter or half, by the state's calendar. Raises Unresolved."""
    if frame.fiscal is None:
        raise Unresolved(NO_FISCAL_YEAR)
    if isinstance(time.year, Reference) and time.year.unit is Unit.FISCAL_YEAR:
        context = frame.context if time.year.origin is Origin.CONTEXT else None
        day = first_day(context) if context else frame.from_anchor()
        start = frame.fiscal.first_month
        begun = day.year - (day.month < start)
        whole = months(begun + time.year.offset, start, 12)
    else:
        whole = frame.fiscal.year(year_of(time.year, frame), paired=time.paired)
    if not time.number:
        return whole
    length = 3 if time.unit is Unit.QUARTER else 6
    begin = first_day(whole)
    return months(begin.year, begin.month + length * (time.number - 1), length)


def to_date(time: ToDate, frame: Frame) -> Period:
    """Return the part of a running period that is over: "so far this year". Raises Unresolved."""
    anchor = frame.from_anchor()
    if time.period is None:
        return Period(None, anchor, Grain.DAY, Grain.DAY)
    whole = reference(time.period, frame)
    if whole.grain >= Grain.YEAR or (whole.grain is Grain.MONTH and time.period.unit is not Unit.MONTH):
        first = first_day(whole)
        return months(first.year, first.month, (anchor.year - first.year) * 12 + anchor.month - first.month + 1)
    return days(first_day(whole), anchor)
