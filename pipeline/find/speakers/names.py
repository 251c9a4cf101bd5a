"""The people and bodies an article names: each with its fullest name, its short forms, and what it is called besides."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.find.speakers.mentions import (
    COMPANY_SUFFIXES,
    SUFFIXES,
    NameMention,
    Word,
    find_mentions,
    read_words,
    role_titles,
)
from pipeline.lexicons import load_rows, load_words
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Layout, Sentence, SentenceKind, SourceKind

# Words after a name in which an apposition is looked for ("..., a former aide to ...").
APPOSITION = 9

# Prepositions: a name after one is hardly the subject of its sentence.
PREPOSITIONS = frozenset({
    "about", "against", "among", "around", "at", "between", "by", "for", "from", "in", "into", "of", "on", "over", "than",
    "through", "to", "toward", "towards", "under", "with", "without",
})  # fmt: skip

MALE_TITLES = frozenset({"mr", "sir", "lord", "king", "prince", "pope", "father", "brother"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "lady", "dame", "queen", "princess", "madam", "sister", "first lady"})


@dataclass(frozen=True, slots=True)
class Entity:
    """One person or body: ``keys`` are the words of its fullest name, ``roles`` the nouns it is described by."""

    name: str
    keys: tuple[str, ...]
    kind: SourceKind
    gender: str
    roles: frozenset[str]
    acronyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of an entity: where, whether it leads its sentence, whether it stands in a quotation."""

    start: int
    entity: int
    leads: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that an article names, and where."""

    entities: tuple[Entity, ...]
    appearances: tuple[Appearance, ...]
    sentences: tuple[CharSpan, ...]

    def before(self, position: int) -> Sequence[Appearance]:
        """Return the mentions before ``position``, in text order."""
        return self.appearances[: bisect_left(self.appearances, position, key=_start)]


def _start(appearance: Appearance) -> int:
    return appearance.start


@dataclass(slots=True)
class _Found:
    """A mention on its way to an entity."""

    mention: NameMention
    sentence: Sentence
    roles: frozenset[str]
    quoted: bool
    leads: bool


def find_names(text: str, layout: Layout, parsed: Sequence[ParsedSentence]) -> Names:
    """Return the names of the article, from all its sentences; the parser's entities are only a hint."""
    hints = _hints(parsed)
    found = [
        mention
        for sentence in layout.sentences
        if not _is_title_case(text, sentence)
        for mention in _mentions(text, sentence)
    ]
    surnames = Counter(found_one.mention.keys[0] for found_one in found if len(found_one.mention.keys) == 1)
    acronyms = _acronyms(text, found)
    builder = _Builder(hints, surnames, acronyms)
    for one in sorted(found, key=_length_first):
        builder.add(one)
    return Names(
        entities=builder.entities(),
        appearances=tuple(sorted(builder.appearances(found), key=_start)),
        sentences=tuple(sentence.span for sentence in layout.sentences),
    )


def _length_first(found: _Found) -> tuple[int, int]:
    return -len(found.mention.words), found.mention.span.start


def _hints(parsed: Sequence[ParsedSentence]) -> Mapping[str, str]:
    """Return the entity label most often given to each name."""
    votes: dict[str, Counter[str]] = {}
    for sentence in parsed:
        for ent in sentence.doc.ents:
            if ent.label_ in {"PERSON", "ORG", "GPE", "NORP"}:
                key = ent.text.casefold().removeprefix("the ").removesuffix("'s")
                votes.setdefault(key, Counter())[ent.label_] += 1
    return {key: max(counter, key=lambda label: (counter[label], label)) for key, counter in votes.items()}


def _is_title_case(text: str, sentence: Sentence) -> bool:
    """Tell whether the line is a headline that writes most words with a capital, so that capitals prove nothing."""
    if sentence.kind is not SentenceKind.HEADLINE and sentence.paragraph > 0:
        return False
    words = [word for word in read_words(text, sentence.span) if len(word.plain) > 3]
    return sum(word.capital for word in words) > 0.7 * len(words)


def _mentions(text: str, sentence: Sentence) -> Iterator[_Found]:
    words = read_words(text, sentence.span)
    leading = True
    for mention in find_mentions(text, sentence.span):
        after = [word for word in words if word.start > mention.span.end][:APPOSITION]
        before = [word for word in words if word.end < mention.span.start][-APPOSITION:]
        leads = leading and not mention.possessive and mention.before not in PREPOSITIONS
        leading = leading and not leads
        yield _Found(
            mention,
            sentence,
            roles=_roles(text, mention, before, after),
            quoted=_is_quoted(text, sentence, mention),
            leads=leads,
        )


def _is_quoted(text: str, sentence: Sentence, mention: NameMention) -> bool:
    before = text[sentence.span.start : mention.span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _roles(text: str, mention: NameMention, before: Sequence[Word], after: Sequence[Word]) -> frozenset[str]:
    """Return the nouns that titles and appositions call the name by."""
    roles = {noun for title in mention.titles for noun in _nouns_of_title(title)}
    if before and text[before[-1].end : mention.span.start].strip(" ") == "" and before[-1].key in _describing():
        roles.add(before[-1].key)
    gap = text[mention.span.end : mention.span.end + 80]
    if gap.startswith(")"):
        gap = gap[1:]
    if gap.startswith((",", " (", ", ")):
        roles |= set(_apposed(text, after))
    if before and text[before[-1].end : mention.span.start].strip() == "," and before[-1].key in _describing():
        roles.add(before[-1].key)
    return frozenset(roles)


def _apposed(text: str, after: Sequence[Word]) -> Iterator[str]:
    """Yield the describing nouns of the apposition that ``after`` begins with, up to the next mark."""
    for number, word in enumerate(after):
        if number and "," in text[after[number - 1].end : word.start]:
            break
        if word.key in PREPOSITIONS - {"of"} or word.key in {"who", "which", "that", "said", "says"}:
            break
        if word.key in _describing():
            yield word.key
            if number and not after[number - 1].capital and after[number - 1].key not in load_words("function_words"):
                yield f"{after[number - 1].key} {word.key}"


@cache
def _describing() -> frozenset[str]:
    return role_titles() | load_words("body_nouns")


@cache
def _titles_to_nouns() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in load_rows("role_nouns"):
        for title in [row["noun"], *row["titles"].split()]:
            found.setdefault(title, []).append(row["noun"])
    return {title: tuple(nouns) for title, nouns in found.items()}


def _nouns_of_title(title: str) -> Iterator[str]:
    for word in [title, title.rpartition(" ")[2]]:
        yield from _titles_to_nouns().get(word, ())


def _acronyms(text: str, found: Sequence[_Found]) -> Mapping[str, str]:
    """Return short forms with the names they stand for: those in brackets, then those that the initials spell."""
    pairs: dict[str, str] = {}
    for first, second in zip(found, found[1:], strict=False):
        between = text[first.mention.span.end : second.mention.span.start]
        if between.strip(" ") == "(" and text[second.mention.span.end : second.mention.span.end + 1] == ")":
            long, short = sorted((first.mention, second.mention), key=lambda mention: -len(mention.words))
            if len(short.words) == 1 and len(long.words) > 1 and short.words[0].plain.replace(".", "").isupper():
                pairs.setdefault(short.keys[0], long.name)
    initials = {_initials(one.mention): one.mention.name for one in found if len(one.mention.words) > 2}
    for one in found:
        short = one.mention
        if len(short.words) == 1 and len(short.keys[0]) > 1 and short.words[0].plain.replace(".", "").isupper():
            if short.keys[0] in initials:
                pairs.setdefault(short.keys[0], initials[short.keys[0]])
    return pairs


def _initials(mention: NameMention) -> str:
    return "".join(word.key[0] for word in mention.words if word.capital)


class _Builder:
    """Gathers mentions, the longest names first, into entities."""

    def __init__(self, hints: Mapping[str, str], singles: Mapping[str, int], acronyms: Mapping[str, str]) -> None:
        self._hints = hints
        self._singles = singles
        self._acronyms = acronyms
        self._names: list[NameMention] = []
        self._kinds: list[SourceKind] = []
        self._genders: list[set[str]] = []
        self._roles: list[set[str]] = []
        self._short: list[set[str]] = []
        self._of: dict[int, int] = {}

    def add(self, found: _Found) -> None:
        """Give the mention to the entity it names, a new one if none fits."""
        mention = found.mention
        at = self._match(mention)
        if at is None:
            kind = self._kind(found)
            if len(mention.words) == 1 and mention.opens and kind is SourceKind.UNNAMED and not mention.titles:
                return
            at = len(self._names)
            self._names.append(mention)
            self._kinds.append(kind)
            self._genders.append(set())
            self._roles.append(set())
            self._short.append(set())
        self._of[mention.span.start] = at
        self._genders[at] |= _gender(found)
        self._roles[at] |= found.roles
        if mention.titles and self._kinds[at] is SourceKind.UNNAMED:
            self._kinds[at] = SourceKind.PERSON

    def _match(self, mention: NameMention) -> int | None:
        """Return the entity of the same name, or the only one that this is the short form of."""
        keys = mention.keys
        for at, name in enumerate(self._names):
            if name.keys == keys:
                return at
        if len(keys) == 1 and keys[0] in self._acronyms:
            for at, name in enumerate(self._names):
                if name.name == self._acronyms[keys[0]]:
                    self._short[at].add(keys[0])
                    return at
        fitting = [at for at, name in enumerate(self._names) if is_short_form(keys, name.keys, self._kinds[at])]
        if len(fitting) > 1:
            wanted = _gender_of_titles(mention.titles)
            agreeing = [at for at in fitting if not (wanted and self._genders[at] and wanted not in self._genders[at])]
            fitting = agreeing if len(agreeing) == 1 else []
        return fitting[0] if len(fitting) == 1 else None

    def _kind(self, found: _Found) -> SourceKind:
        mention = found.mention
        keys = mention.keys
        hint = self._hints.get(mention.name.casefold())
        if mention.titles or found.roles & role_titles() & frozenset(_person_roles()):
            return SourceKind.PERSON
        if mention.name.casefold() in load_words("places"):
            return SourceKind.PLACE
        if set(keys) & (load_words("organisation_words") | COMPANY_SUFFIXES) or "of" in keys:
            return SourceKind.ORGANISATION
        if keys[0] in given_names() and len(keys) > 1:
            return SourceKind.PERSON
        if mention.words[0].plain.replace(".", "").isupper() and len(keys) == 1 and len(keys[0]) > 1:
            return SourceKind.ORGANISATION
        if hint == "PERSON" or (len(keys) > 1 and self._singles.get(keys[-1]) and hint not in {"ORG", "GPE"}):
            return SourceKind.PERSON
        if len(keys) in {2, 3} and keys[0] in load_words("family_names_first") and "-" in mention.words[1].plain:
            return SourceKind.PERSON
        if hint in {"ORG", "NORP"}:
            return SourceKind.ORGANISATION
        return SourceKind.PLACE if hint == "GPE" else SourceKind.UNNAMED

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, in the order in which they were made."""
        return tuple(
            Entity(
                name=name.name,
                keys=name.keys,
                kind=kind,
                gender=next(iter(gender)) if len(gender) == 1 else "",
                roles=frozenset(roles),
                acronyms=frozenset(short),
            )
            for name, kind, gender, roles, short in zip(
                self._names, self._kinds, self._genders, self._roles, self._short, strict=True
            )
        )

    def appearances(self, found: Sequence[_Found]) -> Iterator[Appearance]:
        """Yield where the entities stand."""
        for one in found:
            start = one.mention.span.start
            if start in self._of:
                yield Appearance(start, self._of[start], one.leads, one.quoted)


def _person_roles() -> Iterator[str]:
    return (row["noun"] for row in load_rows("role_nouns"))


def is_short_form(keys: Sequence[str], full: Sequence[str], kind: SourceKind) -> bool:
    """Tell whether ``keys`` is a part of the name ``full`` that may stand for the whole."""
    if len(keys) >= len(full):
        return False
    plain = [key for key in full if key not in SUFFIXES | COMPANY_SUFFIXES]
    if kind is SourceKind.PERSON:
        if len(keys) == 1:
            return keys[0] == plain[-1] or (keys[0] == plain[0] and len(keys[0]) > 1)
        return keys[0] == plain[0] and keys[-1] == plain[-1]
    if kind is SourceKind.PLACE:
        return False
    return list(keys) in ([*plain[: len(keys)]], [*plain[-len(keys) :]]) and not (
        len(keys) == 1 and keys[0] in load_words("organisation_words") | load_words("demonyms")
    )


def _gender(found: _Found) -> set[str]:
    wanted = _gender_of_titles(found.mention.titles)
    if wanted:
        return {wanted}
    by_role = {row["gender"] for row in load_rows("role_nouns") if row["noun"] in found.roles and row["gender"]}
    if by_role:
        return by_role
    keys = found.mention.keys
    given = given_names().get(keys[0], "") if len(keys) > 1 else ""
    return {given} if given else set()


def _gender_of_titles(titles: Sequence[str]) -> str:
    for title in titles:
        if title in MALE_TITLES:
            return "m"
        if title in FEMALE_TITLES:
            return "f"
    return ""


@cache
def given_names() -> Mapping[str, str]:
    """Return the given names known, and the gender each tells: m, f or both ("")."""
    return {row["name"]: row["gender"] for row in load_rows("given_names")}
