"""What a run leaves in its folder: all formats with the same cells, and what people typed before."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from pipeline.batch.folder import DIGESTS, digests, read_digests, replace_all
from pipeline.batch.formats import Format, write_formats
from pipeline.batch.run import RunOptions, run
from pipeline.tables.cells import cell_text
from pipeline.tables.columns import CLAIM_COLUMNS, REJECTION_COLUMNS, rejection_row
from pipeline.tables.csv import TableFile, read_table
from pipeline.tables.sheets import SheetRow, read_sheets
from pipeline.tables.workbook import LOST_SHEET, SHEET_COLUMNS
from pipeline.types import Article, Rejection

MakeRow = Callable[..., dict[str, str]]

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"
BARGES, BOATS = "The port said on Monday that 14 barges had sunk.", "It has 240 boats."
TEXT = f"{BARGES}\n\n{BOATS}\n"
VERDICT = SHEET_COLUMNS.index("verdict") + 1


class Outputs:
    """A folder of results, written as at the end of a run; the extraction itself is played by rows given."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: tuple[str, ...] = ()

    def write(self, rows: Sequence[dict[str, str]], text: str = TEXT, *formats: Format, report: bool = True) -> None:
        workplace = self.path / ".claimrows"
        workplace.mkdir(parents=True, exist_ok=True)
        TableFile(workplace / "claims.csv", CLAIM_COLUMNS).append(rows)
        bad = Rejection("bad.txt", None, "a picture", "read", "binary")
        TableFile(workplace / "rejected.csv", REJECTION_COLUMNS).append([rejection_row(bad)])
        written = write_formats(
            workplace,
            self.path,
            formats,
            report=report,
            claims=len(rows),
            failed=[bad],
            read_articles=lambda: [Article("a.txt", text, "", date(2024, 5, 7), "option"), bad],
        )
        names = ("claims.csv", "rejected.csv", *written.names)
        record = {DIGESTS: {**read_digests(self.path), **digests(workplace, names)}}
        (workplace / "run.json").write_text(json.dumps(record), encoding="utf-8")
        self.notes = (*replace_all(workplace, self.path, names), *written.notes)

    def verdicts(self) -> list[str]:
        return [row.cells.get("verdict", "") for row in _sheet(self.path / "claims.xlsx")]


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """A folder without results."""
    return Outputs(tmp_path / "out")


@pytest.fixture
def rows(make_row: MakeRow) -> list[dict[str, str]]:
    """Two claims of TEXT."""
    return [make_row(BARGES, "14", number="14"), _placed(make_row(BOATS, "240", number="240"), TEXT)]


def _placed(row: dict[str, str], text: str) -> dict[str, str]:
    start = text.index(row["number_text"])
    return {**row, "char_start": str(start), "char_end": str(start + len(row["number_text"]))}


def _sheet(path: Path, name: str = "Claims") -> list[SheetRow]:
    return [row for row in read_sheets(path).rows if row.sheet == name]


def _judge(path: Path, row: int, verdict: str) -> None:
    book = openpyxl.load_workbook(path)
    book["Claims"].cell(row, VERDICT, verdict)
    book.save(path)


@pytest.mark.model
def test_every_format_holds_the_same_cells(tmp_path: Path) -> None:
    summary = run([CORPUS], tmp_path, RunOptions(formats=tuple(Format)))
    rows = read_table(tmp_path / "claims.csv")
    assert len(rows) > 300
    book = [{column: row.cells.get(column, "") for column in CLAIM_COLUMNS} for row in _sheet(tmp_path / "claims.xlsx")]
    lines = (tmp_path / "claims.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    records = [{key: cell_text(cell) for key, cell in json.loads(line).items()} for line in lines]
    table = pq.read_table(tmp_path / "claims.parquet").to_pylist()
    assert book == rows
    assert records == rows
    assert [{key: cell_text(cell) for key, cell in row.items()} for row in table] == rows
    assert set(summary.files) == {
        "claims.csv",
        "rejected.csv",
        "claims.xlsx",
        "claims.jsonl",
        "claims.parquet",
        "report.html",
    }
    named = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert set(summary.files) | {"run.json"} <= named


@pytest.mark.model
def test_verdicts_survive_a_second_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    run([tmp_path / "a.txt"], tmp_path / "out", RunOptions(formats=(Format.XLSX,)))
    _judge(tmp_path / "out" / "claims.xlsx", 2, "wrong")
    run([tmp_path / "a.txt"], tmp_path / "out", RunOptions())
    kept = [row.cells.get("verdict", "") for row in _sheet(tmp_path / "out" / "claims.xlsx")]
    assert kept == ["wrong", *[""] * (len(kept) - 1)]


def test_the_sheets_of_articles_and_refusals(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows, TEXT, Format.XLSX)
    listed = {row.cells["article"]: row.cells for row in _sheet(outputs.path / "claims.xlsx", "Articles")}
    assert (listed["a.txt"]["claims"], listed["a.txt"]["published"]) == ("2", "2024-05-07")
    assert listed["bad.txt"]["problem"] == "binary: a picture"
    assert [row.cells["article"] for row in _sheet(outputs.path / "claims.xlsx", "Rejected")] == ["bad.txt"]


def test_no_report(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows, TEXT, Format.XLSX, report=False)
    assert not (outputs.path / "report.html").exists()
    sheet = openpyxl.load_workbook(outputs.path / "claims.xlsx")["Claims"]
    assert not any(cell.hyperlink for line in sheet.iter_rows() for cell in line)
    assert outputs.notes == ()


def test_a_report_that_would_be_too_large_is_left_out_and_says_so(
    outputs: Outputs, rows: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batch.formats.MOST_CLAIMS", 1)
    outputs.write(rows, TEXT, Format.XLSX)
    assert not (outputs.path / "report.html").exists()
    assert outputs.notes[0].startswith("report.html left out: 2 claims are more than the 1")
    [barges, _] = openpyxl.load_workbook(outputs.path / "claims.xlsx", rich_text=True)["Claims"]["G"][1:]
    assert [str(piece) for piece in barges.value] == ["The port said on Monday that ", "14", " barges had sunk."]


def test_more_text_than_a_page_holds_is_left_out_and_says_so(
    outputs: Outputs, rows: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batch.formats.MOST_CHARACTERS", 10)
    outputs.write(rows)
    assert '"text":null' in (outputs.path / "report.html").read_text(encoding="utf-8")
    assert outputs.notes == ("report.html has no text of 1 articles: more than a page can hold",)


def test_a_sheet_typed_into_is_kept_before_it_is_replaced(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows, TEXT, Format.XLSX)
    _judge(outputs.path / "claims.xlsx", 2, "wrong")
    typed = (outputs.path / "claims.xlsx").read_bytes()
    for _ in range(2):  # not asked for, but there are verdicts to hold
        outputs.write(rows)
        assert outputs.verdicts() == ["wrong", ""]
        assert (outputs.path / "claims-1.xlsx").read_bytes() == typed
    assert not (outputs.path / "claims-2.xlsx").exists()  # nobody typed since
    assert outputs.notes == ("rows with a verdict or notes carried over into claims.xlsx: 1",)


def test_an_article_that_changed(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows, TEXT, Format.XLSX)
    for line in (2, 3):
        _judge(outputs.path / "claims.xlsx", line, "correct")
    text = f"Port news\n\n{BARGES}\n"
    outputs.write([{**_placed(rows[0], text), "claim_id": "0" * 16}], text)
    [row] = _sheet(outputs.path / "claims.xlsx")
    assert (row.cells["verdict"], row.cells["carried"]) == ("correct", "the article changed")
    [lost] = _sheet(outputs.path / "claims.xlsx", LOST_SHEET)
    assert (lost.cells["number_text"], lost.cells["lost"]) == ("240", "no such claim any more")
    assert outputs.notes[-1] == "rows with a verdict or notes carried over into claims.xlsx: 1; lost (sheet Lost): 1"


def test_verdicts_in_the_csv(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows)
    path = outputs.path / "claims.csv"
    before = path.read_bytes()
    lines = before.decode("utf-8-sig").split("\r\n")
    tails = (",verdict,notes", ",wrong,see page 2", ",,", "")
    typed = "\r\n".join(line + tail for line, tail in zip(lines, tails, strict=True))
    path.write_text(typed, encoding="utf-8-sig", newline="")
    outputs.write(rows)
    assert path.read_bytes() == before
    assert (outputs.path / "claims-1.csv").read_bytes().decode("utf-8-sig") == typed
    assert [row.cells.get("notes", "") for row in _sheet(outputs.path / "claims.xlsx")] == ["see page 2", ""]


def test_a_broken_workbook_costs_nothing_but_a_message(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.path.mkdir()
    (outputs.path / "claims.xlsx").write_bytes(b"PK\x03\x04")
    outputs.write(rows, TEXT, Format.XLSX)
    assert (outputs.path / "claims-1.xlsx").read_bytes() == b"PK\x03\x04"
    assert "no verdicts carried over from it" in outputs.notes[1]


def test_the_same_bytes_in_every_run(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    for name in ("one", "two"):
        Outputs(tmp_path / name).write(rows, TEXT, *Format)
    for name in ("claims.xlsx", "claims.jsonl", "claims.parquet", "report.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_what_an_earlier_run_left_is_named(outputs: Outputs, rows: list[dict[str, str]]) -> None:
    outputs.write(rows, TEXT, Format.JSONL)
    outputs.write(rows, report=False)
    assert outputs.notes == tuple(
        f"{outputs.path / name} is of an earlier run" for name in ("claims.jsonl", "report.html")
    )
