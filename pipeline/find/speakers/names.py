"""The names of an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsed import ParsedSentence
from pipeline.types import Layout


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that an article names."""


def find_names(text: str, layout: Layout, parsed: Sequence[ParsedSentence]) -> Names:
    """Return the names of the article."""
    return Names()
