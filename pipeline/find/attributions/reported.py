"""Reported speech by verbs: "X said that ...", "..., X said", "X, saying ...", "X announced 300 layoffs"."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.find.attributions.cues import CueVerb, cue_verb
from pipeline.find.attributions.grammar import (
    char_spans,
    child,
    is_passive,
    is_verb,
    subtree,
)
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.parsed import ParsedSentence

# Dependents of a cue, right of its content, that still belong to what is said: the parser hangs them too high.
CONTENT_GOES_ON = frozenset(
    {"ccomp", "advcl", "conj", "parataxis", "dep", "relcl", "acl", "oprd", "attr", "acomp", "cc", "punct"}
)

FIRST_PERSON = frozenset({"i", "we"})

# "He went on to say", "she began to explain": the infinitive is said all the same.
ASPECT_VERBS = frozenset(
    {"go", "goes", "went", "going", "gone", "continue", "continues", "continued", "proceeded", "rushed"}
)


def find_reported(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings whose cue is a reporting verb of the sentence."""
    for token in sentence.doc:
        cue = cue_verb(token)
        if cue is None or _is_idle(token):
            continue
        source_tokens = find_source(token)
        content, rule = _content(token, cue, sentence)
        content -= source_tokens | {token.i}
        if not content and "quote" not in cue.frames:
            continue
        if {token.doc[i].lower_ for i in source_tokens} <= FIRST_PERSON and source_tokens:
            rule = "first_person"
        elif _are_respondents(token, source_tokens):
            rule = "respondents"
        sources = char_spans(sentence, source_tokens)
        own = subtree(token) - content
        yield Saying(
            sentence=sentence,
            source=sources[0] if sources else None,
            cue=sentence.span(token),
            content=char_spans(sentence, content),
            clause=char_spans(sentence, own | source_tokens | {token.i}),
            quotes="quote" in cue.frames,
            rule=rule,
        )


def _are_respondents(verb: Token, source: set[int]) -> bool:
    """Tell whether the source is a counted share of people ("40 percent of voters said"): what they say is the poll's."""
    first = min(source, default=-1)
    if first < 0:
        return False
    words = [verb.doc[i].lower_ for i in sorted(source)]
    counted = {
        "percent",
        "%",
        "percentage",
        "majority",
        "plurality",
        "third",
        "half",
        "quarter",
        "share",
        "most",
        "tenths",
    }
    return bool(counted & set(words[:6])) or (verb.doc[first].like_num and "in" in words[:3])


def _is_idle(verb: Token) -> bool:
    """Tell whether the verb says nothing yet: a bare infinitive ("to determine"), a command ("imagine that")."""
    if verb.tag_ != "VB":
        return False
    infinitive = any(other.lower_ == "to" and other.tag_ == "TO" for other in verb.children)
    if infinitive:
        return not (verb.dep_ == "xcomp" and verb.head.lower_ in ASPECT_VERBS)
    return child(verb, "aux", "nsubj") is None


def _content(verb: Token, cue: CueVerb, sentence: ParsedSentence) -> tuple[set[int], str]:
    """Return the tokens of what is said, and the rule that found them."""
    clause = child(verb, "ccomp")
    if clause is not None and ("clause" in cue.frames or "quote" in cue.frames):
        if clause.i > verb.i:
            return _to_the_end(verb, clause), "reported_clause"
        return subtree(clause), "reported_clause"
    if verb.dep_ == "parataxis" and "quote" in cue.frames:
        return subtree(verb.head) - subtree(verb), "reported_parenthesis"
    infinitive = child(verb, "xcomp")
    if infinitive is not None and "infinitive" in cue.frames:
        content = subtree(infinitive)
        if is_passive(verb):  # "is expected to rise": hearsay about the subject
            subject = child(verb, "nsubjpass")
            if subject is not None:
                content |= subtree(subject)
        return content, "reported_infinitive"
    noun = child(verb, "dobj")
    if noun is not None and not is_passive(verb):
        if "noun" in cue.frames and _holds_number(subtree(noun), verb):
            return subtree(noun), "reported_noun"
        prep = child(verb, "prep")
        if "at" in cue.frames and prep is not None and prep.lower_ in {"at", "as"}:
            return subtree(noun) | subtree(prep), "reported_at"
    return set(), "reported_clause"


def _to_the_end(verb: Token, clause: Token) -> set[int]:
    """Return the content that follows its cue: the clause and what comes after it inside the cue's own clause."""
    content = subtree(clause)
    for other in verb.children:
        if other.i < clause.i or other.i == clause.i or other.dep_ not in CONTENT_GOES_ON:
            continue
        if is_verb(other) and cue_verb(other) and find_source(other) and _shares(other, verb):
            continue
        content |= subtree(other)
    return content


def _shares(other: Token, verb: Token) -> bool:
    """Tell whether ``other`` is a second cue of the same source ("and added", ", saying") rather than said content."""
    return child(other, "nsubj", "nsubjpass") is None or other.dep_ == "conj"


def _holds_number(indices: set[int], verb: Token) -> bool:
    return any(verb.doc[i].tag_ == "CD" or verb.doc[i].like_num for i in indices)
