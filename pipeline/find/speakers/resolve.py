"""From a source as written to the speaker it stands for: names to full names, descriptions and pronouns to names."""

import re
from collections.abc import Mapping, Sequence

from pipeline.find.speakers.descriptions import AMBIGUOUS, resolve_description
from pipeline.find.speakers.entities import Entity, is_short_form
from pipeline.find.speakers.mentions import NameMention, find_mentions, given_names, role_titles
from pipeline.find.speakers.names import Names, find_names
from pipeline.find.speakers.offices import OFFICES, behind_office
from pipeline.find.speakers.phrases import FIGURES, PRONOUNS, Phrase, clean, read_phrase
from pipeline.find.speakers.pronouns import find_antecedent
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Layout, SourceKind, Speaker

# When a document came out or somebody spoke, at the end of the phrase: "last week", "on Monday", "in May 2015".
WHEN = re.compile(
    r"""(?:\s(?:conducted|issued|published|released|taken))?\s(?: (?:last|this|earlier\sthis)\s(?:week|month|year)
          | (?:on|in|through)\s
            (?: (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day
              | (?:Jan|Febr)uary | March | April | May | June | July | August | (?:Septem|Octo|Novem|Decem)ber )
            (?:\s(?:morning|afternoon|evening|night|[0-9]{1,4})){0,2}
        )$""",
    re.VERBOSE,
)

# What is told of a source behind a comma: "an aide to the mayor, who would not be named".
ASIDE = re.compile(r",\s(?:who|which|whose)\b")

# Words that only stress a source, and those that open examples of it.
STRESSING = frozenset({"even", "just", "only"})
EXAMPLES = frozenset({"including", "like", "such"})

BY_PRONOUN = "who_by_pronoun"
UNRESOLVED = "pronoun_unresolved"

# Whose they are by a pronoun.
OWNERS = {"her": "she", "his": "he", "its": "it", "their": "they"}

# Participles after a document that only say when it came out, unless "by" follows.
ISSUED = frozenset({
    "announced", "collected", "commissioned", "compiled", "conducted", "issued", "published", "released", "taken",
    "tallied",
})  # fmt: skip


def find_speakers(
    text: str, layout: Layout, parsed: Sequence[ParsedSentence], attributions: Sequence[Attribution]
) -> Mapping[CharSpan, Speaker]:
    """Return whom the sources and relays of ``attributions`` stand for, by span.

    Only where there are any is the article read for its names.
    """
    spans = {span for one in attributions for span in (one.source, *one.relayed_by) if span}
    if not spans:
        return {}
    names = find_names(text, layout, parsed, spans)
    return {span: resolve_speaker(text, names, span) for span in spans}


def resolve_speaker(text: str, names: Names, source: CharSpan) -> Speaker:
    """Return the speaker that the mention at ``source`` stands for."""
    phrase = read_phrase(text, source)
    if not phrase.core:
        return Speaker(clean(text, source), SourceKind.UNNAMED)
    if len(phrase.core) == 1 and phrase.core[0].key in PRONOUNS:
        return _pronoun(text, names, source, phrase.core[0].key)
    return (
        _behind_body(text, phrase)
        or _named(text, names, phrase)
        or _apposed(text, names, phrase)
        or _owner_of_figures(text, names, phrase)
        or resolve_description(text, names, phrase)
        or Speaker(_as_written(text, phrase), _kind(phrase))
    )


def _pronoun(text: str, names: Names, source: CharSpan, pronoun: str) -> Speaker:
    antecedent = find_antecedent(names, source.start, pronoun)
    if antecedent is None:
        return Speaker(clean(text, source), SourceKind.UNNAMED, (UNRESOLVED,))
    if isinstance(antecedent, CharSpan):
        speaker = resolve_speaker(text, names, antecedent)
        return Speaker(speaker.name, speaker.kind, (BY_PRONOUN, *speaker.flags))
    return Speaker(antecedent.name, antecedent.kind, (BY_PRONOUN,))


def _named(text: str, names: Names, phrase: Phrase) -> Speaker | None:
    """Resolve a phrase whose noun is a name: "IMF chief economist Maury Obstfeld", "Lee", "the NIS"."""
    core = CharSpan(phrase.core[0].start, phrase.core[-1].end)
    mentions = list(find_mentions(text, core))
    if not mentions:
        return None
    behind = text[mentions[-1].span.end : core.end].strip().casefold()
    if behind and behind not in load_words("calendar_words"):  # "Lee Wednesday"
        return None
    mention = mentions[-1]
    if len(mention.words) == 1 and _is_common_noun(names, mention):
        return None
    if len(mentions) > 1 and text[mentions[-2].span.end : mention.words[0].start].strip() == "and":
        pair = [_by_name(names, m.keys, m.name, m.span.start) for m in mentions[-2:]]
        return Speaker(" and ".join(one.name for one in pair), SourceKind.GROUP)
    return _by_name(names, mention.keys, mention.name, mention.span.start)


def _is_common_noun(names: Names, mention: NameMention) -> bool:
    """Tell "Farmers", "Counsel" at the start of a sentence, where a capital proves nothing, from a name."""
    opens = any(span.start <= mention.span.start <= span.start + 2 for span in names.sentences)
    return opens and names.at(mention.span.start) is None and not any(_may_name(mention, e) for e in names.entities)


def _may_name(mention: NameMention, entity: Entity) -> bool:
    if entity.keys == mention.keys:
        return True
    return entity.kind is SourceKind.PERSON and is_short_form(mention.keys, entity.keys, entity.kind)


def _by_name(names: Names, keys: tuple[str, ...], written: str, position: int) -> Speaker:
    """Return the fullest name of whom ``keys`` names; where several fit, the one named last before, with a flag."""
    here = names.at(position)
    if here is not None and names.entities[here].keys != keys:
        return Speaker(names.entities[here].name, names.entities[here].kind)
    longer = [
        number
        for number, entity in enumerate(names.entities)
        if entity.keys != keys
        and (here is None or {entity.gender, names.entities[here].gender} != {"f", "m"})
        and (set(keys) <= entity.acronyms or is_short_form(keys, entity.keys, entity.kind))
    ]
    people = [number for number in longer if names.entities[number].kind is SourceKind.PERSON]
    if people and len(keys) == 1 and _named_after(names, longer, keys):
        longer = people
    if len(longer) == 1:
        return Speaker(names.entities[longer[0]].name, names.entities[longer[0]].kind)
    if longer:
        recent = next((a.entity for a in reversed(names.before(position)) if a.entity in longer), None)
        if recent is None:
            return Speaker(written, names.entities[longer[0]].kind, (AMBIGUOUS,))
        return Speaker(names.entities[recent].name, names.entities[recent].kind, (AMBIGUOUS,))
    same = [entity for entity in names.entities if entity.keys == keys]
    return Speaker(same[0].name, same[0].kind) if same else Speaker(written, SourceKind.UNNAMED)


def _named_after(names: Names, numbers: Sequence[int], keys: tuple[str, ...]) -> bool:
    """Tell whether all but people only begin with a surname, which alone means the person: "Lee", not "Lee Tower"."""
    others = [names.entities[number] for number in numbers if names.entities[number].kind is not SourceKind.PERSON]
    return all(keys[0] not in one.acronyms and one.keys[:1] == keys for one in others)


def _apposed(text: str, names: Names, phrase: Phrase) -> Speaker | None:
    """Resolve "a spokeswoman, Anna White": a description with the name after a comma."""
    if phrase.noun.capital or not phrase.rest:
        return None
    if not phrase.comma:
        return _holder_of_office(text, names, phrase)
    mention = next(find_mentions(text, CharSpan(phrase.rest[0].start, phrase.span.end)), None)
    if mention is None or (mention.words[0].start != phrase.rest[0].start and not mention.titles):
        return None
    if len(mention.words) == 1 and mention.words[0].plain.isupper():
        return None  # "the UN humanitarian office, OCHA": the longer form is the fuller one
    return _by_name(names, mention.keys, mention.name, mention.span.start)


def _holder_of_office(text: str, names: Names, phrase: Phrase) -> Speaker | None:
    """Resolve "the head of the union, Ann Lee": an office with its holder's name after the last comma."""
    behind = text[phrase.noun.end : phrase.span.end].rstrip(" ,")
    comma = phrase.noun.end + behind.rfind(",")
    if phrase.noun.key not in role_titles() or "," not in behind:
        return None
    mention = next(find_mentions(text, CharSpan(comma, phrase.span.end)), None)
    if mention is None or (text[comma : mention.words[0].start].strip(" ,") and not mention.titles):
        return None
    holder = _by_name(names, mention.keys, mention.name, mention.span.start)
    known = holder.kind is SourceKind.PERSON or (holder.kind is SourceKind.UNNAMED and len(mention.words) > 1)
    return holder if known else None


def _behind_body(text: str, phrase: Phrase) -> Speaker | None:
    """Resolve "director of Harbour Aid Ann Lee": the name of a person right behind that of a body."""
    if not phrase.rest or phrase.comma or phrase.noun.key not in role_titles() | OFFICES:
        return None
    run = next(find_mentions(text, CharSpan(phrase.rest[0].start, phrase.span.end)), None)
    if run is None or run.span.end < phrase.span.end:
        return None
    at = behind_office(["director", "of"], run.keys, given_names())
    return Speaker(run.name_from(at), SourceKind.PERSON) if at else None


def _owner_of_figures(text: str, names: Names, phrase: Phrase) -> Speaker | None:
    """Resolve figures to whose they are: "the NIS estimates", "data released on Friday by the regulator"."""
    if phrase.noun.key not in FIGURES:
        return None
    core = CharSpan(phrase.core[0].start, phrase.noun.start)
    owner = OWNERS.get(phrase.core[0].key, "")
    # "The army's losses, by its own figures"
    if owner and find_antecedent(names, phrase.span.start, owner) is not None:
        return _pronoun(text, names, CharSpan(phrase.core[0].start, phrase.core[0].end), owner)
    if len(phrase.core) > 1 and phrase.core[-2].possessive:  # "the agency's figures"
        return resolve_speaker(text, names, CharSpan(core.start, phrase.core[-2].end))
    mention = next(iter(reversed(list(find_mentions(text, core)))), None)
    if (
        mention is not None
        and not _is_common_noun(names, mention)
        and not text[mention.span.end : phrase.noun.start].strip(" '’s")
    ):
        return _by_name(names, mention.keys, mention.name, mention.span.start)
    makers = [number for number, word in enumerate(phrase.rest) if word.key in {"by", "from"}]
    if makers and makers[-1] + 1 < len(phrase.rest):
        maker = CharSpan(phrase.rest[makers[-1] + 1].start, phrase.span.end)
        return resolve_speaker(text, names, maker)
    return None


def _as_written(text: str, phrase: Phrase) -> str:
    """Return an unnamed source's noun phrase, without its article and without when it came out."""
    core = phrase.core[1:] if phrase.core[0].key in STRESSING and len(phrase.core) > 1 else phrase.core
    start, end = core[0].start, phrase.span.end
    if core[0].key in {"the", "a", "an"} and len(core) > 1:
        start = core[1].start
    if phrase.comma and phrase.rest and phrase.rest[0].key in EXAMPLES:
        end = phrase.noun.end
    issued = next((number for number, word in enumerate(phrase.rest) if word.key in ISSUED), None)
    if issued is not None and not any(word.key == "by" for word in phrase.rest[issued:]):
        end = phrase.rest[issued - 1].end if issued else phrase.noun.end
    if aside := ASIDE.search(text, start, end):
        end = aside.start()
    return WHEN.sub("", clean(text, CharSpan(start, end)))


def _kind(phrase: Phrase) -> SourceKind:
    noun = phrase.noun.key
    if {noun, noun.removesuffix("s")} & load_words("document_nouns"):
        return SourceKind.DOCUMENT
    if noun in load_words("body_nouns"):
        return SourceKind.ORGANISATION
    if noun in role_titles() | {"source"}:
        return SourceKind.UNNAMED
    if noun in load_words("telling_nouns") or noun.endswith("s") or noun in {"people", "men", "women"}:
        return SourceKind.GROUP
    return SourceKind.UNNAMED
