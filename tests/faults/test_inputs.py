"""Whatever lies in the folder: it is read or rejected with its reason, and costs no other article anything."""

import gzip
import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from pipeline.batch.run import RunOptions, run
from pipeline.read import archives, formats
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import find_article_files
from pipeline.tables.csv import read_table
from pipeline.types import Article, Rejection

STORM = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."
LONG_TEXT = f"{STORM}\n" * 14_000  # over a million characters


def _read(folder: Path, **options: bool) -> dict[str, Article | Rejection]:
    """Read all articles under ``folder`` by id, article and rejection alike."""
    read = [found for file in find_article_files([folder], **options) for found in read_file(file, None, ReadOptions())]
    by_id = {found.id if isinstance(found, Article) else found.article: found for found in read}
    assert len(by_id) == len(read)
    return by_id


def _told(found: dict[str, Article | Rejection]) -> dict[str, str]:
    """Return by id the reason of a rejection, or "" for an article."""
    return {name: found[name].reason if isinstance(found[name], Rejection) else "" for name in found}  # type: ignore[union-attr]


def _records(*records: object) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def _page(body: str, head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{STORM} Repairs would take {week} weeks, it added.</p>" for week in range(2, 8))
    return (
        f"<!doctype html><html><head><title>Storm</title>{head}</head><body>{paragraphs}{body}</body></html>".encode()
    )


BAD_FILES = [
    pytest.param("a.txt", b"", "empty", id="empty"),
    pytest.param("a.txt", b" \r\n\t\n", "empty", id="blank"),
    pytest.param("a.txt", "\ufeff\u200b --- \u2028".encode(), "empty", id="marks and dashes only"),
    pytest.param("a.txt", bytes(range(256)) * 40, "binary", id="binary"),
    pytest.param("a.txt", STORM.encode() + b"\0", "binary", id="NUL"),
    pytest.param("a.txt", b"\x89PNG\r\n\x1a\n", "binary", id="a picture called text"),
    pytest.param("a.md", b"PK\x03\x04 and so on", "binary", id="an office document called text"),
    pytest.param("a.html", b"%PDF-1.7 text", "binary", id="a PDF called HTML"),
    pytest.param("a.txt", b"\xff\xfe" + STORM.encode("utf-16-le")[:-1], "binary", id="UTF-16 cut inside a character"),
    pytest.param("a.txt", LONG_TEXT.encode(), "too_long", id="over a million characters"),
    pytest.param("a.txt", b"x" * 100_000_000, "too_long", id="a line of 100 MB"),
    pytest.param("a.json", b"", "empty", id="empty JSON"),
    pytest.param("a.json", b'{"text": "' + STORM.encode(), "bad_json", id="truncated JSON"),
    pytest.param("a.json", b'{"text": "a"} trailing', "bad_json", id="JSON with a tail"),
    pytest.param("a.json", b'{"a":' * 100_000, "bad_json", id="deep JSON"),
    pytest.param("a.json", b"1" * 200_000, "no_record", id="JSON that is a number of 200,000 digits"),
    pytest.param("a.json", b'{"title": "Storm"}', "no_text", id="JSON without a text"),
    pytest.param("a.csv", b"", "no_text", id="empty table"),
    pytest.param("a.csv.gz", gzip.compress(b"id,text\n1,x")[:-9], "bad_gzip", id="truncated gzip"),
    pytest.param("a.txt.gz", STORM.encode(), "bad_gzip", id="gzip that is none"),
    pytest.param("a.txt.gz", gzip.compress(bytes(30_000_000)), "too_long", id="gzip bomb in a text"),
    pytest.param("a.jsonl.gz", gzip.compress(b" " * 30_000_000), "packed_too_tightly", id="gzip bomb in records"),
    pytest.param("a.html", b"<html><body></body></html>", "no_article", id="a page without a word"),
    pytest.param("a.html", b"<html><head><title>14</title></head><body></body></html>", "no_article", id="bare page"),
    pytest.param("a.html", _page("<div>" * 200_000), "too_many_tags", id="deep HTML"),
    pytest.param("a.html", _page("<p " + "a=1 " * 90_000 + ">"), "too_many_tags", id="a tag of many attributes"),
    pytest.param("a.html", b"<p>" + b"x" * 21_000_000, "too_long", id="a page of 21 MB"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES)
def test_a_bad_file_is_rejected_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    found = _read(tmp_path)[name]
    assert isinstance(found, Rejection)
    assert (found.article, found.span, found.step, found.reason) == (name, None, "read", reason)
    assert found.text
    assert len(found.text) < 1000


GOOD_FILES = [
    pytest.param("a.txt", STORM.encode("utf-16"), id="UTF-16"),
    pytest.param("a.txt", STORM.encode("utf-16-be"), id="UTF-16 without a mark"),
    pytest.param("a.txt", STORM.encode("utf-32"), id="UTF-32"),
    pytest.param("a.txt.gz", gzip.compress(STORM.encode()), id="gzip"),
    pytest.param("A.TXT.GZ", gzip.compress(STORM.encode()[:9]) + gzip.compress(STORM.encode()[9:]), id="two members"),
    pytest.param("a.json", json.dumps({"body": STORM}).encode("utf-16"), id="JSON in UTF-16"),
    pytest.param("a.json", b"\xef\xbb\xbf" + json.dumps({"body": STORM}).encode(), id="JSON with a mark"),
    pytest.param(
        "a.json", b'{"text":"' + STORM.encode() + b'","score":NaN,"n":' + b"9" * 5000 + b"}", id="NaN, digits"
    ),
    pytest.param(
        "a.html", _page("<table>" + "<td colspan=100000 rowspan=60000>9</td>" * 300 + "</table>"), id="colspan"
    ),
    pytest.param("a.html", _page("<div>" * 30_000), id="a deep page"),
    pytest.param("a.html", _page("<table><tr><td>" * 1000), id="tables in tables"),
    pytest.param("a.html", _page("", "<script type='application/ld+json'>" + "[" * 90_000 + "</script>"), id="deep LD"),
    pytest.param("a.html", _page("&" * 100_000 + "<![CDATA[" * 1000 + "<!--" * 1000), id="page that never closes"),
]


@pytest.mark.parametrize(("name", "content"), GOOD_FILES)
def test_an_odd_file_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = _read(tmp_path)[name]
    assert isinstance(found, Article), found
    assert STORM in found.text


RECORDS = [
    pytest.param(
        "a.jsonl",
        _records({"text": STORM}, {"title": "none"}, 5, None, ["x"], {"text": [STORM, STORM]}, {"text": {"a": 5}}),
        {"a.jsonl#1": "", "a.jsonl#2": "no_text", "a.jsonl#3": "no_record", "a.jsonl#4": "no_record",
         "a.jsonl#5": "no_record", "a.jsonl#6": "", "a.jsonl#7": "no_text"},
        id="values that are no articles",
    ),
    pytest.param(
        "a.jsonl",
        b"\n".join([_records({"text": STORM}), b'{"te', b'{"a":' * 99_999, b"\0", b"", b'"', b'{"text": "14 died"}']),
        {"a.jsonl#1": "", "a.jsonl#2": "bad_json", "a.jsonl#3": "bad_json", "a.jsonl#4": "binary",
         "a.jsonl#5": "empty", "a.jsonl#6": ""},
        id="broken lines between good ones",
    ),
    pytest.param(
        "a.jsonl",
        _records({"text": LONG_TEXT}, {"text": STORM}),
        {"a.jsonl#1": "too_long", "a.jsonl#2": ""},
        id="a record over a million characters",
    ),
    pytest.param(
        "a.jsonl",
        b'{"text":"' + b"x" * 100_000_000 + b'"}\n' + _records({"text": STORM}),
        {"a.jsonl#1": "too_long", "a.jsonl#2": ""},
        id="a line of 100 MB",
    ),
    pytest.param(
        "a.jsonl",
        b'{"text":"a","text":"b"}\n{"tags":1,"tags":2,"text":"' + STORM.encode() + b'"}',
        {"a.jsonl#1": "repeated_field", "a.jsonl#2": ""},
        id="keys that stand twice: refused where it matters",
    ),
    pytest.param(
        "a.json",
        json.dumps([{"id": name, "text": STORM} for name in ("x", "x", 3, None)]).encode(),
        {"a.json#x": "", "a.json#x~2": "", "a.json#3": "", "a.json#4": ""},
        id="ids that stand twice",
    ),
    pytest.param(
        "a.json",
        b'[{"text": "' + STORM.encode() + b'"}, {"text": "' + STORM.encode(),
        {"a.json#1": "", "a.json#2": "bad_json"},
        id="a list that breaks off keeps what came before",
    ),
    pytest.param(
        "a.json",
        json.dumps({"status": "ok", "response": {"results": [{"body": STORM}]}}).encode(),
        {"a.json#1": ""},
        id="the answer of a news API",
    ),
    pytest.param(
        "a.csv",
        f'id,text,note\n7,"{STORM}\nOn two lines.",\n8,short\n9,a,b,c\n\n10,"{STORM}",5" nails\n'.encode(),
        {"a.csv#7": "", "a.csv#2": "ragged_row", "a.csv#3": "ragged_row", "a.csv#10": ""},
        id="ragged table",
    ),
    pytest.param(
        "a.csv",
        b'id,text\n1,"' + b"x" * 20_000_000 + b'\n"\n2,' + STORM.encode() + b"\n",
        {"a.csv#1": "too_long", "a.csv#2": ""},
        id="a cell of 20 MB",
    ),
    pytest.param(
        "a.csv",
        b"id,text\n1," + STORM.encode() + b'\n2,"never closed\n3,' + STORM.encode(),
        {"a.csv#1": "", "a.csv": "bad_table"},
        id="a quotation mark that is never closed",
    ),
    pytest.param(
        "a.csv",
        f"id;text\n1;{STORM}\n".encode("utf-16"),
        {"a.csv#1": ""},
        id="semicolons and UTF-16, as Excel writes",
    ),
    pytest.param("a.csv", f'id,text\n1,"{STORM}\n{"x" * 500_000}"\n'.encode(), {"a.csv#1": ""}, id="a cell of 500 KB"),
    pytest.param(
        "a.json",
        f'[{{"id":1e999,"text":"{STORM}"}},{{"id":NaN,"text":"{STORM}","date":-Infinity}}]'.encode(),
        {"a.json#1e999": "", "a.json#2": ""},
        id="numbers without end",
    ),
    pytest.param("a.csv", f"id,when\n1,{STORM}\n".encode(), {"a.csv#1": "no_text"}, id="a table without texts"),
    pytest.param(
        "a.jsonl.gz",
        gzip.compress(_records({"text": STORM}, {"text": STORM}))[:-4],
        {"a.jsonl.gz#1": "", "a.jsonl.gz": "bad_gzip"},
        id="packed records cut short",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "told"), RECORDS)
def test_a_bad_record_costs_no_other(tmp_path: Path, name: str, content: bytes, told: dict[str, str]) -> None:
    (tmp_path / name).write_bytes(content)
    found = _told(_read(tmp_path))
    if name == "a.jsonl.gz":  # how much of the last portion can be had is zlib's business
        found.pop("a.jsonl.gz#2", None)
    assert found == told


def test_ids_that_stand_twice_are_flagged(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(_records({"id": "x", "text": STORM}, {"id": "x", "text": STORM}))
    flags = [found.flags for found in _read(tmp_path).values() if isinstance(found, Article)]
    assert flags == [(), ("repeated_id",)]


def test_packed_records_are_bounded_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100_000)
    (tmp_path / "a.jsonl.gz").write_bytes(
        gzip.compress(_records({"text": STORM}) + b"\n" + os.urandom(200_000).hex().encode())
    )
    assert "packed_too_tightly" in _told(_read(tmp_path)).values()


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        pytest.param(STORM.encode(), ["-"], id="text"),
        pytest.param(_records({"text": STORM}, {"id": "x", "text": STORM}), ["-#1", "-#x"], id="JSON Lines"),
        pytest.param(json.dumps([{"text": STORM}]).encode(), ["-#1"], id="JSON"),
        pytest.param(_page(""), ["-"], id="a page"),
        pytest.param(gzip.compress(STORM.encode()), ["-"], id="packed"),
        pytest.param(b"", ["-"], id="nothing"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (file,) = find_article_files([Path("-")])
    found = list(read_file(file, None, ReadOptions()))
    assert [article.id if isinstance(article, Article) else article.article for article in found] == ids
    assert all(isinstance(article, Article) for article in found) == bool(content)


def test_a_reader_that_breaks_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(content: bytes) -> object:
        raise ZeroDivisionError("in a library")

    monkeypatch.setattr(formats, "read_page", breaking)
    (tmp_path / "a.html").write_bytes(_page(""))
    (tmp_path / "b.txt").write_text(STORM, encoding="utf-8")
    assert _told(_read(tmp_path)) == {"a.html": "failed", "b.txt": ""}


def test_pages_without_the_extra_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.html.find_spec", lambda _: None)
    (tmp_path / "a.html").write_bytes(_page(""))
    (found,) = _read(tmp_path).values()
    assert isinstance(found, Rejection)
    assert (found.reason, "pip install 'claimrows[html]'" in found.text) == ("html_not_installed", True)


@pytest.mark.model
def test_bad_files_change_no_row_of_the_others(tmp_path: Path) -> None:
    good, mixed = tmp_path / "good", tmp_path / "mixed"
    good.mkdir()
    (good / "m.txt").write_text(STORM, encoding="utf-8")
    (good / "n.jsonl").write_bytes(
        _records(*({"text": f"In all, {n} boats had sunk, the board said."} for n in (15, 16)))
    )
    (good / "o.html").write_bytes(_page(""))
    shutil.copytree(good, mixed)
    bad = [case.values for case in BAD_FILES if len(case.values[1]) < 1_000_000]  # type: ignore[arg-type]
    for number, (name, content, _) in enumerate(bad):
        (mixed / f"{'az'[number % 2]}{number}{name}").write_bytes(content)  # type: ignore[arg-type]
    assert not run([good], tmp_path / "one", RunOptions(report=False)).failed
    summary = run([mixed], tmp_path / "two", RunOptions(report=False))
    assert len(summary.failed) == len(bad)
    assert (tmp_path / "one" / "claims.csv").read_bytes() == (tmp_path / "two" / "claims.csv").read_bytes()
    rejected = [row for row in read_table(tmp_path / "two" / "rejected.csv") if row["step"] == "read"]
    assert sorted(row["reason"] for row in rejected) == sorted(reason for _, _, reason in bad)  # type: ignore[type-var]


@pytest.mark.model
def test_the_same_article_twice_is_kept_and_flagged(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(STORM, encoding="utf-8")
    (folder / "b;1.txt").write_bytes(f"{STORM}\r\n".encode("utf-16"))
    (folder / "c.jsonl").write_bytes(_records({"text": STORM}, {"text": STORM.replace("14", "15")}))
    for workers in (1, 2):
        run([folder], tmp_path / str(workers), RunOptions(report=False, workers=workers))
    rows = read_table(tmp_path / "1" / "claims.csv")
    assert [(row["article"], "duplicate_of:a.txt" in row["flags"].split(";")) for row in rows] == [
        ("a.txt", False), ("b;1.txt", True), ("c.jsonl#1", True), ("c.jsonl#2", False),
    ]  # fmt: skip
    assert (tmp_path / "1" / "claims.csv").read_bytes() == (tmp_path / "2" / "claims.csv").read_bytes()


@pytest.mark.model
def test_cells_stand_in_the_copies_of_derived_texts(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.html").write_bytes(_page(""))
    (folder / "b.json").write_bytes(json.dumps([{"id": "x/../y", "text": f"👩‍🚒 {STORM}"}]).encode())
    (folder / "c.txt").write_bytes("“14 boats” sank, the café’s owner said.".encode("cp1252"))
    run([folder], tmp_path / "out", RunOptions(report=False))
    copies = [path for path in (tmp_path / "out" / "texts").rglob("*") if path.is_file()]
    texts = {path.read_bytes().decode() for path in copies}
    rows = read_table(tmp_path / "out" / "claims.csv")
    assert {row["article"] for row in rows} == {"a.html", "b.json#x/../y", "c.txt"}
    for row in rows:
        start, end = int(row["char_start"]), int(row["char_end"])
        assert any(text[start:end] == row["number_text"] and row["sentence"] in text for text in texts)
    (folder / "d.txt").write_text("One boat sank.", encoding="utf-8")
    run([folder / "d.txt"], tmp_path / "out", RunOptions(report=False))
    assert not list((tmp_path / "out" / "texts").iterdir())


HOSTILE_IDS = (
    "../../x",
    "/etc/x",
    "..",
    ".",
    "a/../../b",
    "C:\\x",
    "CON",
    "nul.txt",
    "a:b",
    "A",
    "a",
    "x.",
    "=1+1",
    "~",
    "%2e%2e/",
)


@pytest.mark.model
def test_ids_that_are_paths_or_no_names_stay_in_the_folder_of_texts(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.json").write_bytes(json.dumps([{"id": key, "text": STORM} for key in HOSTILE_IDS]).encode())
    run([folder], tmp_path / "deep" / "out", RunOptions(report=False))
    rows = read_table(tmp_path / "deep" / "out" / "claims.csv")
    assert [row["article"] for row in rows] == [f"a.json#{key}" for key in HOSTILE_IDS]
    made = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    texts = [path.removeprefix("deep/out/texts/") for path in made if path.startswith("deep/out/texts/")]
    assert len(texts) == len(HOSTILE_IDS) == len(made) - 4
    assert not [name for name in texts if "/" in name or ":" in name or "\\" in name]


def test_a_pair_of_names_that_differ_in_case_only_keeps_two_copies(tmp_path: Path) -> None:
    from pipeline.batch.texts import Texts

    texts = Texts(tmp_path / "texts")
    for article in ("a.html", "a.html.txt/b.html", "a.html"):
        texts.write(article, article)
    assert len([path for path in (tmp_path / "texts").rglob("*") if path.is_file()]) == 3
