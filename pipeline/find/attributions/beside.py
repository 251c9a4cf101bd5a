"""Cues that are cues only by standing beside a quotation: '"Great," she beamed', 'His answer was short: "No."'"""

from collections.abc import Iterator, Sequence

from pipeline.find.attributions.cues import cue_verb
from pipeline.find.attributions.grammar import char_spans, is_verb, subtree
from pipeline.find.attributions.nearby import FINITE_TAGS
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Quotation

MARKS = "\"“”„‟«»'‘’` "

# What ends the words quoted before a cue; a full stop ends the sentence too.
ENDS = (",", "?", "!", "—", "–", "-", "…")


def find_beside(
    text: str, sentence: ParsedSentence, speech: Sequence[Quotation], quoted: frozenset[int]
) -> Iterator[Saying]:
    """Yield the sayings of a sentence whose verb only a quotation before or after it makes a cue."""
    if not speech:
        return
    for token in sentence.doc:
        if token.i in quoted or token.tag_ not in FINITE_TAGS or not is_verb(token) or cue_verb(token):
            continue
        if token.dep_ in {"aux", "auxpass"}:
            continue
        source = find_source(token, quoted)
        spans = char_spans(sentence, source)
        if not spans:
            continue
        cue = sentence.span(token)
        frame = CharSpan(min(spans[0].start, cue.start), max(spans[0].end, cue.end))
        main = token.dep_ == "ROOT" or (token.dep_ in {"advcl", "ccomp"} and token.head.i in quoted)
        if not any(_follows(text, one, frame) or (main and _leads(text, one, frame)) for one in speech):
            continue
        yield Saying(
            sentence=sentence,
            source=spans[0],
            cue=cue,
            content=(),
            clause=char_spans(sentence, (subtree(token) | source) - quoted),
            quotes=True,
            rule="quoted",
        )


def _follows(text: str, quotation: Quotation, frame: CharSpan) -> bool:
    """Tell whether the frame stands right after words that end like speech: '"..." she beamed'."""
    if not 0 <= frame.start - quotation.span.end <= 4 or text[quotation.span.end : frame.start].strip(MARKS + ",—–-"):
        return False
    return text[quotation.span.start : quotation.span.end].rstrip().endswith(ENDS)


def _leads(text: str, quotation: Quotation, frame: CharSpan) -> bool:
    """Tell whether a main clause runs up to a colon before the quotation."""
    if quotation.span.start < frame.end:
        return False
    between = text[frame.end : quotation.span.start].rstrip(MARKS + "\n\r\t")
    return between.endswith(":") and between.count(":") == 1 and len(between) < 160
