"""When people were asked, which is when their answers hold, and when the answers were published."""

from collections.abc import Set

from pipeline.find.dating.hanging import Hanging
from pipeline.lexicons import load_words
from pipeline.syntax import is_verb, path_up
from pipeline.tokens import Token
from pipeline.types import TimexKind

# What is done to ask people: the time of it is that of their answers.
ASKING = frozenset({"carried", "conducted", "fielded", "taken"})
QUESTIONED = frozenset({"asked", "interviewed", "polled", "questioned", "surveyed"})
# What is done to let others know of answers: the time of it is that of the saying.
PUBLISHING = frozenset({"issued", "published", "released", "unveiled"})
RESEARCH = load_words("research_nouns")
POLLS = frozenset({"canvass", "poll", "polling", "polls", "survey", "surveys"})
# Times of months and longer: a poll is named by the month in which it was taken, but by the day on which it came out.
PREPOSITIONS = frozenset({"between", "from", "in", "on"})
COARSE = frozenset({"fraction", "month", "range", "reference", "season", "year_number"})
FINE = frozenset({"day", "week", "weekend"})


def asked(time: Hanging) -> bool:
    """Tell whether a verb describes a poll or study by when it was done: "a survey conducted in May"."""
    verb = time.verb
    if verb is not None and verb.dep_ in {"acl", "relcl"}:
        people = verb.dep_ == "acl" and verb.lower_ in QUESTIONED  # "who were questioned in May" are suspects, too
        return people or (verb.lower_ in ASKING and _in_phrase_of(verb.head, RESEARCH))
    doc, before = time.tokens.doc, time.tokens.start - 1
    if before >= 0 and doc[before].lower_ in PREPOSITIONS:
        before -= 1
    if before < 1 or doc[before].tag_ != "VBN" or doc[before].lower_ not in ASKING:
        return False
    noun = doc[before - 2] if doc[before - 1].text == "," and before > 1 else doc[before - 1]
    return noun.lower_ in RESEARCH  # ", in a survey, taken July 11-14", which the parser hangs elsewhere


def polled(time: Hanging) -> bool:
    """Tell whether a time says when a poll was taken: "an early-October poll", "a poll last month"."""
    if time.timex.kind is not TimexKind.DATE or time.timex.rule not in COARSE:
        return False
    if time.bounded or FINE.intersection(token.lower_ for token in time.tokens):
        return False
    if time.described is not None:
        return time.described.lower_ in POLLS
    doc, before = time.tokens.doc, time.tokens.start - 1
    if before > 0 and doc[before].lower_ in PREPOSITIONS:
        before -= 1
    return before >= 0 and (doc[before].lower_ in POLLS or _in_phrase_of(time.host, POLLS))


def _in_phrase_of(word: Token, nouns: Set[str]) -> bool:
    """Tell whether the noun phrase that a word stands in is one of ``nouns``: "a poll of the race in May 2015"."""
    for token in path_up(word):
        if is_verb(token):
            return False
        if token.lower_ in nouns:
            return True
    return False


def published(time: Hanging) -> bool:
    """Tell whether a time says when findings came out: "a poll of 400 voters released on Friday"."""
    verb = time.verb
    if verb is None or verb.lower_ not in PUBLISHING or verb.dep_ not in {"acl", "relcl"}:
        return False
    return _in_phrase_of(verb.head, RESEARCH)
