"""Sources without a name that a later pronoun may stand for: "the health ministry", "a spokesman", "developers"."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum, auto

from pipeline.find.speakers.mentions import role_titles
from pipeline.find.speakers.surroundings import speaking_verbs
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token
from pipeline.types import CharSpan

# Words before the noun of an unnamed subject; more are a clause.
LONGEST_SUBJECT = 8


class Rank(IntEnum):
    """How likely a later pronoun stands for a mention."""

    MENTIONED = 0
    LEADS = 1  # the first of its sentence that is no mere attribute
    SPEAKS = 2


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


def find_unnamed(sentence: ParsedSentence) -> Iterator[Unnamed]:
    """Yield the subjects of a sentence whose noun is a common noun, and who "according to" names."""
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
        told = token.head.dep_ == "ccomp" and token.head.head.lower_ in speaking_verbs()  # "said 40 homes were lost"
        return UnnamedKind.PLURAL if not told or noun in load_words("person_nouns") else None
    mistaken = token.tag_ == "NNP" and token.text.islower()  # the "ministry" of "Norway's ministry", for the tagger
    if token.tag_ != "NN" and not mistaken:
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
