"""Which fraction words are shares of something: "half of the money", but no "second half", "a third person", "a quarter ago"."""

import re

from pipeline.find.quantities.pieces import Piece

_HALF_BEHIND = re.compile(
    r"\s(?:of|the|its|their|his|her|our|your|all|as|that|those|these|were|was|are|is|had|have|said|say|would|did|do|a\s)\b|\san?\s"
)
_NOT_HALF = re.compile(
    r"\b(?:first|second|other|latter|former|better|top|bottom|front|back|right|left|and\s(?:an?|one)|final|upper|lower|eastern|western|"
    r"northern|southern|opening|closing|each|either|same|this|that|in|last|next|early|late|one\sand\sa)\s\Z",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(
    r"\b(?:nearly|almost|about|around|than|over|roughly|only|just|by|least|approximately|some|to|up|down|off|under|close\sto|exactly|fully)"
    r"\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_SHARE_BEHIND = re.compile(
    r"\s(?:of|more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|as|to|from|were|was|are|is|said|say|have|had|the)\b|[.,;)]"
)
_FISCAL = re.compile(
    r"\b(?:first|last|past|next|previous|for|in|these|those|coming|recent|the|consecutive|straight)\s\Z", re.IGNORECASE
)


def is_share(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether a fraction without a unit is a share of something."""
    surface = text[piece.numeral.start : piece.numeral.end].lower()
    before = max(low, piece.start - 24)
    bounded = _BOUND_BEFORE.search(text, before, piece.start) is not None
    of = text.startswith(" of ", piece.end)
    if not surface[0].isalpha():  # 2/3, ½
        return True
    if surface.endswith("half"):
        if _NOT_HALF.search(text, before, piece.start) or text.startswith(" of the year", piece.end):
            return False
        return bounded or _HALF_BEHIND.match(text, piece.end, high) is not None
    if surface.endswith("quarters") and "-" not in surface and not of:
        return bounded and not _FISCAL.search(text, before, piece.start)
    if surface.endswith("quarters") and _FISCAL.search(text, before, piece.start):
        return "-" in surface
    if surface.endswith("s") or "-" in surface:
        return True
    if of:
        return not surface.startswith("a quarter") or not _FISCAL.search(text, before, piece.start)
    return bounded and _SHARE_BEHIND.match(text, piece.end, high) is not None
