"""The rows of a corrected sheet on one article, made into lines of gold; what cannot be read is told by its cell."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.claim_ids import claim_id
from pipeline.gold.fields import parse_object
from pipeline.gold.locating import locate
from pipeline.gold.rows import (
    GOLD,
    GOLD_ARTICLE,
    VERDICT,
    WRONG,
    CellError,
    dump_line,
    make_line,
    read_number,
    read_verdict,
    same_cell,
)
from pipeline.tables.sheets import SheetRow
from pipeline.types import CharSpan

HEADER_COLUMNS = ("published", "title", "outlet")

# The workbook's column that says what changed since a verdict was given.
CARRIED = "carried"

# What a spreadsheet program makes of "38%", "$4.20" or "1,150": no letters.
REWRITTEN = re.compile(r"[-+()\d.,%$€£¥\s/:]{1,40}")

# What tells that a row is about a claim, and not only that an article has none.
CLAIM_CELLS = ("number_text", "number", "low", "high", "sentence", "what", "item")


@dataclass(frozen=True, slots=True)
class SheetArticle:
    """An article of a sheet, and the rows on it.

    ``name`` is what the sheet calls it, ``doc`` the file name of its text, ``digest`` the SHA-256 of the bytes that its
    rows' ids are made from, "" where they are not at hand.
    """

    name: str
    doc: str
    text: str
    digest: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim made of a row."""

    row: SheetRow
    span: CharSpan
    line: str


@dataclass(slots=True)
class Tally:
    """What is counted, and what is wrong, on the way through a sheet."""

    problems: list[str] = field(default_factory=list)
    wrong: int = 0
    added: int = 0
    carried: list[str] = field(default_factory=list)


def read_claims(article: SheetArticle, tally: Tally) -> list[MadeClaim]:
    """Make the claims of an article's rows, in text order."""
    rows = []
    for row in article.rows:
        try:
            verdict = read_verdict(row.cells)
            if verdict and row.cells.get(CARRIED, "").strip():
                tally.carried.append(row.address(VERDICT))
            if verdict == WRONG:
                tally.wrong += 1
            elif any(row.cells.get(column, "").strip() for column in CLAIM_CELLS):
                rows.append(row)
        except CellError as error:
            tally.problems.append(f"{row.address(error.column)}: {error}")
    tally.problems += _id_problems(article, rows)
    hints = {id(row): _hint(row, article, tally) for row in rows}
    sure = {span for row in rows if (span := hints[id(row)]) and _stands(row, span, article.text)}
    made = []
    for row in rows:
        hint = hints[id(row)]
        try:
            span = _located(row, article, hint, sure)
            line = make_line(row.cells, article.text, span)
        except CellError as error:
            tally.problems.append(f"{row.address(error.column)}: {error}")
            continue
        tally.added += not (hint and span == hint)
        made.append(MadeClaim(row, span, line))
    tally.problems += _double_problems(made)
    return sorted(made, key=lambda claim: (claim.span, not claim.row.cells.get(GOLD)))


def _id_problems(article: SheetArticle, rows: Sequence[SheetRow]) -> list[str]:
    """Say which rows share an id, and which have one that is not theirs.

    Where no id of several fits, the article has changed since the sheet was written, and its rows are located anew.
    """
    problems = []
    first: dict[str, SheetRow] = {}
    strangers = []
    fitting = 0
    for row in rows:
        stated = row.cells.get("claim_id", "").strip()
        span = _stated_span(row)
        if not stated:
            continue
        other = first.setdefault(stated, row)
        if other is not row and not _two_lines(other, row):
            problems.append(
                f"{row.address('claim_id')}: row {other.row} has this id too; delete one of the rows, or "
                "empty claim_id, char_start and char_end in the one you added"
            )
        elif span and stated != claim_id(article.name, article.digest, span):
            strangers.append(row)
        elif span:
            fitting += 1
    if article.digest and (fitting or len(strangers) == 1):
        problems += [
            f"{row.address('claim_id')}: not the id of a claim at {row.cells['char_start']}-{row.cells['char_end']} of "
            f"{article.name}; one of these cells or the article was changed. Empty the id to go by the sentence"
            for row in strangers
        ]
    return problems


def _two_lines(one: SheetRow, other: SheetRow) -> bool:
    """Tell whether two rows are two lines of gold, which may claim one place twice."""
    lines = [row.cells.get(GOLD, "").strip() for row in (one, other)]
    return all(lines) and lines[0] != lines[1]


def _double_problems(made: Sequence[MadeClaim]) -> list[str]:
    """Say which rows claim one place twice."""
    problems = []
    first: dict[CharSpan, MadeClaim] = {}
    for claim in made:
        other = first.setdefault(claim.span, claim)
        if other is claim:
            continue
        if not _two_lines(other.row, claim.row):
            problems.append(
                f"{claim.row.address('number_text')}: row {other.row.row} has the same number at "
                f"{claim.span.start}-{claim.span.end}; delete one of the rows"
            )
    return problems


def _stated_span(row: SheetRow) -> CharSpan | None:
    """Return the positions stated; None where there are none. Raises nothing: ``_hint`` tells what cannot be read."""
    try:
        bounds = [read_number(row.cells, column) for column in ("char_start", "char_end")]
    except CellError:
        return None
    if bounds[0] is None or bounds[1] is None or any(bound != int(bound) for bound in bounds if bound is not None):
        return None
    return CharSpan(int(bounds[0]), int(bounds[1]))


def _hint(row: SheetRow, article: SheetArticle, tally: Tally) -> CharSpan | None:
    span = _stated_span(row)
    column = next((name for name in ("char_start", "char_end") if row.cells.get(name, "").strip()), None)
    if span is None and column:
        tally.problems.append(
            f"{row.address(column)}: expected two whole positions in char_start and char_end, or two empty cells"
        )
    return span if span and 0 <= span.start < span.end <= len(article.text) else None


def _stands(row: SheetRow, span: CharSpan, text: str) -> bool:
    return same_cell(row.cells.get("number_text", ""), text[span.start : span.end])


def _located(row: SheetRow, article: SheetArticle, hint: CharSpan | None, taken: set[CharSpan]) -> CharSpan:
    """Return where the row's number stands: where it says, if its number text is there, else by its words.

    A number text that a spreadsheet program wrote anew (0.38 for 38%) is where the row's id says.
    """
    number_text = row.cells.get("number_text", "").strip()
    passage = row.cells.get("sentence", "").strip() or row.cells.get("what", "").strip()
    if hint and number_text and _stands(row, hint, article.text):
        return hint
    stated = row.cells.get("claim_id", "").strip()
    is_own = hint is not None and stated == claim_id(article.name, article.digest, hint)
    sure = is_own and REWRITTEN.fullmatch(number_text) is not None
    if sure and hint and _digits(number_text) == _digits(article.text[hint.start : hint.end]):
        return hint
    try:
        return locate(article.text, number_text, passage, hint, taken, inside_words=not sure)
    except ValueError as error:
        if sure and hint:
            return hint
        column = "sentence" if str(error).startswith("the sentence") else "number_text"
        raise CellError(column, str(error)) from error


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def read_header(article: SheetArticle, tally: Tally) -> str:
    """Return the header of the article's gold: as it was, if its cells still say the same."""
    before = next((cell for row in article.rows if (cell := row.cells.get(GOLD_ARTICLE, "").strip())), "")
    header: Mapping[str, object] = {"doc": article.doc}
    if before:
        try:
            header = dict(parse_object(before)) | {"doc": article.doc}
        except ValueError as error:
            row = next(row for row in article.rows if row.cells.get(GOLD_ARTICLE, "").strip())
            tally.problems.append(f"{row.address(GOLD_ARTICLE)}: {error}; empty the cell")
            return ""
    changed: dict[str, object] = {}
    for column in HEADER_COLUMNS:
        first = next((row for row in article.rows if column in row.cells), None)
        if first is None:
            continue
        stated = first.cells[column].strip()
        tally.problems += [
            f"{row.address(column)}: {other!r}, but {first.address(column)} has {stated!r} for the same article"
            for row in article.rows
            if (other := row.cells.get(column, "").strip()) and stated and other != stated
        ]
        if not before or not same_cell(stated, str(header.get(column) or "")):
            changed[column] = stated or None
    if before and not changed and json.loads(before).get("doc") == article.doc:
        return before
    return dump_line({**(json.loads(before) if before else {}), "doc": article.doc, **changed})
