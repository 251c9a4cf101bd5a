"""From the journal to the tables promised to users, written beside those of before."""

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.messages import Kind, Reply
from pipeline.batch.process import DEADLINE, WORKER_DIED
from pipeline.batch.texts import TEXTS, Repeats, Texts
from pipeline.tables.columns import CLAIM_COLUMNS, REJECTION_COLUMNS
from pipeline.tables.csv import TableFile
from pipeline.types import Rejection

CLAIMS, REJECTED, RUN = "claims.csv", "rejected.csv", "run.json"
# Rows written at a time: few enough to hold, many enough that the cost of a portion does not show.
PORTION = 2000
FLAGS = CLAIM_COLUMNS.index("flags")


@dataclass(slots=True)
class Totals:
    """What has been written; ``lost`` are the files that cost a worker."""

    articles: int = 0
    claims: int = 0
    rejected: int = 0
    failed: list[Rejection] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    read_seconds: float = 0.0
    extract_seconds: float = 0.0


def write_tables(replies: Iterable[Reply], workplace: Path) -> Totals:
    """Write both tables, copies of texts, and the part of run.json that grows with the articles into ``workplace``."""
    totals = Totals()
    shutil.rmtree(workplace / TEXTS, ignore_errors=True)
    texts, repeats = Texts(workplace / TEXTS), Repeats()
    claims = _Portions(TableFile(workplace / CLAIMS, CLAIM_COLUMNS))
    rejected = _Portions(TableFile(workplace / REJECTED, REJECTION_COLUMNS))
    with (workplace / f"{RUN}.dates").open("w", encoding="utf-8", newline="\n") as dates:
        for answer in replies:
            if answer.kind is not Kind.ARTICLE:
                continue
            content = answer.content
            if "text" in content:
                texts.write(content["id"], content["text"])
            repeat = repeats.flag(content["id"], content["text_digest"]) if "text_digest" in content else ""
            if repeat:
                for row in content["claims"]:
                    row[FLAGS] = f"{row[FLAGS]};{repeat}".removeprefix(";")
            claims.add(content["claims"], CLAIM_COLUMNS)
            rejected.add(content["rejected"], REJECTION_COLUMNS)
            if content.get("failed"):
                article, _, _, text, step, reason = content["rejected"][0]
                totals.failed.append(Rejection(article, None, text, step, reason))
                if reason in (DEADLINE, WORKER_DIED):
                    totals.lost |= {article, article.rpartition("#")[0]}
            else:
                dates.write(f"{',' if totals.articles - len(totals.failed) else ''}\n  {_json(content['id'])}: ")
                dates.write(_json(content["published_from"]))
            totals.articles += 1
            totals.read_seconds += content["seconds"][0]
            totals.extract_seconds += content["seconds"][1]
    totals.claims, totals.rejected = claims.finish(), rejected.finish()
    return totals


def write_record(record: Mapping[str, object], workplace: Path) -> None:
    """Write run.json: ``record``, then where each article's publication date was found."""
    with (
        (workplace / RUN).open("w", encoding="utf-8", newline="\n") as file,
        (workplace / f"{RUN}.dates").open(encoding="utf-8") as dates,
    ):
        file.write(json.dumps(record, ensure_ascii=False, indent=1).removesuffix("\n}"))
        file.write(',\n "published_from": {')
        shutil.copyfileobj(dates, file)
        file.write("\n }\n}\n")


class _Portions:
    """Rows gathered into portions for a table."""

    def __init__(self, table: TableFile) -> None:
        self._table = table
        self._rows: list[dict[str, str]] = []

    def add(self, rows: Iterable[Iterable[str]], columns: tuple[str, ...]) -> None:
        self._rows.extend(dict(zip(columns, row, strict=True)) for row in rows)
        if len(self._rows) >= PORTION:
            self._flush()

    def finish(self) -> int:
        self._flush()
        return self._table.rows

    def _flush(self) -> None:
        self._table.append(self._rows)
        self._rows = []


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
