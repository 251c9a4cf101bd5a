"""Noun phrases: where one begins and ends, and how it is written in an item's cell."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.lexicons import load_words
from pipeline.syntax import NOUNS, is_noun

# What may stand in a noun phrase before its head.
BEFORE_HEAD = NOUNS | {
    "JJ",
    "JJR",
    "JJS",
    "VBN",
    "VBG",
    "CD",
    "HYPH",
    "AFX",
    "POS",
    "FW",
    "``",
    "''",
    '"',
    "DT",
    "PRP$",
    "PDT",
}
DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
QUOTES = frozenset({'"', "'", "``", "''"})
# Tokens that a noun phrase may have before and with its head; longer ones are lists or parser errors.
LONGEST_PHRASE = 12
# Tokens of an "of ..." that an item still takes along: "members of the alliance".
LONGEST_COMPLEMENT = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``start`` up to but without ``end``; ``head`` is the noun the others describe."""

    start: int
    end: int
    head: Token


def phrase_from(doc: Doc, start: int) -> Phrase | None:
    """Read the noun phrase that begins at token ``start``, None if there is none ("82 were killed")."""
    head: Token | None = None
    index = start
    while index < min(len(doc), start + LONGEST_PHRASE):
        token = doc[index]
        if is_noun(token) or _is_noun_by_role(token, start):
            if head is not None and is_time(token):
                break
            head = token
        elif (head is None and _may_precede(doc, index)) or (head is not None and _joins_nouns(doc, index)):
            pass
        else:
            break
        index += 1
    if head is None or is_time(head):
        return None
    return Phrase(start, _with_fellows(head) + 1, head)


def phrase_around(head: Token) -> Phrase:
    """Read the noun phrase of a head that the parse gave."""
    while head.dep_ in {"compound", "nmod"} and head.head.i > head.i and is_noun(head.head):
        head = head.head
    start = head.i
    while start > 0 and head.i - start < LONGEST_PHRASE:
        token = head.doc[start - 1]
        if token.tag_ not in BEFORE_HEAD or not head.is_ancestor(token):
            break
        start -= 1
    return Phrase(start, _with_fellows(head) + 1, head)


def wording(phrase: Phrase) -> tuple[int, int]:
    """Return the tokens (start, end) of a phrase as an item's cell has them: no article, no number, with its "of ..."."""
    doc, start, end = phrase.head.doc, phrase.start, phrase.end
    while start < phrase.head.i and (
        doc[start].tag_ in DETERMINERS | {"CD", "HYPH", "POS", ","} or doc[start].text in QUOTES
    ):
        start += 1
    if phrase.head.tag_ in {"NN", "NNS"} and end < len(doc) and doc[end].lower_ == "of":
        complement = phrase_from(doc, end + 1)
        if (
            complement is not None
            and complement.end - end <= LONGEST_COMPLEMENT
            and not _has_number(doc, end, complement.end)
        ):
            end = complement.end
    return start, end


def is_time(token: Token) -> bool:
    """Tell whether ``token`` names a stretch of time or a day, which is when and not what."""
    return token.lower_ in load_words("time_nouns")


def _is_noun_by_role(token: Token, start: int) -> bool:
    """Trust the parse where the tagger took a noun for an adjective ("a $5 million fine")."""
    return (
        token.tag_ == "JJ"
        and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}
        and any(child.dep_ in {"nummod", "det", "amod"} and child.i >= start - 2 for child in token.lefts)
    )


def _may_precede(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.tag_ in BEFORE_HEAD:
        return True
    following = doc[index + 1].tag_ if index + 1 < len(doc) else ""
    if token.tag_ in {"RB", "RBS", "RBR"}:  # "newly built homes", "most recent polls"
        return following in {"JJ", "JJR", "JJS", "VBN", "VBG"}
    if token.tag_ in {"CC", ","} and index > 0:  # "coal- and gas-fired plants", "new, deep cuts"
        return doc[index - 1].tag_ in {"JJ", "JJS", "HYPH", "VBN"} and following in {"JJ", "JJS", "NN", "VBN"}
    return False


def _joins_nouns(doc: Doc, index: int) -> bool:
    """Tell whether a hyphen or a participle after it goes on to another noun ("oil-producing states")."""
    token = doc[index]
    if token.tag_ == "HYPH":
        return index + 1 < len(doc) and not doc[index].whitespace_
    return token.tag_ in {"VBN", "VBG", "JJ"} and doc[index - 1].tag_ == "HYPH"


def _with_fellows(head: Token) -> int:
    """Return the index of the last noun listed with ``head`` under one number ("62 firms, unions and charities")."""
    last = head.i
    if head.tag_ not in {"NNS", "NNPS"}:
        return last
    fellow = head
    for _ in range(4):
        following = next((child for child in fellow.rights if child.dep_ == "conj"), None)
        if following is None or following.tag_ not in {"NNS", "NNPS"} or following.i - last > 4:
            break
        if any(child.dep_ in {"nummod", "det", "poss"} or child.tag_ == "CD" for child in following.children):
            break
        fellow, last = following, following.i
    return last


def _has_number(doc: Doc, start: int, end: int) -> bool:
    return any(token.tag_ in {"CD", "$"} for token in doc[start:end])
