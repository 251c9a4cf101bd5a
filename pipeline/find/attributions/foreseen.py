"""An amount that somebody foresaw, by word order: "slower than the 5 percent analysts had expected".

The parser often takes the forecasters for what the number counts; then no clause is left for the other rules.
"""

from collections.abc import Iterator

from pipeline.find.attributions.grammar import char_spans
from pipeline.find.attributions.sayings import Saying
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.syntax import FORESEEN, foreseers
from pipeline.tokens import Doc, Token

# What an amount is made of.
AMOUNT_TAGS = frozenset({"CD", "$", "#"})
AMOUNT_WORDS = frozenset({"%", "percent", "per", "cent", "pct", "points", "basis"})
# What those who foresaw it are called.
SOURCE_TAGS = frozenset({"DT", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS"})
LONGEST_SOURCE = 4
LONGEST_AMOUNT = 6


def find_foreseen(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings that only word order shows, right behind an amount."""
    for verb in sentence.having(FORESEEN):
        if (agent := _by_whom(sentence.doc, verb.i)) and (amount := _amount_before(sentence.doc, verb.i)):
            yield _saying(sentence, verb, agent, amount)
            continue
        for start in range(verb.i - 1, max(0, verb.i - LONGEST_SOURCE - 2), -1):
            amount = _amount_before(sentence.doc, start)
            found = foreseers(sentence.doc, start) if amount else None
            if found is None or found[1].i != verb.i:
                continue
            yield _saying(sentence, verb, set(range(start, found[0])), amount)


def _by_whom(doc: Doc, verb: int) -> set[int]:
    """Return the tokens of those behind "forecast by", "anticipated by most", up to the end of their noun phrase."""
    start = end = verb + 2
    if end >= len(doc) or doc[verb + 1].lower_ != "by":
        return set()
    while end < len(doc) and doc[end].tag_ in SOURCE_TAGS:
        end += 1
    named = end > start and doc[end - 1].tag_ in {"NN", "NNS", "NNP", "NNPS"}
    return set(range(start, end)) if named and doc[end - 1].lower_ not in load_words("time_nouns") else set()


def _saying(sentence: ParsedSentence, verb: Token, source: set[int], amount: set[int]) -> Saying:
    return Saying(
        sentence=sentence,
        source=char_spans(sentence, source)[0],
        cue=sentence.span(verb),
        content=char_spans(sentence, amount),
        clause=char_spans(sentence, source | {verb.i}),
        quotes=False,
        rule="foreseen",
    )


def _amount_before(doc: Doc, end: int) -> set[int]:
    """Return the tokens of the amount that ends right before ``end``, with what it counts; none if none does."""
    start = end - (end > 0 and doc[end - 1].tag_ == "NNS")
    while start > 0 and end - start < LONGEST_AMOUNT:
        token = doc[start - 1]
        if token.tag_ not in AMOUNT_TAGS and token.lower_ not in AMOUNT_WORDS and not token.text[0].isdecimal():
            break
        start -= 1
    counted = any(token.tag_ == "CD" or token.text[0].isdecimal() for token in doc[start:end])
    return set(range(start, end)) if counted else set()
