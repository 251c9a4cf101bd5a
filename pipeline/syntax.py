"""What the finders read off a parse alike: verbs, subjects, objects, and where a noun phrase begins and ends.

The parse of a small model errs often on news, so these functions look at tags and word order as well as at arcs.
Nothing here knows what a quantity is for: that is the finders' business.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"})

# A parse is a tree, but a path up it is followed no further than this: long enough for news, short enough for any text.
LONGEST_PATH = 40


def is_noun(token: Token) -> bool:
    """Tell whether ``token`` is tagged as a noun, common or proper."""
    return token.tag_ in NOUNS


def is_verb(token: Token) -> bool:
    """Tell whether ``token`` is tagged as a verb that carries meaning of its own (no modal, no helping verb)."""
    return token.tag_ in VERBS and token.dep_ not in {"aux", "auxpass"}


def number_root(sentence: ParsedSentence, span: CharSpan) -> Token | None:
    """Return the token of ``span`` that the others of it hang on, None where the span lies outside the sentence."""
    tokens = sentence.tokens(span)
    return tokens.root if tokens is not None and len(tokens) else None


def path_up(token: Token) -> Iterator[Token]:
    """Yield ``token`` and what it hangs on, up to the root of the sentence."""
    for _ in range(LONGEST_PATH):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def subject(verb: Token) -> Token | None:
    """Return the noun or pronoun that does what ``verb`` says, inherited from the verb above where it has none itself.

    A relative pronoun gives way to the noun it stands for.
    """
    for word in path_up(verb):
        if word.i != verb.i and not (is_verb(word) or is_noun(word) or word.dep_ in {"prep", "agent", "ROOT", "conj"}):
            continue
        found = _own_subject(word)
        if found is not None and found.i != verb.i:
            return found
        if word.dep_ in {"relcl", "acl"} and is_noun(word.head):
            return word.head
        if word.dep_ == "xcomp" and (controller := direct_object(word.head)) is not None:
            return controller
    return None


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.tag_ != "EX":
            relative = child.tag_ in {"WDT", "WP"} or child.lower_ == "that"
            if relative and verb.dep_ in {"relcl", "acl", "ccomp"}:
                return verb.head
            return child
    return None


def direct_object(verb: Token) -> Token | None:
    """Return the noun or pronoun that ``verb`` acts on, None if it has none."""
    for wanted in ("dobj", "dative"):
        for child in verb.children:
            if child.dep_ == wanted and (is_noun(child) or child.tag_ in {"PRP", "CD", "JJ", "VBN", "DT"}):
                return child
    return None


def prepositional_object(token: Token, prepositions: frozenset[str]) -> Token | None:
    """Return the first noun that hangs on ``token`` by one of ``prepositions``."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above ``token`` (itself included), None in a sentence without verb."""
    return next((word for word in path_up(token) if is_verb(word)), None)


def runs_on(doc: Doc, start: int) -> Iterator[Token]:
    """Yield the tokens of ``doc`` from index ``start`` on."""
    for index in range(max(start, 0), len(doc)):
        yield doc[index]
