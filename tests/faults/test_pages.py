"""What a saved page asks for is not done: nothing is fetched, run or read from elsewhere."""

import socket
from pathlib import Path

import pytest

from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile
from pipeline.types import Article

STORM = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."
SECRET = "words that are not the page's"
PARAGRAPHS = "".join(f"<p>{STORM} Repairs would take {week} weeks, it added.</p>" for week in range(2, 8))
AWAY = "http://e.example/"


def _page(head: str = "", body: str = "", before: str = "<!doctype html>") -> str:
    return f"{before}<html><head><title>Storm</title>{head}</head><body>{PARAGRAPHS}{body}</body></html>"


PAGES = [
    pytest.param(_page(f'<meta http-equiv="refresh" content="0;url={AWAY}">'), id="refresh"),
    pytest.param(_page(f'<base href="{AWAY}"><link rel="canonical" href="x"><link rel="amphtml" href="y">'), id="base"),
    pytest.param(_page(f'<script src="{AWAY}x.js"></script>', f"<script>write('{SECRET}')</script>"), id="script"),
    pytest.param(_page("", f'<iframe src="{AWAY}"></iframe><img src="{AWAY}" onerror="x()">'), id="frame and picture"),
    pytest.param(_page("", f'<object data="{AWAY}"></object><embed src="{AWAY}">'), id="object"),
    pytest.param(
        _page("", "<p>&x; &y;</p>", '<!DOCTYPE html [<!ENTITY x SYSTEM "{secret}"><!ENTITY y PUBLIC "-" "{secret}">]>'),
        id="entities",
    ),
    pytest.param(
        _page("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'),
        id="inclusion",
    ),
    pytest.param(_page("", "", f'<?xml-stylesheet href="{AWAY}x.xsl"?><!DOCTYPE html SYSTEM "{AWAY}">'), id="DTD"),
    pytest.param(f"{AWAY}storm.html", id="an address instead of a page"),
]


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_fetched_for_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    asked: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network")

    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    path = tmp_path / "a.html"
    path.write_text(page.replace("{secret}", (tmp_path / "secret.txt").as_uri()), encoding="utf-8")
    (found,) = read_file(ArticleFile("a.html", path), None, ReadOptions())
    assert isinstance(found, Article)
    assert SECRET not in found.text
    assert not asked
