"""Bare numbers that are ages: "aged 34", "Maria Lopez, 52, said", "she was 10", "children under 5", "in their 70s"."""

import re

from pipeline.find.quantities.neighbours import counts_things
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons import load_words
from pipeline.lexicons.contexts import CONTEXTS

OLDEST = 125

# Words of age before the number: "aged 34", "the oldest, a widow, was 94".
_NAMED = re.compile(
    r"\b(?:aged?|ages)\s(?:of\s)?(?:(?:about|around|under|over|between|from)\s)?\Z"
    r"|\b(?:age|oldest|youngest|eldest),?(?:\s[\w,'’-]{1,20}){0,4}\s(?:is|was|were|rose\sto|fell\sto)\s"
    r"(?:(?:only|just|about|around)\s)?\Z",
    re.IGNORECASE,
)
# Behind another age: "aged 14 and 16", "aged three, five and seven", "two aged 15 and one 16".
_YEARS = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_LISTED = re.compile(
    rf"\baged?\s{_YEARS}(?:,\s{_YEARS}){{0,5}},?\s(?:(?:and|or|to)\s)?(?:(?:another|one)\s)?\Z", re.IGNORECASE
)
# A name and a comma, or a word of kin: "Maria Lopez, 52," and "whose son, then 20,"; two: "Ann and Bo Lee, 22 and 19,".
_APPOSED = re.compile(
    r"([^\W\d_][\w'’.-]{1,30})\s?[\"”’']?,\s(?:(?:then|now|just|only|about|around)\s|\d{1,3}\sand\s)?\Z"
)
_PLACE = re.compile(r"\b(?:In|At|Of|From|Near)\s[A-Z]\w{1,20},\s\Z")
_APPOSED_END = re.compile(r"[,.;)](?!\s(?:and\s)?\d)|\sand\s(?:(?!\d)|\d{1,3},)|$")
# The verb "to be" or a short form of it between a person and the number: "who was 10", "I'm 34".
_IS = re.compile(
    r"\b(?:(?:he|she|who|I|you|they)(?:\s(?:is|was|are|were|am|had\sbeen|would\sbe)|['’](?:s|m|re))"
    r"(?:\s(?:just|only|now|then|already|about|around|nearly|almost|barely))?|\balready\s(?:is|was))\s\Z",
    re.IGNORECASE,
)
_IS_END = re.compile(r"[,.;)\"”]|\s(?:when|at\sthe\stime|on|and|but|by\sthe\stime|in\s(?:19|20)\d\d)\b|$")
_TURNED = re.compile(r"\b(?:turn(?:s|ed|ing)?|(?:died?|dies|dead)\sat)\s(?:the\sage\sof\s)?\Z", re.IGNORECASE)
_TURNED_END = re.compile(r"[,.;)\"”]|\s(?:in|on|this|last|next|and|after|from|when|years)\b|$")
# Groups told by age: "children under 5".
_GROUP = re.compile(
    r"\b([a-z]{3,20})\s(?:who\s(?:are|were)\s)?(?:aged\s)?(?:under|over|younger\sthan|older\sthan|above|below)\s"
    r"(?:the\sage\sof\s)?\Z",
    re.IGNORECASE,
)
# "voters 45 and older", "younger than 50"
_OLDER = re.compile(r"\s(?:and|or)\s(?:older|younger)\b", re.IGNORECASE)
_OLDER_THAN = re.compile(r"\b(?:older|younger)\sthan\s\Z", re.IGNORECASE)
_DECADE_OF = re.compile(r"\b(?:his|her|their|my|our|your)\s\Z", re.IGNORECASE)
_REACH = 48


def is_age(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether a bare number is somebody's age in years."""
    value = piece.value
    if not 0 < value <= OLDEST or value != int(value) or text[piece.start : piece.end].lower() == "one":
        return False
    start, end = piece.start, piece.end
    floor = max(low, start - _REACH)
    if _NAMED.search(text, floor, start) or _OLDER.match(text, end, high):
        return True
    if _LISTED.search(text, floor, start) and not (
        counts_things(text, end, high) or text.startswith((" of ", " other"), end)
    ):
        return True
    if _OLDER_THAN.search(text, floor, start) and not counts_things(text, end, high):
        return True
    if _APPOSED_END.match(text, end, high) and _is_person(text, floor, start):
        return True
    if _IS_END.match(text, end, high) and _IS.search(text, floor, start):
        return True
    if _TURNED_END.match(text, end, high) and _TURNED.search(text, floor, start):
        return True
    group = _GROUP.search(text, floor, start)
    known = group is not None and group[1].lower() in load_words("person_nouns") | CONTEXTS["group"]
    return known and not counts_things(text, end, high)


def _is_person(text: str, low: int, start: int) -> bool:
    """Find a name or a word of kin and a comma before the number; no month, place or opening word."""
    match = _APPOSED.search(text, low, start)
    if match is None:
        return False
    word = match[1]
    if not word[0].isupper():
        return word in load_words("kin_nouns")
    opening = CONTEXTS["month"] | CONTEXTS["weekday"] | CONTEXTS["no_name"]
    return word.rstrip(".").lower() not in opening and not _PLACE.search(text, low, start)


def is_decade_of_life(text: str, piece: Piece, low: int) -> bool:
    """Tell whether a number is the decade somebody lives in: "in their 70s"."""
    tens = 20 <= piece.value <= 90 and piece.value % 10 == 0 and text[piece.start : piece.end].isdigit()
    plural = text[piece.end : piece.end + 1] == "s" and not text[piece.end + 1 : piece.end + 2].isalnum()
    return tens and plural and _DECADE_OF.search(text, max(low, piece.start - 8), piece.start) is not None
