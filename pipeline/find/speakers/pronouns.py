"""Pronouns as sources: whom he, she, it and they stand for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipeline.find.speakers.entities import Entity
from pipeline.find.speakers.names import Names
from pipeline.find.speakers.phrases import FEMALE, MALE, PLURAL, SINGULAR, SPEAKING
from pipeline.find.speakers.unnamed import Rank, Unnamed, UnnamedKind
from pipeline.types import CharSpan, SourceKind

# Rank turned round, place, and who.
_Candidate = tuple[int, int, Entity | CharSpan]

# How many sentences back a pronoun reaches.
REACH = 6


def find_antecedent(names: Names, position: int, pronoun: str) -> Entity | CharSpan | None:
    """Return whom the pronoun at ``position`` stands for: a named one, or where an unnamed one stands; None if nobody.

    The nearest sentence with somebody who fits counts; in it those who speak come before its subject, that before
    others, and the first before the later.
    """
    if pronoun in SPEAKING:
        return None
    here = bisect_left(names.sentences, CharSpan(position + 1, 0)) - 1
    for number in range(here, max(-1, here - REACH), -1):
        sentence = names.sentences[number]
        span = CharSpan(sentence.start, min(sentence.end, position))
        candidates: list[_Candidate] = [
            *_named(names, span, pronoun),
            *_unnamed(names.unnamed(sentence), span, pronoun),
        ]
        if candidates:
            return min(candidates, key=_rank)[2]
    return None


def _rank(candidate: _Candidate) -> tuple[int, int]:
    return candidate[:2]


def _named(names: Names, span: CharSpan, pronoun: str) -> Iterator[tuple[int, int, Entity]]:
    for appearance in names.within(span):
        entity = names.entities[appearance.entity]
        if not appearance.quoted and _fits(entity, pronoun, appearance.rank):
            yield -appearance.rank, appearance.start, entity


def _fits(entity: Entity, pronoun: str, rank: Rank) -> bool:
    if pronoun in SINGULAR | PLURAL:
        if entity.kind is SourceKind.ORGANISATION:
            return True
        return rank is not Rank.MENTIONED and entity.kind in {SourceKind.UNNAMED, SourceKind.PLACE}
    if entity.kind is not SourceKind.PERSON:
        return rank is Rank.SPEAKS and entity.kind is SourceKind.UNNAMED
    return entity.gender in {"", "m" if pronoun in MALE else "f"}


def _unnamed(found: Iterable[Unnamed], span: CharSpan, pronoun: str) -> Iterator[tuple[int, int, CharSpan]]:
    wanted = {
        UnnamedKind.PERSON: MALE | FEMALE,
        UnnamedKind.BODY: SINGULAR | PLURAL,
        UnnamedKind.PLURAL: PLURAL,
    }
    for unnamed in found:
        if span.covers(unnamed.span) and pronoun in wanted[unnamed.kind]:
            yield -unnamed.rank, unnamed.span.start, unnamed.span
