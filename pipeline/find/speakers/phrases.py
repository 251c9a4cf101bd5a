"""A source as written, read: the words up to its noun, and what only qualifies it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.find.speakers.mentions import Word, read_words
from pipeline.lexicons import load_words
from pipeline.types import CharSpan

# Words after which a noun phrase only qualifies its noun.
BREAKS = frozenset({
    "about", "against", "among", "at", "based", "between", "briefed", "by", "close", "commissioned", "compiled",
    "conducted", "familiar", "filed", "for", "from", "in", "into", "investigating", "involved", "kept", "near",
    "obtained", "of", "on", "over", "published", "released", "sent", "signed", "speaking", "taken",
    "tallied", "that", "to", "under", "which", "who", "with", "working",
})  # fmt: skip

PUNCTUATION = re.compile(r"^[\s\"'“”‘’`,;:.–—-]+|[\s\"'“”‘’`,;:–—-]+$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as written: the words up to the first mark or preposition (``core``), and those after (``rest``)."""

    span: CharSpan
    core: tuple[Word, ...]
    rest: tuple[Word, ...]
    comma: bool  # whether a comma parts them

    @property
    def noun(self) -> Word:
        """The last word of the core, its noun."""
        return self.core[-1]


def read_phrase(text: str, source: CharSpan) -> Phrase:
    """Read the source at ``source``."""
    words = read_words(text, source)
    core: list[Word] = []
    comma = False
    for number, word in enumerate(words):
        gap = text[words[number - 1].end : word.start] if number else ""
        if number and gap.strip(" \xa0\n'’s\"“”") and gap.strip() != "&":
            comma = "," in gap
            break
        if number and word.key in BREAKS and not _inside_name(core, words, number):
            break
        core.append(word)
    return Phrase(source, tuple(core), tuple(words[len(core) :]), comma)


def _inside_name(core: Sequence[Word], words: Sequence[Word], number: int) -> bool:
    """Tell whether "of" or "for" stands inside a name ("Bank of Korea")."""
    following = words[number + 1] if number + 1 < len(words) else None
    return (
        words[number].key in {"of", "for"}
        and core[-1].capital
        and core[-1].key in load_words("organisation_words")
        and following is not None
        and (following.capital or following.key == "the")
    )


def clean(text: str, span: CharSpan) -> str:
    """Return the text of ``span`` on one line, without the marks around it."""
    return PUNCTUATION.sub("", " ".join(text[span.start : span.end].split()))
