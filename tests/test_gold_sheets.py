"""Corrected sheets as gold, and gold as sheets: nothing lost on the way, and every bad cell told by its address."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pipeline.claim_ids import claim_id
from pipeline.cli import main
from pipeline.cli_gold import app
from pipeline.errors import OutputError, UsageError
from pipeline.gold.annotations import read_claims, read_gold
from pipeline.gold.figures import figures
from pipeline.gold.files import read_gold_files, write_gold_files
from pipeline.gold.locating import find_context, locate
from pipeline.gold.rows import dump_line, read_line
from pipeline.gold.score import score_claims
from pipeline.gold.sheets import SHEET_COLUMNS, read_corrections, write_gold_sheet
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile, read_table
from pipeline.tables.plain_workbook import write_plain_workbook
from pipeline.types import CharSpan

ROOT = Path(__file__).parents[1]

TEXT = (
    "Harbour strike ends\r\n\r\nMayor Ann Bell said on Monday that 40 shops had closed since 2019. Of the 40 shops, "
    "two were bakeries and two were bars.\r\nRents rose by between 5 and 7.5 percent, the landlords’ union said. "
    "“It cost us $1.2 million,” said Bell 🚢. Nobody counted the 12 boats.\r\n"
)
DOC = "harbour.txt"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()

FIRST = "Mayor Ann Bell said on Monday that 40 shops had closed since 2019."


def at(number_text: str, nth: int = 0) -> CharSpan:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(number_text, start + 1)
    return CharSpan(start, start + len(number_text))


def claim_row(number_text: str, nth: int = 0, **cells: str) -> dict[str, str]:
    """A row of claims.csv on TEXT."""
    span = at(number_text, nth)
    return {
        **dict.fromkeys(CLAIM_COLUMNS, ""),
        "what": "shops had closed", "number": number_text, "modifier": "exact", "item": "shops", "event": "closed",
        "modality": "fact", "quote": "none", "article": DOC, "sentence": FIRST, "number_text": number_text,
        "char_start": str(span.start), "char_end": str(span.end), "claim_id": claim_id(DOC, DIGEST, span),
        "published": "2024-05-14", "title": "Harbour strike ends", "outlet": "",
    } | cells  # fmt: skip


ROWS = [
    claim_row("40", who_said="Ann Bell", quote="indirect", date="2019/..", said_on="2024-05-13"),
    claim_row("two", number="2", sentence="Of the 40 shops, two were bakeries and two were bars.", item="bakeries"),
    claim_row("12", sentence="Nobody counted the 12 boats.", item="boats"),
]

Rows = list[dict[str, str]]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / DOC).write_bytes(TEXT.encode())
    (folder / "quiet.txt").write_text("Nothing happened.", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Bench:
    """A place to write sheets and read the gold they make."""

    texts: Path
    suffix: str = ".csv"
    columns: tuple[str, ...] = (*CLAIM_COLUMNS, "verdict", "notes")
    written: list[Path] = field(default_factory=list)

    def sheet(self, rows: Rows) -> Path:
        path = self.texts.parent / f"claims{self.suffix}"
        columns = [
            column for column in self.columns if all(column in row or column in ("verdict", "notes") for row in rows)
        ]
        filled = [{column: row.get(column, "") for column in columns} for row in rows]
        if self.suffix == ".csv":
            TableFile(path, columns).append(filled)
        else:
            write_plain_workbook(path, "Claims", columns, filled, choices={})
        return path

    def lines(self, rows: Rows) -> list[dict[str, object]]:
        """The lines of gold that the rows make on TEXT."""
        gold = self.texts.parent / "gold"
        write_gold_files(gold, read_corrections(self.sheet(rows), self.texts).files)
        read_gold(gold, self.texts)
        _, *lines = (gold / f"{DOC}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture(params=[".csv", ".xlsx"])
def bench(texts: Path, request: pytest.FixtureRequest) -> Bench:
    return Bench(texts, str(request.param))


def with_cells(nth: int, **cells: str) -> Rows:
    return [row | cells if place == nth else dict(row) for place, row in enumerate(ROWS)]


def test_a_sheet_as_it_was_written_is_gold_that_its_table_meets(bench: Bench) -> None:
    lines = bench.lines(ROWS)
    assert [line["number_text"] for line in lines] == ["40", "two", "12"]
    assert lines[0] == {
        "number_text": "40", "context": "that 40 shops", "value": 40, "low": None, "high": None,
        "modifier": "exact", "unit": "", "item": "shops", "event": "closed", "claim": "shops had closed",
        "who": ["Ann Bell"], "relayed_by": [], "cue": "", "quote": "indirect", "date": "2019/..", "date_text": None,
        "said_on": "2024-05-13", "modality": "fact",
    }  # fmt: skip
    table = bench.texts.parent / "scored.csv"
    TableFile(table, CLAIM_COLUMNS).append(ROWS)
    gold = read_gold(bench.texts.parent / "gold", bench.texts)
    reached = figures(score_claims(gold, read_claims(table, gold, bench.texts)))
    assert (reached["full_row_f1"], reached["gold"]) == (1.0, 3)


def test_the_header_is_made_of_the_article_columns(bench: Bench) -> None:
    bench.lines(ROWS)
    header = (bench.texts.parent / "gold" / f"{DOC}.jsonl").read_text(encoding="utf-8").splitlines()[0]
    stated = {"doc": DOC, "published": "2024-05-14", "title": "Harbour strike ends", "outlet": None}
    assert json.loads(header) == stated


CORRECTIONS = [
    pytest.param({"number": "41"}, {"value": 41}, id="a number"),
    pytest.param({"number": "1,150.5"}, {"value": 1150.5}, id="a number with commas for thousands"),
    pytest.param({"number": "-3"}, {"value": -3}, id="a negative number"),
    pytest.param(
        {"number": "", "low": "5", "high": "7.5", "modifier": "range"},
        {"value": None, "low": 5, "high": 7.5}, id="a range",
    ),
    pytest.param({"who_said": ""}, {"who": []}, id="nobody said it"),
    pytest.param({"who_said": "Bell"}, {"who": ["Bell"]}, id="another source"),
    pytest.param({"relayed_by": "Ann Bell; the union"}, {"relayed_by": ["Ann Bell", "the union"]}, id="two relays"),
    pytest.param({"date": ""}, {"date": None}, id="no date"),
    pytest.param({"date": "2024-05"}, {"date": "2024-05"}, id="a month"),
    pytest.param({"date": "2024-05-13"}, {"date": "2024-05-13"}, id="a day, which a workbook holds as a date"),
    pytest.param({"date": "199X"}, {"date": "199X"}, id="a decade"),
    pytest.param({"item": "=1+1"}, {"item": "=1+1"}, id="text that looks like a formula"),
    pytest.param({"modifier": ""}, {"modifier": "exact"}, id="an empty modifier is exact"),
    pytest.param({"modality": ""}, {"modality": "fact"}, id="an empty modality is fact"),
    pytest.param({"quote": ""}, {"quote": "indirect"}, id="an empty quote with a source is indirect"),
    pytest.param({"quote": "", "who_said": ""}, {"quote": "none"}, id="an empty quote without one is none"),
    pytest.param({"verdict": "unsure"}, {"optional": True}, id="unsure counts neither way"),
    pytest.param({"verdict": " Correct "}, {"value": 40}, id="a verdict in another spelling"),
    pytest.param({"notes": "see page 2"}, {"notes": "see page 2"}, id="notes stay with the claim"),
    pytest.param({"number_text": "40 shops"}, {"number_text": "40 shops"}, id="a wider number text"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "made"), CORRECTIONS)
def test_corrected_cells_are_gold(bench: Bench, cells: dict[str, str], made: Mapping[str, object]) -> None:
    line = bench.lines(with_cells(0, **cells))[0]
    assert {name: line.get(name) for name in made} == made


def test_rows_marked_wrong_and_deleted_rows_are_no_gold(bench: Bench) -> None:
    assert [line["number_text"] for line in bench.lines(with_cells(2, verdict="wrong"))] == ["40", "two"]
    assert [line["number_text"] for line in bench.lines(ROWS[1:])] == ["two", "12"]


ADDED = [
    pytest.param({"sentence": "Nobody counted the 12 boats.", "number_text": "12"}, at("12"), id="by its sentence"),
    pytest.param({"sentence": "Nobody  counted the\n12 boats.", "number_text": "12"}, at("12"), id="other white space"),
    pytest.param(
        {"sentence": '"It cost us $1.2 million," said Bell', "number_text": "$1.2 million"},
        at("$1.2 million"),
        id="straight quotation marks for curly ones",
    ),
    pytest.param({"what": "rose by between 5 and 7.5 percent", "number_text": "5"}, at("5 and"), id="by its clause"),
    pytest.param({"number_text": "12"}, at("12"), id="by its number alone, which stands once"),
    pytest.param(
        {"sentence": "Of the 40 shops, two were bakeries and two were bars.", "number_text": "two"},
        at("two", 1),
        id="the one that no other row has",
    ),
    pytest.param(
        {"number_text": "two", "char_start": str(at("two", 1).start), "char_end": str(at("two", 1).end)},
        at("two", 1),
        id="by positions alone",
    ),
    pytest.param({"sentence": FIRST, "number_text": "40"}, at("40"), id="a number that another sentence has too"),
    pytest.param(
        {"sentence": FIRST, "number_text": "2019", "char_start": "", "char_end": ""}, at("2019"), id="no positions"
    ),
]


@pytest.mark.parametrize(("cells", "span"), ADDED)
def test_added_rows_are_located_by_their_words(bench: Bench, cells: dict[str, str], span: CharSpan) -> None:
    added = dict.fromkeys(CLAIM_COLUMNS, "") | {"article": DOC, "number": "7"} | cells
    others = [row for row in ROWS if row["char_start"] != str(span.start)]
    bench.lines([*others, added])
    claims = read_gold(bench.texts.parent / "gold", bench.texts)[DOC].claims
    (found,) = [claim for claim in claims if claim.readings[0].value == 7]
    assert found.span.start == span.start
    made = read_corrections(bench.sheet([*others, added]), bench.texts)
    assert made.added == (not added["char_start"])


REWRITTEN = [
    pytest.param("1.2", "$1.2 million", id="an amount without its sign"),
    pytest.param("1200000", "$1.2 million", id="an amount written out"),
    pytest.param("7.5", "7.5 percent", id="a number without its unit"),
    pytest.param("5-7.5", "5 and 7.5", id="a range as a date might be"),
]


@pytest.mark.parametrize(("cell", "number_text"), REWRITTEN)
def test_numbers_that_a_spreadsheet_wrote_anew_stand_where_their_id_says(
    bench: Bench, cell: str, number_text: str
) -> None:
    row = claim_row(number_text, number="7", sentence="Another passage.") | {"number_text": cell}
    assert [line["number_text"] for line in bench.lines([row])] == [number_text]
    with pytest.raises(UsageError, match="does not stand"):
        read_corrections(bench.sheet([row | {"claim_id": ""}]), bench.texts)


def test_a_month_that_a_spreadsheet_took_for_a_date_stays_a_month(texts: Path) -> None:
    path = Bench(texts, ".xlsx").sheet(ROWS)
    book = load_workbook(path)
    book.active["E2"].value, book.active["E2"].number_format = datetime(2024, 5, 1), "mmm-yy"
    book.active["E3"].value, book.active["E3"].number_format = datetime(2024, 5, 1), "yyyy-mm-dd"
    book.save(path)
    dates = [json.loads(line)["date"] for line in read_corrections(path, texts).files[0].lines]
    assert dates == ["2024-05", "2024-05-01", None]


def test_guards_brought_into_a_workbook_are_taken_off(texts: Path) -> None:
    rows = with_cells(0, item="'=shops", date_text="'5 May", event="'s", what="'tis")
    line = Bench(texts, ".xlsx").lines(rows)[0]
    assert [line[field] for field in ("item", "date_text", "event", "claim")] == ["=shops", "5 May", "'s", "'tis"]


def test_a_changed_article_has_its_rows_located_anew(texts: Path) -> None:
    (texts / DOC).write_bytes(("Updated.\r\n" + TEXT).encode())
    made = read_corrections(Bench(texts).sheet([ROWS[0], ROWS[2]]), texts)
    assert (made.claims, made.added) == (2, 2)


def test_pages_are_judged_by_the_copies_of_their_texts(texts: Path) -> None:
    rows = [row | {"article": "pages/harbour.html", "claim_id": f"c{nth}"} for nth, row in enumerate(ROWS)]
    (texts / "harbour.html").write_text("<p>Nobody counted the 12 boats.", encoding="utf-8")
    sheet = Bench(texts).sheet(rows)
    with pytest.raises(UsageError, match="a run keeps a copy in its folder texts"):
        read_corrections(sheet, texts)
    (texts / "harbour.html.txt").write_bytes(TEXT.encode())
    made = read_corrections(sheet, texts)
    assert ([file.doc for file in made.files], made.claims, made.added) == (["harbour.html.txt"], 3, 0)
    gold = texts.parent / "gold"
    write_gold_files(gold, made.files)
    annotated = read_gold(gold, texts)
    assert figures(score_claims(annotated, read_claims(sheet, annotated, texts)))["full_row_f1"] == 1.0


def test_only_articles_that_somebody_judged_are_gold(texts: Path) -> None:
    quiet = dict.fromkeys(CLAIM_COLUMNS, "") | {"article": "quiet.txt"}
    made = read_corrections(Bench(texts).sheet([*with_cells(0, verdict="correct"), quiet]), texts)
    assert ([file.doc for file in made.files], made.unread) == ([DOC], ("quiet.txt",))
    made = read_corrections(Bench(texts).sheet([*ROWS, quiet]), texts)
    assert ([(file.doc, len(file.lines)) for file in made.files], made.unread) == ([(DOC, 3), ("quiet.txt", 0)], ())


BAD_CELLS = [
    pytest.param(0, {"number": "forty"}, "C2", "number: expected a number written out", id="a number in words"),
    pytest.param(0, {"number": "8,2"}, "C2", "found '8,2'", id="a decimal comma"),
    pytest.param(0, {"number": "4E+01"}, "C2", "found '4E+01'", id="a number as spreadsheets shorten it"),
    pytest.param(0, {"number": ""}, "C2", "expected a value alone", id="no number"),
    pytest.param(0, {"low": "3"}, "C2", "expected a value alone", id="a value and a bound"),
    pytest.param(0, {"date": "13/05/2024"}, "E2", "date: expected a date such as 2025-01-13", id="a date in numerals"),
    pytest.param(0, {"said_on": "May 13"}, "Q2", "said_on: expected a date", id="a date in words"),
    pytest.param(0, {"modality": "certain"}, "L2", "expected one of fact, estimate", id="an unknown modality"),
    pytest.param(1, {"modifier": "about"}, "F3", "expected one of exact, approx", id="an unknown modifier"),
    pytest.param(1, {"verdict": "maybe"}, "AE3", "expected correct, wrong, unsure or nothing", id="an unknown verdict"),
    pytest.param(1, {"article": ""}, "R3", "expected the article's file name", id="no article"),
    pytest.param(1, {"article": "lost.txt"}, "R3", "'lost.txt': its text is not in", id="an article not there"),
    pytest.param(1, {"article": ".."}, "R3", "its text is not in", id="no file name"),
    pytest.param(1, {"article": "a\nb.txt"}, "R3", "its text is not in", id="a line end in a file name"),
    pytest.param(1, {"article": f"south/{DOC}"}, "R3", "have one file name", id="two articles of one name"),
    pytest.param(0, {"claim_id": "0" * 16}, "AD2", "not the id of a claim at", id="an edited id"),
    pytest.param(0, {"char_start": "3", "char_end": "5"}, "AD2", "one of these cells", id="edited positions"),
    pytest.param(0, {"char_start": "three"}, "Z2", "expected two whole positions", id="a position in words"),
    pytest.param(0, {"char_end": ""}, "Z2", "expected two whole positions", id="half a place"),
    pytest.param(1, {"claim_id": ROWS[0]["claim_id"]}, "AD3", "row 2 has this id too", id="an id used twice"),
    pytest.param(1, dict(ROWS[0]), "AD3", "delete one of the rows", id="a row twice"),
    pytest.param(1, ROWS[0] | {"claim_id": ""}, "W3", "row 2 has the same number", id="a number twice"),
    pytest.param(1, {"title": "Another"}, "T3", "but", id="two titles of one article"),
    pytest.param(
        0, {"claim_id": "", "char_start": "", "char_end": "", "sentence": "He slept."}, "V2",
        "the sentence 'He slept.' does not stand in the article", id="a sentence of another article",
    ),
    pytest.param(0, {"claim_id": "", "number_text": "41"}, "W2", "'41' does not stand in", id="a number not there"),
    pytest.param(0, {"claim_id": "", "number_text": ""}, "W2", "as it stands in the article", id="no number text"),
    pytest.param(
        1, {"claim_id": "", "char_start": "", "char_end": ""}, "W3", "stands 2 times there; give", id="which of two"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("nth", "cells", "address", "message"), BAD_CELLS)
def test_bad_cells_are_told_by_their_address(
    bench: Bench, nth: int, cells: dict[str, str], address: str, message: str
) -> None:
    sheet = bench.sheet(with_cells(nth, **cells))
    name = sheet.name if bench.suffix == ".csv" else "Claims"
    with pytest.raises(UsageError) as told:
        read_corrections(sheet, bench.texts)
    assert f"\n  {name}!{address}: " in str(told.value)
    assert message in str(told.value)


def test_all_bad_cells_are_told_at_once(bench: Bench) -> None:
    rows = [row | {"number": "many", "modality": "?"} for row in ROWS]
    with pytest.raises(UsageError) as told:
        read_corrections(bench.sheet(rows), bench.texts)
    assert [f"!C{row}:" in str(told.value) for row in (2, 3, 4)] == [True] * 3


def _merge(book: Workbook) -> None:
    book.active.merge_cells("B2:B3")


def _formula(book: Workbook) -> None:
    book.active["C2"] = "=40+1"


def _drop(column: str) -> Callable[[Workbook], None]:
    def drop(book: Workbook) -> None:
        place = next(cell.column for cell in book.active[1] if cell.value == column)
        book.active.delete_cols(place)

    return drop


def _rename(book: Workbook) -> None:
    book.active["C1"] = "numbers"


def _empty(book: Workbook) -> None:
    book.active.delete_rows(2, 10)


def _error(book: Workbook) -> None:
    book.active["C2"] = "#DIV/0!"


BAD_BOOKS = [
    pytest.param(_merge, "Claims!B2:B3: merged cells", id="merged cells"),
    pytest.param(_formula, "Claims!C2: a formula", id="a formula"),
    pytest.param(_error, "Claims!C2: number: expected a number", id="an error value"),
    pytest.param(_drop("modifier"), "Claims, row 1: columns of claims.csv not found: modifier", id="a column gone"),
    pytest.param(_rename, "not found: number (Claims!C1 has 'numbers')", id="a column renamed"),
    pytest.param(_empty, "found no row", id="no rows"),
]


@pytest.mark.parametrize(("spoil", "message"), BAD_BOOKS)
def test_bad_workbooks_are_refused(texts: Path, spoil: Callable[[Workbook], None], message: str) -> None:
    path = Bench(texts, ".xlsx").sheet(ROWS)
    book = load_workbook(path)
    spoil(book)
    book.save(path)
    with pytest.raises(UsageError, match="claims") as told:
        read_corrections(path, texts)
    assert message in str(told.value)


def test_what_stands_in_other_sheets_does_not_matter(texts: Path) -> None:
    path = Bench(texts, ".xlsx").sheet(ROWS)
    book = load_workbook(path)
    page = book.create_sheet("My sums")
    page["A1"], page["B2"] = "sum", "=1+1"
    page.merge_cells("C1:D1")
    book.save(path)
    assert read_corrections(path, texts).claims == 3


BAD_FILES = [
    pytest.param("claims.csv", "who_said,café\r\n".encode("cp1252"), "not UTF-8", id="another encoding"),
    pytest.param("claims.csv", "who_said\r\nx\r\n".encode("utf-16"), "UTF-16", id="UTF-16"),
    pytest.param("claims.csv", b"", "found no row", id="an empty file"),
    pytest.param("claims.xlsx", b"PK\x03\x04 broken", "expected an .xlsx workbook", id="a broken workbook"),
    pytest.param("claims.ods", b"PK", "expected a sheet in .csv or .xlsx", id="another format"),
    pytest.param("claims.csv", None, "no such file", id="no file"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_FILES)
def test_bad_files_are_refused(texts: Path, name: str, content: bytes | None, message: str) -> None:
    path = texts.parent / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=name) as told:
        read_corrections(path, texts)
    assert message in str(told.value)


def test_a_sheet_of_another_separator_is_read(texts: Path) -> None:
    path = Bench(texts).sheet(ROWS)
    import csv

    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = list(csv.reader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, delimiter=";").writerows(table)
    assert read_corrections(path, texts).claims == 3


CELLS = (
    st.sampled_from(["", "40", "two", "'", "=1", "\ud800", "a\r\nb", "{}", "[]", "-", "1e9", "2024-05", DOC])
    | st.text()
)


@settings(max_examples=60, deadline=None)
@given(
    edits=st.dictionaries(
        st.tuples(
            st.integers(0, 2), st.sampled_from((*CLAIM_COLUMNS, "verdict", "notes", "alt", "gold", "gold_article"))
        ),
        CELLS,
        max_size=6,
    )
)
def test_any_edit_gives_gold_that_can_be_read_or_one_message(
    tmp_path_factory: pytest.TempPathFactory, edits: dict[tuple[int, str], str]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    texts = folder / "articles"
    texts.mkdir()
    (texts / DOC).write_bytes(TEXT.encode())
    rows = [dict.fromkeys(SHEET_COLUMNS, "") | row for row in ROWS]
    for (nth, column), cell in edits.items():
        rows[nth][column] = cell
    TableFile(folder / "claims.csv", SHEET_COLUMNS).append(rows)
    try:
        made = read_corrections(folder / "claims.csv", texts)
    except UsageError:
        return
    write_gold_files(folder / "gold", made.files)
    read = read_gold(folder / "gold", texts)
    assert sum(len(article.claims) for article in read.values()) == made.claims


# Gold to a sheet and back.

ODD_LINES: list[dict[str, object]] = [
    {
        "number_text": "40", "context": "that 40 shops", "value": 40, "low": None, "high": None, "modifier": "exact",
        "unit": "", "item": "=shops", "event": "closed", "claim": "40 shops had closed", "who": ["Ann; Bell", "Bell"],
        "relayed_by": ["one; two"], "cue": "said", "quote": "indirect", "date": "2019/..", "date_text": "since 2019",
        "said_on": "2024-05-13", "modality": "fact", "alt": [{"item": "harbour shops", "value": 40.0}, {"who": []}],
        "optional": True, "sure": {"by": ["A", 1e3]},
    },
    {
        "number_text": "5 and 7.5", "start": at("5 and 7.5").start, "end": at("5 and 7.5").end, "value": None,
        "low": 5, "high": 7.50, "modifier": "range", "unit": "percent", "item": "rents", "event": "rose",
        "claim_span": [at("Rents").start, at("percent").end], "claim": "", "who": [], "relayed_by": [], "cue": "",
        "quote": "none", "date": None, "date_text": "", "said_on": None, "modality": "fact", "optional": False,
    },
    {
        "number_text": "$1.2 million", "context": "us $1.2 million,", "value": 1200000.0, "low": None, "high": None,
        "modifier": "exact", "unit": "USD", "item": "  strike ", "event": "cost", "claim": "It cost us\n$1.2 million",
        "who": ["Bell 🚢"], "relayed_by": [], "cue": "", "quote": "direct", "date": "", "date_text": None,
        "said_on": None, "modality": "fact", "notes": "", "alt": [],
    },
]  # fmt: skip


def write_odd_gold(texts: Path) -> Path:
    folder = texts.parent / "odd"
    folder.mkdir()
    header = {"doc": DOC, "published": "2024-05-14", "outlet": None, "reader": "B"}
    lines = [json.dumps(header), *(json.dumps(line) for line in ODD_LINES)]
    lines.append(lines[1].replace('"value": 40,', '"value":  4e1,'))  # a second claim on the same number
    (folder / f"{DOC}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "quiet.txt.jsonl").write_text('{"doc": "quiet.txt"}\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_odd_gold_comes_back_byte_by_byte(texts: Path, suffix: str) -> None:
    odd = write_odd_gold(texts)
    sheet = texts.parent / f"gold{suffix}"
    write_gold_sheet(sheet, read_gold_files(odd, texts))
    made = read_corrections(sheet, texts)
    write_gold_files(texts.parent / "back", made.files)
    before = {path.name: sorted(path.read_bytes().splitlines()) for path in odd.iterdir()}
    assert {path.name: sorted(path.read_bytes().splitlines()) for path in (texts.parent / "back").iterdir()} == before
    assert (made.claims, made.unsure, made.added) == (4, 2, 0)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_sample_gold_comes_back_byte_by_byte(tmp_path: Path, suffix: str) -> None:
    gold, articles = ROOT / "corpus" / "gold" / "dev", ROOT / "corpus" / "articles"
    write_gold_sheet(tmp_path / f"gold{suffix}", read_gold_files(gold, articles))
    write_gold_files(tmp_path / "back", read_corrections(tmp_path / f"gold{suffix}", articles).files)
    before = {path.name: path.read_bytes() for path in gold.glob("*.jsonl")}
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == before


@pytest.mark.office
@pytest.mark.parametrize(("written", "saved"), [("xlsx", "xlsx"), ("xlsx", "csv"), ("csv", "xlsx")])
def test_gold_saved_by_libreoffice_comes_back_byte_by_byte(tmp_path: Path, written: str, saved: str) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    gold, articles = ROOT / "corpus" / "gold" / "dev", ROOT / "corpus" / "articles"
    write_gold_sheet(tmp_path / f"gold.{written}", read_gold_files(gold, articles))
    kind = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1"}[saved]
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    command += ["--infilter=CSV:44,34,76"] if written == "csv" else []
    command += ["--outdir", str(tmp_path / "saved"), str(tmp_path / f"gold.{written}")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    write_gold_files(tmp_path / "back", read_corrections(tmp_path / "saved" / f"gold.{saved}", articles).files)
    before = {path.name: path.read_bytes() for path in gold.glob("*.jsonl")}
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == before


def test_a_correction_leaves_the_rest_of_its_line_alone(texts: Path) -> None:
    sheet = texts.parent / "gold.csv"
    write_gold_sheet(sheet, read_gold_files(write_odd_gold(texts), texts))
    rows = [row | ({"who_said": "Ann Bell"} if row["number"] == "40" else {}) for row in read_table(sheet)]
    sheet.unlink()
    TableFile(sheet, SHEET_COLUMNS).append([row for row in rows if "4e1" not in row["gold"]])
    (file, _) = read_corrections(sheet, texts).files
    first = json.loads(file.lines[0])
    assert first == ODD_LINES[0] | {"who": ["Ann Bell", "Bell"]}
    assert list(first) == list(ODD_LINES[0])
    assert [json.loads(line) for line in file.lines[1:]] == ODD_LINES[1:]


GOLD_CORRECTIONS = [
    pytest.param({"verdict": "correct"}, {"optional": None}, id="no longer optional"),
    pytest.param({"alt": ""}, {"alt": None}, id="no other readings"),
    pytest.param({"alt": '[{"unit": "shop"}]'}, {"alt": [{"unit": "shop"}]}, id="another reading"),
    pytest.param({"who_said": "", "who_also": ""}, {"who": []}, id="nobody"),
    pytest.param({"who_also": "Bell; the mayor"}, {"who": ["Ann; Bell", "Bell", "the mayor"]}, id="other names"),
    pytest.param({"number_text": "40 shops"}, {"number_text": "40 shops", "item": "=shops"}, id="a wider number"),
    pytest.param({"gold": ""}, {"sure": None, "value": 40}, id="the cells alone"),
]


@pytest.mark.parametrize(("cells", "made"), GOLD_CORRECTIONS)
def test_gold_is_corrected_by_its_cells(texts: Path, cells: dict[str, str], made: dict[str, object]) -> None:
    sheet = texts.parent / "gold.csv"
    write_gold_sheet(sheet, read_gold_files(write_odd_gold(texts), texts))
    row = next(row for row in read_table(sheet) if row["number"] == "40")
    TableFile(sheet, SHEET_COLUMNS).append([row | cells])
    line = json.loads(read_corrections(sheet, texts).files[0].lines[0])
    assert {name: line.get(name) for name in made} == made


BAD_GOLD_CELLS = [
    pytest.param({"gold": "{"}, "gold: no line of gold for this article", id="a broken line"),
    pytest.param({"alt": "[1]"}, "alt: expected a JSON list of objects", id="readings that are none"),
    pytest.param({"alt": "["}, "alt: expected a JSON list of objects", id="broken readings"),
    pytest.param({"alt": '[{"value": "x"}]'}, "value: expected a number", id="a reading without sense"),
    pytest.param({"who_said": ""}, "who_said: expected the fullest name", id="other names without a first"),
    pytest.param({"gold_article": "{"}, "not JSON", id="a broken header"),
]


@pytest.mark.parametrize(("cells", "message"), BAD_GOLD_CELLS)
def test_bad_cells_of_gold_are_told(texts: Path, cells: dict[str, str], message: str) -> None:
    sheet = texts.parent / "gold.csv"
    write_gold_sheet(sheet, read_gold_files(write_odd_gold(texts), texts))
    row = next(row for row in read_table(sheet) if row["number"] == "40")
    TableFile(sheet, SHEET_COLUMNS).append([row | cells])
    with pytest.raises(UsageError) as told:
        read_corrections(sheet, texts)
    assert message in str(told.value)
    assert "gold.csv!" in str(told.value)


def test_a_line_too_long_for_a_cell_is_refused(texts: Path) -> None:
    folder = texts.parent / "long"
    folder.mkdir()
    line = ODD_LINES[0] | {"notes": "x" * 33_000}
    (folder / "a.jsonl").write_text(f'{{"doc": "{DOC}"}}\n{json.dumps(line)}\n', encoding="utf-8")
    golds = read_gold_files(folder, texts)
    for name in ("long.xlsx", "long.csv"):
        with pytest.raises(UsageError, match="too long for a cell"):
            write_gold_sheet(texts.parent / name, golds)
        assert not (texts.parent / name).exists()


def test_gold_replaced_is_kept_beside_it(texts: Path) -> None:
    made = read_corrections(Bench(texts).sheet(ROWS), texts).files
    folder = texts.parent / "gold"
    assert write_gold_files(folder, made) == []
    assert write_gold_files(folder, made) == []  # the same again replaces nothing
    before = (folder / f"{DOC}.jsonl").read_bytes()
    fewer = read_corrections(Bench(texts).sheet(ROWS[1:]), texts).files
    assert write_gold_files(folder, fewer) == [folder / f"{DOC}.jsonl.1"]
    assert write_gold_files(folder, made) == [folder / f"{DOC}.jsonl.2"]
    assert (folder / f"{DOC}.jsonl.1").read_bytes() == before == (folder / f"{DOC}.jsonl").read_bytes()
    assert len(read_gold(folder, texts)) == 1
    assert sorted(path.suffix for path in folder.iterdir()) == [".1", ".2", ".jsonl"]


def test_gold_that_cannot_be_written_leaves_nothing_half_done(texts: Path) -> None:
    made = read_corrections(Bench(texts).sheet(ROWS), texts).files
    (texts.parent / "gold").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written here"):
        write_gold_files(texts.parent / "gold", made)
    with pytest.raises(OutputError, match="cannot be written"):
        write_gold_sheet(texts.parent / "gold" / "x.csv", [])


# The parts.


CONTEXTS = [
    pytest.param("He sold 5 cars, 15 vans and 5 bikes today.", "5 bikes", id="of several"),
    pytest.param("5", "5", id="a number alone"),
    pytest.param("one\ntwo 2\nthree", "2", id="a short line"),
]


@pytest.mark.parametrize(("text", "number_text"), CONTEXTS)
def test_a_context_tells_the_place(text: str, number_text: str) -> None:
    start = text.rindex(number_text)
    context = find_context(text, CharSpan(start, start + len(number_text)))
    assert context is not None
    assert text.count(context) == 1
    assert text.index(context) + context.index(number_text) == start
    assert "\n" not in context


@pytest.mark.parametrize(
    ("text", "span"),
    [
        pytest.param("two men\ntwo men", CharSpan(8, 11), id="a line said twice"),
        pytest.param("two\nmen", CharSpan(0, 7), id="over a line end"),
        pytest.param("five" * 40 + " 5 " + "five" * 40, CharSpan(161, 162), id="no short snippet"),
    ],
)
def test_some_places_have_no_context(text: str, span: CharSpan) -> None:
    assert find_context(text, span) is None or text[span.start : span.end] == "5"


PLACES = [
    pytest.param("15 and 2.5 and 5.", "5", "", CharSpan(15, 16), id="not inside other numbers"),
    pytest.param("He paid US$5 then.", "$5", "", CharSpan(10, 12), id="inside a word if nowhere else"),
    pytest.param("Two. two.", "two", "", CharSpan(5, 8), id="case matters"),
    pytest.param("It is 5. It is 5.", "5", "It is 5.", CharSpan(6, 7), id="a sentence said twice counts once"),
]


@pytest.mark.parametrize(("text", "number_text", "passage", "span"), PLACES)
def test_numbers_are_located(text: str, number_text: str, passage: str, span: CharSpan) -> None:
    assert locate(text, number_text, passage) == span


def test_half_a_surrogate_can_be_written() -> None:
    assert dump_line({"item": "\ud800"}).encode() == b'{"item": "\\ud800"}'


def test_cells_without_gold_need_no_column_but_what_is_asked() -> None:
    assert read_line({"number": "3"}, "")["value"] == 3


# The commands.


def run_command(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["claimrows", "gold", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_commands_say_what_they_did(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Bench(texts).sheet(with_cells(0, verdict="unsure"))
    gold = texts.parent / "gold"
    assert run_command(monkeypatch, "from-sheet", sheet, "--texts", texts, "-o", gold) == 0
    assert "1 articles, 3 claims (1 unsure, 0 located by their words), 0 rows left out" in capsys.readouterr().out
    back = texts.parent / "gold.xlsx"
    assert run_command(monkeypatch, "to-sheet", gold, "--texts", texts, "-o", back) == 0
    assert capsys.readouterr().out.startswith("1 articles, 3 claims\n")
    assert run_command(monkeypatch, "from-sheet", back, "--texts", texts, "-o", gold) == 0
    assert "kept in" not in capsys.readouterr().out


def test_verdicts_on_earlier_rows_are_told(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = (*CLAIM_COLUMNS, "verdict", "carried")
    rows = [row | {"verdict": "correct", "carried": ""} for row in ROWS]
    rows[1]["carried"] = "the row differs: number"
    rows[2] |= {"verdict": "", "carried": "the article changed"}
    TableFile(texts.parent / "claims.csv", columns).append(rows)
    assert read_corrections(texts.parent / "claims.csv", texts).carried == ("claims.csv!AE3",)
    arguments = ("from-sheet", texts.parent / "claims.csv", "--texts", texts, "-o", texts.parent / "gold")
    assert run_command(monkeypatch, *arguments) == 0
    assert "see the column carried: claims.csv!AE3\n" in capsys.readouterr().out


def test_bad_sheets_end_in_exit_code_2_and_change_nothing(
    texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Bench(texts).sheet(with_cells(0, number="forty"))
    before = sheet.read_bytes()
    assert run_command(monkeypatch, "from-sheet", sheet, "--texts", texts, "-o", texts.parent / "gold") == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("claimrows: ")
    assert "claims.csv!C2: number: expected" in streams.err
    assert sheet.read_bytes() == before
    assert not (texts.parent / "gold").exists()
    assert run_command(monkeypatch, "to-sheet", texts.parent / "gold", "--texts", texts, "-o", "x.ods") == 2


def test_every_command_of_gold_has_an_example() -> None:
    assert len(app.registered_commands) == 6
    for command in app.registered_commands:
        assert str(command.epilog).startswith(f"Example: claimrows gold {command.name} ")
