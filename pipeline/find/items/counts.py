"""What a plain count counts: the noun after it, the noun after "of", or what the text leaves out."""

import re

from spacy.tokens import Token

from pipeline.find.items.antecedents import antecedent, counted_before, people
from pipeline.find.items.holders import holder
from pipeline.find.items.phrases import Phrase, is_time, phrase_from
from pipeline.find.items.scene import Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import verb_forms
from pipeline.syntax import is_noun, is_verb

# "a 2-to-1 vote", "a 5-4 decision": the other number of the pair, after or before this one.
PAIR_AFTER = re.compile(r"\s?(?:-to-|-|–|—|\sto\s)\s?\w+(?=[\s-])")
# Words that may come between a number and what is said of it ("82 were reported dead").
BETWEEN = frozenset({
    "were", "was", "are", "is", "have", "has", "had", "been", "be", "being", "still", "also", "reported", "confirmed", "known",
    "now", "others", "more", "said", "feared", "believed", "later", "left", "seriously", "or", "so", "presumed", "critically", "to",
    "reportedly", "already", "remain", "remained",
})  # fmt: skip
HARMING = frozenset(form for base in load_words("harming_verbs") for form in verb_forms(base))


def counted(scene: Scene) -> tuple[str, str] | None:
    """Return what a count counts and the rule that told."""
    for rule in (_after_of, _noun_after, _noun_of_parse, _said_of_people, _done_to_people, holder, _left_out):
        if found := rule(scene):
            return found
    return None


def _after_of(scene: Scene) -> tuple[str, str] | None:
    """ "Eight of the firms", "two out of three valves", "133 of them"."""
    index = scene.end
    if index < len(scene.doc) and scene.doc[index].lower_ == "out":
        index += 1
    if index >= len(scene.doc) or scene.doc[index].lower_ != "of":
        return None
    return whole(scene, index + 1)


def whole(scene: Scene, start: int) -> tuple[str, str] | None:
    """Return the whole that begins at token ``start`` and of which the quantity is a part."""
    if start >= len(scene.doc):
        return None
    token = scene.doc[start]
    if token.lower_ in {"them", "those", "these", "whom", "which", "us"} and not (
        start + 1 < len(scene.doc) and is_noun(scene.doc[start + 1])
    ):
        if (
            token.lower_ == "those"
            and start + 1 < len(scene.doc)
            and scene.doc[start + 1].tag_ in {"WP", "VBN", "VBG", "WDT"}
        ):
            return _those(scene, start), "part-of-those"
        return counted_before(scene) or antecedent(scene, token)
    if token.lower_ == "it":
        return _same_thing(scene)
    phrase = phrase_from(scene.doc, start)
    if phrase is None:
        if start + 1 < len(scene.doc) and token.lower_ == "the" and scene.doc[start + 1].tag_ in {"JJ", "VBN"}:
            return scene.excerpt(start + 1, start + 2), "part-of"
        return None
    return scene.write(phrase), "part-of"


def _those(scene: Scene, start: int) -> str:
    """ "those who went without": up to the end of the short clause."""
    end = start + 1
    while end < min(len(scene.doc), start + 5) and scene.doc[end].tag_ not in {".", ",", "VBD", "VBZ", "VBP"} | {":"}:
        end += 1
    if end < len(scene.doc) and scene.doc[start + 1].tag_ in {"WP", "WDT"} and is_verb(scene.doc[end]):
        end += 1
        if end < len(scene.doc) and scene.doc[end].tag_ in {"IN", "RB", "NN", "NNS", "PRP$"}:
            end += 1
            if scene.doc[end - 1].tag_ == "PRP$":
                end += 1
    return scene.excerpt(start, min(end, len(scene.doc)))


def _same_thing(scene: Scene) -> tuple[str, str] | None:
    return (scene.claims[-1].item, "pronoun-earlier") if scene.claims and scene.claims[-1].item else None


def _noun_after(scene: Scene) -> tuple[str, str] | None:
    start = scene.end
    if pair := PAIR_AFTER.match(scene.after()):
        rest = scene.sentence.tokens(scene.sentence.span(scene.doc[scene.end - 1]))
        if rest is not None:
            while start < len(scene.doc) and scene.doc[start].idx < scene.doc[scene.end - 1].idx + len(
                scene.doc[scene.end - 1]
            ) + len(pair[0]):
                start += 1
    if start < len(scene.doc) and scene.doc[start].tag_ == "HYPH":
        start += 1
        if start < len(scene.doc) and scene.doc[start].lower_ in {"strong", "odd", "plus", "long", "high"}:
            start += 1
    phrase = phrase_from(scene.doc, start)
    if phrase is None:
        return None
    return scene.write(Phrase(_first_describing(scene, phrase), phrase.end, phrase.head)), "counted-noun"


def _first_describing(scene: Scene, phrase: Phrase) -> int:
    """Skip "other", "more", "further" before the noun: they tell of another count, not of what is counted."""
    start = phrase.start
    while start < phrase.head.i and scene.doc[start].lower_ in {
        "other",
        "more",
        "additional",
        "further",
        "such",
        "or",
        "different",
    }:
        start += 1
    return start


def _noun_of_parse(scene: Scene) -> tuple[str, str] | None:
    """Trust the parse where the tags did not show a noun right after the number."""
    head = scene.root.head
    near = scene.end <= head.i <= scene.end + 6
    if scene.root.dep_ == "nummod" and near and is_noun(head) and not is_time(head):
        between = scene.doc[scene.end : head.i]
        if not any(token.is_punct or is_verb(token) or token.tag_ == "IN" for token in between):
            return scene.write(Phrase(scene.end, head.i + 1, head)), "counted-noun-parse"
    return None


def _said_of_people(scene: Scene) -> tuple[str, str] | None:
    """ "82 were killed", "300 dead", "dozens missing"."""
    for token in scene.doc[scene.end : scene.end + 6]:
        if token.lower_ in load_words("person_predicates") or token.lower_ in HARMING:
            return people(scene)
        if token.lower_ not in BETWEEN and token.text not in {'"', "'", "”", "’"}:
            return None
    return None


def _done_to_people(scene: Scene) -> tuple[str, str] | None:
    """ "killing 81", "injured more than 1,700"."""
    verb = _verb_before(scene)
    if verb is not None and verb.lower_ in HARMING:
        return people(scene)
    return None


def _verb_before(scene: Scene) -> Token | None:
    head = scene.root.head
    if scene.root.dep_ in {"dobj", "attr", "oprd"} and is_verb(head) and head.i < scene.first:
        return head
    before = scene.sentence.tokens(scene.quantity.phrase)
    if before is not None and before.start > 0 and is_verb(scene.doc[before.start - 1]):
        return scene.doc[before.start - 1]
    return None


def _left_out(scene: Scene) -> tuple[str, str] | None:
    """The number stands for a noun said before ("Two are a couple")."""
    return counted_before(scene) or ("people", "people")
