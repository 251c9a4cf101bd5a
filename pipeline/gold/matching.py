"""When a cell is right: each field of a claim held against the readings of its gold."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from pipeline.gold.annotations import AnnotatedClaim, Reading
from pipeline.gold.dates import same_days
from pipeline.gold.wording import content_words, overlap, stem, stems, words
from pipeline.lexicons import load_rows, load_words
from pipeline.types import Modifier


class Field(StrEnum):
    """What is scored; ``who_full`` is ``who_said`` with the fullest of the acceptable names asked for."""

    NUMBER = "number"
    MODIFIER = "modifier"
    UNIT = "unit"
    ITEM = "item"
    EVENT = "event"
    WHAT = "what"
    WHO_SAID = "who_said"
    WHO_FULL = "who_full"
    RELAYED_BY = "relayed_by"
    QUOTE = "quote"
    DATE = "date"
    SAID_ON = "said_on"
    MODALITY = "modality"


# What a row must have right to count, and to count in full.
ROW = frozenset({Field.NUMBER, Field.UNIT, Field.ITEM, Field.WHO_SAID, Field.DATE})
FULL_ROW = ROW | {Field.MODIFIER, Field.EVENT, Field.WHAT, Field.SAID_ON, Field.MODALITY, Field.QUOTE}

# Relative tolerance of a number; a third may be written 0.333.
TOLERANCE, FRACTION_TOLERANCE = 1e-6, 1e-3

# Bounds that hold the limit itself or do not: readers do not tell them apart.
SAME_BOUND = {Modifier.AT_LEAST: Modifier.MORE_THAN, Modifier.AT_MOST: Modifier.LESS_THAN}

# Shared words for an item to be the same although its head differs, and for a clause to be the same.
SAME_ITEM, SAME_CLAUSE = 0.67, 0.5

# Words of description that may stand before a full name.
DESCRIBING_WORDS = 3

CURRENCY_CODE = re.compile(r"[A-Z]{3}")
CAPITALIZED = re.compile(r"\b[A-Z][\w-]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fields that are right by any reading, and whether the row is right by one reading throughout."""

    fields: frozenset[Field]
    row: bool
    full_row: bool


NOTHING_RIGHT = Verdict(frozenset(), row=False, full_row=False)


def judge(gold: AnnotatedClaim, claim: AnnotatedClaim, *, traced: bool) -> Verdict:
    """Hold the first reading of ``claim`` against the readings of ``gold``.

    ``traced`` tells whether the article has the claim's number text at its span; a number without it is wrong.
    """
    right = [_right_fields(reading, claim.readings[0], traced=traced) for reading in gold.readings]
    return Verdict(
        frozenset().union(*right),
        row=any(fields >= ROW for fields in right),
        full_row=any(fields >= FULL_ROW for fields in right),
    )


def _right_fields(gold: Reading, claim: Reading, *, traced: bool) -> frozenset[Field]:
    who = claim.who[0] if claim.who else ""
    same_who = _same_who(gold.who, who)
    right = {
        Field.NUMBER: traced and _same_number(gold, claim),
        Field.MODIFIER: _bound(gold.modifier) == _bound(claim.modifier),
        Field.UNIT: _unit(gold.unit) == _unit(claim.unit),
        Field.ITEM: _same_item(gold.item, claim.item),
        Field.EVENT: not stems(gold.event) or not set(stems(gold.event)).isdisjoint(stems(claim.event)),
        Field.WHAT: overlap(stems(gold.what), stems(claim.what)) >= SAME_CLAUSE,
        Field.WHO_SAID: same_who,
        Field.WHO_FULL: same_who and (not gold.who or _name(gold.who[0]) == _name(who)),
        Field.RELAYED_BY: _same_who(gold.relayed_by, "; ".join(claim.relayed_by)),
        Field.QUOTE: gold.quote == claim.quote,
        Field.DATE: same_days(gold.date, claim.date),
        Field.SAID_ON: same_days(gold.said_on, claim.said_on),
        Field.MODALITY: gold.modality == claim.modality,
    }
    return frozenset(field for field, is_right in right.items() if is_right)


def _same_number(gold: Reading, claim: Reading) -> bool:
    if gold.modifier is Modifier.RANGE:
        return claim.value is None and _close(gold.low, claim.low) and _close(gold.high, claim.high)
    return _close(gold.value, claim.value, FRACTION_TOLERANCE if gold.unit == "fraction" else TOLERANCE)


def _close(one: Decimal | None, other: Decimal | None, tolerance: float = TOLERANCE) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(float(one), float(other), rel_tol=tolerance)


def _bound(modifier: Modifier | None) -> Modifier | None:
    return SAME_BOUND.get(modifier, modifier) if modifier else None


def _unit(stated: str) -> str:
    """Return the unit in one spelling: singular, as a code or with underscores."""
    unit = stated.strip()
    if CURRENCY_CODE.fullmatch(unit):
        return unit
    singular = unit.lower().rstrip("s")
    return _spellings().get(singular, singular.replace(" ", "_"))


@cache
def _spellings() -> Mapping[str, str]:
    return {row["spelling"]: row["unit"] for row in load_rows("scoring_units")}


def _same_item(gold: str, claim: str) -> bool:
    """Tell whether two noun phrases name one thing: most words shared, or one head and no other name before it."""
    one, other = stems(gold), stems(claim)
    if not one or not other:
        return one == other
    if overlap(one, other) >= SAME_ITEM:
        return True
    gold_head, claim_head = _head_phrase(gold), _head_phrase(claim)
    if not gold_head or not claim_head or stem(gold_head[-1]) != stem(claim_head[-1]):
        return False
    if len(other) > 2 * len(one) + 3:  # a whole sentence is no item
        return False
    gold_names = _capitalized(gold).intersection(gold_head[:-1])
    claim_names = _capitalized(claim).intersection(claim_head[:-1])
    return not gold_names or not claim_names or not gold_names.isdisjoint(claim_names)


def _head_phrase(phrase: str) -> list[str]:
    """Return the content words before the first preposition that follows one."""
    head: list[str] = []
    for word in words(phrase):
        if head and word in load_words("scoring_phrase_ends"):
            break
        if word not in load_words("scoring_stopwords"):
            head.append(word)
    return head


def _capitalized(phrase: str) -> set[str]:
    return {word.casefold() for word in CAPITALIZED.findall(phrase)}


def _same_who(accepted: tuple[str, ...], who: str) -> bool:
    """Tell whether ``who`` is one of the names accepted; no name accepted asks for no name."""
    if not accepted or not who.strip():
        return not accepted and not who.strip()
    return any(_same_name(_name(name), _name(who)) for name in accepted)


def _same_name(accepted: list[str], who: list[str]) -> bool:
    """Tell whether two names have the same words; a full name may have a few describing words before it."""
    if not accepted:
        return False
    described = len(accepted) > 1 and who[-len(accepted) :] == accepted
    return set(who) == set(accepted) or (described and len(who) <= len(accepted) + DESCRIBING_WORDS)


def _name(stated: str) -> list[str]:
    """Return the words of a name without its titles, unless there is nothing else."""
    said = content_words(stated)
    return [word for word in said if word not in load_words("scoring_titles")] or said
