"""Whole time expressions: a time with the words that open it, or the two ends of a range."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.lexicons import load_rows, load_words
from pipeline.timegrammar.calendar import ORDINAL_ENDS
from pipeline.timegrammar.named import holiday_names
from pipeline.timegrammar.nodes import (
    Clock,
    Expression,
    Length,
    Now,
    Often,
    Overnight,
    Point,
    Stretch,
    Time,
    Vague,
    YearNumber,
)
from pipeline.timegrammar.points import point
from pipeline.timegrammar.ranges import MERE, joined
from pipeline.timegrammar.relative import WHOLE
from pipeline.timegrammar.terms import Bound, Part
from pipeline.timegrammar.words import Found, Words, meanings, number_words, units
from pipeline.types import CharSpan, TimexKind

# What opens a time to one side, the longer phrases first.
OPENINGS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("ever", "since"), Bound.SINCE),
    (("since",), Bound.SINCE),
    (("no", "later", "than"), Bound.UNTIL),
    (("as", "of"), Bound.UNTIL),
    (("as", "at"), Bound.UNTIL),
    (("up", "until"), Bound.UNTIL),
    (("up", "to"), Bound.UNTIL),
    (("through", "to"), Bound.UNTIL),
    (("until",), Bound.UNTIL),
    (("till",), Bound.UNTIL),
    (("by",), Bound.UNTIL),
    (("through",), Bound.UNTIL),
    (("thru",), Bound.UNTIL),
    (("prior", "to"), Bound.BEFORE),
    (("before",), Bound.BEFORE),
    (("after",), Bound.AFTER),
    (("starting",), Bound.ONWARD),
    (("beginning",), Bound.ONWARD),
    (("effective",), Bound.ONWARD),
    (("from",), Bound.FROM),
)


@cache
def openings() -> Mapping[str, tuple[tuple[tuple[str, ...], Bound], ...]]:
    """Return the phrases that open a time, by their first word."""
    firsts = {phrase[0] for phrase, _ in OPENINGS}
    return {first: tuple(entry for entry in OPENINGS if entry[0][0] == first) for first in firsts}


# Words between an opening and its time that change nothing: "since at least 2014", "starting in March".
FILLERS = frozenset({"at", "just", "least", "only", "shortly"})
ON = frozenset({"from", "in", "on"})
# How many words a clause may have between "since" and its time: "since the rains began in June".
CLAUSE = 6
POSSESSIVE = frozenset({"'", "’", "s", "'s", "’s"})
TO = frozenset({"to", "until", "till", "through", "thru", "-"})
AND = frozenset({"and", "-", "to"})
# "Three times as many as at the same point last year": no "as at".
COMPARED = frozenset({"few", "high", "large", "low", "many", "much", "same", "well"})
MAX_LOOK = 8
YEAR_DIGITS = 4
# As many sentences as a very long article has.
REMEMBERED = 4096
DIGIT, WORD = re.compile(r"\d"), re.compile(r"[^\W\d_]+")
CORE_KINDS = frozenset(
    {
        "daypart", "decade", "deictic", "month", "month_short", "often", "season", "unit", "units",
        "weekday", "weekday_short", "weekdays",
    }
)  # fmt: skip
# Kinds of words that only stand before or behind a time.
BESIDE_KINDS = frozenset({"before_length", "opener", "zone"})


@cache
def starters() -> frozenset[str]:
    """Return the words that may begin a time expression."""
    listed = {row["word"] for row in load_rows("time_words") if row["kind"] not in BESIDE_KINDS}
    return frozenset(listed | number_words().keys() | holiday_names().keys())


@cache
def cores() -> frozenset[str]:
    """Return the words of which every time expression has one, but for those with digits."""
    words = {row["word"] for row in load_rows("time_words") if row["kind"] in CORE_KINDS}
    return frozenset(words | {"date", "far", "future", "half", "period", "time"} | holiday_names().keys())


@cache
def behind_the() -> frozenset[str]:
    """Return the words behind which "the" may begin a time expression, but for digits."""
    return starters() | cores() | WHOLE | {"near", "'"}


@cache
def behind_numbers() -> frozenset[str]:
    """Return the words and signs behind which a number may begin a time expression, but for digits.

    A year in four digits begins one whatever follows.
    """
    named = (meanings(kind).keys() for kind in ("month", "month_short", "vague_number", "zone"))
    joined = TO | AND | {"or", "of", "in", "more", "hundred", "half"}
    short = ORDINAL_ENDS | {"s", "q", "h", "a", "p", "am", "pm", "o", "/", ":", ".", "'", "fortnight", "fortnights"}
    return frozenset(units()).union(*named, joined, short)


@lru_cache(maxsize=REMEMBERED)
def read_expressions(text: str, span: CharSpan) -> tuple[Expression, ...]:
    """Return the time expressions inside ``span``, in text order and without overlap.

    The last answers are kept, for finders and normalizers ask in turn.

    >>> text = "It fell in early 2024 and since last May."
    >>> [text[found.span.start : found.span.end] for found in read_expressions(text, CharSpan(0, len(text)))]
    ['early 2024', 'since last May']
    """
    return tuple(_expressions(Words(text, span))) if _may_hold_times(text[span.start : span.end]) else ()


def _may_hold_times(sentence: str) -> bool:
    """Tell quickly whether any word or digit of a sentence can be the core of a time expression."""
    return DIGIT.search(sentence) is not None or not cores().isdisjoint(WORD.findall(sentence.lower()))


def _expressions(words: Words) -> Iterator[Expression]:
    core = cores()
    nearest, next_core = words.size, [0] * words.size
    for index in range(words.size - 1, -1, -1):
        low = words.low[index]
        if low in core or low.isdecimal():
            nearest = index
        next_core[index] = nearest
    index = 0
    while index < words.size:
        if next_core[index] - index > MAX_LOOK:
            index = next_core[index] - MAX_LOOK if next_core[index] < words.size else words.size
            continue
        found = expression(words, index) if may_begin(words, index) else None
        if found:
            yield found[0]
            index = found[1]
        else:
            index += 1


def may_begin(words: Words, index: int) -> bool:
    """Tell whether an expression may begin at ``index``: with a word that may, digits, or a year cut short ("'68").

    Most numbers count something else, and most "the" and "a" stand before no time.
    """
    low = words.low[index]
    if low not in starters():
        if not low.isdecimal():
            return low == "'"
        if len(low) == YEAR_DIGITS:
            return True
    if low == "the" or low.isdecimal() or low in number_words():
        following = words.low[index + 1]
        return following in (behind_the() if low == "the" else behind_numbers()) or following.isdecimal()
    return True


def expression(words: Words, index: int) -> Found[Expression]:
    """Read the expression that begins at ``index``."""
    between = words.low[index] == "between"
    if between:
        return _range(words, index, index + 1, AND)
    for phrase, bound in openings().get(words.low[index], ()):
        inner = words.follow(index, *phrase)
        if inner and not (phrase[0] == "as" and words.low[index - 1] in COMPARED):
            found = _range(words, index, inner, TO) if bound in (Bound.FROM, Bound.SINCE) else None
            return found or _opened(words, index, inner, bound)
    return _range(words, index, index, AND | TO) or _single(words, index)


def _opened(words: Words, index: int, inner: int, bound: Bound) -> Found[Expression]:
    start = words.skip(inner, ON) if bound is Bound.ONWARD else inner
    while words.low[start] in FILLERS and start < inner + 3 and not point(words, start):
        start += 1
    found = point(words, start)
    if not found or words.gap[start] == 2:
        return _since_clause(words, index, inner) if bound is Bound.SINCE else None
    first, after = found
    if isinstance(first.time, (*MERE, Vague)) or (isinstance(first.time, Now) and bound is not Bound.UNTIL):
        return _made(words, start, after, Bound.NONE, (first,))
    if words.low[index] in ("up", "by") and isinstance(first.time, YearNumber) and _an_amount(words, after):
        return None
    if bound is Bound.BEFORE and first.part is Part.END:
        bound = Bound.UNTIL
    if words.low[index - 1] == "or" and words.low[index - 2] == "on":  # "on or before March 1"
        bound = {Bound.BEFORE: Bound.UNTIL, Bound.AFTER: Bound.SINCE}.get(bound, bound)
    if bound in (Bound.BEFORE, Bound.AFTER) and isinstance(first.time, Clock):
        bound = Bound.NONE  # before or after an hour is still the same day
    return _made(words, index, after, bound, (first,))


def _since_clause(words: Words, index: int, inner: int) -> Found[Expression]:
    """Read "since" and the time of the clause that it opens: "since the rains began in June"."""
    if words.low[inner].endswith("ing") and not _happened(words, inner + 1):
        return None  # "since peaking in 2006": the time is the peak's
    start, last = inner + 1, inner + CLAUSE
    while start <= last:
        if words.low[start] in POSSESSIVE and words.gap[start] == 0:  # "since the start of Chad's war in 2005"
            start, last = start + 1, last + 1
            continue
        if not words.low[start].isalpha() or words.gap[start] != 1:
            return None
        if words.low[start] in ("in", "on"):
            found = point(words, start + 1)
            if found and not isinstance(found[0].time, (*MERE, Vague, Now)):
                return _made(words, index, found[1], Bound.SINCE, (found[0],))
        start += 1
    return None


def _happened(words: Words, index: int) -> bool:
    """Tell whether a verb in the past follows its subject: "fighting erupted", but not "being elected"."""
    helped = words.low[index - 1] in ("being", "having")
    return not helped and (words.low[index].endswith("ed") or words.low[index] in load_words("past_words"))


def _an_amount(words: Words, index: int) -> bool:
    """Tell whether a plural or "to" and a number behind a four-digit number makes it an amount: "by 2000 to 2500"."""
    return words.low[index] == "to" and words.low[index + 1].isdecimal() and len(words.low[index + 1]) == 4


def _single(words: Words, index: int) -> Found[Expression]:
    if words.low[index] == "today" and words.capital(index) and words.capital(index - 1) and words.gap[index] == 1:
        return None  # the name of a newspaper or magazine
    found = point(words, index)
    return _made(words, index, found[1], Bound.NONE, (found[0],)) if found else None


def _range(words: Words, index: int, inner: int, joints: frozenset[str]) -> Found[Expression]:
    """Read two times joined, which "from" or "between" may open."""
    found = joined(words, inner, joints, opened=index != inner)
    return _made(words, index, found[1], Bound.NONE, found[0]) if found else None


def _made(words: Words, index: int, after: int, bound: Bound, points: tuple[Point, ...]) -> Found[Expression]:
    time = points[-1].time
    rule = "range" if len(points) == 2 else _rule(points[0].time)
    return Expression(words.span(index, after), bound, points, _kind(time), not isinstance(time, MERE), rule), after


def _kind(time: Time) -> TimexKind:
    if isinstance(time, Often):
        return TimexKind.SET
    if isinstance(time, Length) or (isinstance(time, Stretch) and not time.at):
        return TimexKind.DURATION
    return TimexKind.TIME if isinstance(time, Clock | Overnight) else TimexKind.DATE


def _rule(time: Time) -> str:
    name = type(time).__name__
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).strip("_")
