"""Which time of a sentence is that of a quantity's fact, and which that of the saying."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.find.dating.amounts import amounts, owner
from pipeline.find.dating.barriers import BLOCKED, REPORTING, cost_down, cost_up, joined_top
from pipeline.find.dating.hanging import POSSESSIVES, Hanging, clause_verb, hang
from pipeline.find.dating.sayings import ASKING, find_saying
from pipeline.find.dating.zones import FINITE, PAUSES, comparison_zones
from pipeline.parsed import ParsedSentence
from pipeline.syntax import is_verb, path_up
from pipeline.types import Attribution, QuantityMention, TimexKind, TimexMention

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


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with its times: which tokens are amounts, and which comparison each token stands in."""

    doc: Doc
    times: tuple[Hanging, ...]
    amounts: tuple[bool, ...]
    zones: list[int]


def find_dates(
    sentence: ParsedSentence,
    quantity: QuantityMention,
    timexes: Sequence[TimexMention],
    attribution: Attribution | None,
) -> Dates:
    """Return the times of one quantity's claim, from expressions in its own sentence."""
    inside = [timex for timex in timexes if timex.locates and sentence.sentence.span.covers(timex.span)]
    number, whole = sentence.tokens(quantity.number), sentence.tokens(quantity.span)
    if not inside or number is None or whole is None:
        return Dates(None, None)
    scene = _scene(sentence, inside)
    saying = find_saying(sentence, number.root, scene.times, attribution) if attribution else None
    fact = None if _is_property(scene.doc, quantity, number.root) else _fact(scene, number.root, whole.end, saying)
    return Dates(fact.timex if fact else None, saying.timex if saying else None)


def _scene(sentence: ParsedSentence, inside: Sequence[TimexMention]) -> _Scene:
    times = tuple(hanging for timex in inside if (hanging := hang(sentence, timex)))
    counted = amounts(sentence.doc, [(time.tokens.start, time.tokens.end) for time in times])
    dating = tuple(time for time in times if time.timex.rule not in UNDATED)
    return _Scene(sentence.doc, dating, counted, comparison_zones(sentence.doc, counted))


def _is_property(doc: Doc, quantity: QuantityMention, word: Token) -> bool:
    """Tell whether a number says what something is, not what happened: "aged 40", "46-page", "the city's six bars"."""
    if quantity.rule.startswith("age"):
        return True
    if word.i and doc[word.i - 1].lower_ in POSSESSIVES:
        return True
    glued = word.i + 2 < len(doc) and doc[word.i + 1].text == "-" and not doc[word.i].whitespace_
    return glued and doc[word.i + 2].is_alpha and doc[word.i + 2].lower_ not in {"and", "to"}


def _fact(scene: _Scene, word: Token, end: int, saying: Hanging | None) -> Hanging | None:
    """Return the time nearest to the quantity ``word`` (its phrase ends before token ``end``), if one is near."""
    best: Hanging | None = None
    cheapest = DEAREST
    for time in scene.times:
        if time is saying or not _may_date(scene.doc, time):
            continue
        cost = _cost(scene, word, end, time)
        if cost < cheapest:
            best, cheapest = time, cost
    return best


def _may_date(doc: Doc, time: Hanging) -> bool:
    """Tell whether a time can date a fact: no lone hour of an unnamed day, no "lowest since" that ranks something."""
    first = time.tokens[0].lower_
    if time.timex.kind is TimexKind.TIME and time.timex.rule == "clock":
        words = [token.lower_ for token in time.tokens]
        named = any(token.text[0].isupper() and token.lower_ not in HALVES for token in time.tokens)
        if not named and first not in BOUNDING and not DAY_WORDS.intersection(words):
            return False
    return not (first == "since" and _ranks(doc, time.tokens.start))


HALVES = frozenset({"a.m.", "am", "p.m.", "pm"})
BOUNDING = frozenset({"as", "by", "the", "until"})
DAY_WORDS = frozenset({"today", "tomorrow", "yesterday", "this", "that"})


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


def _cost(scene: _Scene, word: Token, end: int, time: Hanging) -> float:
    """Return how far a time is from a quantity: through the clauses, past pauses and other numbers."""
    start = time.tokens.start
    if time.verb is not None and time.verb.lower_ in ASKING and time.verb.dep_ in {"acl", "relcl"}:
        return 3.0  # a poll's answers hold for the days on which it was taken
    if scene.zones[start] != scene.zones[word.i]:
        return BLOCKED
    owned_by = owner(scene.doc, start, scene.amounts)
    if 0 <= start - end <= 1 and owned_by is not None and owned_by.i <= end:
        return 0.0
    cost = _clause_cost(scene, word, time)
    if cost >= BLOCKED or _paused(scene, word, start) or _told_between(scene, word, start):
        return BLOCKED
    if owned_by is not None and not _same_amount(owned_by, word, end):
        between = {token.text for token in scene.doc[word.i : owned_by.i]} if word.i < owned_by.i else set()
        cost += BLOCKED if "," in between and not between & {"and", "or", "to"} else 0.8
    first, last = sorted((word.i, start))
    others = sum(scene.amounts[max(first + 1, end if first == word.i else first + 1) : last])
    return cost + 0.6 * min(others, 2) + (0.2 if start < word.i else 0.0)


def _same_amount(one: Token, word: Token, end: int) -> bool:
    return word.i <= one.i < max(end, word.i + 1)


def _clause_cost(scene: _Scene, word: Token, time: Hanging) -> float:
    path = list(path_up(word))
    above = {token.i for token in path}
    if above & set(range(time.tokens.start, time.tokens.end)):
        return 0.5  # "on Feb. 9, when the court made a 5-4 decision"
    if time.described is not None:
        of_it = any(token.dep_ in {"acl", "relcl"} and token.head.i == time.described.i for token in path)
        if of_it or time.attributive:
            return 2.0 if of_it else _attributive_cost(word, time, above)
    verb = clause_verb(word)
    if time.host.i in {token.i for token in _phrase(word)}:
        return 0.0
    if time.verb is None or verb is None:
        return 1.0 if time.verb is verb else BLOCKED
    aside = 0.0 if is_verb(time.host) or time.host.dep_ in {"nsubj", "nsubjpass", "dobj", "acomp", "advmod"} else 0.5
    if time.verb.i == verb.i:
        return 1.0 + aside
    down, up = cost_down(verb, time.verb), cost_up(time.verb, verb, word)
    if min(down, up) < BLOCKED:
        return 1.0 + aside + min(down, up)
    if time.tokens.start < min(verb.i, time.verb.i) and joined_top(verb).i == joined_top(time.verb).i:
        return 2.0 + aside
    return _trailing(scene, word, time, verb)


def _phrase(word: Token) -> list[Token]:
    """Return the quantity's word and the nouns above it, up to the word of its clause that they fill a place of."""
    found: list[Token] = []
    for token in path_up(word):
        if is_verb(token):
            break
        found.append(token)
        if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "pobj", "conj", "ROOT", "npadvmod"}:
            break
    return found


def _trailing(scene: _Scene, word: Token, time: Hanging, verb: Token) -> float:
    """Return the cost of a time that ends the quantity's clause in the text, though the parser hung it higher."""
    start = time.tokens.start
    if start < word.i or verb.i > start or time.verb is None or time.verb.i > word.i:
        return BLOCKED
    between = scene.doc[word.i + 1 : start]
    return BLOCKED if any(token.tag_ in FINITE or is_verb(token) for token in between) else 2.0


def _attributive_cost(word: Token, time: Hanging, above: set[int]) -> float:
    """Return the cost of a time that describes a noun: it dates what it measures, and the count of a toll."""
    noun, verb = time.host, clause_verb(word)
    if (verb.i if verb is not None else -1) != (time.verb.i if time.verb is not None else -1):
        return BLOCKED
    if time.timex.rule in MEASURING:
        measured = verb is None or noun.i < verb.i < word.i or noun.i in above
        return 1.5 if measured else BLOCKED
    of_toll = any(token.lower_ in TOLLS for token in path_up(noun))
    return 2.0 if of_toll and noun.i < word.i else BLOCKED


def _paused(scene: _Scene, word: Token, start: int) -> bool:
    """Tell whether a dash or semicolon parts the time from the quantity, which has a clause of its own on its side."""
    first, last = sorted((word.i, start))
    pauses = [token.i for token in scene.doc[first:last] if token.text in PAUSES]
    if not pauses:
        return False
    begin, stop = (pauses[-1], len(scene.doc)) if start < word.i else (0, pauses[0])
    side = scene.doc[begin + 1 if begin else 0 : stop]
    for token in side:
        if token.text in PAUSES:
            break
        if token.tag_ in FINITE and not scene.zones[token.i]:
            return True
    return False


def _told_between(scene: _Scene, word: Token, start: int) -> bool:
    """Tell whether a reporting verb with a clause of its own stands between a time and the quantity after it."""
    verb = clause_verb(word)
    if verb is None or start > word.i:
        return False
    between = scene.doc[start : verb.i]
    return any(token.lower_ in REPORTING and is_verb(token) and token.i != verb.i for token in between)
