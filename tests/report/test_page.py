"""The report as a file: one piece, its policy holds, and nothing in an article can leave its place."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.report.page import SHOWN, ReportArticle, render
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.places import find_places

MakeRow = Callable[..., dict[str, str]]

ASSETS = Path(__file__).parents[2] / "pipeline" / "report" / "assets"
TEXT = "The port said on Monday that 14 barges sank."
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "<img src=http://a.example/x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u2028\u2029",
    "&lt;b&gt;",
    "${alert(1)}`",
]


class _Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.contents: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside.append(tag)
            self.contents.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, before = self.contents[-1]
            self.contents[-1] = (tag, before + data)


def _page(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def _data(html: str) -> dict[str, list[list[object]]]:
    [block] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    found: dict[str, list[list[object]]] = json.loads(block)
    return found


def _render(row: dict[str, str], text: str | None) -> str:
    return render([row], {row["article"]: ReportArticle("Wire", "Title", "2025-01-14", text)}, title="Numeric claims")


def test_the_page_points_nowhere(make_row: MakeRow) -> None:
    page = _page(_render(make_row(TEXT, "14"), TEXT))
    pointing = [(tag, attrs) for tag, attrs in page.tags if {"src", "href", "action", "srcset", "data"} & set(attrs)]
    assert pointing == []
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "iframe", "object", "embed", "form", "base"})
    assert all("style" not in attrs for _, attrs in page.tags)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)


def test_the_policy_allows_our_script_and_style_and_nothing_else(make_row: MakeRow) -> None:
    page = _page(_render(make_row(TEXT, "14"), TEXT))
    [policy] = [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy
    directives = {name: set(values) for name, *values in (part.split() for part in policy.split(";"))}
    digests: dict[str, set[str]] = {"script": set(), "style": set()}
    for tag, content in page.contents:
        if not content.startswith("{"):
            digests[tag].add(f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'")
    assert directives["default-src"] == {"'none'"}
    assert directives["script-src"] == digests["script"]
    assert directives["style-src"] == digests["style"]
    assert not any("unsafe" in value for values in directives.values() for value in values)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_in_its_block(make_row: MakeRow, words: str) -> None:
    text = f"{words} The port said 14 barges sank."
    plain, hostile = (
        _render(make_row(TEXT, "14"), TEXT),
        _render(make_row(text, "14", who_said=words, item=words), text),
    )
    assert [tag for tag, _ in _page(hostile).tags] == [tag for tag, _ in _page(plain).tags]
    claim = dict(zip(SHOWN, _data(hostile)["claims"][0][2:], strict=True))
    assert (claim["who_said"], claim["item"], claim["sentence"]) == (words, words, text)


@settings(deadline=None, max_examples=50)
@given(before=st.text())
def test_positions_count_as_a_browser_counts(make_row: MakeRow, before: str) -> None:
    text = f"{before}\n{TEXT}"
    row = make_row(TEXT, "14", who_text="port", cue="said", date_text="on Monday")
    start = len(before) + 1 + TEXT.index("14")
    row |= {"char_start": str(start), "char_end": str(start + 2)}
    html = _render(row, text)
    assert html.encode()
    data = _data(html)
    offsets = data["claims"][0][1]
    assert isinstance(offsets, list)
    shown = text.encode("utf-16-le", "surrogatepass")
    pieces = [
        shown[2 * first : 2 * last].decode("utf-16-le") for first, last in zip(offsets[::2], offsets[1::2], strict=True)
    ]
    assert pieces == ["14", TEXT, "port", "said", "on Monday"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        pytest.param({}, "Another text altogether, and a long one.", id="another text"),
        pytest.param({"char_start": "x"}, TEXT, id="no position"),
        pytest.param({"char_start": "900", "char_end": "902"}, TEXT, id="behind the end"),
        pytest.param({"number_text": "", "char_end": "29"}, TEXT, id="no number"),
    ],
)
def test_a_row_that_is_not_of_the_text_has_no_places(make_row: MakeRow, changes: dict[str, str], text: str) -> None:
    row = make_row(TEXT, "14") | changes
    assert find_places(row, text) is None
    assert _data(_render(row, text))["claims"][0][1] is None


@pytest.mark.parametrize(
    ("text", "sentence", "who", "cue", "expected"),
    [
        pytest.param("He ate. He said 14 sank.", "He said 14 sank.", "He", "said", (8, 11), id="in the sentence"),
        pytest.param(
            "He said so. She said 14 sank.", "She said 14 sank.", "She", "said", (12, 16), id="cue beside source"
        ),
        pytest.param("“A wall,” Ann said. “Of 14 m.”", "“Of 14 m.”", "Ann", "said", (10, 14), id="sentence before"),
        pytest.param(
            "“Of 14 m.” So said Ann. Ann said no.", "“Of 14 m.”", "Ann", "said", (19, 14), id="sentence after"
        ),
        pytest.param("Annex: Ann said 14.", "Annex: Ann said 14.", "Ann", "said", (7, 11), id="no part of a word"),
        pytest.param("Port: 14 sank.", "Port: 14 sank.", "Port", ":", (0, 4), id="colon"),
        pytest.param("So 14 sank, it said.", "So 14 sank, it said.", "", "said", (None, 15), id="cue alone"),
    ],
)
def test_source_and_cue_are_found_together(
    make_row: MakeRow, text: str, sentence: str, who: str, cue: str, expected: tuple[int | None, int | None]
) -> None:
    row = make_row(text, "14", sentence=sentence, who_text=who, cue=cue)
    places = find_places(row, text)
    assert places
    assert (places.who.start if places.who else None, places.cue.start if places.cue else None) == expected


def test_every_column_shown_is_one_of_the_table() -> None:
    assert set(SHOWN) < set(CLAIM_COLUMNS)


def test_what_others_wrote_comes_with_its_licence() -> None:
    folder = ASSETS / "tabulator"
    assert "The MIT License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert "Tabulator v6" in (folder / "tabulator.min.js").read_text(encoding="utf-8")[:60]
