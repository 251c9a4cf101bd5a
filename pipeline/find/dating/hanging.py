"""Where a time expression hangs in the parse: on which word, in which clause."""

from dataclasses import dataclass

from pipeline.parsed import ParsedSentence
from pipeline.syntax import is_noun, is_verb, path_up
from pipeline.tokens import Span, Token
from pipeline.types import TimexMention

# What makes a time a property of the noun behind it: "Monday's vote", "a 2014 study", "second-quarter profit".
ATTRIBUTIVE = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
# Words that open a time, so that it says when even before a noun: "since Monday's close".
OPENERS = frozenset({"after", "before", "by", "since", "through", "until"})
POSSESSIVES = frozenset({"'s", "'", "’s", "’"})
# Prepositions after which a noun with a time names a time itself: "during the 2012 election", "at last week's forum".
TEMPORAL_PREPOSITIONS = frozenset({"at", "during", "in", "throughout"})

# Nouns that take up a time before a clause about it: "1988, a year when ...".
PERIODS = frozenset({"date", "day", "decade", "month", "night", "period", "time", "week", "weekend", "year"})
RELATIVE_PREPOSITIONS = frozenset({"during", "in", "on"})


@dataclass(frozen=True, slots=True)
class Hanging:
    """A time expression in its sentence: the word it hangs on, and the verb of that word's clause (None without one).

    ``described`` is the noun that it describes, if any ("Monday's vote"); ``attributive`` tells that it does no more
    than that, and does not say when something happens.
    """

    timex: TimexMention
    tokens: Span
    host: Token
    verb: Token | None
    described: Token | None
    attributive: bool

    @property
    def bounded(self) -> bool:
        """Tell whether a word opens the time to one side: "until 1998"."""
        return self.tokens[0].lower_ in OPENERS and len(self.tokens) > 1


def hang(sentence: ParsedSentence, timex: TimexMention) -> Hanging | None:
    """Return where ``timex`` hangs, None where it lies outside the sentence's tokens."""
    tokens = sentence.tokens(timex.span)
    if tokens is None:
        return None
    doc = tokens.doc
    following = doc[tokens.end] if tokens.end < len(doc) else None
    word = tokens.root
    if tokens[0].lower_ in OPENERS and len(tokens) > 1:
        host = tokens[0].head
        if not tokens.start <= host.i < tokens.end:
            return Hanging(timex, tokens, host, clause_verb(host), None, attributive=False)
    if following is not None and following.lower_ in POSSESSIVES:
        before = doc[tokens.start - 1] if tokens.start else None
        if before is not None and before.lower_ in TEMPORAL_PREPOSITIONS:
            return Hanging(
                timex, tokens, before.head, clause_verb(before.head), _owned(word, following), attributive=False
            )
        return _of_noun(timex, tokens, _owned(word, following))
    for _ in range(len(tokens) + 2):
        if word.dep_ in ATTRIBUTIVE and is_noun(word.head) and word.head.i >= tokens.end:
            return _of_noun(timex, tokens, word.head)
        if word.dep_ not in {"pobj", "pcomp", "appos", "nummod"} and not tokens.start <= word.head.i < tokens.end:
            break
        if word.head.i == word.i:
            break
        word = word.head
    return Hanging(timex, tokens, word.head, clause_verb(word.head), None, attributive=False)


def _owned(word: Token, possessive: Token) -> Token:
    """Return the noun that a possessive time describes: the noun above it, else the next one in the text."""
    if word.dep_ in ATTRIBUTIVE and word.head.i > possessive.i:
        return word.head
    following = possessive.doc[possessive.i + 1 : possessive.i + 6]
    return next((token for token in following if is_noun(token)), word.head)


def _of_noun(timex: TimexMention, tokens: Span, noun: Token) -> Hanging:
    """Hang a time on the noun it describes; where that noun says when ("in last year's vote"), on what it dates."""
    top = noun
    while top.dep_ == "compound" and top.head.i > top.i:
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ in TEMPORAL_PREPOSITIONS:
        host = top.head.head
        return Hanging(timex, tokens, host, clause_verb(host), top, attributive=False)
    return Hanging(timex, tokens, top, clause_verb(top), top, attributive=True)


def clause_verb(word: Token) -> Token | None:
    """Return the verb of the clause that ``word`` stands in, None in a sentence without verb."""
    return next((token for token in path_up(word) if is_verb(token) and token.dep_ != "prep"), None)


def opens_clause_of(time: Hanging, word: Token) -> bool:
    """Tell whether ``word`` stands in a clause that says what happened at ``time``: "in 1988, a year when 40 died"."""
    doc, index = time.tokens.doc, time.tokens.end
    if index < len(doc) and doc[index].text == ",":
        index += 1
    if index + 1 < len(doc) and doc[index].tag_ == "DT" and doc[index + 1].lower_ in PERIODS:
        index += 2
    if index + 1 >= len(doc):
        return False
    which = doc[index].lower_ in RELATIVE_PREPOSITIONS and doc[index + 1].lower_ == "which"
    if doc[index].lower_ != "when" and not which:
        return False
    verb = clause_verb(doc[index].head)
    return verb is not None and verb.i > index and any(token.i == verb.i for token in path_up(word))
