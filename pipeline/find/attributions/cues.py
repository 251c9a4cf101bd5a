"""The words that report: which verbs, and what they take as content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.find.attributions.grammar import is_verb
from pipeline.lexicons import load_rows
from pipeline.lexicons.verbs import verb_forms
from pipeline.tokens import Token


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A reporting verb; ``frames`` are the kinds of content it takes, as reporting_verbs.csv names them."""

    base: str
    particle: str
    kind: str
    frames: frozenset[str]


@cache
def reporting_verbs() -> Mapping[str, tuple[CueVerb, ...]]:
    """Return the reporting verbs by inflected form, those with a particle first."""
    found: dict[str, list[CueVerb]] = {}
    for row in load_rows("reporting_verbs"):
        base, _, particle = row["verb"].partition(" ")
        cue = CueVerb(base, particle, row["kind"], frozenset(row["frames"].split()))
        for form in verb_forms(base):
            found.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: not cue.particle)) for form, cues in found.items()}


def is_mistagged(token: Token) -> bool:
    """Tell a verb in the present that the tagger took for a plural: "Lee claims he", "the bank projects that"."""
    if token.tag_ != "NNS" or token.i == 0 or not token.nbor(-1).tag_.startswith("NN"):
        return False
    following = token.doc[token.i + 1 : token.i + 2]
    return len(following) > 0 and (following[0].tag_ == "PRP" or following[0].lower_ == "that")


def cue_verb(token: Token) -> CueVerb | None:
    """Return what the token reports with, or None if it is no form of a reporting verb."""
    cues = reporting_verbs().get(token.lower_)
    if not cues or not (is_verb(token) or token.lower_ in {"said", "says"} or is_mistagged(token)):
        return None
    following = {other.lower_ for other in token.children if other.dep_ == "prt" or other.i == token.i + 1}
    return next((cue for cue in cues if not cue.particle or cue.particle in following), None)
