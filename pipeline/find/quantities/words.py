"""Number words that are sometimes no amount: "one another", "the test scores", "the second half", "zero tolerance"."""

import re

from pipeline.find.quantities.fractions import is_share
from pipeline.find.quantities.pieces import Piece
from pipeline.numerals import NumeralKind

_SCORES_BEHIND = re.compile(
    r"\s(?:of\s(?!\d)|more\b|others?\b|were\b|have\b|injured|wounded|killed|dead|hurt|missing|arrested)", re.IGNORECASE
)
_SCORES_BEFORE = re.compile(
    r"\b(?:test|the|credit|box|final|math|reading|sat|exam|high|low|his|her|their|its|average|he|she|who|it)\s\Z", re.I
)
# "one" that stands for somebody or something, and fixed phrases with it.
_ONE_BEFORE = re.compile(
    r"\b(?:no|any|every|each|the|this|that|which|what|such|only|last|big|new|good|better|bad|another|some|a|an|my|his|her|their|our|"
    r"your|its|loved|by|or|day|number|plus|square)[\s-]\Z",
    re.IGNORECASE,
)
_ONE_BEHIND = re.compile(
    r"(?:\s(?:another|can|could|should|would|must|may|might|will|is|was|has|had|who|that|which|in\s(?!\d)|on|at|to|by|or|and|for|from|with|as|if|when|"
    r"where|day|time|more|way|thing|after|before|against|too|else|did|does|does|so|not|up)\b|['’]s|[.,;:!?)\"”]|$"
    r"|-(?:time|way|off|on|sided|third|stop|fifth|person|by|to|size|man|woman|night|two|liner|upmanship))",
    re.IGNORECASE,
)
_ZERO = re.compile(r"[\s-](?:tolerance|sum|in\b|hour|day)", re.IGNORECASE)
_ZERO_BEFORE = re.compile(r"\b(?:ground|net|day|patient|absolute|sub|below|above|from|near|to)[\s-]\Z", re.IGNORECASE)


def is_amount(text: str, piece: Piece, low: int, high: int) -> bool:
    """Tell whether the number word of ``piece`` is meant as an amount at all."""
    numeral = piece.numeral
    if numeral.kind is NumeralKind.DIGITS:
        return True
    surface = text[numeral.start : numeral.end].lower()
    before = max(low, piece.start - 16)
    if surface == "scores":
        return not _SCORES_BEFORE.search(text, before, piece.start) and bool(
            _SCORES_BEHIND.match(text, piece.end, high)
        )
    if numeral.kind is NumeralKind.FRACTION and piece.unit == "fraction":
        return is_share(text, piece, low, high)
    if surface == "zero":
        return not _ZERO.match(text, piece.end, high) and not _ZERO_BEFORE.search(text, before, piece.start)
    if surface == "one" and piece.bare:
        if re.compile(
            r"\s(?:in|out\sof|of\severy)\s(?:every\s)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a\s)"
        ).match(text, piece.end):
            return True
        return not _ONE_BEFORE.search(text, before, piece.start) and not _ONE_BEHIND.match(text, piece.end, high)
    if surface == "one" and piece.unit == "day" and text[numeral.end : numeral.end + 1] == " ":
        return False
    return True
