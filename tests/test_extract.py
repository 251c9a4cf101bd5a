"""One article from text to claims: nothing raises, nothing moves, nothing is found twice."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.annotate import Annotator
from pipeline.extract import extract_article
from pipeline.types import Article, Extraction

pytestmark = pytest.mark.model

# What news is made of, so that generated texts reach the rules and not only the error paths.
PIECES = [
    *(
        "Two",
        "300 soldiers",
        "6 trillion won",
        "$4.22 billion",
        "5 percent",
        "between 10 and 12",
        "1 in 5",
        "a quarter",
    ),
    *("dozens", "half", "-3°C", "38-year-old", "one", "No. 4", "2025", "1e400", "9" * 40, "٣٤", "½", "3/4", "US$", "%"),
    *(" said ", " told ", "according to ", " who ", "the ministry", "Ana Brenn", "she", "It added that", " denied "),
    *("on Monday", "since October last year", "in late March", "a year earlier", "31 February 2025", "by 2030", "Q3"),
    *(
        " killed",
        " were wounded",
        " rose to ",
        " of ",
        " and ",
        ", ",
        "; ",
        ": ",
        " (",
        ")",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "''",
        "``",
    ),
    *(
        ". ",
        "? ",
        "\n",
        "\r\n",
        "\n\n",
        "\u2028",
        "\t",
        "\xa0",
        "\u202f",
        "\u200b",
        "\ufeff",
        "\u202e",
        "😀",
        "\x85",
        "\x00",
        "- ",
    ),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def _extract(text: str, annotator: Annotator) -> Extraction:
    return extract_article(Article("a.txt", text, "0" * 64, published=date(2025, 1, 14)), annotator)


@given(text=TEXTS)
@settings(max_examples=max(2_000, settings().max_examples), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_rows_that_hold(text: str, annotator: Annotator) -> None:
    extraction = _extract(text, annotator)
    spans = [claim.quantity.span for claim in extraction.claims]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for claim in extraction.claims:
        assert 0 <= claim.quantity.span.start < claim.quantity.span.end <= len(text)
        assert claim.sentence.covers(claim.quantity.span)
        assert (claim.quantity.value is None) == (claim.quantity.low is not None)
        assert claim.who_text in text
        assert claim.date_text in text
        assert (claim.who is None) == (claim.quote.value == "none")
    for rejection in extraction.rejections:
        assert rejection.span
        assert text[rejection.span.start : rejection.span.end] == rejection.text
    assert len({claim.claim_id for claim in extraction.claims}) == len(spans)
    assert _extract(text, annotator) == extraction


def test_a_number_is_a_claim_or_refused_never_both(annotator: Annotator) -> None:
    text = "WEATHER 27°C\n\nTwo of the 24th Brigade's men died on May 4, 2024, police said. One of them was 34."
    extraction = _extract(text, annotator)
    claimed = {claim.quantity.span for claim in extraction.claims}
    refused = {rejection.span for rejection in extraction.rejections}
    assert not claimed & refused
    assert ("clean", "weather") in {(rejection.step, rejection.reason) for rejection in extraction.rejections}
