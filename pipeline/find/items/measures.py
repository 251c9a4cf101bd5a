"""What has an age, a length, a weight, a speed or a duration."""

import re

from pipeline.find.items.antecedents import SPEAKERS_OWN, main_subject, same_kind, write_from
from pipeline.find.items.changes import changed
from pipeline.find.items.counts import PAIR_AFTER, whole
from pipeline.find.items.holders import compared, holder, more_than_before, put_at, said_again
from pipeline.find.items.money import after_rate
from pipeline.find.items.phrases import Phrase, is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.syntax import BE, is_noun, is_verb, path_up, subject
from pipeline.tokens import Token

OLD = re.compile(r"^[\s-]{0,2}(?:years?|months?|weeks?|days?)?[\s-]{0,2}(?:of age|old)\b")
AGE_BEFORE = re.compile(
    r"(?:\b(?:under|over|above|below|of|from|at|by|around|between) the ages? of|\bage[ds]?|\baged between)\s+$"
)
AGE_WORDS = frozenset({"-", "year", "years", "month", "months", "week", "weeks", "day", "days", "old", "of", "age"})
# Tokens between a name and what is said in apposition to it.
NEAR = 6
# Tokens of the same amount in another unit, in brackets.
CONVERSION = 6
COMPASS = frozenset({
    "east", "north", "northeast", "north-east", "northwest", "north-west", "south", "southeast", "south-east",
    "southwest", "south-west", "west",
})  # fmt: skip
CONFINEMENT = frozenset({"prison", "jail", "custody", "detention", "confinement"})


def measure(scene: Scene) -> Found | None:
    """Return what has a length, a weight, an age or a duration."""
    for rule in (
        _age_noun,
        _aged,
        more_than_before,
        said_again,
        _noun_after,
        _of_noun,
        _confined,
        _name_before,
        compared,
        put_at,
        changed,
        holder,
        _same_kind_elsewhere,
    ):
        if found := rule(scene):
            return found
    return None


def _age_noun(scene: Scene) -> Found | None:
    """Read "a 38-year-old man"; in apposition the name ("Smith, a 38-year-old driver")."""
    written = scene.text[scene.quantity.span.start : scene.quantity.span.end].lower()
    if not OLD.match(scene.after()) and not written.rstrip("s").endswith("old"):
        return None
    index = scene.end
    while scene.word(index) in AGE_WORDS:
        index += 1
    phrase = phrase_from(scene.doc, index)
    if phrase is None and scene.word(scene.opening - 1) in BE:
        return None  # "the boy is 5 years old"
    speaks = any(is_verb(token) or token.tag_ == "MD" for token in scene.doc)
    before = scene.token(scene.opening - 1)
    if phrase is None and before is not None and (is_noun(before) or before.lower_ == "those"):
        return scene.write(Phrase(phrase_around(before).start, before.i + 1, before)), "aged"  # "a boy 5 years old"
    if written.endswith("olds"):  # "the number of 18-year-olds"
        return scene.excerpt(scene.first, scene.end), "aged"
    if phrase is None or not speaks:  # "The 74-year-old underwent surgery", its verb not seen for one
        return _same_person(scene)
    described = phrase.head.head
    if phrase.head.dep_ == "appos" and described.tag_ == "NNP" and 0 < scene.opening - described.i <= NEAR:
        return scene.write(phrase_around(described)), "age-apposition"
    return scene.write(phrase), "age-noun"


def _same_person(scene: Scene) -> Found | None:
    """Read "The 38-year-old was jailed": whom the sentence before was about, or whose age was given."""
    if (
        scene.previous is not None
        and (person := main_subject(scene.previous)) is not None
        and person.ent_type_ == "PERSON"
    ):
        return write_from(scene.text, scene.previous, phrase_around(person)), "age-previous"
    for claim in reversed(scene.claims):
        if claim.quantity.unit == "year" and claim.quantity.value == scene.quantity.value and claim.item:
            return claim.item, "age-earlier"
    return "", "age-of-nobody"


def _aged(scene: Scene) -> Found | None:
    """Read "children under the age of 5", "adults aged 18"."""
    match = AGE_BEFORE.search(scene.before())
    written = scene.text[scene.quantity.span.start : scene.quantity.span.end].lower()
    at_age = written.endswith("of age") and scene.word(scene.opening - 1) == "at"
    if at_age and scene.word(scene.opening - 2) in load_words("person_nouns"):  # "children at 12 months of age"
        return scene.write(phrase_around(scene.doc[scene.opening - 2])), "aged"
    elder = scene.token(scene.opening - 1)
    if scene.word(scene.opening) in {"older", "younger"} and elder is not None and is_noun(elder):
        return scene.write(Phrase(phrase_around(elder).start, elder.i + 1, elder)), "aged"  # "pupils younger than 12"
    bare = scene.word(scene.opening - 1) in {"under", "over", "above"} and scene.quantity.unit == "year"
    if bare and scene.word(scene.opening - 2) in load_words("person_nouns"):  # "children under 12"
        return scene.write(phrase_around(scene.doc[scene.opening - 2])), "aged"
    if match is None:
        return None
    length = len(match[0].split())
    index = scene.opening - 1 - length
    while index > 0 and (scene.word(index) in {"those", "who", "are", "is", ","} or scene.tag(index) in {"IN", ","}):
        index -= 1
    noun = scene.token(index)
    if noun is None or not is_noun(noun) or is_time(noun):  # "who died Sunday at age 94"
        return None
    if match[0].startswith("aged") and (doer := _doer_of(scene, noun)) is not None:
        return scene.write(phrase_around(doer)), "aged"
    return scene.write(Phrase(phrase_around(noun).start, noun.i + 1, noun)), "aged"


def _doer_of(scene: Scene, noun: Token) -> Token | None:
    """Return the person whose doing ends in ``noun``: "who made her debut aged 16", "Mora won the title aged 19"."""
    if noun.ent_type_ == "PERSON" or noun.lower_ in load_words("person_nouns") or not noun.text.islower():
        return None
    verb = next((token for token in reversed(scene.doc[max(0, noun.i - 6) : noun.i]) if is_verb(token)), None)
    doer = subject(verb) if verb is not None else None
    return doer if doer is not None and doer.ent_type_ == "PERSON" else None


def _noun_after(scene: Scene) -> Found | None:
    """Read "a 46-page report", "a six-year trend"."""
    start = scene.end + (scene.tag(scene.end) == "HYPH")
    if pair := PAIR_AFTER.match(scene.after()):  # "a 10- or 12-year term"
        start = scene.index_at(scene.quantity.span.end + pair.end())
        start += scene.tag(start) == "HYPH"
    written = scene.text[scene.quantity.span.start : scene.quantity.span.end]
    led = "-" in written or scene.word(scene.opening - 1) in {"a", "the"}
    if scene.tag(start) in {"DT", "PRP$", "PDT", ""} or (scene.tag(start) == "NNP" and not led):
        return None  # a name may follow by chance, but "the 275-acre Mill Park", "the 90MW Mill Plant" are one phrase
    if start > scene.end and scene.word(start).rstrip("s") == scene.quantity.unit:
        start += 1
        if scene.tag(start) == "HYPH":
            start += 1
    phrase = phrase_from(scene.doc, _behind_sum(scene, start))
    if phrase is None or scene.word(start) in {"more", "less", "later", "earlier"}:
        return None
    if scene.word(start) in COMPASS:  # "46 km southwest of the city"
        return None
    return scene.write(phrase), "amount-noun"


def _behind_sum(scene: Scene, start: int) -> int:
    """Return the token behind a sum that a comma joins to a length: "a three-year, $9 million contract"."""
    index = start + 1
    if scene.word(start) != "," or scene.tag(index) not in {"$", "CD"}:
        return start
    while scene.tag(index) in {"$", "CD"} or scene.word(index) in {"m", "bn", "-"}:
        index += 1
    return index


def _of_noun(scene: Scene) -> Found | None:
    """Read "90 mm of rain", "two million tons a year of ash"."""
    index = after_rate(scene)
    closing = next((token.i for token in scene.doc[index : index + CONVERSION] if token.text == ")"), None)
    if closing is not None and scene.word(index) in {"(", ")"}:  # "2,500 barrels (105,000 gallons) of crude"
        index = closing + 1
    return whole(scene, index + 1) if scene.word(index) == "of" else None


def _confined(scene: Scene) -> Found | None:
    """Read "nine years in state prison"."""
    if scene.word(scene.end) in {"in", "of"}:
        phrase = phrase_from(scene.doc, scene.end + 1)
        if phrase is not None and phrase.head.lower_ in CONFINEMENT:
            return scene.write(phrase), "confined"
    return None


def _name_before(scene: Scene) -> Found | None:
    """The name right before a comma: "Smith, 44, of Leeds", "Fulton, 130 miles east of here", "Smith, then 44,"."""
    comma = scene.opening - (2 if scene.word(scene.opening - 1) in {"then", "now"} else 1)
    if scene.word(comma) != ",":
        return None
    noun = scene.token(comma - 1)
    if noun is None or not (is_noun(noun) or noun.text[:1].isupper()) or is_time(noun) or scene.is_number(noun):
        return None
    phrase = phrase_around(noun)
    start = noun.i
    if (
        start > 1
        and scene.word(start - 1) == ","
        and noun.ent_type_ in {"GPE", "PERSON"}
        and is_noun(scene.doc[start - 2])
    ):
        start -= 2  # "Fulton, Mo., 130 miles east of here"
    while start > 0 and scene.doc[start - 1].tag_ in {"NNP", "NNPS"} and start > phrase.start - 4:
        start -= 1
    return scene.write(Phrase(min(start, phrase.start), max(phrase.end, noun.i + 1), noun)), "name-before"


def _same_kind_elsewhere(scene: Scene) -> Found | None:
    """Return what had the last quantity of the same unit, unless this one is the speaker's or the hearer's own."""
    verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
    doer = subject(verb) if verb is not None else None
    return None if doer is not None and doer.lower_ in SPEAKERS_OWN else same_kind(scene)
