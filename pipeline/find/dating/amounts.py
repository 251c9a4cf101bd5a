"""Where the numbers of a sentence stand, other than those inside its time expressions."""

from collections.abc import Sequence

from pipeline.tokens import Doc, Token

# Words that count without being tagged as numbers.
COUNTING_WORDS = frozenset(
    {
        "billions", "dozen", "dozens", "half", "hundreds", "millions", "quarter", "third", "thousands", "trillions",
        "twice",
    }
)  # fmt: skip
ARTICLES = frozenset({"a", "an"})
MAGNITUDES = COUNTING_WORDS | {"billion", "hundred", "million", "thousand", "trillion"}
MONEY = frozenset({"$", "€", "£", "¥"})


def amounts(doc: Doc, times: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """Tell of each token whether it is a number outside the time expressions ``times`` (first token, token after)."""
    found = [token.tag_ == "CD" or token.lower_ in COUNTING_WORDS for token in doc]
    for start, end in times:
        found[start:end] = [False] * (end - start)
    return tuple(found)


def begins_amount(doc: Doc, index: int, found: Sequence[bool]) -> bool:
    """Tell whether an amount begins at ``index``, with its sign or its article, but no "about" or "more than"."""
    if index >= len(doc):
        return False
    token = doc[index]
    if found[index] or token.text in MONEY:
        return True
    return token.lower_ in ARTICLES and index + 1 < len(doc) and doc[index + 1].lower_ in MAGNITUDES


def owner(doc: Doc, start: int, found: Sequence[bool]) -> Token | None:
    """Return the number that a time right behind belongs to: "41 others on Tuesday", "36 percent in October".

    None where more than a few words, a comma or a verb stands between.
    """
    for index in range(start - 1, max(-1, start - 6), -1):
        token = doc[index]
        if token.text in {",", ";", ":"} or token.tag_ in {"VBD", "VBP", "VBZ", "VBG", "MD"}:
            return None
        if found[index]:
            return token
    return None
