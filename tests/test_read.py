"""Reading: exact text, ids, metadata, and what is said of files that cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import ArticleError, UsageError
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile, find_article_files
from pipeline.read.metadata import Metadata, read_metadata
from pipeline.read.text import decode
from pipeline.types import Article


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param("Zürich\r\nnext\rlast".encode(), "Zürich\r\nnext\rlast", id="line ends untouched"),
        pytest.param("\ufeffHello".encode(), "\ufeffHello", id="a byte order mark is a character of the text"),
        pytest.param("𝟛 dead".encode(), "𝟛 dead", id="beyond the basic plane: one code point"),
    ],
)
def test_text_is_decoded_exactly(content: bytes, text: str) -> None:
    assert (decode(content).text, decode(content).exact) == (text, True)


@pytest.mark.parametrize(
    ("content", "reason", "place"),
    [
        pytest.param(b"abc\0def", "binary", "NUL byte at byte 3", id="stray NUL"),
        pytest.param(b"\x89PNG\0", "binary", "found a picture", id="a picture"),
        pytest.param(b"ab\x01\x02\x03", "binary", "control characters from byte 2 on", id="control characters"),
        pytest.param(b"", "empty", "0 bytes", id="no bytes"),
        pytest.param(b" \n\t\r\n", "empty", "5 bytes", id="only white space"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(content: bytes, reason: str, place: str) -> None:
    with pytest.raises(ArticleError, match=place) as caught:
        decode(content)
    assert caught.value.reason == reason


def _write(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Two ships sank.", encoding="utf-8")
    return [folder / name for name in names]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        pytest.param(["."], ["a/x.txt", "b/x.txt", "b/y.MD"], id="a folder, all below it"),
        pytest.param(["b"], ["x.txt", "y.MD"], id="ids are relative to the folder given"),
        pytest.param(["a/x.txt"], ["x.txt"], id="one file"),
        pytest.param(["b", "a"], ["a/x.txt", "b/x.txt", "b/y.MD"], id="two folders: relative to what they share"),
        pytest.param(["b", "b/x.txt"], ["x.txt", "y.MD"], id="named twice, read once"),
    ],
)
def test_articles_are_found_and_named(tmp_path: Path, given: list[str], ids: list[str]) -> None:
    _write(tmp_path, "a/x.txt", "b/x.txt", "b/y.MD", "b/picture.png", ".hidden/z.txt", "b/.draft.txt")
    (tmp_path / "b" / "articles.csv").write_text("article\n", encoding="utf-8")
    assert [file.id for file in find_article_files([tmp_path / path for path in given])] == ids


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param("nowhere", "nowhere: no such file or folder", id="missing"),
        pytest.param("empty", "no articles; looked for .txt, .md, .html", id="empty folder"),
        pytest.param("picture.png", "expected .txt, .md, .* found .png", id="another kind of file"),
    ],
)
def test_paths_without_articles_are_refused(tmp_path: Path, given: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(UsageError, match=message):
        find_article_files([tmp_path / given])


def test_metadata_is_read_beside_the_articles(tmp_path: Path) -> None:
    x, y = _write(tmp_path, "x.txt", "y.txt")
    (tmp_path / "articles.csv").write_text(
        '\ufeffarticle,published,outlet,title,url\n\nx.txt,2025-01-14,The Post,"Two, lost",,,\n,\nx.txt,2025-01-14,'
        'The Post,"Two, lost"',
        encoding="utf-8",
    )
    files = (ArticleFile("x.txt", x), ArticleFile("y.txt", y))
    assert read_metadata(files, None) == {x: Metadata(date(2025, 1, 14), "The Post", "Two, lost")}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            "file,date\nx.txt,2025-01-01\n", "expected the columns article, .* found file, date", id="columns"
        ),
        pytest.param(
            "article,published\nx.txt,14.1.2025\n", "row 2: expected a date like .* found '14.1.2025'", id="date"
        ),
        pytest.param("", "found nothing", id="no header"),
        pytest.param('article,outlet\nx.txt,"The Post\ny.txt,Wire\n', "unexpected end of data", id="an open quotation"),
        pytest.param("article,title\nx.txt,Two, lost\n", "row 2: expected no more cells", id="a comma unquoted"),
        pytest.param(
            "article,published\nx.txt,2025-01-01\nx.txt,2025-01-02\n", "row 3: x.txt stands in", id="two dates"
        ),
    ],
)
def test_metadata_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    (x,) = _write(tmp_path, "x.txt")
    table = tmp_path / "table.csv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_metadata((ArticleFile("x.txt", x),), table)


@pytest.mark.parametrize(
    ("option", "row", "published", "evidence"),
    [
        pytest.param(date(2025, 2, 2), date(2025, 1, 1), date(2025, 2, 2), "option", id="the option wins"),
        pytest.param(None, date(2025, 1, 1), date(2025, 1, 1), "metadata", id="then the table"),
        pytest.param(None, None, None, "", id="else nothing: never the clock"),
    ],
)
def test_publication_date_first_found_wins(
    tmp_path: Path, option: date | None, row: date | None, published: date | None, evidence: str
) -> None:
    (x,) = _write(tmp_path, "x.txt")
    (article,) = read_file(ArticleFile("x.txt", x), Metadata(row, "", ""), ReadOptions(option))
    assert isinstance(article, Article)
    assert (article.published, article.published_from) == (published, evidence)
