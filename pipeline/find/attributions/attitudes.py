"""What somebody is sure or afraid of: "is confident that 300 will stay", "made it clear that 300 had left"."""

from collections.abc import Iterator

from pipeline.find.attributions.grammar import char_spans, child, is_verb, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token

LINKING = frozenset({
    "'m", "'re", "'s", "am", "are", "be", "became", "become", "been", "being", "feel", "feels", "felt", "grew", "is",
    "remain", "remained", "remains", "was", "were",
})  # fmt: skip
MAKING = frozenset({"made", "make", "makes", "making"})


def find_attitudes(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings whose cue is an adjective with a clause."""
    adjectives = load_words("attitude_adjectives")
    for token in sentence.having(adjectives):
        verb = token.head
        made = verb.lower_ in MAKING and token.lower_ == "clear"  # "made sure that": nobody says so
        clause = _clause(token) or (_clause(verb) if made else None)
        if clause is None or not (made or (verb.lower_ in LINKING and token.dep_ == "acomp")):
            continue
        source = find_source(verb) - {token.i}
        content = subtree(clause) - source
        spans = char_spans(sentence, content)
        if source and spans:
            yield Saying(
                sentence=sentence,
                source=char_spans(sentence, source)[0],
                cue=sentence.span(token),
                content=spans,
                clause=char_spans(sentence, source | {verb.i, token.i}),
                quotes=False,
                rule="reported_adjective",
            )


def _clause(word: Token) -> Token | None:
    """Return what one is sure of: a clause that "that" or nothing opens, or a question.

    "So worried that he left" tells what came of it.
    """
    if any(other.lower_ in {"so", "too"} for other in word.lefts):
        return None
    for other in word.rights:
        mark = child(other, "mark")
        opened = mark is not None and mark.lower_ == "that" and other.dep_ in {"advcl", "csubj"}
        if opened or (other.dep_ == "ccomp" and is_verb(other)):
            return other
    return None
