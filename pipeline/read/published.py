"""The publication date that a file name or a text states, and where it stood.

A date is taken only where it can be no other: in the file name, behind a word like "Published", on a line of its own
at the head of the page, or in the dateline that opens the report. Dates in captions and sentences are the story's.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.timegrammar import read_expressions
from pipeline.timegrammar.nodes import Clock, Day, Expression, NumericDay, YearNumber
from pipeline.timegrammar.terms import Bound
from pipeline.types import CharSpan, DateOrder

FILE_NAME, LABEL, LINE, DATELINE = "file name", "published line", "date line", "dateline"
AMBIGUOUS = "ambiguous date"
CONFLICTING = "conflicting dates"

NAME_DATE = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
# Words before a date that say it is the publication's; those of a later change are passed over.
LABELS = re.compile(
    r"(?:first |originally )?(?:date published|date|posted|publication date|published|pubdate)\b(?: at| on)?[ :]*",
    re.IGNORECASE,
)
CHANGED = re.compile(r"(?:last )?(?:updated|modified|edited|revised|accessed|retrieved)\b", re.IGNORECASE)
BYLINE = re.compile(r"by\s", re.IGNORECASE)
# What parts a line of the page's head: bars, dots, dashes with space around them.
PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+|\s+(?=Updated\b)")
# A line with one of these words is a caption or a credit, whatever date it bears.
CAPTION = re.compile(r"\b(?:archive|credit|file|getty|image|photo|picture)s?\b", re.IGNORECASE)
# A time of day glued to an ISO date.
ISO_TIME = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?$")
DATELINE_START = re.compile(
    r"[^\W\d_a-z][^\n()]{1,60}?, (?P<date>[^\n()–—]{6,30}?) ?(?:\([^()\n]{2,40}\) ?)?(?:--|–|—|-|:) "
)
# The head of a page: what comes before its second long line, and not more lines than this.
LONG_LINE, HEAD_LINES = 200, 40
# Its foot: as many lines, in which only a labelled date counts.
FOOT_LINES = 5
# A labelled date and a date line further apart than this are not of one publication.
FAR_DAYS = 31
# No line with more characters is a date line.
LONGEST_DATE_LINE = 160
LONGEST_TAIL = 40
NOISE = " \t.,;:()[]*#_>"


def find_published(text: str, filename: str, order: DateOrder | None = None) -> tuple[date | None, str]:
    """Return the publication date and its evidence ("file name", "date line", ...), or None and why there is none.

    ``order`` tells how to read dates in numerals such as 03/04/2025. The second is "" where no date was seen at all.

    >>> find_published("Storm hits coast\\n\\nFriday, March 21, 2025\\n\\nIt rained.", "storm.txt")
    (datetime.date(2025, 3, 21), 'date line')
    """
    named = {day for match in NAME_DATE.finditer(filename) if (day := _valid(match[1], match[3], match[4]))}
    if len(named) == 1:
        return named.pop(), FILE_NAME
    stated = _stated(text, order)
    found = {evidence: {day for day, where in stated if where == evidence} for evidence in (LABEL, LINE, DATELINE)}
    if _far(found[LABEL] | found[LINE]):
        return None, CONFLICTING
    for evidence, days in found.items():
        if None in days:
            return None, AMBIGUOUS
        if len(days) > 1:
            return None, CONFLICTING
        if days:
            return days.pop(), evidence
    return None, ""


def _far(days: set[date | None]) -> bool:
    known = [day for day in days if day]
    return bool(known) and (max(known) - min(known)).days > FAR_DAYS


def _valid(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1800 <= found.year <= 2100 else None


def _stated(text: str, order: DateOrder | None) -> list[tuple[date | None, str]]:
    """Return the dates that the lines of a page state as its own; None for one whose order cannot be told."""
    lines = [line.strip(NOISE + "\u00a0\ufeff") for line in text.splitlines()]
    lines = [line for line in lines if line]
    found: list[tuple[date | None, str]] = []
    long_lines = 0
    for number, line in enumerate(lines):
        head = long_lines < 2 and number < HEAD_LINES
        if len(line) <= LONGEST_DATE_LINE and (head or number >= len(lines) - FOOT_LINES):
            found.extend(_of_line(line, order, head=head))
        if head:
            found.extend((day, DATELINE) for day in _of_dateline(line[:LONGEST_DATE_LINE], order))
        long_lines += len(line) >= LONG_LINE
    return found


def _of_line(line: str, order: DateOrder | None, *, head: bool) -> Iterator[tuple[date | None, str]]:
    """Yield the date of a line that holds nothing else than a date, names and labels between bars."""
    parts = [part.strip(NOISE) for part in PARTS.split(line)]
    for part in parts:
        label = LABELS.match(part)
        days = list(_days(part[label.end() :], order, tail=LONGEST_TAIL)) if label else []
        if days:
            yield days[0], LABEL
            return
    if not head or line.endswith(("!", ".", "?")) or CAPTION.search(line):
        return
    for part in dict.fromkeys((parts[0], parts[-1])):
        days = [] if CHANGED.match(part) else list(_days(part, order)) or list(_of_byline(part, order))
        if days:
            yield days[0], LINE
            return


def _days(part: str, order: DateOrder | None, tail: int = 0) -> Iterator[date | None]:
    """Yield the date that ``part`` begins with, if no more than ``tail`` characters follow it."""
    bare = ISO_TIME.sub("", part.strip(NOISE)).strip(NOISE)
    for found in read_expressions(bare, CharSpan(0, len(bare)))[:1]:
        if found.span.start == 0 and len(bare) - found.span.end <= tail:
            yield from _day(found, order)


def _of_byline(part: str, order: DateOrder | None) -> Iterator[date | None]:
    """Yield the date that ends a byline: "By Ann Lee, January 5, 2025"."""
    if BYLINE.match(part):
        for found in read_expressions(part, CharSpan(0, len(part)))[-1:]:
            if found.span.end == len(part):
                yield from _day(found, order)


def _of_dateline(line: str, order: DateOrder | None) -> Iterator[date | None]:
    """Yield the date of a dateline with a year: "NAIROBI, March 5, 2021 (Agency) -- ..."."""
    match = DATELINE_START.match(line)
    if match and match.group().split(",")[0].isupper():
        for found in read_expressions(match.group(), CharSpan(0, match.end()))[:1]:
            yield from _day(found, order)


def _day(found: Expression, order: DateOrder | None) -> Iterator[date | None]:
    """Yield the day of a whole date, alone or with a time of day, unless its weekday belies it."""
    if found.bound is not Bound.NONE or len(found.points) != 1 or found.points[0].part:
        return
    time = found.points[0].time
    time = time.day if isinstance(time, Clock) and time.day is not None else time
    match time:
        case Day(month=month, day=number, year=YearNumber(year=year), weekday=weekday):
            day = _valid(year, month, number)
            if day and weekday in (None, day.weekday()):
                yield day
        case NumericDay(first=first, second=second, year=year):
            yield (
                (_valid(year, second, first) if order is DateOrder.DMY else _valid(year, first, second))
                if order
                else None
            )
