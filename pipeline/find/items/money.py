"""What a sum of money is: the fine, the payment, the cost, who gave it or what it went to."""

import re

from pipeline.find.items.antecedents import name
from pipeline.find.items.changes import changed
from pipeline.find.items.counts import whole
from pipeline.find.items.holders import (
    PER,
    compared,
    holder,
    included,
    is_verbless_of,
    more_than_before,
    put_at,
    said_again,
)
from pipeline.find.items.lists import in_brackets, listed
from pipeline.find.items.phrases import Phrase, is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import forms_of, listed_forms, verb_forms
from pipeline.syntax import is_noun, is_verb, path_up, subject
from pipeline.tokens import Token

GETTING = listed_forms("getting_verbs")
PARTING = listed_forms("part_verbs")
EARNING = frozenset(verb_forms("earn"))
# Verbs that name whom the money goes to right after them ("paid the club $5 million").
PAYING = forms_of("pay", "give", "owe", "offer", "award", "grant", "hand", "lend", "send")
# Verbs whose object, where it is only a vague number, is money.
SPENDING = forms_of(
    "spend", "pay", "cost", "earn", "make", "lose", "donate", "invest", "accept", "raise", "save", "owe", "waste"
)
# Characters around a sum in which the article may name the profit that was earned.
REACH = 6000
# What money goes to, by the preposition before it.
GOING_TO = frozenset({"for", "on", "to", "into", "toward", "towards", "through", "off"})
# Words between "worth" and a sum.
ESTIMATED = frozenset({"a", "an", "estimated", "reported"})
COMING_FROM = frozenset({"from"})
# Nouns behind "in" that tell how or why, not what: "$5 million in support of Mora".
CIRCUMSTANCES = frozenset(
    {"addition", "advance", "all", "behalf", "case", "exchange", "favor", "favour", "full", "order", "response",
     "return", "support", "terms", "total", "view"}
)  # fmt: skip
PLACES = frozenset({"DATE", "TIME", "GPE", "LOC", "CARDINAL"})


def money(scene: Scene) -> Found | None:
    """Return what a sum of money is."""
    for rule in (
        more_than_before,
        said_again,
        in_brackets,
        listed,
        _worth,
        _noun_after,
        _in_noun,
        _of_noun,
        _earned,
        _relative,
        included,
        compared,
        put_at,
        changed,
        _given,
        _owned,
        holder,
        _before_it,
    ):
        if found := rule(scene):
            return found
    return None


def untold_money(scene: Scene) -> bool:
    """Tell whether a vague number is money though no currency is named ("spent millions on lawyers")."""
    top = scene.root.head if scene.root.dep_ == "conj" else scene.root
    return (
        scene.word(scene.end - 1) in {"thousands", "millions", "billions", "trillions"}
        and scene.word(scene.end) not in {"of", "more"}
        and phrase_from(scene.doc, scene.end) is None
        and top.dep_ == "dobj"
        and top.head.lower_ in SPENDING
    )


def after_rate(scene: Scene) -> int:
    """Return the index of the first token after the quantity and its denominator ("$12 an hour")."""
    per = PER.match(scene.after())
    return scene.index_at(scene.quantity.span.end + per.end()) if per else scene.end


def _worth(scene: Scene) -> Found | None:
    """Read "two bags of gold worth an estimated $5 million"; what stands behind a preposition may be another thing."""
    index = scene.opening - 1
    while scene.word(index) in ESTIMATED:
        index -= 1
    worth, noun = scene.token(index), scene.token(index - 1)
    if worth is None or worth.text != "worth" or noun is None or not is_noun(noun) or is_time(noun):
        return None
    phrase = phrase_around(noun)
    before = scene.token(phrase.start - 1 - (scene.tag(phrase.start - 1) in {"DT", "PRP$"}))
    if before is not None and before.tag_ in {"IN", "TO", "CC", ","} and before.lower_ != "of":
        return None
    return scene.write(phrase), "worth"


def _noun_after(scene: Scene) -> Found | None:
    start = scene.end + (scene.tag(scene.end) == "HYPH")
    if (rated := after_rate(scene)) > scene.end:  # "a $15 an hour minimum wage", "a $900-a-plate dinner"
        phrase = phrase_from(scene.doc, rated)
        attributive = scene.word(scene.opening - 1) in {"a", "an", "the", "his", "her", "its", "their"}
        return (scene.write(phrase), "amount-noun") if phrase is not None and attributive else None
    if scene.tag(start) in {"DT", "PRP$", "PDT", ""} or is_verbless_of(scene):
        return None
    phrase = phrase_from(scene.doc, start)
    if phrase is None and scene.tag(start) in {"VB", "VBP"} and _after_article(scene):
        return scene.doc[start].text, "amount-noun"  # "a record £14m deal", where the tagger saw a verb
    if phrase is not None and scene.tag(start) == "NNP" and phrase.head.tag_ not in {"NN", "NNS"}:
        return None  # "$5 million Monday"
    if phrase is None or phrase.head.lower_ in {"mark", "level", "apiece", "more"}:
        return None
    return scene.write(phrase), "amount-noun"


def _after_article(scene: Scene) -> bool:
    """Tell whether an article opens the phrase of the sum, so that a noun must follow it."""
    before = scene.opening - (2 if scene.tag(scene.opening - 1) in {"JJ", "VBN"} else 1)
    return scene.word(before) in {"a", "an", "another", "the"}


def _in_noun(scene: Scene) -> Found | None:
    """Read "$5 million in damages", "$3 million worth of goods"."""
    index = after_rate(scene)
    if scene.word(index) == "(":  # the same amount in another currency
        index = next((token.i + 1 for token in scene.doc[index : index + 9] if token.text == ")"), index)
    if scene.word(index) == ")":
        index += 1
    if not (scene.word(index) == "in" or (scene.word(index) == "worth" and scene.word(index + 1) == "of")):
        return None
    phrase = phrase_from(scene.doc, index + (2 if scene.word(index) == "worth" else 1), through_possessive=True)
    if (
        phrase is None
        or phrase.head.ent_type_ in PLACES
        or phrase.head.lower_ in CIRCUMSTANCES
        or is_time(phrase.head)
        or phrase.head.lower_ in load_words("place_nouns")
    ):
        return None
    return scene.write(phrase), "amount-in"


def _of_noun(scene: Scene) -> Found | None:
    index = after_rate(scene)
    return whole(scene, index + 1) if scene.word(index) == "of" else None


def _earned(scene: Scene) -> Found | None:
    """Read "The carrier earned $84 million, or 61 cents per share": its profit, as the article calls it nearest."""
    verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
    shares = re.search(
        r"\b(?:per|a) share\b", scene.text[scene.sentence.sentence.span.start : scene.sentence.sentence.span.end]
    )
    if verb is None or verb.lower_ not in EARNING or not shares:
        return None
    start = scene.quantity.span.start
    named = re.compile(
        rf"\b(?:{'|'.join(sorted(load_words('earnings_nouns'), key=len, reverse=True))})\b", re.IGNORECASE
    )
    earlier = [match[0] for match in named.finditer(scene.text, max(0, start - REACH), start)]
    later = named.search(scene.text, start, start + REACH)
    if earlier or later:
        return (earlier[-1] if earlier else later[0] if later else ""), "earnings"
    return None


def _given(scene: Scene) -> Found | None:
    """Read "gave $5 million to the fund", "spent $3 million on lawyers", "$2 million was set aside for repairs"."""
    verb = scene.root.head
    if (
        scene.root.dep_ == "pobj"
        and scene.root.head.lower_ == "of"
        and scene.root.head.head.lower_ in load_words("quantifier_nouns")
    ):
        verb = scene.root.head.head.head  # "a total of $650,000 is offered for ..."
    if scene.root.dep_ == "conj" and (direct := _target(scene, scene.root)) is not None:
        return _going(scene, direct)  # "$200,000 in rent as well as $90,000 on travel"
    if not is_verb(verb) or not (scene.root.dep_ in {"dobj", "nsubj", "nsubjpass"} or verb.i != scene.root.head.i):
        return None
    targets = [each for each in (_target(scene, verb), _target(scene, scene.root)) if each is not None]
    if found := _going(scene, min(targets, key=_index, default=None)):
        return found
    payee = _payee(scene, verb) if verb.lower_ in PAYING else None
    return name(scene, payee, "given") if payee is not None else None


def _owned(scene: Scene) -> Found | None:
    """Read "the guest's $30": whose it is, where no noun follows."""
    owner = scene.token(scene.opening - 2)
    if scene.tag(scene.opening - 1) != "POS" or owner is None or not is_noun(owner) or is_time(owner):
        return None
    return scene.write(Phrase(phrase_around(owner).start, owner.i + 1, owner)), "owned"


def _payee(scene: Scene, verb: Token) -> Token | None:
    """Return whom "paid the club $5 million" names between the verb and the sum."""
    for child in verb.rights:
        if child.i < scene.opening and child.dep_ in {"dative", "dobj"} and is_noun(child) and not is_time(child):
            return child
    return None


def _index(token: Token) -> int:
    return token.i


def _relative(scene: Scene) -> Found | None:
    """Read "the $9 million that went to the schools"."""
    verb = next((child for child in scene.root.rights if child.dep_ in {"relcl", "acl"} and is_verb(child)), None)
    if verb is None:
        return None
    if found := _going(scene, _target(scene, verb)):
        return found
    if found := compared(scene):  # "$8 a share, above the $7 that analysts expected"
        return found
    by = next((child for child in verb.rights if child.lower_ == "by"), None)
    agent = next((child for child in by.rights if child.dep_ == "pobj"), None) if by is not None else None
    if agent is not None and verb.tag_ in {"VBN", "VBD"} and is_noun(agent):  # "the $8 million spent by the club"
        return name(scene, agent, "relative")
    doer = subject(verb)  # "the $3 million she raised came late"
    return name(scene, doer, "relative") if doer is not None and doer.i >= scene.end else None


def taken(scene: Scene) -> Found | None:
    """Read "shave 0.3 points off growth"."""
    verb = scene.root.head
    return _going(scene, _target(scene, verb)) if is_verb(verb) and verb.lower_ in PARTING else None


def _going(scene: Scene, preposition: Token | None) -> Found | None:
    if preposition is None:
        return None
    phrase = phrase_from(scene.doc, preposition.i + 1, through_possessive=True)
    if phrase is None or is_time(phrase.head) or phrase.head.lower_ in load_words("place_nouns"):
        return None
    return scene.write(phrase), "given"


def _target(scene: Scene, word: Token) -> Token | None:
    """Return the preposition after the sum that tells where the money goes or from where it is taken."""
    if word.lower_ in GETTING:
        wanted = frozenset({"for", "through"})
    else:
        wanted = GOING_TO | (COMING_FROM if word.lower_ in PARTING or word.head.lower_ in PARTING else frozenset())
    for child in word.children:
        numbers = any(below.tag_ in {"CD", "$", "VB", "VBG"} or scene.is_number(below) for below in child.children)
        if child.i >= scene.end and child.lower_ in wanted and child.dep_ in {"prep", "dative"} and not numbers:
            return child
    return None


def _before_it(scene: Scene) -> Found | None:
    """Nothing near: what an earlier sum of the sentence was."""
    return next(
        (
            (claim.item, "same-sentence")
            for claim in scene.fellows()
            if claim.item and claim.quantity.unit == scene.quantity.unit
        ),
        None,
    )
