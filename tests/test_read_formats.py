"""Formats: what a page, a record, a table row and a packed file give, and what a table beside them overrides."""

import gzip
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import find_article_files, kind
from pipeline.read.lines import lines, table_rows
from pipeline.read.metadata import Metadata
from pipeline.read.records import parse_fields, read_date
from pipeline.types import Article

STORM = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."


def _articles(
    folder: Path, content: bytes, name: str, *, fields: Sequence[str] = (), metadata: Metadata | None = None
) -> list[Article]:
    (folder / name).write_bytes(content)
    (file,) = find_article_files([folder / name])
    found = list(read_file(file, metadata, ReadOptions(fields=parse_fields(fields))))
    articles = [article for article in found if isinstance(article, Article)]
    assert len(articles) == len(found), found
    return articles


def _page(head: str, body: str = "", encoding: str = "utf-8") -> bytes:
    paragraphs = "".join(f"<p>{STORM} “Repairs” would take {week} weeks, it added.</p>" for week in range(2, 8))
    navigation = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
    page = f"<!doctype html><html><head>{head}</head><body>{navigation}{paragraphs}{body}</body></html>"
    return page.encode(encoding)


HEAD = (
    "<title>Storm sinks boats | The Harbour Post</title><meta property='og:title' content='Storm sinks boats'>"
    "<meta property='og:site_name' content='The Harbour Post'>"
    "<meta property='article:published_time' content='2024-05-07T23:30:00-05:00'>"
    "<meta property='article:modified_time' content='2024-06-01T08:00:00-05:00'>"
    "<link rel='canonical' href='https://post.example/2024/storm'>"
)


def test_a_page_gives_its_article_and_what_it_states(tmp_path: Path) -> None:
    (article,) = _articles(tmp_path, _page(HEAD), "storm.html")
    assert (article.id, article.derived) == ("storm.html", True)
    assert article.text.startswith("Storm sinks boats\n")
    assert STORM in article.text
    assert "Sport" not in article.text
    assert (article.outlet, article.title, article.url) == (
        "The Harbour Post", "Storm sinks boats", "https://post.example/2024/storm",
    )  # fmt: skip
    assert (article.published, article.published_from) == (date(2024, 5, 7), "page")


def test_a_page_without_metadata_states_nothing(tmp_path: Path) -> None:
    (article,) = _articles(tmp_path, _page(""), "storm.htm")
    assert (article.published, article.outlet) == (None, "")


def test_the_table_overrides_the_page(tmp_path: Path) -> None:
    stated = Metadata(date(2024, 5, 6), "Post", "")
    (article,) = _articles(tmp_path, _page(HEAD), "storm.html", metadata=stated)
    assert (article.published, article.published_from) == (date(2024, 5, 6), "metadata")
    assert (article.outlet, article.title) == ("Post", "Storm sinks boats")


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "utf-16", "mac_roman"])
def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path, encoding: str) -> None:
    page = _page(
        "<meta charset='{}'>".format("windows-1252" if encoding == "cp1252" else encoding), "<p>Zoë paid £5m.</p>"
    )
    text = page.decode().replace("“", '"').replace("”", '"')
    (article,) = _articles(tmp_path, text.encode(encoding), "a.html")
    assert "Zoë paid £5m." in article.text


RECORD = {
    "id": 7, "headline": "Storm", "content": STORM, "publishedAt": "2024-05-07T08:00:00Z",
    "source": {"id": None, "name": "Harbour Post"}, "url": "https://www.post.example/storm",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "id_"),
    [
        pytest.param("a.json", json.dumps(RECORD).encode(), "a.json", id="one object: the file is the article"),
        pytest.param("a.json", json.dumps([RECORD]).encode(), "a.json#7", id="a list"),
        pytest.param("a.jsonl", json.dumps(RECORD).encode() + b"\r\n", "a.jsonl#7", id="lines"),
        pytest.param("a.jsonl.gz", gzip.compress(json.dumps(RECORD).encode()), "a.jsonl.gz#7", id="packed"),
        pytest.param(
            "a.csv",
            f'ID;Text;Published at;Publisher;Title;Link\n7;"{STORM}";2024-05-07;Harbour Post;Storm;https://www.post.example/storm\n'.encode(),
            "a.csv#7",
            id="table with semicolons",
        ),
    ],
)  # fmt: skip
def test_a_record_gives_its_article_and_what_it_states(tmp_path: Path, name: str, content: bytes, id_: str) -> None:
    (article,) = _articles(tmp_path, content, name)
    assert (article.id, article.text, article.derived) == (id_, STORM, True)
    assert (article.outlet, article.title, article.url) == ("Harbour Post", "Storm", "https://www.post.example/storm")
    assert (article.published, article.published_from) == (date(2024, 5, 7), "record")


def test_fields_can_be_named(tmp_path: Path) -> None:
    record = {
        "text": "A summary.",
        "meta": {"body": STORM, "day": "2024-05-07"},
        "url": "https://www.post.example/storm",
    }
    fields = ("text=meta.body", "date=meta.day", "id=url")
    (article,) = _articles(tmp_path, json.dumps([record]).encode(), "a.json", fields=fields)
    assert (article.text, article.published) == (STORM, date(2024, 5, 7))
    assert (article.id, article.outlet) == ("a.json#https://www.post.example/storm", "post.example")


@pytest.mark.parametrize("option", ["text", "text=", "=body", "author=x"])
def test_fields_that_name_nothing_are_refused(option: str) -> None:
    with pytest.raises(UsageError, match="expected one of text, id, published"):
        parse_fields([option])


def test_a_date_that_cannot_be_read_is_flagged(tmp_path: Path) -> None:
    (article,) = _articles(tmp_path, json.dumps([{"text": STORM, "date": "a week ago"}]).encode(), "a.json")
    assert (article.published, article.flags) == (None, ("publication_date_unread",))


def test_ids_follow_the_record_not_its_neighbours(tmp_path: Path) -> None:
    many = [{"id": name, "text": f"{STORM} {name}"} for name in "abc"]
    before = _articles(tmp_path, json.dumps(many).encode(), "a.json")
    after = _articles(tmp_path, json.dumps(many[::-1][:2]).encode(), "a.json")
    digests = {article.id: article.digest for article in before}
    assert {article.id: article.digest for article in after} == {
        name: digests[name] for name in ("a.json#c", "a.json#b")
    }


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-05-07", date(2024, 5, 7)),
        ("2024-05-07T23:59:59+02:00", date(2024, 5, 7)),
        ("20240507", date(2024, 5, 7)),
        ("Tue, 07 May 2024 08:00:00 +0000", date(2024, 5, 7)),
        ("1715068800", date(2024, 5, 7)),
        ("1715068800000", date(2024, 5, 7)),
        ("07.05.2024", None),
        ("2024-13-45", None),
        ("", None),
        (None, None),
        (["2024-05-07"], None),
    ],
)
def test_dates_of_records(stated: object, expected: date | None) -> None:
    assert read_date(stated) == expected


@given(st.text(max_size=40) | st.integers() | st.from_regex(r"[0-9:,+ A-Za-z-]{0,30}"))
def test_no_date_breaks(stated: object) -> None:
    read_date(stated)


@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(1, 20))
def test_lines_do_not_depend_on_the_portions(portions: list[bytes], limit: int) -> None:
    assert list(lines(iter(portions), limit)) == list(lines(iter([b"".join(portions)]), limit))
    kept = [line.content for line in lines(iter(portions), 10_000) if line.content is not None]
    expected = b"".join(portions).split(b"\n")
    assert kept == [line.removesuffix(b"\r") for line in (expected if expected[-1] else expected[:-1])]


@given(st.lists(st.lists(st.text("ab\",;\n' ", max_size=6), min_size=2, max_size=2), max_size=5))
def test_table_rows_are_cut_as_csv_cuts_them(rows: list[list[str]]) -> None:
    import csv
    import io

    handle = io.StringIO()
    csv.writer(handle, lineterminator="\n").writerows([["a", "b"], *rows])
    cut = [row.content for row in table_rows(iter([handle.getvalue().encode()]), 10_000)]
    assert [next(csv.reader(io.StringIO((content or b"").decode(), newline=""))) for content in cut] == [
        ["a", "b"],
        *rows,
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.txt", ".txt"), ("A.HTM", ".htm"), ("a.csv.gz", ".csv"), ("a.gz", ""), (".txt", ""), ("a.zip", ""), ("a", "")],
)  # fmt: skip
def test_kinds(name: str, expected: str) -> None:
    assert kind(Path(name)) == expected


def test_parts_of_a_saved_page_are_left_out(tmp_path: Path) -> None:
    for name in ("Storm.html", "Storm_files/frame.html", "press_files/x.txt", "articles.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("article\n", encoding="utf-8")
    assert [file.id for file in find_article_files([tmp_path])] == ["Storm.html", "press_files/x.txt"]
