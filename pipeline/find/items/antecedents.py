"""What a pronoun, "that figure" or "the number of" means, nearest in the sentence and then before it."""

import re
from collections.abc import Mapping
from functools import cache

from pipeline.find.items.ellipsis import REPORTING, counted_before, is_people
from pipeline.find.items.phrases import Phrase, is_time, phrase_around, phrase_from, wording
from pipeline.find.items.scene import Found, Scene, excerpt
from pipeline.lexicons import load_rows, load_words
from pipeline.parsed import ParsedSentence
from pipeline.syntax import BE, PLURALS, PRONOUNS, SUBJECTS, is_noun, is_verb, subject
from pipeline.tokens import Span, Token

PLURAL_PRONOUNS = frozenset({"they", "them", "those", "these", "whom", "who", "themselves"})
PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself", "who"})
GENDERS = {"he": "m", "him": "m", "himself": "m", "her": "f", "herself": "f", "she": "f"}
SINGLE = frozenset({"it", "he", "she"})
# Whom a speaker means by these the article tells elsewhere, if at all.
SPEAKERS_OWN = frozenset({"i", "me", "we", "us", "you", "myself", "yourself", "ourselves"})
# Words that leave a figure noun pointing back all the same ("the earlier figure", "its own estimate").
OWN = frozenset(
    {"own", "earlier", "previous", "latest", "first", "total", "overall", "true", "final", "current", "new"}
)
# Figure nouns that name nothing without an earlier figure.
BLANK = frozenset({"figure", "figures", "number", "numbers"})
ONE_PERSON = frozenset({"man", "woman", "child", "person", "boy", "girl", "son", "daughter"})
ROLES = frozenset(row["noun"] for row in load_rows("role_nouns"))
# A given name and what follows it, and how many characters before a pronoun it may stand.
FULL_NAME = re.compile(r"\b([A-Z][a-z]{1,15})(?: [A-Z]\.)?(?: (?:van|de|al-)?[A-Z][\w’'-]{1,20}){1,2}\b")
REACH = 800
# Rules whose item is a person's name.
NAMING = frozenset({"name-before", "age-apposition", "age-previous"})


def antecedent(scene: Scene, pronoun: Token) -> Found | None:
    """Return the noun phrase that a pronoun stands for, None if nothing near fits."""
    if pronoun.lower_ in SPEAKERS_OWN:
        return None
    if pronoun.lower_ in {"that", "this"} and (same := same_kind(scene)):
        return same
    if pronoun.lower_ == "it" and (said := _the_same_thing(scene, pronoun)):
        return said
    found = _in_sentence(scene, pronoun)
    weak = found is not None and pronoun.lower_ == "it" and found.dep_ not in SUBJECTS
    if found is not None and not weak:
        return scene.write(phrase_around(found)), "pronoun-sentence"
    if scene.previous is not None:
        before = main_subject(scene.previous)
        if before is None or not _agrees(before, pronoun):
            named = (ent.root for ent in scene.previous.doc.ents if ent.label_ == "PERSON" and _may_be(ent, pronoun))
            before = next(named, None) if pronoun.lower_ in PERSONAL - {"who"} else None
        if before is not None:
            return write_from(scene.text, scene.previous, phrase_around(before)), "pronoun-previous"
    if (
        found is None and pronoun.lower_ == "it" and not any(claim.item for claim in scene.fellows())
    ):  # "the firm says it earned $3 million"
        found = _speaker(pronoun)
    if found is not None:
        return scene.write(phrase_around(found)), "pronoun-sentence"
    for claim in reversed(scene.claims):
        if (
            claim.item
            and claim.quantity.value == scene.quantity.value
            and claim.quantity.unit == scene.quantity.unit != ""
        ):
            return claim.item, "pronoun-same-figure"
    if pronoun.lower_ in PERSONAL:
        people_named = (claim for claim in reversed(scene.claims) if claim.item and NAMING & set(claim.rules))
        earlier = next(((claim.item, "pronoun-earlier") for claim in people_named), None)
        return earlier or _named_before(scene, pronoun.lower_)
    for claim in reversed(scene.claims):
        if claim.item and (pronoun.lower_ != "it" or not is_people(claim.item)):
            return claim.item, "pronoun-earlier"
    return None


def _may_be(person: Span, pronoun: Token) -> bool:
    """Tell whether a given name does not tell the other gender than a pronoun."""
    told = _genders().get(person[0].lower_, "")
    return not told or told == GENDERS.get(pronoun.lower_, told)


def _named_before(scene: Scene, pronoun: str) -> Found | None:
    """Return the person named last before "he" or "she", by given names that tell which of the two it can be."""
    gender = GENDERS.get(pronoun)
    start = scene.quantity.span.start
    for match in reversed(list(FULL_NAME.finditer(scene.text, max(0, start - REACH), start))):
        if gender and _genders().get(match[1].lower()) == gender:
            return match[0], "pronoun-named"
    return None


@cache
def _genders() -> Mapping[str, str]:
    return {row["name"]: row["gender"] for row in load_rows("given_names")}


def _the_same_thing(scene: Scene, pronoun: Token) -> Found | None:
    """Read "one list puts her wealth at $6 billion, another says it is $4 billion": it is her wealth."""
    if pronoun.head.lower_ not in BE | {"has", "had"}:
        return None
    fellow = next(iter(scene.fellows()), None)
    same = fellow is not None and fellow.item and kind(fellow.quantity.unit) == kind(scene.quantity.unit) != ""
    return (fellow.item, "pronoun-same-thing") if fellow is not None and same else None


def same_kind(scene: Scene) -> Found | None:
    """Return the item of the nearest earlier quantity of the same kind: money, share, or the same unit."""
    for claim in reversed(scene.claims):
        if claim.item and kind(claim.quantity.unit) == kind(scene.quantity.unit):
            return claim.item, "same-kind"
    return None


def kind(unit: str) -> str:
    """Return one name for all currencies and one for all shares, else the unit itself."""
    if len(unit) == 3 and unit.isupper():
        return "money"
    return "share" if unit in {"percent", "fraction", "percentage_point"} else unit


def name(scene: Scene, token: Token, rule: str) -> Found | None:
    """Return the item that ``token`` heads, resolving numbers, pronouns, "that figure" and "the number of"."""
    if scene.is_number(token):
        return _number_again(scene, token, rule)
    if token.text.isupper() and token.i < 3 and (body := _after_dateline(scene)):
        return body, rule
    if token.lower_ in {"those", "people"} and any(child.dep_ in {"acl", "relcl"} for child in token.rights):
        described = scene.token(token.i + 1)
        said = described is not None and described.tag_ == "VBN" and described.head.i == token.i  # "those surveyed"
        return scene.excerpt(token.i, token.i + (2 if said else 1)), rule
    if token.tag_ in PRONOUNS:
        return antecedent(scene, token)
    if (token.tag_ in {"JJR", "RB", "RBR"} and token.text.islower()) or token.lower_ == "most":
        return None
    if token.lower_ in load_words("figure_nouns") and scene.word(token.i + 1) != "of":
        possessed = any(child.dep_ in {"compound", "amod"} and child.lower_ not in OWN for child in token.lefts)
        if not possessed and (earlier := _same_figure(scene)):
            return earlier
        if token.lower_ in BLANK:
            return None
    if token.lower_ in load_words("quantifier_nouns") and scene.word(token.i + 1) == "of":
        phrase = phrase_from(scene.doc, token.i + 2, through_possessive=True)
        if phrase is not None and scene.is_own(phrase.head):  # "an average of 32 percent"
            return None
        if phrase is not None:
            return scene.write(phrase), rule
        following = scene.token(token.i + 2)
        harmed = following is not None and following.lower_ in load_words("person_predicates")
        if following is not None and (harmed or following.tag_ in {"JJ", "VBN", "VBG"}):  # "the number of wounded"
            return scene.excerpt(following.i, following.i + 1), rule
    return scene.write(phrase_around(token)), rule


def _in_sentence(scene: Scene, pronoun: Token) -> Token | None:
    """Return the nearest noun before the pronoun that agrees with it; for "it" rather a subject."""
    nearest: Token | None = None
    for token in pronoun.doc[: pronoun.i]:
        if token.dep_ not in SUBJECTS | {"pobj", "dobj", "attr"} or not is_noun(token) or is_time(token):
            continue
        if scene.is_own(token) or scene.is_number(token) or not _agrees(token, pronoun):
            continue
        speaks = token.dep_ in SUBJECTS and is_verb(token.head) and token.head.lower_ in REPORTING
        if speaks and pronoun.lower_ not in PERSONAL:
            continue
        if _acts_on(token, pronoun):
            continue
        if nearest is not None and pronoun.lower_ in SINGLE and _rank(token) < _rank(nearest):
            continue
        nearest = token
    return nearest


def _acts_on(noun: Token, pronoun: Token) -> bool:
    """Tell whether the pronoun is what ``noun`` acts on: then it means another ("the firm bought it")."""
    verb = pronoun.head
    if pronoun.dep_ not in {"dobj", "dative"} or pronoun.lower_.endswith(("self", "selves")) or not is_verb(verb):
        return False
    doer = subject(verb)
    return doer is not None and doer.i == noun.i


def _speaker(pronoun: Token) -> Token | None:
    """Return who says what the pronoun's clause tells, if no person does."""
    for token in pronoun.doc[: pronoun.i]:
        speaks = token.dep_ in SUBJECTS and is_verb(token.head) and token.head.lower_ in REPORTING
        if speaks and is_noun(token) and _agrees(token, pronoun):
            return token
    return None


def _rank(noun: Token) -> int:
    """Return how likely "it" or "he" means a noun by its role: subject, object, the rest."""
    if noun.dep_ in SUBJECTS or any(child.dep_ == "relcl" for child in noun.rights):  # "Mora, who ..."
        return 2
    return 1 if noun.dep_ == "dobj" else 0


def _agrees(noun: Token, pronoun: Token) -> bool:
    word = pronoun.lower_
    if word in PERSONAL - {"who"}:
        listed = load_words("person_nouns")
        one = noun.lower_ in ONE_PERSON | ROLES or (noun.lower_ + "s" in listed and noun.lower_ not in listed)
        return (noun.ent_type_ == "PERSON" or one) and noun.tag_ not in PLURALS and noun.dep_ != "attr"
    if word in {"it", "this", "that"} and noun.ent_type_ == "PERSON":
        return False
    return (noun.tag_ in PLURALS) == (word in PLURAL_PRONOUNS) or word == "which"


def main_subject(sentence: ParsedSentence) -> Token | None:
    """Return the subject of a sentence's main clause, or of what its main verb reports."""
    for verb in sentence.doc:
        if is_verb(verb) and verb.dep_ in {"ROOT", "ccomp"} and verb.lower_ not in REPORTING:
            found = subject(verb)
            if found is not None and is_noun(found):
                return found
    return None


def write_from(text: str, sentence: ParsedSentence, phrase: Phrase) -> str:
    """Return a noun phrase of another sentence as the item's cell has it."""
    return excerpt(text, sentence, *wording(phrase))


def _same_figure(scene: Scene) -> Found | None:
    return counted_before(scene) if scene.quantity.unit == "" else same_kind(scene)


def _number_again(scene: Scene, token: Token, rule: str) -> Found | None:
    """Return what a number counted that stands as subject: in this sentence, or before it ("the two")."""
    span = scene.sentence.span(token)
    for claim in scene.fellows():
        if claim.quantity.span.overlaps(span):
            return claim.item, rule
    for claim in reversed(scene.claims):
        written = scene.text[claim.quantity.span.start : claim.quantity.span.end]
        if written.lower() == token.lower_ and claim.quantity.unit == "":
            return claim.item, rule
    return None


def _after_dateline(scene: Scene) -> str:
    """Return the noun phrase after the dash that ends a dateline ("GENEVA, May 3 (Agency) - The council ...")."""
    for token in scene.doc[:20]:
        if token.text in {"-", "--", "–", "—"}:
            phrase = phrase_from(scene.doc, token.i + 1)
            return scene.write(phrase) if phrase is not None else ""
    return ""
