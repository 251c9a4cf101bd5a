"""The attributions of one article."""

from collections.abc import Iterator, Sequence

from pipeline.find.attributions.phrases import find_phrases
from pipeline.find.attributions.quoted import attach_quotations
from pipeline.find.attributions.reported import find_reported
from pipeline.find.attributions.sayings import Saying
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, Quotation


def find_attributions(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Return the attributions found in the parsed sentences, in text order."""
    sayings = [saying for sentence in parsed for saying in _sayings(sentence)]
    found = attach_quotations(text, parsed, quotations, sayings)
    return tuple(sorted(found, key=lambda attribution: attribution.content[0]))


def _sayings(sentence: ParsedSentence) -> Iterator[Saying]:
    yield from find_reported(sentence)
    yield from find_phrases(sentence)
