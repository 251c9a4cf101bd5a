"""Annotated articles and tables of claims, read into one kind of record, so that either can be scored against gold.

A gold folder holds one ``<article file name>.jsonl`` an article: a header with the article's file name, then one claim
a line, located by ``context`` and ``number_text`` or by ``start`` and ``end``. ``matching`` tells what is right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

from pipeline.errors import UsageError
from pipeline.gold.fields import (
    Fields,
    parse_object,
    take_choice,
    take_flag,
    take_number,
    take_objects,
    take_string,
    take_string_or_null,
    take_strings,
)
from pipeline.tables.csv import read_table
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind

COLUMNS = (
    "who_said", "what", "number", "unit", "date", "modifier", "low", "high", "item", "event", "modality", "quote",
    "relayed_by", "said_on", "article", "number_text", "char_start", "char_end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cells of one claim say; dates are EDTF, "" or None where a cell is empty.

    ``who`` holds every acceptable name of the source, the fullest first; it is empty for the article's own voice.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier | None
    unit: str
    item: str
    event: str
    what: str
    who: tuple[str, ...]
    relayed_by: tuple[str, ...]
    quote: QuoteKind | None
    date: str
    said_on: str
    modality: Modality | None


@dataclass(frozen=True, slots=True)
class AnnotatedClaim:
    """A claim and where its number stands; the first reading is the annotator's, the others are just as right."""

    span: CharSpan
    number_text: str
    readings: tuple[Reading, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article, named by its file name, and all the claims it makes."""

    doc: str
    text: str
    claims: tuple[AnnotatedClaim, ...]


def find_texts(gold: Path) -> Path:
    """Return the folder of articles that lies beside a gold folder: corpus/articles for corpus/gold/dev."""
    texts = gold.resolve().parent.parent / "articles"
    if not texts.is_dir():
        raise UsageError(f"{gold}: expected the annotated articles in {texts}; name their folder with --texts")
    return texts


def read_gold(folder: Path, texts: Path) -> dict[str, AnnotatedArticle]:
    """Return the annotated articles of a gold folder by file name; raise UsageError naming file, line and reason."""
    for needed in (folder, texts):
        if not needed.is_dir():
            raise UsageError(f"{needed}: {'expected a folder, found a file' if needed.exists() else 'no such folder'}")
    articles: dict[str, AnnotatedArticle] = {}
    for path in sorted(folder.glob("*.jsonl")):
        article = _read_article(path, texts)
        if article.doc in articles:
            raise UsageError(f"{path}: {article.doc} is annotated in another file of this folder too")
        articles[article.doc] = article
    if not articles:
        raise UsageError(f"{folder}: no gold; looked for <article file name>.jsonl files")
    return articles


def read_claims(path: Path, gold: Mapping[str, AnnotatedArticle], texts: Path) -> dict[str, tuple[AnnotatedClaim, ...]]:
    """Return the claims on the articles of ``gold`` by file name, from a claims.csv or from another gold folder.

    Rows on other articles are left out. Raises UsageError naming file, row and reason.
    """
    if path.is_dir():
        claims = {doc: article.claims for doc, article in read_gold(path, texts).items()}
    else:
        claims = _read_table(path, gold)
    common = {doc: found for doc, found in claims.items() if doc in gold}
    if claims and not common:
        raise UsageError(f"{path}: no claim on an annotated article; it has {_some(claims)}, gold has {_some(gold)}")
    return common


def make_claim(fields: Fields, text: str) -> AnnotatedClaim:
    """Make a claim of the fields of a gold line; raise ValueError saying what is wrong with it."""
    span = _located(fields, text)
    base = _quoted(fields, text)
    alternatives = [_quoted(alternative, text) for alternative in take_objects(fields, "alt")]
    return AnnotatedClaim(
        span,
        text[span.start : span.end],
        tuple(_reading({**base, **alternative}) for alternative in ({}, *alternatives)),
        optional=take_flag(fields, "optional"),
    )


def _read_article(path: Path, texts: Path) -> AnnotatedArticle:
    lines = _read_text(path).removeprefix("\ufeff").split("\n")
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not numbered:
        raise UsageError(f"{path}: expected a header and one claim a line, found nothing")
    number, line = numbered[0]
    try:
        doc = take_string(parse_object(line), "doc")
        if PurePosixPath(doc).name != doc or not doc.isprintable():
            raise ValueError(f"doc: expected a file name, found {doc!r}")
    except ValueError as error:
        raise UsageError(f"{path}, line {number}: {error}") from error
    if not (texts / doc).is_file():
        raise UsageError(f"{path}, line {number}: the article {doc} is not in {texts}")
    text = _read_text(texts / doc)
    claims = []
    for number, line in numbered[1:]:
        try:
            claims.append(make_claim(parse_object(line), text))
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: {error}") from error
    return AnnotatedArticle(doc, text, tuple(claims))


def _located(fields: Fields, text: str) -> CharSpan:
    if "start" in fields:
        span = _span([fields["start"], fields.get("end")], text)
        number_text = text[span.start : span.end]
        if take_string({"number_text": number_text, **fields}, "number_text") != number_text:
            raise ValueError(f"number_text: expected {number_text!r}, which stands at {span.start}-{span.end}")
        return span
    context, number_text = take_string(fields, "context"), take_string(fields, "number_text")
    if not number_text or number_text not in context:
        raise ValueError(f"number_text {number_text!r} does not stand in the context {context!r}")
    if text.count(context) != 1:
        raise ValueError(f"the context {context!r} stands {text.count(context)} times in the article, expected once")
    start = text.index(context) + context.index(number_text)
    return CharSpan(start, start + len(number_text))


def _quoted(fields: Fields, text: str) -> Fields:
    """Put the text of ``claim_span`` in the place of ``claim``."""
    if "claim_span" not in fields:
        return fields
    bounds = fields["claim_span"]
    span = _span(bounds if isinstance(bounds, list) else [], text)
    return {**fields, "claim": text[span.start : span.end]}


def _reading(fields: Fields) -> Reading:
    reading = Reading(
        value=take_number(fields, "value"),
        low=take_number(fields, "low"),
        high=take_number(fields, "high"),
        modifier=take_choice(Modifier, fields, "modifier"),
        unit=take_string(fields, "unit"),
        item=take_string(fields, "item"),
        event=take_string(fields, "event"),
        what=take_string(fields, "claim"),
        who=take_strings(fields, "who"),
        relayed_by=take_strings(fields, "relayed_by"),
        quote=take_choice(QuoteKind, fields, "quote"),
        date=take_string_or_null(fields, "date"),
        said_on=take_string_or_null(fields, "said_on"),
        modality=take_choice(Modality, fields, "modality"),
    )
    bounds_wanted = reading.modifier is Modifier.RANGE
    stated = (reading.value is not None, reading.low is not None, reading.high is not None)
    if stated != (not bounds_wanted, bounds_wanted, bounds_wanted):
        raise ValueError("expected a value alone, or with the modifier range low and high alone")
    return reading


def _read_table(path: Path, gold: Mapping[str, AnnotatedArticle]) -> dict[str, tuple[AnnotatedClaim, ...]]:
    try:
        rows = read_table(path)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise UsageError(f"{path}: not a readable UTF-8 table: {error}") from error
    found: dict[str, list[AnnotatedClaim]] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        missing = [column for column in COLUMNS if column not in row]
        if missing:
            raise UsageError(f"{path}: expected the columns of claims.csv, not found: {', '.join(missing)}")
        doc = PurePosixPath(row["article"]).name
        if doc not in gold and f"{doc}.txt" in gold:  # the copy that a run keeps of a page's text
            doc = f"{doc}.txt"
        claims = found.setdefault(doc, [])
        if doc not in gold:
            continue
        if names.setdefault(doc, row["article"]) != row["article"]:
            raise UsageError(f"{path}, row {number}: {names[doc]} and {row['article']} could both be gold's {doc}")
        try:
            claims.append(_row_claim(row, gold[doc].text))
        except ValueError as error:
            raise UsageError(f"{path}, row {number}: {error}") from error
    return {doc: tuple(claims) for doc, claims in found.items()}


def _row_claim(row: Mapping[str, str], text: str) -> AnnotatedClaim:
    """Make a claim of a row of claims.csv; raise ValueError saying what is wrong with it."""
    reading = Reading(
        value=_cell_number(row, "number"),
        low=_cell_number(row, "low"),
        high=_cell_number(row, "high"),
        modifier=take_choice(Modifier, row, "modifier") if row["modifier"] else None,
        unit=row["unit"],
        item=row["item"],
        event=row["event"],
        what=row["what"],
        who=(row["who_said"],) if row["who_said"].strip() else (),
        relayed_by=tuple(name for name in row["relayed_by"].split("; ") if name),
        quote=take_choice(QuoteKind, row, "quote") if row["quote"] else None,
        date=row["date"],
        said_on=row["said_on"],
        modality=take_choice(Modality, row, "modality") if row["modality"] else None,
    )
    span = _span([_cell_number(row, "char_start"), _cell_number(row, "char_end")], text)
    return AnnotatedClaim(span, row["number_text"], (reading,))


def _read_text(path: Path) -> str:
    """Return the file as UTF-8, line ends untouched, so that positions hold."""
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: expected UTF-8 text, not so at byte {error.start}") from error


def _span(bounds: Sequence[object], text: str) -> CharSpan:
    whole = [
        int(bound) for bound in bounds if isinstance(bound, Decimal) and 0 <= bound <= len(text) and bound % 1 == 0
    ]
    if len(bounds) != 2 or len(whole) != 2 or whole[0] >= whole[1]:
        stated = " and ".join(str(bound) for bound in bounds) or "none"
        raise ValueError(f"expected two positions in the article's {len(text)} characters, start first; found {stated}")
    return CharSpan(*whole)


def _cell_number(row: Mapping[str, str], column: str) -> Decimal | None:
    if not row[column]:
        return None
    try:
        number = Decimal(row[column].replace(",", ""))
    except ArithmeticError as error:
        raise ValueError(f"{column}: expected a number, found {row[column]!r}") from error
    if not number.is_finite():
        raise ValueError(f"{column}: expected a number, found {row[column]!r}")
    return number


def _some(docs: Mapping[str, object]) -> str:
    """Name the first articles, enough to see what was mixed up."""
    first = sorted(docs)[:2]
    return ", ".join(first) + (f" and {len(docs) - len(first)} more" if len(docs) > len(first) else "")
