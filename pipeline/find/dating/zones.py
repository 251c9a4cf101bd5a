"""The stretches of a sentence that hold a figure to compare with: "up from 30 in May", "than a year earlier"."""

from spacy.tokens import Doc

# What opens such a stretch, with the word before it where that matters.
TWO_WORDS = frozenset(
    {("compared", "with"), ("compared", "to"), ("up", "from"), ("down", "from"), ("relative", "to"), ("as", "against")}
)
ONE_WORD = frozenset({"than", "versus", "vs", "vs."})
# Words that begin something new behind a comma.
NEW = frozenset({"and", "as", "but", "while", "with", "which", "who", "after", "although"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
ENDS = frozenset({";", "–", "—", "--"})
MONEY = frozenset({"$", "€", "£", "¥"})


def comparison_zones(doc: Doc) -> list[int]:
    """Return for each token the number of the comparison it stands in, 0 for the rest of the sentence."""
    zones = [0] * len(doc)
    number, index = 0, 0
    while index < len(doc):
        length = _opening(doc, index)
        if not length:
            index += 1
            continue
        number += 1
        end = _end(doc, index + length)
        zones[index:end] = [number] * (end - index)
        index = max(end, index + length)
    return zones


def _opening(doc: Doc, index: int) -> int:
    """Return how many words open a comparison at ``index``, 0 if none do."""
    low = doc[index].lower_
    following = doc[index + 1] if index + 1 < len(doc) else None
    if following is None:
        return 0
    if (low, following.lower_) in TWO_WORDS:
        return 2
    if low in ONE_WORD and not _is_number(doc, index + 1):
        return 1
    return 1 if low == "from" and _is_number(doc, index + 1, reach=3) and not _is_scaled(doc, index) else 0


def _is_number(doc: Doc, index: int, reach: int = 1) -> bool:
    """Tell whether a number or a sum of money stands at ``index``, words like "fewer than" left out."""
    for token in doc[index : index + reach]:
        if token.tag_ == "CD" or token.text in MONEY or token.like_num:
            return token.ent_type_ not in {"DATE", "TIME"}
        if token.lower_ not in {"about", "around", "more", "fewer", "less", "than", "some", "nearly", "almost", "an"}:
            return False
    return False


def _is_scaled(doc: Doc, index: int) -> bool:
    """Tell whether "from" begins a range ("prices from 5 to 7 dollars") rather than what a figure was before."""
    return index == 0


def _end(doc: Doc, start: int) -> int:
    """Return where a comparison that begins at ``start`` ends."""
    opened_by_from = doc[start - 1].lower_ == "from"
    for index in range(start, len(doc)):
        token = doc[index]
        if token.text in ENDS:
            return index
        if opened_by_from and token.lower_ in {"to", "and"} and _is_number(doc, index + 1, reach=3):
            return index
        if token.text == "," and _new_behind(doc, index + 1):
            return index
    return len(doc)


def _new_behind(doc: Doc, index: int) -> bool:
    """Tell whether what follows a comma is more than another figure: a clause, or a word that begins one."""
    if index < len(doc) and doc[index].lower_ in NEW and not _is_number(doc, index + 1):
        return True
    for token in doc[index:]:
        if token.text == ",":
            return False
        if token.tag_ in FINITE:
            return True
    return False
