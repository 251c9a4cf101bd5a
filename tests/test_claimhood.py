"""Amounts that claim nothing. All sentences are our own."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.find.claimhood import refuse
from pipeline.find.quantities import find_quantities
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan

# A sentence, a number word in it, and why it claims nothing ("" if it is a claim).
ROWS = (
    ("one of them", "One of the boats sank.", "One", "idle_one"),
    ("one thing", "They found one recent incident.", "one", "idle_one"),
    ("more than one", "More than one boat sank.", "one", "idle_one"),
    ("about one", "It kills about one person a year.", "one", ""),
    ("one percent", "Only one percent stayed.", "one", ""),
    ("one million", "Only one million stayed.", "one", ""),
    ("one in five", "Only one in five stayed.", "One in five".lower(), ""),
    ("the two", "The two boats sank.", "two", "back_reference"),
    ("these three", "These three firms sank.", "three", "back_reference"),
    ("their 4", "Their 4 boats sank.", "4", "back_reference"),
    ("the three, split", "Of the\nthree boats none sank.", "three", "back_reference"),
    ("a part of a ranking", "It has left the top three", "three", "rank"),
    ("the top of something", "The top three teams met.", "three", ""),
    ("the 12", "The 12 boats sank.", "12", ""),
    ("two alone", "Two boats sank.", "Two", ""),
    ("possessive noun", "The city's two boats sank.", "two", ""),
    ("at least the two", "At least two boats sank.", "two", ""),
    ("the five percent", "The five percent stayed.", "five", ""),
    ("the five-year plan", "The five-year plan failed.", "five", ""),
    ("for years", "He was jailed for 20 years.", "20", ""),
    ("lasted", "The outage lasted 40 minutes.", "40", ""),
    ("how long, before", "He swam for six hours before help came.", "six", ""),
    ("trend", "It ended a six-year trend.", "six", ""),
    ("ago", "It sank three years ago.", "three", "date"),
    ("later", "It sank nine days later.", "nine", "date"),
    ("ahead of", "It sank three weeks ahead of the vote.", "three", "date"),
    ("same months", "Rents rose more than in the same three months of 2019.", "three", "date"),
    ("half-year results", "They told of half year results on Friday.", "half", "date"),
    ("half a year", "He was jailed for half a year.", "half", ""),
    ("in years", "It will sink in 15 years.", "15", "date"),
    ("how far back", "We need to look back only nine years.", "nine", "date"),
    ("time spent somewhere", "They will spend only five hours on the island.", "five", ""),
    ("past years", "It sank twice in the past two weeks.", "two", "date"),
    ("first months", "It made a loss in the first 10 months.", "10", "date"),
    ("over years", "It will cost a lot over 10 years.", "10", "date"),
    ("over at least", "It went on over at least five years.", "five", ""),
    ("period", "It fell over a period of four years.", "four", "date"),
    ("after", "It sank after 55 minutes.", "55", "date"),
    ("in seconds", "It burned down in four seconds.", "four", ""),
    ("every months", "They get it every three months.", "three", "date"),
    ("every minutes", "A boat sinks every 72 minutes.", "72", ""),
    ("year high", "Prices hit a 20-year high.", "20", "date"),
    ("bond", "The 10-year Treasury yield fell.", "10", "name"),
    ("until", "There are 50 days until the vote.", "50", "date"),
    ("age", "A 20-year-old man sank.", "20", ""),
)


def _reason(parsed: ParsedSentence, text: str, words: str) -> str:
    quantities, _ = find_quantities(text, [CharSpan(0, len(text))], ())
    start = text.index(words)
    (quantity,) = [found for found in quantities if found.number.start == start]
    return refuse(text, parsed, quantity) or ""


@pytest.mark.parametrize(
    ("text", "words", "reason"), [pytest.param(text, words, reason, id=why) for why, text, words, reason in ROWS]
)
def test_what_claims_nothing_is_refused_with_its_reason(
    build: Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence], text: str, words: str, reason: str
) -> None:
    parsed = build([(word, "NN", "dep", 0) for word in text.split(" ")])
    assert _reason(parsed, text, words) == reason


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        pytest.param("The Sony Walkman 40 sold well.", "40", "name", id="a product"),
        pytest.param("Mora gained six points and Ruiz five in the poll.", "five", "", id="no name in small letters"),
        pytest.param("She fell out of the top three in May.", "three", "rank", id="out of the top"),
        pytest.param("Her top three issues were rents and trains.", "three", "", id="of the top"),
        pytest.param("It was the lowest rent for four years.", "four years", "date", id="extreme of years"),
        pytest.param("It was the first time for four years.", "four years", "date", id="first of years"),
        pytest.param("She was jailed for four years.", "four years", "", id="how long, no extreme"),
        pytest.param("The French Army sent 300 soldiers to Mali.", "300", "", id="soldiers of an army"),
    ],
)
def test_a_number_inside_a_name_is_refused(
    parse: Callable[[str], ParsedSentence], text: str, words: str, reason: str
) -> None:
    parsed = parse(text)
    quantities, refusals = find_quantities(text, [CharSpan(0, len(text))], ())
    found = {text[refusal.span.start : refusal.span.end]: refusal.reason for refusal in refusals}
    for quantity in quantities:
        found[text[quantity.span.start : quantity.span.end]] = refuse(text, parsed, quantity) or ""
    assert found[words] == reason
