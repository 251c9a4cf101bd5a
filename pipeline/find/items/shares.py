"""What a percentage, a fraction or a multiple is of: the whole, the rate itself, or the people who answered."""

import re

from pipeline.find.items.antecedents import name
from pipeline.find.items.changes import changed
from pipeline.find.items.contests import candidate, contest
from pipeline.find.items.counts import whole
from pipeline.find.items.ellipsis import is_part, is_people
from pipeline.find.items.holders import (
    CHANGES,
    compared,
    holder,
    is_verbless_of,
    more_than_before,
    of_change,
    put_at,
    said_again,
)
from pipeline.find.items.lists import in_brackets, listed
from pipeline.find.items.money import taken
from pipeline.find.items.phrases import Phrase, is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import forms_of, listed_forms
from pipeline.syntax import BE, FINITE, SUBJECTS, is_noun, is_verb

PLACES = frozenset({"GPE", "LOC"})
# Nouns of change that are also what changed ("growth of 3 percent"), but not where "in" tells what grew.
GROWTH = frozenset({"contraction", "expansion", "growth", "improvement", "rebound"})
# What is told as a part of something and not as a part that is taken: "the deficit was 3 percent of spending".
RATIOS = frozenset({"borrowing", "debt", "deficit", "margin", "margins", "ratio", "spending", "surplus"})
WHOLE_RULES = frozenset({"part-of", "part-of-those", "population", "among"})
OPINIONS = listed_forms("opinion_verbs")
MARGIN = re.compile(r"margin of (?:sampling )?error")
# Verbs that move something by a share.
MOVING = forms_of("boost", "bring", "cut", "drive", "lift", "lower", "push", "raise", "reduce", "send", "slash", "trim")
# Those whom polls ask, and how many characters before a share one of them may have been named.
ASKED = re.compile(
    r"\b(?:voters|respondents|adults|residents|Americans|Republicans|Democrats|Britons|Canadians|Australians|Europeans)\b"
)
REACH = 2000
# Rules whose item is the people or things of which a share was taken.
WHOLES = ("part-of", "population", "among", "counted", "people")


def share(scene: Scene) -> Found | None:
    """Return the whole of which a percentage or a fraction is taken, or the rate that it is."""
    for rule in (
        _of_error,
        candidate,
        _ratio,
        _whole_of,
        _change_of,
        more_than_before,
        in_brackets,
        listed,
        said_again,
        _noun_after,
        _among,
        _answering,
        contest,
        compared,
        put_at,
        _moved,
        changed,
        taken,
        holder,
        _population,
        _asked,
    ):
        if found := rule(scene):
            return found
    return None


def times(scene: Scene) -> Found | None:
    """Return what is so many times another: "three times the rate"."""
    start = scene.end + (1 if scene.word(scene.end) == "as" else 0)
    if scene.word(scene.end) == "as":
        compared_thing = phrase_from(scene.doc, scene.end + 2)  # "twice as much airtime"
        if compared_thing is not None and scene.word(scene.end + 1) in {"much", "many"}:
            return scene.write(compared_thing), "times"
        if found := _same_sentence(scene):
            return found
    if scene.word(start) in {"the", "its", "their", "that", "as"}:
        phrase = phrase_from(scene.doc, start)
        if phrase is not None and phrase.head.lower_ not in load_words("base_nouns"):
            return scene.write(phrase), "times"
    return compared(scene) or changed(scene) or holder(scene) or _same_sentence(scene)


def _same_sentence(scene: Scene) -> Found | None:
    return next(((claim.item, "same-sentence") for claim in scene.fellows() if claim.item), None)


def _of_error(scene: Scene) -> Found | None:
    """Read "the margin of error lies at plus or minus 4 points", whoever was asked."""
    before = scene.before(200)
    match = MARGIN.search(before) if before.rstrip().endswith("plus or minus") else None
    return (match[0], "margin") if match else None


def _moved(scene: Scene) -> Found | None:
    """Read "lifted the index 3 percent", "cut costs 5%": what was moved, right before the share."""
    noun = scene.token(scene.opening - 1)
    if scene.quantity.unit != "percent" or noun is None or not is_noun(noun) or is_time(noun) or scene.is_number(noun):
        return None
    phrase = phrase_around(noun)
    if scene.word(phrase.start - 1) not in MOVING:
        return None
    return scene.write(Phrase(phrase.start, noun.i + 1, noun)), "moved"


def _ratio(scene: Scene) -> Found | None:
    """Read "net margins were 17 percent of sales": the margins, not the sales."""
    being = scene.token(scene.opening - 1)
    if being is None or being.lower_ not in BE or scene.word(scene.end) != "of":
        return None
    measured = next((token for token in being.lefts if token.dep_ in SUBJECTS), None)
    return name(scene, measured, "subject") if measured is not None and measured.lower_ in RATIOS else None


def _change_of(scene: Scene) -> Found | None:
    """Read "a jump of 30 percent in boat sales": the sales."""
    changing = scene.word(scene.opening - 1) == "of" and scene.word(scene.opening - 2) in CHANGES | GROWTH
    if not changing or scene.word(scene.end) != "in":
        return None
    phrase = phrase_from(scene.doc, scene.end + 1, through_possessive=True)
    place = phrase is None or phrase.head.ent_type_ in PLACES or phrase.head.tag_ == "NNP"
    return None if phrase is None or place else (scene.write(phrase), "change-in")


def _whole_of(scene: Scene) -> Found | None:
    index = scene.end
    if _is_answer(scene, index):
        return None
    if scene.quantity.unit == "fraction" and scene.word(index) != "of":
        if scene.word(index) == "those":
            return whole(scene, index)
        phrase = phrase_from(scene.doc, index, through_possessive=True)
        return (scene.write(phrase), "part-of") if phrase is not None and scene.tag(index) != "CC" else None
    if scene.word(index) != "of":
        return None
    found = whole(scene, index + 1)
    if found is not None and found[0].lower().split()[-1:] and set(found[0].lower().split()) & load_words("base_nouns"):
        return changed(scene) or holder(scene) or found
    return found


def _noun_after(scene: Scene) -> Found | None:
    """Read "a 35 percent tax", "a 5 percent increase in exports"."""
    start = scene.end + (scene.tag(scene.end) == "HYPH")
    if scene.tag(start) in {"DT", "PRP$", "PDT", ""} or is_verbless_of(scene) or _is_only_verb(scene, start):
        return None
    phrase = None if _is_answer(scene, start) else phrase_from(scene.doc, start)
    if scene.tag(start) == "NNP" and (
        scene.word(scene.opening - 1) not in {"a", "an"} or phrase is None or phrase.head.tag_ == "NNP"
    ):
        return None  # but "a 3 percent Water Rate increase"
    if phrase is not None and phrase.head.lower_ in {"mark", "level"} and is_noun(scene.doc[phrase.head.i - 1]):
        phrase = Phrase(phrase.start, phrase.head.i, scene.doc[phrase.head.i - 1])  # "a 36 percent approval mark"
    if phrase is None or phrase.head.lower_ in {"mark", "level", "apiece", "point", "points"}:
        return None
    links = {"in", "of", "on", "for"} if phrase.head.lower_ in CHANGES else {"in"}
    placed = scene.word(phrase.end) in links
    if phrase.head.lower_ in CHANGES | GROWTH and placed:
        changing = phrase_from(scene.doc, phrase.end + 1, through_possessive=True)
        if changing is not None and changing.head.ent_type_ not in PLACES:
            return scene.write(changing), "change-in"
    bare = phrase.start == phrase.head.i and scene.quantity.unit == "percent"  # a loss by points is no change
    if bare and phrase.head.lower_ in CHANGES and not placed:  # "thefts rose, following a 4 percent rise"
        return of_change(scene, phrase.head)
    return scene.write(phrase), "amount-noun"


def _is_answer(scene: Scene, index: int) -> bool:
    """Tell a verb of opinion taken for a noun by the pronoun behind it: "two in ten say they will vote"."""
    return scene.word(index) in OPINIONS and scene.tag(index + 1) == "PRP"


def _is_only_verb(scene: Scene, index: int) -> bool:
    """Tell a verb taken for an adjective ("10 percent picked housing as the main concern"): there is no other."""
    return scene.tag(index) in {"VBD", "VBN"} and not any(
        token.tag_ in FINITE for token in scene.doc if token.i != index
    )


def _among(scene: Scene) -> Found | None:
    """Read "Among likely voters, 46 percent ..."; not "Among likely voters, Mora leads by 6 points"."""
    if scene.word(0) not in {"among", "of"} or scene.first <= 2 or scene.quantity.unit == "percentage_point":
        return None
    phrase = phrase_from(scene.doc, 1, through_possessive=True)
    if phrase is None or phrase.end >= scene.first:
        return None
    for token in scene.doc[phrase.end : scene.opening]:
        named = token.dep_ in SUBJECTS and is_noun(token) and token.lower_ not in load_words("figure_nouns")
        if (
            named
            and not scene.is_number(token)
            and not scene.is_own(token.head)
            and scene.word(scene.opening - 1) != ":"
        ):
            return None
    return scene.write(phrase), "among"


def _answering(scene: Scene) -> Found | None:
    """Read "63 percent said ..." in a poll: those whom it asked."""
    index = scene.end
    while scene.tag(index) == "RB":
        index += 1
    if (scene.tag(index) not in FINITE | {"WP"} and not _is_only_verb(scene, index)) or (
        scene.tag(scene.opening - 1) in {"IN", "TO", "VBD", "VBZ", "VBP", "VBN", "VBG", "RB"}
        and (scene.word(scene.opening - 1) not in {"that", "while", "though", "although", "because", "whereas", "but"})
    ):
        return None
    return _population(scene)


def _population(scene: Scene) -> Found | None:
    if scene.quantity.unit == "percentage_point":
        return None  # a lead or a change is no part of those asked
    verb = next((token.lower_ for token in scene.doc[scene.end : scene.end + 4] if is_verb(token)), "")
    asked = verb in OPINIONS
    for fellow in scene.fellows():
        if fellow.item and fellow.quantity.unit in {"percent", "fraction"} and WHOLE_RULES & set(fellow.rules):
            return fellow.item, "population"
    for claim in reversed(scene.claims):
        if not claim.item or is_part(scene.text, claim) or not any(rule.startswith(WHOLES) for rule in claim.rules):
            continue
        share = claim.quantity.unit in {"percent", "fraction"}
        if share or is_people(claim.item) or (not asked and _is_plural(claim.item)):
            return claim.item, "population"
    return None


def _asked(scene: Scene) -> Found | None:
    """Read "24 percent said it made no difference" where no share was told before: whom the article named last."""
    verb = next((token for token in scene.doc[scene.end : scene.end + 4] if is_verb(token)), None)
    if scene.quantity.unit == "percentage_point" or verb is None or verb.lower_ not in OPINIONS:
        return None
    start = scene.quantity.span.start
    named = ASKED.findall(scene.text, max(0, start - REACH), start)
    return (named[-1], "asked") if named else None


def _is_plural(item: str) -> bool:
    head = item.split(" of ")[0].split()[-1:]
    return bool(head) and head[0].lower().endswith("s")
