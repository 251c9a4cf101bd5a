"""The predicate that a quantity takes part in."""

from collections.abc import Callable

import pytest

from pipeline.find.events import find_event
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Modifier, QuantityMention

Marked = Callable[..., tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]]

EVENTS = [
    (
        "In the new survey, conducted March 1-3, [[40 percent|percent]] of likely voters back Mora, up four points.",
        "back",
        "no verb of the front",
    ),
    ("The result includes [[64 percent|percent]] of women.", "includes", "including as the predicate itself"),
    ("Women, [[82 percent|percent]] of whom view him badly, are leaving.", "view", "of whom"),
    (
        "Mora has backing from 15 percent and a further [[12 percent|percent]] who say they could choose her.",
        "say",
        "who the share are",
    ),
    ("She left for a meeting with [[nine]] bishops.", "meeting", "what takes place with them"),
    ("He was held after the bombing of [[two]] mills.", "bombing", "what was done to them"),
    ("The fire killed [[12]] miners.", "killed", "a plain verb"),
    ("[[12]] miners were rescued by noon.", "were rescued", "passive, with its helper"),
    ("[[12]] miners have been rescued by noon.", "have been rescued", "two helpers"),
    ("Rents rose to [[$900|USD]].", "rose to", "with the preposition before the amount"),
    ("The flood wiped out [[40]] farms.", "wiped out", "with its particle"),
    ("Sales up [[12%|percent]] in May", "up", "a direction in place of a verb"),
    ("Rents rose to $900, up from [[$850|USD]] a year ago.", "up from", "set off by a comma"),
    ("Profit slides [[38%|percent]]", "slides", "a headline's verb taken for a noun"),
    ("The start-up sold [[30]] cars.", "sold", "no direction: up is part of a word"),
    ("The mayor got the rate down to [[5 percent|percent]].", "got", "no direction of its own after an object"),
    ("The army fled, with [[300]] dead.", "dead", "what is said after the number"),
    ("The crash left [[31]] people dead.", "left", "leaving and dead are one event; the verb tells it"),
    ("Witnesses reported [[31]] men missing.", "missing", "not who reported it"),
    ("Doctors saw [[61]] missing sailors.", "saw", "an adjective before the noun says nothing"),
    ("The list gives [[28]] soldiers known killed.", "known", "what is known of them"),
    ("The [[12]] are in custody.", "are in custody", "copula with what completes it"),
    ("The rate was [[7 percent|percent]].", "was", "copula before the amount"),
    ("The boat had been at sea for [[two weeks|week]].", "had been at", "copula with helpers"),
    ("There were [[70]] bids.", "There were", "there is"),
    ("Some [[300]] men are believed to have drowned.", "have drowned", "past the verb of believing"),
    ("The deficit is projected to be [[$544 billion|USD]].", "projected to be", "a copula takes its verb along"),
    ("He was one of [[three]] judges who dissented.", "dissented", "the relative clause tells it"),
    ("He met [[three]] judges, who smiled.", "met", "an aside does not"),
    ("He gave $5 to the [[$9 million|USD]] that went to schools.", "went", "where the money went"),
    ("Blast Kills [[18]]", "Kills", "a headline's verb taken for a name"),
    ("The crash killed all [[40]] aboard.", "killed", "where they were is not what happened"),
    ("Police arrested [[300]] men aged 20 to 30.", "arrested", "how old they are is nothing done to them"),
    ("The removal of [[40]] statues angered some.", "removal", "a noun that names an event"),
    ("The heads of [[40]] schools met.", "met", "a noun that names none"),
    ("There was a [[20 percent|percent]] drop in thefts.", "drop", "the noun after the amount"),
    ("He lost 40 jobs, including [[6]] in Leeds.", "lost", "'including' only joins"),
    ("Nine in ten of [[40]] nurses say they plan to quit.", "plan", "what they say they do"),
    ("[[Dozens]] still in hospital", "still in hospital", "no verb at all"),
    ("[[Dozens]]", "", "nothing at all"),
    ("Among the [[300]] voters surveyed, the mood was good.", "surveyed", "taken up as known, and told after it"),
    ("The fund beat the [[$7|USD]] that analysts expected.", "expected", "a relative clause of a known sum"),
    ("He gave his [[30-minute|minute]] talk defending the plan.", "gave", "a measure in front of its noun"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "event"), [row[:2] for row in EVENTS], ids=[row[2] for row in EVENTS])
def test_events(marked: Marked, sentence: str, event: str) -> None:
    _, [(parsed, [quantity])] = marked(sentence)
    assert find_event(parsed, quantity) == event


@pytest.mark.model
def test_an_event_has_at_most_three_words(marked: Marked) -> None:
    _, [(parsed, [quantity])] = marked("It has been being kept for about [[three weeks|week]] by now.")
    assert 1 <= len(find_event(parsed, quantity).split()) <= 3


@pytest.mark.model
def test_a_quantity_outside_the_sentence_has_no_event(marked: Marked) -> None:
    _, [(parsed, _)] = marked("Nothing was lost.")
    span = CharSpan(90, 92)
    assert not find_event(parsed, QuantityMention(span, span, span, None, None, None, Modifier.EXACT, "", "test"))
