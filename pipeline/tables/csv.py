"""CSV as spreadsheets read it: UTF-8 with BOM, RFC 4180, nothing in it that would run (pandas' adapter)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

# What a spreadsheet takes for the start of a formula; the apostrophe itself, so that taking one away is always right.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
PORTION = 10_000  # rows held at a time when a table is read
PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class TableFile:
    """A CSV file written in portions; rows are mappings from column to cell."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """Create the file with its header."""
        self._path = path
        self._columns = list(columns)
        self.rows = 0
        _to_csv(pd.DataFrame(columns=self._columns, dtype=str), path, first=True)

    def append(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Add rows at the end."""
        guarded = [{column: guard(cell) for column, cell in row.items()} for row in rows]
        if guarded:
            _to_csv(pd.DataFrame(guarded, columns=self._columns, dtype=str), self._path, first=False)
            self.rows += len(guarded)


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a table written by TableFile: every cell text, guards taken off, "NA" and "" kept as they are.

    Raises OSError, UnicodeDecodeError or ValueError (pandas' parser errors) where the file is no such table.
    """
    return list(iter_table(path))


def iter_table(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as ``read_table`` gives them, a portion of the file held at a time."""
    with pd.read_csv(
        path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig", chunksize=PORTION
    ) as portions:
        for frame in portions:
            columns = [str(column) for column in frame.columns]
            for cells in frame.itertuples(index=False, name=None):
                yield {column: unguard(str(cell)) for column, cell in zip(columns, cells, strict=True)}


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; a plain number is left a number.

    >>> guard("=1+1"), guard("-3"), guard("'s"), guard("300")
    ("'=1+1", '-3', "''s", '300')
    """
    # A lone surrogate cannot stand in a UTF-8 file.
    cell = cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{SYMBOL FOR NULL}")
    return f"'{cell}" if cell.startswith(DANGEROUS) and not PLAIN_NUMBER.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """Undo ``guard``.

    >>> unguard("'=1+1"), unguard("''s"), unguard("300")
    ('=1+1', "'s", '300')
    """
    return cell[1:] if cell.startswith("'") else cell


def _to_csv(frame: pd.DataFrame, path: Path, *, first: bool) -> None:
    frame.to_csv(
        path,
        mode="w" if first else "a",
        header=first,
        index=False,
        encoding="utf-8-sig" if first else "utf-8",
        lineterminator="\r\n",
    )
