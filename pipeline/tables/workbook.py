"""The workbook for people: claims to check, articles, rejected numbers, the meaning of the columns.

xlsxwriter's adapter. Written a row at a time. Text stays text: nothing in it becomes a formula or a link.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from pipeline.lexicons import load_rows
from pipeline.tables.cells import CUT, DATE_COLUMNS, NUMBER_COLUMNS, as_day, as_number, fit, whole
from pipeline.tables.columns import CLAIM_COLUMNS, REJECTION_COLUMNS
from pipeline.types import CharSpan

CLAIMS_SHEET, ARTICLES_SHEET, REJECTED_SHEET, LOST_SHEET, README_SHEET = (
    "Claims",
    "Articles",
    "Rejected",
    "Lost",
    "Read me",
)

# What a reader of a sheet fills in; "carried" says what changed since a verdict was given.
VERDICT_COLUMNS = ("verdict", "notes", "carried")
VERDICTS = ("correct", "wrong", "unsure")
PASSAGE = "passage"
FIRST_COLUMNS = ("who_said", "what", "modifier", "number", "unit", "date", "sentence")
SHEET_COLUMNS = (
    *FIRST_COLUMNS,
    PASSAGE,
    *VERDICT_COLUMNS,
    *(column for column in CLAIM_COLUMNS if column not in FIRST_COLUMNS),
)
ARTICLE_COLUMNS = ("article", "outlet", "title", "published", "published_from", "claims", "rejected", "problem")
LOST_COLUMNS = ("lost", *VERDICT_COLUMNS, *CLAIM_COLUMNS)

MOST_ROWS = 1_048_575  # of a sheet, below its header
MOST_LINKS = 65_530  # of a sheet

# Nothing in the file tells the clock, so that the same rows give the same bytes, and a file saved by hand differs.
WRITTEN = datetime(2000, 1, 1)
CREATOR = "claimrows"

WIDTHS = {
    "who_said": 26, "what": 48, "modifier": 11, "number": 14, "unit": 15, "date": 13, "sentence": 64, "passage": 9,
    "verdict": 10, "notes": 30, "carried": 18, "item": 24, "event": 14, "entities": 30, "article": 28, "outlet": 20,
    "title": 40, "flags": 22, "rules": 24, "number_text": 16, "who_text": 20, "date_text": 16, "relayed_by": 18,
    "claim_id": 18, "text": 40, "reason": 24, "lost": 34, "published_from": 16, "problem": 40, "column": 16,
    "meaning": 110,
}  # fmt: skip
# Points a line, and how many lines of wrapped text a row shows: not every program finds the height of a row by itself.
LINE, MOST_LINES = 15, 12
WRAPPED = frozenset({"who_said", "what", "sentence", "notes", "meaning", "lost", "text", "title", "problem", "carried"})


@dataclass(frozen=True, slots=True)
class SheetClaim:
    """A row of the sheet Claims: the cells of claims.csv, what people typed, where the number is in the sentence."""

    cells: Mapping[str, str]
    verdict: Mapping[str, str] = field(default_factory=dict)
    number_in_sentence: CharSpan | None = None


def write_workbook(
    path: Path,
    claims: Iterable[SheetClaim],
    articles: Iterable[Mapping[str, str]],
    rejected: Iterable[Mapping[str, str]],
    lost: Sequence[Mapping[str, str]] = (),
    *,
    report: str = "",
) -> int:
    """Write the workbook at ``path`` and return the number of rows that hold a verdict or notes.

    ``report`` is the file name of the report that the passages link to, "" for none. ``lost`` are rows of LOST_COLUMNS.
    More rows than a sheet holds go on in "Claims 2", "Rejected 2"; text too long for a cell is cut and ends in "[…]".
    Raises OSError.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    try:
        # Packed in memory: on a full disk the unfinished archive would complain past this function.
        with xlsxwriter.Workbook(packed := BytesIO(), options) as book:
            book.use_zip64()  # where it grows beyond 4 GB, and only there
            sheets = _Book(book, report)
            typed = sheets.claims(claims)
            sheets.table(ARTICLES_SHEET, ARTICLE_COLUMNS, articles)
            sheets.table(REJECTED_SHEET, REJECTION_COLUMNS, rejected)
            if lost:
                sheets.table(LOST_SHEET, LOST_COLUMNS, lost)
            meanings = {row["column"]: row["meaning"] for row in load_rows("column_meanings")}
            notes = [{"column": name, "meaning": text} for name, text in _sheet_notes().items()]
            columns = [{"column": column, "meaning": meanings[column]} for column in CLAIM_COLUMNS]
            sheets.table(README_SHEET, ("column", "meaning"), [*notes, *columns])
            book.set_properties(
                {
                    "created": WRITTEN,
                    "author": CREATOR,
                    "status": f"{typed + len(lost)} verdicts",
                    "title": "Numeric claims",
                }
            )
    except FileCreateError as error:
        raise OSError(str(error)) from error
    path.write_bytes(packed.getbuffer())
    return typed


class _Book:
    """The open workbook and its formats."""

    def __init__(self, book: xlsxwriter.Workbook, report: str) -> None:
        self._book = book
        self._report = report
        top = {"valign": "top"}
        self._header = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EDF3", "valign": "vcenter"})
        self._plain = book.add_format(top)
        self._beside_number = book.add_format({**top, "align": "left", "indent": 1})
        self._wrap = book.add_format({**top, "text_wrap": True})
        # The apostrophe of spreadsheets: text stays text when somebody edits the cell, too.
        self._quoted = book.add_format({**top, "quote_prefix": True})
        self._quoted_wrap = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self._bold = book.add_format({"bold": True, "font_color": "#B3261E"})
        self._day = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self._link = book.add_format({**top, "font_color": "#0B57D0", "underline": 1})
        self._decimals: dict[int, xlsxwriter.format.Format] = {}

    def claims(self, claims: Iterable[SheetClaim]) -> int:
        """Write the sheets of claims; return how many rows hold a verdict or notes."""
        typed = 0
        rows = 0
        sheet = self._sheet(CLAIMS_SHEET, SHEET_COLUMNS)
        number = 1
        for claim in claims:
            if rows == MOST_ROWS:
                self._finish_claims(sheet, rows)
                number, rows = number + 1, 0
                sheet = self._sheet(f"{CLAIMS_SHEET} {number}", SHEET_COLUMNS)
            rows += 1
            self._claim(sheet, rows, claim)
            typed += any(claim.verdict.get(column) for column in ("verdict", "notes"))
        self._finish_claims(sheet, rows)
        return typed

    def table(self, name: str, columns: Sequence[str], table: Iterable[Mapping[str, str]]) -> None:
        """Write a plain table into a sheet, and into further ones where it is too long."""
        sheet, rows, number = self._sheet(name, columns), 0, 1
        for cells in table:
            if rows == MOST_ROWS:
                sheet.autofilter(0, 0, rows, len(columns) - 1)
                number, rows = number + 1, 0
                sheet = self._sheet(f"{name} {number}", columns)
            rows += 1
            sheet.set_row(rows, _height(cells))
            for place, column in enumerate(columns):
                self._cell(sheet, rows, place, column, cells.get(column, ""))
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)

    def _sheet(self, name: str, columns: Sequence[str]) -> xlsxwriter.worksheet.Worksheet:
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, WIDTHS.get(column, 12))
        sheet.set_row(0, 20)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, self._header)
        sheet.freeze_panes(1, 1 if columns is SHEET_COLUMNS else 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _claim(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, claim: SheetClaim) -> None:
        sheet.set_row(row, _height({**claim.cells, **claim.verdict}))
        for place, column in enumerate(SHEET_COLUMNS):
            if column == PASSAGE:
                if self._report and row <= MOST_LINKS:
                    target = f"external:{self._report}#{claim.cells['claim_id']}"
                    sheet.write_url(row, place, target, self._link, "show")
            elif column in VERDICT_COLUMNS:
                self._cell(sheet, row, place, column, claim.verdict.get(column, ""))
            elif column == "sentence":
                self._sentence(sheet, row, place, claim)
            else:
                self._cell(sheet, row, place, column, claim.cells[column])

    def _sentence(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, claim: SheetClaim) -> None:
        """Write the sentence with its number in bold."""
        text, span = whole(claim.cells["sentence"]), claim.number_in_sentence
        if span is None or fit(text) != text:
            self._cell(sheet, row, place, "sentence", text)
            return
        before, number, after = text[: span.start], text[span.start : span.end], text[span.end :]
        fragments = [*([before] if before else []), self._bold, number, *([after] if after else [])]
        if len(fragments) == 2:  # nothing but the number: too few pieces for a rich text
            fragments = [self._plain, number[:-1], self._bold, number[-1:]] if len(number) > 1 else []
        if fragments:
            sheet.write_rich_string(row, place, *fragments, self._wrap)
        else:
            sheet.write_string(row, place, text, self._wrap)

    def _cell(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, column: str, cell: str) -> None:
        if not cell:
            return
        number = as_number(cell) if column in NUMBER_COLUMNS or column in ("claims", "rejected") else None
        day = as_day(cell) if column in DATE_COLUMNS else None
        if number is not None:
            sheet.write_number(row, place, number, self._number(cell))
        elif day is not None:
            sheet.write_datetime(row, place, day, self._day)
        else:
            sheet.write_string(row, place, fit(cell), self._text(column, cell))

    def _text(self, column: str, cell: str) -> xlsxwriter.format.Format:
        if cell.startswith(("=", "+", "-", "@", "'", "\t", "\r")):
            return self._quoted_wrap if column in WRAPPED else self._quoted
        if column == "unit":
            return self._beside_number
        return self._wrap if column in WRAPPED else self._plain

    def _number(self, cell: str) -> xlsxwriter.format.Format:
        """Return the format that shows as many decimals as the number has."""
        decimals = len(cell.partition(".")[2])
        if decimals not in self._decimals:
            pattern = "#,##0" + (f".{'0' * min(decimals, 30)}" if decimals else "")
            self._decimals[decimals] = self._book.add_format({"valign": "top", "num_format": pattern})
        return self._decimals[decimals]

    def _finish_claims(self, sheet: xlsxwriter.worksheet.Worksheet, rows: int) -> None:
        """Add filters, the list of verdicts, and colours for doubt and for verdicts."""
        last = max(rows, 1)
        sheet.autofilter(0, 0, last, len(SHEET_COLUMNS) - 1)
        sheet.print_area(0, 0, last, SHEET_COLUMNS.index("carried"))  # on paper what a reader needs
        verdict, flags, carried = (SHEET_COLUMNS.index(column) for column in ("verdict", "flags", "carried"))
        sheet.data_validation(
            1,
            verdict,
            last,
            verdict,
            {
                "validate": "list",
                "source": list(VERDICTS),
                "error_title": "verdict",
                "error_message": f"Choose one of: {', '.join(VERDICTS)}. Say more in notes.",
            },
        )
        colours = {"correct": "#D7F0DC", "wrong": "#FADBD8", "unsure": "#FFF3CD"}
        for word, colour in colours.items():
            shown = self._book.add_format({"bg_color": colour})
            sheet.conditional_format(
                1, verdict, last, verdict, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": shown}
            )
        doubt = self._book.add_format({"bg_color": "#FFE8CC"})
        for place in (flags, carried):
            sheet.conditional_format(1, place, last, place, {"type": "no_blanks", "format": doubt})


def _height(cells: Mapping[str, str]) -> int:
    """Return the height of a row whose wrapped cells are read whole, in points."""
    lines = max((len(cell) // (WIDTHS[column] - 2) for column, cell in cells.items() if column in WRAPPED), default=0)
    return LINE * min(1 + lines, MOST_LINES)


def _sheet_notes() -> dict[str, str]:
    return {
        "How to use": (
            "One row of the sheet Claims is one numeric claim. Read the sentence, choose a verdict, write notes. "
            "The next run into the same folder keeps both."
        ),
        "verdict": f"yours: {', '.join(VERDICTS)}",
        "notes": "yours: anything",
        "carried": "filled by the next run where a verdict was given to another version of the row or of the article",
        PASSAGE: "opens the article in the report, at the number (the report lies beside this workbook)",
        "Lost": "sheet with verdicts whose claim no longer exists; there is none if nothing was lost",
        CUT.strip(): "ends a text that is too long for a cell; claims.csv has it whole",
    }
