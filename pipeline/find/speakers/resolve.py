"""From a source as written to the speaker it stands for: names to full names, descriptions and pronouns to names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.find.speakers.mentions import Word, find_mentions, read_words, role_titles
from pipeline.find.speakers.names import Appearance, Entity, Names, is_short_form
from pipeline.lexicons import load_words
from pipeline.types import CharSpan, SourceKind, Speaker

BY_PRONOUN = "who_by_pronoun"
BY_DESCRIPTION = "who_by_description"
AMBIGUOUS = "who_ambiguous"
UNRESOLVED = "pronoun_unresolved"

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
THING = frozenset({"it", "its", "itself", "they", "their", "them", "themselves"})
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "some", "both", "its", "his", "her", "their", "our"}
)
DEFINITE = frozenset({"the", "this", "that"})

# Words after which a noun phrase only qualifies its noun.
BREAKS = frozenset({
    "about", "against", "among", "at", "based", "between", "by", "conducted", "familiar", "for", "from", "in", "into",
    "involved", "of", "on", "over", "published", "released", "that", "to", "under", "which", "who", "with",
})  # fmt: skip

# How many sentences back a pronoun reaches, and a description.
PRONOUN_REACH = 5

PUNCTUATION = re.compile(r"^[\s\"'“”‘’`,;:.–—-]+|[\s\"'“”‘’`,;:–—-]+$")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source as written: the words up to the first mark or preposition, and all of them."""

    span: CharSpan
    core: tuple[Word, ...]
    rest: tuple[Word, ...]
    broken_by_comma: bool


def resolve_speaker(text: str, names: Names, source: CharSpan) -> Speaker:
    """Return the speaker that the mention at ``source`` stands for."""
    phrase = _read(text, source)
    if not phrase.core:
        return Speaker(_clean(text, source), SourceKind.UNNAMED)
    only = phrase.core[0].key
    if len(phrase.core) == 1 and only in MALE | FEMALE | THING | FIRST_PERSON:
        return _pronoun(text, names, phrase, only)
    return (
        _named(text, names, phrase)
        or _apposed(text, names, phrase)
        or _described(text, names, phrase)
        or Speaker(_as_written(text, phrase), _kind_of_phrase(phrase))
    )


def _read(text: str, source: CharSpan) -> _Phrase:
    words = read_words(text, source)
    core: list[Word] = []
    comma = False
    for number, word in enumerate(words):
        gap = text[words[number - 1].end : word.start] if number else ""
        if number and gap.strip(" \xa0'’s\"“”") and not gap.strip() == "&":
            comma = "," in gap
            break
        if number and word.key in BREAKS and not _inside_name(core, words, number):
            break
        core.append(word)
    return _Phrase(source, tuple(core), tuple(words[len(core) :]), comma)


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


def _clean(text: str, span: CharSpan) -> str:
    return PUNCTUATION.sub("", " ".join(text[span.start : span.end].split()))


def _named(text: str, names: Names, phrase: _Phrase) -> Speaker | None:
    """Resolve a phrase whose noun is a name: "IMF chief economist Maury Obstfeld", "Lee", "the NIS"."""
    core = CharSpan(phrase.core[0].start, phrase.core[-1].end)
    mentions = list(find_mentions(text, core))
    if not mentions or mentions[-1].span.end != core.end:
        return None
    mention = mentions[-1]
    if len(mentions) > 1 and text[mentions[-2].span.end : mention.span.start].strip() == "and":
        pair = [_entity_name(names, m.keys, m.name, m.span.start) for m in mentions[-2:]]
        return Speaker(" and ".join(name for name, _, _ in pair), SourceKind.GROUP)
    name, kind, flags = _entity_name(names, mention.keys, mention.name, mention.span.start)
    return Speaker(name, kind, flags)


def _entity_name(
    names: Names, keys: tuple[str, ...], written: str, position: int
) -> tuple[str, SourceKind, tuple[str, ...]]:
    """Return the fullest name of whom ``keys`` names; where several fit, the one named last before, with a flag."""
    fitting = [
        number
        for number, entity in enumerate(names.entities)
        if entity.keys == keys or set(keys) & entity.acronyms or is_short_form(keys, entity.keys, entity.kind)
    ]
    here = next((a.entity for a in names.appearances if a.start == position), None)
    longer = [number for number in fitting if names.entities[number].keys != keys]
    if here is not None and (names.entities[here].keys != keys or not longer):
        entity = names.entities[here]
        return entity.name, entity.kind, ()
    candidates = longer or fitting
    if not candidates:
        return written, SourceKind.UNNAMED, ()
    if len(candidates) == 1:
        entity = names.entities[candidates[0]]
        return entity.name, entity.kind, ()
    recent = next((a.entity for a in reversed(names.before(position)) if a.entity in candidates), None)
    if recent is None:
        return written, names.entities[candidates[0]].kind, (AMBIGUOUS,)
    return names.entities[recent].name, names.entities[recent].kind, (AMBIGUOUS,)


def _apposed(text: str, names: Names, phrase: _Phrase) -> Speaker | None:
    """Resolve "a spokeswoman, Anna White": a description with the name after a comma."""
    if not phrase.broken_by_comma or not phrase.rest:
        return None
    rest = CharSpan(phrase.rest[0].start, phrase.span.end)
    mention = next(find_mentions(text, rest), None)
    if mention is None or mention.words[0].start != phrase.rest[0].start and not mention.titles:
        return None
    if phrase.core[-1].key.rstrip("s") not in role_titles() | load_words("body_nouns"):
        return None
    name, kind, flags = _entity_name(names, mention.keys, mention.name, mention.span.start)
    return Speaker(name, kind, flags)


def _described(text: str, names: Names, phrase: _Phrase) -> Speaker | None:
    """Resolve "the agency", "the spy agency", "the lawmaker" to the one in the article that is called so."""
    owned = any(word.possessive for word in phrase.core[:-1])
    definite = phrase.core[0].key in DEFINITE or owned
    if not definite or phrase.core[-1].capital:
        return None
    noun = phrase.core[-1].key
    plain = [word.key for word in phrase.core if word.key not in DETERMINERS and not word.capital]
    before = names.before(phrase.span.start)
    recent = list(dict.fromkeys(a.entity for a in reversed(before)))
    described = " ".join(plain[-2:])
    for entity in (names.entities[number] for number in recent):
        if entity.keys[-1] == noun and entity.kind is SourceKind.ORGANISATION and set(plain) <= set(entity.keys):
            return Speaker(entity.name, entity.kind, (BY_DESCRIPTION,))
    everyone = [*recent, *(n for n in range(len(names.entities)) if n not in recent)]
    for wanted in (described, noun):
        for number in everyone:
            entity = names.entities[number]
            if wanted in entity.roles and _may_be(entity, noun):
                return Speaker(entity.name, entity.kind, (BY_DESCRIPTION,))
    return _only_body(names, recent, noun, plain)


def _may_be(entity: Entity, noun: str) -> bool:
    if noun in load_words("body_nouns"):
        return entity.kind in {SourceKind.ORGANISATION, SourceKind.UNNAMED}
    return entity.kind is SourceKind.PERSON


# Descriptions of bodies and the words in their names that bear them out.
BODIES = {
    "agency": frozenset({"agency", "service", "bureau", "administration", "office", "authority", "fbi", "cia", "nsa"}),
    "bureau": frozenset({"bureau", "fbi"}),
    "department": frozenset({"department", "ministry"}),
    "spy": frozenset({"intelligence", "security"}),
    "intelligence": frozenset({"intelligence", "security"}),
}


def _only_body(names: Names, recent: Sequence[int], noun: str, plain: Sequence[str]) -> Speaker | None:
    """Resolve a description to the only body in the article whose name bears it out."""
    wanted = BODIES.get(noun)
    if wanted is None:
        return None
    qualified = [BODIES[word] for word in plain[:-1] if word in BODIES]
    fitting = [
        names.entities[number]
        for number in recent
        if names.entities[number].kind is SourceKind.ORGANISATION
        and set(names.entities[number].keys) & wanted
        and all(set(names.entities[number].keys) & words for words in qualified)
    ]
    if len(fitting) == 1 or (fitting and qualified):
        return Speaker(fitting[0].name, fitting[0].kind, (BY_DESCRIPTION,))
    return None


def _pronoun(text: str, names: Names, phrase: _Phrase, pronoun: str) -> Speaker:
    """Resolve a pronoun to whoever leads the sentences before it, of a fitting kind and gender."""
    position = phrase.span.start
    here = next((n for n, span in enumerate(names.sentences) if span.start <= position < span.end), None)
    if here is None or pronoun in FIRST_PERSON:
        return Speaker(_clean(text, phrase.span), SourceKind.UNNAMED, (UNRESOLVED,))
    before = names.before(position)
    for number in range(here, max(-1, here - PRONOUN_REACH), -1):
        span = names.sentences[number]
        inside = [a for a in before if span.start <= a.start < span.end and not a.quoted]
        fitting = [a for a in inside if _fits(names.entities[a.entity], pronoun)]
        if fitting:
            chosen = names.entities[_best(fitting).entity]
            return Speaker(chosen.name, chosen.kind, (BY_PRONOUN,))
    return Speaker(_clean(text, phrase.span), SourceKind.UNNAMED, (UNRESOLVED,))


def _best(fitting: Sequence[Appearance]) -> Appearance:
    return next((a for a in fitting if a.leads), fitting[0])


def _fits(entity: Entity, pronoun: str) -> bool:
    if pronoun in THING:
        return entity.kind in {SourceKind.ORGANISATION, SourceKind.DOCUMENT}
    if entity.kind is not SourceKind.PERSON:
        return False
    return entity.gender in {"", "m" if pronoun in MALE else "f"}


def _as_written(text: str, phrase: _Phrase) -> str:
    """Return an unnamed source's noun phrase, without its article."""
    start = phrase.core[0].start
    if phrase.core[0].key in {"the", "a", "an"} and len(phrase.core) > 1:
        start = phrase.core[1].start
    return _clean(text, CharSpan(start, phrase.span.end))


def _kind_of_phrase(phrase: _Phrase) -> SourceKind:
    noun = phrase.core[-1].key
    singular = noun.removesuffix("s")
    if noun in load_words("document_nouns") or singular in load_words("document_nouns"):
        return SourceKind.DOCUMENT
    if noun in load_words("body_nouns"):
        return SourceKind.ORGANISATION
    if noun in load_words("telling_nouns") or noun.endswith("s") or noun in {"people", "police", "men", "women"}:
        return SourceKind.GROUP
    return SourceKind.UNNAMED
