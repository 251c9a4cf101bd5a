"""A corrected sheet becomes gold, and gold a sheet to correct.

Whatever is wrong with a sheet is told by the address of the cell, all of it at once, before anything is written.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from pipeline.claim_ids import claim_id
from pipeline.clean.segment import segment
from pipeline.errors import OutputError, UsageError
from pipeline.gold.annotations import COLUMNS
from pipeline.gold.corrected import (
    HEADER_COLUMNS,
    MadeClaim,
    SheetArticle,
    Tally,
    read_claims,
    read_header,
)
from pipeline.gold.fields import parse_object
from pipeline.gold.files import GoldFile, GoldText
from pipeline.gold.rows import (
    ALT,
    CORRECT,
    GOLD,
    GOLD_ARTICLE,
    NOTES,
    VERDICT,
    VERDICTS,
    WHO_ALSO,
    line_cells,
)
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile, shorten, unguard
from pipeline.tables.plain_workbook import write_plain_workbook
from pipeline.tables.sheets import SheetError, SheetRow, read_sheets

# The columns of a sheet made of gold; what a person reads and corrects stands first.
FIRST_COLUMNS = ("who_said", WHO_ALSO, "what", "number", "unit", "date", "sentence", VERDICT, NOTES)
SHEET_COLUMNS = (
    *FIRST_COLUMNS,
    *(column for column in CLAIM_COLUMNS if column not in FIRST_COLUMNS),
    ALT,
    GOLD,
    GOLD_ARTICLE,
)

CLAIMS_SHEET = "Claims"
NEEDED = (*COLUMNS, "sentence")
MOST_PROBLEMS = 20
SUFFIXES = (".csv", ".xlsx")

# Articles that are their own text; of others a run keeps a copy, named NAME.txt.
PLAIN_TEXT = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Corrections:
    """The gold that a corrected sheet makes.

    ``wrong`` counts the rows left out as wrong, ``unsure`` the optional claims, ``added`` those found by their words
    alone; ``unread`` names articles left out because nobody said anything of them while others have verdicts, and
    ``carried`` the verdicts that were given to earlier versions of their rows.
    """

    files: tuple[GoldFile, ...]
    claims: int
    unsure: int
    wrong: int
    added: int
    unread: tuple[str, ...]
    carried: tuple[str, ...]


def read_corrections(sheet: Path, texts: Path) -> Corrections:
    """Return the gold that a corrected claims.csv, claims.xlsx or sheet of gold makes on the articles in ``texts``.

    A row with the verdict wrong makes no claim, one with unsure an optional one. Where some row of the sheet has a
    verdict, articles without any are left out as unread. A row without positions, or with others than its number's, is
    located by its sentence and number text. Raises UsageError naming every cell that cannot be read.
    """
    rows = _claim_rows(sheet)
    tally = Tally()
    articles = _read_articles(rows, texts, tally)
    unread = _unread(articles)
    files = []
    made: list[MadeClaim] = []
    for article in articles:
        if article.name not in unread:
            claims = read_claims(article, tally)
            header = read_header(article, tally)
            made += claims
            files.append(GoldFile(article.doc, header, tuple(claim.line for claim in claims)))
    if tally.problems:
        listed = [*tally.problems[:MOST_PROBLEMS]]
        more = len(tally.problems) - len(listed)
        listed += [f"and {more} more"] if more > 0 else []
        raise UsageError("\n  ".join([f"{sheet}: nothing was written; please mend", *listed]))
    unsure = sum(json.loads(claim.line).get("optional", False) for claim in made)
    left_out, carried = tuple(sorted(unread)), tuple(tally.carried)
    return Corrections(tuple(files), len(made), unsure, tally.wrong, tally.added, left_out, carried)


def gold_rows(golds: Sequence[GoldText]) -> Iterator[dict[str, str]]:
    """Yield the rows of SHEET_COLUMNS that show gold; an article without claims has one row that names it."""
    for gold in golds:
        header = parse_object(gold.file.header)
        digest = hashlib.sha256(gold.text.encode()).hexdigest()
        about = {column: str(header.get(column) or "") for column in HEADER_COLUMNS}
        about |= {"article": gold.file.doc, GOLD_ARTICLE: gold.file.header}
        blank = dict.fromkeys(SHEET_COLUMNS, "") | about
        sentences = [sentence.span for sentence in segment(gold.text).sentences]
        for line, claim in zip(gold.file.lines, gold.claims, strict=True):
            around = next((span for span in sentences if span.covers(claim.span)), claim.span)
            yield (
                blank
                | line_cells(line, gold.text)
                | {
                    "sentence": gold.text[around.start : around.end],
                    "claim_id": claim_id(gold.file.doc, digest, claim.span),
                }
            )
        if not gold.claims:
            yield blank | {VERDICT: CORRECT}


def write_gold_sheet(path: Path, golds: Sequence[GoldText]) -> None:
    """Write the rows of gold into a .csv or .xlsx file. Raises UsageError or OutputError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}: expected the name of a .csv or .xlsx file")
    rows = list(gold_rows(golds))
    if long := next((row for row in rows if shorten(row[GOLD]) != row[GOLD]), None):
        raise UsageError(f"{path}: the claim at {long['char_start']} of {long['article']} is too long for a cell")
    draft = path.with_name(f".{path.name}.new{suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if suffix == ".csv":
            TableFile(draft, SHEET_COLUMNS).append(rows)
        else:
            write_plain_workbook(draft, CLAIMS_SHEET, SHEET_COLUMNS, rows, choices={VERDICT: VERDICTS})
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _claim_rows(sheet: Path) -> list[SheetRow]:
    """Return the rows that tell claims; raise UsageError where the sheet as a whole cannot be used."""
    if not sheet.is_file():
        raise UsageError(f"{sheet}: {'expected a file, found a folder' if sheet.is_dir() else 'no such file'}")
    if sheet.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{sheet}: expected a sheet in .csv or .xlsx; save it as one of these")
    try:
        read = read_sheets(sheet)
    except SheetError as error:
        raise UsageError(str(error)) from error
    names = list(dict.fromkeys(row.sheet for row in read.rows))
    wanted = [name for name in names if name.split(" ")[0].casefold() == CLAIMS_SHEET.casefold()] or names[:1]
    if sheet.suffix.lower() == ".csv":
        wanted = names
    elsewhere = tuple(f"{sheet.name}, {name}!" for name in names if name not in wanted)
    odd = [problem for problem in read.problems if not problem.startswith(elsewhere)]
    if odd:
        raise UsageError("\n  ".join([f"{sheet}: nothing was written; please mend", *odd[:MOST_PROBLEMS]]))
    rows = [_bare(row) if sheet.suffix.lower() != ".csv" else row for row in read.rows if row.sheet in wanted]
    if not rows:
        raise UsageError(f"{sheet}: expected a row a claim below the names of the columns, found no row")
    for name in wanted:
        _check_columns(sheet, next(row for row in rows if row.sheet == name))
    return rows


def _bare(row: SheetRow) -> SheetRow:
    """Take off the guards of cells that a spreadsheet program brought from a claims.csv into a workbook."""
    return replace(row, cells={column: unguard(cell) for column, cell in row.cells.items()})


def _check_columns(sheet: Path, row: SheetRow) -> None:
    missing = [column for column in NEEDED if column not in row.columns]
    if not missing:
        return
    spare = [column for column in row.columns if column not in SHEET_COLUMNS]
    header = SheetRow({}, row.columns, row.sheet, 1)
    named = []
    for column in missing:
        close = get_close_matches(column, spare, n=1)
        named.append(f"{column} ({header.address(close[0])} has {close[0]!r})" if close else column)
    raise UsageError(f"{sheet}, {row.sheet}, row 1: columns of claims.csv not found: {', '.join(named)}")


def _read_articles(rows: Sequence[SheetRow], texts: Path, tally: Tally) -> list[SheetArticle]:
    """Return the articles of the sheet by name, with their texts."""
    if not texts.is_dir():
        raise UsageError(f"{texts}: {'expected a folder, found a file' if texts.exists() else 'no such folder'}")
    by_name: dict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        name = row.cells.get("article", "").strip()
        if name:
            by_name[name].append(row)
        else:
            tally.problems.append(f"{row.address('article')}: expected the article's file name, found nothing")
    articles: list[SheetArticle] = []
    taken: dict[str, str] = {}
    for name, on_it in sorted(by_name.items()):
        where = on_it[0].address("article")
        doc = _text_name(PurePosixPath(name).name, texts)
        if not doc:
            tally.problems.append(f"{where}: the article {name!r}: its text is not in {texts}{_hint_at_copies(name)}")
            continue
        if taken.setdefault(doc, name) != name:
            tally.problems.append(f"{where}: {taken[doc]} and {name} have one file name; gold needs two")
            continue
        try:
            content = (texts / doc).read_bytes()
            text = content.decode("utf-8")
        except (OSError, ValueError) as error:
            tally.problems.append(f"{where}: the article {name!r}: expected UTF-8 text in {texts / doc}: {error}")
            continue
        is_copy = doc != PurePosixPath(name).name
        digest = "" if is_copy else hashlib.sha256(content).hexdigest()
        articles.append(SheetArticle(name, doc, text, digest, tuple(on_it)))
    return articles


def _text_name(name: str, texts: Path) -> str:
    """Return the file name of an article's text, its own or that of the copy a run keeps; "" if there is none."""
    own = [name] if PurePosixPath(name).suffix.lower() in PLAIN_TEXT else []
    named = [doc for doc in (*own, f"{name}.txt") if doc.isprintable()]
    return next((doc for doc in named if (texts / doc).is_file()), "")


def _hint_at_copies(name: str) -> str:
    return "" if PurePosixPath(name).suffix.lower() in PLAIN_TEXT else "; a run keeps a copy in its folder texts"


def _unread(articles: Sequence[SheetArticle]) -> set[str]:
    """Name the articles without a verdict in a sheet that has verdicts."""
    judged = {article.name for article in articles if any(row.cells.get(VERDICT, "").strip() for row in article.rows)}
    return {article.name for article in articles} - judged if judged else set()
