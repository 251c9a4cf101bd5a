"""The stretches of a sentence that hold a figure to compare with: "up from 30 in May", "than a year earlier"."""

from collections.abc import Sequence

from pipeline.find.dating.amounts import ARTICLES, begins_amount
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Doc

# What opens such a stretch.
TWO_WORDS = frozenset(
    {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("relative", "to"), ("as", "against")}
)
ONE_WORD = frozenset({"than", "versus", "vs", "vs."})
OPENERS = ONE_WORD | {first for first, _ in TWO_WORDS} | {"after", "as", "following", "from"}
# "As many as at the same point last year"; with a number behind it is a bound ("as many as 300").
SO_MUCH = frozenset({"few", "high", "large", "low", "many", "much"})
# Nouns of change, behind which "from" names what it was before: "a 30 percent decline from the vote in 2008".
CHANGES = frozenset(
    {
        "change", "decline", "decrease", "dip", "drop", "fall", "gain", "improvement", "increase", "jump", "rise",
        "slide", "surge",
    }
)  # fmt: skip
EARLIER_CHANGES = load_words("change_nouns")
# Words that may stand between "from" and the figure.
HEDGES = frozenset(
    {"about", "almost", "an", "around", "estimated", "fewer", "just", "less", "more", "nearly", "over", "some", "than"}
)
# Words that begin something new behind a comma.
NEW = frozenset({"after", "although", "and", "as", "but", "which", "while", "who", "with"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
PAUSES = frozenset({";", "–", "—", "―", "--"})


def comparison_zones(sentence: ParsedSentence, found: Sequence[bool]) -> list[int]:
    """Return for each token the number of the comparison it stands in, 0 for the rest; ``found`` marks the amounts."""
    doc = sentence.doc
    zones = [0] * len(doc)
    number, end = 0, 0
    for token in sentence.having(OPENERS):
        length = _opening(doc, token.i, found) if token.i >= end else 0
        if length:
            number += 1
            end = max(_end(doc, token.i + length, found), token.i + length)
            zones[token.i : end] = [number] * (end - token.i)
    return zones


def _opening(doc: Doc, index: int, found: Sequence[bool]) -> int:
    """Return how many words open a comparison at ``index``, 0 if none do."""
    if index + 1 >= len(doc):
        return 0
    low, following = doc[index].lower_, doc[index + 1].lower_
    if (low, following) in TWO_WORDS:
        return 2
    much = low == "as" and index and doc[index - 1].lower_ in SO_MUCH
    if low in ONE_WORD or much:
        return 0 if begins_amount(doc, index + 1, found) else 1
    if low in {"after", "following"} and _is_change(doc, index + 1, found):
        return 1
    changed = (
        low == "from"
        and index
        and (
            doc[index - 1].lower_ in CHANGES
            or _hedged_amount(doc, index + 1, found)
            or _is_change(doc, index + 1, found)
        )
    )
    return 1 if changed else 0


def _is_change(doc: Doc, index: int, found: Sequence[bool]) -> bool:
    """Tell whether an earlier change stands at ``index``: "a 1.5 percent climb", "last month's 2 percent fall"."""
    noun = next((token.i for token in doc[index : index + 7] if token.lower_ in EARLIER_CHANGES), index)
    return any(found[index:noun]) and not any(token.is_punct and token.text != "%" for token in doc[index:noun])


def _hedged_amount(doc: Doc, index: int, found: Sequence[bool]) -> bool:
    for place in range(index, min(index + 4, len(doc))):
        if begins_amount(doc, place, found):
            return True
        if doc[place].lower_ not in HEDGES:
            return False
    return False


def _end(doc: Doc, start: int, found: Sequence[bool]) -> int:
    """Return where a comparison that begins at ``start`` ends."""
    opened_by_from = doc[start - 1].lower_ == "from"
    for index in range(start, len(doc)):
        token = doc[index]
        if token.text in PAUSES:
            return index
        if opened_by_from and token.lower_ in {"and", "to"} and _hedged_amount(doc, index + 1, found):
            return index
        if token.text == "," and _new_behind(doc, index + 1, found):
            return index
    return len(doc)


def _new_behind(doc: Doc, index: int, found: Sequence[bool]) -> bool:
    """Tell whether what follows a comma is more than another figure: a clause, or a word that begins one."""
    if index + 1 < len(doc) and doc[index].lower_ in ARTICLES and doc[index + 1].lower_ in CHANGES:
        return True  # "from 504 in 2012, a drop of 22 percent"
    if index < len(doc) and doc[index].lower_ in NEW and not _hedged_amount(doc, index + 1, found):
        return True
    if index + 1 < len(doc) and doc[index].tag_ == "TO" and doc[index + 1].tag_ == "VB":
        return True
    for token in doc[index:]:
        if token.text == ",":
            return False
        if token.tag_ in FINITE:
            return True
    return False
