"""Amounts that claim nothing: an idle "one", a reference back, a time that only places something, a part of a name.

The finder of quantities refuses by looks; here the sentence and its parse decide.
"""

import re

from pipeline.lexicons.contexts import CONTEXTS, any_of
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Modifier, QuantityMention

DEFINITE = frozenset({"the", "these", "those", "both", "its", "their", "his", "her", "our", "my"})
REFERRING = range(2, 11)
CALENDAR = frozenset({"day", "week", "fortnight", "month", "year", "decade", "century"})
MOMENTS = frozenset({"second", "minute"})
TIMES = CALENDAR | MOMENTS | {"hour"}
# Entities that a number can be a part of; the others are what numbers themselves are labelled.
NAMES = frozenset({"PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "ORG"})

_STRETCH = frozenset({"period", "course", "span", "space", "stretch"})
_PASSED_OVER = DEFINITE | {"a", "an", "this", "only", "just", "merely"}
_BEHIND = re.compile(rf"\s(?:{any_of('behind_time')})\b", re.IGNORECASE)
# "a 20-year high" says since when, "10-year bonds" what kind.
_EXTREME = re.compile(r"[\s-](?:highs?|lows?|peaks?|records?)\b", re.IGNORECASE)
_BOND = re.compile(rf"[\s-](?:{any_of('bond')})\b", re.IGNORECASE)
# "half year results" says of which time they are.
_RESULTS = re.compile(r"[\s-](?:dividend|earnings|figures|loss|numbers|profits?|report|results?|sales|update)\b")
_REACH = 60


def refuse(text: str, parsed: ParsedSentence, quantity: QuantityMention) -> str | None:
    """Return the reason why ``quantity`` is no claim, or None if it is one."""
    if not quantity.unit and quantity.rule == "count":
        return _refuse_count(text, parsed, quantity)
    if quantity.unit in TIMES and quantity.rule in ("duration", "range"):
        return _refuse_duration(text, parsed, quantity)
    return None


def _refuse_count(text: str, parsed: ParsedSentence, quantity: QuantityMention) -> str | None:
    if text[quantity.number.start : quantity.number.end].lower() == "one" and quantity.modifier is not Modifier.APPROX:
        return "idle_one"
    if quantity.value in REFERRING and quantity.modifier is Modifier.EXACT:
        before = _words_before(text, quantity.span.start, parsed)
        if before and before[-1] in DEFINITE:
            return "back_reference"
    if _is_rank(text, parsed, quantity):
        return "rank"
    return "name" if _in_name(parsed, quantity.number) else None


def _is_rank(text: str, parsed: ParsedSentence, quantity: QuantityMention) -> bool:
    """Tell whether a number says how high somebody stands: "out of the top three", not "the top three issues"."""
    if _words_before(text, quantity.phrase.start, parsed)[-1:] != ["top"]:
        return False
    tokens = parsed.tokens(quantity.span)
    behind = parsed.doc[tokens.end : tokens.end + 1] if tokens is not None else ()
    return not any(token.tag_[:2] in {"NN", "JJ", "VB"} or token.text == "-" for token in behind)


def _refuse_duration(text: str, parsed: ParsedSentence, quantity: QuantityMention) -> str | None:
    """Refuse a length of time that only says when ("in two years", "the last ten days"), not how long it took."""
    end = quantity.span.end
    if "-" in text[quantity.number.end : end] and text[end - 1] != "s":  # "a five-year plan"
        if _BOND.match(text, end):
            return "name"
        return "date" if _EXTREME.match(text, end) else None
    if text[quantity.number.start : quantity.number.end].lower() == "half" and _RESULTS.match(text, end):
        return "date"
    words = _words_before(text, quantity.phrase.start, parsed)
    while words and words[-1] in _PASSED_OVER:
        words.pop()
    word = words[-1] if words else ""
    if _BEHIND.match(text, end) and word not in CONTEXTS["for_long"]:
        return "date"
    bounded = quantity.phrase.start < quantity.span.start
    if word == "over" and bounded:  # "over at least five years" says how long
        return None
    if word in ("in", "within") and quantity.unit in MOMENTS:  # "flattened in four seconds"
        return None
    if word == "for" and _is_extreme(parsed, quantity):
        return "date"
    placed = word in CONTEXTS["placing"] | CONTEXTS["which_time"]
    stretch = word == "of" and len(words) > 1 and words[-2] in _STRETCH
    recurring = word in ("every", "each") and quantity.unit in CALENDAR
    return "date" if placed or stretch or recurring else None


def _is_extreme(parsed: ParsedSentence, quantity: QuantityMention) -> bool:
    """Tell whether a superlative holds for so long: "the lowest rent for four years", "the first time for a decade"."""
    tokens = parsed.tokens(quantity.phrase)
    before = parsed.doc[max(0, tokens.start - 7) : tokens.start] if tokens is not None else ()
    extreme = [token.tag_ == "JJS" or (token.lower_ == "first" and token.nbor(1).lower_ == "time") for token in before]
    return any(extreme) and not any(token.text == "," for token in before[extreme.index(True) :])


def _words_before(text: str, position: int, parsed: ParsedSentence) -> list[str]:
    low = max(parsed.sentence.span.start, position - _REACH)
    return text[low:position].lower().split()


def _in_name(parsed: ParsedSentence, number: CharSpan) -> bool:
    """Tell whether the entity recognizer sees the number inside a longer name."""
    tokens = parsed.tokens(number)
    if tokens is None or tokens[0].ent_type_ not in NAMES:
        return False
    first = tokens[0]
    if first.text.isalpha() and first.text.islower():  # "Lee got six and Cole five"
        return False
    entity = next((ent for ent in parsed.doc.ents if ent.start <= first.i < ent.end), None)
    if entity is None or entity.start >= first.i:
        return False
    behind = parsed.doc[tokens.end : tokens.end + 1]
    plural = bool(behind) and behind[0].tag_ == "NNS"
    return not plural and parsed.doc[first.i - 1].tag_ in ("NNP", "NNPS")
