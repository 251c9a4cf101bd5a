"""The report in a browser: it finds, filters and shows, asks for nothing, and text from articles stays text."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from pipeline.report.page import ReportArticle, write_report

pytestmark = pytest.mark.browser

MakeRow = Callable[..., dict[str, str]]
Open = Callable[..., Chrome]

# A browser that asks for anything but the page itself fails the test.
OWN_SCHEMES = ("file:", "data:", "blob:", "about:", "chrome:", "devtools:")


PORT = "The port said on Monday that 14 barges \N{GRINNING FACE} sank."
FARM = "Ana Brenn lost more than 1,200 cows and $84 million."
TEXTS = {"a.txt": f"\N{GRINNING FACE} Harbour news.\n\n{PORT}\n", "b.txt": FARM}


@pytest.fixture
def show(chrome: Chrome, tmp_path: Path) -> Iterator[Open]:
    """Open a report on rows and texts; at the end nothing may have been asked from anywhere or gone wrong."""

    def log(kind: str) -> list[dict[str, str]]:
        return list(chrome.get_log(kind))  # type: ignore[no-untyped-call]

    def open_page(rows: Sequence[Mapping[str, str]], texts: Mapping[str, str | None], hash_: str = "") -> Chrome:
        articles = {name: ReportArticle("Wire", "Title", "2025-01-14", text) for name, text in texts.items()}
        path = tmp_path / "report.html"
        write_report(path, rows, articles, title="Numeric claims")
        chrome.get("about:blank")
        log("browser"), log("performance")  # what was there before
        chrome.get(path.as_uri() + hash_)
        WebDriverWait(chrome, 30).until(
            lambda browser: browser.execute_script("return document.documentElement.dataset.ready === 'yes'")
        )
        return chrome

    yield open_page
    assert log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in log("performance")]
    asked = [
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    ]
    assert [url for url in asked if not url.startswith(OWN_SCHEMES)] == []
    assert len([url for url in asked if url.startswith("file:")]) <= 1


def _rows(make_row: MakeRow) -> list[dict[str, str]]:
    port = make_row(
        PORT, "14", number="14", who_said="port", who_text="port", cue="said", date_text="Monday", date="2025-01-13"
    )
    offset = TEXTS["a.txt"].index(PORT)
    port |= {key: str(int(port[key]) + offset) for key in ("char_start", "char_end")}
    port |= {"item": "barges", "event": "sank", "outlet": "Wire", "published": "2025-01-14"}
    cows = make_row(
        FARM, "1,200", article="b.txt", number="1200", modifier="more_than", item="cows", flags="no_publication_date"
    )
    money = make_row(FARM, "$84 million", article="b.txt", number="84000000", unit="USD", item="cows")
    return [port, cows, money]


def _texts(chrome: Chrome, selector: str) -> list[str]:
    """Read at one moment, because the table may redraw its rows at any."""
    script = "return [...document.querySelectorAll(arguments[0])].map(found => found.innerText)"
    return [text.replace("\n", " ").strip() for text in chrome.execute_script(script, selector)]


def _shown(chrome: Chrome) -> list[str]:
    return _texts(chrome, ".tabulator-row:not(.tabulator-group) [tabulator-field=low_value]")


def _wait(chrome: Chrome, condition: Callable[[], bool]) -> None:
    WebDriverWait(chrome, 10, 0.05).until(lambda _: condition())


def _marked(chrome: Chrome, role: str) -> str:
    script = "return [...document.querySelectorAll(arguments[0])].map(found => found.textContent).join('')"
    return str(chrome.execute_script(script, f"#text .on-{role}"))


def _text(chrome: Chrome) -> str:
    return str(chrome.execute_script("return document.querySelector('#text').textContent"))


def test_numbers_are_shown_with_bound_and_unit(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row), TEXTS)
    assert _shown(chrome) == ["14", "> 1,200", "USD 84 million"]
    assert chrome.find_element(By.ID, "count").text == "3 claims from 2 articles"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        pytest.param("harbour", [], id="not in a claim"),
        pytest.param("BARGES", ["14"], id="capitals"),
        pytest.param("brenn cows", ["> 1,200", "USD 84 million"], id="all the words"),
        pytest.param("84000000", ["USD 84 million"], id="digits"),
        pytest.param("<b>", [], id="markup"),
    ],
)
def test_search(show: Open, make_row: MakeRow, words: str, left: list[str]) -> None:
    chrome = show(_rows(make_row), TEXTS)
    chrome.find_element(By.ID, "search").send_keys(words)
    _wait(chrome, lambda: _shown(chrome) == left)
    _wait(chrome, lambda: chrome.find_element(By.ID, "count").text.startswith(f"{len(left)} of 3 claims"))


@pytest.mark.parametrize(
    ("field", "words", "left"),
    [
        pytest.param("low_value", "> 100", ["> 1,200", "USD 84 million"], id="more than"),
        pytest.param("low_value", "<=14", ["14"], id="at most"),
        pytest.param("low_value", "1,000..2,000", ["> 1,200"], id="between"),
        pytest.param("low_value", "many", [], id="no number"),
        pytest.param("item", "cow", ["> 1,200", "USD 84 million"], id="item"),
        pytest.param("date", "2025-01", ["14"], id="date"),
    ],
)
def test_column_filters(show: Open, make_row: MakeRow, field: str, words: str, left: list[str]) -> None:
    chrome = show(_rows(make_row), TEXTS)
    chrome.find_element(By.CSS_SELECTOR, f".tabulator-col[tabulator-field={field}] input").send_keys(words)
    _wait(chrome, lambda: _shown(chrome) == left)


def test_doubtful_only(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row), TEXTS)
    chrome.find_element(By.ID, "doubt").click()
    _wait(chrome, lambda: _shown(chrome) == ["> 1,200"])


def test_sort_by_number(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row)[::-1], TEXTS)
    title = chrome.find_element(By.CSS_SELECTOR, ".tabulator-col[tabulator-field=low_value] .tabulator-col-title")
    title.click()
    _wait(chrome, lambda: _shown(chrome) == ["14", "> 1,200", "USD 84 million"])


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        pytest.param("source", ["port (1)", "the article (2)"], id="source"),
        pytest.param("article_id", ["a.txt (1)", "b.txt (2)"], id="article"),
    ],
)
def test_group(show: Open, make_row: MakeRow, by: str, heads: list[str]) -> None:
    chrome = show(_rows(make_row), TEXTS)
    Select(chrome.find_element(By.ID, "group")).select_by_value(by)
    _wait(chrome, lambda: _texts(chrome, ".tabulator-group b") == heads)


def test_a_row_shows_its_passage_with_its_parts_marked(show: Open, make_row: MakeRow) -> None:
    rows = _rows(make_row)
    chrome = show(rows, TEXTS)
    chrome.find_elements(By.CSS_SELECTOR, ".tabulator-row")[0].click()
    _wait(chrome, lambda: chrome.find_element(By.ID, "passage").is_displayed())
    assert [_marked(chrome, role) for role in ("number", "who", "cue", "date")] == ["14", "port", "said", "Monday"]
    assert _text(chrome) == TEXTS["a.txt"]
    assert _marked(chrome, "sentence") == PORT
    assert chrome.current_url.endswith(f"#{rows[0]['claim_id']}")


def test_every_claim_of_an_article_is_marked(show: Open, make_row: MakeRow) -> None:
    text = "\n".join(f"In town {n} there were {n + 100} fires." for n in range(200))
    rows = []
    for n in range(200):
        row = make_row(f"In town {n} there were {n + 100} fires.", str(n + 100), number=str(n + 100))
        start = text.index(f"were {n + 100} ") + 5
        rows.append({**row, "char_start": str(start), "char_end": str(start + 3)})
    chrome = show(rows, {"a.txt": text}, f"#{rows[150]['claim_id']}")
    _wait(chrome, lambda: _marked(chrome, "number") == "250")
    marked = chrome.execute_script("return [...document.querySelectorAll('#text mark.number')].map(e => e.textContent)")
    assert marked == [str(n + 100) for n in range(200)]


def test_a_link_opens_its_claim_and_a_mark_leads_to_its_own(show: Open, make_row: MakeRow) -> None:
    rows = _rows(make_row)
    chrome = show(rows, TEXTS, f"#{rows[2]['claim_id']}")
    _wait(chrome, lambda: _marked(chrome, "number") == "$84 million")
    chrome.find_element(By.CSS_SELECTOR, f"[data-claim='{rows[1]['claim_id']}']").click()
    _wait(chrome, lambda: _marked(chrome, "number") == "1,200")
    assert chrome.current_url.endswith(f"#{rows[1]['claim_id']}")


def test_a_link_to_no_claim_says_so(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row), TEXTS, "#0000")
    assert "no claim 0000" in chrome.find_element(By.ID, "count").text


def test_an_article_without_text_says_so(show: Open, make_row: MakeRow) -> None:
    rows = _rows(make_row)
    chrome = show(rows, {"a.txt": None}, f"#{rows[0]['claim_id']}")
    _wait(chrome, lambda: "not at hand" in chrome.find_element(By.ID, "notice").text)


def test_an_article_that_changed_says_so(show: Open, make_row: MakeRow) -> None:
    rows = _rows(make_row)
    chrome = show(rows, {**TEXTS, "b.txt": "Another text."}, f"#{rows[1]['claim_id']}")
    _wait(chrome, lambda: "has changed since" in chrome.find_element(By.ID, "notice").text)
    assert _text(chrome) == "Another text."


def test_keys(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row), TEXTS)
    body = chrome.find_element(By.TAG_NAME, "body")
    for key, number in ((Keys.ARROW_DOWN, "14"), (Keys.ARROW_DOWN, "1,200"), (Keys.ARROW_UP, "14"), ("j", "1,200")):
        body.send_keys(key)
        assert _marked(chrome, "number") == number
    body.send_keys(Keys.ESCAPE)
    _wait(chrome, lambda: not chrome.find_element(By.ID, "passage").is_displayed())
    body.send_keys("/")
    assert chrome.switch_to.active_element.get_attribute("id") == "search"


def test_charts_draw_an_item_with_figures_at_two_dates(show: Open, make_row: MakeRow) -> None:
    first = {**_rows(make_row)[0], "date": "2025-01-13"}
    later = {**first, "date": "2025-02/2025-03", "number": "20", "claim_id": "f" * 16}
    ranged = {**first, "date": "", "number": "", "low": "9", "high": "30", "claim_id": "e" * 16}
    chrome = show([first, later, ranged, _rows(make_row)[1]], TEXTS)
    chrome.find_element(By.ID, "charts-button").click()
    _wait(chrome, lambda: len(chrome.find_elements(By.CSS_SELECTOR, "#charts svg circle")) == 3)
    assert chrome.find_element(By.CSS_SELECTOR, "#charts figcaption").text == "barges · sank"
    assert len(chrome.find_elements(By.CSS_SELECTOR, "#charts circle.guess")) == 1
    script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    chrome.execute_script(script, f"#charts a[href='#{'f' * 16}']")
    _wait(chrome, lambda: chrome.current_url.endswith("f" * 16))


def test_dark_and_light(show: Open, make_row: MakeRow) -> None:
    chrome = show(_rows(make_row), TEXTS)
    colour = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    script = f"return [{colour.format('body')}, {colour.format('.tabulator-row')}]"
    before = chrome.execute_script(script)
    chrome.find_element(By.ID, "theme").click()
    after = chrome.execute_script(script)
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_phone_width(show: Open, make_row: MakeRow) -> None:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    rows = _rows(make_row)
    chrome = show(rows, TEXTS)
    try:
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        chrome = show(rows, TEXTS)
        assert chrome.execute_script("return document.documentElement.scrollWidth") <= 390
        right = (
            "return document.querySelector('.tabulator-row [tabulator-field=low_value]').getBoundingClientRect().right"
        )
        assert chrome.execute_script(right) <= 390
        chrome.find_elements(By.CSS_SELECTOR, ".tabulator-row")[0].click()
        _wait(chrome, lambda: _marked(chrome, "number") == "14")
        chrome.find_element(By.ID, "close").click()
        _wait(chrome, lambda: not chrome.find_element(By.ID, "passage").is_displayed())
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


HOSTILE = [
    "<img src=x onerror=document.title='HACKED'>",
    "<script>document.title='HACKED'</script>",
    "</script><svg onload=document.title='HACKED'>",
    "<a href=javascript:document.title='HACKED'>x</a>",
    "<iframe src=http://a.example></iframe>",
    "<style>body{display:none}</style>",
    "&lt;img src=x onerror=document.title='HACKED'&gt;",
    "{{constructor.constructor('document.title=1')()}}",
    "__proto__",
    "\u202e\x00\x1b[31m",
]


def test_hostile_cells_stay_text(show: Open, make_row: MakeRow) -> None:
    texts, rows = {}, []
    for number in range(1000):
        words = HOSTILE[number % len(HOSTILE)]
        text = f"{words} {number} boats."
        cells = dict.fromkeys(
            ("who_said", "what", "item", "event", "unit", "date", "flags", "outlet", "title", "relayed_by"), words
        )
        rows.append(make_row(text, f"{number} boats", article=f"{words}{number}", number=str(number), **cells))
        texts[f"{words}{number}"] = text
    chrome = show(rows, texts)
    strange = "img, iframe, #table svg, #table script, #text script, #facts a, main style"
    for group in ("source", "article_id", ""):
        Select(chrome.find_element(By.ID, "group")).select_by_value(group)
        chrome.find_element(By.ID, "charts-button").click()
        for row in rows[: len(HOSTILE)]:
            chrome.execute_script("location.hash = arguments[0]", row["claim_id"])
            _wait(chrome, lambda text=texts[row["article"]]: _text(chrome) == text)  # type: ignore[misc]
        assert chrome.find_elements(By.CSS_SELECTOR, strange) == []
    assert chrome.title == "Numeric claims"
