"""Pronouns as sources: he, she, it, they."""

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.find.speakers.entities import Entity
from pipeline.find.speakers.names import Appearance, Names
from pipeline.find.speakers.phrases import clean
from pipeline.types import CharSpan, SourceKind, Speaker

BY_PRONOUN = "who_by_pronoun"
UNRESOLVED = "pronoun_unresolved"

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGULAR = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
SPEAKING = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
PRONOUNS = MALE | FEMALE | SINGULAR | PLURAL | SPEAKING

# How many sentences back a pronoun reaches.
REACH = 6


def resolve_pronoun(text: str, names: Names, span: CharSpan, pronoun: str) -> Speaker:
    """Return whoever leads the sentences before the pronoun and fits it, else the pronoun with a flag."""
    unresolved = Speaker(clean(text, span), SourceKind.UNNAMED, (UNRESOLVED,))
    if pronoun in SPEAKING:
        return unresolved
    here = bisect_left(names.sentences, CharSpan(span.start + 1, 0)) - 1
    before = names.before(span.start)
    for number in range(here, max(-1, here - REACH), -1):
        sentence = names.sentences[number]
        group = _group(text, names, sentence, span) if pronoun in PLURAL else None
        inside = [a for a in before if sentence.start <= a.start < sentence.end and not a.quoted]
        fitting = [a for a in inside if _fits(names.entities[a.entity], pronoun, leads=a.leads)]
        if group:
            return group
        if fitting:
            chosen = names.entities[_best(fitting).entity]
            return Speaker(chosen.name, chosen.kind, (BY_PRONOUN,))
    return unresolved


def _group(text: str, names: Names, sentence: CharSpan, pronoun: CharSpan) -> Speaker | None:
    """Return the group that is the subject of ``sentence``, if it stands before the pronoun."""
    for group in names.groups:
        if sentence.covers(group.span) and group.span.end <= pronoun.start:
            words = clean(text, group.span)
            first, _, rest = words.partition(" ")
            return Speaker(
                rest if first.lower() in {"the", "these", "those"} and rest else words, SourceKind.GROUP, (BY_PRONOUN,)
            )
    return None


def _best(fitting: Sequence[Appearance]) -> Appearance:
    return next((a for a in fitting if a.leads), fitting[0])


def _fits(entity: Entity, pronoun: str, *, leads: bool) -> bool:
    if pronoun in SINGULAR | PLURAL:
        if entity.kind is SourceKind.ORGANISATION:
            return True
        return leads and entity.kind in {SourceKind.UNNAMED, SourceKind.PLACE}
    if entity.kind is not SourceKind.PERSON:
        return leads and entity.kind is SourceKind.UNNAMED and len(entity.keys) > 1
    return entity.gender in {"", "m" if pronoun in MALE else "f"}
