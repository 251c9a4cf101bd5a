"""The CSV: what is written comes back, and nothing in it runs."""

import csv
from pathlib import Path

import pytest

from pipeline.tables.csv import TableFile, guard, read_table, unguard

CELLS = [
    pytest.param("=1+1", "'=1+1", id="formula"),
    pytest.param("+1 555 010", "'+1 555 010", id="plus"),
    pytest.param("-2 degrees", "'-2 degrees", id="minus with words"),
    pytest.param("-2.5", "-2.5", id="a negative number stays a number"),
    pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
    pytest.param("\tx", "'\tx", id="tab"),
    pytest.param("\rx", "'\rx", id="carriage return"),
    pytest.param("'tis", "''tis", id="an apostrophe of the text is kept apart from the guard"),
    pytest.param("NA", "NA", id="NA is a word"),
    pytest.param("007", "007", id="leading zeros"),
    pytest.param('say "two", then\nfour', 'say "two", then\nfour', id="quotes, comma, line break"),
    pytest.param("", "", id="empty"),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_cells_are_guarded_reversibly(cell: str, written: str) -> None:
    assert guard(cell) == written
    assert unguard(written) == cell


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_cells_come_back_from_the_file(tmp_path: Path, cell: str, written: str) -> None:
    path = tmp_path / "t.csv"
    table = TableFile(path, ["a", "b"])
    table.append([{"a": cell, "b": "x"}])
    table.append([])
    table.append([{"a": cell, "b": "y"}])
    assert read_table(path) == [{"a": cell, "b": "x"}, {"a": cell, "b": "y"}]
    assert table.rows == 2
    with path.open(encoding="utf-8-sig", newline="") as handle:
        assert [row["a"] for row in csv.DictReader(handle)] == [written, written]


def test_file_has_a_byte_order_mark_once_and_rfc_4180_line_ends(tmp_path: Path) -> None:
    table = TableFile(tmp_path / "t.csv", ["a"])
    table.append([{"a": "ä"}])
    assert (tmp_path / "t.csv").read_bytes() == "\ufeffa\r\nä\r\n".encode()


def test_a_lone_surrogate_does_not_stop_the_table(tmp_path: Path) -> None:
    table = TableFile(tmp_path / "t.csv", ["a"])
    table.append([{"a": "x\ud800y"}])
    assert read_table(tmp_path / "t.csv") == [{"a": "x?y"}]
