"""Claims as other annotation programs hold them: a number marked in a text, cells about it, and other marked stretches.

Each format carries the cells of a sheet of gold, the line of gold included, so that nothing is lost on the way.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.gold.annotations import make_claim
from pipeline.gold.fields import parse_object
from pipeline.gold.files import GoldFile, GoldText, read_gold_files
from pipeline.gold.rows import GOLD, WHO_ALSO, WRONG, CellError, line_cells, make_line, read_verdict
from pipeline.gold.sheets import read_corrections
from pipeline.tables.places import find_places
from pipeline.types import CharSpan

PLACE_CELLS = ("number_text", "char_start", "char_end")
PLAIN_NUMBER = re.compile(r"\d{1,300}(?:,\d{3}){0,100}(?:\.\d{1,300})?", re.ASCII)
MOST_PROBLEMS = 20


class Label(StrEnum):
    """What a marked stretch of the text is."""

    NUMBER = "Number"
    SOURCE = "Source"
    CUE = "Cue"
    DATE = "Date"
    CLAIM = "Claim"


# The cell that a stretch linked to a number fills, where the number's own cell is empty.
CELL_OF = {Label.SOURCE: "who_said", Label.CUE: "cue", Label.DATE: "date_text", Label.CLAIM: "what"}


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A number at ``span``, its cells, and the stretches linked to it; ``where`` names it in messages."""

    where: str
    span: CharSpan
    cells: Mapping[str, str]
    links: Mapping[Label, CharSpan]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with its marked claims; ``header`` is the header of its gold, "" if there is none."""

    doc: str
    text: str
    header: str
    claims: tuple[MarkedClaim, ...]


def read_source(source: Path, texts: Path) -> tuple[list[MarkedArticle], bool]:
    """Return the claims of a gold folder or of a claims.csv or .xlsx, and whether people made them: those of a folder.

    Raises UsageError.
    """
    if source.is_dir():
        return [_mark(gold) for gold in read_gold_files(source, texts)], True
    made = []
    for file in read_corrections(source, texts).files:
        text = read_text(texts, file.doc)
        claims = tuple(make_claim(parse_object(line), text) for line in file.lines)
        made.append(_mark(GoldText(file, text, claims)))
    return made, False


def read_text(texts: Path, doc: str) -> str:
    """Return the text of an article; raise UsageError where it is not in ``texts``."""
    if not doc or PurePosixPath(doc).name != doc or not (texts / doc).is_file():
        raise UsageError(f"the article {doc!r} is not in {texts}")
    try:
        return (texts / doc).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{texts / doc}: expected UTF-8 text, not so at byte {error.start}") from error


def make_gold(source: Path, articles: Iterable[MarkedArticle], problems: Sequence[str]) -> tuple[GoldFile, ...]:
    """Return the gold that marked articles make; raise UsageError telling all ``problems`` and all that it meets."""
    told = list(problems)
    files = []
    for article in articles:
        lines = []
        for claim in sorted(article.claims, key=lambda claim: claim.span):
            try:
                if read_verdict(claim.cells) != WRONG:
                    lines.append(make_line(_completed(claim, article.text), article.text, claim.span))
            except CellError as error:
                told.append(f"{claim.where}: {error}")
        files.append(GoldFile(article.doc, _header(article, told), tuple(lines)))
    if told:
        more = [f"and {len(told) - MOST_PROBLEMS} more"] if len(told) > MOST_PROBLEMS else []
        raise UsageError("\n  ".join([f"{source}: nothing was written; please mend", *told[:MOST_PROBLEMS], *more]))
    return tuple(files)


def shown_cells(claim: MarkedClaim) -> dict[str, str]:
    """Return the cells that are not empty and not the claim's place."""
    return {column: cell for column, cell in claim.cells.items() if cell and column not in PLACE_CELLS}


def _mark(gold: GoldText) -> MarkedArticle:
    claims = []
    for line, claim in zip(gold.file.lines, gold.claims, strict=True):
        cells = line_cells(line, gold.text)
        where = f"{gold.file.doc}:{claim.span.start}"
        claims.append(MarkedClaim(where, claim.span, cells, _links(cells, gold.text, claim.span)))
    return MarkedArticle(gold.file.doc, gold.text, gold.file.header, tuple(claims))


def _links(cells: Mapping[str, str], text: str, number: CharSpan) -> dict[Label, CharSpan]:
    """Find the stretches that a claim's cells repeat, near its number."""
    links: dict[Label, CharSpan] = {}
    what = cells["what"]
    start = text.find(what, max(0, number.end - len(what)), number.start + len(what)) if what else -1
    if start >= 0:
        links[Label.CLAIM] = CharSpan(start, start + len(what))
    # The names from the fullest on: the first that stands near the number.
    for who in [cells["who_said"], *cells[WHO_ALSO].split("; ")]:
        places = find_places({**cells, "sentence": what if start >= 0 else "", "who_text": who}, text)
        if not places:
            continue
        found = {Label.SOURCE: places.who, Label.CUE: places.cue, Label.DATE: places.date}
        links |= {label: span for label, span in found.items() if span}
        if places.who:
            break
    return links


def _completed(claim: MarkedClaim, text: str) -> dict[str, str]:
    """Fill empty cells from the stretches linked to the number, and the value from plain digits."""
    cells = dict(claim.cells)
    if cells.get(GOLD):
        return cells
    for label, span in claim.links.items():
        if not cells.get(CELL_OF[label], "").strip():
            cells[CELL_OF[label]] = " ".join(text[span.start : span.end].split())
    number_text = text[claim.span.start : claim.span.end]
    if not any(cells.get(column, "").strip() for column in ("number", "low", "high")):
        if not PLAIN_NUMBER.fullmatch(number_text):
            raise CellError("number", f"the value of {number_text!r} is not told")
        cells["number"] = number_text
    return cells


def _header(article: MarkedArticle, problems: list[str]) -> str:
    if not article.header:
        return json.dumps({"doc": article.doc}, ensure_ascii=False)
    try:
        if parse_object(article.header).get("doc") != article.doc:
            raise ValueError("it is that of another article")
    except ValueError as error:
        problems.append(f"{article.doc}: the header of its gold cannot be read: {error}")
    return article.header
