"""Sources named by a phrase: "according to X", "per X"."""

from collections.abc import Iterator

from pipeline.find.attributions.grammar import char_spans, child, noun_phrase, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.parsed import ParsedSentence


def find_phrases(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings whose cue is a phrase."""
    doc = sentence.doc
    for token in doc[:-1]:
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        noun = child(to, "pobj") or child(token, "pobj")
        if noun is None:
            continue
        source = {i for i in noun_phrase(noun) if i > to.i}
        phrase = {token.i, to.i} | source | {i for i in subtree(token) if i > to.i}
        everything = set(range(len(doc)))
        content = char_spans(sentence, everything - phrase)
        spans = char_spans(sentence, source)
        if spans and content:
            yield Saying(
                sentence=sentence,
                source=spans[0],
                cue=sentence.span(doc[token.i : to.i + 1]),
                content=content,
                clause=char_spans(sentence, phrase),
                quotes=True,
                rule="according_to",
            )
