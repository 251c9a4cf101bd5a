"""EDTF dates compared by the days they span: "2025-01/2025-03" and the first quarter of 2025 are one answer."""

import calendar
import re
from datetime import date

# Sub-year groupings of ISO 8601-2: seasons, quarters, halves; a winter ends in the next year.
MONTHS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 2),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}

DOUBT = str.maketrans("", "", "?~%")
DECADE_OR_CENTURY = re.compile(r"\d{2}(?:\dX|XX)")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def same_days(one: str, other: str) -> bool:
    """Tell whether two EDTF strings (empty: no date) span the same days; unreadable ones must be equal.

    >>> same_days("2025-34", "2025-04-01/2025-06"), same_days("2025", "2025/.."), same_days("", "2025")
    (True, False, False)
    """
    if not one or not other:
        return one == other
    try:
        return _days(one) == _days(other)
    except ValueError:
        return one == other


def _days(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last day, None for an open end; raise ValueError where the string cannot be read."""
    start, slash, end = edtf.partition("/")
    return _bounds(start)[0], _bounds(end if slash else start)[1]


def _bounds(stated: str) -> tuple[date | None, date | None]:
    sure = stated.strip().translate(DOUBT)
    if sure in ("", ".."):
        return None, None
    if DECADE_OR_CENTURY.fullmatch(sure):
        return date(int(sure.replace("X", "0")), 1, 1), date(int(sure.replace("X", "9")), 12, 31)
    match = DATE.fullmatch(sure)
    if not match:
        raise ValueError(f"not a date: {stated}")
    year = int(match[1])
    if match[3]:
        day = date(year, int(match[2]), int(match[3]))
        return day, day
    first, last = (1, 12) if not match[2] else MONTHS.get(int(match[2]), (int(match[2]), int(match[2])))
    last_year = year + (last < first)
    return date(year, first, 1), date(last_year, last, calendar.monthrange(last_year, last)[1])
