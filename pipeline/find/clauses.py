"""The clause that states a quantity, without who said it."""

from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, QuantityMention


def find_clause(sentence: ParsedSentence, quantity: QuantityMention, attribution: Attribution | None) -> CharSpan:
    """Return the stretch of the article that makes the claim of ``quantity``."""
    contents = attribution.content if attribution else ()
    for content in contents:
        if content.covers(quantity.span) and sentence.sentence.span.covers(content):
            return content
    return sentence.sentence.span
