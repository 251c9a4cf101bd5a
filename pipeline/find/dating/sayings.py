"""When the source of a claim spoke."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.find.dating.barriers import REPORTING
from pipeline.find.dating.hanging import Hanging, clause_verb
from pipeline.parsed import ParsedSentence
from pipeline.syntax import SUBJECTS, is_noun, is_verb, path_up
from pipeline.types import Attribution, CharSpan, TimexKind

# Words between a cue and the time of its saying: "said late on Monday", "told reporters on Monday".
BETWEEN = frozenset({"earlier", "early", "in", "late", "on", "reporters"})
# What is done to ask people: the time of it is that of their answers.
ASKING = frozenset({"carried", "conducted", "fielded", "interviewed", "polled", "surveyed", "taken"})
# Verbs of counting: with a figure as object their time is the fact's.
COUNTING = frozenset({"counted", "logged", "pledged", "record", "recorded", "records", "registered"})
OPENERS = frozenset({"as", "by", "from", "since", "through", "until"})
REACH = 4


def find_saying(
    sentence: ParsedSentence, quantity: Token, times: Sequence[Hanging], attribution: Attribution
) -> Hanging | None:
    """Return the time at which the source of ``attribution`` spoke, None if this sentence does not say."""
    cue = sentence.tokens(attribution.cue) if attribution.cue else None
    if cue is None:
        return None
    source = sentence.tokens(attribution.source) if attribution.source else None
    pointed = [time for time in times if _is_pointed(time)]
    for time in pointed:
        if _right_behind(time, cue.end):
            return time
    word = cue.root
    verb = word if is_verb(word) else clause_verb(word)
    candidates = [
        time
        for time in pointed
        if not _of_fact(time, quantity, word, verb)
        and (not is_verb(word) or not _in_content(sentence, time, attribution))
    ]
    for time in candidates:
        if source is not None and _describes(time, source.root) and not _asked(time):
            return time
    for time in candidates:
        if verb is not None and time.verb is not None and _says(time.verb, verb, time, quantity):
            return time
    for time in candidates:
        if any(_inside(sentence, time, clause) for clause in attribution.clause) and not _asked(time):
            return time
    return None


def _is_pointed(time: Hanging) -> bool:
    """Tell whether one can speak at a time: it is no stretch and opens to no side."""
    opened = time.tokens[0].lower_ in OPENERS and len(time.tokens) > 1 and time.tokens[0].lower_ != "from"
    return time.timex.kind in (TimexKind.DATE, TimexKind.TIME) and not opened and time.timex.rule not in NOT_POINTED


NOT_POINTED = frozenset({"fraction", "fiscal_year", "range", "same", "shifted", "stretch", "to_date", "units", "now"})


def _right_behind(time: Hanging, end: int) -> bool:
    """Tell whether the time follows the cue with nothing between but "on", "late" and the like."""
    between = time.tokens.doc[end : time.tokens.start] if 0 <= time.tokens.start - end <= REACH else None
    return between is not None and all(token.lower_ in BETWEEN for token in between) and not time.attributive


def _of_fact(time: Hanging, quantity: Token, cue: Token, verb: Token | None) -> bool:
    """Tell whether the time behind a figure that the cue has as its object is the figure's: "reported 40 in May"."""
    if not is_verb(cue) or verb is None or time.verb is None or time.verb.i != verb.i:
        return False
    if cue.lower_ in COUNTING:
        return True
    return cue.i < quantity.i < time.tokens.start and clause_verb(quantity) == cue


def _in_content(sentence: ParsedSentence, time: Hanging, attribution: Attribution) -> bool:
    inside = any(content.covers(time.timex.span) for content in attribution.content)
    return inside and not any(_inside(sentence, time, clause) for clause in attribution.clause)


def _inside(sentence: ParsedSentence, time: Hanging, clause: CharSpan) -> bool:
    return clause.covers(sentence.span(time.tokens))


def _describes(time: Hanging, source: Token) -> bool:
    """Tell whether the time belongs to the source itself: "a 2014 study", "data released Friday"."""
    return any(token.i == source.i for token in path_up(time.host)) and time.host.i != _main(source)


def _main(source: Token) -> int:
    return source.head.i if source.head.i != source.i else -1


def _asked(time: Hanging) -> bool:
    return time.verb is not None and time.verb.lower_ in ASKING


def _says(time_verb: Token, cue_verb: Token, time: Hanging, quantity: Token) -> bool:
    """Tell whether the time is that of the cue's verb, or of a verb above it that the saying is part of.

    "Held a briefing on Friday to say ...", "in May the bank shared its forecast, confirming ...".
    """
    if time_verb.i == cue_verb.i:
        return True
    if time.tokens.start > quantity.i or any(child.dep_ in SUBJECTS for child in cue_verb.children):
        return False
    participle = cue_verb.tag_ == "VBG" and cue_verb.left_edge.i > 0 and cue_verb.left_edge.nbor(-1).text == ","
    for word in path_up(cue_verb):
        if word.i == time_verb.i:
            return True
        if word.dep_ not in {"acl", "advcl", "conj", "dobj", "relcl", "xcomp"} and not (
            participle and word.dep_ == "ccomp"
        ):
            return False
    return False


def spoken(verb: Token | None) -> bool:
    """Tell whether a verb reports."""
    return verb is not None and verb.lower_ in REPORTING


__all__ = ["ASKING", "find_saying", "is_noun", "spoken"]
