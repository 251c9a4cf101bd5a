"""The main job: articles in, claims.csv, rejected.csv and run.json out."""

import hashlib
import os
import platform
import shutil
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline import DEFAULT_MODEL
from pipeline.batch.folder import DIGESTS, digests, read_digests, refuse_inputs_among, replace_all
from pipeline.batch.formats import Format, write_formats
from pipeline.batch.journal import Journal
from pipeline.batch.lock import locked
from pipeline.batch.messages import Kind, Setup, Task
from pipeline.batch.pool import RECYCLE, Pool
from pipeline.batch.tables import CLAIMS, REJECTED, Totals, write_record, write_tables
from pipeline.batch.texts import TEXTS
from pipeline.errors import OutputError
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile, find_article_files, kind, refuse_outputs_inside
from pipeline.read.metadata import read_metadata
from pipeline.types import DateOrder, Rejection

VERSIONED = ("claimrows", "spacy", "dateparser", "quantulum3", "pandas", "ftfy", "charset-normalizer")
# Of the extra "html"; rows follow from them where they are installed.
VERSIONED_EXTRAS = ("trafilatura", "htmldate", "py3langid")
# The hidden folder in the outputs that holds the lock, the journal and the tables not yet finished.
WORKPLACE, LOCK, JOURNAL = ".claimrows", "lock", "journal"
# Kinds of file that may hold more than one article.
MANY = (".json", ".jsonl", ".csv")
# Bytes of articles for which the start of another worker pays.
SHARE = 100_000
# An article of a million characters takes a tenth of this with the default model.
DEFAULT_DEADLINE = 120.0


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run was asked for; ``published`` is the publication date of all articles, ``metadata`` a table of them.

    ``workers`` is the number of processes, 0 for one a core; ``deadline`` the seconds that an article may take;
    ``full`` parses every sentence, needed or not; ``resume`` goes on with an interrupted run; ``recycle`` is the number
    of articles a worker process lives for.
    ``fields`` are the user's names for the fields of records; ``follow_links`` follows links out of a folder;
    ``date_order`` tells how to read dates in numerals such as 03/04/2025.
    ``formats`` are written besides CSV, and the ``report`` where the claims are not too many for it.
    """

    model: str = DEFAULT_MODEL
    published: date | None = None
    metadata: Path | None = None
    workers: int = 0
    deadline: float = DEFAULT_DEADLINE
    full: bool = False
    resume: bool = False
    recycle: int = RECYCLE
    formats: tuple[Format, ...] = (Format.CSV,)
    report: bool = True
    fields: tuple[tuple[str, str], ...] = ()
    follow_links: bool = False
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: counts, seconds, and the articles that could not be read with the reason.

    ``files`` are the names of the files written, ``notes`` what the user should know of them.
    """

    articles: int
    claims: int
    rejected: int
    failed: tuple[Rejection, ...]
    seconds: float
    files: tuple[str, ...]
    notes: tuple[str, ...]


def run(
    paths: Sequence[Path], outputs: Path, options: RunOptions, *, progress: Callable[[int, int], None] = lambda *_: None
) -> RunSummary:
    """Extract the claims of all articles under ``paths`` into the folder ``outputs``.

    ``progress`` is told (files done, files in all). Raises UsageError before anything is written, OutputError where
    ``outputs`` cannot be written, LockedError where another run writes there; then, as after a crash, the files of an
    earlier run are as they were and what is done is kept for ``resume``.
    """
    started = time.perf_counter()
    files = find_article_files(paths, follow_links=options.follow_links)
    refuse_outputs_inside(paths, outputs)
    refuse_inputs_among(paths, outputs)
    metadata = read_metadata(files, options.metadata)
    reading = ReadOptions(options.published, options.fields, options.date_order)
    tasks = [
        Task(number, file, metadata.get(file.path), reading, options.deadline, many=kind(file.path) in MANY)
        for number, file in enumerate(files)
    ]
    with Pool(_size(options.workers, tasks), Setup(options.model, options.full, options.recycle, os.getpid())) as pool:
        model = pool.model()
        loaded = time.perf_counter()
        asked = {
            "model": options.model,
            "published": options.published.isoformat() if options.published else "",
            "metadata": options.metadata.as_posix() if options.metadata else "",
            "annotate": "full" if options.full else "selective",
            "deadline": options.deadline,
            "fields": dict(options.fields),
            "follow_links": options.follow_links,
            "date_order": options.date_order or "",
        }
        made_by = {"versions": {"python": platform.python_version(), **_versions()}}
        fingerprint: dict[str, object] = {**made_by, **model, **asked, "articles": _digest(tasks)}
        workplace = outputs / WORKPLACE
        try:
            outputs.mkdir(parents=True, exist_ok=True)
            with locked(workplace / LOCK), Journal(workplace / JOURNAL, fingerprint, resume=options.resume) as journal:
                for answer in pool.answers(journal.left(tasks)):
                    journal.append(answer)
                    if answer.kind is Kind.END:
                        progress(answer.content["file"] + 1, len(files))
                writing = time.perf_counter()
                totals = write_tables(journal.replies(), workplace)
                written = write_formats(
                    workplace,
                    outputs,
                    options.formats,
                    report=options.report,
                    claims=totals.claims,
                    failed=totals.failed,
                    read_articles=lambda: (
                        article
                        for task in tasks
                        if task.file.id not in totals.lost  # what took a worker along is not read here
                        for article in read_file(task.file, task.metadata, task.options)
                    ),
                )
                before = read_digests(outputs)
                if TEXTS in before and (outputs / TEXTS).is_dir():  # copies of an earlier run belong to its tables
                    (workplace / TEXTS).mkdir(exist_ok=True)
                texts = (TEXTS,) if (workplace / TEXTS).is_dir() else ()
                names = (CLAIMS, REJECTED, *texts, *written.names)
                record = {
                    **made_by,
                    **model,
                    "options": {
                        "paths": sorted(path.as_posix() for path in paths),
                        **asked,
                        "formats": sorted(options.formats),
                        "report": options.report,
                    },
                    "counts": _counts(totals),
                    DIGESTS: dict(sorted({**before, **digests(workplace, names)}.items())),
                    "failed": {rejection.article: rejection.reason for rejection in totals.failed},
                    "seconds": {
                        "load": round(loaded - started, 3),
                        "read": round(totals.read_seconds, 3),
                        "extract": round(totals.extract_seconds, 3),
                        "write": round(time.perf_counter() - writing, 3),
                    },
                }
                write_record(record, workplace)
                notes = replace_all(workplace, outputs, names)
                _clear(workplace)
        except OSError as error:
            raise OutputError(f"{outputs}: the results cannot be written here: {error.strerror or error}") from error
    seconds = time.perf_counter() - started
    return RunSummary(
        totals.articles,
        totals.claims,
        totals.rejected,
        tuple(totals.failed),
        seconds,
        (CLAIMS, REJECTED, *written.names),
        (*notes, *written.notes),
    )


def _versions() -> dict[str, str]:
    extras = {name: _version_or_none(name) for name in VERSIONED_EXTRAS}
    return {name: version(name) for name in VERSIONED} | {name: found for name, found in extras.items() if found}


def _version_or_none(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _size(workers: int, tasks: Sequence[Task]) -> int:
    """Return how many workers to start: as many as asked and of use, else one a core, if the articles are worth it."""
    if workers:
        return workers if any(task.many for task in tasks) else min(workers, len(tasks))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 1 + sum(_stat(task.file)[0] for task in tasks) // SHARE)


def _counts(totals: Totals) -> Mapping[str, int]:
    return {
        "articles": totals.articles,
        "failed": len(totals.failed),
        "claims": totals.claims,
        "rejected": totals.rejected,
    }


def _digest(tasks: Sequence[Task]) -> str:
    """Return a digest of what the articles are: names, sizes, times of change, and metadata."""
    total = hashlib.sha256()
    for task in tasks:
        total.update(repr((task.file.id, *_stat(task.file), task.metadata)).encode("utf-8", "surrogateescape"))
    return total.hexdigest()[:16]


def _stat(file: ArticleFile) -> tuple[int, int]:
    """Return a file's size in bytes and its time of change in nanoseconds; zeros where it cannot be looked at."""
    if file.content is not None:
        return len(file.content), zlib.crc32(file.content)
    try:
        found = file.path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _clear(workplace: Path) -> None:
    """Remove all but the lock."""
    for path in workplace.iterdir():
        if path.name != LOCK:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
