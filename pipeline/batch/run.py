"""The main job: articles in, claims.csv, rejected.csv and run.json out; the only place that knows reading and writing."""

import json
import logging
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline.annotate import DEFAULT_MODEL, Annotator
from pipeline.errors import OutputError
from pipeline.extract import extract_article
from pipeline.read.articles import ArticleFile, Metadata, ReadOptions, find_article_files, read_file, read_metadata
from pipeline.tables.columns import CLAIM_COLUMNS, REJECTION_COLUMNS, claim_row, rejection_row
from pipeline.tables.csv import TableFile
from pipeline.types import Extraction, Rejection

logger = logging.getLogger(__name__)

VERSIONED = ("claimrows", "spacy", "dateparser", "quantulum3", "pandas")
CLAIMS, REJECTED, RUN = "claims.csv", "rejected.csv", "run.json"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run was asked for; ``published`` is the publication date of all articles, ``metadata`` a table of them."""

    model: str = DEFAULT_MODEL
    published: date | None = None
    metadata: Path | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: counts, seconds, and the articles that could not be read with the reason."""

    articles: int
    claims: int
    rejected: int
    failed: tuple[Rejection, ...]
    seconds: float


def run(
    paths: Sequence[Path], outputs: Path, options: RunOptions, *, progress: Callable[[int, int], None] = lambda *_: None
) -> RunSummary:
    """Extract the claims of all articles under ``paths`` into the folder ``outputs``.

    ``progress`` is told (articles done, articles in all). Raises UsageError before anything is written, OutputError
    where ``outputs`` cannot be written; then the files of an earlier run are as they were.
    """
    started = time.perf_counter()
    files = find_article_files(paths)
    metadata = read_metadata(files, options.metadata)
    annotator = Annotator(options.model)
    loaded = time.perf_counter()
    failed: list[Rejection] = []
    published: dict[str, str] = {}
    try:
        outputs.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".claimrows-", dir=outputs) as workplace:
            claims = TableFile(Path(workplace) / CLAIMS, CLAIM_COLUMNS)
            rejected = TableFile(Path(workplace) / REJECTED, REJECTION_COLUMNS)
            for number, file in enumerate(files, start=1):
                for extraction in _extract(file, metadata.get(file.path), options, annotator):
                    if isinstance(extraction, Rejection):
                        failed.append(extraction)
                        rejected.append([rejection_row(extraction)])
                    else:
                        published[extraction.article.id] = extraction.article.published_from
                        claims.append(map(claim_row, extraction.claims))
                        rejected.append(map(rejection_row, extraction.rejections))
                progress(number, len(files))
            finished = time.perf_counter()
            record = {
                "versions": {"python": platform.python_version(), **{name: version(name) for name in VERSIONED}},
                **annotator.describe(),
                "options": {
                    "paths": sorted(path.as_posix() for path in paths),
                    "model": options.model,
                    "published": options.published.isoformat() if options.published else "",
                    "metadata": options.metadata.as_posix() if options.metadata else "",
                },
                "counts": {
                    "articles": len(files),
                    "failed": len(failed),
                    "claims": claims.rows,
                    "rejected": rejected.rows,
                },
                "failed": {rejection.article: rejection.reason for rejection in failed},
                "published_from": published,
                "seconds": {"load": round(loaded - started, 3), "extract": round(finished - loaded, 3)},
            }
            content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            (Path(workplace) / RUN).write_text(content, encoding="utf-8", newline="\n")
            for name in (CLAIMS, REJECTED, RUN):
                os.replace(Path(workplace) / name, outputs / name)
    except OSError as error:
        raise OutputError(f"{outputs}: the results cannot be written here: {error.strerror or error}") from error
    return RunSummary(len(files), claims.rows, rejected.rows, tuple(failed), time.perf_counter() - started)


def _extract(
    file: ArticleFile, metadata: Metadata | None, options: RunOptions, annotator: Annotator
) -> Iterator[Extraction | Rejection]:
    """Read and extract the articles of one file; what goes wrong with one becomes its Rejection and costs no other."""
    for article in read_file(file, metadata, ReadOptions(options.published)):
        if isinstance(article, Rejection):
            yield article
            continue
        try:
            yield extract_article(article, annotator)
        except Exception as error:  # the one broad catch: a text that breaks a rule must not end the run
            logger.exception("%s: extraction failed", article.id)
            yield Rejection(article.id, None, f"{type(error).__name__}: {error}", "extract", "failed")
