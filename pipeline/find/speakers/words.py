"""The words of a stretch of text, light, as names are made of them."""

import re
from functools import lru_cache, partial
from typing import NamedTuple

from pipeline.find.speakers.glued import has_article
from pipeline.find.speakers.wordforms import keeps_full_stop
from pipeline.types import CharSpan

# A word with the marks inside it, and a full stop after it if one follows.
TOKEN = re.compile(r"[^\W_]{1,60}(?:[&.'’/-][^\W_]{1,60}){0,9}\.?")
APOSTROPHES = ("'", "’")
PLURAL_OWNERS = ("s'", "s’")
POSSESSIVE = re.compile(r"['’]s?$")

# What is longer than this many characters without a space is hardly written again.
LONGEST_KEPT = 60


class Word(NamedTuple):
    """One word of the text, light: ``plain`` is it without possessive and full stop, ``key`` the form compared."""

    start: int
    end: int
    plain: str
    possessive: bool
    key: str
    capital: bool


@lru_cache(maxsize=4)  # each sentence is asked for several times in a row
def read_words(text: str, span: CharSpan) -> tuple[Word, ...]:
    """Return the words in ``span``."""
    stretch = text[span.start : span.end]
    pieces = stretch.split()
    evenly = " ".join(pieces) == stretch
    words, end = list[Word](), span.start - evenly
    for piece in pieces:
        start = end + 1 if evenly else text.index(piece, end)
        end = start + len(piece)
        read = _read_piece if len(piece) < LONGEST_KEPT else _read_piece.__wrapped__
        for first, last, form in read(piece):
            words.append(_word((start + first, start + last, *form)))
    if any(text.find(mark, span.start, span.end) >= 0 for mark in PLURAL_OWNERS):
        words = [_owning(text, word) for word in words]
    return tuple(words)


def _owning(text: str, word: Word) -> Word:
    """Return the word as possessive where an apostrophe alone tells that a plural owns what follows."""
    plural = not word.possessive and word.plain.endswith("s") and text.startswith(APOSTROPHES, word.end)
    return word._replace(possessive=text[word.end + 1 : word.end + 2] in {" ", ""}) if plural else word


# What NamedTuple's own constructor does, without a call in between.
_word = partial(tuple.__new__, Word)


@lru_cache(maxsize=1 << 14)  # what stands between two spaces is mostly written again and again
def _read_piece(piece: str) -> tuple[tuple[int, int, tuple[str, bool, str, bool]], ...]:
    """Return the words in a text without spaces: where each starts, where ``plain`` ends, and its form."""
    found = ((match.start(), _form(match[0])) for match in TOKEN.finditer(piece))
    return tuple((start, start + len(form[0]), form) for start, form in found)


def _form(surface: str) -> tuple[str, bool, str, bool]:
    """Return a word as ``plain``, ``possessive``, ``key`` and ``capital`` of ``Word``."""
    plain, possessive = surface, False
    if not plain.isalpha():  # a mark stands inside or behind it
        if plain.endswith(".") and not keeps_full_stop(plain):
            plain = plain[:-1]
        ending = POSSESSIVE.search(plain)
        if ending:
            plain, possessive = plain[: ending.start()], True
    capital = plain[0].isupper() or (not plain.islower() and has_article(plain))
    return plain, possessive, plain.casefold().replace(".", ""), capital
