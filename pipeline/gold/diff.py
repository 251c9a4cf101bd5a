"""Each scored row beside its gold, field by field: what gold accepts, what was got, and whether it is right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.gold.annotations import AnnotatedArticle, AnnotatedClaim, Reading
from pipeline.gold.matching import FULL_ROW, ROW, Field
from pipeline.gold.score import Outcome, Score, Status
from pipeline.types import CharSpan

# Signs of the text shown before and after a number.
AROUND = 80


class Weight(StrEnum):
    """What a field decides: the row, the row in full, or neither."""

    ROW = "row"
    FULL_ROW = "full_row"
    EXTRA = "extra"


class Standing(StrEnum):
    """What became of a row; a nearly right one is right in the cells that make it usable."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"
    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class CellDiff:
    """A field of a row: the cells that gold accepts, the first reading's first, and the cell got; "" for empty ones."""

    field: Field
    weight: Weight
    gold: tuple[str, ...]
    got: str
    right: bool


@dataclass(frozen=True, slots=True)
class RowDiff:
    """A row, its number in its line of the article, and its cells; a missed or extra one has one side alone."""

    standing: Standing
    doc: str
    start: int
    before: str
    number: str
    after: str
    cells: tuple[CellDiff, ...]


def diff_rows(score: Score, gold: Mapping[str, AnnotatedArticle]) -> Iterator[RowDiff]:
    """Yield all rows of a score, by article and position."""
    for outcome in score.outcomes:
        text, span = gold[outcome.doc].text, outcome.span
        number = text[span.start : span.end]
        before, after = _around(text, span)
        yield RowDiff(_standing(outcome), outcome.doc, span.start, before, number, after, tuple(_cells(outcome)))


def diff_lines(row: RowDiff) -> list[str]:
    """Return a row as lines for a terminal, with the cells that are not right; nothing in them acts on it.

    >>> cell = CellDiff(Field.ITEM, Weight.ROW, ("shops", "red shops"), "streets", False)
    >>> print(*diff_lines(RowDiff(Standing.WRONG, "a.txt", 4, "Ten ", "12", " shops shut.", (cell,))), sep="\\n")
    wrong  a.txt:4  Ten [12] shops shut.
      item        gold  shops | red shops
                  got   streets
    """
    lines = [f"{row.standing:<6} {row.doc}:{row.start}  {_plain(f'{row.before}[{row.number}]{row.after}')}"]
    for cell in row.cells:
        if cell.right or (row.standing in (Standing.MISSED, Standing.EXTRA) and cell.weight is not Weight.ROW):
            continue
        sides = []
        if row.standing is not Standing.EXTRA:
            sides.append(f"gold  {_plain(' | '.join(accepted or '-' for accepted in cell.gold))}")
        if row.standing is not Standing.MISSED:
            sides.append(f"got   {_plain(cell.got or '-')}")
        lines += [f"  {name:<12}{side}" for name, side in zip((cell.field, ""), sides, strict=False)]
    return lines


def field_cell(field: Field, reading: Reading) -> str:
    """Return what a reading says in a field."""
    match field:
        case Field.NUMBER:
            return str(reading.value) if reading.value is not None else f"{reading.low}-{reading.high}"
        case Field.WHO_SAID | Field.WHO_FULL:
            return reading.who[0] if reading.who else ""
        case Field.RELAYED_BY:
            return "; ".join(reading.relayed_by)
        case Field.WHAT | Field.UNIT | Field.ITEM | Field.EVENT | Field.DATE | Field.SAID_ON:
            return str(getattr(reading, field))
        case Field.MODIFIER | Field.QUOTE | Field.MODALITY:
            return str(getattr(reading, field) or "")


def _around(text: str, span: CharSpan) -> tuple[str, str]:
    """Return what stands before and after a span in its line, cut at a word where it is long."""
    start = max(text.rfind(sign, 0, span.start) for sign in "\r\n") + 1
    end = min((at for sign in "\r\n" if (at := text.find(sign, span.end)) >= 0), default=len(text))
    before, after = text[start : span.start], text[span.end : end]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    return before, after


def _standing(outcome: Outcome) -> Standing:
    if outcome.status is Status.RIGHT:
        return Standing.RIGHT if outcome.verdict.full_row else Standing.NEARLY
    return Standing(outcome.status)


def _cells(outcome: Outcome) -> Iterator[CellDiff]:
    for field in sorted(Field, key=lambda field: list(Weight).index(_weight(field))):
        if field is Field.WHO_FULL and Field.WHO_SAID not in outcome.verdict.fields:
            continue  # said once
        yield CellDiff(
            field,
            _weight(field),
            tuple(_accepted(field, outcome.gold)) if outcome.gold else (),
            field_cell(field, outcome.claim.readings[0]) if outcome.claim else "",
            field in outcome.verdict.fields,
        )


def _accepted(field: Field, claim: AnnotatedClaim) -> dict[str, None]:
    """Return the cells that the readings of gold accept, in order and each once."""
    if field is Field.WHO_SAID:
        return dict.fromkeys(name for reading in claim.readings for name in reading.who or ("",))
    return dict.fromkeys(field_cell(field, reading) for reading in claim.readings)


def _weight(field: Field) -> Weight:
    if field in ROW:
        return Weight.ROW
    return Weight.FULL_ROW if field in FULL_ROW else Weight.EXTRA


def _plain(text: str) -> str:
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)
