"""Reported speech by verbs: "X said that ...", "..., X said", "X, saying ...", "X announced 300 layoffs"."""

from collections.abc import Iterator, Set

from pipeline.find.attributions.contents import find_content
from pipeline.find.attributions.cues import CueVerb, cue_verb, reporting_verbs
from pipeline.find.attributions.grammar import char_spans, child, is_number, is_passive, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token

# "He went on to say", "she began to explain", "they are quick to add": the infinitive is said all the same.
LEADING_ON = frozenset({
    "began", "beginning", "begins", "begun", "careful", "continue", "continued", "continues", "continuing", "eager",
    "glad", "go", "goes", "going", "gone", "happy", "hastened", "keen", "paused", "proceeded", "proud", "quick",
    "rushed", "sorry", "started", "starting", "took", "went",
})  # fmt: skip
# "Called the $5 million gift 'a joke'": only the name given is theirs.
NAMING = frozenset({"call", "describe", "praise"})

# Marks before and behind a "say" that gives an example.
PAUSES = frozenset({",", "-", "--", "–", "—", "("})

FIRST_PERSON = frozenset({"i", "we"})

# Words that make a source a counted share of people, or so many times another number of them.
SHARES = frozenset({
    "%", "double", "half", "majority", "percent", "percentage", "plurality", "quarter", "quarters", "share", "tenths",
    "third", "thirds", "triple", "twice",
})  # fmt: skip
POLLS = frozenset({"poll", "polling", "polls", "survey", "surveys"})
MULTIPLES = frozenset({"double", "triple", "twice"})
# Those that before a noun do not count: "a third source", "a quarter horse", "the majority leader".
ORDINALS = frozenset({"majority", "quarter", "third"})


def find_reported(sentence: ParsedSentence, quoted: Set[int]) -> Iterator[Saying]:
    """Yield the sayings whose cue is a reporting verb; ``quoted`` are the sentence's tokens inside quotation marks."""
    for token in sentence.having(reporting_verbs().keys()):
        cue = cue_verb(token)
        if cue is None or _is_idle(token) or _is_absolute(token):
            continue
        source = find_source(token, quoted) if cue.kind != "hearsay" else set()
        content, rule = find_content(token, cue, source)
        if cue.base == "ask" and not source:
            comma = next((i for i in sorted(content) if i > token.i and sentence.words[i] == ","), len(sentence.doc))
            content = {i for i in content if i < comma}  # "asked who died, he named 40 men": the answer is another's
        if _are_respondents(token, source) and (clause := _nearest_clause(token)) is not None:
            content &= subtree(clause)  # what others answered may follow
        if cue.base == "write" and source and max(source) > token.i:  # "..., writes Jane Roe" is the byline
            content = set()
        content -= source | {token.i}
        content -= {token.i + 1} if sentence.words[token.i + 1 : token.i + 2] == (cue.particle,) else set()
        if not content and "quote" not in cue.frames:
            continue
        sources = char_spans(sentence, source)
        yield Saying(
            sentence=sentence,
            source=sources[0] if sources else None,
            cue=sentence.span(token),
            content=char_spans(sentence, content),
            clause=char_spans(sentence, (subtree(token) - content) | source | {token.i}),
            quotes="quote" in cue.frames and rule != "reported_relative",
            rule=_weaker(token, cue, source, rule) or rule,
        )


def _nearest_clause(verb: Token) -> Token | None:
    """Return the clause that follows the verb, else the one before it."""
    clauses = [other for other in verb.children if other.dep_ == "ccomp"]
    return next((other for other in clauses if other.i > verb.i), next(iter(clauses), None))


def _weaker(verb: Token, cue: CueVerb, source: set[int], rule: str) -> str:
    """Return the rule of a saying that holds nobody responsible for a figure in it, "" for others."""
    if source and {verb.doc[i].lower_ for i in source} <= FIRST_PERSON:
        return "first_person"
    if _are_respondents(verb, source) or _told_by_poll(verb):
        return "respondents"
    if rule == "naming" or (cue.base in NAMING and not cue.particle and rule != "reported_gerund"):
        return "naming"
    return cue.kind if cue.kind in {"knowledge", "stance"} else ""


def _are_respondents(verb: Token, source: set[int]) -> bool:
    """Tell whether the source is a counted share of people ("40 percent of voters"), whose answers are the poll's."""
    words = [verb.doc[i] for i in sorted(source)[:7]]
    if words and words[0].i and words[0].nbor(-1).lower_ in MULTIPLES:
        return True  # "double the number who said the same"
    if any(word.lower_ in SHARES and not (word.lower_ in ORDINALS and _before_noun(word)) for word in words):
        return True
    return any(
        is_number(first) and (second.lower_ == "out" or (second.lower_ in {"in", "of"} and is_number(third)))
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )


def _told_by_poll(verb: Token) -> bool:
    """Tell whether a poll says what people of some kind think: "the poll found that farmers rated it as good"."""
    subject = child(verb, "nsubj")
    if verb.dep_ != "ccomp" or subject is None or subject.tag_ not in {"NNS", "NNPS"} or cue_verb(verb.head) is None:
        return False
    outer = child(verb.head, "nsubj")
    return outer is not None and outer.lower_ in POLLS


def _before_noun(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).tag_ in {"NN", "NNS", "NNP", "NNPS", "JJ"}


def _is_idle(verb: Token) -> bool:
    """Tell whether the verb says nothing yet: a bare infinitive ("to determine"), a command, "all told"."""
    if verb.i == 1 and verb.lower_ == "told" and verb.nbor(-1).lower_ == "all":
        return True  # "All told, the club raised 4 million"
    inside = verb.lower_ == "say" and 0 < verb.i < len(verb.doc) - 1
    if inside and verb.nbor(-1).text in PAUSES and verb.nbor(1).text == ",":
        return True  # "in a larger town, say, or a city"
    if verb.tag_ != "VB":
        return False
    infinitive = any(other.lower_ == "to" and other.tag_ == "TO" for other in verb.children)
    if infinitive:
        said = (
            verb.dep_ in {"advcl", "relcl", "acl"} and child(verb, "ccomp") is not None
        )  # held a briefing to say that
        said = said or (verb.dep_ == "xcomp" and is_passive(verb.head) and cue_verb(verb.head) is not None)
        return not said and not (verb.dep_ in {"xcomp", "advcl"} and verb.head.lower_ in LEADING_ON)
    return child(verb, "aux", "nsubj") is None


def _is_absolute(verb: Token) -> bool:
    """Tell whether "with" opens the verb's phrase: "with the toll projected to rise", where nobody is named."""
    mark = child(verb, "mark")
    return mark is not None and mark.lower_ == "with" and verb.tag_ in {"VBN", "VBD"}
