"""The predicate that a quantity takes part in."""

from pipeline.parsed import ParsedSentence
from pipeline.types import QuantityMention


def find_event(sentence: ParsedSentence, quantity: QuantityMention) -> str:
    """Return the predicate of ``quantity`` as the text writes it, "" if there is none."""
    tokens = sentence.tokens(quantity.span)
    if tokens is None:
        return ""
    for token in (tokens.root, *tokens.root.ancestors):
        if token.tag_.startswith("VB"):
            return token.text
    return ""
