"""Streams of bytes cut into lines and table rows, one at a time, none longer than a limit; UTF-16 turned into UTF-8."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pipeline.errors import ArticleError
from pipeline.read.text import MARKS

QUOTE, COMMA = b'"', b","


@dataclass(frozen=True, slots=True)
class Line:
    """A line or row without its end; ``number`` counts lines from 1; ``content`` is None where it is over the limit.

    ``quotes`` is how many quotation marks there were in a line over the limit.
    """

    number: int
    content: bytes | None
    quotes: int = 0


def as_utf8(source: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the bytes of ``source`` in UTF-8, without a byte order mark; UTF-16 and UTF-32 are told by theirs."""
    first = next(source, b"")
    encoding = next((encoding for mark, encoding in MARKS if first.startswith(mark)), "")
    if not encoding:
        yield from chain([first.removeprefix(codecs.BOM_UTF8)], source)
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for portion in chain([first], source):
            yield decoder.decode(portion).encode("utf-8", "surrogatepass")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise ArticleError("binary", f"expected {encoding} text as its mark says: {error.reason}") from error


def lines(source: Iterator[bytes], limit: int) -> Iterator[Line]:
    """Yield the lines of ``source``; of one longer than ``limit`` bytes nothing is kept.

    >>> [line.content for line in lines(iter([b"a\\nbb", b"b\\n\\r\\nc"]), 2)]
    [b'a', None, b'', b'c']
    """
    number, length, quotes, held = 1, 0, 0, list[bytes]()
    for portion in source:
        *ended, last = portion.split(b"\n")
        for part in ended:
            yield _line(number, held, part, length, quotes, limit)
            number, length, quotes, held = number + 1, 0, 0, []
        length += len(last)
        quotes += last.count(QUOTE)
        held = [*held, last] if length <= limit else []
    if length:
        yield _line(number, held, b"", length, quotes, limit)


def _line(number: int, held: list[bytes], last: bytes, length: int, quotes: int, limit: int) -> Line:
    if length + len(last) > limit:
        return Line(number, None, quotes + last.count(QUOTE))
    return Line(number, b"".join([*held, last]).removesuffix(b"\r"))


def table_rows(source: Iterator[bytes], limit: int) -> Iterator[Line]:
    """Yield the rows of a CSV, which run over line ends inside quotation marks (RFC 4180); long ones as ``lines`` does.

    A quotation mark inside a cell that does not begin with one is a character like any other, as in spreadsheets.
    The delimiter is the likeliest of comma, semicolon and tab in the first line.

    >>> [row.content for row in table_rows(iter([b'a,b\\n1,"two\\nlines"\\n5" nails,3\\n']), 99)]
    [b'a,b', b'1,"two\\nlines"', b'5" nails,3']
    """
    quoted, first, length, held = False, 1, 0, list[bytes]()
    delimiter = COMMA
    for line in lines(source, limit):
        if line.number == 1:
            delimiter = guess_delimiter(line.content or b"")
        if not held and not quoted:
            first, length = line.number, 0
        if line.content is None:
            length, held = limit + 2, []
            quoted ^= line.quotes % 2 == 1
        else:
            length += len(line.content) + 1
            held = [*held, line.content] if length <= limit + 1 else []
            quoted = _ends_quoted(line.content, delimiter, quoted)
        if not quoted:
            yield Line(first, b"\n".join(held) if length <= limit + 1 else None)
            held = []
    if quoted:
        raise ArticleError(
            "bad_table", f"expected the row that begins in line {first} to end, found an open quotation mark"
        )


def guess_delimiter(header: bytes) -> bytes:
    """Return the delimiter that the header uses most.

    >>> guess_delimiter(b"id;text;date, place")
    b';'
    """
    return max((COMMA, b";", b"\t"), key=header.count)


def _ends_quoted(line: bytes, delimiter: bytes, quoted: bool) -> bool:
    """Tell whether ``line`` ends inside a quoted cell; ``quoted`` tells whether it began inside one."""
    if QUOTE not in line:
        return quoted
    place = 0
    while True:
        if quoted:
            end = line.find(QUOTE, place)
            if end < 0:
                return True
            if line.startswith(QUOTE, end + 1):  # two marks are one, written
                place = end + 2
                continue
            quoted, place = False, end + 1
        # to the next cell; only a mark at its very beginning quotes it
        elif line.startswith(QUOTE, place) and (place == 0 or line.startswith(delimiter, place - 1)):
            quoted, place = True, place + 1
            continue
        following = line.find(delimiter, place)
        if following < 0:
            return quoted
        place = following + 1
