"""The workbook: every cell comes back, nothing in it runs, and the limits of spreadsheets cost nothing silently."""

import gc
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicons import load_rows
from pipeline.tables.cells import CUT, MOST_TEXT, as_day, as_number, fit
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.sheets import read_sheets
from pipeline.tables.workbook import SHEET_COLUMNS, SheetClaim, write_workbook
from pipeline.types import CharSpan

MakeRow = Callable[..., dict[str, str]]

TEXT = "The port said 14 barges and 3.5 tonnes of grain sank."
HOSTILE = [
    pytest.param("=1+1", id="formula"),
    pytest.param('=HYPERLINK("http://a.example","x")', id="formula that links"),
    pytest.param("+441632960000", id="plus"),
    pytest.param("-cmd|' /C calc'!A0", id="data exchange"),
    pytest.param("@SUM(A1:A9)", id="at"),
    pytest.param("{=1+1}", id="array formula"),
    pytest.param("http://a.example/x", id="web address stays text"),
    pytest.param("internal:Claims!A1", id="inner address stays text"),
    pytest.param("<b>&amp;</b><!--", id="markup"),
    pytest.param("\x00\x01\x1f", id="control characters"),
    pytest.param("_x0041_", id="looks like an escape"),
    pytest.param("'tis", id="apostrophe"),
    pytest.param("a\r\nb\tc", id="line break and tab"),
    pytest.param("  two  spaces  ", id="spaces at the ends"),
    pytest.param("12.50", id="number with a zero at its end, in a column of text"),
    pytest.param("TRUE", id="truth"),
    pytest.param("1/2", id="looks like a date"),
    pytest.param("\N{WHITE SMILING FACE}\N{GRINNING FACE}", id="beyond the first plane"),
    pytest.param("\u202eabc", id="direction override"),
]


def _write(path: Path, rows: Sequence[dict[str, str]], report: str = "") -> Path:
    write_workbook(path, (SheetClaim(row) for row in rows), [], [], report=report)
    return path


def _read(path: Path) -> list[dict[str, str]]:
    rows = [row for row in read_sheets(path).rows if row.sheet.startswith("Claims")]
    return [{column: row.cells.get(column, "") for column in CLAIM_COLUMNS} for row in rows]


@pytest.mark.parametrize("cell", HOSTILE)
@pytest.mark.parametrize("column", ["who_said", "what", "item", "unit", "date", "number", "notes"])
def test_text_stays_text_and_comes_back(tmp_path: Path, make_row: MakeRow, column: str, cell: str) -> None:
    row = make_row(TEXT, "14")
    verdict = {"notes": cell} if column == "notes" else {}
    claim = SheetClaim(row if verdict else {**row, column: cell}, verdict)
    write_workbook(tmp_path / "claims.xlsx", [claim], [], [])
    expected = cell.replace("\0", "")  # the table of claims has none; a sheet has no way to hold it
    assert read_sheets(tmp_path / "claims.xlsx").rows[0].cells[column] in (cell, expected)
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx")["Claims"]
    assert all(found.data_type != "f" for line in sheet.iter_rows() for found in line)
    assert not any(found.hyperlink for line in sheet.iter_rows() for found in line)


@settings(deadline=None, max_examples=60)
@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, make_row: MakeRow, cells: list[str]) -> None:
    who, item, number = cells
    path = tmp_path_factory.mktemp("book") / "claims.xlsx"
    row = make_row(TEXT, "14", who_said=who, item=item, number=number)
    [got] = _read(_write(path, [row]))
    assert got == row


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        pytest.param("6000000000000", 6e12, id="trillions"),
        pytest.param("4.22", 4.22, id="decimals"),
        pytest.param("-3", -3, id="negative"),
        pytest.param("0.0000001", 1e-7, id="small"),
        pytest.param("999999999999999", 999999999999999, id="15 digits"),
        pytest.param("1234567890123456", "1234567890123456", id="16 digits would lose one: text"),
        pytest.param("0.1234567890123456", "0.1234567890123456", id="16 decimals too"),
        pytest.param("007", "007", id="leading zeros are text"),
        pytest.param("", None, id="empty"),
    ],
)
def test_numbers_are_numbers_where_no_digit_is_lost(
    tmp_path: Path, make_row: MakeRow, number: str, shown: float | str | None
) -> None:
    path = _write(tmp_path / "claims.xlsx", [make_row(TEXT, "14", number=number)])
    sheet = openpyxl.load_workbook(path)["Claims"]
    assert sheet.cell(2, SHEET_COLUMNS.index("number") + 1).value == shown
    assert _read(path)[0]["number"] == number


@pytest.mark.parametrize(
    ("date", "is_date"),
    [
        pytest.param("2025-01-13", True, id="day"),
        pytest.param("2025-01", False, id="a month is no day"),
        pytest.param("2024-10/..", False, id="span of time"),
        pytest.param("1815-06-18", False, id="before the days of spreadsheets"),
        pytest.param("1900-02-28", False, id="days that spreadsheets disagree on"),
        pytest.param("2025-02-30", False, id="no day"),
    ],
)
def test_days_are_dates_and_other_dates_text(tmp_path: Path, make_row: MakeRow, date: str, is_date: bool) -> None:
    path = _write(tmp_path / "claims.xlsx", [make_row(TEXT, "14", date=date)])
    cell = openpyxl.load_workbook(path)["Claims"].cell(2, SHEET_COLUMNS.index("date") + 1)
    assert cell.is_date is is_date
    assert _read(path)[0]["date"] == date


def test_the_number_is_bold_in_its_sentence(tmp_path: Path, make_row: MakeRow) -> None:
    sentences = [TEXT, "14", "9", "14 sank.", "Sank: 14"]
    claims = []
    for sentence in sentences:
        row = make_row(sentence, "9" if sentence == "9" else "14")
        span = CharSpan(int(row["char_start"]), int(row["char_end"]))
        claims.append(SheetClaim(row, {}, span))
    write_workbook(tmp_path / "claims.xlsx", claims, [], [])
    assert [row["sentence"] for row in _read(tmp_path / "claims.xlsx")] == sentences
    rich = openpyxl.load_workbook(tmp_path / "claims.xlsx", rich_text=True)["Claims"]
    pieces = rich.cell(2, SHEET_COLUMNS.index("sentence") + 1).value
    assert [piece.text for piece in pieces if getattr(piece, "font", None) and piece.font.b] == ["14"]


def test_what_a_cell_cannot_hold_is_cut_and_says_so(tmp_path: Path, make_row: MakeRow) -> None:
    for text in ("14 " + "x" * 40_000, "14 " + "\N{GRINNING FACE}" * 20_000):
        [row] = _read(_write(tmp_path / "claims.xlsx", [make_row(text, "14")]))
        assert row["sentence"].endswith(CUT)
        assert len(row["sentence"].encode("utf-16-le")) // 2 <= MOST_TEXT
        assert text.startswith(row["sentence"].removesuffix(CUT))
    assert fit("x" * MOST_TEXT) == "x" * MOST_TEXT


def test_half_a_sign_is_replaced(tmp_path: Path, make_row: MakeRow) -> None:
    claim = SheetClaim(make_row("\ud83d 14", "14", item="\udc00"), {}, CharSpan(2, 4))
    write_workbook(tmp_path / "claims.xlsx", [claim], [], [])
    [row] = _read(tmp_path / "claims.xlsx")
    assert (row["sentence"], row["item"]) == ("\N{REPLACEMENT CHARACTER} 14", "\N{REPLACEMENT CHARACTER}")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "claims.xlsx").mkdir()
    with pytest.raises(OSError, match=r"claims\.xlsx"):
        write_workbook(tmp_path / "claims.xlsx", [], [], [])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # xlsxwriter leaves its temporary files to the collector
        gc.collect()


def test_rows_go_on_in_a_further_sheet(tmp_path: Path, make_row: MakeRow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tables.workbook.MOST_ROWS", 2)
    rows = [make_row(TEXT, "14", item=str(number)) for number in range(5)]
    rejected = [{"article": "a.txt", "text": str(number)} for number in range(3)]
    write_workbook(tmp_path / "claims.xlsx", map(SheetClaim, rows), [], rejected)
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    names = [name for name in book.sheetnames if not name.startswith("Read me")]
    assert names == ["Claims", "Claims 2", "Claims 3", "Articles", "Rejected", "Rejected 2"]
    assert [row["item"] for row in _read(tmp_path / "claims.xlsx")] == list("01234")


def test_the_sheet_is_ready_to_work_in(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(TEXT, "14")
    sheet = openpyxl.load_workbook(_write(tmp_path / "claims.xlsx", [row], report="report.html"))["Claims"]
    assert tuple(cell.value for cell in sheet[1]) == SHEET_COLUMNS
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    [choice] = sheet.data_validations.dataValidation
    assert choice.formula1 == '"correct,wrong,unsure"'
    link = sheet.cell(2, SHEET_COLUMNS.index("passage") + 1).hyperlink
    assert (link.target, link.location) == ("report.html", row["claim_id"])
    assert len(sheet.conditional_formatting) == 3


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, make_row: MakeRow) -> None:
    one, two = (_write(tmp_path / name, [make_row(TEXT, "14")]).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert one == two


def test_every_column_is_explained_as_in_the_readme() -> None:
    meanings = {row["column"]: row["meaning"] for row in load_rows("column_meanings")}
    assert set(meanings) == set(CLAIM_COLUMNS)
    assert list(meanings) == sorted(meanings)
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8").replace("`", "")
    alone = {"low", "high", "article", "outlet", "title", "published", "char_start", "char_end", "flags"}
    alone |= {
        "number_text",
        "who_text",
        "date_text",
        "modifier",
        "modality",
        "quote",
        "who_type",
    }  # listed or shared there
    assert [column for column in meanings if column not in alone and meanings[column] not in readme] == []


@pytest.mark.parametrize("cell", ["1e5", "1_000", "٣", "0x10", "nan", "inf", "1.", ".5", "--1", "9" * 400])
def test_only_plain_numbers_are_numbers(cell: str) -> None:
    assert as_number(cell) is None


@pytest.mark.parametrize("cell", ["20250113", "2025-1-3", "2025-01-13T00:00", "٢٠٢٥-٠١-١٣", "0000-00-00"])
def test_only_iso_days_are_days(cell: str) -> None:
    assert as_day(cell) is None


@pytest.fixture
def office() -> str:
    """LibreOffice's command."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if not command:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    return command


@pytest.mark.office
def test_libreoffice_opens_it_and_shows_every_cell(tmp_path: Path, make_row: MakeRow, office: str) -> None:
    # LibreOffice writes neither control characters nor what looks like an escape as they were; we do (see above).
    cells = [str(case.values[0]) for case in HOSTILE if case.id not in ("control characters", "looks like an escape")]
    rows = [make_row(TEXT, "14", number=str(n), who_said=cells[n % len(cells)], date="2025-01-13") for n in range(1000)]
    path = _write(tmp_path / "claims.xlsx", rows, report="report.html")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    done = subprocess.run([*command, str(tmp_path / "saved"), str(path)], capture_output=True, text=True, check=True)
    assert "rror" not in done.stderr
    saved = tmp_path / "saved" / "claims.xlsx"
    assert read_sheets(saved).problems == ()  # no formula, no merged cell
    got = _read(saved)
    assert len(got) == len(rows)
    lines = str.maketrans({"\r": None})  # LibreOffice keeps one kind of line end
    for expected, found in zip(rows, got, strict=True):
        assert {key: cell.translate(lines) for key, cell in found.items()} == {
            key: cell.translate(lines) for key, cell in expected.items()
        }
    assert "docProps/core.xml" in zipfile.ZipFile(saved).namelist()
