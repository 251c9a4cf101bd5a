"""From paths to articles: which files there are, what each is called, and its metadata."""

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.errors import ArticleError, UsageError
from pipeline.read.published import find_published
from pipeline.read.text import decode
from pipeline.types import Article, Rejection

ARTICLE_SUFFIXES = (".txt", ".md")
METADATA_NAMES = ("articles.csv", "metadata.csv")
METADATA_COLUMNS = ("article", "published", "outlet", "title", "url", "licence")


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file that holds an article; ``id`` is its path relative to the folder given, with forward slashes."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Metadata:
    """A row of the metadata table; ``published`` is None where the cell is empty."""

    published: date | None
    outlet: str
    title: str


def find_article_files(paths: Sequence[Path]) -> tuple[ArticleFile, ...]:
    """Return the articles under ``paths`` (files or folders), sorted by id.

    Ids are relative to the one folder given, or to the folder that all the paths share. Raises UsageError for a path
    that does not exist, a single file of another kind, or where no article is found.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"{missing[0]}: no such file or folder")
    odd = [path for path in paths if path.is_file() and path.suffix.lower() not in ARTICLE_SUFFIXES]
    if odd:
        raise UsageError(f"{odd[0]}: expected a {' or '.join(ARTICLE_SUFFIXES)} file, found {odd[0].suffix or 'none'}")
    files = {file.absolute() for path in paths for file in ([path] if path.is_file() else _in_folder(path))}
    if not files:
        looked = ", ".join(str(path) for path in paths)
        raise UsageError(f"{looked}: no articles; looked for {' and '.join(ARTICLE_SUFFIXES)} files")
    base = Path(os.path.commonpath([path.absolute() if path.is_dir() else path.absolute().parent for path in paths]))
    return tuple(sorted((ArticleFile(file.relative_to(base).as_posix(), file) for file in files), key=_by_id))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read; ``published`` is the publication date of all articles and overrides every other."""

    published: date | None = None


def read_file(file: ArticleFile, metadata: Metadata | None, options: ReadOptions) -> Iterator[Article | Rejection]:
    """Yield the articles of one file in their order, each read or rejected with its reason; raises nothing."""
    try:
        yield _read(file, metadata, options)
    except ArticleError as error:
        yield Rejection(file.id, None, str(error), "read", error.reason)


def _read(file: ArticleFile, metadata: Metadata | None, options: ReadOptions) -> Article:
    try:
        content = file.path.read_bytes()
    except OSError as error:
        raise ArticleError("unreadable", f"{error.strerror or error}") from error
    text = decode(content)
    known = options.published or (metadata.published if metadata else None)
    evidence = "option" if options.published else "metadata"
    if known is None:
        known, evidence = find_published(text, file.path.name)
    return Article(
        id=file.id,
        text=text,
        digest=hashlib.sha256(content).hexdigest(),
        published=known,
        published_from=evidence if known else "",
        outlet=metadata.outlet if metadata else "",
        title=metadata.title if metadata else "",
    )


def read_metadata(files: Sequence[ArticleFile], table: Path | None) -> Mapping[Path, Metadata]:
    """Return the metadata of each article's path, from ``table`` or from the tables beside the articles.

    Rows are matched by the article's path relative to the table, by its id, or by its file name. Raises UsageError where a
    table has no article column, a date is not ISO 8601, or a cell cannot be read.
    """
    found: dict[Path, Metadata] = {}
    if table:
        rows = _rows(table)
        for file in files:
            row = rows.get(file.id) or rows.get(file.path.name)
            if row:
                found[file.path] = row
        return found
    tables = {folder: _beside(folder) for folder in {file.path.parent for file in files}}
    for file in files:
        row = tables[file.path.parent].get(file.path.name)
        if row:
            found[file.path] = row
    return found


def _by_id(file: ArticleFile) -> str:
    return file.id


def _in_folder(folder: Path) -> list[Path]:
    """Return the articles under ``folder``, hidden files and metadata tables left out."""
    return [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ARTICLE_SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _beside(folder: Path) -> Mapping[str, Metadata]:
    tables = [folder / name for name in METADATA_NAMES if (folder / name).is_file()]
    return _rows(tables[0]) if tables else {}


def _rows(table: Path) -> dict[str, Metadata]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            if "article" not in (reader.fieldnames or ()):
                expected, columns = ", ".join(METADATA_COLUMNS), ", ".join(reader.fieldnames or ()) or "nothing"
                raise UsageError(f"{table}: expected the columns {expected}; found {columns}")
            return {(row["article"] or ""): _metadata(row, table, line) for line, row in enumerate(reader, start=2)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{table}: not a readable UTF-8 table: {error}") from error


def _metadata(row: Mapping[str, str | None], table: Path, line: int) -> Metadata:
    stated = (row.get("published") or "").strip()
    try:
        published = date.fromisoformat(stated[:10]) if stated else None
    except ValueError as error:
        raise UsageError(f"{table}, row {line}: expected a date like 2025-01-31, found {stated!r}") from error
    return Metadata(published, (row.get("outlet") or "").strip(), (row.get("title") or "").strip())
