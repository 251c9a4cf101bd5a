"""Which fraction words are shares of something: "half of the money", but no "second half" and no "third person"."""

import re

from pipeline.find.quantities.neighbours import word_before
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons.contexts import any_of

_HALF_BEHIND = re.compile(rf"\s(?:{any_of('behind_half')})\b")
_NOT_HALF = re.compile(rf"\b(?:{any_of('before_half')})\s\Z", re.IGNORECASE)
_BOUND_BEFORE = re.compile(rf"\b(?:{any_of('before_share')})\s(?:the\s)?\Z", re.IGNORECASE)
# "between a quarter and a third"
_SHARE_BEFORE = re.compile(r"\b(?:half|quarters?|thirds?|fourths?|fifths?|tenths?)\s(?:and|to|or)\s\Z", re.IGNORECASE)
_AND_SHARE = re.compile(r"\sand\s(?:a\s(?:third|quarter|fourth|fifth)|half)(?:\sof\b|[.,;)]|\s*$)", re.IGNORECASE)
_SHARE_BEHIND = re.compile(rf"\s(?:{any_of('behind_share')})\b|[.,;)]|$")
_OF_YEAR = re.compile(r"\sof\sthe\s(?:year|game|match|season|century)\b")
# "the past three quarters" are times.
_FISCAL = re.compile(rf"\b(?:{any_of('before_quarters')})\s\Z", re.IGNORECASE)
_REACH = 24


def is_share(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether a fraction without a unit is a share of something."""
    surface = text[piece.numeral.start : piece.numeral.end].lower()
    if not surface[0].isalpha():  # 2/3, ½
        return True
    before = max(low, piece.start - _REACH)
    bounded = any(look.search(text, before, piece.start) for look in (_BOUND_BEFORE, _SHARE_BEFORE))
    between = text[before : piece.start].lower().endswith("between ")
    bounded = bounded or (between and _AND_SHARE.match(text, piece.end, high) is not None)
    of = text.startswith(" of ", piece.end)
    if surface == "a half" and word_before(text, piece.start, low).lower() == "and":  # "a decade and a half"
        return False
    if surface.endswith("half"):
        if _NOT_HALF.search(text, before, piece.start) or _OF_YEAR.match(text, piece.end, high):
            return False
        return bounded or _HALF_BEHIND.match(text, piece.end, high) is not None
    if "-" in surface:
        return True
    if "quarter" in surface and _FISCAL.search(text, before, piece.start):
        return False
    if surface.endswith("s"):
        return of or bounded or not surface.endswith("quarters")
    return of or (bounded and _SHARE_BEHIND.match(text, piece.end, high) is not None)
