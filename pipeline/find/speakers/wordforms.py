"""What belongs to the words of a name: full stops, suffixes, an ordinal before them."""

import re
from functools import cache

from pipeline.lexicons import load_words

ABBREVIATION = re.compile(r"(?:[A-Z]\.)+$|(?:[A-Z]\.)*[A-Z]$")
ORDINAL = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
COMPANY_SUFFIXES = frozenset({"inc", "corp", "co", "ltd", "llc", "plc"})
NAME_SUFFIXES = SUFFIXES | COMPANY_SUFFIXES


def keeps_full_stop(surface: str) -> bool:
    """Tell whether the full stop at the end of a word shortens it: "U.S.", "Sen.", "Inc."."""
    bare = surface[:-1].casefold().replace(".", "")
    return bool(ABBREVIATION.match(surface)) or bare in _abbreviated()


@cache
def _abbreviated() -> frozenset[str]:
    """Return the words that are often shortened with a full stop."""
    return load_words("titles") | NAME_SUFFIXES | {"st"}


def begins_name(before: str, ordinal: str, gap: str, following: str) -> bool:
    """Tell an ordinal that is part of the name behind it ("21st Century Foods") from "the 44th President", "March 3rd".

    ``before`` and ``following`` are the words beside it in small letters, ``gap`` is what parts it from the second.
    """
    counted = ORDINAL.fullmatch(ordinal) is not None and gap == " "
    return counted and before not in load_words("calendar_words") and following not in load_words("titles")
