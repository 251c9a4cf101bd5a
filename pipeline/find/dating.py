"""Tells which time expression of a sentence dates a quantity's fact, and which the saying of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, QuantityMention, TimexMention


@dataclass(frozen=True, slots=True)
class Dates:
    """When the fact holds and when its source said so; ``future`` tells that the fact's clause speaks of the future."""

    fact: TimexMention | None
    saying: TimexMention | None
    future: bool


def find_dates(
    sentence: ParsedSentence,
    quantity: QuantityMention,
    timexes: Sequence[TimexMention],
    attribution: Attribution | None,
) -> Dates:
    """Return the times of one quantity's claim, from expressions in its own sentence."""
    inside = [timex for timex in timexes if sentence.sentence.span.covers(timex.span) and timex.locates]
    clause = attribution.clause if attribution else ()
    saying = next((timex for timex in inside if any(span.covers(timex.span) for span in clause)), None)
    others = [timex for timex in inside if timex != saying]
    fact = others[0] if len(others) == 1 else None
    return Dates(fact, saying, future=False)
