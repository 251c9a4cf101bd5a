"""Noun phrases: where one begins and ends, and how it is written in an item's cell."""

from typing import NamedTuple

from pipeline.lexicons import load_words
from pipeline.syntax import NOUNS, PLURALS, foreseers, is_noun
from pipeline.tokens import Doc, Token

DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})
QUOTES = frozenset({'"', "'", "``", "''", "“", "”"})
# What may stand in a noun phrase before its head.
BEFORE_HEAD = (
    NOUNS | DETERMINERS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "AFX", "POS", "FW", "XX", "``", "''", '"'}
)
# Words that tell of another count and not of what is counted ("72 others", "3,000 further troops").
OTHER = frozenset({"other", "more", "additional", "further", "such", "different", "new", "extra", "or"})
# Nouns that stand for many and may be listed beside a plural ("passengers and crew").
COLLECTIVES = frozenset({"crew", "staff", "personnel", "police", "equipment", "ammunition"})
# Whose bodies have a possessive in their names.
MEMBERS = frozenset(
    {
        "children",
        "drivers",
        "farmers",
        "men",
        "people",
        "peoples",
        "players",
        "teachers",
        "veterans",
        "women",
        "workers",
    }
)
# Plurals that are numbers: a crowd of hundreds is no "crowd of hundreds" but a crowd.
VAGUE = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"})
SAYING = frozenset({"said", "say", "says"})
# Tokens that a noun phrase may have; longer ones are lists or parser errors.
LONGEST_PHRASE = 12
# Tokens of an "of ..." that an item still takes along: "members of the alliance".
LONGEST_COMPLEMENT = 6


class Phrase(NamedTuple):
    """A noun phrase: tokens ``start`` up to but without ``end``; ``head`` is the noun the others describe."""

    start: int
    end: int
    head: Token


def phrase_from(doc: Doc, start: int, *, through_possessive: bool = False) -> Phrase | None:
    """Read the noun phrase that begins at token ``start``, None if there is none ("82 were killed").

    With ``through_possessive`` the head of "the country's ferries" is ferries, and the phrase begins there.
    """
    head: Token | None = None
    index = start
    if foreseers(doc, start):  # "above the 5 percent analysts expected"
        return None
    stop = min(len(doc), start + LONGEST_PHRASE)
    while index < stop:
        token = doc[index]
        if is_noun(token) or _is_noun_by_role(token, start):
            if head is not None and is_time(token):
                break
            head = token
        elif through_possessive and head is not None and token.tag_ == "POS":
            start, head = index + 1, None
        elif (
            head is not None
            and token.text == "("
            and index + 3 < len(doc)
            and doc[index + 2].text == ")"
            and is_noun(doc[index + 3])
        ):
            index += 2  # an abbreviation: "carbon dioxide (CO2) capacity"
        elif not token.is_space and not (_may_precede(doc, index) if head is None else _joins_nouns(doc, index)):
            break
        index += 1
    if head is not None and head.i > start and _opens_verb(head):  # "144 people crash-landed"
        head = doc[head.i - 1] if is_noun(doc[head.i - 1]) else head
    if head is None or is_time(head) or head.lower_ in load_words("person_predicates"):
        return None
    head = _carried_on(head)
    return Phrase(start, _with_fellows(head) + 1, head)


def _opens_verb(noun: Token) -> bool:
    """Tell whether a hyphen joins a noun to a verb in the past that no noun follows."""
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    joined = len(behind) > 1 and behind[0].tag_ == "HYPH" and behind[1].tag_ in {"VBD", "VBN"}
    return joined and not (len(behind) > 2 and (is_noun(behind[2]) or behind[2].tag_ in {"HYPH", "JJ"}))


def phrase_around(head: Token) -> Phrase:
    """Read the noun phrase of a head that the parse gave."""
    doc = head.doc
    while (
        head.dep_ in {"compound", "nmod"}
        and head.head.i > head.i
        and is_noun(head.head)
        and not any(token.tag_ in {"CD", "$"} for token in doc[head.i : head.head.i])  # "leads Lind 48 percent"
    ):
        head = head.head
    if head.i + 2 < len(doc) and doc[head.i + 1].tag_ == "HYPH" and is_noun(doc[head.i + 2]):
        head = doc[head.i + 2]
    start = head.i
    while start > 0 and head.i - start < LONGEST_PHRASE:
        token = doc[start - 1]
        if token.tag_ not in BEFORE_HEAD or not (
            head.is_ancestor(token) or doc[start].tag_ == "HYPH" or token.tag_ == "HYPH"
        ):
            break
        start -= 1
    return Phrase(start, _with_fellows(head) + 1, head)


def wording(phrase: Phrase) -> tuple[int, int]:
    """Return the tokens (start, end) of a phrase as a cell has them: no article, no number, with its "of ..."."""
    doc, start, end = phrase.head.doc, phrase.start, phrase.end
    for index in range(start, phrase.head.i):
        number = doc[index].tag_ == "CD" and not _is_compound_number(doc, index)
        owning = doc[index].tag_ == "POS" and not _owns_in_name(doc, index)
        if owning or number or doc[index].lower_ in {"percent", "%"}:
            start = index + 1
    while start < phrase.head.i and _is_left_out(doc[start]) and not _is_compound_number(doc, start):
        start += 1
    if phrase.head.tag_ in {"NN", "NNS"} and end < len(doc) and doc[end].lower_ == "of":
        complement = phrase_from(doc, end + 1)
        if complement is not None and complement.end - end <= LONGEST_COMPLEMENT:
            inside = doc[end : complement.end]
            if not any(token.tag_ in {"CD", "$"} or token.lower_ in VAGUE for token in inside):
                if phrase.head.lower_ in load_words("quantifier_nouns"):
                    return wording(complement)
                end = complement.end
    return start, end


def _carried_on(head: Token) -> Token:
    """Follow the parse from a noun to the one it only describes ("adult coloring books", "U.S. diplomatic posts")."""
    for _ in range(4):
        above = head.head
        near = head.dep_ in {"compound", "nmod", "npadvmod", "amod"} and head.i < above.i <= head.i + 4
        if not near or any(
            (token.is_punct and token.tag_ != "HYPH") or token.tag_ in {"CD", "$"}
            for token in head.doc[head.i : above.i]
        ):
            break
        if not is_noun(above) and above.dep_ not in {"amod", "compound", "nmod"}:
            break
        head = above
    return head


def is_time(token: Token) -> bool:
    """Tell whether ``token`` names a stretch of time or a day, which is when and not what."""
    return token.lower_ in load_words("time_nouns")


def _is_compound_number(doc: Doc, index: int) -> bool:
    """Tell whether a number goes on by a hyphen to a noun ("the two-year trend", "the four-course resort")."""
    return doc[index].tag_ == "CD" and doc[index + 1].tag_ == "HYPH" and is_noun(doc[index + 2])


def _owns_in_name(doc: Doc, index: int) -> bool:
    """Tell whether a possessive belongs to a name: "the Republican People's Party", not "Lind's Party"."""
    return doc[index - 1].lower_ in MEMBERS and doc[index - 1].is_title and doc[index + 1].is_title


def _is_left_out(token: Token) -> bool:
    return (
        token.tag_ in DETERMINERS | {"CD", "HYPH", "POS", ",", "$"}
        or token.text in QUOTES
        or token.lower_ in {"plus", "or", "minus"}
    )


def _is_noun_by_role(token: Token, start: int) -> bool:
    """Trust the parse where the tagger took a noun for an adjective ("a $5 million fine")."""
    return (
        token.tag_ == "JJ"
        and token.dep_ in {"dobj", "pobj", "nsubj", "nsubjpass", "attr"}
        and token.lower_ not in load_words("person_predicates")
        and any(child.dep_ in {"nummod", "det", "amod"} and child.i >= start - 2 for child in token.lefts)
    )


def _may_precede(doc: Doc, index: int) -> bool:
    token = doc[index]
    if token.lower_ in load_words("person_predicates") and (index + 1 == len(doc) or doc[index + 1].is_punct):
        return False
    if token.tag_ in {"VBG", "VBD"}:  # "charging stations", not "$7 million probing the firm"
        return token.dep_ in {"amod", "compound"} and not (
            token.tag_ == "VBG" and doc[index - 1].tag_ in {"CD", "$"} and _is_sum(doc, index)
        )
    if token.tag_ in BEFORE_HEAD:
        return True
    following = doc[index + 1].tag_ if index + 1 < len(doc) else ""
    before = doc[index - 1].tag_ if index else ""
    if following == "HYPH" and (before == "HYPH" or token.tag_ in {"IN", "RB"}):  # "weaker-than-expected", "at-large"
        return True
    if token.tag_ in {"RB", "RBS", "RBR"}:  # "newly built homes", "most recent polls"
        return following in {"JJ", "JJR", "JJS", "VBN", "VBG"}
    if token.tag_ == "CC":  # "coal- and gas-fired plants"
        return before in {"JJ", "JJS", "HYPH", "VBN"} and following in {"JJ", "JJS", "NN", "VBN"}
    if token.tag_ == ",":  # "new, deep cuts"
        return before in {"JJ", "JJS", "HYPH", "VBN"} and following in {"JJ", "JJS", "VBN"}
    return False


def _is_sum(doc: Doc, index: int) -> bool:
    """Tell whether an amount of money ends before token ``index``."""
    return any(token.tag_ == "$" for token in doc[max(0, index - 4) : index])


def _joins_nouns(doc: Doc, index: int) -> bool:
    """Tell whether a hyphen or a participle after it goes on to another noun ("oil-producing states")."""
    token = doc[index]
    if token.tag_ == "HYPH":
        return index + 1 < len(doc) and not token.whitespace_
    glued = doc[index - 1].tag_ == "HYPH" and not doc[index - 1].whitespace_
    if glued and index + 1 < len(doc) and doc[index + 1].tag_ == "HYPH" and not token.whitespace_:  # "side-by-side"
        return True
    return token.tag_ in {"VBN", "VBG", "JJ"} and doc[index - 1].tag_ == "HYPH"


def _with_fellows(head: Token) -> int:
    """Return the index of the last noun listed with ``head`` under one number ("62 firms, unions and charities")."""
    if head.tag_ not in PLURALS:
        return head.i
    last, closed = head, False
    for _ in range(4):
        following = next((child for child in last.rights if child.dep_ == "conj"), None)
        if following is None or following.i - last.i > 4:
            break
        if following.text[:1].isupper() and head.text.islower():  # "19 delegates and Sanders won 15"
            break
        plural = following.tag_ in PLURALS or following.lower_ in COLLECTIVES
        if not plural or any(
            child.tag_ in DETERMINERS | {"CD", "$"} or child.lower_ in {"several", "many", "some", "other"}
            for child in following.lefts
        ):
            break
        closed = any(token.tag_ == "CC" for token in head.doc[last.i + 1 : following.i])
        last = following
    told = (
        last.i + 1 < len(head.doc) and head.doc[last.i + 1].lower_ in SAYING
    )  # "and 30 others, doctors and police said"
    return last.i if closed and not told else head.i
