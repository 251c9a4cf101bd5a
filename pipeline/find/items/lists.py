"""Figures set beside what has them: in brackets, behind a dash or a colon, in the order of several ("respectively")."""

import re

from pipeline.find.items.antecedents import kind, name
from pipeline.find.items.phrases import QUOTES, Phrase, is_time, phrase_around
from pipeline.find.items.scene import Found, Scene
from pipeline.syntax import is_noun, is_verb, path_up, subject
from pipeline.tokens import Token
from pipeline.types import CharSpan

PLACES = frozenset({"GPE", "LOC"})
# Marks between a name and its figure, and what stands around an entry of a list.
MARKS = frozenset({"-", "–", "—", "--", ":"})
BEFORE_ENTRY = frozenset({";", ",", ":", "(", "and"})
AFTER_ENTRY = frozenset({";", ",", ".", ")", "and", ""})
# What a name in a list is made of, and of how many tokens at most.
NAME_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "DT", "VBG", "VBN"})
LONGEST_NAME = 8
# What stands between two figures of one list: "7 percent and 8 percent".
JOINED = re.compile(r"(?:,|,?\s(?:and|or|to))?\s(?:about |nearly |only |just |some )?\W?")


def in_brackets(scene: Scene) -> Found | None:
    """Read "the economy (33 percent)": the noun before the bracket, less what only describes it."""
    noun = scene.token(scene.opening - 2)
    closed = scene.word(scene.end) in {")", ",", *QUOTES}
    if scene.word(scene.opening - 1) != "(" or not closed or noun is None or not is_noun(noun):
        return None
    while noun.dep_ == "pobj" and is_noun(noun.head.head) and noun.tag_ not in {"NNP", "NNPS"}:
        noun = noun.head.head
    wished = noun.dep_ == "dobj" and any(child.tag_ == "TO" for child in noun.head.lefts)  # "to control guns (65%)"
    if wished or is_time(noun) or scene.is_number(noun) or noun.ent_type_ in PLACES:
        return None
    return name(scene, noun, "in-brackets")


def listed(scene: Scene) -> Found | None:
    """Read "the Greens – 14%; the Rural Party – 7%", "Nairobi: 4,200": the entry before the mark."""
    mark = scene.token(scene.opening - 1)
    if mark is None or mark.text not in MARKS or scene.word(scene.end) not in AFTER_ENTRY:
        return None
    noun = scene.token(mark.i - 1)
    tied = mark.text == "-" and noun is not None and not noun.whitespace_ and not mark.whitespace_
    if noun is None or tied or not is_noun(noun) or is_time(noun) or scene.is_number(noun):
        return None
    start = noun.i
    while start > 0 and noun.i - start < LONGEST_NAME and scene.tag(start - 1) in NAME_TAGS:
        start -= 1
    led = mark.text == ":" and scene.tag(start - 1) == "IN"  # "helped by cars: 7%"
    if start > 0 and scene.word(start - 1) not in BEFORE_ENTRY and not led:
        return None
    return scene.write(Phrase(start, noun.i + 1, noun)), "listed"


def respective(scene: Scene, found: Found) -> Found:
    """Return of several things the one that stands as far in their list as the figure does in its own."""
    if "respectively" not in scene.sentence.words:
        return found
    place, start = _place_in_list(scene)
    verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
    doer = subject(verb) if verb is not None else None
    before = scene.token(start - (2 if scene.word(start - 1) == "," else 1))  # "Mora and Lind, 7 and 5 percent ..."
    first = before if before is not None and is_noun(before) and before.conjuncts else doer
    joined = (first, *first.conjuncts) if first is not None else ()
    things = sorted((thing for thing in joined if not scene.is_number(thing) and not scene.is_own(thing)), key=_place)
    if len(things) < 2 or place >= len(things) or not is_noun(things[place]):
        return found
    thing = things[place]
    return scene.write(Phrase(phrase_around(thing).start, thing.i + 1, thing)), "respective"


def _place(token: Token) -> int:
    return token.i


def _place_in_list(scene: Scene) -> tuple[int, int]:
    """Return how many figures of the same kind stand right before this one, and the first token of the first."""
    place, start = 0, scene.quantity.phrase.start
    for fellow in scene.fellows():
        between = scene.text[fellow.quantity.span.end : start]
        like = kind(fellow.quantity.unit) == kind(scene.quantity.unit) or not fellow.quantity.unit
        if not like or not JOINED.fullmatch(between):
            break
        place, start = place + 1, fellow.quantity.phrase.start
    tokens = scene.sentence.tokens(CharSpan(start, start + 1))
    return place, tokens.start if tokens is not None else scene.opening
