"""Which files under the paths given hold articles, and what each is called; nothing is opened here."""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.read.metadata import METADATA_NAMES

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".csv")
PACKED = ".gz"
STANDARD_INPUT = Path("-")
MAX_STANDARD_INPUT = 64 * 2**20
LOOKED_FOR = f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]} files, plain or {PACKED}"


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file that holds articles; ``id`` is its path relative to the folder given, with forward slashes.

    ``refusal`` says why it is not to be opened, as (reason, message), empty if it is; ``content`` is what came by
    standard input, for which there is no file.
    """

    id: str
    path: Path
    refusal: tuple[str, str] | None = None
    content: bytes | None = None


def kind(path: Path) -> str:
    """Return the suffix that says how to read ``path``, the packing apart; "" for any other file.

    >>> kind(Path("a/Storm.HTML.gz")), kind(Path("b.png"))
    ('.html', '')
    """
    name = path.name.lower().removesuffix(PACKED)
    suffix = os.path.splitext(name)[1]  # noqa: PTH122 - Path(".txt").suffix is empty, as it should be; so is this
    return suffix if suffix in SUFFIXES else ""


def find_article_files(paths: Sequence[Path], *, follow_links: bool = False) -> tuple[ArticleFile, ...]:
    """Return the articles under ``paths`` (files, folders, "-" for standard input), sorted by id.

    Ids are relative to the one folder given, or to the folder that all the paths share. Links found in a folder are
    followed where they lead to a file inside it; everywhere with ``follow_links``. Raises UsageError for a path
    that does not exist, a single file of another kind, or where no article is found.
    """
    named = [path for path in paths if path != STANDARD_INPUT]
    for path in named:
        _refuse_unusable(path)
    folders = [path.absolute() if path.is_dir() else path.absolute().parent for path in named]
    base = Path(os.path.commonpath(folders)) if folders else Path()
    found: dict[str, ArticleFile] = {}
    for path in named:
        listed = _in_folder(path.absolute(), base, follow_links) if path.is_dir() else [_file(path.absolute(), base)]
        found |= {file.id: file for file in listed}
    if len(named) < len(paths):
        if sys.stdin is None:
            raise UsageError("-: standard input is closed")
        found["-"] = ArticleFile("-", STANDARD_INPUT, content=sys.stdin.buffer.read(MAX_STANDARD_INPUT + 1))
    if not found:
        raise UsageError(f"{', '.join(map(_readable, map(str, paths)))}: no articles; looked for {LOOKED_FOR}")
    return tuple(found[name] for name in sorted(found))


def refuse_outputs_inside(paths: Sequence[Path], outputs: Path) -> None:
    """Raise UsageError where ``outputs`` lies in a folder of ``paths``: the next run would read what this one wrote.

    And where it is a loop of links.
    """
    try:
        place = outputs.resolve()
    except RuntimeError as error:
        raise UsageError(f"{outputs}: {error}") from error
    for folder in paths:
        if folder != STANDARD_INPUT and folder.is_dir() and place.is_relative_to(folder.resolve()):
            raise UsageError(f"{outputs}: the output folder lies inside the input folder {folder}; choose another")


def _refuse_unusable(path: Path) -> None:
    name = _readable(str(path))
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise UsageError(f"{name}: no such file or folder") from error
    except (OSError, ValueError) as error:  # a loop of links, a name too long, a NUL in it
        told = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{name}: {told}") from error
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise UsageError(f"{name}: not a regular file; use - for standard input")
    if not kind(path):
        raise UsageError(f"{name}: expected {LOOKED_FOR}, found {path.suffix or 'none'}")


def _in_folder(folder: Path, base: Path, follow_links: bool) -> Iterator[ArticleFile]:
    """Yield the articles under ``folder``; hidden files, metadata tables and the parts of saved pages are left out."""
    inside = folder.resolve()
    seen = {_identity(folder)}
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as entries:
                names = sorted(entry.name for entry in entries)
        except OSError as error:
            yield ArticleFile(_id(current, base), current, ("unreadable", f"folder: {error.strerror or error}"))
            continue
        pages = {name for name in names if kind(Path(name)) in (".html", ".htm")}
        for name in names:
            path = current / name
            if name.startswith(".") or name in METADATA_NAMES or _part_of_page(name, pages):
                continue
            is_folder = _is_folder(path)
            if path.is_symlink() and not follow_links:
                if (is_folder or kind(path)) and not _leads_inside(path, inside):
                    message = "a link that leads out of the folder; --follow-links reads it"
                    yield ArticleFile(_id(path, base), path, ("link_not_followed", message))
                    continue
                if is_folder:  # what it leads to is found under its own name
                    continue
            if is_folder:
                identity = _identity(path)
                if identity not in seen:  # a loop of links
                    seen.add(identity)
                    pending.append(path)
            elif kind(path):
                yield _file(path, base)


def _file(path: Path, base: Path) -> ArticleFile:
    return ArticleFile(_id(path, base), path)


def _id(path: Path, base: Path) -> str:
    return _readable(path.relative_to(base).as_posix())


def _readable(name: str) -> str:
    r"""Escape what cannot stand in one line of a table (bytes that are no UTF-8 among it), so that names stay apart.

    >>> print(_readable("a\nb\\c\udcff"))
    a\x0ab\\c\xff
    """
    return "".join(map(_escaped, name)) if not name.isprintable() or "\\" in name else name


def _escaped(character: str) -> str:
    code = ord(character)
    if character == "\\":
        return r"\\"
    if 0xDC80 <= code <= 0xDCFF:  # a byte that was no UTF-8 (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return character


def _part_of_page(name: str, pages: set[str]) -> bool:
    """Tell the folder that a browser saves beside a page ("Storm_files") from one of the user's."""
    stem = name.removesuffix("_files")
    return stem != name and not pages.isdisjoint({f"{stem}.html", f"{stem}.htm"})


def _leads_inside(link: Path, folder: Path) -> bool:
    try:
        return link.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link to itself: reading it says so
        return True


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:  # whatever it is, opening it will tell
        return False


def _identity(folder: Path) -> tuple[int, int]:
    try:
        status = folder.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)
