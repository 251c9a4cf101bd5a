"""Bare numbers that are ages: "aged 34", "Maria Lopez, 52, said", "she was 10", "children under 5"."""

import re

from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons import load_words

OLDEST = 125

_NAMED = re.compile(
    r"\b(?:aged?|ages)\s(?:of\s)?(?:about\s|around\s|under\s|over\s|between\s|from\s)?\Z", re.IGNORECASE
)
_APPOSED = re.compile(r"(?:[A-Z][\w'’.-]{1,30}|\b(?:Jr|Sr)\.)\s?[\"”’']?,\s\Z")
_APPOSED_END = re.compile(r"[,.;)]|\sand\s|\sof\s|$")
_NO_NAME = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Monday|"
    r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|But|And|So|Yes|No|However|Today|In\s[A-Z]\w+|At\s[A-Z]\w+|Of\s[A-Z]\w+)\.?,\s\Z"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|who|I|you|they|who['’]s|he['’]s|she['’]s|I['’]m)\s?(?:is|was|are|were|am|had\sbeen|would\sbe)?(?:\s(?:just|only|now|then|already|about))?\s\Z",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"(?:who|he|she)['’]s\s|I['’]m\s", re.IGNORECASE)
_BEING = re.compile(r"\b(?:is|was|are|were|am|been|be)\b|['’](?:s|m)\b", re.IGNORECASE)
_BEING_END = re.compile(r"[,.;)\"”]|\s(?:when|at\sthe\stime|on|and|but|by\sthe\stime|in\s(?:19|20)\d\d)\b|$")
_TURNED = re.compile(r"\b(?:turn(?:s|ed|ing)?|died?|dies|dead)\s(?:at\s)?(?:the\sage\sof\s)?\Z", re.IGNORECASE)
_TURNED_END = re.compile(r"[,.;)\"”]|\s(?:in|on|this|last|next|and|after|from|when|years)\b|$")
_PEOPLE = re.compile(
    r"\b([a-z]{3,20})\s(?:who\s(?:are|were)\s)?(?:aged\s)?(?:under|over|younger\sthan|older\sthan|above|below)\s(?:the\sage\sof\s)?\Z",
    re.IGNORECASE,
)
_PEOPLE_END = re.compile(
    r"[,.;)\"”]|\s(?:were|are|who|had|have|in|and|to|on|with|at|is|was|by|or|from|for|can|must|should|will)\b|$"
)


def is_age(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether a bare number is somebody's age in years."""
    value = piece.value
    if not 0 < value <= OLDEST or value != int(value):
        return False
    start, end = piece.start, piece.end
    floor = max(low, start - 40)
    if _NAMED.search(text, floor, start):
        return True
    if _APPOSED.search(text, floor, start) and _APPOSED_END.match(text, end, high):
        return not _NO_NAME.search(text, floor, start) and _apposition(text, end, high)
    pronoun = _PRONOUN.search(text, floor, start)
    if pronoun and _BEING.search(pronoun[0]) and _BEING_END.match(text, end, high):
        return True
    if _TURNED.search(text, floor, start) and _TURNED_END.match(text, end, high):
        return "turn" in text[floor:start].lower() or " at " in text[floor:start]
    people = _PEOPLE.search(text, floor, start)
    return (
        bool(people)
        and people is not None
        and people[1].lower() in _person_words()
        and _PEOPLE_END.match(text, end, high) is not None
    )


def _apposition(text: str, end: int, high: int) -> bool:
    """Tell the age behind a name from one number of a list: "Smith, 34, of Leeds" against "Ohio, 12, 14 and 20"."""
    return not re.compile(r",?\s(?:and\s)?\d").match(text, end, high)


def _person_words() -> frozenset[str]:
    return load_words("person_nouns") | {
        "those",
        "anyone",
        "everyone",
        "adults",
        "voters",
        "americans",
        "britons",
        "anybody",
    }
