"""When the source of a claim spoke."""

from collections.abc import Sequence

from pipeline.find.dating.barriers import opener
from pipeline.find.dating.hanging import Hanging, clause_verb
from pipeline.find.dating.polls import asked, polled
from pipeline.find.dating.zones import FINITE
from pipeline.lexicons import load_rows, load_words
from pipeline.parsed import ParsedSentence
from pipeline.syntax import SUBJECTS, is_noun, is_verb, path_up
from pipeline.tokens import Span, Token
from pipeline.types import Attribution, CharSpan, TimexKind

# Words between a cue and the time of its saying: "said late on Monday", "told reporters on Monday".
BETWEEN = frozenset({"earlier", "early", "in", "late", "on", "reporters"})
# Verbs of counting: with a figure as object their time is the fact's.
COUNTING = frozenset({"counted", "logged", "pledged", "record", "recorded", "records", "registered"})
YEARLY = frozenset({"decade", "quarter", "year"})
OPENERS = frozenset({"as", "by", "from", "since", "through", "until"})
# Prepositions of what lasts: "for the full year, it expects ...".
LASTING = frozenset({"for", "over", "throughout"})
NOT_POINTED = frozenset({"fraction", "fiscal_year", "range", "same", "shifted", "stretch", "to_date", "units", "now"})
REACH = 4
STATEMENTS = frozenset(row["noun"] for row in load_rows("reporting_nouns")) | load_words("saying_occasions")


def find_saying(
    sentence: ParsedSentence, quantity: Token, times: Sequence[Hanging], attribution: Attribution
) -> Hanging | None:
    """Return the time at which the source of ``attribution`` spoke, None if this sentence does not say."""
    cue = sentence.tokens(attribution.cue) if attribution.cue else None
    if cue is None:
        return None
    source = sentence.tokens(attribution.source) if attribution.source else None
    pointed = [time for time in times if _is_pointed(time) and not polled(time)]
    for time in times:
        if _right_behind(time, cue.end):
            return time
    word = cue.root
    spoken = is_verb(word) and word.dep_ != "prep"
    closing = all(token.is_punct for token in cue.doc[cue.end :])  # "..., records show."
    verb = word if spoken else clause_verb(word)
    candidates = [
        time
        for time in pointed
        if not _of_fact(time, quantity, word, verb)
        and (
            not (spoken or closing)
            or (spoken and _of_object(time, word, quantity))
            or not _in_content(sentence, time, attribution)
        )
    ]
    for time in candidates:
        if source is not None and _describes(time, source) and not asked(time):
            return time
    if not (spoken or is_noun(word)):  # "according to ...", "in a statement on Monday"
        inside = [time for time in candidates if any(_inside(sentence, time, clause) for clause in attribution.clause)]
        return next((time for time in inside if not asked(time) and not _in_clause(time, word)), None)
    research = source is not None and source.root.lower_ in load_words("research_nouns")
    for time in candidates:
        if research and time.timex.rule == "year_number":
            continue  # "In 2008, the data showed ...": the year of the data
        if verb is not None and time.verb is not None and _says(time.verb, verb, time, quantity):
            return time
    return None


def _in_clause(time: Hanging, cue: Token) -> bool:
    """Tell whether the time stands in a relative clause inside the cue's phrase, which tells of something else."""
    return any(token.dep_ == "relcl" for token in path_up(time.host) if token.i > cue.i)


def _is_pointed(time: Hanging) -> bool:
    """Tell whether one can speak at a time: it is no stretch and opens to no side."""
    if time.tokens.start and time.tokens.doc[time.tokens.start - 1].lower_ in LASTING:
        return False
    opened = time.tokens[0].lower_ in OPENERS and len(time.tokens) > 1 and time.tokens[0].lower_ != "from"
    return time.timex.kind in (TimexKind.DATE, TimexKind.TIME) and not opened and time.timex.rule not in NOT_POINTED


def _right_behind(time: Hanging, end: int) -> bool:
    """Tell whether the time follows the cue with nothing between but "on", "late" and the like."""
    between = time.tokens.doc[end : time.tokens.start] if 0 <= time.tokens.start - end <= REACH else None
    return between is not None and all(token.lower_ in BETWEEN for token in between) and not time.attributive


def _of_fact(time: Hanging, quantity: Token, cue: Token, verb: Token | None) -> bool:
    """Tell whether the time behind a figure that the cue has as its object is the figure's: "reported 40 in May"."""
    if verb is None or time.verb is None or time.verb.i != verb.i:
        return False
    if is_noun(cue):  # "raised its estimate in March", but "its estimate of 3 percent this year"
        return cue.i < quantity.i < time.tokens.start and bool(
            YEARLY.intersection(token.lower_ for token in time.tokens)
        )
    if cue.lower_ in COUNTING:
        return True
    return cue.i < quantity.i < time.tokens.start and clause_verb(quantity) == cue


def _of_object(time: Hanging, cue: Token, quantity: Token) -> bool:
    """Tell whether the time follows the object of the cue: "announced plans on Monday to give 5"."""
    start = time.tokens.start
    objects = [child.i for child in cue.children if child.dep_ == "dobj" and cue.i < child.i < start]
    return start < quantity.i and bool(objects) and time.host.i in (cue.i, *objects)


def _in_content(sentence: ParsedSentence, time: Hanging, attribution: Attribution) -> bool:
    inside = any(content.covers(time.timex.span) for content in attribution.content)
    return inside and not any(_inside(sentence, time, clause) for clause in attribution.clause)


def _inside(sentence: ParsedSentence, time: Hanging, clause: CharSpan) -> bool:
    return clause.covers(sentence.span(time.tokens))


def _describes(time: Hanging, source: Span) -> bool:
    """Tell whether the time belongs to a source that is no person: "a 2014 study", "data released Friday"."""
    if source.root.ent_type_ == "PERSON":
        return False  # "Ann Lee, the mayor since May, said"
    first, last = sorted((source.end, time.tokens.start))
    if any(token.tag_ in FINITE for token in source.doc[first:last]):
        return False
    for token in path_up(time.host):
        if token.i == source.root.i:
            return True
        if token.dep_ == "relcl":
            return False
    return False


def _says(time_verb: Token, cue_verb: Token, time: Hanging, quantity: Token) -> bool:
    """Tell whether the time is that of the cue's verb, or of a verb above it that the saying is part of.

    "Held a briefing on Friday to say ...", "in May the bank shared its forecast, confirming ...".
    """
    if time.described is not None and time.attributive:
        return opener(cue_verb) == "when" and cue_verb.head.i in {time_verb.i, time.described.i}
    if _of_object(time, cue_verb, quantity):
        return True
    if is_noun(time.host) and time.host.lower_ not in STATEMENTS:
        return False  # "officials said in the worst speech this year"
    if any(token.text == "," for token in time.tokens.doc[cue_verb.i : time.tokens.start]):
        return False  # "officials said, in the worst accident this year"
    if time_verb.i == cue_verb.i:
        return not time.tokens.start < quantity.i < cue_verb.i  # "On Monday 300 people died, the agency said"
    if opener(cue_verb) == "when" and cue_verb.head.i == time_verb.i:
        return time.tokens.start < cue_verb.i
    if time.tokens.start > quantity.i or any(child.dep_ in SUBJECTS for child in cue_verb.children):
        return False
    participle = cue_verb.tag_ == "VBG" and cue_verb.left_edge.i > 0 and cue_verb.left_edge.nbor(-1).text == ","
    for word in path_up(cue_verb):
        if word.i == time_verb.i:
            return True
        if word.dep_ == "conj" and time.tokens.start > time_verb.i:
            return False  # "received 4 billion in July and expects more"
        if word.dep_ not in {"acl", "advcl", "conj", "dobj", "relcl", "xcomp"} and not (
            participle and word.dep_ == "ccomp"
        ):
            return False
    return False
