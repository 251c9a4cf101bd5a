"""Verdicts survive a re-run: by claim_id, by words where the article changed, and never lost without a word."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from pipeline.tables.sheets import SheetError, read_sheets
from pipeline.tables.verdicts import CarriedOver, carry_over, read_earlier
from pipeline.tables.workbook import SHEET_COLUMNS, SheetClaim, write_workbook

MakeRow = Callable[..., dict[str, str]]
Row = dict[str, str]

ONE, TWO = "The port said 14 barges sank.", "It has 240 boats, and 240 more are on order."


def _book(path: Path, rows: Sequence[Row], **typed: str) -> Path:
    """Write a workbook and let a person type verdicts into it, by their cells."""
    write_workbook(path, map(SheetClaim, rows), [], [])
    _type(path, **typed)
    return path


def _type(path: Path, **typed: str) -> None:
    book = openpyxl.load_workbook(path)
    for cell, words in typed.items():
        book["Claims"][cell] = words
    book.save(path)


def _carried(path: Path, rows: Sequence[Row]) -> CarriedOver:
    earlier = read_earlier(path)
    carried = carry_over(earlier.rows, rows)
    return CarriedOver(carried.verdicts, carried.lost, (*earlier.problems, *carried.problems))


def _cell(column: str, row: int) -> str:
    return f"{openpyxl.utils.get_column_letter(SHEET_COLUMNS.index(column) + 1)}{row}"


VERDICT, NOTES, ID = (_cell(column, 2) for column in ("verdict", "notes", "claim_id"))


def test_by_claim_id(tmp_path: Path, make_row: MakeRow) -> None:
    rows = [make_row(ONE, "14"), make_row(TWO, "240")]
    path = _book(tmp_path / "claims.xlsx", rows, **{VERDICT: "wrong", NOTES: "it says 15 further down"})
    got = _carried(path, rows)
    assert got.verdicts == {
        rows[0]["claim_id"]: {"verdict": "wrong", "notes": "it says 15 further down", "carried": ""}
    }
    assert (got.lost, got.problems) == ((), ())


def test_what_differs_from_the_row_judged_is_said(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14", who_said="port", number="14")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "wrong"})
    [verdict] = _carried(path, [{**row, "who_said": "Port Authority", "number": "15"}]).verdicts.values()
    assert verdict["carried"] == "the row differs: who_said, number"


def test_a_remark_on_a_change_stays_until_somebody_clears_it(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "wrong", _cell("carried", 2): "the article changed"})
    [verdict] = _carried(path, [row]).verdicts.values()
    assert verdict["carried"] == "the article changed"
    _type(path, **{_cell("carried", 2): ""})
    [verdict] = _carried(path, [row]).verdicts.values()
    assert verdict["carried"] == ""


def test_by_words_where_the_bytes_changed(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "correct"})
    changed = {**row, "claim_id": "0123456789abcdef", "char_start": "99", "char_end": "101"}
    assert _carried(path, [changed]).verdicts == {
        "0123456789abcdef": {"verdict": "correct", "notes": "", "carried": "the article changed"}
    }


@pytest.mark.parametrize(
    "differing",
    [
        pytest.param({"article": "b.txt"}, id="another article"),
        pytest.param({"sentence": "The port said 14 barges swam."}, id="another sentence"),
        pytest.param({"number_text": "4"}, id="another number"),
    ],
)
def test_other_words_are_another_claim(tmp_path: Path, make_row: MakeRow, differing: Row) -> None:
    row = make_row(ONE, "14")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "correct", NOTES: "fine"})
    got = _carried(path, [{**row, **differing, "claim_id": "0123456789abcdef"}])
    assert got.verdicts == {}
    assert [(lost["lost"], lost["notes"], lost["sentence"]) for lost in got.lost] == [
        ("no such claim any more", "fine", ONE)
    ]


def _twice(make_row: MakeRow, ids: str) -> list[Row]:
    """Two claims with the same sentence and number text."""
    row = make_row(TWO, "240")
    later = str(TWO.rindex("240"))
    return [{**row, "claim_id": ids[0] * 16}, {**row, "claim_id": ids[1] * 16, "char_start": later}]


def test_the_same_words_twice_are_told_by_their_order(tmp_path: Path, make_row: MakeRow) -> None:
    path = _book(tmp_path / "claims.xlsx", _twice(make_row, "ab"), **{_cell("verdict", 3): "unsure"})
    assert list(_carried(path, _twice(make_row, "cd")).verdicts) == ["d" * 16]


def test_where_several_claims_fit_none_is_guessed(tmp_path: Path, make_row: MakeRow) -> None:
    path = _book(tmp_path / "claims.xlsx", _twice(make_row, "ab")[:1], **{VERDICT: "unsure"})
    got = _carried(path, _twice(make_row, "cd"))
    assert (got.verdicts, [lost["lost"] for lost in got.lost]) == ({}, ["several claims fit"])


def test_what_was_lost_is_kept_and_comes_back_with_its_claim(tmp_path: Path, make_row: MakeRow) -> None:
    row, other = make_row(ONE, "14"), make_row(TWO, "240")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "correct"})
    for _ in range(2):
        got = _carried(path, [other])
        assert [lost["claim_id"] for lost in got.lost] == [row["claim_id"]]
        write_workbook(path, [SheetClaim(other)], [], [], got.lost)
    assert _carried(path, [row]).verdicts[row["claim_id"]]["verdict"] == "correct"


def test_a_workbook_as_it_was_written_is_read_only_where_it_holds_verdicts(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14")
    write_workbook(tmp_path / "claims.xlsx", [SheetClaim(row)], [], [])
    assert not read_earlier(tmp_path / "claims.xlsx").rows
    write_workbook(tmp_path / "claims.xlsx", [SheetClaim(row, {"verdict": "wrong"})], [], [])
    assert carry_over(read_earlier(tmp_path / "claims.xlsx").rows, [row]).verdicts  # carried over before, and again
    write_workbook(tmp_path / "claims.xlsx", [SheetClaim(row)], [], [])
    _type(tmp_path / "claims.xlsx")
    assert read_earlier(tmp_path / "claims.xlsx").rows


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param({VERDICT: "yes"}, f"Claims!{VERDICT}: expected correct, wrong, unsure; found 'yes'", id="word"),
        pytest.param({VERDICT: "wrong", ID: "x9"}, f"Claims!{ID}: 'x9' is no claim_id", id="edited id"),
        pytest.param({VERDICT: "=1+1"}, f"Claims!{VERDICT}: a formula; its text is read", id="formula"),
    ],
)
def test_odd_cells_are_named_and_kept(tmp_path: Path, make_row: MakeRow, typed: Row, message: str) -> None:
    row = make_row(ONE, "14")
    got = _carried(_book(tmp_path / "claims.xlsx", [row], **typed), [row])
    assert message in "\n".join(got.problems)
    kept = [*got.verdicts.values(), *got.lost]
    assert [verdict["verdict"] for verdict in kept] == [typed[VERDICT]]


def test_a_verdict_in_other_letters_is_the_same(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14")
    got = _carried(_book(tmp_path / "claims.xlsx", [row], **{VERDICT: " Wrong "}), [row])
    assert got.verdicts[row["claim_id"]]["verdict"] == "wrong"
    assert got.problems == ()


def test_one_claim_twice(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(ONE, "14")
    same, other = ({VERDICT: "wrong", _cell("verdict", 3): second} for second in ("wrong", "correct"))
    assert _carried(_book(tmp_path / "same.xlsx", [row, row], **same), [row]).problems == ()
    got = _carried(_book(tmp_path / "claims.xlsx", [row, row], **other), [row])
    assert got.verdicts[row["claim_id"]]["verdict"] == "wrong"
    assert [(lost["verdict"], lost["lost"]) for lost in got.lost] == [("correct", "a second verdict on one claim")]
    assert f"Claims!{_cell('claim_id', 3)}: the claim of Claims!{ID} again" in got.problems[0]


def test_merged_cells(tmp_path: Path, make_row: MakeRow) -> None:
    rows = [make_row(ONE, "14"), make_row(TWO, "240")]
    path = _book(tmp_path / "claims.xlsx", rows, **{VERDICT: "wrong"})
    book = openpyxl.load_workbook(path)
    merged = f"{VERDICT}:{_cell('verdict', 3)}"
    book["Claims"].merge_cells(merged)
    book.save(path)
    got = _carried(path, rows)
    assert list(got.verdicts) == [rows[0]["claim_id"]]
    assert f"Claims!{merged}: merged cells" in got.problems[0]


@pytest.mark.parametrize("missing", ["claim_id", "verdict"])
def test_missing_columns(tmp_path: Path, make_row: MakeRow, missing: str) -> None:
    row = make_row(ONE, "14")
    path = _book(tmp_path / "claims.xlsx", [row], **{VERDICT: "wrong", NOTES: "seen"})
    book = openpyxl.load_workbook(path)
    book["Claims"].delete_cols(SHEET_COLUMNS.index(missing) + 1)
    book.save(path)
    got = _carried(path, [row])
    assert f"missing {missing}" in got.problems[0]
    assert got.verdicts[row["claim_id"]]["notes"] == "seen"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "expected an .xlsx workbook", id="empty"),
        pytest.param(b"PK\x03\x04 no more", "expected an .xlsx workbook", id="cut short"),
        pytest.param(b"who_said;what\r\n", "expected an .xlsx workbook", id="CSV under another name"),
    ],
)
def test_a_file_that_is_no_workbook_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "claims.xlsx").write_bytes(content)
    assert message in read_earlier(tmp_path / "claims.xlsx").problems[0]


@pytest.mark.parametrize(
    ("encoding", "separator", "problem"),
    [
        pytest.param("utf-8-sig", ",", "", id="as written"),
        pytest.param("utf-8", ";", "", id="semicolons"),
        pytest.param("utf-8", "\t", "", id="tabs"),
        pytest.param("utf-16", "\t", "claims.csv: UTF-16 instead of UTF-8", id="Unicode text of spreadsheets"),
        pytest.param("cp1252", ",", "claims.csv!B2: not UTF-8", id="old encoding"),
    ],
)
def test_csv_with_verdicts(tmp_path: Path, make_row: MakeRow, encoding: str, separator: str, problem: str) -> None:
    row = make_row(ONE, "14")
    cells = {"claim_id": row["claim_id"], "notes": "naïve", "verdict": "wrong"}
    lines = [separator.join(cells), separator.join(cells.values())]
    (tmp_path / "claims.csv").write_bytes("\r\n".join(lines).encode(encoding))
    got = _carried(tmp_path / "claims.csv", [row])
    assert got.verdicts[row["claim_id"]] == {"verdict": "wrong", "notes": "naïve", "carried": ""}
    assert [found.startswith(problem) for found in got.problems] == ([True] if problem else [])


def test_csv_as_a_run_writes_it_holds_no_verdicts(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("who_said,what,claim_id\r\n,x,y\r\n", encoding="utf-8-sig")
    earlier = read_earlier(tmp_path / "claims.csv")
    assert (earlier.rows, earlier.problems) == ((), ())


def test_a_workbook_that_unpacks_without_end_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.tables.sheets.MOST_BYTES", 100)
    write_workbook(tmp_path / "claims.xlsx", [], [], [])
    with pytest.raises(SheetError, match="unpacks to more"):
        read_sheets(tmp_path / "claims.xlsx")


def test_nothing_there_is_nothing_to_carry(tmp_path: Path) -> None:
    assert read_earlier(tmp_path / "claims.xlsx").rows == ()
    assert carry_over((), []) == CarriedOver({}, (), ())
