"""What is known of an article besides its text, and the tables that state it."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.errors import UsageError

METADATA_NAMES = ("articles.csv", "metadata.csv")
METADATA_COLUMNS = ("article", "published", "outlet", "title", "url", "licence")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a table, a record or a page states of an article; None or empty where it does not."""

    published: date | None
    outlet: str
    title: str
    url: str = ""


class Named(Protocol):
    """A file with the id that the tables call it by."""

    @property
    def id(self) -> str:
        """Its path relative to the folder given."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def content(self) -> bytes | None:
        """What came by standard input instead."""


def read_metadata(files: Iterable[Named], table: Path | None) -> Mapping[Path, Metadata]:
    """Return the metadata of each article's path, from ``table`` or from the tables beside the articles.

    Rows are matched by the article's id or by its file name. Raises UsageError where a table is no regular
    file, has no article column, cannot be read, contradicts itself, or states a date that is not ISO 8601.
    """
    tables: dict[Path, Mapping[str, Metadata]] = {}
    named = _rows(table) if table else None
    found: dict[Path, Metadata] = {}
    for file in files:
        if file.content is not None:  # standard input lies in no folder
            continue
        folder = file.path.parent
        if named is None and folder not in tables:
            tables[folder] = _beside(folder)
        rows = tables[folder] if named is None else named
        row = (rows.get(file.id) if named is not None else None) or rows.get(file.path.name)
        if row:
            found[file.path] = row
    return found


def _beside(folder: Path) -> Mapping[str, Metadata]:
    tables = [folder / name for name in METADATA_NAMES if (folder / name).is_file()]
    return _rows(tables[0]) if tables else {}


def _rows(table: Path) -> dict[str, Metadata]:
    if table.exists() and not table.is_file():  # a pipe would wait for ever
        raise UsageError(f"{table}: expected a regular file, found a folder, pipe or device")
    try:
        with table.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)  # an open quotation mark would hide the rows behind it
            if "article" not in (reader.fieldnames or ()):
                expected, columns = ", ".join(METADATA_COLUMNS), ", ".join(reader.fieldnames or ()) or "nothing"
                raise UsageError(f"{table}: expected the columns {expected}; found {columns}")
            found: dict[str, Metadata] = {}
            for line, row in enumerate(reader, start=2):
                if any(row.get(None, ())):
                    raise UsageError(f"{table}, row {line}: expected no more cells than in the header")
                name, stated = row["article"] or "", _metadata(row, table, line)
                if name and found.setdefault(name, stated) != stated:
                    raise UsageError(f"{table}, row {line}: {name} stands in an earlier row with other cells")
            return found
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{table}: not a readable UTF-8 table: {error}") from error


def _metadata(row: Mapping[str, str | None], table: Path, line: int) -> Metadata:
    stated = (row.get("published") or "").strip()
    try:
        published = date.fromisoformat(stated[:10]) if stated else None
    except ValueError as error:
        raise UsageError(f"{table}, row {line}: expected a date like 2025-01-31, found {stated!r}") from error
    outlet, title, url = ((row.get(column) or "").strip() for column in ("outlet", "title", "url"))
    return Metadata(published, outlet, title, url)
