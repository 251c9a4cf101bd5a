"""Which sentences must be parsed: those with a number, and those that tell who said it."""

from collections.abc import Sequence

from pipeline.types import QuantityMention, Quotation, Sentence


def sentences_to_parse(
    text: str,
    sentences: Sequence[Sentence],
    quantities: Sequence[QuantityMention],
    quotations: Sequence[Quotation],
) -> tuple[Sentence, ...]:
    """Return, in text order, the sentences whose parse a claim needs."""
    return tuple(
        sentence for sentence in sentences if any(sentence.span.covers(quantity.span) for quantity in quantities)
    )
