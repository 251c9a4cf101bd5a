"""What interrupts or follows what is said without being part of it: asides of the reporter, further cues."""

from pipeline.find.attributions.cues import cue_verb
from pipeline.find.attributions.grammar import child, is_verb, subtree
from pipeline.find.attributions.sources import find_source
from pipeline.tokens import Token

# Marks that part a phrase from what follows.
DASHES = frozenset({"--", "—", "–"})

# Kinds of cues that begin what somebody else says; "but he supports it" goes on with what is said.
TELLING = frozenset({"belief", "finding", "speech"})

# A clause that such a word opens after a comma is the reporter's own aside.
ASIDES = frozenset({"where", "which", "who", "whose"})

# Verbs that say how many are for somebody.
STANDING = frozenset({"got", "gets", "had", "has", "holds", "is", "polled", "polls", "stands", "stood", "was", "won"})


def is_second_cue(other: Token) -> bool:
    """Tell whether a dependent is another cue of the same source ("and added", ", saying") and no said content."""
    cue = cue_verb(other) if is_verb(other) else None
    if cue is None or not find_source(other):
        return False
    if child(other, "nsubj", "nsubjpass") is None:
        return True
    mark = child(other, "mark")
    if other.dep_ == "advcl":  # "police said 12 died, while the port said 40"
        return cue.kind in TELLING and mark is not None and mark.lower_ in {"whereas", "while"}
    return other.dep_ == "conj" and cue.kind in TELLING and (mark is None or mark.lower_ != "that")


def joined_tokens(verb: Token) -> set[int]:
    """Return the tokens of further cues that hang on ``verb``, and of clauses joined to it."""
    joined = (other for other in verb.rights if is_second_cue(other) or (other.dep_ == "conj" and is_verb(other)))
    return {i for other in joined for i in range(other.left_edge.i, other.right_edge.i + 1)}


def asides(verb: Token, content: set[int]) -> set[int]:
    """Return the clauses in ``content`` that a comma and a relative word open."""
    found = set[int]()
    for i in content:
        if verb.doc[i].lower_ in ASIDES and _opens_aside(verb.doc[i]):
            clause = verb.doc[i]
            while clause.dep_ != "relcl" and clause.head.i != clause.i:
                clause = clause.head
            own = clause.i == verb.i  # "contracts, which he says will expire": nothing interrupts what is said
            told = clause.dep_ == "relcl" and not own and not _is_standing(verb, clause)
            found |= subtree(clause) if told else set()
    return found & content


def _is_standing(verb: Token, clause: Token) -> bool:
    """Tell whether a clause says how a rival stands in a poll: "shows Lee ahead of Kim, who has 44 percent"."""
    cue = cue_verb(verb)
    if cue is None or cue.kind != "finding" or clause.lower_ not in STANDING:
        return False
    return any(token.lower_ in {"%", "percent", "points"} for token in clause.subtree)


def _opens_aside(token: Token) -> bool:
    """Tell whether a mark parts the relative word, or the preposition before it, from what precedes."""
    at = token.i - 1
    if at > 0 and token.doc[at].tag_ == "IN":
        at -= 1
    return at >= 0 and token.doc[at].text in {",", "-", *DASHES}
