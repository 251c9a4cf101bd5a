"""What a run writes besides its two tables: the same rows in other formats, and the report; verdicts carried over.

All is made from the finished tables and from the articles, read once more, so that every format says the same.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.batch.tables import CLAIMS, REJECTED
from pipeline.errors import UsageError
from pipeline.report.page import MOST_CHARACTERS, MOST_CLAIMS, ReportArticle, write_report
from pipeline.tables.csv import iter_table
from pipeline.tables.places import find_places
from pipeline.tables.records import need_parquet, write_json_lines, write_parquet
from pipeline.tables.sheets import SheetRow
from pipeline.tables.verdicts import CarriedOver, carry_over, read_earlier
from pipeline.tables.workbook import SheetClaim, write_workbook
from pipeline.types import Article, CharSpan, Rejection

WORKBOOK, LINES, PARQUET, REPORT = "claims.xlsx", "claims.jsonl", "claims.parquet", "report.html"
REPORT_TITLE = "Numeric claims"


class Format(StrEnum):
    """A format that claims are written in; CSV is always among them."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Written:
    """The files made, all of them new in the workplace, and what the user should know."""

    names: tuple[str, ...]
    notes: tuple[str, ...]


def parse_formats(words: str) -> tuple[Format, ...]:
    """Read "csv,xlsx"; raise UsageError for a format that is none or that cannot be written here.

    >>> parse_formats("xlsx, csv")
    (<Format.XLSX: 'xlsx'>, <Format.CSV: 'csv'>)
    """
    named = [word.strip().lower() for word in words.split(",") if word.strip()]
    unknown = [word for word in named if word not in list(Format)]
    if unknown or not named:
        raise UsageError(f"--format: expected some of {', '.join(Format)}; found {', '.join(unknown) or 'nothing'}")
    formats = tuple(dict.fromkeys(map(Format, named)))
    if Format.PARQUET in formats:
        need_parquet()
    return formats


def write_formats(
    workplace: Path,
    outputs: Path,
    formats: Collection[Format],
    *,
    report: bool,
    claims: int,
    failed: Sequence[Rejection],
    read_articles: Callable[[], Iterable[Article | Rejection]],
) -> Written:
    """Write into ``workplace``, where the tables lie finished, what goes with them into ``outputs``.

    ``claims`` is the number of rows of the table, ``failed`` are the articles that gave none; ``read_articles`` reads
    all articles again. Verdicts found in ``outputs`` are carried over into a workbook, be it asked for or not.
    Raises OSError.
    """
    names: list[str] = []
    carried, notes = _carry_over(workplace, outputs)
    workbook = Format.XLSX in formats or bool(carried.verdicts or carried.lost)
    if report and claims > MOST_CLAIMS:
        report = False
        notes.append(f"{REPORT} left out: {claims:,} claims are more than the {MOST_CLAIMS:,} that a page can hold")
    articles = _Articles()
    if report or workbook:
        articles = _look_at(read_articles(), workplace, failed, keep_texts=claims <= MOST_CLAIMS)
    if workbook:
        rows = (
            SheetClaim(row, carried.verdicts.get(row["claim_id"], {}), _number_in_sentence(row, articles.texts))
            for row in iter_table(workplace / CLAIMS)
        )
        rejected = iter_table(workplace / REJECTED)
        link = REPORT if report else ""
        write_workbook(workplace / WORKBOOK, rows, articles.rows, rejected, carried.lost, report=link)
        names.append(WORKBOOK)
    if Format.JSONL in formats:
        write_json_lines(workplace / LINES, iter_table(workplace / CLAIMS))
        names.append(LINES)
    if Format.PARQUET in formats:
        write_parquet(workplace / PARQUET, iter_table(workplace / CLAIMS))
        names.append(PARQUET)
    if report:
        shown = {
            row["article"]: ReportArticle(
                row["outlet"], row["title"], row["published"], articles.texts.get(row["article"])
            )
            for row in articles.rows
        }
        without = sum(1 for row in articles.rows if row["claims"] != "0" and row["article"] not in articles.texts)
        if without:
            notes.append(f"{REPORT} has no text of {without} articles: more than a page can hold")
        write_report(workplace / REPORT, iter_table(workplace / CLAIMS), shown, title=REPORT_TITLE)
        names.append(REPORT)
    stale = [name for name in (WORKBOOK, LINES, PARQUET, REPORT) if name not in names and (outputs / name).exists()]
    notes += [f"{outputs / name} is of an earlier run" for name in stale]
    return Written(tuple(names), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Articles:
    """The rows of the sheet Articles, and the texts of the articles that gave claims."""

    rows: Sequence[Mapping[str, str]] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def _look_at(
    articles: Iterable[Article | Rejection], workplace: Path, failed: Sequence[Rejection], *, keep_texts: bool
) -> _Articles:
    claims = Counter(row["article"] for row in iter_table(workplace / CLAIMS))
    rejected = Counter(row["article"] for row in iter_table(workplace / REJECTED) if row["char_start"])
    problems = {rejection.article: f"{rejection.reason}: {rejection.text}" for rejection in failed}
    rows: list[Mapping[str, str]] = []
    texts: dict[str, str] = {}
    characters = 0
    for article in articles:
        identity = article.id if isinstance(article, Article) else article.article
        row = {
            "article": identity,
            "claims": str(claims[identity]),
            "rejected": str(rejected[identity]),
            "problem": problems.get(identity, ""),
            **dict.fromkeys(("outlet", "title", "published", "published_from"), ""),
        }
        if isinstance(article, Article):
            row |= {"outlet": article.outlet, "title": article.title, "published_from": article.published_from}
            row["published"] = article.published.isoformat() if article.published else ""
            if keep_texts and claims[identity] and characters + len(article.text) <= MOST_CHARACTERS:
                texts[identity] = article.text
                characters += len(article.text)
        rows.append(row)
    return _Articles(rows, texts)


def _carry_over(workplace: Path, outputs: Path) -> tuple[CarriedOver, list[str]]:
    """Match what people typed into the sheets in ``outputs`` with the new rows."""
    notes: list[str] = []
    rows: list[SheetRow] = []
    for name in (WORKBOOK, CLAIMS):
        earlier = read_earlier(outputs / name)
        rows += earlier.rows
        notes += earlier.problems
    carried = carry_over(rows, iter_table(workplace / CLAIMS)) if rows else carry_over((), ())
    notes += carried.problems
    if carried.verdicts or carried.lost:
        lost = f"; lost (sheet Lost): {len(carried.lost)}" if carried.lost else ""
        notes.append(f"rows with a verdict or notes carried over into {WORKBOOK}: {len(carried.verdicts)}{lost}")
    return carried, notes


def _number_in_sentence(row: Mapping[str, str], texts: Mapping[str, str]) -> CharSpan | None:
    """Return where the number stands in the sentence; without the text only where it stands there once."""
    sentence, number = row["sentence"], row["number_text"]
    if row["article"] in texts:
        places = find_places(row, texts[row["article"]])
        if places is None or not places.sentence.covers(places.number) or places.sentence == places.number:
            return None
        start = places.number.start - places.sentence.start
    elif number and sentence.count(number) == 1:
        start = sentence.index(number)
    else:
        return None
    return CharSpan(start, start + len(number))
