"""Descriptions and what they stand for: "the spy agency", "the lawmaker", "the study", "the official"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.find.speakers.entities import Entity
from pipeline.find.speakers.mentions import role_titles
from pipeline.find.speakers.names import Names
from pipeline.find.speakers.phrases import DETERMINERS, Phrase, is_description, owner_of
from pipeline.lexicons import load_words
from pipeline.types import CharSpan, SourceKind, Speaker

BY_DESCRIPTION = "who_by_description"
AMBIGUOUS = "who_ambiguous"

# Words of descriptions, and the words in names that bear them out.
BORNE_OUT: Mapping[str, frozenset[str]] = {
    "agency": frozenset(
        {"administration", "agency", "authority", "bureau", "cia", "fbi", "office", "service", "services"}
    ),
    "bureau": frozenset({"bureau", "fbi"}),
    "company": frozenset({"co", "corp", "inc", "ltd", "plc", "group", "holdings", "motors"}),
    "defence": frozenset({"defence", "defense"}),
    "defense": frozenset({"defence", "defense"}),
    "department": frozenset({"department", "ministry"}),
    "intelligence": frozenset({"intelligence", "security"}),
    "police": frozenset({"police"}),
    "services": frozenset({"service", "services"}),
    "spy": frozenset({"intelligence", "security"}),
    "university": frozenset({"college", "university"}),
}

# Studies go by several nouns in one article.
STUDIES = frozenset({"analysis", "paper", "poll", "report", "research", "review", "study", "survey"})

# Whose a body is, right before its description, and how many characters that takes.
OWNER = re.compile(r"\b((?:[A-Z][\w.]{0,30}\s){0,2}[A-Z][\w.]{0,30}(?:['’]s|s['’]))\s\Z")
OWNER_REACH = 100

# How far back the first, fuller mention of an unnamed source is looked for, in characters.
REACH = 4000


def resolve_description(text: str, names: Names, phrase: Phrase) -> Speaker | None:
    """Return whom the article calls so: a person or body named in it, else the fuller phrase that came first."""
    if not is_description(phrase):
        return None
    return _named(text, names, phrase, owner_of(phrase)) or _owned(text, phrase) or _fuller(text, phrase)


def _named(text: str, names: Names, phrase: Phrase, owner: str) -> Speaker | None:
    plain = [word.key for word in phrase.core if word.key not in DETERMINERS and not word.capital]
    if not plain:
        return None
    inside = {a.entity for a in names.within(CharSpan(phrase.core[0].start, phrase.noun.end))}  # "the Union ministry"
    words = {word.key for word in phrase.core}
    scores = {
        number: _score(entity, plain, owner)
        for number, entity in enumerate(names.entities)
        if number not in inside
        and not (len(entity.keys) == 1 and entity.keys[0] in words and _is_no_name(text, entity))
    }
    best = max(scores.values(), default=0)
    if best <= 0:
        return None
    fitting = [number for number, score in scores.items() if score == best]
    last = {a.entity: a.start for a in names.before(phrase.span.start) if a.entity in fitting}
    if not last:
        return _speaker(names.entities[fitting[0]]) if len(fitting) == 1 else None
    first, *others = sorted(last, key=lambda number: -last[number])
    if others and _in_one_sentence(names, last[first], last[others[0]]):
        return None
    return _speaker(names.entities[first])


def _is_no_name(text: str, entity: Entity) -> bool:
    """Tell whether the article writes a word also small that had a capital once: "Farm ministry" over a headline."""
    return not entity.name.isupper() and re.search(rf"\b{re.escape(entity.keys[0])}\b", text) is not None


def _speaker(entity: Entity) -> Speaker:
    return Speaker(entity.name, entity.kind, (BY_DESCRIPTION,))


def _in_one_sentence(names: Names, first: int, second: int) -> bool:
    return any(span.start <= min(first, second) and max(first, second) < span.end for span in names.sentences)


def _score(entity: Entity, plain: Sequence[str], owner: str) -> int:
    """Return how well the words of a description fit an entity; 0 or less if they do not."""
    noun = plain[-1]
    body = noun in load_words("body_nouns") or noun.removesuffix("s") in load_words("body_nouns")
    if entity.kind is (SourceKind.PERSON if body else SourceKind.ORGANISATION) or entity.kind is SourceKind.PLACE:
        return 0
    if owner and entity.owners and not any(_same_place(owner, other) for other in entity.owners):
        return 0
    score = 2 * (bool(owner) and any(_same_place(owner, other) for other in entity.owners))
    if " ".join(plain[-2:]) in entity.roles and len(plain) > 1:
        return score + 5
    if len(entity.keys) > 1 and entity.keys[-1] == noun and set(plain) <= set(entity.keys):
        return score + 4 + len(plain)
    borne = [_is_borne_out(word, entity) for word in plain]
    if noun in entity.roles and (all(borne[:-1]) or not body):
        return score + 3 + sum(borne[:-1])
    if not body or not all(borne) or entity.keys == (noun,):
        return 0
    return score + 2 if len(plain) > 1 or score else 1


def _is_borne_out(word: str, entity: Entity) -> bool:
    return bool({word, *BORNE_OUT.get(word, ())} & {*entity.keys, *entity.acronyms})


def _same_place(first: str, second: str) -> bool:
    """Tell whether two forms may mean one place: "south korea", "south korean", "the south"."""
    if first.startswith(second) or second.startswith(first):
        return True
    return " " not in first + second and first[:4] == second[:4]


def _owned(text: str, phrase: Phrase) -> Speaker | None:
    """Return the only body of that description that the article says whose it is: "Ukraine's air force"."""
    words = [word for word in phrase.core if word.key not in DETERMINERS]
    body = words and words[-1].key in load_words("body_nouns")
    if not body or len(words) < 2 or phrase.rest or any(word.possessive or word.capital for word in words):
        return None
    described = re.compile(r"\s".join(re.escape(word.plain) for word in words) + r"\b")
    found = set[str]()
    for match in described.finditer(text):  # the description first: it is rarer than names in the possessive
        owner = OWNER.search(text, max(0, match.start() - OWNER_REACH), match.start())
        if owner:
            found.add(" ".join(text[owner.start(1) : match.end()].split()))
    if len(found) != 1:
        return None
    return Speaker(found.pop(), SourceKind.ORGANISATION, (BY_DESCRIPTION,))


def _fuller(text: str, phrase: Phrase) -> Speaker | None:
    """Return the phrase that introduced an unnamed source: "a law enforcement official" before "the official"."""
    noun = phrase.noun.key
    if len(phrase.core) != 2 or phrase.rest or noun not in role_titles() | load_words("document_nouns"):
        return None
    earlier = text[max(0, phrase.span.start - REACH) : phrase.span.start]
    pattern = _introduced(noun) if noun not in STUDIES else _named_study()
    found = [" ".join(match[1].split()) for match in pattern.finditer(earlier)]
    barred = load_words("function_words") - {"of"}
    phrases = [one for one in found if not set(one.lower().split()[:-1]) & barred]
    if not phrases:
        return None
    return Speaker(phrases[-1], SourceKind.DOCUMENT if noun in STUDIES else SourceKind.UNNAMED, (BY_DESCRIPTION,))


@cache
def _introduced(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]n?|[Oo]ne)\s((?:[^\W\d_][\w’'.-]{{0,30}}\s){{1,4}}{re.escape(noun)})\b")


@cache
def _named_study() -> re.Pattern[str]:
    nouns = "|".join(sorted(STUDIES))
    return re.compile(
        rf"\b((?:(?:[A-Z][\w’'.&/-]{{0,30}}|\d{{4}})\s){{1,6}}(?:[a-z]{{1,15}}\s){{0,2}}(?:{nouns})"
        r"(?:\sof(?:\s[a-z]{1,20}){1,3}(?=[.,;]))?)\b"
    )
