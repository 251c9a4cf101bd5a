"""What the formats hold: a text, a page, a JSON document, JSON Lines or a table to articles as found, one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.errors import ArticleError
from pipeline.read.archives import portions, whole
from pipeline.read.csv_records import as_record, header_delimiter, split_row
from pipeline.read.files import ArticleFile, kind
from pipeline.read.html import read_page
from pipeline.read.json_records import parse_document, parse_line
from pipeline.read.lines import as_utf8, lines, table_rows
from pipeline.read.metadata import Metadata
from pipeline.read.records import FieldNames, read_record
from pipeline.read.text import Decoded, decode

# A longer text is no article; a book or a mailbox would fill the tables with one row after the other.
MAX_CHARACTERS = 1_000_000
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
MAX_PAGE_BYTES = 20 * 2**20
MAX_JSON_BYTES = 64 * 2**20
MAX_RECORD_BYTES = 16 * 2**20
REPEATED_ID = "repeated_id"
NOTHING_STATED = Metadata(None, "", "")


@dataclass(frozen=True, slots=True)
class Found:
    """One article as its file holds it; ``record`` is its id after the path's, "" where the file holds one article.

    ``text`` is an ArticleError where the record could not be read. ``content`` is what the digest is made from;
    ``evidence`` names who states what is ``stated``.
    """

    record: str
    text: Decoded | ArticleError
    content: bytes = b""
    stated: Metadata = NOTHING_STATED
    evidence: str = ""


class _Keys:
    """The ids given to the records of one file so far, each one time."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, wanted: str) -> str:
        """Return ``wanted``, or the first of ``wanted~2``, ``wanted~3``, ... that is free."""
        key, times = wanted, 1
        while key in self._given:
            times += 1
            key = f"{wanted}~{times}"
        self._given.add(key)
        return key


def find_articles(file: ArticleFile, names: FieldNames) -> Iterator[Found]:
    """Yield the articles of ``file`` in their order; raise ArticleError where it cannot be read any further."""
    source = portions(file)
    form = kind(file.path)
    if file.content is not None:
        first = next(source, b"")
        form, source = _guess_form(first), chain([first], source)
    yield from READERS.get(form, _plain)(source, names)


def _guess_form(beginning: bytes) -> str:
    """Return the suffix for what came without a name."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".json" if start.startswith(b"[") else ".jsonl" if start.startswith(b"{") else ".txt"


def _plain(source: Iterator[bytes], _: FieldNames) -> Iterator[Found]:
    content = whole(source, MAX_TEXT_BYTES)
    yield Found("", decode(content), content)


def _page(source: Iterator[bytes], _: FieldNames) -> Iterator[Found]:
    content = whole(source, MAX_PAGE_BYTES)
    text, stated = read_page(content)
    yield Found("", text, content, stated, "page")


def _document(source: Iterator[bytes], names: FieldNames) -> Iterator[Found]:
    decoded = decode(whole(source, MAX_JSON_BYTES))
    several, records = parse_document(decoded.text)
    keys = _Keys()
    for number, record in enumerate(records, start=1):
        found = _record(record, number, names, decoded.flags, keys)
        yield found if several else replace(found, record="")


def _json_lines(source: Iterator[bytes], names: FieldNames) -> Iterator[Found]:
    keys = _Keys()
    number = 0
    for line in lines(as_utf8(source), MAX_RECORD_BYTES):
        if line.content is not None and not line.content.strip():
            continue
        number += 1
        record: object
        flags: tuple[str, ...] = ()
        try:
            if line.content is None:
                raise _too_long(f"line {line.number}")
            record, decoded = parse_line(line.content)
            flags = decoded.flags
        except ArticleError as error:
            record = error
        yield _record(record, number, names, flags, keys)


def _table(source: Iterator[bytes], names: FieldNames) -> Iterator[Found]:
    rows = table_rows(as_utf8(source), MAX_RECORD_BYTES)
    header = next(rows, None)
    if header is None or header.content is None:
        raise ArticleError("no_text", "expected a table with a header, found none")
    delimiter = header_delimiter(header.content)
    columns, _ = split_row(header.content, delimiter)
    keys = _Keys()
    number = 0
    for row in rows:
        if row.content is not None and not row.content.strip():
            continue
        number += 1
        record: object
        flags: tuple[str, ...] = ()
        try:
            if row.content is None:
                raise _too_long(f"the row that begins in line {row.number}")
            cells, decoded = split_row(row.content, delimiter)
            record, flags = as_record(columns, cells), decoded.flags
        except ArticleError as error:
            record = error
        yield _record(record, number, names, flags, keys)


def _record(record: object, number: int, names: FieldNames, flags: tuple[str, ...], keys: _Keys) -> Found:
    """Read one record; an ArticleError in its place stands for one that is broken."""
    try:
        if isinstance(record, ArticleError):
            raise record
        read = read_record(record, names)
    except ArticleError as error:
        return Found(keys.give(str(number)), error)
    key = keys.give(read.key or str(number))
    repeated = (REPEATED_ID,) if read.key and key != read.key else ()
    text = Decoded(read.text, False, (*flags, *read.flags, *repeated))
    return Found(key, text, read.text.encode("utf-8", "surrogatepass"), read.stated, "record")


def _too_long(what: str) -> ArticleError:
    return ArticleError("too_long", f"expected records of at most {MAX_RECORD_BYTES:,} bytes, found more in {what}")


READERS: dict[str, Callable[[Iterator[bytes], FieldNames], Iterator[Found]]] = {
    ".html": _page,
    ".htm": _page,
    ".json": _document,
    ".jsonl": _json_lines,
    ".csv": _table,
}
