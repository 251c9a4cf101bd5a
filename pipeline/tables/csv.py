"""CSV as spreadsheets read it: UTF-8 with BOM, RFC 4180, nothing in it that would run (pandas' adapter)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

# What a spreadsheet runs as a formula, also behind blanks and marks that do not show, and typed at full width.
FORMULA = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]{0,40}[=+\-@＝＋－＠]")
# What a spreadsheet takes for the start of a cell of its own; the apostrophe, so that taking one away is always right.
ODD_START = ("\t", "\r", "\n", "'")
PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?")
# Of a number with more digits a spreadsheet keeps fifteen.
MOST_DIGITS = 15
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_TIME = r"\d{1,9}:\d{1,2}(?::\d{1,2}(?:\.\d{1,9})?)?(?: ?[ap]\.?m\.?)?"
# What a spreadsheet would turn into another number, a date or a truth value: 007, 12345678901234567, 1E5, .5, (14),
# 3/4, 1 1/2, 10-12, 2024-5-4, 10:30, 5 May, true. 1,500, 14% and $14 it may show its own way, but as what they are.
CONVERTED = re.compile(
    r"\d{16,}|0\d+(?:\.\d*)?|\d+(?:\.\d+)?e[+-]?\d{1,4}|\d[\d.]{15,}|\.\d+|\d+\.|\(\d[\d.,]*\)|true|false"
    r"|\d{1,2}[-/]\d{1,4}(?:[-/]\d{1,4})?|\d{4}/\d{1,2}(?:/\d{1,2})?|\d{1,2}\.\d{1,2}\.(?:\d{4})?"
    r"|\d{1,9} \d{1,9}/\d{1,9}|\d{4}-(?:\d-\d{1,2}|\d\d-\d)"
    rf"|(?:\d[\d/.-]{{0,9}}[ T])?{_TIME}"
    rf"|\d{{1,2}}[- ]?{_MONTH}(?:[- ,]{{1,2}}\d{{2,4}})?|{_MONTH}[- ]\d{{1,4}}(?:, ?\d{{4}})?",
    re.IGNORECASE | re.ASCII,
)
# What no cell can hold, and what would be taken for its escape; written as Office Open XML does (ECMA-376, ST_Xstring).
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile("_x([0-9A-F]{4})_")
# Excel's limit, in UTF-16 units, less the apostrophe.
LONGEST_CELL = 32_766
PORTION = 10_000  # rows held at a time when a table is read


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
        guarded = [{column: guard(shorten(cell)) for column, cell in row.items()} for row in rows]
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
    """Write a cell so that no spreadsheet runs, converts or refuses it; a plain number is left a number.

    >>> guard("=1+1"), guard("-3"), guard("'s"), guard("300"), guard("3/4"), guard("bell\\a")
    ("'=1+1", '-3', "''s", '300', "'3/4", 'bell_x0007_')
    """
    if UNWRITABLE.search(cell):
        cell = UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", cell)
    return f"'{cell}" if _would_change(cell) else cell


def unguard(cell: str) -> str:
    """Undo ``guard``; an apostrophe that ``guard`` would not have put there is the cell's own.

    >>> unguard("'=1+1"), unguard("''s"), unguard("300"), unguard("bell_x0007_"), unguard("'s")
    ('=1+1', "'s", '300', 'bell\\x07', "'s")
    """
    bare = cell[1:] if cell.startswith("'") and _would_change(cell[1:]) else cell
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), bare)


def shorten(cell: str) -> str:
    """Cut a cell that is longer than spreadsheets take; its end says by how much.

    >>> shorten("x" * 40_000)[-28:]
    'xx [… 7,284 characters more]'
    """
    if len(cell) <= LONGEST_CELL // 2 or _units(guard(cell)) <= LONGEST_CELL:
        return cell
    kept = cell[: LONGEST_CELL - 50]
    while _units(guard(kept)) > LONGEST_CELL - 50:
        kept = kept[: len(kept) * (LONGEST_CELL - 50) // _units(guard(kept))]
    return f"{kept} [… {len(cell) - len(kept):,} characters more]"


def _would_change(cell: str) -> bool:
    if not cell:
        return False
    if cell.startswith(ODD_START):
        return True
    bare = cell.strip()
    if PLAIN_NUMBER.fullmatch(bare):
        return bare != cell or sum(map(str.isdigit, bare)) > MOST_DIGITS
    return bool(FORMULA.match(cell) or CONVERTED.fullmatch(bare))


def _units(cell: str) -> int:
    return len(cell.encode("utf-16-le", "surrogatepass")) // 2


def _to_csv(frame: pd.DataFrame, path: Path, *, first: bool) -> None:
    frame.to_csv(
        path,
        mode="w" if first else "a",
        header=first,
        index=False,
        encoding="utf-8-sig" if first else "utf-8",
        lineterminator="\r\n",
    )
