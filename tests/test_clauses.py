"""The clause that states a quantity: what belongs to it, what stands beside it, and the saying cut off."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.find.clauses import find_clause
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Modifier, QuantityMention, QuoteKind

Marked = Callable[..., tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]]

CLAUSES = [
    ("They name health care at 16 percent, schools at [[10 percent|percent]] and rents at 8 percent.",
     "schools at 10 percent", "a later entry of a list"),
    ("It has Lee at 9 percent, cook and mayor Bo Cole at [[4 percent|percent]].", "cook and mayor Bo Cole at 4 percent",
     "'and' inside an entry"),
    ("Turnout fell by 50 percent in Ohio and [[40 percent|percent]] in Utah.", "40 percent in Utah", "where it is so"),
    ("The fire killed [[12]] miners.", "The fire killed 12 miners", "the whole, without the full stop"),
    ("Ten men were killed while [[27]] were hurt.", "27 were hurt", "beside 'while'"),
    ("[[Ten]] men were killed while 27 were hurt.", "Ten men were killed", "before 'while'"),
    ("Beef sales slid 9 percent but milk rose [[4 percent|percent]].", "milk rose 4 percent", "beside 'but'"),
    ("The blast killed 14 men and injured [[41]] others.", "injured 41 others", "a verb with the same subject"),
    ("Two bombs went off, killing [[81]] people.", "killing 81 people", "a participle"),
    ("The army fled the hills, with over [[300]] dead.", "over 300 dead", "a phrase with no verb"),
    ("The bomb, which killed [[14]] men, was small.", "The bomb, which killed 14 men", "a relative clause"),
    ("The bank opened [[14]] branches, which nobody had asked for in the town.", "The bank opened 14 branches",
     "a long aside"),
    ("The bank was fined $80 million, including a [[$9 million|USD]] penalty.",
     "The bank was fined $80 million, including a $9 million penalty", "a part of the amount is of the same claim"),
    ("The bank was fined [[$80 million|USD]], including a $9 million penalty.", "The bank was fined $80 million",
     "the whole amount stands alone"),
    ("The deficit is expected to rise to [[3 percent|percent]].", "The deficit is expected to rise to 3 percent",
     "the verb above an infinitive"),
    ("Rents rose 4 percent; wages rose [[2 percent|percent]].", "wages rose 2 percent", "a semicolon parts claims"),
    ("Ana Reyes, [[34|year]], lost her home in the flood.", "Ana Reyes, 34", "an age with its name"),
    ("Officers took the [[6-year-old|year]] boy to a nurse.", "the 6-year-old boy", "an age with its noun"),
    ("At least [[19]] dead, dozens missing in ferry wreck", "At least 19 dead", "a headline of two parts"),
    ("[[Thousands]] of shots in the capital", "Thousands of shots in the capital", "a headline without verb"),
    ("Airline to cut [[150]] jobs as profit slides 38%", "Airline to cut 150 jobs as profit slides 38%",
     "a percent sign at the end"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "clause"), [row[:2] for row in CLAUSES], ids=[row[2] for row in CLAUSES])
def test_clauses(marked: Marked, sentence: str, clause: str) -> None:
    text, [(parsed, [quantity])] = marked(sentence)
    span = find_clause(parsed, quantity, None)
    assert text[span.start : span.end] == clause


SAID = [
    ("Police said [[40]] boats sank.", "said", "Police said", "40 boats sank", "before the claim"),
    ("[[40]] boats sank, police said on Monday.", "said", "police said on Monday", "40 boats sank", "after the claim"),
    ("According to police, [[40]] boats sank.", "According to", "According to police", "40 boats sank", "according to"),
    ("Police reported [[40]] sunken boats in May.", "reported", "Police reported", "40 sunken boats in May",
     "the claim is the verb's object"),
    ("Police cut the toll to [[40]].", "cut", "Police cut", "Police cut the toll to 40", "to change a figure"),
    ("Some [[40 percent|percent]] said no.", "said", "Some 40 percent said", "Some 40 percent said no",
     "what was answered is the claim"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "cue", "saying", "clause"), [row[:4] for row in SAID], ids=[row[4] for row in SAID]
)
def test_the_saying_is_cut_off(marked: Marked, sentence: str, cue: str, saying: str, clause: str) -> None:
    text, [(parsed, [quantity])] = marked(sentence)
    spans = [CharSpan(text.index(part), text.index(part) + len(part)) for part in (cue, saying)]
    attribution = Attribution(None, spans[0], (), (spans[1],), QuoteKind.INDIRECT, "test")
    span = find_clause(parsed, quantity, attribution)
    assert text[span.start : span.end] == clause


@pytest.mark.model
@settings(max_examples=40, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["12", ";", "and", "which", "said", ",", "men", "fell", "(", '"', "old", "-", "year", "é"]),
        min_size=1, max_size=25,
    ),
    unit=st.sampled_from(["", "percent", "year"]),
    at=st.integers(0, 60),
)  # fmt: skip
def test_a_clause_lies_in_its_sentence_and_holds_the_number(
    marked: Marked, words: list[str], unit: str, at: int
) -> None:
    text, [(parsed, _)] = marked(" ".join(words))
    start = min(at, len(text) - 2)
    span = CharSpan(start, min(start + 3, len(text) - 1))
    quantity = QuantityMention(span, span, span, None, None, None, Modifier.EXACT, unit, "test")
    clause = find_clause(parsed, quantity, None)
    assert parsed.sentence.span.covers(clause)
    written = text[span.start : span.end]
    spaces = len(written) - len(written.lstrip())
    assert clause.covers(CharSpan(start + spaces, start + max(spaces, len(written.rstrip()))))
