"""What the parse says about a verb and its source, read so that a wrong parse does little harm."""

import re
from collections.abc import Iterable, Iterator

from pipeline.parsed import ParsedSentence
from pipeline.tokens import Doc, Token
from pipeline.types import CharSpan

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})

# A number of four digits that is a year far more often than a count.
YEAR = re.compile(r"(?:1[89]|20)\d\d")

# A sum with its magnitude in letters, which the tagger takes for a noun: "Rs 6.5bn".
GLUED = re.compile(r"\d[\d.,]*(?:bn|k|m|mn|tn)", re.IGNORECASE)

MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "oct.", "nov.", "dec.",
})  # fmt: skip

# Words that count without being tagged as numbers.
NUMBER_WORDS = frozenset({
    "billions", "dozen", "dozens", "double", "half", "hundreds", "millions", "quarter", "scores", "thirds",
    "thousands", "triple", "trillions", "twice",
})  # fmt: skip

# Marks that a stretch may have at its ends without their being part of it.
EDGES = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "(", ")", "...", "…", '"', "'", "''", "``"})

# A chain of heads longer than this is a parser gone astray.
MAX_CLIMB = 6


def is_verb(token: Token) -> bool:
    """Tell whether the tagger took the token for a verb form."""
    return token.tag_ in VERB_TAGS


def is_number(token: Token) -> bool:
    """Tell whether the token counts or measures: digits, number words, "dozens", "half"; years and days do not."""
    if token.tag_ != "CD" and not token.like_num and token.lower_ not in NUMBER_WORDS:
        return GLUED.fullmatch(token.text) is not None
    named = token.ent_type_ == "ORDINAL" or YEAR.fullmatch(token.text) or (token.i and token.nbor(-1).lower_ in MONTHS)
    return not named or GLUED.fullmatch(token.text) is not None


def holds_number(doc: Doc, indices: Iterable[int]) -> bool:
    """Tell whether one of the tokens counts or measures."""
    return any(is_number(doc[i]) for i in indices)


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child whose dependency is one of ``labels``."""
    return next((other for other in token.children if other.dep_ in labels), None)


def subtree(token: Token) -> set[int]:
    """Return the indices of the token and of all below it, as one stretch: arcs hardly ever cross."""
    return set(range(token.left_edge.i, token.right_edge.i + 1))


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs on the verb itself; of two that a comma parts the nearer one."""
    subjects = [other for other in verb.children if other.dep_ in SUBJECTS]
    for nearer in subjects[1:2]:
        if nearer.i < verb.i and verb.doc[nearer.left_edge.i - 1].text == ",":  # "40 homes lost, mayor says"
            return nearer
    return next(iter(subjects), None)


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is a passive participle ("was told", "is believed")."""
    return child(verb, "auxpass", "nsubjpass") is not None


def agent(verb: Token) -> Token | None:
    """Return the noun after "by" that does what the passive verb says."""
    for other in verb.children:
        if other.dep_ == "agent" or (other.dep_ == "prep" and other.lower_ == "by"):
            return child(other, "pobj")
    return None


def antecedent(verb: Token) -> Token | None:
    """Return the noun that the relative clause of ``verb`` describes."""
    for _ in range(MAX_CLIMB):
        if verb.dep_ == "relcl":
            return _named(verb.head) if not is_verb(verb.head) else _noun_before_relative(verb)
        if verb.dep_ not in {"conj", "ccomp", "xcomp"} or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _named(noun: Token) -> Token:
    """Return the name that a plain noun describes: "Ann Lee, a professor who found"."""
    if noun.dep_ == "appos" and noun.tag_ in {"NN", "NNS"} and noun.head.tag_ in {"NNP", "NNPS"}:
        return noun.head
    return noun


def _noun_before_relative(verb: Token) -> Token | None:
    """Return the noun before the relative pronoun, where the parser hung the clause on a verb."""
    opener = next((other for other in verb.lefts if other.lower_ in RELATIVES), None)
    if opener is None or opener.i == 0:
        return None
    at = opener.i - 1 - (verb.doc[opener.i - 1].text == "," and opener.i > 1)
    return verb.doc[at] if verb.doc[at].tag_.startswith("NN") else None


def noun_phrase(noun: Token) -> set[int]:
    """Return the phrase of ``noun``, without relative clauses and what a parenthesis or dash adds."""
    kept = {noun.i}
    for other in noun.children:
        if other.dep_ in {"relcl", "cc", "punct", "parataxis"} or (other.dep_ == "conj" and is_verb(other)):
            continue
        if other.lower_ == "out" and other.i == noun.i + 1:  # "a poll out this week"
            continue
        if other.dep_ in {"acl", "advcl", "ccomp"} and (other.i < noun.i or _after_comma(other)):
            continue
        below = noun_phrase(other) if not is_verb(other) else subtree(other)
        kept |= below
    return _contiguous(noun, kept)


def _after_comma(token: Token) -> bool:
    start = token.left_edge.i
    return start > 0 and token.doc[start - 1].text in {",", "-", "--", "–", "—"}


def _contiguous(noun: Token, kept: set[int]) -> set[int]:
    """Fill the gaps of the phrase (commas, conjunctions), so that it is one stretch around its noun."""
    return set(range(min(kept), max(kept) + 1))


def char_spans(sentence: ParsedSentence, indices: Iterable[int]) -> tuple[CharSpan, ...]:
    """Return the stretches of the article that the tokens make, without marks at their ends."""
    return tuple(
        CharSpan(sentence.span(sentence.doc[start]).start, sentence.span(sentence.doc[end]).end)
        for start, end in _runs(sentence, indices)
    )


def _runs(sentence: ParsedSentence, indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last index of each run of neighbouring tokens, trimmed of marks and spaces at both ends."""
    run: list[int] = []
    for index in [*sorted(indices), -1]:
        if run and index != run[-1] + 1:
            while run and _is_edge(sentence.doc[run[0]]):
                run.pop(0)
            while run and _is_edge(sentence.doc[run[-1]]):
                run.pop()
            if run:
                yield run[0], run[-1]
            run = []
        run.append(index)


def _is_edge(token: Token) -> bool:
    return token.is_space or token.text in EDGES
