"""Wordings compared by the words that carry content, cut to rough stems."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.lexicons import load_words

POSSESSIVE = re.compile(r"[’']s\b", re.IGNORECASE)
INITIALS = re.compile(r"\b(?:\w\.){2,20}")
WORD = re.compile(r"\d+(?:[.,]\d+){0,20}|[^\W_]+")

# Endings of number and tense, longest first; a stem keeps three letters at least.
ENDINGS = ("ies", "ing", "ed", "es", "s")
SHORTEST_STEM = 3


def words(text: str) -> list[str]:
    """Return the words and numbers of a text without case, possessive endings and the stops of initials.

    >>> words("The U.S. agency’s 1,200 staff")
    ['the', 'us', 'agency', '1,200', 'staff']
    """
    plain = INITIALS.sub(_without_stops, POSSESSIVE.sub("", text))
    return WORD.findall(plain.casefold())


def content_words(text: str) -> list[str]:
    """Return the words of a text but for those that carry no content."""
    return [word for word in words(text) if word not in load_words("scoring_stopwords")]


def stems(text: str) -> list[str]:
    """Return the stems of the content words.

    >>> stems("the families were moving boxes")
    ['famil', 'mov', 'box']
    """
    return [stem(word) for word in content_words(text)]


def stem(word: str) -> str:
    """Cut off the ending of number or tense; rough, but both sides of a comparison are cut alike.

    >>> stem("injured"), stem("injuries"), stem("red")
    ('injur', 'injur', 'red')
    """
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST_STEM), "")
    cut = word.removesuffix(ending)
    return cut[:-1] if len(cut) > SHORTEST_STEM and cut[-1] in "eyi" else cut


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the F1 of the words that two wordings share, each as often as both have it; two empty ones are equal.

    >>> overlap(["two", "big", "dogs"], ["big", "dogs", "bark"])
    0.6666666666666666
    """
    if not one or not other:
        return float(not one and not other)
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))


def _without_stops(initials: re.Match[str]) -> str:
    return initials[0].replace(".", "")
