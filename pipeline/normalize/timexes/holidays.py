"""When holidays fall."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from pipeline.lexicons import load_rows
from pipeline.normalize.timexes.periods import Period, days


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    return {row["name"]: row for row in load_rows("holidays")}


def holiday_in(name: str, year: int) -> Period | None:
    """Return the days of a holiday of the lexicon in ``year``, None where the year has none (29 February).

    >>> holiday_in("thanksgiving", 1999).edtf()
    '1999-11-25'
    """
    row = _rules()[name]
    day = _day(row["rule"], year)
    if day is None:
        return None
    first = day + timedelta(int(row["shift"]))
    return days(first, first + timedelta(int(row["days"]) - 1))


def _day(rule: str, year: int) -> date | None:
    kind, *numbers = rule.split()
    if kind == "easter":
        return _easter(year)
    if kind == "nth":
        month, weekday, number = (int(part) for part in numbers)
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
    if kind == "last":
        month, weekday = (int(part) for part in numbers)
        end = date(year, month, calendar.monthrange(year, month)[1])
        return end - timedelta((end.weekday() - weekday) % 7)
    month, number = (int(part) for part in kind.split("-"))
    if (month, number) == (2, 29) and not calendar.isleap(year):
        return None
    return date(year, month, number)


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    golden, (hundreds, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(hundreds, 4)
    moon = (hundreds + 8) // 25
    epact = (19 * golden + hundreds - leap - (hundreds - moon + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, number = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, number + 1)
