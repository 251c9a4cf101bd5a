"""Who does the saying: the subject of a reporting verb, its own or another clause's."""

from collections.abc import Set

from pipeline.find.attributions.cues import cue_verb, is_mistagged
from pipeline.find.attributions.grammar import (
    MAX_CLIMB,
    RELATIVES,
    SUBJECTS,
    agent,
    antecedent,
    child,
    is_passive,
    is_verb,
    noun_phrase,
    own_subject,
)
from pipeline.find.attributions.nearby import (
    NOBODY,
    apposed_before,
    opening_subject,
    phrase_after,
    phrase_before,
)
from pipeline.lexicons import load_words
from pipeline.tokens import Token

# What one sends out speaks for oneself.
MESSAGES = frozenset({"email", "letter", "memo", "message", "note", "post", "release", "statement", "tweet"})

# The word lists of those who speak.
TELLING = ("document_nouns", "telling_nouns")

# Between a subject and its verb there are rarely more tokens than this, unless a second subject stands there.
NEAR = 3


def find_source(verb: Token, quoted: Set[int] = frozenset()) -> set[int]:
    """Return the tokens of whoever says what ``verb`` reports, also where another clause names them; empty if nobody.

    ``quoted`` are the tokens inside quotation marks: no source of a verb that stands outside them.
    """
    masked = quoted if verb.i not in quoted else frozenset[int]()
    if (after := _inverted(verb)) and not after & masked:
        return after
    noun = _source(verb, 0) if not is_mistagged(verb) else None
    if noun is None and _is_bare_participle(verb):
        return set()
    if noun is not None and noun.dep_ in {"csubj", "csubjpass"} and is_verb(noun):
        return set()  # "praising him was like saying that": an act says nothing
    if noun is not None and noun.i in masked:
        noun = None
        if is_passive(verb):
            return set()
    elif noun is not None:
        bare = not noun.children
        if noun.lower_ in NOBODY and bare and (noun.lower_ != "it" or _is_expletive(verb)):
            return set()
        tokens = noun_phrase(noun) - masked
        beside = {i for i in tokens if (i < verb.i) == (noun.i < verb.i) and i != verb.i}
        if noun.i < noun.head.i < verb.i and is_verb(noun.head):  # an apposition that the parser found behind the verb
            beside = {i for i in beside if i < noun.head.i}
        return _without_relative(verb, beside)
    for phrase in (phrase_before(verb), apposed_before(verb), phrase_after(verb), opening_subject(verb)):
        if phrase - masked:
            return phrase - masked
    return set()


def _inverted(verb: Token) -> set[int]:
    """Return who speaks behind a cue at the end that the parser took for a joined verb: "..., added the minister"."""
    closes = verb.dep_ == "conj" and verb.i > 0 and verb.doc[verb.i - 1].text == ","
    noun = child(verb, "dobj") if closes and verb.right_edge.i + 2 >= len(verb.doc) else None
    cue = cue_verb(verb) if noun is not None else None
    if noun is None or cue is None or "noun" in cue.frames or "quote" not in cue.frames:
        return set()
    tells = noun.tag_ in {"NNP", "NNPS"} or any(noun.lower_ in load_words(nouns) for nouns in TELLING)
    return phrase_after(verb) if tells else set()


def _is_expletive(verb: Token) -> bool:
    """Tell whether "it" stands for the clause ("it is clear that") rather than for a body or a document."""
    worth = verb.i > 0 and verb.nbor(-1).lower_ == "worth"  # "it is worth noting that"
    return worth or is_passive(verb) or child(verb, "acomp") is not None


def _without_relative(verb: Token, tokens: set[int]) -> set[int]:
    kept = set(tokens)
    while len(kept) > 1 and (last := verb.doc[max(kept)]).lower_ in RELATIVES and not last.text.isupper():  # not "WHO"
        kept.discard(last.i)
    return kept


def _source(verb: Token, climbed: int) -> Token | None:
    if climbed > MAX_CLIMB:
        return None
    if (is_passive(verb) and verb.tag_ in {"VBN", "VBD"} and not _is_perfect(verb)) or _is_bare_participle(verb):
        return verb.head if _is_main_verb(verb) else agent(verb)
    subject = own_subject(verb)
    if subject is not None and verb.i - subject.i > NEAR:
        subject = _second_subject(verb) or subject
    if subject is not None:
        if subject.lower_ in RELATIVES and subject.tag_ in {"WP", "WDT"}:
            return antecedent(verb) or subject
        return subject
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj" and is_verb(head):
        outer = outer_cue(verb) or _above_as_participle(verb)
        return _source(outer if outer is not None else head, climbed + 1)
    if verb.tag_ == "VBG" and _follows_comma(verb):
        return _main_subject(verb) or _subject_above(head, climbed)
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and is_passive(head):  # "is understood to put the cost at"
        return child(head, "nsubjpass")
    if verb.dep_ in {"xcomp", "advcl"} and is_verb(head):
        return _subject_above(head, climbed)
    if verb.dep_ == "xcomp" and head.dep_ == "acomp" and is_verb(head.head):  # "was quick to add"
        return _subject_above(head.head, climbed)
    if verb.dep_ == "pcomp" and head.lower_ == "as" and not is_passive(head.head) and child(head.head, "dobj"):
        return child(head.head, "dobj")  # "quoted the mayor as saying"
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _subject_above(head.head, climbed) if is_verb(head.head) else None
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VB" and head.dep_ == "dobj" and is_verb(head.head):
        return _subject_above(head.head, climbed)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and (above := _sent_by(head)) is not None:
        return _subject_above(above, climbed) or head
    if verb.dep_ == "acl" and verb.lower_ == "saying" and not _can_say(head) and (main := _main_subject(verb)):
        return main  # "the team praised the calm in the streets saying ..."
    if verb.dep_ in {"acl", "relcl"}:
        return head if not is_verb(head) else _subject_above(head, climbed)
    return None


def _second_subject(verb: Token) -> Token | None:
    """Return the nearer of two subjects behind a comma: the other is that of the clause said, its verb not seen."""
    subjects = [other for other in verb.lefts if other.dep_ in SUBJECTS]
    near = subjects[-1] if len(subjects) > 1 else None
    return near if near is not None and verb.doc[near.left_edge.i - 1].text == "," else None


def _can_say(noun: Token) -> bool:
    """Tell whether a noun can be what says something: a name, a person, a body, a document."""
    if noun.tag_ not in {"NN", "NNS"} or noun.lower_ in MESSAGES:
        return True
    return any(
        {noun.lower_, noun.lower_.removesuffix("s")} & load_words(kind)
        for kind in ("telling_nouns", "body_nouns", "person_nouns", "document_nouns")
    )


def _sent_by(noun: Token) -> Token | None:
    """Return the verb whose subject wrote what a noun names: "released a statement", "struck back in an article"."""
    if noun.dep_ == "dobj" and noun.lower_ in MESSAGES:
        return noun.head if is_verb(noun.head) else None
    inside = noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.lower_ in MESSAGES | {"article", "column"}
    return noun.head.head if inside and is_verb(noun.head.head) else None


def outer_cue(verb: Token) -> Token | None:
    """Return the cue to which a second one belongs that the parser joined to the said clause.

    "May said that the country would leave and suggested that ...": the form of "suggested" is that of "said", not of
    "would leave".
    """
    said = verb.head
    cue = said.head
    if said.dep_ != "ccomp" or said.i < cue.i or verb.tag_ != cue.tag_:
        return None
    if cue_verb(cue) is None or cue_verb(verb) is None:
        return None
    other_form = said.tag_ != verb.tag_ or child(said, "aux", "auxpass") is not None
    # What is added goes on with a saying; where the said clause holds none, it is the speaker's own.
    goes_on = (added := cue_verb(verb)) is not None and added.base == "add" and cue_verb(said) is None
    return cue if (other_form or goes_on) and own_subject(verb) is None else None


def _above_as_participle(verb: Token) -> Token | None:
    """Return the participle that ", and saying" goes on with: "is hailing the dams she built and adding that"."""
    if verb.tag_ != "VBG" or (verb.head.tag_ == "VBG" and verb.head.dep_ != "pcomp"):
        return None
    above = verb.head
    for _ in range(MAX_CLIMB):
        above = above.head
        if above.tag_ == "VBG" and cue_verb(above) is not None:
            return above
    return None


def _is_perfect(verb: Token) -> bool:
    """Tell "he's said that", where the parser took "has" for "is"; "it's said that" is passive."""
    short, subject = child(verb, "auxpass"), child(verb, "nsubjpass", "nsubj")
    if short is None or short.lower_ != "'s" or subject is None or subject.lower_ == "it":
        return False
    return child(verb, "ccomp") is not None and child(verb, "agent") is None


def _is_bare_participle(verb: Token) -> bool:
    """Tell whether a past participle stands without "have": it is done to its noun ("the cargo declared")."""
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "amod", "relcl"} and child(verb, "aux") is None


def _is_main_verb(verb: Token) -> bool:
    """Tell whether a sentence has no other verb than this participle: "A poll found last week that Lee would win"."""
    clause = child(verb, "ccomp") if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" else None
    return clause is not None and clause.i > verb.i and verb.head.tag_.startswith("NN") and agent(verb) is None


def _subject_above(head: Token, climbed: int) -> Token | None:
    """Return the subject of the clause above, which a participle or infinitive shares."""
    subject = own_subject(head)
    if subject is not None and subject.lower_ not in RELATIVES:
        return subject
    return _source(head, climbed + 1)


def _follows_comma(verb: Token) -> bool:
    at = verb.i - 1
    while at > 0 and verb.doc[at].tag_ == "RB":
        at -= 1
    return at > 0 and verb.doc[at].text == ","


def _main_subject(verb: Token) -> Token | None:
    """Return the subject of the main clause: ", adding that" goes on with it, whatever the parser hung it on."""
    root = verb
    for _ in range(MAX_CLIMB):
        if root.head.i == root.i:
            break
        root = root.head
    subject = own_subject(root)
    if subject is None or subject.i > verb.i or subject.lower_ in RELATIVES or root.i == verb.i or is_passive(root):
        return None
    return subject
