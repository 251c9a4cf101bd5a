"""A source as written, read: the words up to its noun, and what only qualifies it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.find.speakers.offices import OFFICES
from pipeline.find.speakers.words import Word, read_words
from pipeline.lexicons import load_words
from pipeline.types import CharSpan

# Words after which a noun phrase only qualifies its noun.
BREAKS = frozenset({
    "about", "against", "among", "announced", "at", "based", "between", "briefed", "by", "close", "collected",
    "commissioned", "compiled", "conducted", "familiar", "filed", "for", "from", "gathered", "in", "into",
    "investigating", "involved", "issued", "kept", "near", "obtained", "of", "on", "over", "prepared", "presented",
    "provided", "published", "released", "sent", "shared", "signed", "speaking", "submitted", "taken", "tallied",
    "that", "to", "under", "which", "who", "with", "working",
})  # fmt: skip

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
SPEAKING = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
PRONOUNS = MALE | FEMALE | SINGULAR | PLURAL | SPEAKING

DEFINITE = frozenset({"the", "this", "that"})
DETERMINERS = frozenset(
    {"a", "an", "both", "her", "his", "its", "our", "some", "that", "the", "their", "these", "this", "those"}
)

# Nouns for figures and judgments: with a name before them, the name is the source ("the NIS estimates", "data from X").
FIGURES = frozenset({
    "assessment", "assessments", "calculations", "data", "estimate", "estimates", "evaluation", "evaluations",
    "figures", "forecast", "forecasts", "information", "intelligence", "numbers", "projections", "statistics",
    "tallies", "tally",
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
    if len(words) > 1 and words[0].key.endswith("ing") and text[words[0].end] == ",":  # "Responding, Ann Lee said"
        words = words[1:]
        source = CharSpan(words[0].start, source.end)
    core: list[Word] = []
    comma = False
    for number, word in enumerate(words):
        gap = text[words[number - 1].end : word.start] if number else ""
        if number and gap.strip(" \xa0\n'’s\"“”") and gap.strip() != "&":
            comma = "," in gap
            break
        breaks = word.key in BREAKS and not word.plain.isupper()  # "the WHO" is no "who"
        if number and breaks and not _inside_name(core, words, number):
            break
        core.append(word)
    return Phrase(source, tuple(core), tuple(words[len(core) :]), comma)


def _inside_name(core: Sequence[Word], words: Sequence[Word], number: int) -> bool:
    """Tell whether "of" or "for" stands inside a name ("Bank of Korea")."""
    following = words[number + 1] if number + 1 < len(words) else None
    return (
        words[number].key in {"of", "for"}
        and core[-1].capital
        and core[-1].key in load_words("organisation_words") | OFFICES
        and following is not None
        and (following.capital or following.key == "the")
    )


def is_description(phrase: Phrase) -> bool:
    """Tell a phrase that may stand for somebody named elsewhere: "the senator", "Seoul's spy agency", "police"."""
    if phrase.noun.capital:
        return False
    headline = phrase.core[0].key not in DETERMINERS and phrase.noun.key in load_words("body_nouns")
    return phrase.core[0].key in DEFINITE or headline or bool(owner_of(phrase))


def owner_of(phrase: Phrase) -> str:
    """Return the place before the noun whose it is said to be ("South Korea's", "South Korean")."""
    words = [word for word in phrase.core[:-1] if word.key not in DETERMINERS]
    capitals = [word for word in words if word.capital]
    if not capitals or not (capitals[-1].possessive or capitals[-1].plain.casefold() in load_words("demonyms")):
        return ""
    return " ".join(word.key for word in capitals)


def clean(text: str, span: CharSpan) -> str:
    """Return the text of ``span`` on one line, without the marks around it."""
    return PUNCTUATION.sub("", " ".join(text[span.start : span.end].split()))
