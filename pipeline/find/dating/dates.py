"""Which time of a sentence is that of a quantity's fact, and which that of the saying."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.find.dating.barriers import BLOCKED, cost_down, cost_up
from pipeline.find.dating.hanging import Hanging, clause_verb, hang
from pipeline.find.dating.sayings import ASKING, find_saying, spoken
from pipeline.find.dating.zones import comparison_zones
from pipeline.parsed import ParsedSentence
from pipeline.syntax import path_up
from pipeline.types import Attribution, CharSpan, QuantityMention, TimexKind, TimexMention

# Rules of the time grammar whose times date nothing: "now" is when one writes, "years ago" is no date.
UNDATED = frozenset({"now", "vague"})
# Times that describe a measured thing and date its measure: "second-quarter profit", "fiscal 2024 sales".
MEASURING = frozenset({"fraction", "fiscal_year"})
TOLLS = frozenset({"toll", "tolls"})
# Dearer than this a time belongs to something else.
DEAREST = 4.0


@dataclass(frozen=True, slots=True)
class Dates:
    """When the fact holds and when its source said so; None where the sentence does not tell."""

    fact: TimexMention | None
    saying: TimexMention | None


def find_dates(
    sentence: ParsedSentence,
    quantity: QuantityMention,
    timexes: Sequence[TimexMention],
    attribution: Attribution | None,
) -> Dates:
    """Return the times of one quantity's claim, from expressions in its own sentence."""
    inside = [timex for timex in timexes if timex.locates and sentence.sentence.span.covers(timex.span)]
    number = sentence.tokens(quantity.number)
    if not inside or number is None:
        return Dates(None, None)
    times = [hanging for timex in inside if timex.rule not in UNDATED and (hanging := hang(sentence, timex))]
    word = number.root
    saying = find_saying(sentence, word, times, attribution) if attribution else None
    if _is_property(sentence, quantity, word):
        return Dates(None, saying.timex if saying else None)
    zones = comparison_zones(sentence.doc)
    best: Hanging | None = None
    cheapest = DEAREST
    for time in times:
        if time is saying or zones[time.tokens.start] != zones[word.i] or not _may_date(sentence, time):
            continue
        cost = _cost(sentence, word, time, attribution)
        if cost < cheapest:
            best, cheapest = time, cost
    return Dates(best.timex if best else None, saying.timex if saying else None)


def _is_property(sentence: ParsedSentence, quantity: QuantityMention, word: Token) -> bool:
    """Tell whether a number says what something is and not what happened: an age, "a 46-page report", "the 16-nation bloc"."""
    if quantity.rule.startswith("age"):
        return True
    doc = sentence.doc
    glued = word.i + 2 < len(doc) and doc[word.i + 1].text == "-" and not doc[word.i].whitespace_
    return glued and doc[word.i + 2].is_alpha and doc[word.i + 2].lower_ not in {"to", "and"}


def _may_date(sentence: ParsedSentence, time: Hanging) -> bool:
    """Tell whether a time can date a fact: no lone hour of an unnamed day, no "lowest since" that ranks something."""
    first = time.tokens[0].lower_
    if time.timex.kind is TimexKind.TIME and time.timex.rule == "clock" and len(time.tokens) <= 4:
        named = any(
            token.text[0].isupper() and token.lower_ not in {"a.m.", "p.m.", "am", "pm"} for token in time.tokens
        )
        opened = first in {"as", "by", "until", "the"}
        if not named and not opened and "day" not in time.tokens.text.lower():
            return False
    return not (first == "since" and _ranks(sentence.doc, time.tokens.start))


def _ranks(doc: Doc, start: int) -> bool:
    """Tell whether a superlative stands before "since": "the lowest take since 1988"."""
    for index in range(start - 1, max(-1, start - 8), -1):
        token = doc[index]
        if token.text in {",", ";"}:
            return False
        ranking = token.tag_ in {"JJS", "RBS"} or token.lower_ in {"first", "record"}
        if ranking and not (index and doc[index - 1].lower_ == "at"):
            return True
    return False


def _cost(sentence: ParsedSentence, word: Token, time: Hanging, attribution: Attribution | None) -> float:
    """Return how far a time is from a quantity: through the clauses, and past other numbers."""
    cost = _clause_cost(sentence, word, time, attribution)
    if cost >= BLOCKED:
        return BLOCKED
    first, last = sorted((word.i, time.tokens.start))
    between = sentence.doc[first + 1 : last]
    others = sum(token.tag_ == "CD" and token.ent_type_ not in {"DATE", "TIME"} for token in between)
    paused = any(token.text in {";", "–", "—", "--"} for token in between)
    return cost + 0.6 * min(others, 2) + (2.0 if paused else 0.0) + (0.2 if time.tokens.start < word.i else 0.0)


def _clause_cost(sentence: ParsedSentence, word: Token, time: Hanging, attribution: Attribution | None) -> float:
    own = {token.i for token in path_up(word) if not _leaves_phrase(token)}
    if time.attributive:
        return _attributive_cost(word, time)
    if time.host.i in own and not _is_verb_of(time.host, word):
        return 0.0
    verb = clause_verb(word)
    if time.verb is not None and time.verb.lower_ in ASKING and time.verb.dep_ in {"acl", "relcl"}:
        return 3.0
    if time.verb is None or verb is None:
        return 1.0 if time.verb is verb else BLOCKED
    if time.verb.i == verb.i:
        said = spoken(verb) and attribution is None and time.tokens.start < word.i
        return BLOCKED if said and verb.dep_ == "ROOT" and _quotes(verb) else 1.0
    down, up = cost_down(verb, time.verb), cost_up(time.verb, verb, word)
    if down < BLOCKED:
        return 1.0 + down
    if up < BLOCKED:
        return 1.0 + up
    return _sisters(verb, time)


def _leaves_phrase(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "ROOT", "conj", "relcl", "acl", "advcl", "ccomp"}


def _is_verb_of(host: Token, word: Token) -> bool:
    verb = clause_verb(word)
    return verb is not None and host.i == verb.i


def _quotes(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" for child in verb.children)


def _attributive_cost(word: Token, time: Hanging) -> float:
    """Return the cost of a time that describes a noun: its measure, its toll, or what a clause about that noun counts."""
    noun = time.host
    for token in path_up(word):
        if token.dep_ in {"relcl", "acl"} and token.head.i == noun.i:
            return 2.0
    verb = clause_verb(word)
    if verb is None or time.verb is None or verb.i != time.verb.i:
        return BLOCKED if verb is not None or time.verb is not None else 2.0
    subject_side = noun.i < verb.i < word.i
    if time.timex.rule in MEASURING:
        return 1.5 if subject_side or noun.i in {token.i for token in path_up(word)} else BLOCKED
    of_toll = any(token.lower_ in TOLLS for token in path_up(noun))
    return 2.0 if of_toll else BLOCKED


def _sisters(verb: Token, time: Hanging) -> float:
    """Return the cost from one joined clause to another: only a time at the head of the sentence goes for both."""
    other = time.verb
    if other is None or time.tokens.start > min(verb.i, other.i):
        return BLOCKED
    heads = {token.i for token in path_up(verb) if token.dep_ in {"conj", "ROOT"}}
    return 2.0 if any(token.i in heads for token in path_up(other) if token.dep_ in {"conj", "ROOT"}) else BLOCKED


__all__ = ["CharSpan", "Dates", "find_dates"]
