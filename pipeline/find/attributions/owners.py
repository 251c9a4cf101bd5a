"""Which saying each quotation belongs to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.find.attributions.sayings import Saying
from pipeline.types import CharSpan, Quotation, Sentence

# Between a quotation and its cue in one sentence there are rarely more characters than this.
FAR = 400

# A quotation of this many words is speech, not a word set between marks for distance.
SPEECH_WORDS = 7
WORD = re.compile(r"\w+(?:['’-]\w+)*")

MARKS = "\"“”„‟«»'‘’`"


@dataclass(frozen=True, slots=True)
class Owner:
    """The saying a quotation belongs to; ``apart`` tells that it stands in another paragraph than the saying."""

    saying: Saying
    apart: bool


def outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations that stand in no other, in text order."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def quotation_around(span: CharSpan, quotations: Sequence[Quotation]) -> Quotation | None:
    """Return the one of the outermost ``quotations`` that holds ``span``."""
    at = bisect_right(quotations, span.start, key=_start) - 1
    return quotations[at] if at >= 0 and quotations[at].span.covers(span) else None


def touching(quotations: Sequence[Quotation], span: CharSpan) -> Sequence[Quotation]:
    """Return those of the outermost ``quotations`` that share a character with ``span``."""
    first = bisect_right(quotations, span.start, key=lambda quotation: quotation.span.end)
    last = bisect_left(quotations, span.end, key=_start)
    return quotations[first:last]


def _start(quotation: Quotation) -> int:
    return quotation.span.start


def find_owners(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], sayings: Sequence[Saying]
) -> dict[int, Owner]:
    """Return the owner of each of the outermost ``quotations`` that has one, by its number.

    First the cue in the quotation's own sentence, then what the quotations and sayings before it suggest.
    """
    owners: dict[int, Owner] = {}
    speech = [is_speech(text, quotation) for quotation in quotations]
    by_sentence: dict[int, list[Saying]] = {}
    for saying in sayings:
        by_sentence.setdefault(saying.sentence.sentence.span.start, []).append(saying)
    for number, quotation in enumerate(quotations):
        if speech[number]:
            near = [
                saying
                for sentence in sentences_touching(sentences, quotation.span)
                for saying in by_sentence.get(sentence.span.start, ())
            ]
            near += _frame_after(text, sentences, quotation, by_sentence)
            nearest = _nearest(text, near, quotation, quotations)
            if nearest:
                owners[number] = Owner(nearest, apart=False)
    for number in range(len(quotations)):
        if number not in owners and speech[number]:
            owner = _inherited(text, quotations, sayings, owners, number)
            if owner:
                owners[number] = owner
    return owners


def _frame_after(
    text: str, sentences: Sequence[Sentence], quotation: Quotation, by_sentence: Mapping[int, Sequence[Saying]]
) -> list[Saying]:
    """Return the sayings that open the next sentence: '"Why now?" Lee asked.' may have been cut at the mark."""
    at = bisect_left(sentences, quotation.span.end, key=lambda sentence: sentence.span.start)
    if at == len(sentences) or text[quotation.span.end : sentences[at].span.start].strip(MARKS + " "):
        return []
    start = sentences[at].span.start
    return [
        saying
        for saying in by_sentence.get(start, ())
        if min(saying.cue.start, saying.source.start if saying.source else saying.cue.start) - start <= 1
        and not any(span.start > saying.cue.end for span in saying.content)
    ]


def is_speech(text: str, quotation: Quotation) -> bool:
    """Tell words that someone spoke from a word between marks for distance or a title."""
    words = text[quotation.span.start : quotation.span.end].strip()
    count = sum(1 for _ in islice(WORD.finditer(words), SPEECH_WORDS))
    if count == SPEECH_WORDS or words.endswith(("--", " -")) or words[-1:] in {"?", "!", "…", "—"}:
        return True
    before = mark_before(text, quotation)
    if words[-1:] in {",", "."}:
        return not (count > 1 and before not in {"", ",", ":", ".", "\n"} and _is_title(words))
    return words[:1].isupper() and before in {"", ",", ":", "\n"}


def _is_title(words: str) -> bool:
    return all(word[0].isupper() or len(word) < 4 for word in WORD.findall(words))


def mark_before(text: str, quotation: Quotation) -> str:
    """Return the character before the opening mark, a space left out; a line break for the start of a line."""
    stretch = text[max(0, quotation.span.start - 6) : quotation.span.start].rstrip(MARKS).rstrip(" \t\xa0")
    return stretch[-1:].replace("\r", "\n")


def sentences_touching(sentences: Sequence[Sentence], span: CharSpan) -> Sequence[Sentence]:
    """Return those of ``sentences`` that share a character with ``span``."""
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.end)
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.span.start)
    return sentences[first:last]


def _nearest(
    text: str, sayings: Sequence[Saying], quotation: Quotation, quotations: Sequence[Quotation]
) -> Saying | None:
    gaps = [(_gap(text, saying, quotation, quotations), number) for number, saying in enumerate(sayings)]
    gap, number = min(gaps, default=(FAR, 0))
    return sayings[number] if gap < FAR else None


def _gap(text: str, saying: Saying, quotation: Quotation, quotations: Sequence[Quotation]) -> int:
    """Return how many characters stand between a quotation and the saying; FAR if another quotation does."""
    if saying.rule == "naming" and any(span.start <= quotation.span.start < span.end for span in saying.content):
        return 0  # the name that somebody gives stands in the syntax of their verb
    first = min(saying.cue.start, saying.source.start) if saying.source else saying.cue.start
    last = max(saying.cue.end, saying.source.end) if saying.source else saying.cue.end
    if first >= quotation.span.end:
        between = CharSpan(quotation.span.end, first)
    elif last <= quotation.span.start:
        between = CharSpan(last, quotation.span.start)
    elif saying.cue.end <= quotation.span.start:
        between = CharSpan(saying.cue.end, quotation.span.start)
    else:
        return FAR
    at = bisect_left(quotations, between.start, key=_start)
    other = quotations[at] if at < len(quotations) else quotation
    if other is not quotation and between.covers(other.span) and is_speech(text, other):
        return FAR
    return between.end - between.start


def _inherited(
    text: str,
    quotations: Sequence[Quotation],
    sayings: Sequence[Saying],
    owners: dict[int, Owner],
    number: int,
) -> Owner | None:
    """Find the owner of a quotation that has no cue in its own sentences."""
    quotation = quotations[number]
    at = bisect_right(sayings, quotation.span.start, key=lambda saying: saying.cue.end) - 1
    last = sayings[at] if at >= 0 else None
    lead = text[last.cue.end : quotation.span.start].rstrip(MARKS + " \n\r\t") if last else ""
    if last and lead.endswith(":") and "\n" not in lead:
        return Owner(last, apart=False)
    before, after = owners.get(number - 1), owners.get(number + 1)
    if before and "\n" not in text[quotations[number - 1].span.end : quotation.span.start]:
        return before
    if after and not text[quotation.span.end : quotations[number + 1].span.start].strip(MARKS + " "):
        return after
    if before and not quotations[number - 1].closed:
        return Owner(before.saying, apart=True)
    if last and _is_whole(text, quotation) and text.count("\n", last.cue.end, quotation.span.start) <= 2:
        return Owner(last, apart=True)
    return None


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Tell whether the quotation is a sentence of its own."""
    return mark_before(text, quotation) in {"", ".", "!", "?", "\n", ":"} and text[quotation.span.start].isupper()
