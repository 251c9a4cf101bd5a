"""The figures of a score by name, and the floors below which none may fall.

``detect`` asks for the number's place, ``row`` for the cells that make a claim usable, ``full_row`` for nearly all.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.gold.annotations import AnnotatedClaim
from pipeline.gold.matching import Field
from pipeline.gold.score import Outcome, Score

Figures = dict[str, float | None]

HEADLINES = ("detect", "row", "full_row")

# Fields that may be empty: an empty cell is no answer and earns nothing.
MAY_BE_EMPTY = (Field.WHO_SAID, Field.WHO_FULL, Field.RELAYED_BY, Field.DATE, Field.SAID_ON)


def figures(score: Score) -> Figures:
    """Return counts and figures by name.

    Over all claims: ``<headline>_precision``, ``_recall``, ``_f1``. For a field: ``<field>_accuracy``, the share of
    right cells among paired claims, empty cells included; ``<field>_precision``, among all cells filled;
    ``<field>_recall``, among all that gold fills; ``<field>_f1``. For a field that may be empty also ``<field>_found``,
    the share of right cells among the paired claims where gold fills it, and ``<field>_in_gold``, how many those are.
    A share of nothing is None.
    """
    outcomes = score.outcomes
    pairs = [outcome for outcome in outcomes if outcome.gold and outcome.claim]
    gold = sum(outcome.gold is not None for outcome in outcomes)
    got = sum(outcome.claim is not None for outcome in outcomes)
    rows = sum(outcome.verdict.row for outcome in pairs)
    full_rows = sum(outcome.verdict.full_row for outcome in pairs)
    found: Figures = {"articles": score.articles, "gold": gold, "got": got, "paired": len(pairs)}
    for headline, right in zip(HEADLINES, (len(pairs), rows, full_rows), strict=True):
        found |= _precision_recall(headline, right, got=got, gold=gold)
    for field in Field:
        found |= _field_figures(field, outcomes)
    return found


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """Return the pinned floors, by part of the gold and by figure.

    Raises UsageError where a floor is for no figure of a score: it would never be held.
    """
    try:
        floors = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise UsageError(f"{path}: not JSON: {error}") from error
    if not isinstance(floors, dict) or not all(isinstance(pinned, dict) for pinned in floors.values()):
        raise UsageError(f"{path}: expected figures and their floors by part")
    known = figures(Score(0, ()))
    for part, pinned in floors.items():
        for name, floor in pinned.items():
            if name not in known or not isinstance(floor, int | float):
                raise UsageError(f"{path}, {part}: expected a figure of a score and its floor, found {name}: {floor!r}")
    return {part: dict(pinned) for part, pinned in floors.items()}


def below_floors(reached: Figures, floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for each figure below its floor; a figure that could not be reckoned is below any floor.

    >>> below_floors({"row_f1": 0.41, "detect_f1": 0.95}, {"row_f1": 0.45, "detect_f1": 0.93})
    ['row_f1 is 0.4100, below its floor 0.4500']
    """
    return [
        f"{name} is {'-' if figure is None else format(figure, '.4f')}, below its floor {floor:.4f}"
        for name, floor in floors.items()
        if (figure := reached[name]) is None or figure < floor
    ]


def _field_figures(field: Field, outcomes: Sequence[Outcome]) -> Figures:
    right = paired = answered_right = answered = asked = in_gold = found = 0
    for outcome in outcomes:
        is_right = field in outcome.verdict.fields
        is_paired = outcome.gold is not None and outcome.claim is not None
        has_answer = outcome.claim is not None and _is_filled(field, outcome.claim)
        gold_asks = outcome.gold is not None and _is_filled(field, outcome.gold)
        paired += is_paired
        right += is_right
        answered += has_answer
        answered_right += has_answer and is_right
        # A right cell shows which reading it follows; where readings differ, that one tells whether gold asks for it.
        asked += has_answer if is_right else gold_asks
        in_gold += is_paired and gold_asks
        found += is_paired and gold_asks and is_right
    reached: Figures = {f"{field}_accuracy": _share(right, paired)}
    reached |= _precision_recall(field, answered_right, got=answered, gold=asked)
    if field in MAY_BE_EMPTY:
        reached |= {f"{field}_found": _share(found, in_gold), f"{field}_in_gold": in_gold}
    return reached


def _is_filled(field: Field, claim: AnnotatedClaim) -> bool:
    """Tell whether the first reading of a claim has something in the cell."""
    reading = claim.readings[0]
    match field:
        case Field.WHO_SAID | Field.WHO_FULL:
            return bool(reading.who)
        case Field.RELAYED_BY:
            return bool(reading.relayed_by)
        case Field.DATE:
            return bool(reading.date)
        case Field.SAID_ON:
            return bool(reading.said_on)
        case _:
            return True


def _precision_recall(name: str, right: int, *, got: int, gold: int) -> Figures:
    return {
        f"{name}_precision": _share(right, got),
        f"{name}_recall": _share(right, gold),
        f"{name}_f1": _share(2 * right, got + gold),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
