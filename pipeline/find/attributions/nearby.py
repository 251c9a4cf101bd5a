"""Who does the saying, by word order, for where the parser saw no subject."""

from pipeline.find.attributions.cues import is_mistagged
from pipeline.find.attributions.grammar import noun_phrase
from pipeline.lexicons import load_words
from pipeline.tokens import Token

# Subjects that name nobody.
NOBODY = frozenset({"it", "there", "this", "that", "what", "these", "those", "which", "nothing", "everything"})

# Tags of the words that make up a plain noun phrase, and of those that may stand between it and its verb.
PHRASE_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "DT", "POS", "CD", "PRP$", "JJS", "VBN"})
HEAD_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "PRP"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ"})
AUXILIARIES = frozenset({
    "are", "could", "did", "do", "does", "had", "has", "have", "is", "may", "was", "were", "will", "would",
})  # fmt: skip

# What stands before an inverted cue.
BEFORE_INVERSION = frozenset({",", '"', "'", "''", "”", "?", "!", "--", "—", "–"})
MAX_PHRASE = 12
MAX_APPOSITION = 20

# Marks that close an apposition, and those that open it.
OPENING_MARKS = {",": ",", "-": "-", "--": "--", "—": "—", "–": "–", ")": "("}


def phrase_before(verb: Token) -> set[int]:
    """Return the noun phrase right before a finite verb, for where the parser saw no subject."""
    if verb.tag_ not in FINITE_TAGS and not is_mistagged(verb):
        return set()
    doc, at = verb.doc, verb.i - 1
    while at >= 0 and (doc[at].tag_ == "RB" or doc[at].lower_ in AUXILIARIES):
        at -= 1
    if at < 0 and verb.i == 1 and doc[0].lower_ not in load_words("sentence_starters"):
        return {0}  # "Early said": a surname that the tagger took for an adverb
    if at > 1 and doc[at].tag_ == "CD" and doc[at - 1].lower_ in {"in", "of"} and doc[at - 2].tag_ == "CD":
        return {at - 2, at - 1, at}  # "four in 10 say"
    if at < 0 or doc[at].tag_ not in HEAD_TAGS or doc[at].lower_ in NOBODY:
        return set()
    found = {at}
    if doc[at].tag_ == "PRP":
        return found
    clause = next((token for token in doc[at].ancestors if token.dep_ == "relcl"), None)
    unbroken = clause is not None and not any(token.is_punct for token in doc[clause.head.i : at])
    if clause is not None and unbroken and clause.head.tag_.startswith("NN"):
        return noun_phrase(clause.head)  # "an official who spoke about the plan said"
    while at > 0 and len(found) < MAX_PHRASE and doc[at - 1].tag_ in PHRASE_TAGS:
        at -= 1
        found.add(at)
        if doc[at].tag_ in {"DT", "PRP$"}:
            break
    if at > 0 and doc[at - 1].tag_ == "IN":
        return found | _up_to_comma(verb, at)
    return found | _joined_before(verb, at)


def _joined_before(verb: Token, at: int) -> set[int]:
    """Return "doctors and" before the phrase at ``at``, behind a comma: "hurt 30 others, doctors and police said"."""
    doc = verb.doc
    if at < 3 or doc[at - 1].lower_ != "and" or doc[at - 2].tag_ not in HEAD_TAGS:
        return set()
    first = at - 2
    while first > 0 and at - first < MAX_PHRASE and doc[first - 1].tag_ in PHRASE_TAGS:
        first -= 1
    return set(range(first, at)) if first > 0 and doc[first - 1].text == "," else set()


def apposed_before(verb: Token) -> set[int]:
    """Return a noun phrase and what is set apart between it and the verb: "Ann Lee, 44, said"."""
    doc = verb.doc
    opening = OPENING_MARKS.get(doc[verb.i - 1].text) if verb.i > 3 else None
    if verb.tag_ not in FINITE_TAGS or opening is None:
        return set()
    mark = next((i for i in range(verb.i - 2, max(0, verb.i - MAX_APPOSITION), -1) if doc[i].text == opening), None)
    if mark is None or any(token.tag_ in FINITE_TAGS for token in doc[mark + 1 : verb.i - 1]):
        return set()
    apposed = doc[mark + 1 : verb.i - 1]
    named = len(apposed) > 1 and all(token.tag_ == "NNP" for token in apposed)  # "Doe's aide, Bill Poe, said"
    tags = {"NNP", "NNPS"} if opening == "," and not named else PHRASE_TAGS  # commas part much else
    found, at = set[int](), mark - 1
    while at >= 0 and doc[at].tag_ in tags and len(found) < MAX_PHRASE:
        found.add(at)
        at -= 1
    return found | set(range(mark, verb.i - 1)) if found else set()


def opening_subject(verb: Token) -> set[int]:
    """Return the subject that opens the sentence, for a main verb after "He did this, suggested that"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in FINITE_TAGS or verb.doc[verb.i - 1].text != ",":
        return set()
    subject = next((token for token in verb.doc[: verb.i] if token.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i > 2 or subject.lower_ in NOBODY:
        return set()
    return noun_phrase(subject)


def _up_to_comma(verb: Token, at: int) -> set[int]:
    """Return what stands between the last comma and ``at``: "lawmakers briefed on the matter" said."""
    doc, found = verb.doc, set[int]()
    while at > 0 and len(found) < MAX_PHRASE:
        at -= 1
        if doc[at].text in BEFORE_INVERSION:
            return found
        if doc[at].tag_ in FINITE_TAGS - {"VBD"}:
            return set()
        found.add(at)
    return found if at == 0 else set()


def phrase_after(verb: Token) -> set[int]:
    """Return the noun phrase after a verb that follows a quotation or a comma ('...," said the minister')."""
    doc = verb.doc
    if verb.tag_ not in FINITE_TAGS or verb.i == 0 or doc[verb.i - 1].text not in BEFORE_INVERSION:
        return set()
    found = set[int]()
    for token in doc[verb.i + 1 : verb.i + 1 + MAX_PHRASE]:
        if token.tag_ not in PHRASE_TAGS and token.tag_ != "PRP":
            break
        found.add(token.i)
        if token.tag_ == "PRP":
            break
    if any(token.tag_ in FINITE_TAGS or token.tag_ == "MD" for token in doc[verb.i + 1 + len(found) :][:1]):
        return set()  # "said 40 homes were lost"
    return found if any(doc[i].tag_ in HEAD_TAGS for i in found) else set()
