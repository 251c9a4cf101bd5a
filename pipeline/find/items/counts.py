"""What a plain count counts: the noun after it, the noun after "of", or what the text leaves out."""

import re

from pipeline.find.items.antecedents import antecedent, name
from pipeline.find.items.changes import CHANGING, changed
from pipeline.find.items.ellipsis import counted_before, harms, is_people, listed_ahead, named_elsewhere, people
from pipeline.find.items.holders import PUTTING, compared, holder, more_than_before, moved_to, put_at
from pipeline.find.items.phrases import OTHER, QUOTES, VAGUE, Phrase, is_time, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import forms_of
from pipeline.syntax import BE, FINITE, PLURALS, SUBJECTS, foreseers, is_noun, is_verb, noun_above, path_up, subject
from pipeline.tokens import Token

# "a 2-to-1 vote", "a 5-4 decision", "two- and three-room flats": the other number of the pair, after this one.
PAIR_AFTER = re.compile(r"(?:\s?(?:-to-|-|–|—)\s?\d+|-\s(?:and|or|to)\s\w+)(?=[\s-])")
# "dozens if not hundreds of interviews".
ALTERNATIVE = re.compile(
    r"\s(?:if not|or(?: even)?|and|to)\s(?:tens of |hundreds of )?"
    r"(?:dozens|scores|hundreds|thousands|millions|billions) of "
)
BETWEEN = load_words("count_links")
HYPHENED = frozenset({"strong", "odd", "plus", "long", "high", "fold", "way", "time", "part"})
PARENTS = frozenset({"mother", "father", "parent", "mum", "mom", "dad", "grandmother", "grandfather"})
ARTICLES = frozenset({"the", "a", "an"})
# "300 last year" counts no years, "three hard years" does.
NOT_OF = frozenset({"last", "next", "past", "previous", "coming", "earlier", "later", "early", "late", "fiscal"})
# Verbs whose object is what the subject comes to ("the toll reached 40"); of others it is what they act on.
REACHING = forms_of(
    *("reach", "hit", "top", "total", "number", "average"),
    *("exceed", "surpass", "pass", "near", "approach", "eclipse"),
)
AVERAGING = forms_of("average", "draw", "total", "reach", "have", "get")
# The word lists of what can come to a number.
COUNTING = ("measure_nouns", "quantifier_nouns")
# What may part a noun from what is added to it.
MARKS = frozenset({",", "--", "—", "–", "("})
AT_THE_LEAST = frozenset({"fewer", "less", "more", "so"})
# Tokens of a phrase at the front of a sentence that stand before its number.
FRONT = 3


def counted(scene: Scene) -> Found | None:
    """Return what a count counts and the rule that told."""
    for rule in (
        _after_of,
        _children,
        _noun_after,
        _noun_of_parse,
        more_than_before,
        moved_to,
        _in_masses,
        _said_of_people,
        _done_to_people,
        listed_ahead,
        _of_those,
        compared,
        put_at,
        _set_off,
        _come_to,
        _held,
        _left_out,
    ):
        if found := rule(scene):
            return found
    return None


def _after_of(scene: Scene) -> Found | None:
    """Read "Eight of the firms", "two out of three valves", "nine of them"."""
    index = scene.end
    if alternative := ALTERNATIVE.match(scene.after()):
        index = scene.index_at(scene.quantity.span.end + alternative.end()) - 1
    if index < len(scene.doc) and scene.doc[index].text in QUOTES:  # '"thousands" of letters'
        index += 1
    if scene.word(index) == "out":
        index += 1
    return whole(scene, index + 1) if scene.word(index) == "of" else None


def _children(scene: Scene) -> Found | None:
    """Read "a mother of three"."""
    parent = scene.word(scene.opening - 1) == "of" and scene.word(scene.opening - 2) in PARENTS
    return ("children", "children") if parent and phrase_from(scene.doc, scene.end) is None else None


def whole(scene: Scene, start: int) -> Found | None:
    """Return the whole that begins at token ``start`` and of which the quantity is a part."""
    token = scene.token(start)
    if token is None:
        return None
    following = scene.tag(start + 1)
    if token.lower_ == "those" and following in {"WP", "VBN", "VBG", "WDT"}:
        return _those(scene, start), "part-of-those"
    if token.lower_ in {"them", "those", "these", "whom", "which", "us"} and following not in {
        "NN",
        "NNS",
        "JJ",
        "CD",
        "NNP",
    }:
        return _right_before(scene, token) or counted_before(scene, whole=True) or antecedent(scene, token)
    if token.lower_ in {"it", "that"} and following not in {"NN", "NNS", "JJ"}:
        return (scene.claims[-1].item, "part-of-earlier") if scene.claims and scene.claims[-1].item else None
    phrase = phrase_from(scene.doc, start, through_possessive=True)
    if phrase is not None:
        return scene.write(phrase), "part-of"
    if token.lower_ == "the" and following in {"JJ", "VBN"}:  # "12 of the injured"
        return scene.excerpt(start + 1, start + 2), "part-of"
    words = [scene.word(index) for index in range(start, start + 4)]
    harmed = next((at for at, word in enumerate(words) if word in load_words("person_predicates")), None)
    if harmed is not None and all(scene.tag(start + at) in {"CD", "DT", "VBN", "JJ"} for at in range(harmed)):
        return people(scene)  # "55 of 75 confirmed dead"
    return None


def _right_before(scene: Scene, pronoun: Token) -> Found | None:
    """Return the plural set off right before "five of which", "12 of whom"."""
    noun = scene.token(scene.opening - 2)
    if pronoun.lower_ not in {"which", "whom"} or scene.word(scene.opening - 1) not in MARKS or noun is None:
        return None
    fits = pronoun.lower_ == "which" or noun.lower_ in load_words("person_nouns")
    plural = noun.tag_ in PLURALS or (noun.tag_ == "NNP" and noun.lower_.endswith("s"))  # "the Faroe Islands"
    return name(scene, noun, "part-of") if plural and fits and not is_time(noun) else None


def _those(scene: Scene, start: int) -> str:
    """Return "those who went without" up to the end of its short clause."""
    end = start + 2
    if scene.tag(start + 1) in {"WP", "WDT"}:
        end = start + 3
        if scene.tag(end) in {"IN", "RB", "NN", "NNS"}:
            end += 1
        elif scene.tag(end) == "PRP$":
            end += 2
    return scene.excerpt(start, min(end, len(scene.doc)))


def _noun_after(scene: Scene) -> Found | None:
    start = scene.end
    if pair := PAIR_AFTER.match(scene.after()):
        start = scene.index_at(scene.quantity.span.end + pair.end())
    if scene.tag(start) == "HYPH" or scene.word(start) in {"-", "–"}:
        start += 2 if scene.word(start + 1) in HYPHENED else 1
        inner, outer = phrase_from(scene.doc, start), phrase_from(scene.doc, start + 1)
        if inner is None and outer is not None:  # "a 28-stop tour", its noun taken for a verb
            return scene.write(outer), "counted-noun"
        goes_on = inner is not None and scene.tag(inner.end) not in {"DT", "PRP$", "PRP", "NNP"}
        if (
            inner is not None and goes_on and outer is not None and outer.end > inner.end
        ):  # "a 52-count civil complaint"
            return scene.write(Phrase(start, outer.end, outer.head)), "counted-noun"
    if scene.word(start) == "or" and scene.word(start + 1) in AT_THE_LEAST:  # "1 million or more people"
        start += 2
    another = scene.word(start) in ARTICLES and scene.word(start + 1) not in load_words("quantifier_nouns")
    phrase = None if another else phrase_from(scene.doc, start)  # "19 the board had asked for"
    if phrase is None:
        time = next((token for token in scene.doc[start : start + 3] if is_time(token)), None)
        more = time is not None and not any(
            token.lower_ in NOT_OF or token.tag_ not in {"JJ", "JJR", "VBN", "VBG"}
            for token in scene.doc[start : time.i]
        )
        return (time.text, "counted-noun") if time is not None and more else None
    return scene.write(Phrase(_first_describing(scene, phrase), phrase.end, phrase.head)), "counted-noun"


def _first_describing(scene: Scene, phrase: Phrase) -> int:
    start = phrase.start
    while start < phrase.head.i and scene.word(start) in OTHER:
        start += 1
    return start


def _noun_of_parse(scene: Scene) -> Found | None:
    """Trust the parse where the tags did not show a noun right after the number."""
    head = scene.root.head
    near = scene.end <= head.i <= scene.end + 6 and not foreseers(scene.doc, scene.end)
    if scene.root.dep_ == "nummod" and near and is_noun(head) and not is_time(head):
        between = scene.doc[scene.end : head.i]
        known = head.lower_ in load_words("person_predicates")
        if not known and not any(
            token.is_punct or is_verb(token) or token.tag_ in {"IN", "RB", "TO", "CC"} for token in between
        ):
            return scene.write(Phrase(scene.end, head.i + 1, head)), "counted-noun-parse"
    return None


def _in_masses(scene: Scene) -> Found | None:
    """Read "the workers answered by the thousands": who did so."""
    masses = scene.word(scene.opening - 2) == "by" and scene.word(scene.opening - 1) == "the"
    if not masses or scene.word(scene.end - 1) not in VAGUE or scene.word(scene.end) == "of":
        return None
    verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
    doer = subject(verb) if verb is not None else None
    return name(scene, doer, "masses") if doer is not None and not scene.is_own(doer) else None


def _said_of_people(scene: Scene) -> Found | None:
    """Read "twelve were killed", "90 dead", "dozens missing"."""
    watching = scene.tag(scene.end - 1) == "NNS" and scene.tag(scene.end) == "VBG"  # "millions watching"
    on_board = scene.word(scene.end) == "on" and scene.word(scene.end + 1) == "board"
    if scene.word(scene.end) == "who" or watching or on_board:
        return people(scene)
    for token in scene.doc[scene.end : scene.end + 6]:
        if token.lower_ in load_words("person_predicates") or harms(token):
            return people(scene)
        if token.lower_ not in BETWEEN and token.text not in {'"', "'", "''"}:
            return None
    return None


def _done_to_people(scene: Scene) -> Found | None:
    """Read "killing 40", "injured more than 900"."""
    verb = _verb_before(scene)
    if verb is None and scene.tag(scene.opening - 1) in {"NNP", "NNPS", "NNS"}:  # "Blast Kills 18"
        verb = scene.token(scene.opening - 1)
    return people(scene) if verb is not None and harms(verb) else None


def _verb_before(scene: Scene) -> Token | None:
    head = scene.root.head
    if scene.root.dep_ in {"dobj", "attr", "oprd"} and is_verb(head) and head.i < scene.first:
        return head
    before = scene.token(scene.opening - 1)
    return before if before is not None and is_verb(before) else None


def _of_those(scene: Scene) -> Found | None:
    """Read "Of the 10 judges, six were ..."."""
    opener = scene.token(0)
    if opener is not None and opener.lower_ in {"of", "among"} and scene.first > 2:
        return whole(scene, 1)
    return None


def _set_off(scene: Scene) -> Found | None:
    """Read "the largest number of listed trees, 247, stands ..."."""
    dashes = MARKS - {"("}
    if scene.word(scene.opening - 1) not in dashes or scene.word(scene.end) not in dashes | {".", ""}:
        return None
    noun = scene.token(scene.opening - 2)
    if noun is None or not is_noun(noun) or is_time(noun) or noun.ent_type_ == "PERSON":
        return None
    return name(scene, noun_above(noun), "set-off")


def _come_to(scene: Scene) -> Found | None:
    """Read "the toll reached 40"; "the club won 40" tells what it won, not what the club is."""
    verb = scene.root.head if scene.root.dep_ == "dobj" else None
    if verb is not None and verb.lower_ not in REACHING:
        return None
    doer = subject(verb) if verb is not None else None
    counts = doer is not None and any(doer.lower_ in load_words(nouns) for nouns in COUNTING)
    return changed(scene) or (name(scene, doer, "reached") if doer is not None and counts else None)


def _held(scene: Scene) -> Found | None:
    """The number itself is what something is or comes to ("the sample is 834"), not what is acted on ("lost four")."""
    verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
    if scene.opening < FRONT and scene.word(scene.opening - 1) == "with":
        return None  # "With 35 at stake, Clinton will gain more"
    acted_on = scene.root.dep_ == "dobj" or (verb is not None and verb.lower_ not in BE | CHANGING | PUTTING)
    fellow = next(
        (claim for claim in scene.fellows() if claim.quantity.unit == "" and "counted-noun" in claim.rules), None
    )
    if fellow is not None and verb is not None and verb.lower_ in AVERAGING and fellow.item:
        return fellow.item, "ellipsis-fellow"
    reached = scene.word(scene.opening - 1) in {"to", "at", "from", "of", "by"}
    return holder(scene) if reached or not acted_on or (verb is not None and verb.lower_ in CHANGING) else None


def _left_out(scene: Scene) -> Found | None:
    """The number stands for a noun said before ("Two are a couple"), or for people ("hundreds who had queued")."""
    fellow = next(iter(scene.fellows()), None)
    if fellow is None and (named := named_elsewhere(scene)):
        return named, "people-same-number"
    crowd = scene.word(scene.end - 1) in VAGUE and scene.root.dep_ in SUBJECTS and _acts(scene)
    earlier = counted_before(scene, whole=scene.word(scene.opening - 1) == "including")
    alone = not any(claim.quantity.unit == "" for claim in scene.fellows())
    if crowd and alone and not (earlier is not None and is_people(earlier[0])):
        return "people", "people"  # "tens of thousands flocked to the island"
    if earlier is not None:
        return earlier
    doing = scene.tag(scene.end) in FINITE and scene.tag(scene.end - 1) == "NNS"  # "dozens queued"
    being = scene.word(scene.end) in BE and scene.tag(scene.end + 1) in {"IN", "JJ", "RB", "VBG"}  # "171 were on board"
    return ("people", "people") if doing or being else None


def _acts(scene: Scene) -> bool:
    """Tell whether the number does what only people do at will: an active verb that is not a mere "was" or "had"."""
    verb = scene.root.head
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    return is_verb(verb) and not passive and verb.lower_ not in BE | CHANGING | {"have", "has", "had"}
