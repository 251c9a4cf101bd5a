"""The people and bodies of an article, gathered from their mentions: full name, kind, gender, what they are called."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.find.speakers.glued import without_article
from pipeline.find.speakers.mentions import (
    INSIDE_PEOPLE,
    NameMention,
    given_names,
    role_titles,
    words_of_nation,
)
from pipeline.find.speakers.wordforms import COMPANY_SUFFIXES, NAME_SUFFIXES
from pipeline.lexicons import load_rows, load_words
from pipeline.types import SourceKind

MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "pope"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "lady", "dame", "queen", "princess", "madam", "first lady"})

# Newspapers go by the last word of their name: "the Times".
PAPERS = frozenset({
    "chronicle", "gazette", "globe", "guardian", "herald", "inquirer", "journal", "mail", "observer", "post", "sun",
    "telegraph", "times", "tribune",
})  # fmt: skip


class Entity(NamedTuple):
    """One person or body: ``keys`` are the words of its fullest name, ``roles`` the nouns it is described by.

    ``owners`` are the places whose it is said to be ("South Korea's National Intelligence Service").
    """

    name: str
    keys: tuple[str, ...]
    kind: SourceKind
    gender: str
    roles: frozenset[str]
    acronyms: frozenset[str]
    owners: frozenset[str]


class Described(NamedTuple):
    """A mention with what stands around it: nouns that describe it and the place that owns it ("" if none).

    ``speaks`` tells that a reporting verb or "according to" stands right beside it.
    """

    mention: NameMention
    roles: frozenset[str]
    owner: str
    apposed_owner: str
    speaks: bool


@dataclass(slots=True)
class _Growing:
    """An entity while mentions are added to it."""

    name: str
    keys: tuple[str, ...]
    kind: SourceKind
    genders: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)

    def finished(self) -> Entity:
        return Entity(
            name=self.name,
            keys=self.keys,
            kind=self.kind,
            gender=next(iter(self.genders)) if len(self.genders) == 1 else "",
            roles=frozenset(self.roles),
            acronyms=frozenset(self.acronyms),
            owners=frozenset(self.owners),
        )


def gather_entities(
    found: Sequence[Described], hints: Mapping[str, str], acronyms: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Entity, ...], Mapping[int, int]]:
    """Return the entities, and for the start of each mention the number of its entity.

    ``hints`` are the parser's labels by name, ``acronyms`` the words that a short form stands for.
    """
    known = {one.mention.keys for one in found}
    spelled = set(acronyms.values())
    singles = Counter(one.mention.keys[0] for one in found if len(one.mention.keys) == 1)
    inside = {one.mention.keys for one in found if not one.mention.opens}
    growing: list[_Growing] = []
    index: dict[tuple[str, ...] | str, list[int]] = {}
    numbers: dict[int, int] = {}
    for one in sorted(found, key=_longest_first):
        taken = _words_not_in_name(one.mention, known, spelled)
        mention = one.mention
        keys = mention.keys[taken:]
        number = _match(keys, mention.titles, growing, index, acronyms)
        if number is None:
            kind = _kind(one, keys, hints, singles)
            doubtful = kind is SourceKind.UNNAMED or _is_common_noun(keys[0])
            if len(keys) == 1 and mention.opens and doubtful and keys not in inside:
                continue  # a capital at the start of a sentence proves nothing
            number = len(growing)
            growing.append(_Growing(mention.name_from(taken), keys, kind))
            relative = len(keys) == 1 and bool(mention.titles) and bool(index.get(keys[0]))
            if not relative:  # "Mr. Kim" beside Anna Kim: the bare surname is hers
                index.setdefault(keys, []).append(number)
            for end in _ends(keys):
                index.setdefault(end, []).append(number)
        entity = growing[number]
        numbers[mention.span.start] = number
        entity.genders |= _gender(one)
        entity.roles |= one.roles
        if len(keys) == 1 and keys[0] in acronyms:
            entity.acronyms.add(keys[0])
        nation = " ".join(mention.keys[:taken])
        entity.owners |= {owner for owner in (nation, one.owner, one.apposed_owner) if owner}
        if mention.titles and entity.kind is SourceKind.UNNAMED:
            entity.kind = SourceKind.PERSON
    return tuple(entity.finished() for entity in growing), numbers


def _longest_first(one: Described) -> tuple[int, int]:
    return -len(one.mention.words), one.mention.span.start


def _ends(keys: tuple[str, ...]) -> set[str]:
    """Return the first and the last word of a name, suffixes left out: a short form shares one of them."""
    plain = [key for key in keys if key not in NAME_SUFFIXES] or list(keys)
    return {plain[0], plain[-1], without_article(plain[-1])}


def _is_common_noun(key: str) -> bool:
    """Tell a noun for people or bodies, which has a capital only where it opens a sentence."""
    singular = key.removesuffix("s")
    known = _common_nouns()
    return key in known or singular in known or singular in load_words("document_nouns")


@cache
def _common_nouns() -> frozenset[str]:
    return load_words("telling_nouns") | load_words("body_nouns") | load_words("person_nouns") | role_titles()


def _words_not_in_name(mention: NameMention, known: set[tuple[str, ...]], spelled: set[tuple[str, ...]]) -> int:
    """Return how many words of nation at the start are no part of the name: the rest is named alone or abbreviated."""
    taken = words_of_nation(mention.words)
    rest = mention.keys[taken:]
    return taken if taken and len(rest) > 1 and (rest in known or rest in spelled) else 0


def _match(
    keys: tuple[str, ...],
    titles: tuple[str, ...],
    growing: Sequence[_Growing],
    index: Mapping[tuple[str, ...] | str, Sequence[int]],
    acronyms: Mapping[str, tuple[str, ...]],
) -> int | None:
    """Return the entity of the same name, or the only one that this is the short form of."""
    spelled = acronyms.get(keys[0], ()) if len(keys) == 1 else ()
    gender = gender_of_titles(titles)
    told = {gender} if gender else {"m", "f"}
    same = [*index.get(keys, ()), *(index.get(spelled, ()) if spelled else ())]
    if gender:
        same += [number for number in index.get(keys[0], ()) if growing[number].keys == keys]
    same = [number for number in same if growing[number].genders <= told]
    if same:
        return min(same)
    near = sorted({number for end in (keys[0], keys[-1]) for number in index.get(end, ())})
    fitting = [n for n in near if is_short_form(keys, growing[n].keys, growing[n].kind)]
    if gender:  # "Mr. Kim" is not Anna Kim
        fitting = [n for n in fitting if growing[n].genders <= told]
    return fitting[0] if len(fitting) == 1 else None


def is_short_form(keys: Sequence[str], full: Sequence[str], kind: SourceKind) -> bool:
    """Tell whether ``keys`` is a part of the name ``full`` that may stand for the whole.

    >>> is_short_form(["smith"], ["jane", "smith"], SourceKind.PERSON)
    True
    >>> is_short_form(["bank"], ["world", "bank"], SourceKind.ORGANISATION)
    False
    """
    if len(keys) >= len(full) or kind is SourceKind.PLACE:
        return False
    plain = [key for key in full if key not in NAME_SUFFIXES]
    if kind is SourceKind.PERSON:
        if len(keys) == 1:
            return keys[0] in {plain[-1], plain[0], without_article(plain[-1])} and len(keys[0]) > 1
        if keys[0] in INSIDE_PEOPLE:  # "Van der Berg"
            return list(keys) == plain[-len(keys) :]
        return keys[0] == plain[0] and keys[-1] == plain[-1]
    if len(keys) == 1 and keys[0] in PAPERS and full[-1] == keys[0]:
        return True
    if len(keys) == 1 and (keys[0] in load_words("organisation_words") or keys[0] in load_words("demonyms")):
        return False
    if plain[-1] in load_words("document_nouns") and keys[-1] != plain[-1]:  # "Lind" is not the "Lind Price Index"
        return False
    return list(keys) in ([*plain[: len(keys)]], [*plain[-len(keys) :]])


def _kind(one: Described, keys: tuple[str, ...], hints: Mapping[str, str], singles: Mapping[str, int]) -> SourceKind:
    mention = one.mention
    hint = hints.get(mention.name.casefold())
    if mention.titles or (one.roles & role_titles() and load_words("organisation_words").isdisjoint(keys)):
        return SourceKind.PERSON
    if mention.name.casefold() in load_words("places"):
        return SourceKind.PLACE
    if "of" in keys or not (COMPANY_SUFFIXES.isdisjoint(keys) and load_words("organisation_words").isdisjoint(keys)):
        return SourceKind.ORGANISATION
    if keys[0] in given_names() and len(keys) > 1:
        return SourceKind.PERSON
    if mention.words[0].plain.replace(".", "").isupper() and len(keys) == 1 and len(keys[0]) > 1:
        return SourceKind.ORGANISATION
    if hint == "PERSON" or (len(keys) > 1 and singles.get(keys[-1]) and hint not in {"ORG", "GPE"}):
        return SourceKind.PERSON
    if len(keys) in {2, 3} and keys[0] in load_words("family_names_first") and "-" in mention.words[1].plain:
        return SourceKind.PERSON
    if keys[-1] in load_words("document_nouns") and len(keys) > 1:
        return SourceKind.DOCUMENT
    if hint in {"ORG", "NORP"} or one.roles & load_words("body_nouns"):
        return SourceKind.ORGANISATION
    return SourceKind.PLACE if hint == "GPE" else SourceKind.UNNAMED


def _gender(one: Described) -> set[str]:
    wanted = gender_of_titles(one.mention.titles)
    if wanted:
        return {wanted}
    by_role = {gender for role in one.roles if (gender := role_genders().get(role))}
    if by_role:
        return by_role
    keys = one.mention.keys
    given = given_names().get(keys[0], "") if len(keys) > 1 else ""
    return {given} if given else set()


def gender_of_titles(titles: Sequence[str]) -> str:
    """Return m or f where a title tells it, else the empty string."""
    for title in titles:
        if title in MALE_TITLES:
            return "m"
        if title in FEMALE_TITLES:
            return "f"
    return ""


@cache
def role_genders() -> Mapping[str, str]:
    """Return the role nouns that tell a gender."""
    return {row["noun"]: row["gender"] for row in load_rows("role_nouns") if row["gender"]}


def nouns_of_title(title: str) -> Iterator[str]:
    """Yield the role nouns that a title says: "sen" a senator, a lawmaker and a legislator."""
    for word in dict.fromkeys([title, title.rpartition(" ")[2]]):
        yield from _titles_to_nouns().get(word, ())


@cache
def _titles_to_nouns() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in load_rows("role_nouns"):
        for title in dict.fromkeys([row["noun"], *row["titles"].split()]):
            found.setdefault(title, []).append(row["noun"])
    return {title: tuple(nouns) for title, nouns in found.items()}
