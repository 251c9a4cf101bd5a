"""What somebody calls or takes something for: "called the offer a joke", "sees the strait as a front line"."""

from pipeline.find.attributions.cues import CueVerb
from pipeline.find.attributions.grammar import child, is_passive, is_verb, subtree
from pipeline.tokens import Token

# How quotation marks come out of the tokenizer.
QUOTATION_MARKS = frozenset({'"', "'", "``", "''"})


def naming_content(verb: Token, cue: CueVerb) -> tuple[set[int], str]:
    """Return the thing named and the name given to it; no tokens where the verb gives none."""
    named = child(verb, "nsubjpass" if is_passive(verb) else "dobj")
    name = _name(verb, named) if "name" in cue.frames else None
    if name is None and "as" in cue.frames:
        name = next((other for other in verb.rights if other.dep_ == "prep" and other.lower_ == "as"), None)
    if name is None or (named is None and name.dep_ != "ccomp"):
        return set(), ""
    return subtree(name) | (subtree(named) if named is not None else set()), "naming"


def _name(verb: Token, named: Token | None) -> Token | None:
    """Return the complement of an object, or what the parser makes of both: a clause without a verb, an apposition."""
    for other in verb.rights:
        if other.dep_ == "oprd" or (other.dep_ == "ccomp" and not is_verb(other)):
            return other
    apposed = [other for other in named.subtree if other.dep_ == "appos"] if named is not None else []
    return next((other for other in apposed if _is_quoted(other)), None)


def _is_quoted(noun: Token) -> bool:
    start = noun.left_edge
    return start.i > 0 and start.nbor(-1).text in QUOTATION_MARKS
