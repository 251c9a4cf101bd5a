"""What happens to files while a run is at work on them: articles that change or go, results half put in place."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.formats import Format
from pipeline.batch.run import RunOptions, run
from pipeline.batch.tables import write_tables

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("in_process")]

TEXT = "BRISA, May 4, 2024 -- The port said on Monday that 14 barges had sunk.\n"
OPTIONS = RunOptions(formats=(Format.XLSX, Format.JSONL))
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="makes links and pipes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two articles, one of them in another encoding, so that there are texts to write."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles" / "b.txt").write_text(TEXT.replace("14", "15"), encoding="utf-16")
    return tmp_path / "articles"


def _tree(outputs: Path) -> dict[str, bytes]:
    """Return the bytes of all that a run has left, without run.json, which holds seconds."""
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in outputs.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@POSIX
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(Path.unlink, id="deleted"),
        pytest.param(lambda path: path.write_text("Nothing.", encoding="utf-8"), id="another text"),
        pytest.param(lambda path: path.write_text(f"New. {TEXT}", encoding="utf-8"), id="the same text further down"),
        pytest.param(lambda path: path.write_bytes(bytes(99)), id="bytes that are no text"),
        pytest.param(_link, id="a link to a device"),
        pytest.param(_pipe, id="a pipe"),
        pytest.param(_folder, id="a folder"),
    ],
)
def test_an_article_that_changes_after_it_was_read_changes_no_row(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], object]
) -> None:
    run([folder], tmp_path / "whole", OPTIONS)

    def harmed(*arguments: object) -> object:
        harm(folder / "a.txt")
        return write_tables(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("pipeline.batch.run.write_tables", harmed)
    run([folder], tmp_path / "out", OPTIONS)
    whole, out = _tree(tmp_path / "whole"), _tree(tmp_path / "out")
    assert out.keys() == whole.keys()
    for name in ("claims.csv", "rejected.csv", "claims.jsonl", "texts/b.txt.txt"):
        assert out[name] == whole[name]
    assert b"14 barges" in out["report.html"]


@pytest.mark.parametrize("turn", range(7))
@pytest.mark.parametrize("name", ["replace", "rename"])
def test_a_run_killed_while_its_files_are_put_in_place_goes_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, turn: int
) -> None:
    outputs = tmp_path / "out"
    run([folder], outputs, OPTIONS)
    for path in folder.iterdir():
        shutil.copy(path, folder / f"new-{path.name}")
    run([folder], tmp_path / "whole", OPTIONS)
    unharmed = getattr(Path, name)
    calls = 0

    def killed(*arguments: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == turn + 1:
            raise KeyboardInterrupt  # as a kill: nothing is put back
        return unharmed(*arguments)  # type: ignore[no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr(Path, name, killed)
        with pytest.raises(KeyboardInterrupt):
            run([folder], outputs, OPTIONS)
    run([folder], outputs, RunOptions(formats=OPTIONS.formats, resume=True))
    assert _tree(outputs) == _tree(tmp_path / "whole")  # and nothing is taken for the user's and set aside
