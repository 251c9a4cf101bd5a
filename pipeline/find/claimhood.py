"""What a number in a sentence is, if it is no claim: an idle "one", a reference back, a part of a name."""

from pipeline.parsed import ParsedSentence
from pipeline.types import QuantityMention


def refuse(text: str, parsed: ParsedSentence, quantity: QuantityMention) -> str | None:
    """Return the reason why ``quantity`` is no claim, or None if it is one."""
    return None
