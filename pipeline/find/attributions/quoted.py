"""Quoted speech: a saying and its quotations made one attribution."""

import re
from collections.abc import Sequence

from pipeline.find.attributions.owners import (
    MARKS,
    find_owners,
    mark_before,
    outermost,
    quotation_around,
    sentences_touching,
)
from pipeline.find.attributions.sayings import Saying
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Quotation, QuoteKind

# Inside a quotation these are the quoted speaker again, or the one spoken to.
FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us", "let", "who"})
# Sayings that hold nobody responsible outside their quotation marks keep their rule.
WEAKER = frozenset({"knowledge", "naming", "respondents", "stance"})
WORDS = re.compile(r"\w")

# Between a cue and the clause that it takes there are few words and no marks: "said on Friday that".
CLOSE = 40
NOT_PLAIN = re.compile(r"[^\w\s]")


def attach_quotations(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[Quotation], sayings: Sequence[Saying]
) -> list[Attribution]:
    """Return the attributions that the sayings make, each with the quotations that belong to it.

    Of quotations outside the parsed sentences nothing is told: what says whose they are may not be parsed either.
    """
    outer = outermost(quotations)
    sentences = [sentence.sentence for sentence in parsed]
    speaking = sorted(
        (s for s in sayings if s.quotes and s.source and quotation_around(s.cue, outer) is None), key=_cue_end
    )
    quoted: dict[int, list[Quotation]] = {}
    found: list[Attribution] = []
    for number, owner in find_owners(text, sentences, outer, speaking).items():
        if not sentences_touching(sentences, outer[number].span):
            continue
        if owner.apart and id(owner.saying) not in quoted:  # else it goes on with what is quoted there
            span = outer[number].span
            found.append(_attribution(owner.saying, (span,), QuoteKind.DIRECT, "quoted_continued"))
        else:
            quoted.setdefault(id(owner.saying), []).append(outer[number])
    for saying in sayings:
        own = quoted.get(id(saying), [])
        if own:
            rule = saying.rule if saying.rule in WEAKER else "quoted"
            found.append(_attribution(saying, _mixed(text, saying, own), QuoteKind.DIRECT, rule))
        elif not _speaker_of_quotation(text, saying, outer):
            content = _within_quotation(saying, outer)
            found.append(_attribution(saying, content, QuoteKind.INDIRECT, saying.rule))
    return [attribution for attribution in found if attribution.content]


def _cue_end(saying: Saying) -> int:
    return saying.cue.end


def _mixed(text: str, saying: Saying, quotations: Sequence[Quotation]) -> tuple[CharSpan, ...]:
    """Return the quotations with the words of the reporter's own that lead into them or out of them."""
    spans = [quotation.span for quotation in quotations]
    pieces = [
        part
        for piece in saying.content
        for part in _minus(piece, spans)
        if any(_touch(text, part, span) for span in spans) or _follows_cue(text, saying, part)
    ]
    lead = _lead_in(text, saying, quotations[0])
    return _joined(text, [*spans, *pieces, *([lead] if lead else [])])


def _follows_cue(text: str, saying: Saying, part: CharSpan) -> bool:
    """Tell whether a said clause follows its cue, whatever is quoted before: '"A gift," he said in June it was'."""
    between = text[saying.cue.end : part.start]
    return saying.rule == "reported_clause" and 0 < len(between) < CLOSE and not NOT_PLAIN.search(between)


def _lead_in(text: str, saying: Saying, quotation: Quotation) -> CharSpan | None:
    """Return what stands between the cue and a quotation that begins in mid-sentence: said 'that it was "good"'."""
    if not text[quotation.span.start].islower() or mark_before(text, quotation) in {",", ":", ""}:
        return None
    sentence = saying.sentence.sentence.span
    if saying.cue.end <= quotation.span.start and sentence.start <= quotation.span.start < sentence.end:
        return CharSpan(saying.cue.end, quotation.span.start)
    return None


def _joined(text: str, spans: Sequence[CharSpan]) -> tuple[CharSpan, ...]:
    """Merge overlapping spans and those that only marks part."""
    merged: list[CharSpan] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip(MARKS + " ")):
            merged[-1] = CharSpan(merged[-1].start, max(merged[-1].end, span.end))
        elif WORDS.search(text, span.start, span.end):
            merged.append(span)
    return tuple(merged)


def _minus(span: CharSpan, holes: Sequence[CharSpan]) -> list[CharSpan]:
    rest, start = [], span.start
    for hole in sorted(holes):
        if hole.start > start:
            rest.append(CharSpan(start, min(hole.start, span.end)))
        start = max(start, hole.end)
    rest.append(CharSpan(start, span.end))
    return [part for part in rest if part.start < part.end]


def _touch(text: str, part: CharSpan, span: CharSpan) -> bool:
    between = text[part.end : span.start] if part.end <= span.start else text[span.end : part.start]
    if part.start >= span.end and text[span.start : span.end].rstrip().endswith((",", ".", "?", "!")):
        return False  # what follows words that end like speech is the reporter's
    return not between.strip(MARKS + " ,")


def _speaker_of_quotation(text: str, saying: Saying, outer: Sequence[Quotation]) -> bool:
    """Tell whether a saying inside a quotation is the quoted speaker's own ("I think"): no further source."""
    if quotation_around(saying.cue, outer) is None:
        return False
    return saying.source is None or text[saying.source.start : saying.source.end].lower() in FIRST_AND_SECOND


def _within_quotation(saying: Saying, outer: Sequence[Quotation]) -> tuple[CharSpan, ...]:
    """Return the content of a saying; one inside a quotation ends where the quotation does."""
    around = quotation_around(saying.cue, outer)
    if around is None:
        return saying.content
    cut = (CharSpan(max(span.start, around.span.start), min(span.end, around.span.end)) for span in saying.content)
    return tuple(span for span in cut if span.start < span.end)


def _attribution(saying: Saying, content: tuple[CharSpan, ...], quote: QuoteKind, rule: str) -> Attribution:
    return Attribution(
        source=saying.source, cue=saying.cue, content=content, clause=saying.clause, quote=quote, rule=rule
    )
