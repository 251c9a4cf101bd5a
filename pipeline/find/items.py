"""What a quantity counts or measures."""

from collections.abc import Sequence

from pipeline.parsed import ParsedSentence
from pipeline.types import Claim, QuantityMention


def find_item(
    text: str, sentence: ParsedSentence, quantity: QuantityMention, claims: Sequence[Claim]
) -> tuple[str, str]:
    """Return what ``quantity`` counts, as the text calls it, and the rule that found it."""
    tokens = sentence.tokens(quantity.span)
    if tokens is None:
        return "", "item-none"
    for token in (tokens.root, *tokens.root.ancestors):
        if token.tag_.startswith("NN") and token.i >= tokens.end:
            words = sentence.doc[tokens.end : token.i + 1]
            return words.text.strip(), "item-head"
    return "", "item-none"
