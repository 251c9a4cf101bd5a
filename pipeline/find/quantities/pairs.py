"""Two numbers that belong together: ranges, ratios, shares of a percentage, votes and scores, shared units."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.find.quantities.contexts import CONTEXTS
from pipeline.find.quantities.pieces import Piece
from pipeline.find.quantities.units import TIME_UNITS
from pipeline.numerals import FRACTION_DIGITS, NumeralKind


@dataclass(frozen=True, slots=True)
class Range:
    """Two numbers that bound one quantity, read with one unit."""

    low: Piece
    high: Piece


_BOUNDS = r"(?:(?:an?|about|around|nearly|almost|roughly|approximately|some|just|only|an\sestimated|more\sthan|over|at\sleast|as\s(?:few|little|low|many|much|high)\sas|up\sto|anywhere)\s){0,2}"
_BETWEEN = re.compile(rf"\bbetween\s{_BOUNDS}\Z", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s{_BOUNDS}\Z", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—‑]\s?\Z")
_TO = re.compile(rf"-?\sto\s{_BOUNDS}\Z|-to-\Z", re.IGNORECASE)
_AND = re.compile(rf"\s(?:and|to)\s{_BOUNDS}\Z", re.IGNORECASE)
_SHARED = re.compile(
    r"(?:\s(?:and|or|to|versus|vs\.?|v)\s|,\s|,\s(?:and|or)\s|\s?/\s?|-(?:and|or|to)-|-\s(?:and|or|to)\s|\s?[-–]\s?)\Z",
    re.IGNORECASE,
)
_RATIO = re.compile(r"(?:-|\s)(?:in|out\sof)(?:-|\s)(?:every\s)?\Z|\sof\severy\s\Z|\sof\s\Z", re.IGNORECASE)
_OF = re.compile(r"\sof\s(?:an?\s|one\s)?\Z", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][\w'’&-]*")
_NOUN = re.compile(r"[\s-](?:people|men|women|children|(?:[a-z-]{2,20}\s){0,2}[a-z]{2,20}(?<!s)s\b)")
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|anywhere|var(?:y|ies|ied|ying)|sell(?:s|ing)?|retail(?:s|ing)?|pric(?:e|ed|es))\b",
    re.IGNORECASE,
)
_REACH = 70
_LARGEST_VOTE = 700


def read_ratio(text: str, left: Piece, right: Piece) -> Piece | None:
    """Read "1 in 5", "three out of ten", "eight of 10" as one fraction."""
    if not (left.bare and right.bare and 0 < left.value < right.value) or right.value != int(right.value):
        return None
    gap = _RATIO.fullmatch(text, left.end, right.start)
    if not gap or right.numeral.kind is NumeralKind.VAGUE or left.numeral.kind is NumeralKind.VAGUE:
        return None
    link = gap[0].strip().lower()
    if link == "of" and (left.value == 1 or right.value not in (10, 100)):
        return None
    if link == "in" and (left.value >= 100 or "." in text[left.start : left.end]):
        return None
    value = (left.value / right.value).quantize(FRACTION_DIGITS).normalize()
    return replace(
        left,
        end=right.end,
        numeral=replace(left.numeral, end=right.numeral.end),
        value=value,
        unit="fraction",
        rule="ratio",
    )


def read_share(text: str, left: Piece, right: Piece) -> Piece | None:
    """Read "half of 1 percent" as 0.5 percent."""
    if left.numeral.kind is not NumeralKind.FRACTION or not right.unit.startswith("percent"):
        return None
    if not _OF.fullmatch(text, left.end, right.start):
        return None
    return replace(
        right, start=left.start, numeral=replace(left.numeral, end=right.numeral.end), value=left.value * right.value
    )


def read_contest(text: str, left: Piece, right: Piece, low: int, high: int) -> str:
    """Tell what "5-4" is: "vote", "score", or "" if neither."""
    if not (left.bare and right.bare) or left.value != int(left.value) or right.value != int(right.value):
        return ""
    if max(left.value, right.value) > _LARGEST_VOTE:
        return ""
    gap = text[left.end : right.start].strip(" \xa0")
    dash = gap in ("-", "–", "—", "-to-")
    if not dash and gap != "to":
        return ""
    words = _words_around(text, left.start, right.end, low, high)
    voting = bool(words & CONTEXTS["vote"])
    rising = left.value < right.value
    if (
        rising
        and (not dash or _NOUN.match(text, right.end, high))
        and not (voting and not _NOUN.match(text, right.end, high))
    ):
        return ""
    if voting and not (rising and not dash and "voted" not in words):
        return "vote"
    if not dash:
        return "score" if not rising and words & CONTEXTS["sport"] else ""
    if rising and not words & CONTEXTS["sport"] and left.value >= 10:
        return ""
    return "score"


def _words_around(text: str, start: int, end: int, low: int, high: int) -> set[str]:
    around = (text[max(low, start - _REACH) : start], text[end : min(high, end + _REACH)])
    return {word[0].lower() for side in around for word in _WORDS.finditer(side)}


def read_range(text: str, left: Piece, right: Piece, low: int) -> Range | None:
    """Read two numbers as the ends of one quantity, with the unit and magnitude they share; None if they are two."""
    if NumeralKind.VAGUE in (left.numeral.kind, right.numeral.kind) and left.numeral.kind is not right.numeral.kind:
        return None
    if not _fit(left, right):
        return None
    between = _BETWEEN.search(text, max(low, left.start - 48), left.start) is not None
    dash = _DASH.fullmatch(text, left.end, right.start) is not None
    to = _TO.fullmatch(text, left.end, right.start) is not None
    if not (dash or to or (between and _AND.fullmatch(text, left.end, right.start))):
        return None
    left, right = share(left, right)
    if left.value >= right.value:
        return None
    if to and not between and _moves(text, left, right, low):
        return None
    return Range(left, right)


def _fit(left: Piece, right: Piece) -> bool:
    """Tell whether two numbers can have one unit: "7% to $2.3bn" cannot."""
    if left.unit == right.unit:
        return True
    return (not left.unit and bool(right.unit)) or (left.leads and not right.unit)


def _moves(text: str, left: Piece, right: Piece, low: int) -> bool:
    """Tell a change ("rose from 5 to 10 percent", "fell 12 to 340", "leads 46 percent to 49 percent") from a range."""
    before = text[max(low, left.start - _REACH) : left.start]
    words = [word[0].lower() for word in _WORDS.finditer(before)]
    origin = _FROM.search(text, max(low, left.start - 48), left.start)
    if origin:
        return not _RANGING.search(before) and bool(set(words) & CHANGES)
    if left.unit.startswith("percent") and set(words) & CONTEXTS["before_lead"]:
        return True
    return (
        bool(words)
        and words[-1] in CHANGES
        and bool(left.numeral.end == left.end) == bool(right.numeral.end == right.end)
    )


CHANGES = CONTEXTS["change_verb"] | {"up", "down"}


def share(left: Piece, right: Piece) -> tuple[Piece, Piece]:
    """Give two numbers the unit and the magnitude that stand only once: "$10 to $15 billion", "5 or 6 percent"."""
    if left.leads and not right.unit:
        right = replace(right, unit=left.unit, money=True, rule=left.rule, flags=left.flags)
    bare = right.value / right.scale
    if right.scale != 1 and left.scale == 1 and left.value < 1000 and left.value <= bare and right.scale >= 100:
        left = replace(left, value=left.value * right.scale, scale=right.scale)
    if not left.unit and right.unit and not right.leads:
        factor = (
            right.value / right.scale / right.numeral.value * right.numeral.scale if right.numeral.value else Decimal(1)
        )
        left = replace(
            left, value=left.value * factor, unit=right.unit, money=right.money, rule=right.rule, flags=right.flags
        )
    return left, right


def shares_unit(text: str, left: Piece, right: Piece) -> bool:
    """Tell whether a bare number right before another must be of its kind: "two or three million", "3 and 5 percent"."""
    if left.unit or left.scale != 1 or right.leads or (not right.unit and right.scale == 1):
        return False
    if right.unit in ("times", "fraction") or right.numeral.kind is not left.numeral.kind:
        return False
    if right.unit in TIME_UNITS and ", " in text[left.end : right.start]:
        return False
    return _SHARED.fullmatch(text, left.end, right.start) is not None
