"""Two numbers that belong together: ranges, ratios, shares of a percentage, sums, votes and scores, shared units."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.find.quantities.pieces import Piece
from pipeline.find.quantities.units import TIME_UNITS
from pipeline.lexicons.contexts import CONTEXTS, any_of
from pipeline.numerals.numeral import FRACTION_DIGITS, NumeralKind, plain


@dataclass(frozen=True, slots=True)
class Range:
    """Two numbers that bound one quantity, read with one unit."""

    low: Piece
    high: Piece


# How far around a pair the words are read that tell what it is, in characters.
REACH = 70
# How far a poll may be named that two shares are from, and what two sides of a contest share at least, in percent.
FAR, FEWEST_SHARED = 400, 60
GAMES = frozenset({"league", "cup", "coach", "championship", "touchdown", "playoff", "playoffs", "innings", "striker"})
# More votes than this no panel or chamber has, and no match so many goals.
LARGEST_VOTE = 700
# Two units of one ladder, and how many of the second make one of the first.
LADDER = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("foot", "inch"): 12, ("pound", "ounce"): 16,
}  # fmt: skip
CHANGES = CONTEXTS["change_verb"] | {"up", "down"}

_LOOSE = rf"(?:(?:{any_of('loose_bound')})\s){{0,2}}"
_BETWEEN = re.compile(rf"\bbetween\s{_LOOSE}\Z", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s{_LOOSE}\Z", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—‑]\s?")
_TO = re.compile(rf"-?\sto\s{_LOOSE}|-to-", re.IGNORECASE)
_OR = re.compile(r"[\s-]or[\s-]", re.IGNORECASE)
_AND = re.compile(rf"\s(?:and|to)\s{_LOOSE}", re.IGNORECASE)
_SHARED = re.compile(
    r"-?\s(?:and|or|to|versus|vs\.?|v)\s|,\s(?:(?:and|or)\s)?|\s?/\s?|-(?:and|or|to)-|\s?[-–]\s?", re.IGNORECASE
)
_IN = re.compile(r"(?:-|\s)(in|out\sof)(?:-|\s)(?:every\s)?|\s(of\severy)\s|\s(of)\s", re.IGNORECASE)
_OF = re.compile(r"\sof\s(?:an?\s|one\s)?", re.IGNORECASE)
_SUM = re.compile(r"\s(?:and\s)?", re.IGNORECASE)
_RESPECTIVELY = re.compile(r".{0,60}\brespectively\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_NOUN = re.compile(r"[\s-](?:people|men|women|children|(?:[a-z-]{2,20}\s){0,2}[a-z]{2,20}(?<!s)s\b)")


def read_whole(text: str, left: Piece, right: Piece) -> Piece | None:
    """Read two numbers that make one: "1 in 5", "half of 1 percent", "one hour and 50 minutes"."""
    return _ratio(text, left, right) or _share_of(text, left, right) or _sum(text, left, right)


def _ratio(text: str, left: Piece, right: Piece) -> Piece | None:
    if not (left.bare and right.bare and 0 < left.value < right.value) or right.value != int(right.value):
        return None
    gap = _IN.fullmatch(text, left.end, right.start)
    if gap is None or NumeralKind.VAGUE in (left.numeral.kind, right.numeral.kind):
        return None
    if gap[3] and (left.value == 1 or right.value not in (10, 100)):  # "one of two men", but "eight of 10 voters"
        return None
    if left.value >= 100 or left.value != int(left.value):
        return None
    value = plain((left.value / right.value).quantize(FRACTION_DIGITS))
    return _joined(left, right)._replace(value=value, unit="fraction", rule="ratio")


def _share_of(text: str, left: Piece, right: Piece) -> Piece | None:
    shares = left.numeral.kind is NumeralKind.FRACTION and right.unit.startswith("percent")
    if not shares or not _OF.fullmatch(text, left.end, right.start):
        return None
    joined = _joined(left, right)
    return joined._replace(value=left.value * right.value, unit=right.unit, rule=right.rule)


def _sum(text: str, left: Piece, right: Piece) -> Piece | None:
    steps = LADDER.get((left.unit, right.unit))
    if steps is None or right.value >= steps or "age" in (left.rule, right.rule):
        return None
    if not _SUM.fullmatch(text, left.end, right.start):
        return None
    return _joined(left, right)._replace(value=left.value * steps + right.value, unit=right.unit, rule=right.rule)


def _joined(left: Piece, right: Piece) -> Piece:
    return left._replace(end=right.end, numeral=left.numeral._replace(end=right.numeral.end), per=right.per)


def read_contest(text: str, left: Piece, right: Piece, low: int, high: int) -> str:
    """Tell what "5-4" is: "vote", "poll" (shares in percent), "score", "ratio", or "" if none of them."""
    whole = left.value == int(left.value) and right.value == int(right.value)
    if not (left.bare and right.bare and whole) or max(left.value, right.value) > LARGEST_VOTE:
        return ""
    gap = text[left.end : right.start].strip()
    dash = gap in ("-", "–", "—", "-to-")
    if not dash and gap != "to":
        return ""
    words = set(_words(text, max(low, left.start - REACH), left.start))
    words.update(_words(text, right.end, min(high, right.end + REACH)))
    rising = left.value < right.value
    if rising and (not dash or _NOUN.match(text, right.end, high)):  # "10-12 people"
        return "vote" if "voted" in words and not dash else ""
    if words & CONTEXTS["vote"]:
        return "vote"
    if words & CONTEXTS["poll"] and dash and left.value + right.value <= 100 and not words & CONTEXTS["index"]:
        return "poll"
    if not words & CONTEXTS["index"] and _is_poll_far_off(text, left, right, bracket=not dash):
        return "poll"
    if right.value == 1 and gap in ("to", "-to-"):  # "by a 3 to 1 margin"
        return "ratio"
    if not dash:
        return "score" if words & CONTEXTS["sport"] else ""
    if rising and left.value >= 10 and not words & CONTEXTS["sport"]:
        return ""
    return "score"


def _is_poll_far_off(text: str, left: Piece, right: Piece, *, bracket: bool) -> bool:
    """Find two shares of an electorate in an article on a poll: "ties Lee at 41-41", "by 22 points (47 to 25)"."""
    if bracket and not (text.startswith("(", left.start - 1) and text.startswith(")", right.end)):
        return False
    if not FEWEST_SHARED <= left.value + right.value <= 100:
        return False
    words = set(_words(text, max(0, left.start - FAR), right.end + FAR))
    return bool(words & (CONTEXTS["poll"] - CONTEXTS["sport"])) and not words & GAMES


def _words(text: str, start: int, end: int) -> list[str]:
    return [match[0].lower() for match in _WORD.finditer(text, start, end)]


def read_range(text: str, left: Piece, right: Piece, low: int) -> Range | None:
    """Read two numbers as the ends of one quantity, with the unit and magnitude they share; None if they are two."""
    vague = (left.numeral.kind is NumeralKind.VAGUE, right.numeral.kind is NumeralKind.VAGUE)
    if not _fit(left, right) or vague[0] != vague[1]:
        return None
    between = _BETWEEN.search(text, max(low, left.start - 48), left.start) is not None
    gap = left.end, right.start
    to = _TO.fullmatch(text, *gap) is not None
    linked = to or _DASH.fullmatch(text, *gap) or (between and _AND.fullmatch(text, *gap))
    first, last = share(left, right)
    if not linked and not (_OR.fullmatch(text, *gap) and _near(text, first, last)):  # "seven or eight thousand"
        return None
    if first.value >= last.value or (to and not between and _moves(text, left, right, low)):
        return None
    return Range(first, last)


def _fit(left: Piece, right: Piece) -> bool:
    """Tell whether two numbers can have one unit: "7% to $2.3bn" cannot."""
    if left.unit == right.unit:
        return left.leads == right.leads  # "up 10 cents to $2.24" is no range
    return not left.unit if right.unit else left.leads


def _near(text: str, left: Piece, right: Piece) -> bool:
    """Tell two guesses at one number ("two or three", "eight or ten") from two choices ("5 or 50")."""
    alike = left.numeral.kind is right.numeral.kind and not left.explicit
    near = left.value < right.value <= max(left.value * Decimal("1.5"), Decimal(2))
    return alike and near and not _RESPECTIVELY.match(text, right.end)


def _moves(text: str, left: Piece, right: Piece, low: int) -> bool:
    """Tell a change ("rose from 5 to 10 percent", "fell 12 to 340", "leads 46 percent to 49 percent") from a range."""
    words = _words(text, max(low, left.start - REACH), left.start)
    changing = not CHANGES.isdisjoint(words)
    if _FROM.search(text, max(low, left.start - 48), left.start):
        return changing and CONTEXTS["ranging"].isdisjoint(words)
    if left.unit.startswith("percent") and not CONTEXTS["before_lead"].isdisjoint(words):
        return True
    if left.explicit != right.explicit or not words:  # "fell 3 to 5 percent"
        return False
    return words[-1] in CHANGES or (words[-1] == "by" and changing and right.value > 2 * left.value)


def share(left: Piece, right: Piece) -> tuple[Piece, Piece]:
    """Give two numbers the unit and the magnitude that stand only once: "$10 to $15 billion", "5 or 6 percent"."""
    if left.leads and not right.unit:
        right = right._replace(unit=left.unit, money=True, rule=left.rule, flags=left.flags)
    if right.scale >= 100 and left.scale == 1 and left.value < 1000 and left.value <= right.value / right.scale:
        left = left._replace(value=left.value * right.scale, scale=right.scale)
    if not left.unit and right.unit and not right.leads:
        own = right.numeral.value / right.numeral.scale * right.scale
        factor = right.value / own if own else Decimal(1)  # a cent is a hundredth of its currency
        left = left._replace(value=left.value * factor, unit=right.unit, money=right.money, rule=right.rule)
        left = left._replace(flags=right.flags)
    return left, right


def shares_unit(text: str, left: Piece, right: Piece) -> bool:
    """Tell whether a bare number before another must be of its kind: "two or three million", "3 and 5 percent"."""
    if not left.bare or right.leads or right.bare or right.unit in ("times", "fraction"):
        return False
    if right.numeral.kind is not left.numeral.kind:
        return False
    if right.unit in TIME_UNITS and text.startswith(",", left.end):
        return False
    return _SHARED.fullmatch(text, left.end, right.start) is not None
