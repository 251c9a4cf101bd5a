"""Number words that are sometimes no amount: "one another", "the test scores", "the second half", "zero tolerance"."""

import re

from pipeline.find.quantities.enumerators import counts_off
from pipeline.find.quantities.fractions import is_share
from pipeline.find.quantities.neighbours import counts_things
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons.contexts import any_of
from pipeline.numerals.numeral import NumeralKind

_SCORES_BEHIND = re.compile(rf"\s(?:of\s(?!\d)|(?:{any_of('behind_scores')})\b)", re.IGNORECASE)
_SCORES_BEFORE = re.compile(rf"\b(?:{any_of('before_scores')})\s\Z", re.IGNORECASE)
# "one" that stands for somebody or something, and fixed phrases with it.
_ONE_BEFORE = re.compile(rf"\b(?:{any_of('before_one')})[\s-]\Z", re.IGNORECASE)
_ONE_BEHIND = re.compile(
    rf"\s(?:(?:{any_of('behind_one')})\b|in\s(?!\d))|-(?:{any_of('one_compound')})\b|['’]s|[.,;:!?)\"”]|$",
    re.IGNORECASE,
)
# "one in five", "one to two years", "one-in-three"
_ONE_AND_NUMBER = re.compile(
    r"[\s-](?:in|out\sof|of\severy|to|or)[\s-](?:every[\s-])?"
    r"(?:\d|a\s(?:hundred|million)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b)"
)
# high-five, take-two
_IN_COMPOUND = re.compile(r"[^\W\d_]-\Z(?<!\bto-)(?<!\bor-)(?<!\bin-)(?<!\bof-)(?<!\band-)")
_ZERO_BEHIND = re.compile(r"[\s-](?:tolerance|sum|in\son|hour|day)\b", re.IGNORECASE)
_ZERO_BEFORE = re.compile(r"\b(?:ground|net|day|patient|absolute|sub|below|above|near|to)[\s-]\Z", re.IGNORECASE)
# "the group divided in two"
_PARTED = re.compile(
    r"\b(?:divid|split|cut|broke|break|torn|tear|tore|slice|ripp?|snapp?)[a-z]{0,4}\s(?:[a-z]+\s){0,2}in\s\Z",
    re.IGNORECASE,
)
_REACH, _FAR = 16, 40


def is_amount(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether the number word of ``piece`` is meant as an amount at all."""
    numeral = piece.numeral
    if counts_off(text, piece, low, high):
        return False
    if numeral.kind is NumeralKind.DIGITS:
        return True
    if piece.unit == "fraction":
        return is_share(text, piece, low, high)
    surface = text[numeral.start : numeral.end].lower()
    start, end = piece.start, piece.end
    before = max(low, start - _REACH)
    if surface == "scores":
        return not _SCORES_BEFORE.search(text, before, start) and _SCORES_BEHIND.match(text, end, high) is not None
    if surface == "zero":
        return not _ZERO_BEHIND.match(text, end, high) and not _ZERO_BEFORE.search(text, before, start)
    if _IN_COMPOUND.search(text, before, start):
        return False
    if surface == "two" and _PARTED.search(text, max(low, start - _FAR), start) and not counts_things(text, end, high):
        return False
    if surface != "one":
        return True
    if not piece.bare:  # "one percent", but "one day" is some day and "at one point" some time
        return not (piece.unit in ("day", "point") and text[numeral.end : numeral.end + 1].isspace())
    if _ONE_AND_NUMBER.match(text, end, high):
        return True
    return not _ONE_BEFORE.search(text, before, start) and not _ONE_BEHIND.match(text, end, high)
