"""The words around a number that bound it: "more than", "nearly", "or more"; and those that only stand in between."""

import re
from collections.abc import Set
from typing import NamedTuple

from pipeline.find.quantities.units import TIME_UNITS
from pipeline.lexicons import load_rows
from pipeline.lexicons.contexts import CONTEXTS
from pipeline.types import CharSpan, Modifier


class Bound(NamedTuple):
    """How a number is bounded, and the stretch with the words that say so."""

    modifier: Modifier
    start: int
    end: int


def _phrases(side: str) -> dict[str, str]:
    return {row["phrase"]: row["modifier"] for row in load_rows("modifiers") if row["side"] == side}


_BEFORE = _phrases("before")
_LONGEST = max(len(phrase.split()) for phrase in _BEFORE)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _BEFORE)
_AFTER = _phrases("after")
# What may end a sentence only: "300 at least." against "12 at least 40 years old".
_FINAL = frozenset({"at least", "at most", "at the most", "at a minimum", "at maximum", "tops", "maximum", "minimum"})


def _any(phrases: Set[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


_BEHIND = re.compile(
    rf"(?:\s[a-z]{{1,15}})?[\s-](?P<words>(?:{_any(_AFTER.keys() - _FINAL - {'+', 'plus'})})(?![^\W_])"
    # "65 and over", but "5 people and over 300 cows"
    r"(?!\s(?:\d|[$£€]|the\s|an?\s(?:dozen|hundred|thousand|million)))"
    rf"|(?:{_any(_FINAL)})(?=[.,;)]|$))|(?P<sign>\+)(?!\d)|-(?P<plus>plus)(?![^\W_])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:[~≈∼≥≤<>±]|\+/-)\s?\Z")
_TOKEN = re.compile(r"\S+")
_RELATIVE = re.compile(r"\s(?:that|which|who)\b")
_OPENING = "(\"'“‘—–-"
_DEFINITE = frozenset({"the", "its", "this", "these", "last"})
_ESTIMATES = frozenset({"an", "the", "its", "their", "with", "of", "at", "to", "by"})
_REACH = 48
_SHARES = frozenset({"fraction", "percent"})


def find_bound(text: str, expression: CharSpan, number: CharSpan, stretch: CharSpan, unit: str) -> Bound:
    """Find the bound of a number expression with the bare ``number`` in it; nothing outside ``stretch`` is read."""
    before, begin = _before(text, expression.start, expression.end, stretch.start, unit)
    after, stop = _after(text, expression.end, stretch.end)
    if after is None:
        after, _ = _after(text, number.end, expression.end)  # "15-plus years"
    return Bound(before or after or Modifier.EXACT, begin, stop)


def _before(text: str, start: int, end: int, low: int, unit: str) -> tuple[Modifier | None, int]:
    """Read the phrases that end right before the number, from right to left; the outermost that bounds has its way."""
    floor = max(low, start - _REACH)
    if sign := _SIGN.search(text, floor, start):
        return Modifier(_BEFORE[sign[0].strip()] or Modifier.EXACT), sign.start()
    if start == low or not text[start - 1].isspace():
        return None, start
    tokens = list(_TOKEN.finditer(text, floor, start))
    if floor > low and not text[floor - 1].isspace():
        tokens = tokens[1:]  # cut in the middle
    words = [token[0].lower() for token in tokens]
    modifier: Modifier | None = None
    begin, index, definite = start, len(words), False
    while index > 0 and words[index - 1].lstrip(_OPENING) in _LAST_WORDS:
        phrase, size = _longest_phrase(words, index)
        if not size:
            break
        named = _BEFORE[phrase]
        previous = words[index - size - 1] if index > size else ""
        relative = definite and _RELATIVE.match(text, end) is not None
        if named and not _holds(phrase, previous, unit, definite=definite, relative=relative):
            break
        definite = definite or phrase in _DEFINITE
        index -= size
        if named:
            if modifier is None or Modifier(named) is not Modifier.APPROX:  # "estimated to be at least 300"
                modifier = Modifier(named)
            begin = tokens[index].end() - len(words[index].lstrip(_OPENING))
        if words[index][0] in _OPENING:
            break
    return modifier, begin


def _longest_phrase(words: list[str], index: int) -> tuple[str, int]:
    """Return the longest phrase of the list that ends before ``index`` and how many words it has, 0 without one."""
    for size in range(min(_LONGEST, index), 0, -1):
        phrase = " ".join(words[index - size : index]).lstrip(_OPENING)
        if phrase in _BEFORE:
            return phrase, size
    return "", 0


def _holds(phrase: str, previous: str, unit: str, *, definite: bool, relative: bool) -> bool:
    """Tell whether a phrase bounds here: "over" may be "during", "past" a time gone by, "about" what is talked of.

    Through "the" only what passes a known mark bounds ("past the $1 billion mark", but not "about the 300 dead").
    """
    if definite:
        return phrase in CONTEXTS["passing"] and not relative
    if phrase in ("over", "around", "past") and unit in TIME_UNITS:
        return previous in CONTEXTS["lasting"]
    if phrase == "over":
        given = previous in CONTEXTS["gives_over"] or (unit in _SHARES and previous in CONTEXTS["takes_over"])
        return not given  # "handed over 40 men", "took over a third of the land"
    if phrase == "up to":
        return previous not in CONTEXTS["before_up_to"]
    if phrase == "estimated":
        return not previous or previous in _ESTIMATES
    if phrase == "past":
        return previous not in _DEFINITE
    if phrase == "about":
        return previous not in CONTEXTS["before_topic"]
    if phrase == "top":
        return previous in CONTEXTS["before_top"]
    return True


def _after(text: str, end: int, high: int) -> tuple[Modifier | None, int]:
    match = _BEHIND.match(text, end, high)
    if match is None:
        return None, end
    phrase = match["words"] or match["sign"] or match["plus"]
    return Modifier(_AFTER[phrase.lower()]), match.end()
