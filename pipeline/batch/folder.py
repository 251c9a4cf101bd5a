"""The folder of results: all new files are put in place or none, and what no run wrote is set aside, never lost.

run.json holds a digest of each file that a run has written there. What has another one was made or changed by somebody.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.batch.formats import LINES, PARQUET, REPORT, WORKBOOK
from pipeline.batch.tables import CLAIMS, REJECTED, RUN
from pipeline.batch.texts import TEXTS
from pipeline.errors import UsageError
from pipeline.read.files import STANDARD_INPUT

DIGESTS = "files"


def refuse_inputs_among(paths: Iterable[Path], outputs: Path) -> None:
    """Raise UsageError where one of ``paths`` is what a run writes into ``outputs``, or lies in it."""
    for name in (CLAIMS, REJECTED, RUN, TEXTS, WORKBOOK, LINES, PARQUET, REPORT):
        written = (outputs / name).resolve()
        for path in paths:
            if path != STANDARD_INPUT and path.resolve().is_relative_to(written):
                raise UsageError(f"{path}: this run would replace {outputs / name}; choose another output folder")


def digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digests of the files ``names`` in ``folder``; run.json holds them under DIGESTS."""
    return {name: _digest(folder / name) for name in names}


def read_digests(folder: Path) -> Mapping[str, str]:
    """Return the digests that run.json in ``folder`` holds; none where it is not there or of another program."""
    try:
        found = json.loads((folder / RUN).read_bytes())[DIGESTS] if (folder / RUN).is_file() else {}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def replace_all(workplace: Path, outputs: Path, names: Sequence[str]) -> list[str]:
    """Put ``names`` and run.json of ``workplace`` into ``outputs``; where that fails, as things were before, and raise.

    Returns what to tell of files that no run wrote: they are kept under a number.
    """
    before, now = read_digests(outputs), read_digests(workplace)
    done: list[tuple[Path, Path | None]] = []
    notes: list[str] = []
    try:
        for name in (*names, RUN):
            if name != TEXTS:
                with (workplace / name).open("rb+") as file:
                    os.fsync(file.fileno())
        for name in (*names, RUN):  # run.json last: killed before it, the files are as the next run.json says
            target, old = outputs / name, workplace / f"{name}.old"
            second = None
            if os.path.lexists(target):
                own = bool(before) if name == RUN else _digest(target) in (before.get(name), now[name])
                second = _keep(target, old, old if own else _numbered(target))
                if not own:
                    notes.append(f"{target} is not as a run wrote it: kept as {second.name}")
            done.append((target, second))
            (workplace / name).replace(target)
    except OSError:
        for target, second in reversed(done):
            if second is None or not second.is_file():
                _remove(target)
            if second:
                second.replace(target)
                second.unlink(missing_ok=True)  # two names of one file are both left by POSIX
        raise
    return notes


def _digest(path: Path) -> str:
    """Return a digest of a file's bytes, or of the names and bytes of all files in a folder; of a link or pipe "none".

    A run writes neither, so that they are never taken for its own.
    """
    if path.is_symlink():
        return "none"
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    if not path.is_dir():
        return "none"
    total = hashlib.sha256()
    for part in sorted(path.rglob("*")):
        if part.is_symlink() or not part.is_dir():
            total.update(f"{part.relative_to(path).as_posix()}\0{_digest(part)}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _keep(target: Path, old: Path, second: Path) -> Path:
    """Give ``target`` a second name; files by way of ``old``, so that no half copy ever bears it.

    A file keeps its first name until another file replaces it: it has two, or a copy where there are no links.
    """
    if target.name == TEXTS or target.is_symlink() or not target.is_file():
        _remove(second)
        return target.rename(second)
    _remove(old)
    try:
        os.link(target, old)
    except OSError:
        shutil.copy2(target, old)
    return old.rename(second)


def _numbered(path: Path) -> Path:
    """Return the next free name: claims-1.csv, then claims-2.csv."""
    number = 1
    while os.path.lexists(copy := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return copy


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
