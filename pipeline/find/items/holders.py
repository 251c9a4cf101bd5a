"""What has an amount: the subject of "rose to", the object of "cut ... by", the noun before "of"."""

import re

from pipeline.find.items.antecedents import kind, name
from pipeline.find.items.ellipsis import REPORTING
from pipeline.find.items.phrases import is_time, phrase_around, phrase_from
from pipeline.find.items.scene import Found, Scene
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import forms_of, listed_forms
from pipeline.syntax import SUBJECTS, direct_object, is_noun, is_verb, path_up, subject, word_before
from pipeline.tokens import Token

# Verbs whose amount belongs to the subject although they have another object ("led his rival by 5 points").
SUBJECT_VERBS = forms_of(
    *("lead", "beat", "trail", "cost", "outpace", "top", "exceed", "outnumber", "defeat", "surpass"),
    *("pay", "earn", "spend", "win", "follow"),
)
# Verbs whose length of time is that of whom they act on ("sentenced Lee to 20 years").
PUNISHING = forms_of("sentence", "condemn", "jail", "imprison", "ban", "suspend", "bar")
LOSING = forms_of("carry", "lose")  # "lost the state by 5 points"
EXPECTING = forms_of("expect", "forecast", "predict", "project", "anticipate")
# Prepositions by which a noun has an amount: "a fine of", "interest rates at".
HAVING = frozenset({"of", "at", "between", "from", "to", "under", "over", "above", "below", "around"})
# Nouns that have a price: "the sale of the hall for $2 million".
TRADES = frozenset({"bid", "contract", "deal", "lease", "offer", "order", "purchase", "sale", "takeover", "transfer"})
CHANGES = load_words("change_nouns")
SEEING = forms_of("see", "suffer", "post", "report", "record", "register", "show", "have", "enjoy", "face")
# Verbs that say of their object what it has ("shows Mora with 47 percent"); of others the doer has it.
SHOWING = forms_of("show", "find", "list", "give", "leave", "put", "rank", "see")
# The amount is set beside another one of the same thing, whatever stands between them.
COMPARING = re.compile(
    r"\b(?:up|down|compared (?:with|to)|versus|vs\.?|against|from|rather than|instead of|not|then|and not|than the"
    r"|above|below|short of|beating|missing|topping)"
    r"\s+(?:just |only |an? |the |about |nearly |a total of |an estimated )?[\"“]?$"
)
# ... if no other verb stands between them.
JOINING = re.compile(r"(?:\b(?:to|or|and|in|off|but)|,|;|--|—|–|/)\s*(?:just |only |about |nearly |another )?[\"“]?$")
MORE = re.compile(r"^\s(?:more|less|fewer|higher|lower|above|below|over|short|under)\b")
PUTTING = forms_of("put", "estimate", "value", "place", "set", "price", "peg")
# Participles that say how large something is, and those who do not measure so.
SIZING = frozenset({"measuring", "spanning", "weighing"})
PEOPLE = load_words("person_nouns")
# Prepositions by which the same part is taken of the same whole twice.
PARTITIVE = frozenset({"from", "of", "by", "among"})
# "with 40 percent supporting it before and 31 percent after".
LISTED = re.compile(r"(?:\b(?:and|or)|[,;])\s+(?:just |only |about |nearly )?$")
OPINIONS = listed_forms("opinion_verbs")
# "$84 million, or 61 cents", "6 trillion won ($4.22 billion)": the same amount said again.
SET_OFF = re.compile(r"^(?:\s?(?:--?|—|–|\)|[.;]|$))")
SAID_AGAIN = re.compile(r"^[\s,)]*(?:\(|,? or |-- ?|— ?|– ?|/)\s*(?:about |roughly |some |nearly |around |up to )?$")
MOVED_TO = re.compile(r",? to (?:a |an |about |almost |around |just |nearly |over |record |roughly |some )*")
PER = re.compile(r"^(?:\s|-)?(?:(?:a|an|per|each|every)[\s-]|/)\s?[\w-]+")


def is_verbless_of(scene: Scene) -> bool:
    """Tell whether the noun has the amount already ("Revenue of $9 million beat ...") and the verb was not seen."""
    return scene.word(scene.opening - 1) == "of" and not any(
        is_verb(token) or token.tag_ == "MD" for token in scene.doc
    )


def holder(scene: Scene) -> Found | None:
    """Return the thing that has the amount, found by climbing the parse from the number."""
    node = scene.root
    for above in path_up(scene.root):
        if scene.is_own(above):
            node = above
            continue
        if is_verb(above):
            return _of_verb(scene, above, node)
        if is_noun(above) and above.i < scene.first and (found := _of_noun(scene, above, node)):
            return found
        node = above
    return None


def said_again(scene: Scene) -> Found | None:
    """Return the item of the amount right before, where this one says the same in another unit."""
    fellow = next(iter(scene.fellows()), None)
    if fellow is None or not fellow.item or fellow.quantity.unit == scene.quantity.unit:
        return None
    between = scene.text[fellow.quantity.span.end : scene.quantity.phrase.start].lower()
    without_item = re.sub(r"^\s(?:of )?(?:the )?", " ", between).replace(fellow.item.lower(), "", 1)
    if any(SAID_AGAIN.match(each) for each in (between, PER.sub("", between), without_item)):
        return fellow.item, "said-again"
    if moved := moved_to(scene):
        return moved
    if re.search(r"[-—–(]\s?$", scene.before()) and SET_OFF.match(scene.after()):
        return fellow.item, "said-again"
    return None


def moved_to(scene: Scene) -> Found | None:
    """Return what moved by a share to this amount: "with income up 9% to £40m"."""
    fellow = next(iter(scene.fellows()), None)
    if fellow is None or not fellow.item or fellow.quantity.unit != "percent":
        return None
    between = scene.text[fellow.quantity.span.end : scene.quantity.phrase.start].lower()
    return (fellow.item, "moved-to") if MOVED_TO.fullmatch(between) else None


def more_than_before(scene: Scene) -> Found | None:
    """Return what an amount exceeds that is set beside it ("158 people boarded, 15 more than listed")."""
    if not MORE.match(scene.after()) or not re.search(
        r"(?:[,(—–-]|\bor|\bbut|\band|percent|%)\s*(?:only\s|just\s)?$", scene.before()
    ):
        return None
    return next(((claim.item, "more-than-before") for claim in scene.fellows() if claim.item), None)


def put_at(scene: Scene) -> Found | None:
    """Return the object of "put", "estimate", "value" before an amount opened by "at"."""
    if not re.search(r"\bat(?: up to| some| about)?\s+$", scene.before()):
        return None
    for index in range(scene.opening - 1, max(-1, scene.opening - 16), -1):
        if scene.word(index) in PUTTING:
            phrase = phrase_from(scene.doc, index + 1, through_possessive=True)
            return name(scene, phrase.head, "put-at") if phrase is not None and phrase.end < scene.first else None
    return None


def included(scene: Scene) -> Found | None:
    """Return the whole before ", including $5 million for ..."."""
    if scene.word(scene.opening - 1) != "including":
        return None
    index = scene.opening - 2
    while index >= 0 and not is_noun(scene.doc[index]) and scene.opening - index < 6:
        index -= 1
    noun = scene.token(index)
    if noun is None or not is_noun(noun) or scene.is_number(noun):
        return None
    return scene.write(phrase_around(noun)), "included"


def compared(scene: Scene) -> Found | None:
    """Return the item of an earlier amount of this sentence with which this one is compared."""
    before = scene.before()
    if _has_own_noun(scene):
        return None
    comparing = COMPARING.search(before) is not None
    if (not comparing and not JOINING.search(before)) or _is_aside(scene):
        return None
    for claim in scene.fellows():
        if kind(claim.quantity.unit) == kind(scene.quantity.unit) and claim.item:
            between = scene.sentence.tokens(scene.quantity.phrase)
            start = scene.sentence.tokens(claim.quantity.span)
            if between is None or start is None:
                return None
            passed = scene.doc[start.end : between.start]
            link = scene.word(scene.opening - 1)
            if link in PARTITIVE and word_before(scene.doc, start.start) == link and "part-of" in claim.rules:
                return claim.item, "compared"  # "support from 52 percent of nurses, while Lind has it from 33 percent"
            verb = next((word for word in path_up(scene.root) if is_verb(word) and not scene.is_own(word)), None)
            if verb is not None and any(
                word.dep_ in SUBJECTS
                and word.head.i == verb.i
                and is_noun(word)
                and not (scene.is_number(word) or claim.item.endswith(word.text))
                for word in passed
            ):
                return None  # "Mora is up from 37 percent and Lind is down from 49 percent"
            verbs = [token for token in passed if is_verb(token)]
            listed = kind(scene.quantity.unit) == "share" and LISTED.search(before)
            return (claim.item, "compared") if comparing or listed or not verbs else None
    return None


def _has_own_noun(scene: Scene) -> bool:
    """Tell whether a joined noun goes up or down by itself: "Burglaries were down 14 percent and car thefts up 8"."""
    noun = scene.token(scene.opening - 2)
    if noun is None or scene.word(scene.opening - 1) not in {"up", "down"} or not is_noun(noun) or is_time(noun):
        return False
    start = phrase_around(noun).start
    return scene.word(start - 1) in {"and", "but", "while"}


def _is_aside(scene: Scene) -> bool:
    """Tell whether a noun right before tells what changed: "hotel beds (up 300)", "with profit up 3%"."""
    noun = scene.token(scene.opening - (3 if scene.word(scene.opening - 2) == "(" else 2))
    if scene.word(scene.opening - 1) not in {"up", "down"} or noun is None or not is_noun(noun):
        return False
    return not scene.is_number(noun) and not is_time(noun)


def _of_noun(scene: Scene, noun: Token, node: Token) -> Found | None:
    """Read "a fine of $5 million", "tariffs of up to 20 percent"; not "the airline by 5 percent"."""
    if node.dep_ not in {"prep", "amod", "advmod", "acl", "npadvmod"} or is_time(noun) or scene.is_number(noun):
        return None
    sold = node.lower_ == "for" and noun.lower_ in TRADES
    if node.dep_ == "prep" and node.lower_ not in HAVING and not sold:
        return None
    if node.lower_ == "at" and noun.dep_ == "attr" and (what := subject(noun.head)) is not None and is_noun(what):
        return name(scene, what, "subject")  # "housing was the main worry at 41 percent"
    if noun.lower_ in load_words("quantifier_nouns") | {
        "plus",
        "worth",
        "maximum",
        "mark",
        "age",
        "high",
        "low",
        "peak",
    }:
        return None
    if noun.lower_ in CHANGES:
        return of_change(scene, noun)
    over = noun.head
    inner = noun.dep_ == "pobj" and over.lower_ == "of" and is_noun(over.head) and over.head.i < noun.i
    if inner and over.head.lower_ not in load_words("quantifier_nouns"):  # "a margin of error of 4 points"
        return scene.write(phrase_around(over.head)), "noun-of"
    return scene.write(phrase_around(noun)), "noun-of"


def of_change(scene: Scene, noun: Token) -> Found | None:
    """Read "a drop of 12 percent in sales": the sales; without them what the sentence spoke of before."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"in", "of"}:
            for thing in child.children:
                if thing.dep_ == "pobj" and is_noun(thing) and not scene.is_own(thing) and not is_time(thing):
                    return scene.write(phrase_around(thing)), "change-in"
    describing = [
        child
        for child in noun.lefts
        if child.dep_ in {"compound", "poss"} and is_noun(child) and not scene.is_own(child)
    ]
    if describing:
        return scene.write(phrase_around(noun)), "noun-of"
    if (
        noun.dep_ == "dobj"
        and noun.head.lower_ in SEEING
        and (doer := subject(noun.head)) is not None
        and is_noun(doer)
    ):
        return name(scene, doer, "change-seen")  # "burglaries saw a drop of 20 percent"
    fellow = next((claim for claim in scene.fellows() if claim.item), None)
    return (fellow.item, "change-before") if fellow is not None else (noun.text, "noun-of")


def _of_verb(scene: Scene, verb: Token, node: Token) -> Found | None:
    if node.dep_ in {"nsubj", "nsubjpass"} and node.head.i == verb.i:
        if node.i < scene.first and is_noun(node) and not scene.is_number(node):
            return name(scene, node, "subject")
        return None
    acted_on = direct_object(verb)
    if (
        acted_on is not None
        and acted_on.i < scene.first
        and not any(scene.is_own(below) for below in acted_on.subtree)
        and not acted_on.text.lower().endswith(("self", "selves"))
        and acted_on.lower_ not in load_words("light_objects")
        and not (kind(scene.quantity.unit) == "share" and verb.lower_ in OPINIONS | LOSING)
        and not (scene.is_own(acted_on) or scene.is_number(acted_on) or is_time(acted_on))
        and not (verb.lower_ in SUBJECT_VERBS or (_is_length(scene) and verb.lower_ not in PUNISHING))
        and (node.lower_ != "with" or verb.lower_ in SHOWING)
    ):
        return of_change(scene, acted_on) if acted_on.lower_ in CHANGES else name(scene, acted_on, "object")
    if verb.lower_ in EXPECTING and acted_on is not None and scene.is_own(acted_on):
        for claim in reversed(scene.claims):
            if claim.quantity.unit == scene.quantity.unit and claim.item:
                return claim.item, "expected-instead"
    doer = _told_of(verb) or subject(verb)
    if doer is None or scene.is_own(doer):
        return None
    if (sized := _sized_by_people(scene, verb, doer)) is not None:
        return name(scene, sized, "sized")
    return name(scene, doer, "subject")


def _sized_by_people(scene: Scene, verb: Token, doer: Token) -> Token | None:
    """Return what people found or made that a participle right behind it sizes: "dug a tunnel, measuring 40 meters"."""
    person = doer.ent_type_ == "PERSON" or doer.tag_ == "PRP" or f"{doer.lower_.removesuffix('s')}s" in PEOPLE
    noun = scene.token(verb.i - 2)
    if verb.lower_ not in SIZING or not person or scene.word(verb.i - 1) != "," or noun is None:
        return None
    return noun if is_noun(noun) and noun.dep_ in {"dobj", "pobj"} else None


def _told_of(verb: Token) -> Token | None:
    """Return the subject of what was told before a verb that reports: "It was 5%, the bank said, down from 7%"."""
    if verb.lower_ not in REPORTING:
        return None
    above = verb.head if verb.dep_ == "parataxis" and verb.head.i < verb.i else None
    told = next((child for child in verb.lefts if child.dep_ == "ccomp"), above)
    return subject(told) if told is not None and is_verb(told) else None


def _is_length(scene: Scene) -> bool:
    """Tell whether the quantity is a length of time, which is the doer's rather than the object's."""
    return scene.quantity.unit in {"second", "minute", "hour", "day", "week", "month", "year", "decade"}
