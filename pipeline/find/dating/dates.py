"""Which time of a sentence is that of a quantity's fact, and which that of the saying."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.find.dating.amounts import amounts
from pipeline.find.dating.cost import Figure, Scene, cost
from pipeline.find.dating.hanging import POSSESSIVES, Hanging, clause_verb, hang
from pipeline.find.dating.polls import published
from pipeline.find.dating.sayings import find_saying
from pipeline.find.dating.zones import comparison_zones
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.syntax import is_verb
from pipeline.tokens import Doc, Span, Token
from pipeline.types import Attribution, QuantityMention, TimexKind, TimexMention

# Rules of the time grammar whose times date nothing: "now" is when one writes, "years ago" is no date.
UNDATED = frozenset({"now", "vague"})
# Dearer than this a time belongs to something else.
DEAREST = 4.0
HALVES = frozenset({"a.m.", "am", "p.m.", "pm"})
BOUNDING = frozenset({"as", "by", "the", "until"})
DAY_WORDS = frozenset({"that", "this", "today", "tomorrow", "yesterday"})
AGO = frozenset({"ago", "before", "earlier", "last"})
SHARES = frozenset({"fraction", "percent"})
# Prepositions that set a length of time apart from what happened: "found alive after four days".
APART = frozenset({"after", "before", "within"})
# Units of what is new each time: leads and margins ("a 4-point lead"), the strength of a quake.
LEADS = frozenset({"magnitude", "percent", "percentage_point", "point"})
DISTANCES = frozenset({"foot", "kilometer", "meter", "mile", "nautical_mile", "yard"})
# Words behind a distance that tell where a place lies.
BEARINGS = load_words("bearings")
# Tokens of a dateline before its time, and from there to its dash.
FURTHEST_DATELINE = 6
DASHES = frozenset({"-", "--", "–", "—"})
# Tokens between "since" and the time in its phrase.
LONGEST_SINCE = 12
LENGTHS = frozenset({"day", "hour", "minute", "month", "week", "year"})


class Dates(NamedTuple):
    """When the fact holds and when its source said so; None where the sentence does not tell."""

    fact: TimexMention | None
    saying: TimexMention | None


def find_dates(
    sentence: ParsedSentence,
    quantity: QuantityMention,
    timexes: Sequence[TimexMention],
    attribution: Attribution | None,
) -> Dates:
    """Return the times of one quantity's claim, from expressions in its own sentence."""
    inside = [timex for timex in timexes if timex.locates and sentence.sentence.span.covers(timex.span)]
    number, whole = sentence.tokens(quantity.number), sentence.tokens(quantity.span)
    if not inside or number is None or whole is None:
        return Dates(None, None)
    scene = _scene(sentence, inside, attribution)
    told = attribution is not None and attribution.source is not None
    saying = find_saying(sentence, number.root, scene.times, attribution) if attribution and told else None
    figure = Figure(
        number.root, number.start, whole.end, share=quantity.unit in SHARES, length=quantity.unit in LENGTHS
    )
    lasting = _is_property(sentence.doc, quantity, number) or _tells_where(sentence, quantity, whole)
    fact = None if lasting else _nearest(scene, figure, saying)
    return Dates(fact.timex if fact else None, saying.timex if saying else None)


def _scene(sentence: ParsedSentence, inside: Sequence[TimexMention], attribution: Attribution | None) -> Scene:
    times = tuple(hanging for timex in inside if (hanging := hang(sentence, timex)))
    counted = amounts(sentence.doc, [(time.tokens.start, time.tokens.end) for time in times])
    named = tuple(time for time in times if time.timex.rule not in UNDATED and not _is_lone_hour(time))
    cue = sentence.tokens(attribution.cue) if attribution and attribution.cue else None
    verb = cue.root if cue is not None and is_verb(cue.root) and cue.root.dep_ != "prep" else None
    return Scene(sentence.doc, named, counted, comparison_zones(sentence, counted), verb)


def _nearest(scene: Scene, figure: Figure, saying: Hanging | None) -> Hanging | None:
    """Return the time nearest to the quantity, None where none is near enough."""
    others = [time for time in scene.times if time is not saying and _may_date(scene.doc, time)]
    costs = [(cost(scene, figure, time), time.tokens.start, time) for time in others]
    near = [entry for entry in costs if entry[0] < DEAREST]
    return min(near, key=_by_cost)[2] if near else None


def _by_cost(entry: tuple[float, int, Hanging]) -> tuple[float, int]:
    return entry[:2]


def _is_property(doc: Doc, quantity: QuantityMention, number: Span) -> bool:
    """Tell whether a number says what something is, not what happened: "aged 40", "46-page", "the city's six bars"."""
    if quantity.rule.startswith("age"):
        return True
    counted = not quantity.unit or quantity.unit in LENGTHS
    if counted and number.start and doc[number.start - 1].lower_ in POSSESSIVES:
        return True  # but "her 62 percent in 2012" says how she did then
    if quantity.unit in LENGTHS and _preposition(number.root) in APART:
        return True
    known = bool(number.start) and doc[number.start - 1].lower_ == "the" and _preposition(number.root) != ""
    if known and _is_glued(doc, number):
        return True  # "near the center of the 6.3-magnitude quake"
    return quantity.unit not in LEADS and _is_glued(doc, number)


def _is_glued(doc: Doc, number: Span) -> bool:
    """Tell whether a hyphen joins a number to its noun: "46-page"."""
    end = number.end
    glued = end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    return glued and doc[end + 1].is_alpha and doc[end + 1].lower_ not in {"and", "in", "to"}


def _tells_where(sentence: ParsedSentence, quantity: QuantityMention, whole: Span) -> bool:
    """Tell whether a distance only says where a place lies: "fell on Kelo, about 40 km (25 miles) south of here"."""
    phrase = sentence.tokens(quantity.phrase)
    if quantity.unit not in DISTANCES or phrase is None or not phrase.start:
        return False
    words, behind = sentence.words, whole.end
    if ")" in words[behind : behind + 4]:  # the same in another unit
        behind = words.index(")", behind) + 1
    return words[phrase.start - 1] in {",", "("} and words[behind : behind + 1] != () and words[behind] in BEARINGS


def _preposition(word: Token) -> str:
    """Return the preposition that opens the phrase of ``word``, "" if none does."""
    noun = word if word.dep_ == "pobj" else word.head
    while noun.dep_ == "compound":  # "the 6.3-magnitude quake"
        noun = noun.head
    return noun.head.lower_ if noun.dep_ == "pobj" else ""


def _is_lone_hour(time: Hanging) -> bool:
    """Tell whether a time is an hour of a day that the sentence does not name; "by noon" says today."""
    if time.timex.kind is not TimexKind.TIME or time.timex.rule not in {"clock", "range"}:
        return False
    words = {token.lower_ for token in time.tokens}
    named = any(token.is_title and token.lower_ not in HALVES for token in time.tokens)
    return not named and time.tokens[0].lower_ not in BOUNDING and not DAY_WORDS & words


def _may_date(doc: Doc, time: Hanging) -> bool:
    """Tell whether a time can date a fact.

    It cannot where it ranks something ("the lowest since 1988"), where a figure is compared with it ("up from a year
    ago"), or where findings came out at it.
    """
    if published(time) or _in_dateline(doc, time):
        return False
    words = [token.lower_ for token in time.tokens]
    if "into" in {words[0], doc[max(0, time.tokens.start - 1)].lower_}:
        return False  # "her lead going into November"
    if words[0] == "from" and time.timex.rule != "range" and not time.attributive:
        return not AGO.intersection(words) and _is_ahead(time)
    since = time.tokens.start if words[0] == "since" else _since(doc, time.tokens.start)
    return since is None or not _ranks(doc, since)


def _since(doc: Doc, start: int) -> int | None:
    """Return the "since" in whose phrase the token at ``start`` stands: "since the height of the war in 2008"."""
    for token in reversed(doc[max(0, start - LONGEST_SINCE) : start]):
        if token.text in {",", ";"}:
            return None
        if token.lower_ == "since":
            return token.i
    return None


def _in_dateline(doc: Doc, time: Hanging) -> bool:
    """Tell whether a time stands in a dateline: "May 3, 2015 (HALDEN) – The board met", "HALDEN, May 3 – ..."."""
    if time.tokens.start > FURTHEST_DATELINE or any(word.tag_ == "IN" for word in doc[: time.tokens.end]):
        return False
    for token in doc[time.tokens.end : time.tokens.end + FURTHEST_DATELINE]:
        if token.text in DASHES and token.whitespace_ and token.nbor(-1).whitespace_:
            return not any(is_verb(word) for word in doc[: token.i])
        if not (token.is_punct or token.text[0].isupper()):
            return False
    return False


def _is_ahead(time: Hanging) -> bool:
    """Tell whether the clause of a time speaks of what is to come: "will cost 5 million a year from 2028"."""
    verb = clause_verb(time.host)
    return verb is not None and any(child.tag_ in {"MD", "TO"} for child in verb.children)


def _ranks(doc: Doc, start: int) -> bool:
    """Tell whether a superlative stands before "since": "the lowest take since 1988"."""
    for index in range(start - 1, max(-1, start - 8), -1):
        token = doc[index]
        if token.text in {",", ";"}:
            return False
        ranking = token.tag_ in {"JJS", "RBS"} or token.lower_ in {"first", "record"}
        if ranking and not (index and doc[index - 1].lower_ == "at"):
            return True
    return False
