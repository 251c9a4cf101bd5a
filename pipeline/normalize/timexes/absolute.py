"""The adapter of dateparser: reads dates whose day, month and year all stand in the text."""

from datetime import date
from functools import cache, lru_cache

from dateparser.date import DateDataParser

from pipeline.types import DateOrder

# A year's worth of a newspaper names fewer dates than this.
CACHED = 4096


@cache
def _parser(order: DateOrder) -> DateDataParser:
    """Return a parser that takes no part of a date from the clock: where one is missing it reads nothing."""
    return DateDataParser(
        languages=["en"],
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": order.upper(),
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


@lru_cache(maxsize=CACHED)
def read_absolute(surface: str, order: DateOrder) -> date | None:
    """Return the day that ``surface`` names, None where dateparser reads no whole date in it.

    ``order`` tells what comes first in a date in numerals.

    >>> read_absolute("the 5th of March, 2021", DateOrder.MDY)
    datetime.date(2021, 3, 5)
    >>> read_absolute("March 2021", DateOrder.MDY) is None
    True
    """
    found = _parser(order).get_date_data(surface)
    return found.date_obj.date() if found.date_obj and found.period == "day" else None
