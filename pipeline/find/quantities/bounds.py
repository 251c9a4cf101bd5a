"""The words around a number that bound it: "more than", "nearly", "or more"; and those that only stand in between."""

import re
from dataclasses import dataclass

from pipeline.find.quantities.units import TIME_UNITS
from pipeline.lexicons import load_rows
from pipeline.types import Modifier


@dataclass(frozen=True, slots=True)
class Bound:
    """How a number is bounded, and the stretch with the words that say so."""

    modifier: Modifier
    start: int
    end: int


def _phrases(side: str) -> dict[str, str]:
    return {row["phrase"]: row["modifier"] for row in load_rows("modifiers") if row["side"] == side}


_BEFORE = _phrases("before")
_LONGEST = max(len(phrase.split()) for phrase in _BEFORE)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _BEFORE)
_AFTER = {phrase.replace("-", " "): modifier for phrase, modifier in _phrases("after").items()}
_AFTER_PATTERN = re.compile(
    r"(?:\s[a-z]{1,15})?[\s-](?P<words>or [a-z]+|and (?:above|older|over|up|under|below|younger|counting)|give or take|plus(?=\s[a-z])|odd|ish)"
    r"(?![^\W_])|\+(?!\d)|[\s-](?P<last>at least|at most|at a minimum|at maximum|tops|maximum|minimum)(?=[.,;)]|$)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\S+")
_SIGNS = re.compile(r"(?:[~≈∼≥≤<>±]|\+/-)\s?\Z")
_REACH = 48

# "over 300 people" bounds, "over 10 years" is how long it took, unless such a word stands before it: "for over 10 years".
_LASTING = frozenset(
    [
        "for",
        "after",
        "of",
        "lasted",
        "lasting",
        "took",
        "take",
        "takes",
        "taking",
        "spent",
        "is",
        "was",
        "were",
        "been",
        "by",
        "aged",
        "in",
        "than",
        "just",
        "well",
        "served",
        "serving",
        "within",
        "nearly",
        "had",
        "has",
        "have",
    ]
)
_DEFINITE = frozenset({"the", "its", "this", "these", "last"})
# Through "the" only what passes a known mark bounds: "past the $1 billion mark", but not "about the 300 dead".
_PASSING = frozenset(
    [
        "exceed",
        "exceeds",
        "exceeded",
        "exceeding",
        "surpass",
        "surpasses",
        "surpassed",
        "surpassing",
        "topped",
        "tops",
        "topping",
        "eclipsed",
        "past",
        "beyond",
        "above",
        "below",
    ]
)
_RELATIVE = re.compile(r"\s(?:that|which|who)\b")


def find_bound(text: str, start: int, end: int, low: int, high: int, unit: str) -> Bound:
    """Find the bound of the number expression from ``start`` to ``end``, in the stretch from ``low`` to ``high``."""
    modifier, begin = _before(text, start, low, unit, end)
    after, stop = _after(text, end, high)
    if after and modifier is None:
        modifier = after
    return Bound(modifier or Modifier.EXACT, begin, stop if after else end)


def _before(text: str, start: int, low: int, unit: str, end: int) -> tuple[Modifier | None, int]:
    floor = max(low, start - _REACH)
    if sign := _SIGNS.search(text, floor, start):
        return Modifier(_BEFORE[sign[0].strip()] or Modifier.EXACT), sign.start()
    if start == low or not text[start - 1].isspace():
        return None, start
    tokens = list(_TOKEN.finditer(text, floor, start))
    if floor > low and tokens and not text[floor - 1].isspace():
        tokens = tokens[1:]
    words = [token[0].lower() for token in tokens]
    modifier: Modifier | None = None
    begin, index, article = start, len(words), False
    while index > 0 and words[index - 1].lstrip("(\"'“‘—–-") in _LAST_WORDS:
        size = _matched(words, index)
        if not size:
            break
        phrase = _phrase(words, index, size)
        named = _BEFORE[phrase]
        if named and not _holds(words, index - size, phrase, unit, text[end : end + 6], article=article):
            break
        article = article or phrase in _DEFINITE
        index -= size
        if named:
            modifier, begin = Modifier(named), tokens[index].end() - len(words[index].lstrip("(\"'“‘—–-"))
        if words[index][0] in "(\"'“‘":
            break
    return modifier, begin


def _matched(words: list[str], index: int) -> int:
    """How many of the words before ``index`` make a phrase of the list, the longest first."""
    for size in range(min(_LONGEST, index), 0, -1):
        if _phrase(words, index, size) in _BEFORE:
            return size
    return 0


def _phrase(words: list[str], index: int, size: int) -> str:
    return " ".join(words[index - size : index]).lstrip("(\"'“‘—–-")


def _holds(words: list[str], index: int, phrase: str, unit: str, behind: str, *, article: bool) -> bool:
    """Tell whether a phrase bounds here: "over" may be "during", "past" a time gone by, "about" what is talked of."""
    previous = words[index - 1] if index else ""
    if article:
        return phrase in _PASSING and not _RELATIVE.match(behind)
    if phrase in ("over", "around", "past", "under") and unit in TIME_UNITS:
        return previous in _LASTING or phrase == "under"
    if phrase == "past":
        return previous not in _DEFINITE
    if phrase == "about":
        return previous not in ("talk", "talks", "asked")
    return True


def _after(text: str, end: int, high: int) -> tuple[Modifier | None, int]:
    match = _AFTER_PATTERN.match(text, end, high)
    if not match:
        return None, end
    words = (match["words"] or match["last"] or "+").lower()
    modifier = _AFTER.get(words)
    return (Modifier(modifier), match.end()) if modifier else (None, end)
