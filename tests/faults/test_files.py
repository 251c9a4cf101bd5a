"""What lies in a folder that is no plain file: links, pipes, devices, odd names, what may not be read or changes."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.batch.run import RunOptions, run
from pipeline.errors import UsageError
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile, find_article_files, refuse_outputs_inside
from pipeline.tables.csv import read_table
from pipeline.types import Rejection

STORM = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."
NOBODY = 65534
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs the file names and links of POSIX")


def _told(folder: Path, **options: bool) -> dict[str, str]:
    """Read all articles under ``folder``; return by id the reason of a rejection, or "" for an article."""
    read = [found for file in find_article_files([folder], **options) for found in read_file(file, None, ReadOptions())]
    return {found.article: found.reason for found in read if isinstance(found, Rejection)} | {
        found.id: "" for found in read if not isinstance(found, Rejection)
    }


def _link(target: Path | str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


@POSIX
@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        pytest.param("x.txt", _link("/etc/hostname"), "link_not_followed", id="link out of the folder"),
        pytest.param("x", _link("/etc"), "link_not_followed", id="link to a folder outside"),
        pytest.param("x.txt", _link("x.txt"), "unreadable", id="link to itself"),
        pytest.param("x.txt", _link("nowhere"), "unreadable", id="link to nothing"),
        pytest.param("x", _link("."), None, id="loop of folders"),
        pytest.param("x.txt", _link("good.txt"), "", id="link inside the folder"),
        pytest.param("x.txt", os.mkfifo if hasattr(os, "mkfifo") else Path.touch, "not_a_file", id="pipe"),
        pytest.param("x.txt", _link("/dev/zero"), "link_not_followed", id="link to a device"),
        pytest.param("x.txt", Path.mkdir, None, id="folder with a file's name"),
    ],
)
def test_what_is_no_file_of_the_folder(
    tmp_path: Path, name: str, make: Callable[[Path], None], reason: str | None
) -> None:
    (tmp_path / "good.txt").write_text(STORM, encoding="utf-8")
    make(tmp_path / name)
    found = _told(tmp_path)
    assert found.pop("good.txt") == ""
    assert found == ({} if reason is None else {name: reason})


@POSIX
def test_links_are_followed_where_that_is_asked_and_loops_end(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    for path in (folder, outside):
        path.mkdir()
    (outside / "x.txt").write_text(STORM, encoding="utf-8")
    (outside / "back").symlink_to(folder)
    (folder / "out").symlink_to(outside)
    (folder / "y.txt").symlink_to(outside / "x.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    assert _told(folder, follow_links=True) == {"out/x.txt": "", "y.txt": "", "zero.txt": "not_a_file"}


ODD_NAMES = {
    b"a\nb.txt": r"a\x0ab.txt",
    b"a\xff.txt": r"a\xff.txt",
    b"a\\xff.txt": r"a\\xff.txt",
    b"=1+1,\";'.txt": "=1+1,\";'.txt",
    b"-o.txt": "-o.txt",
    b"x" * 251 + b".txt": "x" * 251 + ".txt",
    "n\u0303\u202e.txt".encode(): "n\u0303\u202e.txt",
    "a\u2028b.txt".encode(): r"a\u2028b.txt",
    b"CON.txt": "CON.txt",
    b"con.txt": "con.txt",
}


@POSIX
@pytest.mark.model
def test_odd_names_are_read_and_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ODD_NAMES:
        (folder / os.fsdecode(name)).write_bytes(STORM.encode("utf-16"))
    assert not run([folder], tmp_path / "out", RunOptions(report=False)).failed
    rows = read_table(tmp_path / "out" / "claims.csv")
    assert sorted(row["article"] for row in rows) == sorted(ODD_NAMES.values())
    copies = [path for path in (tmp_path / "out" / "texts").rglob("*") if path.is_file()]
    assert [copy.read_text(encoding="utf-8") for copy in copies] == [STORM] * len(ODD_NAMES)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, while this process is, for the system, nobody if it was root."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        root = os.geteuid() == 0
        if root:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            if root:
                os.seteuid(0)


@POSIX
def test_what_may_not_be_read(open_folder: Path) -> None:
    for name in ("a.txt", "b/c.txt", "d.txt"):
        (open_folder / name).parent.mkdir(exist_ok=True)
        (open_folder / name).write_text(STORM, encoding="utf-8")
    (open_folder / "a.txt").chmod(0)
    (open_folder / "b").chmod(0)
    try:
        assert _told(open_folder) == {"a.txt": "unreadable", "b": "unreadable", "d.txt": ""}
    finally:
        (open_folder / "b").chmod(0o700)


def test_a_folder_that_may_not_be_read_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").write_text(STORM, encoding="utf-8")
    scandir = os.scandir

    def denied(path: Path) -> object:
        if path == tmp_path / "b":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert _told(tmp_path) == {"a.txt": "", "b": "unreadable"}


def test_a_file_deleted_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORM, encoding="utf-8")
    (file,) = find_article_files([tmp_path])
    path.unlink()
    assert [found.reason for found in read_file(file, None, ReadOptions()) if isinstance(found, Rejection)] == [
        "unreadable"
    ]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(f'{{"text": "{STORM}"}}\n'.encode() * 100)
    (file,) = find_article_files([tmp_path])
    reading = read_file(file, None, ReadOptions())
    next(reading)
    with path.open("ab") as handle:
        handle.write(b"\n")
    assert [found.reason for found in reading if isinstance(found, Rejection)] == ["changed"]


@pytest.mark.parametrize("outputs", ["in", "in/out", "in/../in/deep/out", "link/out"])
def test_outputs_inside_the_inputs_are_refused(tmp_path: Path, outputs: str) -> None:
    (tmp_path / "in").mkdir()
    if outputs.startswith("link"):
        (tmp_path / "link").symlink_to(tmp_path / "in")
    with pytest.raises(UsageError, match="lies inside the input folder"):
        refuse_outputs_inside([tmp_path / "in"], tmp_path / outputs)


@pytest.mark.parametrize("outputs", ["out", "in2", "."])
def test_outputs_beside_or_around_the_inputs_are_fine(tmp_path: Path, outputs: str) -> None:
    (tmp_path / "in").mkdir()
    refuse_outputs_inside([tmp_path / "in", Path("-")], tmp_path / outputs)


@POSIX
def test_a_pipe_given_by_name_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    with pytest.raises(UsageError, match="not a regular file; use - for standard input"):
        find_article_files([tmp_path / "x.txt"])


def test_an_unknown_file_is_only_refused_by_name() -> None:
    file = ArticleFile("x.txt", Path("/nowhere/x.txt"))
    (found,) = read_file(file, None, ReadOptions())
    assert found == Rejection("x.txt", None, "No such file or directory", "read", "unreadable")
