"""Quarters, halves and fiscal years."""

from dataclasses import replace

from pipeline.timegrammar.calendar import EARLIEST, LATEST, THE, relative_year, year_number, year_of
from pipeline.timegrammar.nodes import FiscalYear, Fraction, Reference, Time, Year, YearNumber
from pipeline.timegrammar.terms import Origin, Unit
from pipeline.timegrammar.words import Found, Words, numbers

HYPHEN = frozenset({"-"})
OF_IN = frozenset({"of", "in"})
FISCAL = frozenset({"fiscal", "financial"})


def fraction(words: Words, index: int) -> Found[Time]:
    """Read a quarter or half: "the third quarter of 2024", "second-quarter", "Q3 2024", "fiscal H1"."""
    if by_month := _by_month(words, index):
        return by_month
    fiscal = words.low[index] in FISCAL
    found = _spelled(words, index + fiscal) or _short(words, index + fiscal)
    if not found:
        return None
    (unit, number), after = found
    inner = words.skip(words.skip(after, OF_IN), frozenset({","}))
    year = fiscal_year(words, words.skip(inner, THE)) if words.gap[inner] < 2 else None
    if year and isinstance(year[0], FiscalYear):
        return replace(year[0], unit=unit, number=number), year[1]
    plain = year_of(words, words.skip(after, frozenset({"in"}))) or _the_year(words, after)
    if not plain and unit is Unit.HALF and words.low[after] == "of":
        return None  # "the first half of March" is a part of what follows
    if fiscal:
        value = plain[0] if plain else Reference(Unit.FISCAL_YEAR, 0, Origin.EITHER)
        return FiscalYear(value, unit, number), plain[1] if plain else after
    return Fraction(unit, number, plain[0] if plain else None), plain[1] if plain else after


def _by_month(words: Words, index: int) -> Found[Time]:
    """Read "the June quarter", "December-half 2024": named by the month it ends in."""
    inner = words.skip(index, THE)
    month = numbers("month").get(words.low[inner], 0)
    after = words.skip(inner + 1, HYPHEN)
    unit = {"quarter": Unit.QUARTER, "half": Unit.HALF}.get(words.low[after])
    length = 3 if unit is Unit.QUARTER else 6
    if unit is None or not month or month % length or not words.capital(inner):
        return None
    year = year_of(words, words.skip(after + 1, OF_IN))
    return Fraction(unit, month // length, year[0] if year else None), year[1] if year else after + 1


def _the_year(words: Words, index: int) -> Found[Year]:
    after = words.follow(index, "of", "the", "year")
    return (Reference(Unit.YEAR, 0, Origin.EITHER), after) if after else None


def _spelled(words: Words, index: int) -> Found[tuple[Unit, int]]:
    """Read "third quarter", "third-quarter", "3rd quarter", "first half", "final quarter"."""
    inner = words.skip(index, THE)
    number: int | None = numbers("ordinal").get(words.low[inner])
    after = inner + 1
    if words.low[inner].isdecimal() and words.low[after] in ("st", "nd", "rd", "th") and words.gap[after] == 0:
        number, after = int(words.low[inner]), after + 1
    unit = words.low[words.skip(after, HYPHEN)]
    if words.low[inner] in ("final", "last", "opening") and unit == "quarter" and words.low[inner + 2] == "of":
        number = 1 if words.low[inner] == "opening" else 4
    if number is None or words.gap[after] == 2:
        return None
    if unit == "quarter" and number <= 4:
        return (Unit.QUARTER, number), words.skip(after, HYPHEN) + 1
    if unit == "half" and number <= 2:
        return (Unit.HALF, number), words.skip(after, HYPHEN) + 1
    return None


def _short(words: Words, index: int) -> Found[tuple[Unit, int]]:
    """Read "Q3", "H1", "3Q", "1H"."""
    one, two = words.low[index], words.low[index + 1]
    if words.gap[index + 1] or (words.gap[index + 2] == 0 and words.low[index + 2].isalnum()):
        return None
    letter, digit = (one, two) if two.isdecimal() else (two, one)
    capital = words.capital(index) or words.capital(index + 1)
    if capital and letter == "q" and digit in ("1", "2", "3", "4"):
        return (Unit.QUARTER, int(digit)), index + 2
    if capital and letter == "h" and digit in ("1", "2"):
        return (Unit.HALF, int(digit)), index + 2
    return None


def fiscal_year(words: Words, index: int) -> Found[Time]:
    """Read "fiscal 2024", "fiscal year 2024-25", "FY24", "the last financial year", "this fiscal year"."""
    short = _fy(words, index)
    if short:
        return short
    side = numbers("side").get(words.low[index])
    if side is not None and words.low[index + 1] in FISCAL and words.follow(index + 2, "year"):
        origin = Origin.CONTEXT if words.low[index] in ("previous", "prior", "following") else Origin.ANCHOR
        return FiscalYear(Reference(Unit.FISCAL_YEAR, side, origin)), index + 3
    if words.low[index] not in FISCAL:
        relative = relative_year(words, index) if words.low[index + 2] in FISCAL else None
        return (FiscalYear(relative[0]), relative[1] + 1) if relative else None
    inner = words.follow(index + 1, "year") or index + 1
    year = year_number(words, inner)
    if year:
        return _paired(words, year[0].year, year[1])
    return None


def _paired(words: Words, first: int, index: int) -> Found[Time]:
    """Read the "-25" of "2024-25", a fiscal year named by both its years, if it stands at ``index``."""
    if words.low[index] in ("-", "/") and words.gap[index] == 0 and words.low[index + 1] in _next(first):
        return FiscalYear(YearNumber(first + 1), paired=True), index + 2
    return FiscalYear(YearNumber(first)), index


def _next(year: int) -> tuple[str, str]:
    return str(year + 1), f"{(year + 1) % 100:02d}"


def _fy(words: Words, index: int) -> Found[Time]:
    if words.low[index] != "fy" or not words.capital(index):
        return None
    number = words.low[index + 1]
    if not number.isdecimal() or len(number) not in (2, 4):
        return None
    year = int(number) if len(number) == 4 else 2000 + int(number)
    return _paired(words, year, index + 2) if EARLIEST <= year <= LATEST else None
