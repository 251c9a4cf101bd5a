"""Quoted speech: which saying each quotation belongs to."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.find.attributions.sayings import Saying
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Quotation, QuoteKind, Sentence

# Between a quotation and its cue: "...," the minister said; beyond this many characters another cue is nearer the truth.
FAR = 400
FULL_WORDS = 7
FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us", "let", "who"})
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def attach_quotations(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[Quotation], sayings: Sequence[Saying]
) -> list[Attribution]:
    """Return the attributions that the sayings make, each with the quotations that belong to it."""
    outer = _outermost(quotations)
    sentences = [sentence.sentence for sentence in parsed]
    free = [saying for saying in sayings if not _inside(saying.cue, outer)]
    owners = _owners(text, sentences, outer, [saying for saying in free if saying.quotes and saying.source])

    quoted: dict[int, list[Quotation]] = {}
    continued: list[tuple[Saying, Quotation]] = []
    for number, quotation in enumerate(outer):
        if number not in owners:
            continue
        saying, apart = owners[number]
        if apart:
            continued.append((saying, quotation))
        else:
            quoted.setdefault(id(saying), []).append(quotation)

    found: list[Attribution] = []
    for saying in sayings:
        own = quoted.get(id(saying), [])
        if own:
            found.append(_quoted(text, saying, own))
        elif saying.content and not _speaker_of_quotation(text, saying, outer):
            found.append(_attribution(saying, _within_quotation(saying, outer), QuoteKind.INDIRECT, saying.rule))
    found.extend(
        _attribution(saying, (quotation.span,), QuoteKind.DIRECT, "quoted_continued") for saying, quotation in continued
    )
    return [attribution for attribution in found if attribution.content]


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def _inside(span: CharSpan, quotations: Sequence[Quotation]) -> Quotation | None:
    at = bisect_left(quotations, span.start + 1, key=lambda quotation: quotation.span.start) - 1
    return quotations[at] if at >= 0 and quotations[at].span.covers(span) else None


def is_speech(text: str, quotation: Quotation) -> bool:
    """Tell words that someone spoke from a word set between marks for distance ("so-called") or as a title."""
    words = text[quotation.span.start : quotation.span.end].strip()
    before = (
        text[: quotation.span.start].rstrip("\"“”„«'‘’` \n")[-1:]
        if quotation.span.start < 3
        else _before(text, quotation)
    )
    if words[-1:] in ".,!?…—" or words.endswith(("--", " -")) or len(WORD.findall(words)) >= FULL_WORDS:
        return True
    return words[:1].isupper() and before in {"", ",", ":", "\n", "."}


def _before(text: str, quotation: Quotation) -> str:
    stretch = text[max(0, quotation.span.start - 6) : quotation.span.start].rstrip("\"“”„«'‘’`")
    kept = stretch.rstrip(" \t")
    return kept[-1:]


def _owners(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], sayings: Sequence[Saying]
) -> dict[int, tuple[Saying, bool]]:
    """Return for each quotation (by number) its saying, and whether it stands apart from that saying's own sentence."""
    owners: dict[int, tuple[Saying, bool]] = {}
    speech = [is_speech(text, quotation) for quotation in quotations]
    for number, quotation in enumerate(quotations):
        if not speech[number]:
            continue
        touching = {id(s) for s in sentences if s.span.overlaps(quotation.span)}
        near = [saying for saying in sayings if id(saying.sentence.sentence) in touching]
        gaps = [(_gap(saying, quotation, quotations), at) for at, saying in enumerate(near)]
        gaps = [gap for gap in gaps if gap[0] < FAR]
        if gaps:
            owners[number] = near[min(gaps)[1]], False
    for number, quotation in enumerate(quotations):
        if number in owners or not speech[number]:
            continue
        owner = _inherited(text, sentences, quotations, sayings, owners, number)
        if owner:
            owners[number] = owner
    return owners


def _gap(saying: Saying, quotation: Quotation, quotations: Sequence[Quotation]) -> int:
    """Return how many characters stand between a quotation and the saying; FAR if another quotation does."""
    spans = [saying.cue, *([saying.source] if saying.source else [])]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if first >= quotation.span.end:
        between = CharSpan(quotation.span.end, first)
    elif last <= quotation.span.start:
        between = CharSpan(last, quotation.span.start)
    else:
        return FAR
    if any(other is not quotation and between.covers(other.span) for other in quotations):
        return FAR
    return between.end - between.start


def _inherited(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    sayings: Sequence[Saying],
    owners: dict[int, tuple[Saying, bool]],
    number: int,
) -> tuple[Saying, bool] | None:
    """Find the saying of a quotation that has none in its own sentences."""
    quotation = quotations[number]
    before = number - 1
    if before in owners and _same_paragraph(text, quotations[before], quotation):
        return owners[before]
    earlier = [saying for saying in sayings if saying.cue.end <= quotation.span.start]
    last = max(earlier, key=lambda saying: saying.cue.end, default=None)
    if _before(text, quotation) == ":" or text[: quotation.span.start].rstrip("\"“”„«'‘’` \n\r\t").endswith(":"):
        return (last, False) if last else None
    after = number + 1
    if after in owners and not text[quotation.span.end : quotations[after].span.start].strip("\"“”„«'‘’` "):
        return owners[after]
    if before in owners and not quotations[before].closed:
        return owners[before][0], True
    if last and "\n" not in text[last.cue.end : quotation.span.start].strip():
        return last, True
    return None


def _same_paragraph(text: str, first: Quotation, second: Quotation) -> bool:
    return "\n" not in text[first.span.end : second.span.start]


def _quoted(text: str, saying: Saying, quotations: Sequence[Quotation]) -> Attribution:
    """Join a saying with its quotations; what the syntax gave beside them stays only where it touches one."""
    spans = [quotation.span for quotation in quotations]
    pieces: list[CharSpan] = []
    for piece in saying.content:
        rest = _minus(piece, spans)
        pieces += [part for part in rest if any(_touch(text, part, span) for span in spans)]
    content = tuple(sorted([*spans, *pieces]))
    return _attribution(saying, content, QuoteKind.DIRECT, "quoted")


def _minus(span: CharSpan, holes: Sequence[CharSpan]) -> list[CharSpan]:
    rest, start = [], span.start
    for hole in sorted(holes):
        if hole.start > start:
            rest.append(CharSpan(start, min(hole.start, span.end)))
        start = max(start, hole.end)
        if start >= span.end:
            break
    if start < span.end:
        rest.append(CharSpan(start, span.end))
    return [part for part in rest if part.start < part.end]


def _touch(text: str, part: CharSpan, span: CharSpan) -> bool:
    between = text[part.end : span.start] if part.end <= span.start else text[span.end : part.start]
    return not between.strip("\"“”„«'‘’` ,") and len(WORD.findall(text[part.start : part.end])) > 0


def _speaker_of_quotation(text: str, saying: Saying, outer: Sequence[Quotation]) -> bool:
    """Tell whether a saying inside a quotation is the quoted speaker's own ("I think"): no further source."""
    if _inside(saying.cue, outer) is None:
        return False
    return saying.source is None or text[saying.source.start : saying.source.end].lower() in FIRST_AND_SECOND


def _within_quotation(saying: Saying, outer: Sequence[Quotation]) -> tuple[CharSpan, ...]:
    """Return the content of a saying; one inside a quotation ends where the quotation does."""
    around = _inside(saying.cue, outer)
    if around is None:
        return saying.content
    cut = (CharSpan(max(span.start, around.span.start), min(span.end, around.span.end)) for span in saying.content)
    return tuple(span for span in cut if span.start < span.end)


def _attribution(saying: Saying, content: tuple[CharSpan, ...], quote: QuoteKind, rule: str) -> Attribution:
    return Attribution(
        source=saying.source, cue=saying.cue, content=content, clause=saying.clause, quote=quote, rule=rule
    )
