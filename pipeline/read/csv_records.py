"""Rows of a table to records by its header."""

import csv
from collections.abc import Sequence

from pipeline.errors import ArticleError
from pipeline.read.lines import guess_delimiter
from pipeline.read.text import Decoded, decode


def split_row(content: bytes, delimiter: str) -> tuple[list[str], Decoded]:
    """Return the cells of one row and how it was decoded; raise ArticleError where it is no text."""
    decoded = decode(content)
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))  # lines are bounded already
    rows = list(csv.reader(decoded.text.splitlines(keepends=True), delimiter=delimiter))
    return rows[0] if rows else [], decoded


def header_delimiter(header: bytes) -> str:
    """Return the delimiter of the table whose first row is ``header``."""
    return guess_delimiter(header).decode("ascii")


def as_record(columns: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    """Pair a row's cells with the columns; raise ArticleError where their counts differ: then no cell can be trusted.

    >>> as_record(["id", "text"], ["1", "Two died."])
    {'id': '1', 'text': 'Two died.'}
    """
    if len(cells) != len(columns):
        raise ArticleError("ragged_row", f"expected {len(columns)} cells as in the header, found {len(cells)}")
    return dict(zip(columns, cells, strict=True))
