"""The text as the grammar sees it: words, numbers and signs with their positions, and what each may mean."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Generic, TypeVar

from pipeline.lexicons import load_rows
from pipeline.timegrammar.nodes import Point
from pipeline.timegrammar.terms import Unit
from pipeline.types import CharSpan

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
# One sign for each family, so that rules name only one.
FOLDED = str.maketrans({"’": "'", "‘": "'", "–": "-", "‑": "-", "‒": "-"})
# Signs that make a number close behind them something else than a date: money, decimals, ids.
GLUED = frozenset(".,:#@&$€£¥")
# More empty words than any rule looks ahead or back.
BEYOND = ("",) * 24
NO_WAY = (2,) * len(BEYOND)

T = TypeVar("T")
Found = tuple[T, int] | None
"""What a rule gives: what it read and the index of the next token; None where it does not apply."""


class Words:
    """The tokens of a stretch of text: words, runs of digits, single signs.

    ``low`` are the words in small letters; ``gap`` is what stands before each: 0 nothing, 1 space, 2 a paragraph.
    Behind the last come empty words, which an index before the first finds too, so that rules need no bounds.
    """

    def __init__(self, text: str, span: CharSpan) -> None:
        self.text = text
        self.places = [match.span() for match in TOKEN.finditer(text, span.start, span.end)]
        self.size = len(self.places)
        stretch = text[span.start : span.end]
        folded, at = stretch if stretch.isascii() else stretch.translate(FOLDED), span.start
        self.low = [*[folded[start - at : end - at].lower() for start, end in self.places], *BEYOND]
        lines = "\n" in stretch
        gaps, last = [], span.start
        for start, end in self.places:
            gaps.append(0 if start == last else 2 if lines and text.count("\n", last, start) > 1 else 1)
            last = end
        self.gap = [*gaps, *NO_WAY]
        self.points: dict[int, Found[Point]] = {}

    def capital(self, index: int) -> bool:
        """Tell whether the word begins with a capital."""
        return 0 <= index < self.size and self.text[self.places[index][0]].isupper()

    def span(self, first: int, after: int) -> CharSpan:
        """Return where the tokens from ``first`` up to but without ``after`` stand."""
        return CharSpan(self.places[first][0], self.places[after - 1][1])

    def follow(self, index: int, *words: str) -> int | None:
        """Return the index after ``words`` if they stand at ``index`` in one paragraph, else None."""
        for word in words:
            if self.low[index] != word or self.gap[index] == 2:
                return None
            index += 1
        return index

    def skip(self, index: int, words: frozenset[str]) -> int:
        """Return the index after one of ``words`` if it stands at ``index``, else ``index``."""
        return index + 1 if self.low[index] in words and self.gap[index] < 2 else index

    def hyphen(self, index: int) -> bool:
        """Tell whether a hyphen or dash stands at ``index`` close behind the word before it."""
        return self.low[index] == "-" and self.gap[index] == 0


@cache
def meanings(kind: str) -> Mapping[str, str]:
    """Return the words of one kind in the lexicon of time words, each with its value."""
    return {row["word"]: row["value"] for row in load_rows("time_words") if row["kind"] == kind}


@cache
def numbers(kind: str) -> Mapping[str, int]:
    """Return the words of one kind whose value is a number.

    >>> numbers("month")["june"]
    6
    """
    return {word: int(value) for word, value in meanings(kind).items()}


@cache
def number_words() -> Mapping[str, int]:
    """Return the number words below a hundred, and the article as one.

    >>> number_words()["forty"]
    40
    """
    return {"a": 1, "an": 1} | {
        row["surface"]: int(row["value"]) for row in load_rows("numerals") if row["kind"] in ("small", "ten")
    }


@cache
def units() -> Mapping[str, Unit]:
    """Return the unit words, singular and plural; a fortnight is two weeks and read in ``counted``."""
    both = {**meanings("unit"), **meanings("units")}
    return {word: Unit(value) for word, value in both.items() if value != "fortnight"}


def first_of(words: Words, index: int, rules: tuple[Callable[[Words, int], Found[T]], ...]) -> Found[T]:
    """Return what the first of ``rules`` that applies reads."""
    for rule in rules:
        found = rule(words, index)
        if found:
            return found
    return None


class Choice(Generic[T]):
    """Rules tried in order, each only where the word it stands before may begin what it reads.

    A rule comes with the words it may begin with; "0" among them stands for any digits.
    """

    def __init__(self, *rules: tuple[Callable[[Words, int], Found[T]], frozenset[str]]) -> None:
        self.rules = rules
        self.by_word: dict[str, tuple[Callable[[Words, int], Found[T]], ...]] = {}

    def read(self, words: Words, index: int) -> Found[T]:
        """Return what the first rule that applies reads."""
        low = words.low[index]
        key = "0" if low.isdecimal() else low
        rules = self.by_word.get(key)
        if rules is None:
            rules = tuple(rule for rule, starts in self.rules if key in starts)
            if rules:  # any other word may be anything, and they are without end
                self.by_word[key] = rules
        for rule in rules:
            found = rule(words, index)
            if found:
                return found
        return None


def integer(words: Words, index: int, digits: int = 4) -> Found[int]:
    """Read a whole number in digits that is no part of a decimal, a sum of money or an id."""
    low = words.low[index]
    if not low.isdecimal() or len(low) > digits:
        return None
    before, after = words.low[index - 1], words.low[index + 1]
    if words.gap[index] == 0 and (before.isalnum() or before in GLUED or (before == "-" and words.gap[index - 1] == 1)):
        return None
    if words.gap[index + 1] == 0 and (after in "%$€£¥" or (after in ".,:" and _digit_close(words, index + 2))):
        return None
    return int(low), index + 1


def _digit_close(words: Words, index: int) -> bool:
    return words.low[index].isdecimal() and words.gap[index] == 0


def small_number(words: Words, index: int) -> Found[int]:
    """Read a whole number below a thousand in digits or words: 5, ten, twenty-one, two hundred, a."""
    found = integer(words, index, digits=3)
    if found:
        return found
    value, after = number_words().get(words.low[index]), index + 1
    if value is None:
        return None
    if value >= 20 and words.hyphen(after):
        ones = number_words().get(words.low[after + 1], 0)
        value, after = (value + ones, after + 2) if 0 < ones < 10 else (value, after)
    if words.low[after] == "hundred":
        value, after = value * 100, after + 1
    return value, after
