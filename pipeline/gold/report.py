"""A score as people read it: two small tables, and lines that say what is wrong with each claim."""

from rich.table import Table

from pipeline.gold.annotations import AnnotatedClaim
from pipeline.gold.diff import field_cell
from pipeline.gold.figures import HEADLINES, MAY_BE_EMPTY, Figures
from pipeline.gold.matching import ROW, Field, Verdict
from pipeline.gold.score import Change, Changes, Outcome, Score, Status


def headline_table(reached: Figures) -> Table:
    """Return precision, recall and F1 of claims found and of rows right."""
    table = _table("", "P", "R", "F1")
    for headline in HEADLINES:
        table.add_row(headline, *(_three(reached[f"{headline}_{name}"]) for name in ("precision", "recall", "f1")))
    return table


def field_table(reached: Figures) -> Table:
    """Return accuracy on paired claims, precision, recall and F1 of each field, and how often gold's cell is found."""
    table = _table("field", "accuracy", "P", "R", "F1", "where gold has one")
    for field in Field:
        cells = [_three(reached[f"{field}_{name}"]) for name in ("accuracy", "precision", "recall", "f1")]
        if field in MAY_BE_EMPTY:
            cells.append(f"{_three(reached[f'{field}_found'])} of {reached[f'{field}_in_gold']:>3}")
        table.add_row(field, *cells)
    return table


def miss_lines(score: Score) -> list[str]:
    """Return a line for each wrong, missed and extra claim, in text order."""
    return [_line(outcome.status, outcome) for outcome in score.outcomes if outcome.status is not Status.RIGHT]


def change_lines(changes: Changes) -> dict[str, list[str]]:
    """Return the lines of the rows gained, lost and still wrong."""
    listed = {"gained": changes.gained, "lost": changes.lost, "still wrong": changes.still_wrong}
    return {name: [_change_line(change) for change in rows] for name, rows in listed.items()}


def _change_line(change: Change) -> str:
    status = change.now if change.before is change.now else f"{change.before} -> {change.now}"
    return _line(status, change.outcome)


def _line(status: str, outcome: Outcome) -> str:
    """Say where a claim stands and what is wrong with it; text is quoted, so that nothing in it acts on a terminal."""
    place = f"{status} {outcome.doc}:{outcome.span.start}"
    if outcome.gold and outcome.claim:
        wrong = "; ".join(_wrong_cells(outcome.gold, outcome.claim, outcome.verdict))
        return f"{place} {outcome.gold.number_text!r} {wrong}"
    shown = [claim for claim in (outcome.gold, outcome.claim) if claim]
    return f"{place} {' '.join(f'{claim.number_text!r} in {claim.readings[0].what!r}' for claim in shown)}"


def _wrong_cells(gold: AnnotatedClaim, claim: AnnotatedClaim, verdict: Verdict) -> list[str]:
    cells = [
        f"{field}: gold {field_cell(field, gold.readings[0])!r}, got {field_cell(field, claim.readings[0])!r}"
        for field in Field
        if field in ROW and field not in verdict.fields
    ]
    return cells or ["each cell follows one of gold's readings, the row none of them throughout"]


def _three(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table
