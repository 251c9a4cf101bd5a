"""Shared by the tests of the report: Chromium without a window, and pages opened in it from the disk."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

from pipeline.report.page import ReportArticle, write_report

# A browser that asks for anything but the page itself fails the test.
OWN_SCHEMES = ("file:", "data:", "blob:", "about:", "chrome:", "devtools:")

Open = Callable[..., Chrome]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """A browser without a window; skips where Debian's chromium and chromium-driver are not installed."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("chromium or chromedriver is not installed (Debian: chromium, chromium-driver)")
    options = ChromeOptions()
    options.binary_location = browser
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "window-size=1400,900"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = Chrome(options=options, service=Service(driver))
    yield started
    started.quit()


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
