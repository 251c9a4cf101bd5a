"""Whom or what an elliptical number or a pronoun means: nearest in the sentence, then in the article."""

import re

from spacy.tokens import Token

from pipeline.find.items.phrases import is_time, phrase_around
from pipeline.find.items.scene import Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import verb_forms
from pipeline.syntax import BE, SUBJECTS, is_noun, is_verb, path_up, subject
from pipeline.types import Claim

PLURAL_PRONOUNS = frozenset({"they", "them", "those", "these", "whom", "which", "we", "us", "who"})
# How far before and after a number the article may give the noun it leaves out.
REACH = 4000
# A noun with up to three describing words before it: "300 North Korean soldiers".
NOUN_AFTER = r"\s+((?:[A-Za-z][\w'’-]{1,20}\s+){0,3}?)([a-z]{3,20})\b"


def people(scene: Scene) -> tuple[str, str]:
    """Return whom a number counts that only a verb or adjective tells to be people ("killing 81", "300 dead")."""
    for claim in scene.fellows():
        if is_people(claim.item) and not _is_part(scene.text, claim):
            return claim.item, "people-same-sentence"
    for word in path_up(scene.root):
        if is_verb(word) and not scene.is_own(word):
            doer = subject(word)
            if doer is not None and doer.i < scene.first and doer.lower_ in load_words("person_nouns"):
                if word.i < scene.first and word.lower_ not in reporting():
                    return scene.write(phrase_around(doer)), "people-subject"
    if named := _named_elsewhere(scene):
        return named, "people-same-number"
    for claim in reversed(scene.claims):
        if claim.quantity.unit == "" and is_people(claim.item) and not _is_part(scene.text, claim):
            return claim.item, "people-earlier"
    return "people", "people"


def counted_before(scene: Scene, *, plural: bool = True) -> tuple[str, str] | None:
    """Return the item of the nearest earlier count, in the same sentence or before it."""
    for claim in reversed(scene.claims):
        if claim.quantity.unit in {"", "fraction", "percent"} and claim.item and not _is_part(scene.text, claim):
            return claim.item, "ellipsis-earlier"
    return None


def antecedent(scene: Scene, pronoun: Token) -> tuple[str, str] | None:
    """Return the noun phrase that a pronoun stands for, None if nothing near fits."""
    plural = pronoun.lower_ in PLURAL_PRONOUNS
    nearest: Token | None = None
    for token in pronoun.doc[: pronoun.i]:
        if token.dep_ not in SUBJECTS | {"pobj", "dobj", "attr"} or not is_noun(token) or is_time(token):
            continue
        if scene.is_own(token) or (
            token.ent_type_ in {"PERSON", "DATE", "TIME"} and not plural and pronoun.lower_ == "it"
        ):
            continue
        if (token.tag_ in {"NNS", "NNPS"}) != plural:
            continue
        if token.dep_ in SUBJECTS and is_verb(token.head) and token.head.lower_ in reporting():
            continue
        if nearest is None or not (token.dep_ not in SUBJECTS and nearest.dep_ in SUBJECTS and not plural):
            nearest = token
    if nearest is not None:
        return scene.write(phrase_around(nearest)), "pronoun-sentence"
    return None


def is_people(item: str) -> bool:
    """Tell whether the head of an item is a noun for people."""
    words = re.split(r"\s+(?:of|in|from|with|who|among|on|for)\s+", item.lower(), maxsplit=1)[0].split()
    return bool(words) and words[-1] in load_words("person_nouns")


def reporting() -> frozenset[str]:
    """Return the forms of the plainest verbs of saying."""
    return _REPORTING


_REPORTING = frozenset(
    form
    for base in ("say", "tell", "report", "announce", "estimate", "add", "note", "warn", "find", "show", "believe", "think",
                 "claim", "confirm", "suggest", "write", "reveal", "expect", "predict", "argue", "state", "disclose")
    for form in verb_forms(base)
)  # fmt: skip


def _is_part(text: str, claim: Claim) -> bool:
    """Tell whether a claim gave only a part of another's number ("including eight Americans", "among them ...")."""
    before = text[max(0, claim.quantity.phrase.start - 25) : claim.quantity.phrase.start].lower()
    return claim.item.lower() == "others" or bool(
        re.search(r"\b(?:including|among them|them|of whom|of which)\s*,?\s*$", before)
    )


def _named_elsewhere(scene: Scene) -> str:
    """Return the people that the article counts by the same number elsewhere."""
    number = scene.text[scene.quantity.number.start : scene.quantity.number.end]
    pattern = re.compile(rf"(?<![\w.,]){re.escape(number)}{NOUN_AFTER}", re.IGNORECASE)
    start = scene.quantity.span.end
    for region in (scene.text[start : start + REACH], scene.text[max(0, start - REACH) : scene.quantity.span.start]):
        for match in pattern.finditer(region):
            if match[2] in load_words("person_nouns"):
                describing = [word for word in match[1].split() if word.lower() not in BE]
                return " ".join([*describing, match[2]])
    return ""
