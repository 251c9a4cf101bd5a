"""The names of an article: who is named, where, and what unnamed groups lead its sentences."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from pipeline.find.speakers.entities import Described, Entity, gather_entities, nouns_of_title
from pipeline.find.speakers.mentions import NameMention, Word, find_mentions, read_words, role_titles
from pipeline.lexicons import load_rows, load_words
from pipeline.lexicons.verbs import verb_forms
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Layout, Sentence, SentenceKind

# Words after a name in which an apposition is looked for ("..., a former aide to ...").
APPOSITION = 9

# Words before the noun of an unnamed subject; more are a clause.
LONGEST_SUBJECT = 8

# Prepositions: a name after one is hardly the subject of its sentence.
PREPOSITIONS = frozenset({
    "about", "against", "among", "around", "at", "between", "by", "for", "from", "in", "into", "of", "on", "over",
    "than", "through", "to", "toward", "towards", "under", "with", "without",
})  # fmt: skip


class Rank(IntEnum):
    """How likely a later pronoun stands for a mention."""

    MENTIONED = 0
    LEADS = 1  # the first of its sentence that is no mere attribute
    SPEAKS = 2


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of an entity: where it stands, its rank, and whether it stands in a quotation."""

    start: int
    entity: int
    rank: Rank
    quoted: bool


class UnnamedKind(Enum):
    """What an unnamed source is, as far as a pronoun minds."""

    PERSON = auto()
    BODY = auto()
    PLURAL = auto()


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The subject of a parsed sentence without a name: "the health ministry", "a spokesman", "developers"."""

    span: CharSpan
    kind: UnnamedKind
    rank: Rank


@dataclass(frozen=True, slots=True)
class Names:
    """The people and bodies that an article names, where they stand, its unnamed subjects and its sentences."""

    entities: tuple[Entity, ...]
    appearances: tuple[Appearance, ...]
    unnamed: tuple[Unnamed, ...]
    sentences: tuple[CharSpan, ...]

    def before(self, position: int) -> Sequence[Appearance]:
        """Return the mentions before ``position``, in text order."""
        return self.appearances[: bisect_left(self.appearances, position, key=_start)]

    def within(self, span: CharSpan) -> Sequence[Appearance]:
        """Return the mentions inside ``span``, in text order."""
        first = bisect_left(self.appearances, span.start, key=_start)
        return self.appearances[first : bisect_left(self.appearances, span.end, key=_start)]

    def at(self, position: int) -> int | None:
        """Return the entity that is named at ``position``, if any is."""
        index = bisect_left(self.appearances, position, key=_start)
        if index < len(self.appearances) and self.appearances[index].start == position:
            return self.appearances[index].entity
        return None


def _start(appearance: Appearance) -> int:
    return appearance.start


def find_names(text: str, layout: Layout, parsed: Sequence[ParsedSentence]) -> Names:
    """Return the names of the article, from all its sentences; the parser's entities are only a hint."""
    sentences = [sentence for sentence in layout.sentences if not _is_title_case(text, sentence)]
    found = [(sentence, one) for sentence in sentences for one in _described(text, sentence)]
    described = [one for _, one in found]
    entities, numbers = gather_entities(described, _hints(parsed), _acronyms(text, described))
    return Names(
        entities=entities,
        appearances=tuple(sorted(_appearances(text, found, numbers), key=_start)),
        unnamed=tuple(_unnamed(parsed)),
        sentences=tuple(sentence.span for sentence in layout.sentences),
    )


def _is_title_case(text: str, sentence: Sentence) -> bool:
    """Tell whether the line is a headline that writes most words with a capital, so that capitals prove nothing."""
    if sentence.kind is not SentenceKind.HEADLINE and sentence.paragraph > 0:
        return False
    words = [word for word in read_words(text, sentence.span) if len(word.plain) > 3]
    return sum(word.capital for word in words) > 0.7 * len(words)


def _hints(parsed: Sequence[ParsedSentence]) -> Mapping[str, str]:
    """Return the entity label most often given to each name."""
    votes: dict[str, Counter[str]] = {}
    for sentence in parsed:
        for ent in sentence.doc.ents:
            if ent.label_ in {"PERSON", "ORG", "GPE", "NORP"}:
                key = ent.text.casefold().removeprefix("the ").removesuffix("'s")
                votes.setdefault(key, Counter())[ent.label_] += 1
    return {key: max(counter, key=lambda label: (counter[label], label)) for key, counter in votes.items()}


def _described(text: str, sentence: Sentence) -> Iterator[Described]:
    words = read_words(text, sentence.span)
    for mention in find_mentions(text, sentence.span):
        after = [word for word in words if word.start > mention.span.end][:APPOSITION]
        before = [word for word in words if word.end <= mention.words[0].start][-4:]
        roles, apposed_owner = _roles(text, mention, before, after)
        yield Described(mention, roles, _owner(text, mention, before), apposed_owner, _speaks(before, after))


@cache
def _skipped() -> frozenset[str]:
    """Return the words that may stand between a name and its verb."""
    return load_words("titles") | load_words("body_nouns") | role_titles() | {"the"}


def _speaks(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Tell whether a reporting verb or "according to" stands beside the name, titles and articles left out."""
    skipped = _skipped()
    previous = [word.key for word in before if word.key not in skipped]
    if previous[-2:] == ["according", "to"] or (previous and previous[-1] in speaking_verbs()):
        return True
    following = [word.key for word in after[:3] if word.key not in {"also", "has", "had", "later"}]
    return bool(following) and following[0] in speaking_verbs()


@cache
def speaking_verbs() -> frozenset[str]:
    """Return the finite forms of the verbs that introduce speech."""
    rows = (row for row in load_rows("reporting_verbs") if row["kind"] == "speech" and " " not in row["verb"])
    return frozenset(form for row in rows for form in verb_forms(row["verb"]) if not form.endswith("ing"))


def _owner(text: str, mention: NameMention, before: Sequence[Word]) -> str:
    """Return the place before a name that it belongs to ("South Korea's")."""
    if not before or not before[-1].possessive or not before[-1].capital:
        return ""
    if text[before[-1].end : mention.words[0].start].strip(" '’s"):
        return ""
    words = [word.key for word in before if word.capital]
    return " ".join(words[-2:])


def _roles(
    text: str, mention: NameMention, before: Sequence[Word], after: Sequence[Word]
) -> tuple[frozenset[str], str]:
    """Return the nouns that titles and appositions call the name by, and the owner that the apposition names."""
    roles = {noun for title in mention.titles for noun in nouns_of_title(title)}
    owner = ""
    if before and before[-1].key in _describing() and not text[before[-1].end : mention.words[0].start].strip(" ,"):
        roles.add(before[-1].key)
    if after and after[0].key in load_words("body_nouns") and not text[mention.span.end : after[0].start].strip():
        roles.add(after[0].key)  # "the Border Watch group"
    following = text[mention.span.end : mention.span.end + 1]
    bracket = text[mention.span.end : mention.span.end + 12].partition(")")
    if following == "," or (bracket[0].startswith(" (") and bracket[2].startswith(",")):
        apposed = list(_apposed(text, after))
        roles |= {noun for noun, _ in apposed}
        owner = next((owner for _, owner in apposed if owner), "")
    return frozenset(roles), owner


def _apposed(text: str, after: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the describing nouns of the apposition that ``after`` begins with, each with the owner before it."""
    owner = ""
    for number, word in enumerate(after):
        if number and "," in text[after[number - 1].end : word.start] and number > 1:
            return
        if word.key in PREPOSITIONS - {"of"} or word.key in {"who", "which", "that", "said", "says"}:
            return
        if word.possessive and word.capital:
            owner = " ".join(other.key for other in after[max(0, number - 1) : number + 1] if other.capital)
        if word.key in _describing():
            yield word.key, owner
            previous = after[number - 1] if number else None
            if previous and not previous.capital and previous.key not in load_words("function_words"):
                yield f"{previous.key} {word.key}", owner


@cache
def _describing() -> frozenset[str]:
    return role_titles() | load_words("body_nouns")


def _acronyms(text: str, found: Sequence[Described]) -> Mapping[str, tuple[str, ...]]:
    """Return short forms with the names they stand for: those in brackets, then those that the initials spell."""
    pairs: dict[str, tuple[str, ...]] = {}
    for first, second in pairwise(one.mention for one in found):
        between = text[first.span.end : second.span.start]
        if between.strip(" ") == "(" and text[second.span.end : second.span.end + 1] == ")":
            long, short = (first, second) if len(first.words) > 1 else (second, first)
            if _is_acronym(short) and len(long.words) > 1:
                pairs.setdefault(short.keys[0], _spelled(long, short.keys[0]) or long.keys)
    wanted = {one.mention.keys[0] for one in found if _is_acronym(one.mention)} - pairs.keys()
    for one in found:
        for letters in sorted(wanted):
            spelled = _spelled(one.mention, letters)
            if spelled:
                pairs.setdefault(letters, spelled)
    return pairs


def _is_acronym(mention: NameMention) -> bool:
    word = mention.words[0]
    return len(mention.words) == 1 and len(word.key) > 1 and word.plain.replace(".", "").isupper()


def _spelled(mention: NameMention, short: str) -> tuple[str, ...]:
    """Return the words of the name, or of its end, whose initials are the letters of ``short``."""
    for start, word in enumerate(mention.words):
        rest = mention.words[start:]
        if len(rest) < 2:
            return ()
        if word.capital and "".join(other.key[0] for other in rest if other.capital) == short:
            return tuple(other.key for other in rest)
    return ()


def _appearances(
    text: str, found: Sequence[tuple[Sentence, Described]], numbers: Mapping[int, int]
) -> Iterator[Appearance]:
    """Yield where the entities stand; the first of a sentence that is no mere attribute leads it."""
    led: set[int] = set()
    for sentence, one in found:
        mention = one.mention
        leads = sentence.span.start not in led and not mention.possessive and mention.before not in PREPOSITIONS
        if leads:
            led.add(sentence.span.start)
        if mention.span.start in numbers:
            rank = Rank.SPEAKS if one.speaks and not mention.possessive else Rank.LEADS if leads else Rank.MENTIONED
            quoted = _is_quoted(text, sentence, mention)
            yield Appearance(mention.span.start, numbers[mention.span.start], rank, quoted)


def _is_quoted(text: str, sentence: Sentence, mention: NameMention) -> bool:
    before = text[sentence.span.start : mention.span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("''") % 2 == 1


def _unnamed(parsed: Sequence[ParsedSentence]) -> Iterator[Unnamed]:
    """Yield the subjects of the parsed sentences whose noun is a common noun, and who "according to" names."""
    for sentence in parsed:
        for token in sentence.doc:
            if not _is_subject(token):
                continue
            kind = _unnamed_kind(token)
            if kind is not None:
                speaks = token.dep_ == "pobj" or token.head.lower_ in speaking_verbs()
                span = CharSpan(sentence.span(token.left_edge).start, _phrase_end(sentence, token))
                yield Unnamed(span, kind, Rank.SPEAKS if speaks else Rank.LEADS)


def _is_subject(token: Token) -> bool:
    if token.dep_ in {"nsubj", "nsubjpass"}:
        named = any(child.dep_ == "appos" and child.tag_ == "NNP" for child in token.rights)
        quoted = sum(other.text == '"' for other in token.doc[: token.i]) % 2 == 1
        return token.left_edge.i > token.i - LONGEST_SUBJECT and not named and not quoted
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


def _unnamed_kind(token: Token) -> UnnamedKind | None:
    noun = token.lower_
    if token.tag_ == "NNS":
        return UnnamedKind.PLURAL
    if token.tag_ != "NN":
        return None
    if noun in role_titles():
        return UnnamedKind.PERSON
    if noun in load_words("body_nouns") or noun in load_words("document_nouns"):
        return UnnamedKind.BODY
    return None


def _phrase_end(sentence: ParsedSentence, token: Token) -> int:
    """Return where the phrase ends, with what "of", "for" and the like hang on its noun."""
    last = token
    for child in token.rights:
        if child.dep_ != "prep" or child.i != last.i + 1:
            break
        last = child.right_edge
    return sentence.span(last).end
