"""Numbers that are no quantities by their looks: dates, years, clock times, phone numbers, sections, names and codes."""

import re
from dataclasses import dataclass

from pipeline.find.quantities.contexts import CONTEXTS
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons import load_rows
from pipeline.numerals import NumeralKind


@dataclass(frozen=True, slots=True)
class Stranger:
    """Why a number is no quantity, and up to where the reason reaches."""

    reason: str
    end: int


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTH_NAMES = frozenset(_MONTHS.lower().split("|"))
_ZONES = "GMT|UTC|ET|EST|EDT|PT|PST|PDT|CT|CST|BST|CET|hrs"
_STREETS = "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive|Court|Square|Place|Highway|Parkway|Terrace"

# What stands at the number itself; tried in this order where a number in digits begins.
_LOOKS = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("date", r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]{0,12}Z?)?(?!\d)"),
        ("date", r"(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}[/.]\d{1,2}[/.]\d{1,2})(?![\d/.-]*\d)"),
        ("date", r"9/11(?!\d)|7/7(?!\d)"),
        (
            "date",
            r"\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2}(?:st|nd|rd|th)?|\s(?:to|and|or)\s\d{1,2}(?:st|nd|rd|th)?)?"
            rf"\s(?:of\s)?(?:{_MONTHS}|{_MONTHS.upper()})(?![^\W_])",
        ),
        (
            "time",
            r"\d{1,2}(?:[:.]\d\d){0,2}\s?(?:[ap]\.\s?m\.?|[ap]m|AM|PM|A\.M\.?|P\.M\.?|o['’]clock|noon|midnight)(?![^\W_])",
        ),
        ("time", rf"\d{{1,2}}:\d\d(?:[:.]\d{{1,6}}){{0,2}}(?![\d:])(?:\s?(?:{_ZONES})(?![^\W_]))?"),
        ("time", rf"\d{{3,4}}\s?(?:{_ZONES})(?![^\W_])"),
        ("phone", r"\d{3,5}\)?[\s.-]\d{3,4}[\s.-]\d{3,4}(?!\d|[,.]\d)|\d{3}-\d{4}(?![\d-])|1-8\d\d-[\w-]{7,12}"),
        ("ordinal", r"\d+(?:,\d{3})*(?:st|nd|rd|th)(?![^\W_])"),
        ("year", r"(?:\d0|\d{3}0)['’]?s(?![^\W_])(?!\sof\s)"),
        ("year", r"(?:1[4-9]|20)\d\d\s?[-–/]\s?(?:(?:1[4-9]|20)\d\d|\d\d)(?![\d,%]|\.\d)"),
        ("identifier", r"\d+\.\d+\.\d+[\w.]*"),
        ("address", rf"\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'’.-]{{1,20}}\s){{1,3}}(?:{_STREETS})(?![^\W_])"),
    )
)
_CLOCK_WORDS = re.compile(r"\s(?:o['’]clock|[ap]\.\s?m\.?|[ap]m)(?![^\W_])")
_PHONE_TAIL = re.compile(r"\d{1,3}(?:[\s.-]\d{2,5}){2,5}")
_PREVIOUS = re.compile(r"([^\W\d_](?:[\w'’&]|[.-](?=\w)){0,30})\.?[\s-]{1,2}\Z")
_DATE_GOES_ON = re.compile(r"(?:\s?[-–]\s?|,?\s(?:of\s)?|\s(?:and|to|or|through)\s|\sor\s)\Z")
_NUMBERED = {row["word"]: row["case"] for row in load_rows("numbered_things")}
_NUMBER_SIGNS = frozenset({"no", "nos", "number"})

# Sentence-opening and other words with a capital that are no names: "Some 300", "The 12", "On 5".
_NEXT = re.compile(r"[\s-]([^\W\d_][^\W_]*)")
_PLURAL = re.compile(r"\s(?:people|men|women|children|police|(?:[a-z][a-z-]{1,20}\s){0,2}[a-z]{2,20}(?<!s)s\b)")
_STATE = re.compile(r"(?<![^\W_])[A-Z]{2}\s\Z")


def find_stranger(text: str, piece: Piece, low: int, high: int, date_before: bool) -> Stranger | None:
    """Tell why the number of ``piece`` is no quantity, None if it may be one.

    ``date_before``: the number before it was refused as a date that may go on ("Jan. 3-5", "March 3, 2015").
    """
    numeral = piece.numeral
    if "too_long" in numeral.flags:
        return Stranger("identifier", numeral.end)
    if numeral.kind is NumeralKind.DIGITS or "slash" in numeral.flags:
        found = _by_looks(text, piece, low, high) or _glued(text, piece, low, high)
        if found:
            return found
    if not piece.bare:
        return None
    if numeral.kind is NumeralKind.WORDS and (clock := _CLOCK_WORDS.match(text, numeral.end, high)):
        return Stranger("time", clock.end())
    return _by_word_before(text, piece, low, high, date_before)


def _by_looks(text: str, piece: Piece, low: int, high: int) -> Stranger | None:
    start = piece.numeral.start
    before = text[start - 1] if start > low else " "
    if before == "#" or before == "§":
        return Stranger("identifier" if before == "#" else "section", piece.end)
    if before == "+" and not piece.unit and (phone := _PHONE_TAIL.match(text, start, high)):
        return Stranger("phone", phone.end())
    if piece.leads or before.isalnum() or before in "._":
        return None
    if before in "'’‘" and re.compile(r"\d\ds?(?![\w%]|\s?percent)").match(text, start, high) and piece.bare:
        return Stranger("year", piece.end)
    for reason, look in _LOOKS:
        if match := look.match(text, start, high):
            if reason == "phone" and "-" not in match[0] and ")" not in match[0] and "." not in match[0]:
                continue
            if reason == "year" and match[0][-1] != "s" and not _is_span_of_years(match[0]):
                continue
            return Stranger(reason, max(match.end(), piece.end))
    if "slash" in piece.numeral.flags:
        return Stranger("identifier", piece.end)
    return None


def _is_span_of_years(text: str) -> bool:
    """Tell 2015-16 and 1939-1945 from 1500-20."""
    first, last = re.split(r"\s?[-–/]\s?", text)
    return int(last) > int(first) if len(last) == 4 else int(last) > int(first[2:]) or int(last) == 0


def _glued(text: str, piece: Piece, low: int, high: int) -> Stranger | None:
    """Find letters that make the number a part of a name: S23, F-16, mp3, 4x4, 7-Eleven, 3D."""
    start, end = piece.start, piece.end
    before, behind = text[low:start][-2:], text[end : min(high, end + 2)]
    if before and (before[-1].isalnum() or before[-1] in "_@&\\"):
        return Stranger("identifier", end)
    if (
        len(before) == 2
        and before[-1] in "-/.–"
        and before[0].isalpha()
        and not piece.leads
        and piece.start == piece.numeral.start
    ):
        if before[-1] != "–" and not (piece.unit or piece.scale != 1):
            return Stranger("identifier", end)
    if behind and (behind[0].isalpha() or behind[0] == "_") and end == piece.numeral.end:
        return Stranger("identifier", end)
    if (
        len(behind) == 2
        and behind[0] == "-"
        and behind[1].isupper()
        and piece.bare
        and text[end + 2 : end + 3].islower()
    ):
        return Stranger("name", end) if start > low and text[low:start].strip() else None
    return None


def _by_word_before(text: str, piece: Piece, low: int, high: int, date_before: bool) -> Stranger | None:
    numeral = piece.numeral
    plain = numeral.kind is NumeralKind.DIGITS and text[numeral.start : numeral.end].isdigit()
    if date_before and plain and _DATE_GOES_ON.search(text, max(low, numeral.start - 9), numeral.start):
        following = _NEXT.match(text, numeral.end, high)
        if (numeral.value <= 31 and not following) or _looks_like_year(piece, text):
            return Stranger("date", numeral.end)
    match = _PREVIOUS.search(text, max(low, numeral.start - 34), numeral.start)
    previous = match[1] if match else ""
    word = previous.lower()
    if (
        plain
        and previous[:1].isupper()
        and word.rstrip(".") in _MONTH_NAMES
        and (numeral.value <= 31 or _looks_like_year(piece, text))
    ):
        return Stranger("date", numeral.end)
    if (
        word in _NUMBER_SIGNS
        and (word == "number" or (match and "." in match[0]) or previous == "No")
        and numeral.value < 1000
    ):
        if word != "number" or not _PLURAL.match(text, numeral.end, high):
            return Stranger("identifier", numeral.end)
    case = _NUMBERED.get(word) or _NUMBERED.get(word.removesuffix("s"))
    if (
        case
        and (case == "any" or previous[0].isupper())
        and numeral.value < 100_000
        and "," not in text[numeral.start : numeral.end]
    ):
        return Stranger("section" if case == "any" else "name", numeral.end)
    if plain and _looks_like_year(piece, text) and _is_year(text, piece, word, previous, low, high):
        return Stranger("year", numeral.end)
    if plain and len(text[numeral.start : numeral.end]) == 5 and _STATE.search(text, low, numeral.start):
        return Stranger("identifier", numeral.end)
    return _in_name(text, piece, previous, match.start() if match else low, low, high)


def _looks_like_year(piece: Piece, text: str) -> bool:
    numeral = piece.numeral
    return numeral.end - numeral.start == 4 and 1000 <= numeral.value <= 2100


def _is_year(text: str, piece: Piece, word: str, previous: str, low: int, high: int) -> bool:
    """Tell a year from a round number without its comma ("2000 people")."""
    numeral = piece.numeral
    value, counted = numeral.value, _PLURAL.match(text, numeral.end, high) is not None
    if word in CONTEXTS["amount_before"]:
        return False
    if not 1900 <= value <= 2035:
        return word in CONTEXTS["before_year"] and not counted
    if word in CONTEXTS["before_year"]:
        return not (counted and value % 50 == 0)
    return not (counted and (value % 50 == 0 or not previous))


def _in_name(text: str, piece: Piece, previous: str, at: int, low: int, high: int) -> Stranger | None:
    """Find a number that closes a name ("Windows 10", "Big Three"): a capital before it and nothing to count behind."""
    numeral = piece.numeral
    opens = not text[low:at].strip(" \t\"'“‘(—–-")
    following = _NEXT.match(text, numeral.end, high)
    if numeral.kind is NumeralKind.WORDS and text[numeral.start].isupper() and numeral.start > low:
        quoted = text[low : numeral.start].rstrip()[-1:] in "\"“‘'(:;.!?—–-"
        if (
            not quoted
            and previous
            and not (following and following[1][0].isupper())
            and not _title_case(text, low, numeral.start)
        ):
            return Stranger("name", numeral.end)
        return None
    if not previous[:1].isupper() or opens or numeral.kind is not NumeralKind.DIGITS:
        return None
    if following and (following[1].islower() or following[1][0].isupper()) and _counts(text, numeral.end, high):
        return None
    if "," in text[numeral.start : numeral.end] or "." in text[numeral.start : numeral.end]:
        return None
    return Stranger("name", numeral.end)


def _counts(text: str, end: int, high: int) -> bool:
    """Tell whether a noun that can be counted may follow."""
    return (
        _PLURAL.match(text, end, high) is not None
        or re.compile(r"[\s-][A-Z][a-z]+(?:s|ese|i)\b|\s(?:were|are|have|had|of)\b|-[a-z]").match(text, end, high)
        is not None
    )


def _title_case(text: str, low: int, start: int) -> bool:
    """Tell a headline, where every word has a capital, from a name in running text."""
    words = [word for word in text[low:start].split()[-3:] if len(word) > 3]
    return bool(words) and all(not word[0].islower() for word in words)
