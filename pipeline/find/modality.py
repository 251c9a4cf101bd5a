"""How far the text commits itself to a quantity: cues, each with the words it has a say over.

A cue counts if it stands in the number's own noun phrase ("an estimated 300"), in the verbs that govern the number
("is expected to rise to 300"), in the noun whose amount it is ("raised that estimate to 300") or in the cue of its
attribution ("officials estimate"). The nearest one wins; a cue in a neighbouring clause says nothing.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipeline.lexicons import load_rows
from pipeline.lexicons.verbs import verb_forms
from pipeline.parsed import ParsedSentence
from pipeline.syntax import BE, FINITE, SUBJECTS, described_by, is_definite, is_noun, is_verb, path_up
from pipeline.tokens import Span, Token
from pipeline.types import Attribution, CharSpan, Modality, QuantityMention

MODALS: Mapping[str, Modality] = MappingProxyType({
    "could": Modality.POSSIBILITY, "may": Modality.POSSIBILITY, "might": Modality.POSSIBILITY,
    "will": Modality.PREDICTION, "wo": Modality.PREDICTION, "'ll": Modality.PREDICTION, "shall": Modality.PREDICTION,
    "would": Modality.PREDICTION,
})  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "should"})
ENDANGERING = verb_forms("threaten") | verb_forms("endanger")
INTENTIONS = frozenset({"intent", "intention", "intentions", "plan", "plans", "proposal"})
UNTRUE = frozenset({"false", "untrue", "wrong", "incorrect", "baseless", "fabricated"})
# "10 rather than 11", "18, not hundreds".
REJECTED = re.compile(
    r"\b(?:rather than|instead of|(?<!\bif )not(?! (?:only|just|least|even)))\s+[\"“‘']?(?:the |an? )?$"
)
REJECTING = frozenset({"instead", "not", "rather"})
IF_NOT = re.compile(r"\bif not\s+$")  # "dozens if not hundreds"
OLD = re.compile(r"^[\s-]{0,2}(?:\w{3,6}[\s-])?old\b")
BASED = re.compile(r"\b(?:based on|according to|per|on|by)\s(?:[\w'’]+\s){0,4}estimates?\b")
ESTIMATES = frozenset({"estimate", "estimates"})
# Tokens in which to look for a cue right beside the number, and for "based on estimates" anywhere around it.
NEAR = 8
FAR = 40
# Words between a cue adverb and the number that it may still qualify.
ADVERB_REACH = 5
SHARES = frozenset({"percent", "fraction", "percentage_point"})


def _cues(*parts: str) -> Mapping[str, Modality]:
    """Return the words of the lexicon that are cues as one of ``parts``, verbs in all their forms."""
    return MappingProxyType(
        {
            form: Modality(row["modality"])
            for row in load_rows("modality_cues")
            if row["part"] in parts
            for form in (verb_forms(row["word"]) if row["part"] in {"verb", "controlling"} else (row["word"],))
        }
    )


VERB_CUES = _cues("verb")
CONTROLLING = _cues("controlling")
NOUN_CUES = _cues("noun")
ADVERB_CUES = _cues("adverb")
ADJECTIVE_CUES = _cues("adjective")
COMPLEMENT_CUES = _cues("complement")


def find_modality(sentence: ParsedSentence, quantity: QuantityMention, attribution: Attribution | None) -> Modality:
    """Return how far the text commits itself to ``quantity``: nearest cue first, fact where there is none."""
    number = sentence.tokens(quantity.span)
    if number is None or not len(number):
        return Modality.FACT
    doc = sentence.doc
    opening = min(number.start, getattr(sentence.tokens(quantity.phrase), "start", number.start))
    if not REJECTING.isdisjoint(sentence.words[max(0, opening - NEAR) : opening]):
        before = doc.text[doc[max(0, opening - NEAR)].idx : doc[opening].idx].lower()
        if REJECTED.search(before):
            return Modality.DENIED
        if IF_NOT.search(before):
            return Modality.POSSIBILITY
    if _is_age(sentence, number):
        return Modality.FACT  # an age only describes, whatever is said of the person
    described = described_by(number.root, number.end) if is_definite(doc, opening) else None
    found = _of_phrase(number.root, opening, number.start)
    if found is None and described is not None:  # what "the 300 voters surveyed" may do makes them no fewer
        found = VERB_CUES.get(described.lower_) or CONTROLLING.get(described.lower_)
    elif found is None:
        found = _of_verbs(number.root, number.start, quantity.unit) or _of_attribution(sentence, attribution)
    if found is None and not ESTIMATES.isdisjoint(sentence.words):
        around = doc.span(max(0, opening - FAR), number.end + FAR).text.lower()
        found = Modality.ESTIMATE if BASED.search(around) else None
    return found or Modality.FACT


def _is_age(sentence: ParsedSentence, number: Span) -> bool:
    if sentence.words[number.end - 1].endswith("old"):
        return True
    if "old" not in sentence.words[number.end : number.end + NEAR]:
        return False
    after = number[-1].whitespace_ + sentence.doc.span(number.end, number.end + NEAR).text
    return OLD.match(after.lower()) is not None


def _of_phrase(root: Token, opening: int, first: int) -> Modality | None:
    """Read the cue in the noun phrase of the number: "an estimated 300", "perhaps 40", "a proposed $5 million fine"."""
    doc = root.doc
    for token in reversed(doc[max(0, opening - 2) : first]):
        if token.tag_ in FINITE:
            break
        if found := ADJECTIVE_CUES.get(token.lower_) or ADVERB_CUES.get(token.lower_):
            return found
    for token in reversed(doc[max(0, opening - ADVERB_REACH) : opening]):
        if token.is_punct and token.text not in {'"', "'"}:
            break
        if token.lower_ in ADVERB_CUES and token.dep_ == "advmod":
            return ADVERB_CUES[token.lower_]
    if root.dep_ in {"nummod", "quantmod", "compound", "nmod", "amod"} and is_noun(root.head):
        return next((ADJECTIVE_CUES[child.lower_] for child in root.head.lefts if child.lower_ in ADJECTIVE_CUES), None)
    return None


def _of_verbs(root: Token, first: int, unit: str) -> Modality | None:
    """Read the cues of the verbs that govern the number, from the nearest upwards."""
    weak: Modality | None = None
    lowest = True
    for verb in _governing(root):
        role = _role(root, verb)
        if not unit and role == "dobj" and verb.lower_ in ENDANGERING:
            return weak  # "threatened 600 homes": there are so many
        found = _of_one_verb(verb, first, role=role, share=unit in SHARES, lowest=lowest)
        if found is not None and not (weak is None and _is_weak(verb, found)):
            return weak if weak is not None and found in {Modality.PREDICTION, Modality.DENIED} else found
        weak = weak or found
        lowest = False
    return weak


def _is_weak(verb: Token, found: Modality) -> bool:
    """Tell whether only "would" says so, which what stands above may overrule ("estimated that it would")."""
    return found is Modality.PREDICTION and any(child.dep_ == "aux" and child.lower_ == "would" for child in verb.lefts)


def _governing(root: Token) -> Iterator[Token]:
    """Yield the verbs (and the nouns that take an infinitive) above ``root`` that share its fate."""
    verb: Token | None = None
    for token in path_up(root):
        if verb is not None and not _passes(verb, token):
            return
        planned = token.lower_ not in INTENTIONS or (verb is not None and verb.tag_ == "VB")  # "plans to open"
        if is_verb(token) or (token.lower_ in NOUN_CUES and is_noun(token) and planned) or _foretells(token):
            yield token
            verb = token


def _foretells(token: Token) -> bool:
    """Tell whether ``token`` is the "likely" of "is likely to cost"; that of "5 percent more likely" is measured."""
    measured = any(child.lower_ in {"as", "less", "more", "times", "twice"} for child in token.lefts)
    return (
        not measured
        and token.lower_ in COMPLEMENT_CUES
        and any(child.dep_ in {"xcomp", "ccomp"} for child in token.rights)
    )


def _passes(verb: Token, above: Token) -> bool:
    """Tell whether what is said of ``above`` holds for ``verb`` below it."""
    if above.i == verb.i:
        return True
    if not is_verb(verb):
        return True
    if verb.dep_ == "pcomp" and any(child.dep_ in SUBJECTS for child in verb.lefts):
        return False  # "with 300 guests staying, it could rain": a clause of its own
    if verb.dep_ in {"xcomp", "pcomp", "prep", "acomp", "oprd"}:
        return True
    if any(token.text == ";" for token in verb.doc[min(verb.i, above.i) : max(verb.i, above.i)]):
        return False
    if verb.dep_ == "ccomp":
        return above.lower_ in VERB_CUES or above.i != verb.head.i
    if verb.dep_ in {"acl", "relcl"}:
        return verb.tag_ == "VB"
    if verb.dep_ == "advcl":
        return verb.tag_ in {"VBG", "VBN"} and not any(child.dep_ == "mark" for child in verb.lefts)
    if verb.dep_ == "conj":
        own = any(
            child.dep_ in SUBJECTS or (child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE)
            for child in verb.lefts
        )
        return not own and (verb.tag_ in {"VB", "VBG", "VBN"} or above.tag_ == verb.tag_)
    return False


def _of_one_verb(verb: Token, first: int, *, role: str, share: bool, lowest: bool) -> Modality | None:
    if not is_verb(verb):
        return NOUN_CUES.get(verb.lower_) or COMPLEMENT_CUES.get(verb.lower_)
    in_subject = role in SUBJECTS
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.dep_ == "mark" and child.lower_ in CONDITIONS for child in verb.lefts) and verb.dep_ == "advcl":
        return Modality.POSSIBILITY
    answered = in_subject and share and lowest  # "9 percent thought ..." tells what 9 percent did
    if not answered and (found := _cue_verb(verb, helpers, lowest=lowest)):
        return found
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in ADVERB_CUES:
            return ADVERB_CUES[child.lower_]
        if child.dep_ == "acomp" and child.lower_ in UNTRUE and in_subject:
            return Modality.DENIED
    in_scope = lowest and not in_subject and role not in {"advmod", "advcl"}
    if in_scope and any(child.dep_ == "neg" and child.i < first for child in verb.children):
        return Modality.DENIED
    for helper in helpers:
        modal = MODALS.get(helper.lower_)
        if modal is not None:
            return _of_modal(verb, helper, modal, in_subject=in_subject, share=share)
    if _is_plan(verb, helpers):
        return Modality.PREDICTION
    return _of_measured(verb, lowest=lowest) if not in_subject else None


def _cue_verb(verb: Token, helpers: list[Token], *, lowest: bool) -> Modality | None:
    word = verb.lower_
    if word in VERB_CUES:
        return VERB_CUES[word]
    if word in CONTROLLING and not lowest:
        passive = any(helper.dep_ == "auxpass" for helper in helpers)
        infinitive = any(child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i for child in verb.rights)
        if infinitive or passive:
            return CONTROLLING[word]
    return None


def _of_modal(verb: Token, helper: Token, modal: Modality, *, in_subject: bool, share: bool) -> Modality | None:
    """Read a modal; "46 percent would choose" tells of a choice made, "a tie would leave ..." of a mere case."""
    if helper.lower_ == "would" and verb.lower_ == "say":
        return Modality.ESTIMATE  # "I would say 200": a guess
    if helper.lower_ in {"would", "will"} and in_subject:
        if share:
            return None
        subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS]
        if helper.lower_ == "would" and any(word.lower_ in {"a", "an"} for child in subjects for word in child.lefts):
            return Modality.POSSIBILITY
    return modal


def _is_plan(verb: Token, helpers: list[Token]) -> bool:
    """Tell whether an infinitive says what is to come ("Airline to cut 1,150 jobs", "is to pay")."""
    if not any(helper.tag_ == "TO" for helper in helpers):
        return False
    above = verb.head
    bare = verb.dep_ == "ROOT" or (verb.dep_ in {"acl", "relcl"} and above.dep_ == "ROOT" and is_noun(above))
    return bare or (
        verb.dep_ == "xcomp" and above.lower_ in BE and not any(child.dep_ == "acomp" for child in above.children)
    )


def _of_measured(verb: Token, *, lowest: bool) -> Modality | None:
    """Read the noun that has the amount: "raised that estimate to 4,000", "the expected cost is $5 million"."""
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubj", "nsubjpass"}:
            cue = NOUN_CUES.get(child.lower_)
            if cue is not None and (child.lower_ in INTENTIONS) != lowest:  # "announced plans to give ..."
                return cue
            for word in child.lefts if lowest else ():
                if word.dep_ == "amod" and word.lower_ in ADJECTIVE_CUES:
                    return ADJECTIVE_CUES[word.lower_]
    return None


def _role(root: Token, verb: Token) -> str:
    """Return the arc by which the number, or what it hangs on, hangs on ``verb``."""
    return next((token.dep_ for token in path_up(root) if token.head.i == verb.i and token.i != verb.i), "")


def _of_attribution(sentence: ParsedSentence, attribution: Attribution | None) -> Modality | None:
    """Read the cue of the attribution: "officials estimate", "forecasters expect", "the union denied"."""
    cue: CharSpan | None = attribution.cue if attribution is not None else None
    tokens = sentence.tokens(cue) if cue is not None else None
    for token in tokens or ():
        if found := VERB_CUES.get(token.lower_) or NOUN_CUES.get(token.lower_):
            return found
    return None
