"""Stretches of the calendar: from day to day, at the precision the text gave, and their EDTF (ISO 8601-2) notation."""

import calendar
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from pipeline.timegrammar.terms import Part, Unit

FIRST_YEAR, LAST_YEAR = 1, 9998


class Grain(IntEnum):
    """How precisely an end of a period is said."""

    DAY = 1
    MONTH = 2
    YEAR = 3
    DECADE = 4
    CENTURY = 5


class Period(NamedTuple):
    """All days from ``first`` to ``last``, None for an open end, each end as precise as its grain."""

    first: date | None
    last: date | None
    grain: Grain
    last_grain: Grain

    def edtf(self, mark: str = "") -> str:
        """Return the period in EDTF; ``mark`` qualifies it ("~" for approximate)."""
        if self.first is None or self.last is None:
            start = _label(self.first, min(self.grain, Grain.YEAR), mark) if self.first else ".."
            return f"{start}/{_label(self.last, min(self.last_grain, Grain.YEAR), mark) if self.last else '..'}"
        if self.grain is self.last_grain and self == _around(self.first, self.grain):
            return _label(self.first, self.grain, mark)
        start = _label(self.first, min(self.grain, Grain.YEAR), mark)
        return f"{start}/{_label(self.last, min(self.last_grain, Grain.YEAR), mark)}"


def _label(day: date, grain: Grain, mark: str) -> str:
    match grain:
        case Grain.DAY:
            return f"{day:%Y-%m-%d}".rjust(10, "0") + mark
        case Grain.MONTH:
            return f"{day.year:04d}-{day.month:02d}{mark}"
        case Grain.YEAR:
            return f"{day.year:04d}{mark}"
        case Grain.DECADE:
            return f"{day.year // 10:03d}X{mark}"
        case Grain.CENTURY:
            return f"{day.year // 100:02d}XX{mark}"


def _around(day: date, grain: Grain) -> Period:
    """Return the day, month, year, decade or century that ``day`` lies in."""
    match grain:
        case Grain.DAY:
            return days(day, day)
        case Grain.MONTH:
            return months(day.year, day.month)
        case Grain.YEAR:
            return years(day.year, day.year)
        case Grain.DECADE:
            return decade(day.year // 10 * 10)
        case Grain.CENTURY:
            return century(day.year // 100 + 1)


def days(first: date, last: date) -> Period:
    """Return the days from ``first`` to ``last``."""
    return Period(first, last, Grain.DAY, Grain.DAY)


def months(year: int, month: int, count: int = 1) -> Period:
    """Return ``count`` months from the given one; ``month`` may lie outside 1 to 12 and counts on then."""
    begin = year * 12 + month - 1
    end = begin + count - 1
    return Period(_first_of(begin), _last_of(end), Grain.MONTH, Grain.MONTH)


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _last_of(number: int) -> date:
    year, month = number // 12, number % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def years(first: int, last: int) -> Period:
    """Return the years from ``first`` to ``last``."""
    return Period(date(first, 1, 1), date(last, 12, 31), Grain.YEAR, Grain.YEAR)


def decade(first: int) -> Period:
    """Return the ten years from ``first``."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), Grain.DECADE, Grain.DECADE)


def century(number: int) -> Period:
    """Return a century, 21 being the years 2000 to 2099 as news counts them."""
    first = (number - 1) * 100
    return Period(date(first, 1, 1), date(first + 99, 12, 31), Grain.CENTURY, Grain.CENTURY)


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, that holds ``day``."""
    monday = day - timedelta(day.weekday())
    return days(monday, monday + timedelta(6))


def weekend_of(day: date) -> Period:
    """Return the Saturday and Sunday of the week that holds ``day``."""
    monday = day - timedelta(day.weekday())
    return days(monday + timedelta(5), monday + timedelta(6))


def shifted(day: date, month_count: int) -> date:
    """Return ``day`` moved by months, the last day of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 + month_count
    return min(_first_of(number) + timedelta(day.day - 1), _last_of(number))


def moved(period: Period, count: int, unit: Unit) -> Period | None:
    """Return ``period`` moved by whole units, None where it is said too coarsely for that ("two days after May")."""
    if period.first is None or period.last is None:
        return None
    by_days = {Unit.DAY: 1, Unit.WEEK: 7}.get(unit)
    if by_days:
        if period.grain is not Grain.DAY or period.last_grain is not Grain.DAY:
            return None
        step = timedelta(by_days * count)
        return days(period.first + step, period.last + step)
    by_months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}.get(
        unit
    )
    if by_months is None or (by_months % 12 and max(period.grain, period.last_grain) > Grain.MONTH):
        return None
    first, last = shifted(period.first, by_months * count), shifted(period.last, by_months * count)
    if period.last_grain is not Grain.DAY:
        last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return Period(first, last, period.grain, period.last_grain)


def unit_around(day: date, unit: Unit) -> Period | None:
    """Return the calendar unit that ``day`` lies in, None for units below a day."""
    match unit:
        case Unit.DAY:
            return days(day, day)
        case Unit.WEEK:
            return week_of(day)
        case Unit.WEEKEND:
            return weekend_of(day)
        case Unit.MONTH:
            return months(day.year, day.month)
        case Unit.QUARTER:
            return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        case Unit.HALF:
            return months(day.year, (day.month - 1) // 6 * 6 + 1, 6)
        case Unit.YEAR | Unit.FISCAL_YEAR:
            return years(day.year, day.year)
        case Unit.DECADE:
            return decade(day.year // 10 * 10)
        case Unit.CENTURY:
            return century(day.year // 100 + 1)
        case _:
            return None


def unit_from(day: date, unit: Unit, offset: int) -> Period | None:
    """Return the calendar unit ``offset`` units after the one that ``day`` lies in."""
    around = unit_around(day, unit)
    if around is None or around.first is None:
        return None
    step = Unit.WEEK if unit is Unit.WEEKEND else unit
    beginning = moved(days(around.first, around.first), offset, step) if offset else around
    return unit_around(beginning.first, unit) if beginning and beginning.first else None


def part_of(period: Period, part: Part) -> Period:
    """Return a part of ``period``: thirds for early, mid and late, but the last quarter of a year that is late.

    The start and the end of a period are its first and its last day; what is earlier or later in it stays the whole.
    """
    if period.first is None or period.last is None or part in (Part.EARLIER, Part.LATER):
        return period
    first, last = period.first, period.last
    if part in (Part.START, Part.END):
        day = first if part is Part.START else last
        return days(day, day)
    if first == last:
        return period
    if period.grain >= Grain.DECADE:
        return _years_of(first.year, last.year, part)
    if period.grain >= Grain.MONTH and first.day == 1 and (length := _month_count(first, last)) > 1:
        return _months_of(first, length, part)
    return _days_of(first, last, part)


def _month_count(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _years_of(first: int, last: int, part: Part) -> Period:
    length = last - first + 1
    third = length // 3
    match part:
        case Part.EARLY:
            return years(first, first + third)
        case Part.MID:
            return years(first + third + 1, last - third)
        case Part.LATE:
            return years(last - third + 1, last)
        case Part.FIRST_HALF:
            return years(first, first + length // 2 - 1)
        case _:
            return years(first + length // 2, last)


def _months_of(first: date, length: int, part: Part) -> Period:
    third = max(length // 3, 1)
    match part:
        case Part.EARLY:
            return months(first.year, first.month, third)
        case Part.MID:
            return months(first.year, first.month + third, max(length - 2 * third, 1))
        case Part.LATE:
            late = 3 if length == 12 else third
            return months(first.year, first.month + length - late, late)
        case Part.FIRST_HALF:
            return months(first.year, first.month, max(length // 2, 1))
        case _:
            return months(first.year, first.month + length // 2, length - length // 2)


def _days_of(first: date, last: date, part: Part) -> Period:
    length = (last - first).days + 1
    third = length // 3
    match part:
        case Part.EARLY:
            return days(first, first + timedelta(third - 1))
        case Part.MID:
            return days(first + timedelta(third), first + timedelta(2 * third - 1))
        case Part.LATE:
            return days(first + timedelta(2 * third), last)
        case Part.FIRST_HALF:
            return days(first, first + timedelta(length // 2 - 1))
        case _:
            return days(first + timedelta(length // 2), last)
