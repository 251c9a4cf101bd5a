"""How far the text commits itself to a quantity."""

from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, Modality, QuantityMention


def find_modality(sentence: ParsedSentence, quantity: QuantityMention, attribution: Attribution | None) -> Modality:
    """Return how far the text commits itself to ``quantity``."""
    return Modality.FACT
