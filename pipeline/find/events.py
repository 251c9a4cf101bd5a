"""The predicate that a quantity takes part in, as the text writes it."""

import re

from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import listed_forms, verb_forms
from pipeline.parsed import ParsedSentence
from pipeline.syntax import (
    BE,
    FINITE,
    JOINING,
    counted_nouns,
    described_by,
    is_definite,
    is_noun,
    is_verb,
    path_up,
    predicate,
    said_right_after,
)
from pipeline.tokens import Doc, Token
from pipeline.types import QuantityMention

# Words of an event's cell, at most.
LONGEST = 3
# Verbs that say little without what follows them.
LIGHT = BE | frozenset({"have", "has", "had", "having", "become", "became", "remain", "remained", "remains"})
# Verbs that pass on what the infinitive after them says ("are believed to have died", "have still to be matched").
RAISING = frozenset(
    {"have", "has", "had"}
    | {
        form
        for base in ("estimate", "believe", "think", "expect", "project", "report", "say", "know", "fear", "presume")
        for form in verb_forms(base)
    }
)
# Verbs whose object and what is said of it make one predicate with them ("left 250 people dead").
LEAVING = verb_forms("leave")
CHANGING = listed_forms("change_verbs")
# Words of direction that are a predicate of their own after a noun or a comma ("sales up 12 percent, down from ...").
DIRECTIONS = frozenset({"up", "down", "off", "ahead", "worth", "valued", "higher", "lower", "over", "above", "below"})
# "$74 million more than a year ago", "8 percent above the discounters".
SET_BESIDE = re.compile(
    r"^\s(?:more than|less than|above|below|over|short of|short|higher than|lower than|fewer than|under)\b"
)
OPENERS = load_words("amount_openers")
# Nouns for what takes place between or with so many.
DEALINGS = frozenset({"meeting", "meetings", "talks", "clash", "clashes", "battle", "fight", "dispute", "deal", "pact"})
PLACING = frozenset({"in", "on", "inside", "aboard", "at"})


def find_event(sentence: ParsedSentence, quantity: QuantityMention) -> str:
    """Return the predicate of ``quantity`` in one to three words of the text, "" if there is none."""
    tokens = sentence.tokens(quantity.span)
    if tokens is None or not len(tokens):
        return ""
    phrase = sentence.tokens(quantity.phrase)
    opening = min(phrase.start, tokens.start) if phrase is not None and len(phrase) else tokens.start
    doc, root, first, end = sentence.doc, tokens.root, tokens.start, tokens.end
    if (told := _of_whom(doc, end)) is not None:
        return _plain(told, told.i)
    verb = _including(root) or predicate(root, first, end)
    if (main := _after_fronted(doc, verb, opening, end)) is not None:
        return main.text
    if found := _direction(doc, opening):
        return found
    beside = SET_BESIDE.match(doc[end - 1].whitespace_ + doc.span(end, end + 4).text) if quantity.unit else None
    set_off = verb is None or verb.lower_ in BE or doc[opening - 1].text in {",", "--", "-", "—", "–"}
    if beside is not None and set_off:
        return beside[0].strip()
    after = said_right_after(doc, end)
    if after is not None and (verb is None or verb.i < first) and not _tells_more(verb, after):
        return _with_participle(doc, after)
    told = described_by(root, end) if is_definite(doc, opening) and "-" not in tokens.text else None
    if told is not None and is_verb(told):  # "the 300 voters surveyed": the rest only takes them up
        return _light(told, first, end) if told.lower_ in LIGHT else _plain(told, told.i)
    if verb is not None and (inner := _of_noun_phrase(root, verb, end)) is not None:
        verb = inner
    if noun := _nominal(root) or _change_after(doc, end, verb):
        return noun
    if verb is None:
        harm = doc[opening - 1] if opening else None  # "Blast Kills 18"
        harmed = harm is not None and harm.lower_ in listed_forms("harming_verbs")
        return harm.text if harm is not None and harmed else _without_verb(doc, end)
    verb = _carrier(verb, root)
    if verb.lower_ in LIGHT:
        return _light(verb, first, end)
    return _plain(verb, opening)


def _tells_more(verb: Token | None, after: Token) -> bool:
    """Tell whether the verb says what happened: "left 40 dead", "killing all 40 aboard"."""
    if verb is None:
        return False
    return verb.lower_ in LEAVING or (after.lower_ == "aboard" and verb.lower_ in listed_forms("harming_verbs"))


def _of_whom(doc: Doc, end: int) -> Token | None:
    """Return the verb of "82 percent of whom see him so"."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].lower_ not in {"whom", "which"}:
        return None
    near = doc[end + 2 : end + 5]
    return next((token for token in near if is_verb(token)), near[0] if len(near) else None)


def _after_fronted(doc: Doc, verb: Token | None, opening: int, end: int) -> Token | None:
    """Return the verb of "In the poll, conducted May 3-5, 40 percent of women back him", taken for one of the front."""
    fronted = verb is not None and verb.tag_ == "VBN" and 0 < verb.i < opening and doc[verb.i - 1].text == ","
    if not fronted or doc[opening - 1].text != ",":
        return None
    index = end
    while index < len(doc) and (doc[index].lower_ == "of" or is_noun(doc[index]) or doc[index].tag_ in {"JJ", "DT"}):
        index += 1
    return doc[index] if end < index < len(doc) and not doc[index].is_punct else None


def _including(root: Token) -> Token | None:
    """Return the "includes" that is the predicate itself ("the result includes 64 percent of women")."""
    for word in path_up(root):
        if word.i != root.i and is_verb(word):
            whole = word.lower_ in {"include", "includes", "included"} and word.tag_ in FINITE and word.i < root.i
            return word if whole else None
    return None


def _direction(doc: Doc, opening: int) -> str:
    """Read "up from", "down", "ahead by" before the amount, where no verb has them; a headline's "slides" too."""
    index = opening - 1
    while index >= 0 and opening - index < 7 and doc[index].lower_ in OPENERS - DIRECTIONS:
        index -= 1
    if index < 1:
        return ""
    word, before = doc[index], doc[index - 1]
    if word.lower_ in CHANGING and not is_verb(word) and is_noun(before):
        return doc.span(index, min(index + 2, opening)).text if index + 1 < opening else word.text
    if before.tag_ == "HYPH":
        return ""  # "start-up"
    if before.dep_ == "dobj" and before.i > 0 and is_verb(before.head):
        return ""  # "get the rate down to 6 percent"
    if (
        word.lower_ in DIRECTIONS
        and not is_verb(before)
        and before.lower_ not in BE
        and before.tag_ not in {"RB", "IN", "MD"}
    ):
        stop = index + 2 if index + 1 < opening and doc[index + 1].lower_ in {"from", "by", "to", "at"} else index + 1
        return doc.span(index, stop).text
    return ""


def _with_participle(doc: Doc, said: Token) -> str:
    """Return the word said with "confirmed", "known", "still" before it."""
    start = said.i
    if start > 0 and doc[start - 1].lower_ in {"confirmed", "known", "reported", "presumed", "feared", "still"}:
        start -= 1
    return doc.span(start, said.i + 1).text


def _of_noun_phrase(root: Token, verb: Token, end: int) -> Token | None:
    """Return the verb of the relative clause about what is counted, where the verb above says nothing of it.

    "one of three judges who dissented", "the $9 million that went to ...".
    """
    heads = counted_nouns(root)
    clause = next((child for head in heads for child in head.rights if child.dep_ == "relcl" and child.i >= end), None)
    if clause is None or verb.i > root.i or root.doc[clause.left_edge.i - 1].text == ",":
        return None
    top = heads[1] if len(heads) > 1 and heads[1].i > root.i and root.dep_ == "nummod" else root
    if root.lower_ in {"percent", "%"} and heads[-1] is root:  # "from 15 percent and 12 percent who say they might"
        return clause
    through_of = (
        top.dep_ == "pobj" and top.head.lower_ in {"of", "about", "among", "from", "to"} and not is_verb(top.head.head)
    )
    sum_of = root.tag_ in {"CD", "$"} and heads[-1] is root
    return clause if verb.lower_ in BE or through_of or sum_of or top.head.lower_ in JOINING | {"to", "among"} else None


def _nominal(root: Token) -> str:
    """Return the noun that names what is done to what is counted ("the removal of 300 names", "a drop of 62%")."""
    top = root.head if root.dep_ == "nummod" and is_noun(root.head) else root
    over = top.head
    if top.dep_ == "pobj" and over.lower_ == "of" and over.head.lower_ in load_words("nominal_events"):
        return over.head.text
    if top.dep_ == "pobj" and over.lower_ in {"between", "with"} and over.head.lower_ in DEALINGS:
        return over.head.text
    return ""


def _change_after(doc: Doc, end: int, verb: Token | None) -> str:
    """Return the "drop" of "there was a 20 percent drop"."""
    light = verb is None or verb.lower_ in BE
    changing = next((token for token in doc[end : end + 3] if token.lower_ in load_words("change_nouns")), None)
    return changing.text if light and changing is not None else ""


def _without_verb(doc: Doc, end: int) -> str:
    """Return what a headline says without a verb: "Dozens still in hospital"."""
    start = end
    while start < len(doc) and (is_noun(doc[start]) or doc[start].tag_ in {"JJ", "HYPH"}):
        start += 1
    if (
        start + 1 < len(doc)
        and doc[start + 1].tag_ != "CD"
        and (doc[start].lower_ in PLACING or doc[start].lower_ == "still")
    ):
        return doc.span(start, start + LONGEST).text
    return ""


def _carrier(verb: Token, root: Token) -> Token:
    """Pass from "is estimated to have died" or "have still to be matched" to the verb that tells what happened."""
    in_subject = any(token.head.i == verb.i and token.dep_ in {"nsubj", "nsubjpass"} for token in path_up(root))
    if not in_subject:
        return verb
    for child in verb.rights:
        if child.dep_ == "xcomp" and is_verb(child) and verb.lower_ in RAISING:
            return child
        spoken = child.dep_ == "ccomp" and is_verb(child) and verb.i > root.i
        if spoken and any(word.dep_ == "nsubj" and word.lower_ == "they" for word in child.lefts):
            return child  # "nine in ten voters say they plan to vote"
    return verb


def _light(verb: Token, first: int, end: int) -> str:
    """Return "was" or "had" with its helpers before it and what completes it after it."""
    doc = verb.doc
    start, stop = verb.i, verb.i + 1
    while start > 0 and stop - start < LONGEST and _helps(doc[start - 1], verb):
        start -= 1
    if verb.lower_ in BE and stop == first and doc[start].tag_ == "EX" and end < len(doc):
        place = _without_verb(doc, end)
        if place and (doc[end].lower_ in PLACING or doc[end].lower_ in load_words("person_nouns")):
            return place
    if (
        stop + 2 < len(doc)
        and verb.lower_ in BE
        and doc[stop].tag_ == "IN"
        and doc[stop + 1].tag_ == "DT"
        and stop + 2 < first
    ):
        return doc.span(stop, stop + LONGEST).text  # "were on a list": the place tells more than "were"
    while stop < len(doc) and stop - start < LONGEST and not (first <= stop < end) and _completes(doc[stop]):
        stop += 1
    return doc.span(start, stop).text


def _helps(token: Token, verb: Token) -> bool:
    if token.i == verb.head.i:
        return verb.dep_ == "xcomp"  # "projected to be"
    return token.head.i == verb.i and token.dep_ in {"aux", "auxpass", "expl", "advmod"}


def _completes(token: Token) -> bool:
    return not token.is_punct and token.tag_ not in {"CD", "$"}


def _plain(verb: Token, opening: int) -> str:
    """Return a verb with its particle and the preposition before the amount, or with its helpers."""
    doc = verb.doc
    start, stop = verb.i, verb.i + 1
    while stop < len(doc) and stop - start < LONGEST and doc[stop].dep_ == "prt":
        stop += 1
    if stop < opening and stop - start < LONGEST and doc[stop].tag_ in {"IN", "TO"} and opening - stop <= LONGEST:
        stop += 1
    while (
        start > 0
        and stop - start < LONGEST
        and doc[start - 1].head.i == verb.i
        and doc[start - 1].dep_ in {"aux", "auxpass"}
        and doc[start - 1].tag_ != "TO"
    ):
        start -= 1
    return doc.span(start, stop).text
