"""What a number counts where the text leaves the noun out: nearest in the sentence, then in the article."""

import re

from pipeline.find.items.phrases import Phrase, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import forms_of, listed_forms
from pipeline.syntax import is_verb, path_up, subject
from pipeline.tokens import Token
from pipeline.types import Claim, QuantityMention

# Characters before and after a number in which the article may give the noun that the number leaves out.
REACH = 6000
# Numbers of a list that may share a noun.
LONGEST_LIST = 4
# Words of harm, and how near to the same number elsewhere one must stand, in characters.
HARMING = listed_forms("harming_verbs")
HARMS = load_words("person_predicates") | HARMING
NEAR = 80
# What comes after a number that is said again with its noun: "300 North Korean soldiers".
NOUN_AFTER = r"\s+((?:[A-Za-z][\w'’-]{1,20}\s+){0,3}?)([a-z]{3,20})\b"
# Rules whose item is something counted one by one, not a toll or a rate.
COUNTING = ("counted", "part-of", "people", "ellipsis", "population", "among", "compared")
PART = re.compile(r"\b(?:including|among them|of them|of whom|of which|them)\s*,?\s*$")
# Who looks for people and after them: "Rescuers found two bodies, with 20 still missing".
HELPING = frozenset({"authorities", "divers", "doctors", "medics", "officials", "paramedics", "rescuers", "searchers"})
# What those do who harm others: "Rebels stormed the base, and 12 were killed".
ATTACKING = forms_of("ambush", "assault", "attack", "bomb", "bombard", "raid", "shell", "storm")
REPORTING = forms_of(
    *("say", "tell", "report", "announce", "estimate", "add", "note", "warn", "find", "show", "believe", "think"),
    *("claim", "confirm", "suggest", "write", "reveal", "expect", "predict", "argue", "state", "disclose", "put"),
)


def harms(word: Token) -> bool:
    """Tell whether a verb is done to people; drones are "shot down"."""
    down = word.i + 1 < len(word.doc) and word.nbor().lower_ == "down"
    return word.lower_ in HARMING and not down


def people(scene: Scene) -> Found:
    """Return whom a number counts that only a verb or adjective tells to be people ("killing 81", "300 dead")."""
    for claim in scene.fellows():
        if is_people(claim.item) and not is_part(scene.text, claim) and claim.quantity.unit == "":
            return claim.item, "people-same-sentence"
    for word in path_up(scene.root):
        if scene.root.dep_ == "dobj" and scene.root.head.i == word.i:
            continue  # "police arrested 17": not the police
        if word.lower_ == "leaving" and word in (scene.root.head, scene.root.head.head):
            break  # "Gunmen opened fire, leaving 12 dead"
        if is_verb(word) and not scene.is_own(word) and word.i < scene.first and word.lower_ not in REPORTING:
            doer = subject(word)
            acting = word.lower_ in ATTACKING or doer is None or doer.lower_ in HELPING
            if doer is not None and not acting and doer.i < scene.first and doer.lower_ in load_words("person_nouns"):
                return scene.write(phrase_around(doer)), "people-subject"
    if named := named_elsewhere(scene, harmed=True):
        return named, "people-same-number"
    for claim in reversed(scene.claims):
        if claim.quantity.unit == "" and claim.item.lower().endswith("people"):
            break
        if claim.quantity.unit == "" and is_people(claim.item) and not is_part(scene.text, claim) and _harmed(claim):
            return claim.item, "people-earlier"
    return "people", "people"


def counted_before(scene: Scene, *, whole: bool = False) -> Found | None:
    """Return the item of the nearest earlier count, in the same sentence or before it.

    As the ``whole`` of which the quantity is a part it is not smaller than that.
    """
    for claim in reversed(scene.claims):
        plain = claim.quantity.unit in {"", "fraction", "percent"} and any(
            rule.startswith(COUNTING) for rule in claim.rules
        )
        if whole and _is_less(claim.quantity, scene.quantity):
            continue  # "30 states in five regions; of those, 14 ..."
        if plain and claim.item and not is_part(scene.text, claim):
            return claim.item, "ellipsis-earlier"
    return None


def _is_less(count: QuantityMention, other: QuantityMention) -> bool:
    if count.value is None or other.value is None:
        return False
    return count.unit == other.unit == "" and count.value < other.value


def listed_ahead(scene: Scene) -> Found | None:
    """Read "38 confirmed, 14 probable and eight suspected cases": the noun that only the last has."""
    index = scene.end
    for _ in range(LONGEST_LIST):
        if scene.tag(index) not in {"JJ", "VBN"} or scene.word(index + 1) not in {",", "and"}:
            return None
        index += 1
        while scene.word(index) in {",", "and"}:
            index += 1
        if scene.tag(index) != "CD":
            return None
        index += 1
        phrase = phrase_from(scene.doc, index)
        if phrase is not None and index < phrase.head.i:
            return scene.write(Phrase(phrase.head.i, phrase.end, phrase.head)), "listed-ahead"
    return None


def is_people(item: str) -> bool:
    """Tell whether the head of an item is a noun for people.

    >>> is_people("North Korean soldiers"), is_people("containers of weapons")
    (True, False)
    """
    words = re.split(r"\s(?:of|in|from|with|who|among|on|for)\s", item.lower(), maxsplit=1)[0].split()
    return bool(words) and words[-1] in load_words("person_nouns")


def is_part(text: str, claim: Claim) -> bool:
    """Tell whether a claim counted only a part of another's number ("including eight Americans")."""
    before = text[max(0, claim.quantity.phrase.start - 25) : claim.quantity.phrase.start].lower()
    return claim.item.lower() == "others" or PART.search(before) is not None


def named_elsewhere(scene: Scene, *, harmed: bool = False) -> str:
    """Return the people that the article counts by the same number elsewhere; those ``harmed`` only as harmed there."""
    number = scene.text[scene.quantity.number.start : scene.quantity.number.end]
    pattern = re.compile(rf"(?<![\w.,]){re.escape(number)}{NOUN_AFTER}", re.IGNORECASE)
    start, end = scene.quantity.span.start, scene.quantity.span.end
    for region in (scene.text[end : end + REACH], scene.text[max(0, start - REACH) : start]):
        for match in pattern.finditer(region):
            around = region[max(0, match.start() - NEAR) : match.end() + NEAR].lower()
            if harmed and HARMS.isdisjoint(around.split()):
                continue
            if match[2] in load_words("person_nouns") and not _breaks_phrase(match[1]):
                return " ".join([*match[1].split(), match[2]])
    return ""


def _harmed(claim: Claim) -> bool:
    words = claim.event.lower().split()
    return any(word in load_words("person_predicates") for word in words)


def _breaks_phrase(between: str) -> bool:
    return any(
        word in {"in", "of", "on", "at", "and", "by", "were", "was", "are", "to"} for word in between.lower().split()
    )
