"""One cue with its source and the content that the syntax of its own sentence gives it."""

from dataclasses import dataclass

from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan


@dataclass(frozen=True, slots=True)
class Saying:
    """A cue found in one sentence.

    ``content`` may be empty: then the saying only waits for a quotation beside it. ``quotes`` tells whether it may
    govern one.
    """

    sentence: ParsedSentence
    source: CharSpan | None
    cue: CharSpan
    content: tuple[CharSpan, ...]
    clause: tuple[CharSpan, ...]
    quotes: bool
    rule: str
