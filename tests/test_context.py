"""Which sentences are parsed."""

import re
from decimal import Decimal

import pytest

from pipeline.clean.segment import segment
from pipeline.find.context import sentences_to_parse
from pipeline.find.quotations import find_quotations
from pipeline.types import CharSpan, Modifier, QuantityMention


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("It rained. Nobody came. All left.", "---", id="no number, no parse"),
        pytest.param("It rained. Nobody came. We counted 4. All left.", "-##-", id="a number and the sentence before"),
        pytest.param("We counted 4. All left. It rained.", "#--", id="the first sentence has none before it"),
        pytest.param(
            "Ana wept. “We ran. We hid. We lost 4 cows. All died,” she said. It rained.", "######", id="a quote"
        ),
        pytest.param("“We ran. We hid,” she said. We lost 4 cows.", "-##", id="a quotation without a number"),
    ],
)
def test_sentences_with_a_number_and_what_tells_who_said_it(text: str, parsed: str) -> None:
    layout = segment(text)
    quantities = []
    for found in re.finditer(r"\d+", text):
        span = CharSpan(found.start(), found.end())
        quantities.append(QuantityMention(span, span, span, Decimal(found[0]), None, None, Modifier.EXACT, "", "count"))
    chosen = sentences_to_parse(layout.sentences, quantities, find_quotations(text, layout.sentences))
    marks = "".join("#" if sentence in chosen else "-" for sentence in layout.sentences)
    assert marks == parsed
