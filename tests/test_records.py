"""JSON lines, Parquet and DataFrames: the cells of claims.csv, with numbers as numbers."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.batch.formats import parse_formats
from pipeline.errors import UsageError
from pipeline.tables.cells import cell_text
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile, iter_table
from pipeline.tables.records import claim_frame, write_json_lines, write_parquet

MakeRow = Callable[..., dict[str, str]]

TEXT = "The port said 14 barges sank."
CELLS = [
    pytest.param({"number": "14"}, id="whole number"),
    pytest.param({"number": "4.22", "unit": "percent"}, id="decimals"),
    pytest.param({"number": "6000000000000"}, id="trillions"),
    pytest.param({"low": "-3", "high": "12.5", "modifier": "range"}, id="range"),
    pytest.param({"number": ""}, id="no number"),
    pytest.param({"who_said": "=1+1", "what": 'a "b"\r\n\tc', "item": "NA"}, id="text that other readers change"),
    pytest.param({"item": "null", "event": "007", "cue": "'"}, id="text that looks like something else"),
    pytest.param({"entities": "\N{GRINNING FACE}\u2028\x01"}, id="rare signs"),
]


@pytest.mark.parametrize("cells", CELLS)
def test_json_lines_hold_every_cell(tmp_path: Path, make_row: MakeRow, cells: dict[str, str]) -> None:
    row = make_row(TEXT, "14", **cells)
    write_json_lines(tmp_path / "claims.jsonl", [row, row])
    lines = (tmp_path / "claims.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert [{key: cell_text(cell) for key, cell in json.loads(line).items()} for line in lines] == [row, row]
    assert list(json.loads(lines[0])) == list(CLAIM_COLUMNS)


@pytest.mark.parametrize("cells", CELLS)
def test_parquet_holds_every_cell(tmp_path: Path, make_row: MakeRow, cells: dict[str, str]) -> None:
    row = make_row(TEXT, "14", **cells)
    write_parquet(tmp_path / "claims.parquet", [row, row])
    table = pq.read_table(tmp_path / "claims.parquet")
    assert [{key: cell_text(cell) for key, cell in found.items()} for found in table.to_pylist()] == [row, row]
    assert table.schema.field("number").type == "double"
    assert table.schema.field("char_start").type == "int64"


@pytest.mark.parametrize("cells", CELLS)
def test_csv_and_frame_hold_every_cell(tmp_path: Path, make_row: MakeRow, cells: dict[str, str]) -> None:
    row = make_row(TEXT, "14", **cells)
    TableFile(tmp_path / "claims.csv", CLAIM_COLUMNS).append([row, row])
    rows = list(iter_table(tmp_path / "claims.csv"))
    assert rows == [row, row]
    frame = claim_frame(rows)
    assert frame["char_start"].tolist() == [14, 14]
    assert frame["number"].isna().all() == (row["number"] == "")


def test_a_number_of_many_digits_keeps_them_in_json(tmp_path: Path, make_row: MakeRow) -> None:
    write_json_lines(tmp_path / "claims.jsonl", [make_row(TEXT, "14", number="12345678901234567890")])
    assert '"number":"12345678901234567890"' in (tmp_path / "claims.jsonl").read_text(encoding="utf-8")


def test_half_a_sign_is_written(tmp_path: Path, make_row: MakeRow) -> None:
    row = make_row(TEXT, "14", item="\ud83d")
    write_json_lines(tmp_path / "claims.jsonl", [row])
    assert json.loads((tmp_path / "claims.jsonl").read_text(encoding="utf-8"))["item"] == "\ud83d"
    write_parquet(tmp_path / "claims.parquet", [row])
    assert pq.read_table(tmp_path / "claims.parquet")["item"].to_pylist() == ["\N{REPLACEMENT CHARACTER}"]


def test_no_rows_are_files_all_the_same(tmp_path: Path) -> None:
    write_json_lines(tmp_path / "claims.jsonl", [])
    write_parquet(tmp_path / "claims.parquet", [])
    assert (tmp_path / "claims.jsonl").read_bytes() == b""
    assert pq.read_table(tmp_path / "claims.parquet").column_names == list(CLAIM_COLUMNS)
    assert list(claim_frame([]).columns) == list(CLAIM_COLUMNS)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param("csv", ["csv"], id="one"),
        pytest.param("csv,xlsx,jsonl,parquet", ["csv", "xlsx", "jsonl", "parquet"], id="all"),
        pytest.param(" XLSX , csv,xlsx ", ["xlsx", "csv"], id="spaces, capitals, twice"),
    ],
)
def test_formats_are_named_with_commas(words: str, names: list[str]) -> None:
    assert list(parse_formats(words)) == names


@pytest.mark.parametrize("words", ["", ",", "xls", "csv;xlsx", "csv,pdf"])
def test_a_format_that_is_none_is_named(words: str) -> None:
    with pytest.raises(UsageError, match="--format: expected some of csv, xlsx, jsonl, parquet; found"):
        parse_formats(words)


def test_parquet_without_its_library_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from pipeline.tables.records import need_parquet\n"
        "from pipeline.errors import UsageError\n"
        "try: need_parquet()\n"
        "except UsageError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'claimrows[parquet]'" in done.stdout
