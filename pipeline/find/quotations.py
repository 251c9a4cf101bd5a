"""Which stretches of the article stand between quotation marks.

Marks are read by their neighbours, not by counting: one stray mark must not turn the rest of the page inside out.
Whose words they are is found elsewhere; scare quotes are quotations too, only short.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from pipeline.types import CharSpan, Quotation, Sentence

# One mark a match: '' and `` are one sign; ''' is a single mark beside a double one. The apostrophe inside a word is no
# mark.
_MARK = re.compile(r"``|'''|''|[\"“”„‟«»‘‚]|['’](?!(?<=[^\W_].)[^\W_])")

# How one begins; to look for any of several signs is much faster than to look for the pattern.
_SIGN = re.compile("[`'\"“”„‟«»‘’‚]")

# Signs that open and close each other; a quotation in one family may stand inside a quotation in another.
_FAMILIES = {
    '"': "straight", "``": "straight", "''": "straight", "“": "curly", "”": "curly", "„": "curly", "‟": "curly",
    "«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "single", "‚": "single",
}  # fmt: skip
_OPENING = frozenset({"“", "„", "‟", "«", "``", "‘", "‚"})
_CLOSING = frozenset({"”", "»"})

# Words that begin with an apostrophe: they open no quotation.
_ELIDED = re.compile(
    r"(?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b|round\b|cuz\b|neath\b|s\b)", re.IGNORECASE
)

# A quotation that is opened and not closed may go on over this many paragraphs without a mark.
_SILENT_PARAGRAPHS = 8


class _Role(Enum):
    OPENS = auto()
    CLOSES = auto()
    EITHER = auto()
    NEITHER = auto()


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    role: _Role

    @property
    def double(self) -> bool:
        return self.family != "single"


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Return the quotations of the article in text order, without their marks; one inside another comes after it."""
    paragraphs = list(_paragraphs(sentences))
    marks = [_marks(text, paragraph[0].span.start, paragraph[-1].span.end) for paragraph in paragraphs]
    found: list[Quotation] = []
    inside_until = -1
    for number, paragraph in enumerate(paragraphs):
        own = [mark for mark in marks[number] if mark.start >= inside_until]
        if not own:
            continue
        closed, unclosed = _pair(own)
        found.extend(closed)
        if unclosed is None:
            continue
        closing = _later_closing(marks[number + 1 : number + 2 + _SILENT_PARAGRAPHS])
        if closing is not None:
            inside_until = closing.end
            found.append(Quotation(CharSpan(unclosed.end, closing.start), True))
        else:
            goes_on = _opens_with(paragraphs[number + 1 : number + 2], marks[number + 1 : number + 2], unclosed.family)
            end = paragraph[-1].span.end
            if not goes_on:
                end = _end_of_unclosed(unclosed, [sentence.span for sentence in paragraph])
            found.append(Quotation(CharSpan(unclosed.end, end), False))
    return tuple(sorted((q for q in found if text[q.span.start : q.span.end].strip()), key=_position))


def _position(quotation: Quotation) -> tuple[int, int]:
    return quotation.span.start, -quotation.span.end


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    members: list[Sentence] = []
    for sentence in sentences:
        if members and sentence.paragraph != members[-1].paragraph:
            yield members
            members = []
        members.append(sentence)
    if members:
        yield members


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the quotation marks of one paragraph, apostrophes left out."""
    found: list[_Mark] = []
    behind = start
    for sign in _SIGN.finditer(text, start, end):
        match = _MARK.match(text, sign.start(), end)
        if match is None or match.start() < behind:
            continue
        behind = match.end()
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if match[0] == "'''":
            found.extend(_triple(match.start(), opens=before.isspace()))
            continue
        role = _role(match[0], before, after, text[match.end() : match.end() + 6])
        if role is not _Role.NEITHER:
            found.append(_Mark(match.start(), match.end(), _FAMILIES[match[0]], role))
    return found


def _triple(start: int, *, opens: bool) -> Iterator[_Mark]:
    if opens:
        yield _Mark(start, start + 2, "straight", _Role.OPENS)
        yield _Mark(start + 2, start + 3, "single", _Role.OPENS)
    else:
        yield _Mark(start, start + 1, "single", _Role.CLOSES)
        yield _Mark(start + 1, start + 3, "straight", _Role.CLOSES)


def _role(sign: str, before: str, after: str, following: str) -> _Role:
    """Tell from its neighbours what a mark can be; ``following`` is the text after it."""
    freed = before.isspace() or before in "([{—–-/"
    bound = not after.isspace() and after not in ".,;:!?)]}"
    if _FAMILIES[sign] != "single":
        if sign in _OPENING:
            return _Role.EITHER if not freed and not bound else _Role.OPENS
        if sign in _CLOSING:
            return _Role.OPENS if before.isspace() and bound else _Role.CLOSES
        if freed and bound and not (before in "—–-" and after.isspace()):
            return _Role.EITHER if before in "—–-" else _Role.OPENS
        if not freed and not bound:
            return _Role.CLOSES  # or, after a number, a sign of inches, which closes nothing
        return _Role.EITHER
    if before.isalnum() and after.isalnum():
        return _Role.NEITHER
    if sign in "‘‚":
        return _Role.OPENS if bound else _Role.NEITHER
    if (freed or before in '"“') and after.isalnum():
        if sign == "’" or _ELIDED.match(following):
            return _Role.NEITHER
        return _Role.OPENS
    return _Role.CLOSES if not before.isspace() else _Role.NEITHER


def _pair(marks: Sequence[_Mark]) -> tuple[list[Quotation], _Mark | None]:
    """Pair the marks of one paragraph; return the quotations and the outermost double mark left open, if any."""
    found: list[Quotation] = []
    unclosed: list[_Mark] = []  # outermost first
    last_double = max((number for number, mark in enumerate(marks) if mark.double), default=-1)
    for number, mark in enumerate(marks):
        partner = next((at for at, other in enumerate(unclosed) if other.family == mark.family), None)
        if mark.role is _Role.OPENS:
            if partner is not None:
                if mark.double:  # opened again without having been closed
                    found.append(Quotation(CharSpan(unclosed[partner].end, mark.start), False))
                del unclosed[partner:]
            unclosed.append(mark)
            continue
        if partner is None and mark.double and mark.role is _Role.CLOSES:
            partner = next((at for at, other in enumerate(unclosed) if other.double), None)  # “ closed by a plain mark
        if partner is not None:
            if mark.double or not _possessive(marks, number):
                found.append(Quotation(CharSpan(unclosed[partner].end, mark.start), True))
                del unclosed[partner:]
        elif mark.role is _Role.EITHER and number < last_double and not any(other.double for other in unclosed):
            unclosed.append(mark)  # the last mark of all could be closed by none
    return found, next((mark for mark in unclosed if mark.double), None)


def _possessive(marks: Sequence[_Mark], number: int) -> bool:
    """Tell whether a later mark closes the single quotation, so that this one is the apostrophe of a plural."""
    for later in range(number + 1, len(marks)):  # no slice: it would make many marks quadratic
        if not marks[later].double:
            return marks[later].role is _Role.CLOSES
    return False


def _later_closing(following: Sequence[Sequence[_Mark]]) -> _Mark | None:
    """Return the mark in a later paragraph that closes a quotation, or None if one is opened (again) before."""
    for marks in following:
        doubles = [mark for mark in marks if mark.double]
        if doubles:
            return doubles[0] if doubles[0].role is _Role.CLOSES else None
    return None


def _opens_with(paragraphs: Sequence[Sequence[Sentence]], marks: Sequence[Sequence[_Mark]], family: str) -> bool:
    """Tell whether the next paragraph begins with an opening mark, as where a speaker goes on."""
    if not paragraphs or not marks[0]:
        return False
    first = marks[0][0]
    return first.family == family and first.role is _Role.OPENS and first.start == paragraphs[0][0].span.start


def _end_of_unclosed(mark: _Mark, sentences: Sequence[CharSpan]) -> int:
    """Return the end of the paragraph for a quotation that begins a sentence, else the end of its sentence."""
    for sentence in sentences:
        if sentence.start < mark.start < sentence.end:
            return sentence.end
    return sentences[-1].end
