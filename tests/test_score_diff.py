"""A score row by row and field by field: on the terminal and as a page in which text stays text."""

import base64
import hashlib
import html
import json
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from pipeline.cli import main
from pipeline.gold.annotations import AnnotatedArticle, read_gold
from pipeline.gold.diff import RowDiff, Standing, diff_lines, diff_rows
from pipeline.gold.figures import figures
from pipeline.gold.matching import Field
from pipeline.gold.page import score_page
from pipeline.gold.score import score_claims

TEXT = (
    "Mayor Ann Bell said 40 shops closed.\nThe 12 jobs went, 7 came and 5 stayed. <script>alert(1)</script> 3 cats.\n"
)
DOC = "a.txt"

LINE: dict[str, object] = {
    "number_text": "40", "context": "said 40 shops", "value": 40, "low": None, "high": None, "modifier": "exact",
    "unit": "", "item": "shops", "event": "closed", "claim": "40 shops closed", "who": ["Ann Bell", "Bell"],
    "relayed_by": [], "quote": "indirect", "date": None, "said_on": None, "modality": "fact",
}  # fmt: skip


def line(number_text: str, context: str, **fields: object) -> dict[str, object]:
    return LINE | {"number_text": number_text, "context": context, "value": int(number_text)} | fields


GOLD = [
    LINE | {"alt": [{"item": "stores"}, {"who": []}]},
    line("12", "The 12 jobs", item="jobs", relayed_by=["A", "B"]),
    line("7", ", 7 came"),
    line("5", "and 5 stayed", low=5, high=6, value=None, modifier="range"),
]
CLAIMS = [
    LINE | {"item": "[red]lanes[/red]\x1b[2J", "who": ["Bell"], "date": "2024-05"},
    line("12", "The 12 jobs", item="jobs", relayed_by=[], modality="estimate"),
    line("7", ", 7 came"),
    line("3", "3 cats", item='"><img src=x onerror=alert(1)>', who=["<b>Cat</b>"]),
]


def write(folder: Path, lines: list[dict[str, object]]) -> Path:
    folder.mkdir(parents=True)
    written = [json.dumps(fields) for fields in ({"doc": DOC}, *lines)]
    (folder / f"{DOC}.jsonl").write_text("\n".join(written), encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / DOC).write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def gold(texts: Path) -> dict[str, AnnotatedArticle]:
    return read_gold(write(texts.parent / "gold", GOLD), texts)


@pytest.fixture
def rows(gold: dict[str, AnnotatedArticle], texts: Path) -> list[RowDiff]:
    claims = read_gold(write(texts.parent / "claims", CLAIMS), texts)
    return list(diff_rows(score_claims(gold, {DOC: claims[DOC].claims}), gold))


def test_rows_stand_as_they_were_judged(rows: list[RowDiff]) -> None:
    standings = [(row.number, row.standing.value) for row in rows]
    assert standings == [("40", "wrong"), ("12", "nearly"), ("7", "right"), ("5", "missed"), ("3", "extra")]
    assert (rows[0].before, rows[0].after) == ("Mayor Ann Bell said ", " shops closed.")
    assert rows[1].before == "The "


def test_cells_show_all_that_gold_accepts(rows: list[RowDiff]) -> None:
    cells = {cell.field: cell for cell in rows[0].cells}
    assert cells[Field.ITEM].gold == ("shops", "stores")
    assert cells[Field.WHO_SAID].gold == ("Ann Bell", "Bell", "")
    assert (cells[Field.DATE].gold, cells[Field.DATE].got) == (("",), "2024-05")
    assert not cells[Field.DATE].right
    assert cells[Field.WHO_SAID].right
    assert {cell.field for cell in rows[0].cells} == set(Field)


def test_lines_name_the_cells_that_are_not_right(rows: list[RowDiff]) -> None:
    assert diff_lines(rows[0]) == [
        "wrong  a.txt:20  Mayor Ann Bell said [40] shops closed.",
        "  item        gold  shops | stores",
        "              got   [red]lanes[/red]\\x1b[2J",
        "  date        gold  -",
        "              got   2024-05",
        "  who_full    gold  Ann Bell | -",
        "              got   Bell",
    ]
    assert diff_lines(rows[1])[1:] == [
        "  modality    gold  fact",
        "              got   estimate",
        "  relayed_by  gold  A; B",
        "              got   -",
    ]
    assert len(diff_lines(rows[2])) == 1
    assert "  number      gold  5-6" in diff_lines(rows[3])
    assert not any("got" in said for said in diff_lines(rows[3]))
    assert "  who_said    got   <b>Cat</b>" in diff_lines(rows[4])


LONG = "word " * 40


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param(f"{LONG}5 {LONG}", "… ", " …", id="a long line is cut at words"),
        pytest.param("Ten.\r\n5 cats\r\nEnd.", "", " cats", id="a line alone"),
        pytest.param("5", "", "", id="nothing around"),
    ],
)
def test_the_line_around_a_number(tmp_path: Path, text: str, before: str, after: str) -> None:
    (tmp_path / DOC).write_bytes(text.encode())
    start = text.index("5")
    place = {"start": start, "end": start + 1}
    fields = {name: stated for name, stated in LINE.items() if name not in ("context", "number_text")} | place
    gold = read_gold(write(tmp_path / "gold", [fields]), tmp_path)
    (row,) = diff_rows(score_claims(gold, {}), gold)
    assert row.standing is Standing.MISSED
    assert (row.before[: len(before)], row.after[-len(after) :] if after else "") == (before, after)
    assert len(row.before) < 85
    assert "\n" not in row.before + row.after


class _Tags(HTMLParser):
    """Collects tags and attributes, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


@pytest.fixture
def page(gold: dict[str, AnnotatedArticle], texts: Path) -> str:
    claims = read_gold(write(texts.parent / "claims", CLAIMS), texts)
    scored = score_claims(gold, {DOC: claims[DOC].claims})
    return score_page(scored, gold, figures(scored), {"misses": ["<i>wrong</i>"]})


def test_the_page_shows_every_row(page: str) -> None:
    assert [page.count(f'<section class="row {standing}">') for standing in Standing] == [1] * 5
    assert "shops<span" in page
    assert "detect" in page
    assert "&lt;i&gt;wrong&lt;/i&gt;" in page


def test_text_of_articles_and_cells_stays_text(page: str) -> None:
    seen = _Tags()
    seen.feed(page)
    assert not {"script", "img", "b", "i", "link", "iframe", "a"} & set(seen.tags)
    assert not [name for name in seen.attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert "http:" not in page
    assert "https:" not in page


def test_the_page_allows_its_own_style_and_nothing_else(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{html.escape(policy).replace("&#x27;", "&#39;")}"' in page


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], texts: Path) -> Command:
    write(texts.parent / "gold", GOLD)
    write(texts.parent / "claims", CLAIMS)

    def run(*arguments: object) -> tuple[int, str, str]:
        folders = [str(texts.parent / name) for name in ("gold", "claims")]
        monkeypatch.setattr(sys, "argv", ["claimrows", "score", *folders, "--texts", str(texts), *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        streams = capsys.readouterr()
        return int(left.value.code or 0), streams.out, streams.err

    return run


def test_the_command_prints_a_diff(score: Command) -> None:
    code, out, _ = score("--format", "diff")
    assert code == 0
    assert "\n\nwrong  a.txt:20  Mayor Ann Bell said [40] shops closed.\n  item        gold  shops | stores\n" in out
    assert "right  a.txt" not in out


def test_the_command_writes_a_page(score: Command, tmp_path: Path) -> None:
    code, out, _ = score("--format", "html", "-o", tmp_path / "score.html", "--misses")
    assert (code, out) == (0, f"{tmp_path / 'score.html'}\n")
    assert "misses: 3" in (tmp_path / "score.html").read_text(encoding="utf-8")
    code, out, _ = score("--format", "html")
    assert out.startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_exit_code_3(score: Command, tmp_path: Path) -> None:
    code, out, err = score("--format", "html", "-o", tmp_path / "none" / "score.html")
    assert (code, out) == (3, "")
    assert "cannot be written" in err


@pytest.mark.browser
def test_the_choices_of_the_page_work_without_script(page: str, tmp_path: Path, chrome: Chrome) -> None:
    path = tmp_path / "score.html"
    path.write_text(page, encoding="utf-8")
    chrome.execute("getLog", {"type": "browser"})  # what was there before
    chrome.get(path.as_uri())

    def shown() -> list[str]:
        rows = chrome.find_elements(By.CSS_SELECTOR, "section.row")
        return [str(row.get_attribute("class")) for row in rows if row.is_displayed()]

    assert shown() == ["row wrong", "row nearly", "row missed", "row extra"]
    chrome.find_element(By.ID, "show-right").click()
    chrome.find_element(By.ID, "show-wrong").click()
    assert shown() == ["row nearly", "row right", "row missed", "row extra"]
    assert chrome.find_elements(By.TAG_NAME, "script") == []
    assert chrome.execute("getLog", {"type": "browser"})["value"] == []
