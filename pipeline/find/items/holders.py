"""What has an amount: the subject of "rose to", the object of "cut ... by", the noun before "of"."""

import re

from spacy.tokens import Token

from pipeline.find.items.antecedents import antecedent
from pipeline.find.items.phrases import is_time, phrase_around
from pipeline.find.items.scene import Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import verb_forms
from pipeline.syntax import direct_object, is_noun, is_verb, path_up, subject

# Verbs whose amount belongs to the subject although they have another object ("led his rival by 5 points").
SUBJECT_VERBS = frozenset(
    form
    for base in ("lead", "beat", "trail", "cost", "outpace", "top", "exceed", "outnumber", "defeat", "surpass", "edge", "pay", "earn", "spend")
    for form in verb_forms(base)
)  # fmt: skip
# The sentence goes on from one amount to another of the same thing.
COMPARISON = re.compile(
    r"(?:\b(?:up|down|compared (?:with|to)|versus|vs\.?|against|from|rather than|instead of|not|then|to|or|and|in|off|increase|rise)|\(|,|--|—|–|/)"
    r"\s*(?:just |only |an? |the |about |nearly |a total of )?[\(\"“]?$"
)
# "$84 million, or 61 cents", "6 trillion won ($4.22 billion)": the same amount said again.
SAID_AGAIN = re.compile(r"^[\s,)]*(?:\(|,? or |-- ?|— ?|– ?|/)\s*(?:about |roughly |some |nearly |around |up to )?$")


def holder(scene: Scene) -> tuple[str, str] | None:
    """Return the thing that has the amount, found by climbing the parse from the number."""
    node = scene.root
    for above in path_up(scene.root.head if scene.root.head.i != scene.root.i else scene.root):
        if scene.is_own(above):
            node = above
            continue
        if is_verb(above):
            return _of_verb(scene, above, node)
        if is_noun(above) and above.i < scene.first and node.dep_ in {"prep", "amod", "advmod", "acl", "npadvmod"}:
            if (
                not is_time(above)
                and above.lower_ not in load_words("quantifier_nouns") | {"%", "percent"}
                and not _is_number(scene, above)
            ):
                return scene.write(phrase_around(above)), "noun-of"
        node = above
    return None


def said_again(scene: Scene) -> tuple[str, str] | None:
    """Return the item of the amount right before, where this one says the same in another unit."""
    fellow = next(iter(scene.fellows()), None)
    if fellow is None or not fellow.item or fellow.quantity.unit == scene.quantity.unit:
        return None
    between = scene.text[fellow.quantity.span.end : scene.quantity.phrase.start].lower()
    per = re.sub(r"^\s?(?:a|an|per|each)\s\w+", "", between)
    return (fellow.item, "said-again") if SAID_AGAIN.match(between) or SAID_AGAIN.match(per) else None


def compared(scene: Scene) -> tuple[str, str] | None:
    """Return the item of an earlier amount of this sentence with which this one is compared."""
    if not COMPARISON.search(scene.before()):
        return None
    for claim in scene.fellows():
        if claim.quantity.unit == scene.quantity.unit and claim.item:
            return claim.item, "compared"
    return None


def _of_verb(scene: Scene, verb: Token, node: Token) -> tuple[str, str] | None:
    if node.dep_ in {"nsubj", "nsubjpass"} and node.head.i == verb.i:
        return None
    acted_on = direct_object(verb)
    if acted_on is not None and not scene.is_own(acted_on) and acted_on.i != node.i and not _is_number(scene, acted_on):
        if verb.lower_ not in SUBJECT_VERBS and not is_time(acted_on):
            return _name(scene, acted_on, "object")
    doer = subject(verb)
    if doer is None or scene.is_own(doer):
        return None
    return _name(scene, doer, "subject")


def _name(scene: Scene, token: Token, rule: str) -> tuple[str, str] | None:
    if _is_number(scene, token):
        span = scene.sentence.span(token)
        return next(((claim.item, rule) for claim in scene.fellows() if claim.quantity.span.overlaps(span)), None)
    if not is_noun(token):
        return antecedent(scene, token)
    if token.lower_ in load_words("quantifier_nouns"):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for grandchild in child.children:
                    if grandchild.dep_ == "pobj" and not scene.is_own(grandchild):
                        return _name(scene, grandchild, rule)
    return scene.write(phrase_around(token)), rule


def _is_number(scene: Scene, token: Token) -> bool:
    span = scene.sentence.span(token)
    return token.tag_ in {"CD", "$"} or any(claim.quantity.span.overlaps(span) for claim in scene.fellows())
