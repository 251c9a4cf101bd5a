"""Amounts that stand right after what has them, read by word order: "revenue rose by 5 percent", "sales up 12%".

This survives parses that take a headline's verb for a noun, and the many arcs of "fell to X from Y".
"""

from pipeline.find.items.antecedents import name
from pipeline.find.items.phrases import Phrase, is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import listed_forms
from pipeline.syntax import BE, PLURALS, SUBJECTS, is_noun, noun_above
from pipeline.tokens import Token

CHANGING = listed_forms("change_verbs")
DIRECTIONS = frozenset({"up", "down", "off", "ahead", "worth", "valued", "higher", "lower"})
LINKING = load_words("amount_openers")
HELPERS = load_words("helping_words")
# Nouns of how many, whose description may be long; tokens back to one.
PARTS = frozenset({"number", "percentage", "proportion", "share"})
LONGEST_SUBJECT = 16


def changed(scene: Scene) -> Found | None:
    """Return the noun phrase that a verb of change or a word of direction right before the amount speaks of."""
    index = scene.opening - 1
    while (
        index >= 0
        and scene.opening - index < 8
        and (scene.word(index) in LINKING - DIRECTIONS or _praises(scene, index))
    ):
        index -= 1
    verb = scene.token(index)
    if verb is None or not (verb.lower_ in CHANGING or verb.lower_ in DIRECTIONS):
        return None
    aside = verb.lower_ in DIRECTIONS
    relative = False
    while index > 0 and (
        scene.word(index - 1) in CHANGING | DIRECTIONS | HELPERS | LINKING or scene.tag(index - 1) == "RB"
    ):
        relative = relative or scene.word(index - 1) in {"which", "that", "who"}
        index -= 1
    if scene.word(index - 1) == "," and (relative or aside):  # "at a fast clip, up by a third"
        index -= 1
    if scene.word(index - 1) == "(" and aside:  # "hotel beds (up 300)"
        counted = scene.token(index - 2)
        known = counted is not None and is_noun(counted) and not is_time(counted) and not scene.is_number(counted)
        return name(scene, counted, "changed") if counted is not None and known else None
    return _noun_before(scene, index, relative=relative)


def _praises(scene: Scene, index: int) -> bool:
    """Tell whether an adjective only colours the amount ("a staggering $5 million", "a reported $2 million")."""
    return scene.tag(index) in {"JJ", "VBN"} and scene.word(index - 1) in {"a", "an", "the", "its", "another"}


def _noun_before(scene: Scene, index: int, *, relative: bool) -> Found | None:
    noun = scene.token(index - 1)
    if (much := _how_many(scene, index)) is not None:
        return name(scene, much, "changed")
    if (counted := _told_behind(scene, index)) is not None:
        return scene.write(Phrase(phrase_around(counted).start, index, scene.doc[index - 1])), "changed"
    if (
        noun is None
        or not is_noun(noun)
        or is_time(noun)
        or scene.is_number(noun)
        or noun.ent_type_ in {"DATE", "TIME"}
    ):
        return None
    if (one := _singular_subject(scene, noun, index)) is not None:
        return name(scene, one, "changed")
    pointing = noun.lower_ in load_words("figure_nouns")
    top = _agreeing(scene, noun, index) if relative else noun if pointing else noun_above(_described(noun))
    if top.lower_ in load_words("change_nouns") and scene.word(top.i + 1) in {"in", "of"}:
        rising = phrase_from(scene.doc, top.i + 2, through_possessive=True)  # "a rise in the number of pupils, up 3%"
        top = rising.head if rising is not None and rising.end <= index else top
    if scene.is_number(top) or is_time(top):
        return None
    if top.i == noun.i and top.dep_ == "pobj" and top.ent_type_ in {"GPE", "LOC"}:  # "shipped to Haiti worth ..."
        return None
    if top.i == noun.i and top.dep_ == "compound" and top.head.i >= index:  # "profit slides 38%", taken for one name
        return scene.write(Phrase(phrase_around(top).start, noun.i + 1, noun)), "changed"
    return name(scene, top, "changed")


def _described(noun: Token) -> Token:
    """Return the noun that a clause ending in ``noun`` describes: "the number of crews fighting the fires rose"."""
    verb = noun.head
    ends = noun.dep_ == "dobj" and verb.dep_ in {"acl", "relcl"} and is_noun(verb.head) and verb.head.i < verb.i
    return verb.head if ends else noun


def _told_behind(scene: Scene, index: int) -> Token | None:
    """Return the noun that a word or two behind it complete: "miles driven are up", "profit before tax rose"."""
    last, before = scene.token(index - 1), scene.token(index - 2)
    if last is None or before is None:
        return None
    if last.lower_ == "tax" and before.lower_ in {"after", "before"}:
        before = scene.token(index - 3)
    elif last.tag_ not in {"VBD", "VBN"} or scene.word(index) not in BE | {"have", "has", "had", *CHANGING}:
        return None
    return before if before is not None and is_noun(before) else None


def _how_many(scene: Scene, index: int) -> Token | None:
    """Return the "number" or "share" that a verb at ``index`` speaks of, over all that describes what it counts.

    "The number of pupils taken on by schools in the county has fallen by 5%".
    """
    for token in reversed(scene.doc[max(0, index - LONGEST_SUBJECT) : index]):
        if token.text in {",", ";", ":", "("} or token.tag_ in {"MD", "VBZ", "VBP"}:
            return None
        if token.lower_ in PARTS and scene.word(token.i - 1) == "the":
            counting = scene.word(token.i + 1) == "of" or scene.tag(token.i + 1) == "VBN"
            return token if counting and token.i < index - 3 else None
    return None


def _singular_subject(scene: Scene, noun: Token, index: int) -> Token | None:
    """Return the subject that a plural right before a singular verb only describes.

    "The number of pupils moved to other schools has fallen by 5%": not the schools.
    """
    singular = noun.tag_ in PLURALS and scene.word(index) in {"has", "is", "was"}
    subjects = [token for token in scene.doc[: noun.i] if token.dep_ in SUBJECTS] if singular else []
    return subjects[-1] if subjects and is_noun(subjects[-1]) and subjects[-1].tag_ not in PLURALS else None


def _agreeing(scene: Scene, noun: Token, index: int) -> Token:
    """Return the nearest noun before a relative clause that its verb agrees with."""
    words = {token.lower_ for token in scene.doc[index : scene.first]}
    plural = bool(words & {"are", "were", "have"})
    if not plural and not words & {"is", "was", "has"}:
        return noun
    for token in reversed(scene.doc[max(0, noun.i - 5) : noun.i + 1]):
        if is_noun(token) and (token.tag_ in PLURALS) == plural:
            return token
    return noun
