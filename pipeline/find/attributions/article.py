"""The attributions of one article."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.find.attributions.attitudes import find_attitudes
from pipeline.find.attributions.beside import find_beside
from pipeline.find.attributions.chains import link_chains
from pipeline.find.attributions.closing import find_closing, find_opening
from pipeline.find.attributions.foreseen import find_foreseen
from pipeline.find.attributions.labels import find_labels, find_quote_labels, find_signatures
from pipeline.find.attributions.nominal import find_nominal, find_raised_tolls
from pipeline.find.attributions.owners import is_speech, outermost, touching
from pipeline.find.attributions.phrases import find_phrases
from pipeline.find.attributions.quoted import attach_quotations
from pipeline.find.attributions.reported import find_reported
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.standings import find_standings
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Quotation


def find_attributions(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Return the attributions found in the parsed sentences, in text order, the outer one of a chain first."""
    if not parsed:
        return ()
    outer = [quotation for quotation in outermost(quotations) if is_speech(text, quotation)]
    sayings = [saying for sentence in parsed for saying in _sayings(text, sentence, outer)]
    for paragraph in _paragraphs(text, parsed):
        sayings += find_labels(text, paragraph)
        span = CharSpan(paragraph[0].sentence.span.start, paragraph[-1].sentence.span.end)
        sayings += find_signatures(text, paragraph, touching(outer, span))
    found = link_chains(attach_quotations(text, parsed, quotations, sayings), parsed)
    return tuple(sorted((one for one in found if one.content), key=_outer_first))


def _outer_first(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, -attribution.content[-1].end


def _sayings(text: str, sentence: ParsedSentence, speech: Sequence[Quotation]) -> Iterator[Saying]:
    span = sentence.sentence.span
    near = touching(speech, CharSpan(max(0, span.start - 4), span.end + 8))
    quoted = frozenset(token.i for quotation in near for token in sentence.tokens(quotation.span) or ())
    yield from find_reported(sentence, quoted)
    yield from find_phrases(sentence)
    yield from find_nominal(sentence)
    yield from find_raised_tolls(sentence)
    yield from find_closing(sentence)
    yield from find_opening(sentence)
    yield from find_standings(sentence)
    yield from find_foreseen(sentence)
    yield from find_attitudes(sentence)
    yield from find_beside(text, sentence, near, quoted)
    yield from find_quote_labels(text, sentence, near)


def _paragraphs(text: str, parsed: Sequence[ParsedSentence]) -> Iterator[list[ParsedSentence]]:
    """Yield the parsed sentences of each paragraph whose first sentence is among them."""
    for _, members in groupby(parsed, key=_paragraph):
        paragraph = list(members)
        if _opens_line(text, paragraph[0]):
            yield paragraph


def _paragraph(sentence: ParsedSentence) -> int:
    return sentence.sentence.paragraph


def _opens_line(text: str, sentence: ParsedSentence) -> bool:
    before = text[max(0, sentence.sentence.span.start - 20) : sentence.sentence.span.start]
    return before.rstrip(" \t\"“”„«'‘’`")[-1:] in {"", "\n", "\r"}
