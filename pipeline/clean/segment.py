"""A page into sentences and furniture; nothing is deleted, so positions hold."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.furniture import credit_start, ends_sentence, furniture_reason, is_list_heading
from pipeline.clean.sentences import split_sentences
from pipeline.lexicons import load_words
from pipeline.types import CharSpan, Furniture, Layout, Sentence, SentenceKind

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

# Lines of a text that was wrapped by hand are about this long, and go on in lower case on the next line.
WRAPPED_WIDTH = range(40, 120)
WRAPPED_SHARE = 0.25

# A line said before is a headline or caption said again if it has this many words; shorter ones are sub-heads or names.
REPEATED_WORDS = 4
HEADLINE_WORDS = 30

CAPTION = re.compile(
    r"(?:photo|image|picture|(?:image |photo )?caption|file photo|pictured)\s*:"
    r"|this (?:\w+ )?(?:photo|image|handout|still)",
    re.IGNORECASE,
)
BULLET = re.compile(r"(?:[-–—•*▪●·‣]|#{1,6})\s+")
DATELINE = re.compile(
    r"""
    (?: [A-Z][A-Z.'’-]+ (?:[\s/][A-Z][A-Z.'’-]*){0,3}       # NAIROBI, NEW YORK
        (?:,\s[A-Z][\w.\s]{1,25}){0,2}                      # , Kenya, Oct 4
      | [A-Z][\w.'’-]+ (?:[\s/][A-Z][\w.'’-]+){0,2}         # Seoul
        (?:,\s[A-Z][\w.]+(?:\s\d{1,2})?){0,2}
    )
    \s{0,2} (?:\([A-Z][\w\s.&-]{1,30}\)\s{0,2})?            # (Reuters)
    (?: -- | [—–_] | (?<=\s)-(?=\s) )
    | \([A-Z][\w\s.&-]{1,30}\) \s? (?:--|[—–_-])            # (CNN) —
    """,
    re.VERBOSE,
)
# The same with a colon, which only a city that is known tells from a speaker: "KABUL (Agency): Two people ...".
CITY_LINE = re.compile(
    r"([A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2})(?:/[A-Z][\w.'’-]+){0,2}(?:,\s[A-Z][\w.]+(?:\s\d{1,2})?){0,2}"
    r"\s?(?:\([A-Z][\w\s.&-]{1,30}\)\s?)?:"
)
DATELINE_END = re.compile(r"\s*(?=[“\"‘'`]{0,2}[A-Z0-9$£€]|$)")

# In how many lines from the first of prose a dateline is looked for.
DATELINE_LINES = 4


class _Line(NamedTuple):
    span: CharSpan
    block: int  # lines of one block follow each other without a blank line


def segment(text: str) -> Layout:
    """Return the sentences of ``text`` with the part of the page they belong to, and its furniture."""
    lines = list(_lines(text))
    wrapped = _is_wrapped(text, lines)
    said: set[str] = set()
    sentences: list[Sentence] = []
    furniture: list[Furniture] = []
    linking = False
    prose_lines = 0
    paragraph = -1
    for stretch in _stretches(text, lines, wrapped=wrapped):
        line = text[stretch.start : stretch.end]
        reason = furniture_reason(line)
        linking = is_list_heading(line) or (linking and _is_link(line))
        if linking:
            reason = reason or "read_more"
        if not reason and _is_repeated(line, said):
            reason = "repeated_line"
        if reason:
            furniture.append(Furniture(stretch, reason))
            continue
        paragraph += 1
        credit = credit_start(line)
        kind = _kind(line, credit)
        prose_lines += kind is not SentenceKind.HEADLINE
        content, cut_off = _content(text, stretch, stretch.start + credit, dateline=prose_lines <= DATELINE_LINES)
        furniture.extend(cut_off)
        sentences.extend(Sentence(span, kind, paragraph) for span in split_sentences(text, content))
    return Layout(tuple(sentences), tuple(sorted(furniture, key=_start)))


def _start(furniture: Furniture) -> int:
    return furniture.span.start


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold something, without outer white space, numbered by block."""
    block, end = 0, 0
    for found in LINE.finditer(text):
        content = found[0].strip(" \t\xa0\ufeff\u200b")
        if not content:
            continue
        start = found.start() + found[0].index(content)
        if len(LINE_BREAK.findall(text, end, start)) > 1:
            block += 1
        end = start + len(content)
        yield _Line(CharSpan(start, end), block)


def _is_wrapped(text: str, lines: Sequence[_Line]) -> bool:
    """Tell whether the lines were broken by hand within sentences."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.block == b.block]
    running_on = sum(_runs_on(text, a.span, b.span) for a, b in pairs)
    return running_on >= 3 and running_on >= WRAPPED_SHARE * len(pairs)


def _runs_on(text: str, line: CharSpan, following: CharSpan) -> bool:
    return (
        line.end - line.start in WRAPPED_WIDTH and text[following.start].islower() and text[line.end - 1] not in ".!?:"
    )


def _stretches(text: str, lines: Sequence[_Line], *, wrapped: bool) -> Iterator[CharSpan]:
    """Yield each line, or, in a text wrapped by hand, the lines of a paragraph as one stretch."""
    widest = max((line.span.end - line.span.start for line in lines), default=0)
    current: _Line | None = None
    for line in lines:
        if wrapped and current and _continues(text, current, line, widest):
            current = _Line(CharSpan(current.span.start, line.span.end), line.block)
            continue
        if current:
            yield current.span
        current = line
    if current:
        yield current.span


def _continues(text: str, stretch: _Line, line: _Line, widest: int) -> bool:
    """Tell whether ``line`` goes on with ``stretch``: the same block, and the line before was full."""
    last_break = max(text.rfind("\n", stretch.span.start, stretch.span.end), stretch.span.start - 1)
    full = stretch.span.end - last_break > widest * 0.6
    return stretch.block == line.block and full


def _is_link(line: str) -> bool:
    """Tell whether ``line``, under a heading of links, is one: no full sentence and no caption."""
    return not ends_sentence(line) and credit_start(line) == len(line)


def _is_repeated(line: str, said: set[str]) -> bool:
    """Tell whether the same line, but for case and its full stop, stood earlier on the page; remember it."""
    words = line.casefold().split()
    plain = " ".join(words).rstrip(".")
    if plain in said:
        return True
    if len(words) >= REPEATED_WORDS:
        said.add(plain)
    return False


def _kind(line: str, credit: int) -> SentenceKind:
    """Tell headline and sub-head (no full stop) from prose and from a caption, which may end in a credit."""
    if credit < len(line) or CAPTION.match(line):
        return SentenceKind.CAPTION
    open_ended = not ends_sentence(line) and not line.endswith((":", ",", ";"))
    if open_ended and len(line.split()) <= HEADLINE_WORDS:
        return SentenceKind.HEADLINE
    return SentenceKind.BODY


def _dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the dateline at ``start``, None if there is none."""
    city = CITY_LINE.match(text, start, end)
    if city is not None and city[1].casefold() in load_words("cities"):
        return city
    return DATELINE.match(text, start, end)


def _content(text: str, stretch: CharSpan, credit: int, *, dateline: bool) -> tuple[CharSpan, list[Furniture]]:
    """Return ``stretch`` without its bullet, its dateline and what begins at ``credit``, and what was cut off."""
    furniture = []
    start, end = stretch.start, stretch.end
    bullet = BULLET.match(text, start, end)
    if bullet:
        start = bullet.end()
    opening = _dateline(text, start, min(end, start + 90)) if dateline else None
    if opening and DATELINE_END.match(text, opening.end(), end):
        furniture.append(Furniture(CharSpan(start, opening.end()), "dateline"))
        start = opening.end()
    if start < credit < end:
        gap = len(text[credit:end]) - len(text[credit:end].lstrip())
        furniture.append(Furniture(CharSpan(credit + gap, end), "credit"))
        end = credit
    return CharSpan(start, end), furniture
