"""Numbers that name a time: dates, years, decades and clock times."""

import re

from pipeline.find.quantities.neighbours import counts_things, word_before
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons.contexts import CONTEXTS, any_of
from pipeline.numerals.numeral import NumeralKind

_MONTH = rf"(?:{any_of('month').title()}|{any_of('month').upper()})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = rf"(?:{any_of('zone')})"

# How a date, a time or a span of years looks from its first digit on; the first that fits counts.
_LOOKS = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("date", r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]{0,12}Z?)?(?!\d)"),
        ("date", r"(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}[/.]\d{1,2}[/.]\d{1,2})(?![\d/.-]{0,9}\d)"),
        ("date", r"[01]\d-[0-3]\d(?:-\d\d)?\s{1,3}\d{4}(?!\d)"),  # a news agency's stamp: "04-05-00 2353"
        ("date", r"9/11(?!\d)|7/7(?!\d)"),
        (
            "date",
            rf"{_DAY}(?:(?:\s?[-–]\s?|\s(?:to|and|or)\s){_DAY})?\s(?:of\s)?{_MONTH}(?![^\W_])",
        ),
        (
            "time",
            r"\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.\s?m\.?|[ap]m|AM|PM|A\.M\.?|P\.M\.?|o['’]clock|noon|midnight)(?![^\W_])",
        ),
        ("time", rf"\d{{1,2}}:\d\d(?:[:.]\d{{1,6}}){{0,2}}(?![\d:])(?:\s?{_ZONE}(?![^\W_]))?"),
        ("time", rf"\d{{3,4}}\s?{_ZONE}(?![^\W_])"),
        ("year", r"(?:\d0|\d{3}0)['’]?s(?![^\W_])(?!\sof\s)"),
        ("year", r"(?:1[4-9]|20)\d\d\s?[-–/]\s?(?:(?:1[4-9]|20)\d\d|\d\d)(?![\d,%]|\.\d)"),
    )
)
_CLOCK_WORDS = re.compile(r"\s(?:o['’]clock|[ap]\.\s?m\.?|[ap]m)(?![^\W_])")
_SHORT_YEAR = re.compile(r"\d\ds?(?![\w%]|\s?percent)")
_GOES_ON = re.compile(r"(?:\s?[-–]\s?|,?\s(?:of\s)?|\s(?:and|to|or|through)\s)\Z")
_AMOUNT_OF = re.compile(rf"\b(?:{any_of('amount_of')})\sof\s\Z")
_GLUED_MONTH = re.compile(rf"[a-z]{_MONTH}\Z")
_YEAR_BEHIND = re.compile(r",\s(?:19|20)\d\d(?!\d)")
_NEXT_WORD = re.compile(r"[\s-][^\W\d_]")


def find_time(text: str, piece: Piece, low: int, high: int) -> tuple[str, int] | None:
    """Return the reason and the end of the date or time that begins at the number of ``piece``, None if none does."""
    start = piece.numeral.start
    before = text[start - 1] if start > low else " "
    if piece.numeral.kind is NumeralKind.WORDS:
        clock = _CLOCK_WORDS.match(text, piece.end, high) if piece.bare else None
        return ("time", clock.end()) if clock else None
    if piece.leads or before.isalnum() or before in "._":
        return None
    if before in "'’‘" and piece.bare and _is_short_year(text, piece, low, high):
        return "year", piece.end
    for reason, look in _LOOKS:
        match = look.match(text, start, high)
        if match and (reason != "year" or match[0][-1] == "s" or _rises(match[0])):
            return reason, max(match.end(), piece.end)
    return None


def _is_short_year(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell "the class of '98" from a quotation that begins with a number: "''27 companies"."""
    start = piece.numeral.start
    quoted = start - 2 >= low and text[start - 2] in "'’‘"
    return not quoted and _SHORT_YEAR.match(text, start, high) is not None and not counts_things(text, piece.end, high)


def _rises(years: str) -> bool:
    """Tell 2015-16 and 1939-1945 from 1500-20."""
    first, last = re.split(r"\s?[-–/]\s?", years)
    return int(last) > int(first[-len(last) :]) or int(last) == 0


def is_date_part(text: str, piece: Piece, low: int, high: int, *, date_before: bool) -> bool:
    """Tell whether a bare number is a day or year behind a month or behind the first part of a date.

    ``date_before``: the number before it was a date that may go on ("Jan. 3-5", "March 3, 2015").
    """
    numeral = piece.numeral
    if not _plain(text, piece):
        return False
    day_or_year = numeral.value <= 31 or looks_like_year(text, piece)
    previous = word_before(text, numeral.start, low)
    if previous[:1].isupper() and previous.lower() in CONTEXTS["month"]:
        return day_or_year
    if _GLUED_MONTH.search(previous) and _YEAR_BEHIND.match(text, numeral.end, high):  # "FeaturedFebruary 6, 2016"
        return day_or_year
    link = _GOES_ON.search(text, max(low, numeral.start - 9), numeral.start) if date_before else None
    if link is None:
        return False
    if looks_like_year(text, piece):  # "since 1998, 2000 soldiers came" is another matter
        return not (link[0].startswith(",") and counts_things(text, numeral.end, high))
    return numeral.value <= 31 and not _NEXT_WORD.match(text, numeral.end, high)


def is_year(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell a year from a round number without its comma ("2000 people")."""
    if not _plain(text, piece) or not looks_like_year(text, piece):
        return False
    value, counted = piece.value, counts_things(text, piece.end, high)
    previous = word_before(text, piece.start, low).lower()
    if previous in CONTEXTS["before_amount"] or _AMOUNT_OF.search(text, max(low, piece.start - 16), piece.start):
        return False
    if not 1900 <= value <= 2035:
        return previous in CONTEXTS["before_year"] and not counted
    if previous in CONTEXTS["before_year"]:
        return not (counted and value % 50 == 0)
    return not (counted and (value % 50 == 0 or not previous))


def is_hour_before(text: str, piece: Piece, clock: int) -> bool:
    """Tell whether a bare number is the first of two hours, the second of which is written out at ``clock``."""
    return piece.bare and piece.value <= 24 and _GOES_ON.fullmatch(text, piece.end, clock) is not None


def looks_like_year(text: str, piece: Piece) -> bool:
    """Tell whether the number has four digits and the size of a year."""
    return piece.numeral.end - piece.numeral.start == 4 and 1000 <= piece.numeral.value <= 2100


def _plain(text: str, piece: Piece) -> bool:
    return piece.numeral.kind is NumeralKind.DIGITS and text[piece.numeral.start : piece.numeral.end].isdigit()
