"""Periods with names of their own: decades, centuries, seasons, holidays."""

from collections.abc import Mapping
from functools import cache

from pipeline.lexicons import load_rows
from pipeline.timegrammar.calendar import EARLIEST, LATEST, ORDINAL_ENDS, openers, second_year, year_of
from pipeline.timegrammar.nodes import Century, Decade, Holiday, Season, Time, YearNumber
from pipeline.timegrammar.words import Found, Words, numbers
from pipeline.types import CharSpan

# Words before "fall" and "spring" where these are verbs.
BEFORE_VERBS = frozenset({"can", "could", "may", "might", "must", "not", "should", "to", "will", "would"})


def decade(words: Words, index: int) -> Found[Time]:
    """Read "the 1990s", "1990's", "the '90s", "the nineties"."""
    value, after = numbers("decade").get(words.low[index]), index + 1
    if value is not None:
        return (Decade(1900 + value), after) if words.low[index - 1] in ("the", "early", "mid", "late", "-") else None
    quote = words.low[index] == "'" and words.gap[after] == 0
    index, after = (index + 1, after + 1) if quote else (index, after)
    text = words.low[index]
    if not text.isdecimal() or len(text) not in (2, 4) or text[-1] != "0":
        return None
    quoted = words.low[after] == "'" and words.gap[after] == 0
    end = after + 1 if quoted else after
    if words.low[end] != "s" or words.gap[end]:
        return None
    if len(text) == 4:
        return (Decade(int(text)), end + 1) if EARLIEST <= int(text) <= LATEST else None
    marked = words.low[index - 1] == "'" and words.gap[index] == 0
    if not marked and words.low[index - 1] not in ("the", "early", "mid", "late", "-"):
        return None
    return Decade((1900 if int(text) >= 30 else 2000) + int(text)), end + 1


def century(words: Words, index: int) -> Found[Time]:
    """Read "the 19th century", "twentieth-century"."""
    number: int | None = numbers("ordinal").get(words.low[index])
    after = index + 1
    if number is None and words.low[index].isdecimal() and words.low[after] in ORDINAL_ENDS and words.gap[after] == 0:
        number, after = int(words.low[index]), after + 1
    if number is None or not 10 <= number <= 21:
        return None
    end = words.follow(words.skip(after, frozenset({"-"})), "century")
    named = end and words.capital(end - 1) and words.capital(end) and words.gap[end] == 1  # "21st Century Foods"
    return (Century(number), end) if end and not named else None


def season(words: Words, index: int) -> Found[Time]:
    """Read a season with its year, or a bare one after a word that shows it is no verb or fall in prices."""
    first = numbers("season").get(words.low[index])
    if not first or words.low[index - 1] in BEFORE_VERBS:
        return None
    year = year_of(words, index + 1)
    before, after = words.low[index - 1], words.low[index + 1]
    if year:
        second = second_year(words, year[1], year[0].year) if isinstance(year[0], YearNumber) else None
        return Season(first, year[0]), second or year[1]  # "the winter of 2004-5" begins in 2004
    if before == "-":
        before = words.low[index - 2]
    if before == "the":
        shown = words.low[index - 2] in openers() and after not in ("in", "of", "from", "for")
    else:
        shown = before in openers() - {"to", "and"} and after not in ("in", "of", "from")
    return (Season(first), index + 1) if shown else None


@cache
def holiday_names() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the holidays by their first word: (name, its words), the longest first."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for row in load_rows("holidays"):
        name = row["name"]
        tokens = Words(name, CharSpan(0, len(name)))
        spelled = tuple(tokens.low[: tokens.size])
        found.setdefault(spelled[0], []).append((name, spelled))
    return {first: tuple(sorted(names, key=_longest_first)) for first, names in found.items()}


def _longest_first(entry: tuple[str, tuple[str, ...]]) -> tuple[int, str]:
    return -len(entry[1]), entry[0]


def holiday(words: Words, index: int) -> Found[Time]:
    """Read the name of a holiday, with its year if the text gives one."""
    if not words.capital(index):
        return None
    for name, spelled in holiday_names().get(words.low[index], ()):
        after = words.follow(index, *spelled)
        if after:
            week = words.follow(after, "week")
            year = year_of(words, after)
            if week and not year:
                return Holiday(name, whole_week=True), week
            weekend = words.follow(after, "weekend")
            if weekend and not year:
                return Holiday(name, weekend=True), weekend
            return Holiday(name, year[0] if year else None), year[1] if year else after
    return None
