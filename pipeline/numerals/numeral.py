"""What a numeral is, and what number words are worth."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from pipeline.lexicons import load_rows


class NumeralKind(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"


class Numeral(NamedTuple):
    """A number in the text, from ``start`` up to ``end``; ``scale`` what its magnitude word is worth, else 1."""

    start: int
    end: int
    value: Decimal
    kind: NumeralKind
    scale: Decimal = Decimal(1)
    flags: tuple[str, ...] = ()


# Fractions are cut here: nobody means the seventh digit of a third.
FRACTION_DIGITS = Decimal("0.000001")
# Whole numbers up to here are written out.
WRITTEN_OUT = 60
# What each word is worth, by its kind and the word.
WORTH = {(row["kind"], row["surface"]): Decimal(row["value"]) for row in load_rows("numerals")}
SEPARATOR = re.compile(r"[\s-]")


def any_word(*kinds: str) -> str:
    """Return a pattern for the number words of these kinds, the longest first."""
    surfaces = {surface for kind, surface in WORTH if kind in kinds}
    return "|".join(sorted(surfaces, key=lambda surface: (-len(surface), surface)))


SCALE = any_word("scale")
# "hundred thousand"
SCALES = rf"(?:{SCALE})(?:[\s-](?:{SCALE}))?"


def scale_of(words: str) -> Decimal:
    """Return what magnitude words multiply by.

    >>> str(scale_of("hundred thousand"))
    '100000'
    """
    scale = Decimal(1)
    for word in SEPARATOR.split(words.lower()):
        scale *= WORTH["scale", word]
    return scale


def ratio(above: int, below: int) -> Decimal:
    """Return a fraction, cut after the sixth decimal.

    >>> ratio(2, 3), ratio(1, 4)
    (Decimal('0.666667'), Decimal('0.25'))
    """
    return plain((Decimal(above) / Decimal(below)).quantize(FRACTION_DIGITS))


def plain(value: Decimal) -> Decimal:
    """Return the number without an exponent or trailing zeros.

    >>> plain(Decimal("5E+9")), plain(Decimal("0.10"))
    (Decimal('5000000000'), Decimal('0.1'))
    """
    if value.adjusted() < WRITTEN_OUT and value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()
