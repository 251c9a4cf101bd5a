"""Sayings by nouns: "the bank's forecast of 3 percent", "his claim that ...", "raised its estimate to 300"."""

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.find.attributions.grammar import char_spans, child, holds_number, is_verb, noun_phrase, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.lexicons import load_rows, load_words
from pipeline.lexicons.verbs import forms_of, listed_forms
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token

CONTENT_PREPOSITIONS = frozenset({"of", "for", "about", "at"})
# "The bank's forecast is, stands at, calls for 3 percent".
STATING = frozenset(
    {
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "stands",
        "stood",
        "calls",
        "called",
        "implies",
        "puts",
        "put",
        "ranges",
        "'s",
    }
)
# Verbs with which one takes up what others said.
CITING = forms_of(
    "challenge", "check", "cite", "contest", "debunk", "deny", "dismiss", "dispute", "disprove", "doubt",
    "examine", "face", "hear", "ignore", "investigate", "question", "quote", "receive", "reference", "refute", "reject",
    "review", "share", "test", "verify",
)  # fmt: skip
# Verbs of what comes out against a forecast: it is no forecast of its subject's.
MEETING = forms_of(
    "beat", "better", "eclipse", "exceed", "match", "meet", "miss", "outpace", "outstrip", "overshoot", "pass",
    "surpass", "top", "trail", "undershoot",
)  # fmt: skip
# Words between a noun of saying and "that".
MAX_BETWEEN = 5
SOURCE_PREPOSITIONS = frozenset({"by", "from"})
TOLLS = frozenset({"toll", "tolls"})
# The word lists of those who can change a toll by what they say; a second blast changes it otherwise.
TELLING = ("body_nouns", "telling_nouns")


@cache
def reporting_nouns() -> Mapping[str, str]:
    """Return the kind of each reporting noun, by singular and plural form."""
    kinds = {row["noun"]: row["kind"] for row in load_rows("reporting_nouns")}
    return kinds | {_plural(noun): kind for noun, kind in kinds.items()}


def find_nominal(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings whose cue is a noun of the sentence."""
    for token in sentence.having(reporting_nouns().keys()):
        kind = reporting_nouns()[token.lower_]
        if not (token.tag_.startswith("NN") or token.dep_ in {"dobj", "pobj"}):
            continue
        source = _source(token)
        content, rule = _content(token, kind, named=bool(source))
        if not content and kind == "value":
            content, reviser, rule = _revised(token)
            source = reviser or source
        content -= source | {token.i}
        spans = char_spans(sentence, content)
        if not spans or not source:
            continue
        sources = char_spans(sentence, source)
        yield Saying(
            sentence=sentence,
            source=sources[0] if sources else None,
            cue=sentence.span(token),
            content=spans,
            clause=char_spans(sentence, source | {token.i}),
            quotes=True,
            rule=rule,
        )


def find_raised_tolls(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings of those who change a toll: "Officials raised the death toll to 81"."""
    if TOLLS.isdisjoint(sentence.words):
        return
    for token in sentence.having(TOLLS):
        content, source, _ = _revised(token)
        if not content or not any(sentence.doc[i].lower_ in load_words(nouns) for i in source for nouns in TELLING):
            continue
        sources = char_spans(sentence, source)
        yield Saying(
            sentence=sentence,
            source=sources[0],
            cue=sentence.span(token.head),
            content=char_spans(sentence, content - source),
            clause=sources,
            quotes=False,
            rule="revised_toll",
        )


def _source(noun: Token) -> set[int]:
    """Return whose saying it is: the possessor, the one after "by" or "from", or the subject that makes it."""
    owner = child(noun, "poss")
    if owner is not None:
        return {i for i in noun_phrase(owner) if noun.doc[i].tag_ != "POS"}
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in SOURCE_PREPOSITIONS:
            person = child(prep, "pobj")
            if person is not None:
                return noun_phrase(person)
    if noun.dep_ == "dobj" and noun.head.lower_ in CITING:  # "citing a Herald report that"
        return set(range(noun.left_edge.i, noun.i + 1)) if noun.lower_ in load_words("research_nouns") else set()
    if noun.dep_ in {"dobj", "attr"} and is_verb(noun.head):
        return find_source(noun.head) if noun.head.lower_ not in MEETING else set()
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and is_verb(noun.head.head):
        return find_source(noun.head.head)
    return set()


def _content(noun: Token, kind: str, *, named: bool) -> tuple[set[int], str]:
    for other in noun.children:
        if other.i < noun.i:
            continue
        if other.dep_ in {"acl", "ccomp", "relcl"} and any(
            mark.lower_ == "that" and mark.dep_ == "mark" for mark in other.children
        ):
            return subtree(other), "nominal_clause"
    later = _that_later(noun) if named else None
    if later is not None:
        opened = next((token.i for token in noun.doc[later.i :] if token.text == "("), len(noun.doc))
        return {i for i in subtree(later) if i < opened}, "nominal_clause"
    clause = child(noun.head, "ccomp") if noun.dep_ == "dobj" and named else None
    if clause is not None and clause.i > noun.i and any(mark.lower_ == "that" for mark in clause.children):
        return subtree(clause), "nominal_clause"
    if not named:
        return set(), ""
    for other in noun.children:
        if other.i < noun.i:
            continue
        if other.dep_ == "prep" and other.lower_ in CONTENT_PREPOSITIONS and _holds(other):
            return subtree(other), "nominal_phrase"
        if kind == "promise" and other.dep_ in {"acl", "xcomp", "relcl"} and other.tag_ == "VB" and _holds(other):
            return subtree(other), "nominal_infinitive"
    if noun.dep_ == "nsubj" and kind == "value" and noun.head.lower_ in STATING:
        predicate = child(noun.head, "attr", "dobj", "prep")
        if predicate is not None and _holds(predicate):
            return subtree(predicate) | subtree(noun), "nominal_predicate"
    return set(), ""


def _that_later(noun: Token) -> Token | None:
    """Return the clause that "that" opens a short phrase behind the noun: "his claim in May that 300 had died"."""
    following = noun.doc[noun.i + 1 : noun.i + 1 + MAX_BETWEEN]
    if not len(following) or following[0].tag_ != "IN" or following[0].lower_ == "that":
        return None
    for token in following[1:]:
        if token.lower_ == "that":
            return token.head if token.dep_ == "mark" and is_verb(token.head) and token.head.i > token.i else None
        if is_verb(token) or token.is_punct or token.tag_ == "IN":
            return None
    return None


def _revised(noun: Token) -> tuple[set[int], set[int], str]:
    """Return content and source of "The fund raised its growth forecast to 3 percent"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lower_ not in listed_forms("revising_verbs"):
        return set(), set(), ""
    source = find_source(verb)
    content = set()
    for other in verb.children:
        if other.i == noun.i or (other.dep_ in {"prep", "dobj", "npadvmod", "advmod"} and other.i > verb.i):
            content |= subtree(other)
    if not holds_number(verb.doc, content):
        return set(), set(), ""
    return content | {verb.i}, source, "revised_estimate"


def _holds(token: Token) -> bool:
    return holds_number(token.doc, (other.i for other in token.subtree))


def _plural(noun: str) -> str:
    return noun + "es" if noun.endswith("s") else noun + "s"
