"""Shared by all tests: the model and the browser, started once, and Docs built by hand."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import settings
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.annotate import Annotator, Labels, read_parse
from pipeline.parsed import ParsedSentence
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.types import CharSpan, Modifier, QuantityMention, Sentence, SentenceKind

# By hand: pytest tests/test_extract.py --hypothesis-profile long --hypothesis-seed 1, then 2 ...
settings.register_profile("long", max_examples=10_000)


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The default model; tests that take it carry the mark ``model``."""
    return Annotator()


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


@pytest.fixture(scope="session")
def parse(annotator: Annotator) -> Callable[[str], ParsedSentence]:
    """Parse one sentence with the model; positions count from its first character."""

    def parse_one(text: str) -> ParsedSentence:
        return annotator.parse(text, [Sentence(CharSpan(0, len(text)), SentenceKind.BODY, 0)])[0]

    return parse_one


# A number in a test's sentence, "[[300]]" or "[[5 percent|percent]]", with the modifier words before it.
MARK = re.compile(
    r"((?:(?:at least|about|some|nearly|more than|over|up to|as many as|an estimated) )?)"
    r"\[\[([^\]|]+)(?:\|(\w+))?\]\]",
    re.IGNORECASE,
)


@pytest.fixture(scope="session")
def marked(annotator: Annotator) -> Callable[..., tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]]:
    """Parse an article of sentences whose numbers stand in double brackets, with their units.

    Returns the article's text and, for each sentence, its parse and its quantities.
    """

    def read(*sentences: str) -> tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]:
        text, spans, quantities = "", [], []
        for sentence in sentences:
            start, end, own = len(text), 0, []
            for match in MARK.finditer(sentence):
                text += sentence[end : match.start()] + match[1]
                own.append(_quantity(text, match))
                text, end = text + match[2], match.end()
            text += sentence[end:]
            spans.append(CharSpan(start, len(text)))
            quantities.append(own)
            text += "\n"
        parsed = annotator.parse(text, [Sentence(span, SentenceKind.BODY, 0) for span in spans])
        return text, list(zip(parsed, quantities, strict=True))

    return read


def _quantity(text: str, match: re.Match[str]) -> QuantityMention:
    span = CharSpan(len(text), len(text) + len(match[2]))
    digits = re.search(r"\d[\d,.]*\d|\d", match[2])
    value = Decimal(digits[0].replace(",", "")) if digits else None
    number = CharSpan(span.start + digits.start(), span.start + digits.end()) if digits else span
    phrase = CharSpan(span.start - len(match[1]), span.end)
    return QuantityMention(span, number, phrase, value, None, None, Modifier.EXACT, match[3] or "", "test")


@pytest.fixture(scope="session")
def build() -> Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence]:
    """Build a parsed sentence by hand from rows of (word, tag, dependency, index of the head)."""
    vocab = English().vocab

    def build_one(rows: Sequence[tuple[str, str, str, int]]) -> ParsedSentence:
        words, tags, deps, heads = zip(*rows, strict=True)
        doc = Doc(vocab, words=list(words), tags=list(tags), deps=list(deps), heads=list(heads))
        sentence = Sentence(CharSpan(0, len(doc.text)), SentenceKind.BODY, 0)
        return ParsedSentence(sentence, read_parse(doc, doc.text, Labels(vocab.strings)))

    return build_one


@pytest.fixture(scope="session")
def make_row() -> Callable[..., dict[str, str]]:
    """Make a row of claims.csv: the first ``number`` of ``text``, which is one sentence, and the cells given."""

    def make(text: str, number: str, /, *, article: str = "a.txt", **cells: str) -> dict[str, str]:
        start = text.index(number)
        row = {**dict.fromkeys(CLAIM_COLUMNS, ""), "article": article, "sentence": text, "number_text": number}
        row |= {"char_start": str(start), "char_end": str(start + len(number)), "modifier": "exact", "what": text}
        row["claim_id"] = hashlib.sha256(f"{article}{text}{start}".encode("utf-8", "replace")).hexdigest()[:16]
        return {**row, **cells}

    return make
