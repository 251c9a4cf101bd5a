"""The names of an article: who is named and where, and its sources without a name."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.find.speakers.acronyms import find_acronyms
from pipeline.find.speakers.entities import Described, Entity, gather_entities
from pipeline.find.speakers.mentions import NameMention
from pipeline.find.speakers.surroundings import PREPOSITIONS, describe_mentions
from pipeline.find.speakers.telling import sentences_about
from pipeline.find.speakers.unnamed import Rank, Unnamed, find_unnamed
from pipeline.find.speakers.words import read_words
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Layout, Sentence, SentenceKind

# Words that open a clause before the main one, and what stands before the subject of that one: a comma, and titles.
CLAUSE_OPENERS = frozenset({
    "although", "as", "asked", "because", "if", "since", "though", "unless", "when", "whereas", "while",
})  # fmt: skip
SUBJECT_PLACE = re.compile(r",\s(?:[A-Z][\w.]{0,20}\s){0,3}$")


class Appearance(NamedTuple):
    """One mention of an entity: where it stands, its rank, and whether it stands in a quotation."""

    start: int
    entity: int
    rank: Rank
    quoted: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that an article names, where they stand, its sentences, and the parsed ones by start."""

    entities: tuple[Entity, ...]
    appearances: tuple[Appearance, ...]
    sentences: tuple[CharSpan, ...]
    parsed: Mapping[int, ParsedSentence]

    def before(self, position: int) -> Sequence[Appearance]:
        """Return the mentions before ``position``, in text order."""
        return self.appearances[: bisect_left(self.appearances, position, key=_start)]

    def within(self, span: CharSpan) -> Sequence[Appearance]:
        """Return the mentions inside ``span``, in text order."""
        first = bisect_left(self.appearances, span.start, key=_start)
        return self.appearances[first : bisect_left(self.appearances, span.end, key=_start)]

    def unnamed(self, sentence: CharSpan) -> Iterator[Unnamed]:
        """Yield the subjects without a name of one of ``sentences``, as far as it is parsed."""
        if parsed := self.parsed.get(sentence.start):
            yield from find_unnamed(parsed)

    def at(self, position: int) -> int | None:
        """Return the entity that is named at ``position``, if any is."""
        index = bisect_left(self.appearances, position, key=_start)
        if index < len(self.appearances) and self.appearances[index].start == position:
            return self.appearances[index].entity
        return None


def _start(appearance: Appearance) -> int:
    return appearance.start


def find_names(text: str, layout: Layout, parsed: Sequence[ParsedSentence], sources: Iterable[CharSpan]) -> Names:
    """Return the names that ``sources`` may stand for, from all sentences that tell; the parser's entities only hint.

    Other names of the article may be missing.
    """
    telling = sentences_about(text, layout.sentences, sources)
    sentences = [one for one in telling if _has_capitals(text, one.span) and not _is_title_case(text, one)]
    found = [(sentence, one) for sentence in sentences for one in describe_mentions(text, sentence)]
    described = [one for _, one in found]
    entities, numbers = gather_entities(described, _hints(text, parsed), find_acronyms(text, described))
    return Names(
        entities=entities,
        appearances=tuple(sorted(_appearances(text, found, numbers), key=_start)),
        sentences=tuple(sentence.span for sentence in layout.sentences),
        parsed={sentence.sentence.span.start: sentence for sentence in parsed},
    )


def _has_capitals(text: str, span: CharSpan) -> bool:
    """Tell whether a sentence may hold a name: a capital inside, or a first word that is not one of grammar."""
    if not text[span.start + 1 : span.end].islower():
        return True
    first = text[span.start : span.end].partition(" ")[0]
    return first.casefold() not in load_words("function_words")


def _is_title_case(text: str, sentence: Sentence) -> bool:
    """Tell whether the line is a headline that writes most words with a capital, so that capitals prove nothing."""
    if sentence.kind is not SentenceKind.HEADLINE and sentence.paragraph > 0:
        return False
    words = [word for word in read_words(text, sentence.span) if len(word.plain) > 3]
    return sum(word.capital for word in words) > 0.7 * len(words)


def _hints(text: str, parsed: Sequence[ParsedSentence]) -> Mapping[str, str]:
    """Return the entity label most often given to each name."""
    votes: dict[str, Counter[str]] = {}
    for sentence in parsed:
        for span, label in sentence.entities:
            if label in {"PERSON", "ORG", "GPE", "NORP"}:
                key = text[span.start : span.end].casefold().removeprefix("the ").removesuffix("'s")
                votes.setdefault(key, Counter())[label] += 1
    return {key: max(counter, key=lambda label: (counter[label], label)) for key, counter in votes.items()}


def _appearances(
    text: str, found: Sequence[tuple[Sentence, Described]], numbers: Mapping[int, int]
) -> Iterator[Appearance]:
    """Yield where the entities stand; the first of a sentence that is no mere attribute leads it."""
    led: set[int] = set()
    for sentence, one in found:
        mention = one.mention
        leads = sentence.span.start not in led and not mention.possessive and mention.before not in PREPOSITIONS
        leads = leads and not _in_opening_clause(text, sentence, mention)
        if leads:
            led.add(sentence.span.start)
        if mention.span.start in numbers:
            rank = Rank.SPEAKS if one.speaks and not mention.possessive else Rank.LEADS if leads else Rank.MENTIONED
            quoted = _is_quoted(text, sentence, mention)
            yield Appearance(mention.span.start, numbers[mention.span.start], rank, quoted)


def _in_opening_clause(text: str, sentence: Sentence, mention: NameMention) -> bool:
    """Tell whether a name stands in a clause before the main one: "Asked whether Kim might win, Lee demurred"."""
    before = text[sentence.span.start : mention.span.start]
    if before.partition(" ")[0].lower() not in CLAUSE_OPENERS:
        return False
    after = text[mention.span.end : sentence.span.end]
    return "," in after and (after.startswith(",") or not SUBJECT_PLACE.search(before))


def _is_quoted(text: str, sentence: Sentence, mention: NameMention) -> bool:
    before = text[sentence.span.start : mention.span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("''") % 2 == 1
