"""Finds the calendar period that one time of the grammar names, counted from the anchor or from a time said before."""

from datetime import timedelta

from pipeline.normalize.timexes.frame import NO_SUCH_DATE, VAGUE, Frame, Unresolved, first_day, known
from pipeline.normalize.timexes.periods import (
    Grain,
    Period,
    century,
    days,
    decade,
    moved,
    part_of,
    week_of,
    years,
)
from pipeline.normalize.timexes.recurring import (
    day,
    day_of_month,
    fraction,
    holiday,
    month,
    numeric,
    season,
    weekday,
    weekend,
)
from pipeline.normalize.timexes.references import fiscal, reference, to_date, year_of
from pipeline.normalize.timexes.stretches import stretch, units_of
from pipeline.timegrammar.nodes import (
    Century,
    Clock,
    Day,
    DayOfMonth,
    Decade,
    FiscalYear,
    Fraction,
    Holiday,
    Month,
    Now,
    NumericDay,
    Overnight,
    Point,
    Reference,
    Same,
    Season,
    Shifted,
    Stretch,
    Then,
    Time,
    ToDate,
    Units,
    Weekday,
    Weekend,
    WeekOf,
    YearNumber,
    YearPair,
)
from pipeline.timegrammar.terms import Origin, Unit


def resolve_point(point: Point, frame: Frame, surface: str) -> Period:
    """Return the period that ``point`` names, its part cut out; ``surface`` is its text. Raises Unresolved."""
    period = resolve(point.time, frame, surface)
    return part_of(period, point.part) if point.part else period


def resolve(time: Time, frame: Frame, surface: str = "") -> Period:
    """Return the period that ``time`` names. Raises Unresolved."""
    try:
        return _resolve(time, frame, surface)
    except (ValueError, OverflowError) as error:  # out of the calendar: the 30th of February, the year 12000
        raise Unresolved(NO_SUCH_DATE) from error


def _resolve(time: Time, frame: Frame, surface: str) -> Period:
    match time:
        case YearNumber(year=year):
            return years(year, year)
        case YearPair(first=first, last=last):
            return years(first, last)
        case Decade(first=first):
            return decade(first)
        case Century(number=number):
            return century(number)
        case Reference():
            return reference(time, frame)
        case FiscalYear():
            return fiscal(time, frame)
        case Fraction():
            return fraction(time, frame)
        case Season():
            return season(time, frame)
        case Month():
            return month(time, frame)
        case Day():
            return day(time, frame, surface)
        case NumericDay():
            return numeric(frame.order, surface)
        case DayOfMonth():
            return day_of_month(time, frame)
        case Weekday():
            return weekday(time, frame)
        case Weekend():
            return weekend(time, frame)
        case Holiday():
            return holiday(time, frame)
        case Now():
            return days(frame.from_anchor(), frame.from_anchor())
        case Overnight():
            return days(frame.from_anchor() - timedelta(1), frame.from_anchor())
        case ToDate():
            return to_date(time, frame)
        case Then():
            return known(frame.context)
        case Shifted():
            return _shifted(time, frame)
        case Same():
            return _same(time, frame)
        case WeekOf(time=inner):
            return week_of(first_day(resolve(inner, frame)))
        case Clock(day=inner):
            return resolve(inner, frame) if inner else _this_day(frame)
        case Stretch(at=at):
            return stretch(time, frame, resolve_point(at, frame, "") if at else None)
        case Units(of=of):
            return units_of(time, frame, resolve_point(of, frame, "") if of else None)
        case _:
            raise Unresolved(VAGUE)


def _shifted(time: Shifted, frame: Frame) -> Period:
    if time.base is not None:
        start: Period | None = resolve(time.base, frame)
    elif time.unit in (Unit.DAY, Unit.WEEK):
        start = frame.context
    else:
        start = frame.history[0] if frame.history else None
    found = moved(known(start), time.count, time.unit)
    return known(found)


def _same(time: Same, frame: Frame) -> Period:
    span = next((period for period in frame.history if period.grain < Grain.YEAR), None)
    if span is None and isinstance(time.year, YearNumber):
        return years(time.year.year, time.year.year)
    first = first_day(known(span))
    if isinstance(time.year, Reference) and time.year.origin is Origin.CONTEXT:
        count = time.year.offset
    else:
        count = year_of(time.year, frame) - first.year
    return known(moved(known(span), count, Unit.YEAR))


def _this_day(frame: Frame) -> Period:
    """Return the day that a time of day without one belongs to: the day named in the sentence, else the anchor."""
    if frame.nearby and frame.nearby.first and frame.nearby.first == frame.nearby.last:
        return frame.nearby
    return days(frame.from_anchor(), frame.from_anchor())
