"""Gold files as they stand on the disk, line by line, so that what is not corrected stays as it was."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.gold.annotations import AnnotatedClaim, read_gold


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The gold of one article: its header and its claims, each a line of JSON."""

    doc: str
    header: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A gold file together with its article's text and, for each line, the claim read from it."""

    file: GoldFile
    text: str
    claims: tuple[AnnotatedClaim, ...]


def read_gold_files(folder: Path, texts: Path) -> list[GoldText]:
    """Return the gold files of a folder, by article; raise UsageError naming file, line and reason."""
    annotated = read_gold(folder, texts)
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        content = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        header, *lines = [line.strip() for line in content.split("\n") if line.strip()]
        article = annotated[json.loads(header)["doc"]]
        found.append(GoldText(GoldFile(article.doc, header, tuple(lines)), article.text, article.claims))
    return sorted(found, key=lambda gold: gold.file.doc)


def write_gold_files(folder: Path, files: Iterable[GoldFile]) -> list[Path]:
    """Write ``<article file name>.jsonl`` for each article, all or none; return the copies kept of files replaced.

    A file that says something else already is kept beside the new one as ``<article file name>.jsonl.1``, ``.2``, ...
    Raises OutputError.
    """
    written: list[tuple[Path, Path]] = []
    copies = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            path = folder / f"{file.doc}.jsonl"
            draft = path.with_name(f".{path.name}.new")
            written.append((draft, path))
            draft.write_text("\n".join((file.header, *file.lines, "")), encoding="utf-8", newline="\n")
        for draft, path in written:
            if path.exists() and path.read_bytes() != draft.read_bytes():
                copies.append(_free_name(path))
                copies[-1].write_bytes(path.read_bytes())
            draft.replace(path)
    except OSError as error:
        raise OutputError(f"{folder}: the gold cannot be written here: {error.strerror or error}") from error
    finally:
        for draft, _ in written:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    return copies


def _free_name(path: Path) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    return copy
