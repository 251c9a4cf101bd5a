"""Reads numerals: which characters of a text are a number, in digits or in words, and what number that is.

Nothing here knows what a number counts or whether it is a date: "2016" is 2016 and "two-thirds" is 0.666667.
"""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.numerals.digits import find_digits, may_hold_digits
from pipeline.numerals.numeral import Numeral
from pipeline.numerals.words import find_words, may_hold_words

__all__ = ["find_numerals", "may_hold_numeral", "read_numeral"]


def may_hold_numeral(text: str, start: int, end: int) -> bool:
    """Tell quickly whether a numeral may stand between two positions: a digit, a number word or "twice" does.

    >>> may_hold_numeral("Nobody came", 0, 11), may_hold_numeral("The third came", 0, 14)
    (False, True)
    """
    return may_hold_digits(text, start, end) or may_hold_words(text, start, end)


def find_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """Return the numerals of ``text`` between two positions, in text order.

    >>> [(n.start, n.end, str(n.value)) for n in find_numerals("half a million of 3.5 million", 0, 29)]
    [(0, 14, '500000'), (18, 29, '3500000')]
    """
    found = [*find_digits(text, start, end), *find_words(text, start, end)]
    if len(found) > 1:
        found.sort(key=lambda numeral: (numeral.start, -numeral.end))
        return list(_apart(found))
    return found


def read_numeral(surface: str) -> Decimal | None:
    """Return the value of ``surface`` if the whole of it is one numeral.

    >>> read_numeral("twenty-five"), read_numeral("1,200"), read_numeral("soon")
    (Decimal('25'), Decimal('1200'), None)
    """
    numerals = find_numerals(surface, 0, len(surface))
    whole = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (0, len(surface))
    return numerals[0].value if whole else None


def _apart(numerals: list[Numeral]) -> Iterator[Numeral]:
    end = -1
    for numeral in numerals:
        if numeral.start >= end:
            end = numeral.end
            yield numeral
