"""How far a time reaches down and up the clauses of a sentence."""

from pipeline.lexicons import load_rows, load_words
from pipeline.lexicons.verbs import listed_forms, verb_forms
from pipeline.syntax import BE, SUBJECTS, is_noun, is_verb, path_up
from pipeline.tokens import Token

# Words that open a clause with a time of its own.
OPENERS = frozenset(
    {
        "after",
        "although",
        "as",
        "because",
        "before",
        "if",
        "since",
        "though",
        "unless",
        "until",
        "when",
        "where",
        "while",
    }
)
# Participles of what was measured.
RECORDED = frozenset({"counted", "measured", "observed", "recorded", "registered", "reported"})
# Those that say at the same time when the clause above happened.
SIMULTANEOUS = frozenset({"as", "when"})
BLOCKED = 99.0


def reporting_forms() -> frozenset[str]:
    """Return all forms of the verbs that report."""
    return frozenset(form for row in load_rows("reporting_verbs") for form in verb_forms(row["verb"].partition(" ")[0]))


REPORTING = reporting_forms()


def cost_down(verb: Token, upper: Token, start: int) -> float:
    """Return what it costs a time of the clause of ``upper`` to reach that of ``verb`` below, BLOCKED if it cannot.

    ``start`` is the time's first token.
    """
    cost = 0.0
    for word in path_up(verb):
        if word.i == upper.i:
            return cost
        cost += _step_down(word, start)
    return BLOCKED


def _step_down(word: Token, start: int) -> float:
    """Return the cost of coming from the head of ``word`` down to it."""
    match word.dep_:
        case "relcl":
            return BLOCKED
        case "acl":
            return 1.0 if _apart(word) and word.tag_ in {"VBG", "VBN"} else BLOCKED
        case "ccomp":
            foreseen = _tense(word) == "modal" and _tense(word.head) == "past"  # "in May it promised that 40 would go"
            return BLOCKED if foreseen or word.head.lower_ in REPORTING or is_noun(word.head) else 1.0
        case "parataxis":
            return BLOCKED
        case "advcl" if _is_meanwhile(word) or (start < word.head.i and opener(word) == "while"):
            return 1.5  # "in May, exports rose while imports fell": for both
        case "advcl":
            return BLOCKED if _finite_opener(word) or _is_purpose(word) else 1.0
        case "pcomp":
            return 0.5 if word.head.lower_ in {"by", "with"} else BLOCKED
        case "conj":  # "was founded in 1901 and has 300 members": not for both
            return 1.0 if start < word.head.i or _tense(word) in ("", _tense(word.head)) else BLOCKED
        case "xcomp":
            return 0.5
        case _:
            return 0.0


def _tense(verb: Token) -> str:
    """Return "past", "present" or "modal", "" for a form that leaves it to the verb before it."""
    tags = [child.tag_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}] + [verb.tag_]
    if "MD" in tags:
        return "modal"
    if "VBD" in tags:
        return "past"
    return "present" if {"VBP", "VBZ"} & set(tags) else ""


def cost_up(verb: Token, upper: Token, quantity: Token, *, counts: bool) -> float:
    """Return what it costs a time of the clause of ``verb`` to say when the clause of ``upper`` above it happened.

    A clause of when or as does, an infinitive, a relative clause about the quantity's own noun, and a joined verb that
    ``counts`` something too ("killed 14 and injured 41 on Tuesday").
    """
    cost, framing = 0.0, False
    for word in path_up(verb):
        if word.i == upper.i:
            return cost
        if word.dep_ == "conj" and framing:
            cost += 0.5  # "two died and five were hurt when it fell on Thursday"
        else:
            cost += _step_up(word, quantity, counts=counts)
        framing = framing or word.dep_ == "advcl"
    return BLOCKED


def _step_up(word: Token, quantity: Token, *, counts: bool) -> float:
    match word.dep_:
        case "advcl" if opener(word) == "after":
            return 2.0 if quantity.i < word.i else BLOCKED
        case "advcl":  # "when she took office in 2009"; and "sent 40 to help since May", whose time may hang too low
            return 1.5 if opener(word) in SIMULTANEOUS or _is_purpose(word) else BLOCKED
        case "relcl" | "acl" | "pcomp":
            noun = word.head.head if word.dep_ == "pcomp" else word.head
            if _is_gapped(noun):
                return 0.5
            near = (
                (is_noun(noun) or noun.i == quantity.i or noun.text == "%")
                and any(token.i == noun.i for token in path_up(quantity))
                and _close(quantity, word)
            )
            return 0.5 if near or (word.dep_ == "acl" and _measured(noun, word, quantity)) else BLOCKED
        case "xcomp":
            return 0.5
        case "conj":
            shared = (
                counts and is_verb(word) and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in word.children)
            )
            return 1.0 if shared or _is_gapped(word) or _shares_passive(word) else BLOCKED
        case "ccomp" | "parataxis":
            return BLOCKED
        case _:
            return 0.0


def _is_gapped(noun: Token) -> bool:
    """Tell whether a noun joined to a verb begins a clause that shares its auxiliary: "six were killed and 58 hurt"."""
    joined = noun.dep_ == "conj" and is_verb(noun.head) and not is_verb(noun)
    return joined and any(child.dep_ == "acl" and child.tag_ in {"VBD", "VBN"} for child in noun.rights)


def _shares_passive(verb: Token) -> bool:
    """Tell whether a joined participle shares the auxiliary of the verb before it, though it has its own subject."""
    bare = not any(child.dep_ in {"aux", "auxpass", "dobj"} for child in verb.children)
    passive = any(child.dep_ == "auxpass" for child in verb.head.children)
    return verb.tag_ == "VBN" and bare and passive


def _is_purpose(word: Token) -> bool:
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in word.lefts)


def _measured(noun: Token, found: Token, quantity: Token) -> bool:
    """Tell whether ``quantity`` is what a measure came to: the rate of "The rate recorded in 2021 was 2 percent"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "the number of people killed in 2021"
        noun = noun.head.head
    verb = noun.head
    comes_to = verb.lower_ in BE or verb.lower_ in listed_forms("change_verbs")
    measuring = noun.lower_ in load_words("quantifier_nouns") or noun.lower_ in load_words("measure_nouns")
    measuring = measuring or found.lower_ in RECORDED
    return comes_to and measuring and noun.dep_ in SUBJECTS and any(token.i == verb.i for token in path_up(quantity))


def _close(quantity: Token, clause: Token) -> bool:
    """Tell whether only the quantity's own noun phrase lies between it and a clause that describes its noun."""
    return quantity.i < clause.i and clause.left_edge.i - quantity.i <= 8


def _apart(word: Token) -> bool:
    """Tell whether a comma sets a participle off from its noun, so that it says what else happened."""
    edge = word.left_edge
    return edge.i > 0 and edge.nbor(-1).text in {",", "–", "—", "--", "-"}


def opener(word: Token) -> str:
    """Return the word that opens the clause of a verb: "when", "as", "after"; "" if none does."""
    return next(
        (token.lower_ for token in word.lefts if token.dep_ in {"advmod", "mark", "prep"} and token.lower_ in OPENERS),
        "",
    )


def _finite_opener(word: Token) -> bool:
    """Tell whether a clause has an opening word and a subject of its own: "as the government said"."""
    return bool(opener(word)) and any(token.dep_ in {"nsubj", "nsubjpass", "expl"} for token in word.children)


def _is_meanwhile(word: Token) -> bool:
    """Tell whether a clause says what happened at the same time: "it began on Friday, as thousands marched"."""
    reporting = {word.lower_, word.head.lower_} & REPORTING
    simultaneous = opener(word) == "as" and word.i > word.head.i and not reporting
    return simultaneous and word.tag_ == "VBD" and _tense(word.head) == "past"


def joined_top(verb: Token) -> Token:
    """Return the first of the verbs that ``verb`` is joined to: "was hit" of "was hit and 21 were wounded"."""
    for word in path_up(verb):
        if word.dep_ not in {"conj", "xcomp"}:
            return word
    return verb
