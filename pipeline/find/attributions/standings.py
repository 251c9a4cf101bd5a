"""Findings told by verbs that say nothing by themselves: "the poll had Lee ahead by 4", "the bank sees 3 percent"."""

from collections.abc import Iterator

from pipeline.find.attributions.asides import asides
from pipeline.find.attributions.grammar import char_spans, child, holds_number, noun_phrase, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token

HAVING = frozenset({"had", "has", "have"})
SEEING = frozenset({"see", "sees"})
CUES = HAVING | SEEING
POLLS = frozenset({"poll", "polling", "polls", "survey", "surveys", "tracker"})

# How somebody stands in a poll; "the poll has its limits" says nothing of anybody.
STANDINGS = frozenset({
    "ahead", "at", "beating", "behind", "down", "leading", "over", "tied", "trailing", "up", "winning",
})  # fmt: skip

# What is foreseen is a share or a sum.
AMOUNTS = frozenset({"%", "percent", "percentage", "points", "$", "€", "£"})


def find_standings(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings of polls that have somebody at so much, and of those who see a share or a sum ahead."""
    if CUES.isdisjoint(sentence.words):
        return
    for token in sentence.having(CUES):
        subject = child(token, "nsubj") if token.dep_ not in {"aux", "auxpass"} else None
        if subject is None or (token.lower_ in HAVING and subject.lower_ not in POLLS):
            continue
        content = {i for i in subtree(token) if i > token.i}
        content -= asides(token, content)
        words = {sentence.words[i] for i in content}
        told = _has(words) if token.lower_ in HAVING else _sees(token, subject, words)
        if not told or not holds_number(sentence.doc, content):
            continue
        source = {i for i in noun_phrase(subject) if i < token.i}
        yield Saying(
            sentence=sentence,
            source=char_spans(sentence, source)[0],
            cue=sentence.span(token),
            content=char_spans(sentence, content),
            clause=char_spans(sentence, source | {token.i}),
            quotes=False,
            rule="standing",
        )


def _has(words: set[str]) -> bool:
    return not words.isdisjoint(STANDINGS) and "margin" not in words


def _sees(verb: Token, subject: Token, words: set[str]) -> bool:
    """Tell whether a body or research foresees an amount of something; who sees 40 percent of patients does not."""
    seen = child(verb, "dobj", "ccomp")
    if seen is None or seen.tag_ == "CD" or seen.lower_ in AMOUNTS or words.isdisjoint(AMOUNTS):
        return False
    known = load_words("research_nouns") | load_words("body_nouns") | load_words("document_nouns")
    return subject.ent_type_ == "ORG" or subject.lower_ in known
