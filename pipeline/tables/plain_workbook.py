"""One table in a workbook, every cell as it is: for sheets that are filled in and read back."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter

from pipeline.tables.cells import DATE_COLUMNS, NUMBER_COLUMNS, as_day, as_number, fit

WIDTH, WIDE = 14, 48
WIDE_COLUMNS = frozenset({"what", "sentence"})


def write_plain_workbook(
    path: Path,
    sheet: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    choices: Mapping[str, Sequence[str]],
) -> None:
    """Write ``rows`` below a frozen header; ``choices`` gives columns a drop-down list. Raises OSError.

    Text stays text; numbers and days are held as such where a spreadsheet loses nothing of them.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(packed := BytesIO(), options) as book:  # packed in memory, as in workbook.py
            day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
            bold = book.add_format({"bold": True})
            page = book.add_worksheet(sheet)
            page.freeze_panes(1, 1)
            for place, column in enumerate(columns):
                page.write_string(0, place, column, bold)
                page.set_column(place, place, WIDE if column in WIDE_COLUMNS else WIDTH)
            last = 1
            for last, row in enumerate(rows, start=1):
                for place, column in enumerate(columns):
                    _write(page, last, place, column, row[column], day)
            page.autofilter(0, 0, last, len(columns) - 1)
            for column, listed in choices.items():
                place = columns.index(column)
                page.data_validation(1, place, last, place, {"validate": "list", "source": list(listed)})
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
    path.write_bytes(packed.getbuffer())


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, place: int, column: str, cell: str, day: xlsxwriter.format.Format
) -> None:
    if not cell:
        return
    number = as_number(cell) if column in NUMBER_COLUMNS else None
    date = as_day(cell) if column in DATE_COLUMNS else None
    if number is not None:
        page.write_number(row, place, number)
    elif date is not None:
        page.write_datetime(row, place, date, day)
    else:
        page.write_string(row, place, fit(cell))
