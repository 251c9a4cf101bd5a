"""Which sentences are parsed, and which of them may tell who said a number."""

import re
from decimal import Decimal

import pytest
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate import Labels, read_parse
from pipeline.clean.segment import segment
from pipeline.find.context import sentences_to_parse, telling_sentences
from pipeline.find.quotations import find_quotations
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Modifier, QuantityMention


# Text, and for each sentence: # tells who said a number, + is parsed only, - is not parsed.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It rained. Nobody came. All left.", "---", id="no number, no parse"),
        pytest.param("It rained. Nobody came. We counted 4. All left.", "-+#-", id="a number and the sentence before"),
        pytest.param("We counted 4. All left. It rained.", "#--", id="the first sentence has none before it"),
        pytest.param(
            "Ana wept. “We ran. We hid. We lost 4 cows. All died,” she said. It rained.", "##+###", id="a quote"
        ),
        pytest.param("“We ran. We hid,” she said. We lost 4 cows.", "-+#", id="a quotation without a number"),
    ],
)
def test_sentences_with_a_number_and_what_tells_who_said_it(text: str, expected: str) -> None:
    sentences = segment(text).sentences
    quantities = []
    for found in re.finditer(r"\d+", text):
        span = CharSpan(found.start(), found.end())
        quantities.append(QuantityMention(span, span, span, Decimal(found[0]), None, None, Modifier.EXACT, "", "count"))
    quotations = find_quotations(text, sentences)
    chosen = sentences_to_parse(sentences, quantities, quotations)
    empty = read_parse(Doc(Vocab()), "", Labels(StringStore()))
    parsed = [ParsedSentence(sentence, empty) for sentence in chosen]
    telling = [one.sentence for one in telling_sentences(parsed, quantities, quotations)]
    marks = ("#" if one in telling else "+" if one in chosen else "-" for one in sentences)
    assert "".join(marks) == expected
