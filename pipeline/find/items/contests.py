"""Who has a share or a lead in a race, read by word order: parsers take "leads Lind 48 percent" for one phrase."""

from pipeline.find.items.antecedents import antecedent, name
from pipeline.find.items.phrases import Phrase, is_time, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import listed_forms
from pipeline.syntax import VERBS, is_noun, is_verb, noun_above, subject
from pipeline.tokens import Token

CONTESTS = listed_forms("contest_verbs")
AGAINST = frozenset({"against", "over", "versus"})
# Tokens between the verb of a contest and a figure of it.
FAR = 25
# What stands before each entry of a list of names and shares ("followed by Cole at 9 percent and Dunn at 4").
BEFORE_ENTRY = frozenset({",", "and", ";", ":", "(", "to", "while", "by"})
POSSESSIVES = frozenset({"his", "her", "their"})
PLACES = frozenset({"DATE", "TIME", "GPE", "LOC"})


def contest(scene: Scene) -> Found | None:
    """Read "Mora leads Lind 48 percent to 45 percent": each side has its figure, also in further pairs."""
    if scene.quantity.unit not in {"percent", "percentage_point"}:
        return None
    verb = _contest_verb(scene)
    if _is_second(scene):
        rival = _rival(scene, verb)
        return _named(scene, rival, "rival") if rival is not None else None
    before = scene.word(scene.opening - 1)
    of_noun = before == "of" and scene.word(scene.opening - 2) not in load_words("quantifier_nouns")
    if verb is None or of_noun or (before == "with" and scene.fellows()):
        return None
    leader = _leader(verb)
    return _named(scene, leader, "leader") if leader is not None and not scene.is_own(leader) else None


def candidate(scene: Scene) -> Found | None:
    """Read "Lee had 46 percent, Cole 40 percent", "Cole at 40 percent", "to Cole's 40 percent", "to her 40 percent"."""
    if scene.quantity.unit != "percent" or scene.word(scene.end) == "of" or scene.tag(scene.end) in {"NN", "NNS", "JJ"}:
        return None
    index = scene.opening - 1
    if scene.word(index) in POSSESSIVES:
        return _other_person(scene) if _is_second(scene, 1) else antecedent(scene, scene.doc[index])
    linked = scene.word(index) in {"at", "with"}
    described = index
    while scene.tag(described) in {"JJ", "VBG"}:  # "Cole's surprising 23 percent"
        described -= 1
    index = described if scene.tag(described) == "POS" else index
    index -= linked or scene.tag(index) == "POS"
    noun = scene.token(index)
    if noun is None or noun.ent_type_ in PLACES or is_time(noun):
        return None
    if noun.tag_ == "NNP":
        start = _name_start(noun)
        owned = scene.tag(index + 1) == "POS"
        named = owned or start == 0 or scene.word(start - 1) in BEFORE_ENTRY
        return (scene.excerpt(start, index + 1), "candidate") if named else None
    listed = linked and is_noun(noun) and any(fellow.quantity.unit == "percent" for fellow in scene.fellows())
    start = index
    while listed and start > 0 and (is_noun(scene.doc[start - 1]) or scene.tag(start - 1) in {"JJ", "DT"}):
        start -= 1
    if listed and scene.word(start - 1) in BEFORE_ENTRY:
        return scene.write(Phrase(start, index + 1, noun)), "candidate"
    return None


def _name_start(noun: Token) -> int:
    start = noun.i
    while start > 0 and noun.doc[start - 1].tag_ == "NNP":
        start -= 1
    return start


def _named(scene: Scene, noun: Token, rule: str) -> Found | None:
    """Write a name by its capitals, as the parse may join it to the other side; anything else as usual."""
    if noun.tag_ == "NNP":
        return scene.excerpt(_name_start(noun), noun.i + 1), rule
    return name(scene, noun, rule)


def _contest_verb(scene: Scene) -> Token | None:
    """Return the verb of a contest before the figure with no other verb between, or its "ahead of"."""
    for token in reversed(scene.doc[max(0, scene.opening - FAR) : scene.opening]):
        if token.text == ";":
            return None
        moving = scene.word(token.i + 1) in {"up", "down", "higher", "lower"}  # "it edged up"
        if (token.lower_ in CONTESTS and token.tag_ in VERBS and not moving) or (
            token.lower_ == "ahead" and scene.word(token.i + 1) == "of"
        ):
            return token
        if is_verb(token):
            return None
    return None


def _is_second(scene: Scene, between: int = 0) -> bool:
    """Tell whether the figure closes a pair: "48 percent to 45 percent"; ``between`` words may stand after "to"."""
    last = scene.opening - 1 - between
    fellow = next(iter(scene.fellows()), None)
    before = scene.token(last - 1)
    return (
        scene.word(last) in {"to", "-", "–"}
        and fellow is not None
        and before is not None
        and scene.sentence.span(before).end == fellow.quantity.span.end
    )


def _leader(verb: Token) -> Token | None:
    """Return whom the verb of a contest says to lead: by order where "shows Mora leading" hides it."""
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is not None and is_noun(before) and (verb.tag_ == "VBG" or verb.lower_ == "ahead"):
        return before if before.tag_ == "NNP" else noun_above(before)
    return subject(verb)


def _rival(scene: Scene, verb: Token | None) -> Token | None:
    """Return the other side: right after the verb, else after "against" or "over"."""
    if verb is not None:
        phrase = phrase_from(scene.doc, verb.i + (2 if verb.lower_ == "ahead" else 1))
        if phrase is not None and phrase.end < scene.first:
            return phrase.head
    for token in reversed(scene.doc[max(0, scene.opening - FAR) : scene.opening]):
        if token.lower_ in AGAINST:
            phrase = phrase_from(scene.doc, token.i + 1)
            return phrase.head if phrase is not None else None
    return None


def _other_person(scene: Scene) -> Found | None:
    """Return the person before the pair whom its first figure does not belong to ("51 percent to her 35 percent")."""
    first = next(iter(scene.fellows()), None)
    taken = first.item.split() if first is not None else []
    others = (
        token
        for token in reversed(scene.doc[: scene.opening])
        if token.ent_type_ == "PERSON" and token.tag_ == "NNP" and token.text not in taken
    )
    other = next(others, None)
    return _named(scene, other, "rival") if other is not None else None
