"""The word lists: each says where it comes from, is sorted, without doubles, and whole."""

import csv
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

FOLDER = Path(str(files("pipeline.lexicons")))
LISTS = sorted(FOLDER.glob("*.txt"))
TABLES = sorted(FOLDER.glob("*.csv"))


def _entries(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("path", [*LISTS, *TABLES], ids=lambda path: path.name)
def test_a_list_names_its_origin_and_is_normalized(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_word_list_is_sorted_and_without_doubles(path: Path) -> None:
    entries = _entries(path)
    assert entries == sorted(set(entries))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_all_its_cells(path: Path) -> None:
    rows = list(csv.DictReader(_entries(path)))
    assert rows
    assert all(None not in row and None not in row.values() for row in rows)
