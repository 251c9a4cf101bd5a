"""Sheets as people hand them back: workbooks and CSV saved by any program, read forgivingly (openpyxl's adapter).

What is odd is told with the address of the cell and read as well as it can be; nothing is dropped without a word.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.tables.cells import cell_text
from pipeline.tables.csv import unguard

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MOST_BYTES = 1 << 31  # unpacked; no sheet of claims comes near it
MOST_FIELD = 1 << 27
SEPARATORS = (",", ";", "\t")
MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,80}?ref=\"([^\"]{1,40})\"")
# How XML in workbooks writes a sign that XML does not have.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetError(Exception):
    """A file that cannot be read as a sheet at all."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: ``cells`` by column name; ``sheet`` and ``row`` (counted from 1) say where it stands."""

    cells: Mapping[str, str]
    columns: Mapping[str, int]
    sheet: str
    row: int

    def address(self, column: str) -> str:
        """Return the cell's address as a spreadsheet shows it.

        >>> SheetRow({}, {"verdict": 27}, "Claims", 5).address("verdict")
        'Claims!AB5'
        """
        return f"{self.sheet}!{_letters(self.columns.get(column, 0))}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheets:
    """All rows of a file that have at least one cell, and what was odd about it."""

    rows: tuple[SheetRow, ...]
    columns: frozenset[str]
    problems: tuple[str, ...]


def read_sheets(path: Path) -> Sheets:
    """Read the tables of a .xlsx or .csv file; the first row of each sheet names its columns. Raises SheetError."""
    try:
        return _read_csv(path) if path.suffix.lower() == ".csv" else _read_workbook(path)
    except OSError as error:
        raise SheetError(f"{path.name}: {error.strerror or error}") from error


def _read_workbook(path: Path) -> Sheets:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise SheetError(f"{path.name}: expected a workbook, found one that unpacks to more than 2 GB")
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
            with closing(book):
                tables = [_table(packed, sheet) for sheet in book.worksheets]
    except OSError:
        raise
    except SheetError:
        raise
    except Exception as error:  # a broken workbook breaks openpyxl in many ways
        raise SheetError(f"{path.name}: expected an .xlsx workbook; {type(error).__name__}: {error}") from error
    rows: list[SheetRow] = []
    problems: list[str] = []
    named: set[str] = set()
    for title, table, odd_cells in tables:
        found, odd_names = _rows(table, title)
        rows += found
        problems += [f"{path.name}, {problem}" for problem in (*odd_cells, *odd_names)]
        named |= _header(table)
    return Sheets(tuple(rows), frozenset(named), tuple(problems))


def _table(packed: zipfile.ZipFile, sheet: "ReadOnlyWorksheet") -> tuple[str, list[list[str]], list[str]]:
    """Return a sheet's title, its cells as text, and what is odd about them."""
    problems = [f"{sheet.title}!{area}: merged cells; only the first of them counts" for area in _merged(packed, sheet)]
    table: list[list[str]] = []
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for line in sheet.iter_rows():
        problems += [
            f"{sheet.title}!{cell.coordinate}: a formula; its text is read, not its result"
            for cell in line
            if cell.data_type == "f"
        ]
        table.append([_unescape(_cell(cell)) for cell in line])
    return sheet.title, table, problems


def _cell(cell: "Cell") -> str:
    """Return what a cell says; a spreadsheet that takes "2025-03" for a date shows no day, and none was meant."""
    if isinstance(cell.value, datetime) and cell.value.day == 1 and "d" not in cell.number_format.casefold():
        return f"{cell.value:%Y-%m}"
    return cell_text(cell.value)


def _merged(packed: zipfile.ZipFile, sheet: "ReadOnlyWorksheet") -> list[str]:
    """Return the merged areas of a sheet, which openpyxl does not tell when it reads a row at a time."""
    found: set[str] = set()
    with packed.open(sheet._worksheet_path) as part:
        before = b""
        while portion := part.read(1 << 20):
            text = before + portion
            found |= {area.decode("ascii", "replace") for area in MERGED.findall(text)}
            before = text[-200:]
    return sorted(found)


def _read_csv(path: Path) -> Sheets:
    text, problems = _decode(path)
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    before = csv.field_size_limit(MOST_FIELD)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise SheetError(f"{path.name}: expected a table in CSV; {error}") from error
    finally:
        csv.field_size_limit(before)
    rows, odd = _rows([[unguard(cell) for cell in line] for line in table], path.name)
    return Sheets(tuple(rows), frozenset(_header(table)), (*problems, *odd))


def _decode(path: Path) -> tuple[str, list[str]]:
    """Read UTF-8, or UTF-16 with its mark; else Windows-1252, as old spreadsheets write, and say where it showed."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), [f"{path.name}: UTF-16 instead of UTF-8; read as such"]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = content[: error.start]
        table = list(csv.reader(io.StringIO(before.decode("utf-8-sig"), newline="")))
        address = f"{_letters(max(0, len(table[-1]) - 1) if table else 0)}{max(1, len(table))}"
        problem = f"{path.name}!{address}: not UTF-8; read as Windows-1252. Save it as “CSV UTF-8” to be sure"
        return content.decode("cp1252", "replace"), [problem]


def _rows(table: Sequence[Sequence[str]], sheet: str) -> tuple[list[SheetRow], list[str]]:
    """Pair the cells with the columns that the first row names."""
    if not table:
        return [], []
    columns: dict[str, int] = {}
    problems: list[str] = []
    for place, cell in enumerate(table[0]):
        name = cell.strip().casefold()
        if name in columns:
            problems.append(f"{sheet}!{_letters(place)}1: a second column {name}; the first one counts")
        elif name:
            columns[name] = place
    rows = [
        SheetRow({name: line[place] for name, place in columns.items() if place < len(line)}, columns, sheet, number)
        for number, line in enumerate(table[1:], start=2)
        if any(line)
    ]
    return rows, problems


def _header(table: Sequence[Sequence[str]]) -> set[str]:
    return {cell.strip().casefold() for cell in table[0]} - {""} if table else set()


def _letters(place: int) -> str:
    """Name a column, counted from 0, as spreadsheets do.

    >>> [_letters(place) for place in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _unescape(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
