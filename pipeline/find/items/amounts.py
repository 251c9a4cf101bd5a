"""What a sum of money, a share or a measure is of."""

import re

from pipeline.find.items.counts import whole
from pipeline.find.items.holders import compared, holder, said_again
from pipeline.find.items.phrases import is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Scene
from pipeline.lexicons import load_words
from pipeline.syntax import is_noun

# "a year", "per share", "an hour": the denominator of a rate, which is not what has the amount.
PER = re.compile(r"^(?:\s|-)?(?:(?:a|an|per|each|every)\s|/)\s?[\w-]+")
CHANGE_NOUNS = frozenset(
    {"increase", "rise", "drop", "decline", "fall", "jump", "gain", "cut", "reduction", "decrease", "growth", "hike"}
)


def money(scene: Scene) -> tuple[str, str] | None:
    """Return what a sum of money is."""
    for rule in (said_again, _noun_after, _in_noun, _of_noun, compared, holder):
        if found := rule(scene):
            return found
    return None


def share(scene: Scene) -> tuple[str, str] | None:
    """Return the whole of which a percentage or a fraction is taken, or the rate that it is."""
    for rule in (_whole_of, said_again, _noun_after, compared, holder, _population):
        if found := rule(scene):
            return found
    return None


def measure(scene: Scene) -> tuple[str, str] | None:
    """Return what has a length, a weight, an age or a duration."""
    for rule in (_age, said_again, _noun_after, _of_noun, compared, _before_comma, holder):
        if found := rule(scene):
            return found
    return None


def _start(scene: Scene) -> int:
    """Return the index of the first token after the quantity and its denominator."""
    per = PER.match(scene.after())
    stop = scene.quantity.span.end + (per.end() if per else 0) - scene.sentence.sentence.span.start
    index = scene.end
    while index < len(scene.doc) and scene.doc[index].idx < stop:
        index += 1
    return index


def _noun_after(scene: Scene) -> tuple[str, str] | None:
    start = scene.end
    if start < len(scene.doc) and scene.doc[start].tag_ == "HYPH":
        start += 1
    if start >= len(scene.doc) or scene.doc[start].tag_ in {"DT", "PRP$", "PDT"}:
        return None
    phrase = phrase_from(scene.doc, start)
    if phrase is None or phrase.head.lower_ in {"mark", "level", "apiece", "more", "points", "point"}:
        return None
    if scene.root.dep_ in {"nsubj", "dobj"} and phrase.head.tag_ == "NNP":
        return None
    return scene.write(phrase), "amount-noun"


def _in_noun(scene: Scene) -> tuple[str, str] | None:
    """ "$5 million in damages"."""
    index = _start(scene)
    while index < len(scene.doc) and scene.doc[index].text in {")", "("}:
        index += 1
    after = scene.doc[index : index + 1].text.lower()
    if after not in {"in", "worth"}:
        return None
    phrase = phrase_from(scene.doc, index + (2 if after == "worth" else 1))
    if phrase is None or phrase.head.ent_type_ in {"DATE", "TIME", "GPE", "LOC"} or is_time(phrase.head):
        return None
    return scene.write(phrase), "amount-in"


def _of_noun(scene: Scene) -> tuple[str, str] | None:
    index = _start(scene)
    if index < len(scene.doc) and scene.doc[index].lower_ == "of":
        return whole(scene, index + 1)
    return None


def _whole_of(scene: Scene) -> tuple[str, str] | None:
    index = scene.end
    if scene.quantity.unit == "fraction" and index < len(scene.doc) and scene.doc[index].lower_ != "of":
        phrase = phrase_from(scene.doc, index)
        if phrase is not None:
            return scene.write(phrase), "part-of"
    if index >= len(scene.doc) or scene.doc[index].lower_ != "of":
        return None
    found = whole(scene, index + 1)
    if found is not None and found[0].split()[-1:] and found[0].lower().split()[-1] in load_words("base_nouns"):
        return holder(scene) or found
    return found


def _population(scene: Scene) -> tuple[str, str] | None:
    for claim in reversed(scene.claims):
        if claim.quantity.unit in {"percent", "fraction"} and claim.item:
            return claim.item, "population"
    return None


def _age(scene: Scene) -> tuple[str, str] | None:
    """ "Smith, 44,", "a 38-year-old man", "aged 12"."""
    if re.match(r"^(?:\s|-)?(?:year|month|week|day)?s?(?:\s|-)?old\b", scene.after()) or scene.text[
        scene.quantity.span.start : scene.quantity.span.end
    ].lower().endswith("old"):
        index = scene.end
        while index < len(scene.doc) and scene.doc[index].lower_ in {
            "-",
            "year",
            "years",
            "month",
            "months",
            "old",
            "week",
            "day",
            "days",
        }:
            index += 1
        phrase = phrase_from(scene.doc, index)
        if phrase is not None:
            name = phrase.head.head if phrase.head.dep_ == "appos" else None
            if name is not None and is_noun(name) and name.tag_ == "NNP":
                return scene.write(phrase_around(name)), "age-apposition"
            return scene.write(phrase), "age-noun"
    return None


def _before_comma(scene: Scene) -> tuple[str, str] | None:
    """The name right before a comma: "Smith, 44, of Leeds", "Fulton, 130 miles east of here"."""
    if not re.search(r"\w,\s*(?:about |some )?$", scene.before()):
        return None
    before = scene.sentence.tokens(scene.quantity.phrase)
    index = (before.start if before is not None else scene.first) - 1
    while index >= 0 and scene.doc[index].text == ",":
        index -= 1
    if index < 0 or not is_noun(scene.doc[index]):
        return None
    return scene.write(phrase_around(scene.doc[index])), "name-before"
