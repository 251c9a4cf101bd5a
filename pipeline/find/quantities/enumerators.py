"""Numbers that count off what they stand before: lines of a ranking, points of a speech, items of a list."""

import re

from pipeline.find.quantities.pieces import Piece
from pipeline.numerals.numeral import NumeralKind

# "1. Welfare reform", or the number of a heading alone.
_ITEM = re.compile(r"[.)](?:\s[^\W\d_]|\s*$)")
# Where the first item of a list in one sentence stands ("two aims: 1. Lower rents 2. More trains").
_FIRST = re.compile(r"[:;—–]\s?\Z")
_FIRST_ITEM = re.compile(r"[:;—–]\s?1[.)]\s")
_FIGURES = re.compile(r"[\s-]figures?\b", re.IGNORECASE)
_LISTED = re.compile(r"[,:;—–]\s(?:and\s)?\Z")
_SENTENCE_END = re.compile(r"[.!?][\"”’']*\s+[\"“‘]?\Z")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# Lines of a list that are looked at on either side of one, and characters in which they stand.
_LINES, _REACH = 2, 900
_RUN = 3


def counts_off(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether the number of ``piece`` only says the how-manieth of a list its line, sentence or phrase is."""
    if piece.numeral.kind is NumeralKind.DIGITS:
        if not text[piece.numeral.start : piece.numeral.end].isdigit() or piece.leads or piece.numeral.value >= 1000:
            return False
        ranked = text[piece.start - 1 : piece.start] == "(" and text.startswith(".)", piece.end)  # "Lee (4.)"
        return ranked or _opens_item(text, piece, low, high) or _opens_line(text, piece)
    if not piece.bare or piece.numeral.value > 10:
        return False
    if text.startswith("-and-", piece.end) or _FIGURES.match(text, piece.end, high):  # five-and-dime, six-figure
        return True
    if text[piece.end : piece.end + 1] not in (",", ":"):
        return False
    listed = _LISTED.search(text, max(low, piece.start - 6), piece.start) is not None
    return (listed and text[piece.end] == ",") or _goes_on(text, piece, low)


def _opens_item(text: str, piece: Piece, low: int, high: int) -> bool:
    """Find "1. Welfare reform": at the start of a sentence, or where the item before it ends."""
    if not piece.bare or not _ITEM.match(text, piece.end, high):
        return False
    if piece.start == low:
        return True
    before = text[max(0, piece.start - _REACH) : piece.start]
    first = piece.numeral.value == 1 and _FIRST.search(before) is not None
    return first or (piece.numeral.value < 20 and _FIRST_ITEM.search(before) is not None)


def _opens_line(text: str, piece: Piece) -> bool:
    """Find a number at the start of a line that stands in a run of lines numbered one after the other."""
    start = piece.numeral.start
    if text[text.rfind("\n", 0, start) + 1 : start].strip() or not piece.numeral.value:
        return False
    value, run = int(piece.numeral.value), 1
    for step in (-1, 1):
        region = text[max(0, start - _REACH) : start] if step < 0 else text[start : start + _REACH]
        for distance in range(1, _LINES + 1):
            number = value + step * distance
            if number < 1 or not re.search(rf"(?:^|\n)[ \t]*{number}[.):]?[ \t]", region):
                break
            run += 1
    return run >= _RUN


def _goes_on(text: str, piece: Piece, low: int) -> bool:
    """Find "Two, ..." at the start of a sentence behind one that began "One, ..." or "First, ..."."""
    surface = text[piece.start : piece.end].lower()
    opens = piece.start == low or _SENTENCE_END.search(text, low, piece.start)
    if not opens or surface not in _WORDS[1:]:
        return False
    place = _WORDS.index(surface) - 1
    opener = rf"(?:^|[\n.:;!?\"”])\s*(?:{_WORDS[place]}|{_ORDINALS[place]}(?:ly)?)\s?[,:]"
    return re.search(opener, text[max(0, piece.start - _REACH) : piece.start], re.IGNORECASE) is not None
