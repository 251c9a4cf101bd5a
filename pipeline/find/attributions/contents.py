"""What is said: the tokens that a reporting verb takes as its content."""

from collections.abc import Iterator

from pipeline.find.attributions.asides import DASHES, asides, is_second_cue, joined_tokens
from pipeline.find.attributions.cues import CueVerb, cue_verb
from pipeline.find.attributions.grammar import child, holds_number, is_passive, is_verb, subtree
from pipeline.find.attributions.naming import naming_content
from pipeline.find.attributions.objects import about_content, infinitive_content, object_content, relative_content
from pipeline.find.attributions.order import (
    ENDS,
    MEANWHILE,
    following_content,
    is_as_clause,
    parenthesis_content,
    that_after,
)
from pipeline.tokens import Token

# Dependents of a cue, right of its content, that still belong to what is said: the parser hangs them too high.
GOES_ON = frozenset({
    "acl", "acomp", "advcl", "attr", "cc", "ccomp", "conj", "dep", "oprd", "parataxis", "punct", "relcl",
})  # fmt: skip

# Verbs whose object is the one spoken to.
ADDRESSED = frozenset({"advise", "assure", "inform", "notify", "promise", "remind", "tell", "warn"})

# Prepositions that may only make a number vague, and those that open the whole of which it is a part.
APPROXIMATE = frozenset({"about", "around", "over", "under"})
PARTITIVE = frozenset({"among", "of"})

# Words that open a question.
ASKING = frozenset({"how", "if", "what", "when", "where", "whether", "which", "who", "whose", "why"})


def find_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return the tokens of what is said, and the name of the rule that found them; no tokens if there are none."""
    if source and cue.frames & {"as", "name"} and (named := naming_content(verb, cue))[0]:
        return named
    clause = _said_clause(verb, source)
    if clause is not None and cue.kind == "finding" and _is_still_asked(verb, clause):
        return set(), "reported_clause"
    that = that_after(verb) if "clause" in cue.frames and (source or is_passive(verb)) else None
    if that is not None and (clause is None or clause.i < verb.i or clause.left_edge.i > that + 1):
        return set(range(that, len(verb.doc))), "reported_by_order"
    if clause is not None and cue.frames & {"clause", "quote"}:
        if clause.i > verb.i:
            return _to_the_end(verb, clause, cue), "reported_clause"
        if _is_trailing(verb, source):
            return _before_cue(verb, clause, source) | _after_parenthesis(verb), "reported_clause"
    if verb.dep_ == "parataxis" and "quote" in cue.frames:
        return subtree(verb.head) - subtree(verb), "reported_parenthesis"
    if source and "clause" in cue.frames and cue.kind in {"finding", "speech"} and is_as_clause(verb):
        return set(range(verb.doc[0].tag_ == "CC", len(verb.doc))) - subtree(verb), "reported_as"
    none = (set[int](), "reported_clause")
    return next((found for found in _other_contents(verb, cue, source) if found[0]), none)


def _other_contents(verb: Token, cue: CueVerb, source: set[int]) -> Iterator[tuple[set[int], str]]:
    """Yield what a cue without a clause may have for content, one kind after the other."""
    yield relative_content(verb, cue, source)
    yield infinitive_content(verb, cue)
    yield object_content(verb, cue, source)
    yield about_content(verb, cue, source)
    yield parenthesis_content(verb, cue, source)
    yield following_content(verb, cue, source)


def _said_clause(verb: Token, source: set[int]) -> Token | None:
    """Return the clause that is said: one after the cue that "that" opens, else the first that the cue can reach.

    A semicolon before the source parts it from what stands before: "Five died; the army said 40 drones came".
    """
    clauses = [other for other in verb.children if other.dep_ == "ccomp"]
    after = [other for other in clauses if other.i > verb.i]
    opened = [other for other in after if any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in other.children)]
    first = min(source | {verb.i})
    if opened or (first > 0 and verb.doc[first - 1].text in {";", ":"}):
        return next(iter(opened or after), None)
    return clauses[0] if clauses else None


def _is_still_asked(verb: Token, clause: Token) -> bool:
    """Tell whether the finding is only aimed at: "divers came to determine what sank the boat that carried 40"."""
    aimed_at = any(other.tag_ == "TO" and other.dep_ == "aux" for other in verb.lefts)
    return aimed_at and clause.i > verb.i and clause.left_edge.lower_ in ASKING


def _is_trailing(verb: Token, source: set[int]) -> bool:
    """Tell whether "X said" follows a mark and little follows it: then what is said stands before."""
    doc, first, last = verb.doc, min(source | {verb.i}), max(source | {verb.i})
    if first == 0 or not (doc[first - 1].is_punct or doc[first - 1].text in DASHES):
        return False
    end = next((token.i for token in doc[last + 1 :] if token.text in ENDS), len(doc))
    rest = doc[last + 1 : end]
    meanwhile = len(rest) > 0 and rest[0].lower_ in MEANWHILE
    return meanwhile or not any(is_verb(token) for token in rest) or max(source, default=0) > verb.i


def _before_cue(verb: Token, clause: Token, source: set[int]) -> set[int]:
    """Return what stands before a cue: the whole sentence so far if the cue ends it, else the clause."""
    first, last = min(source | {verb.i}), max(source | {verb.i})
    rest = [token for token in verb.doc[last + 1 :] if token.dep_ not in {"punct", "npadvmod", "advmod"}]
    if verb.dep_ == "ROOT" and not any(is_verb(token) for token in rest):
        return set(range(first))
    return subtree(clause)


def _to_the_end(verb: Token, clause: Token, cue: CueVerb) -> set[int]:
    """Return the content that follows its cue: the clause and what comes after it inside the cue's own clause."""
    content = subtree(clause) | _number_before_clause(verb, clause)
    noun = child(verb, "dobj")
    if noun is not None and verb.i < noun.i < clause.i and cue.base not in ADDRESSED:
        content |= subtree(noun) if holds_number(verb.doc, subtree(noun)) else set()
    for other in verb.children:
        if other.i <= clause.i or other.dep_ not in GOES_ON or is_second_cue(other):
            continue
        content |= subtree(other)
    if cue.kind == "finding" and verb.dep_ == "ROOT":  # "the poll showed Lee ahead, while Kim was at 18 percent"
        content |= {i for i in subtree(verb) - joined_tokens(verb) if i > clause.left_edge.i}
    head = verb.head
    content = _up_to_other_cue(verb, content)
    content -= asides(verb, content)
    # "X said that A, so B": the parser took B for the main clause and the cue for a part of it.
    # Not so in "Although X is not saying who did it, B", where a word opens the cue's clause.
    swallowed = verb.dep_ in {"ccomp", "advcl", "parataxis"} and head.i > max(content) and is_verb(head)
    swallowed = swallowed and child(verb, "mark") is None
    if swallowed and verb.left_edge.i == head.left_edge.i:
        content |= {i for i in subtree(head) if i > clause.i}
    return content


def _up_to_other_cue(verb: Token, content: set[int]) -> set[int]:
    """Cut the content where somebody else speaks: after a semicolon, or after "while" that hangs inside it."""
    inside = [verb.doc[i] for i in sorted(content) if verb.doc[i].dep_ == "advcl"]
    for other in inside:
        if is_second_cue(other) and child(other, "nsubj") is not None:
            content = content - subtree(other)
    for i in sorted(content):
        if verb.doc[i].text == ";":
            later = [verb.doc[k] for k in content if k > i]
            if any(cue_verb(token) is not None and child(token, "nsubj") is not None for token in later):
                return {k for k in content if k < i}
    return content


def _number_before_clause(verb: Token, clause: Token) -> set[int]:
    """Return "about half of the rise" in "said about half of the rise was ...", which the parser hung on the cue.

    Also "of the 18 boats" in "said of the 18 boats two had sunk".
    """
    if clause.left_edge.i <= verb.i + 1:
        return set()
    between = [other for other in verb.rights if other.i < clause.left_edge.i]
    return {
        i
        for other in between
        if other.dep_ == "prep" and other.lower_ in APPROXIMATE | PARTITIVE
        for i in subtree(other)
    }


def _after_parenthesis(verb: Token) -> set[int]:
    """Return what goes on after a cue set in the middle: "A fell 5 percent, the bank said, while B rose"."""
    content = set[int]()
    for other in verb.rights:
        mark = child(other, "mark")
        own = child(other, "nsubj", "nsubjpass") is not None and (mark is None or mark.lower_ not in MEANWHILE)
        if other.dep_ in {"advcl", "conj", "ccomp"} and own and _comma_before(other) and not is_second_cue(other):
            content |= subtree(other)
    return content


def _comma_before(token: Token) -> bool:
    start = token.left_edge.i
    if start > 1 and token.doc[start - 1].tag_ == "CC":
        start -= 1
    return start > 0 and token.doc[start - 1].text in {",", ";", "--", "—", "–"}
