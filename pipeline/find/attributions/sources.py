"""Who does the saying: the subject of a reporting verb, its own or another clause's."""

from spacy.tokens import Token

from pipeline.find.attributions.grammar import (
    MAX_CLIMB,
    RELATIVES,
    agent,
    antecedent,
    child,
    is_passive,
    is_verb,
    own_subject,
)

# Subjects that name nobody.
NOBODY = frozenset({"it", "there", "this", "that", "what", "these", "those", "which", "nothing", "everything"})


def find_source(verb: Token) -> Token | None:
    """Return the noun or pronoun that does the saying, also where the verb leaves it to another clause."""
    source = _source(verb, 0)
    if source is not None and source.lower_ in NOBODY and (source.lower_ != "it" or _is_expletive(verb)):
        return None
    return source


def _is_expletive(verb: Token) -> bool:
    """Tell whether "it" stands for the clause ("it is said that") rather than for a body or a document."""
    return is_passive(verb) or child(verb, "acomp") is not None


def _source(verb: Token, climbed: int) -> Token | None:
    if climbed > MAX_CLIMB:
        return None
    if is_passive(verb) and verb.tag_ in {"VBN", "VBD"}:
        return agent(verb)
    subject = own_subject(verb)
    if subject is not None:
        if subject.lower_ in RELATIVES and subject.tag_ in {"WP", "WDT"}:
            return antecedent(verb) or subject
        return subject
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj" and is_verb(head):
        return _source(head, climbed + 1)
    if verb.dep_ in {"xcomp", "advcl"} and is_verb(head):
        return _subject_above(head, climbed)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _subject_above(head.head, climbed) if is_verb(head.head) else None
    if verb.dep_ in {"acl", "relcl"}:
        return head if not is_verb(head) else _subject_above(head, climbed)
    return None


def _subject_above(head: Token, climbed: int) -> Token | None:
    """Return the subject of the clause above, which a participle or infinitive shares."""
    subject = own_subject(head)
    if subject is not None and subject.lower_ not in RELATIVES:
        return subject
    return _source(head, climbed + 1)
