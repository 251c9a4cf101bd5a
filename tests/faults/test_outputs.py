"""The output folder: one run at a time, results all or none, and surroundings that do not show in them."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.formats import Format
from pipeline.batch.lock import locked
from pipeline.batch.run import RunOptions, run
from pipeline.errors import LockedError, OutputError, UsageError

pytestmark = pytest.mark.model

OPTIONS = RunOptions(report=False)
POISONED = Path(__file__).parent / "poisoned"
TEXT = "BRISA, May 4, 2024 -- The port said on Monday that 14 barges had sunk. Damage is put at $3m since last week."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one article."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "articles"


def _command(folder: Path, outputs: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline", "run", str(folder), "-o", str(outputs), "--no-report"]


def _files(outputs: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in outputs.iterdir() if path.is_file()}


def test_a_second_run_on_one_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "out", OPTIONS)
    before = _files(tmp_path / "out")
    with locked(tmp_path / "out" / ".claimrows" / "lock"):
        done = subprocess.run(_command(folder, tmp_path / "out"), capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "another run is writing here" in done.stderr
    assert _files(tmp_path / "out") == before
    run([folder], tmp_path / "out", OPTIONS)


def test_a_lock_whose_holder_is_gone_locks_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / ".claimrows" / "lock"
    code = f"from pathlib import Path; from pipeline.batch.lock import locked; held = locked(Path({str(path)!r}))"
    path.parent.mkdir(parents=True)
    subprocess.run([sys.executable, "-c", f"{code}; held.__enter__(); import os; os._exit(1)"], check=False)
    assert path.exists()
    run([folder], tmp_path / "out", OPTIONS)
    assert not path.parent.exists()


def test_the_lock_is_held_once_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "work" / "lock"
    with locked(path), pytest.raises(LockedError, match="another run"), locked(path):
        pass
    assert not path.parent.exists()
    with locked(path):
        assert path.exists()


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("turn", range(8))
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("pipeline.batch.journal.Journal", "append"),
        ("pipeline.tables.csv.TableFile", "__init__"),
        ("pipeline.tables.csv.TableFile", "append"),
        ("pipeline.batch.run", "write_record"),
        ("os", "fsync"),
        ("pathlib.Path", "replace"),
        ("pathlib.Path", "rename"),
        ("pathlib.Path", "mkdir"),
    ],
)
def test_a_write_that_fails_leaves_the_files_of_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: str, name: str, turn: int
) -> None:
    outputs = tmp_path / "out"
    outputs.mkdir()
    for file in ("claims.csv", "rejected.csv", "run.json"):
        (outputs / file).write_text("of before", encoding="utf-8")
    before = _files(outputs)
    calls = 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == turn + 1:
            raise FULL
        return unharmed(*arguments, **named)

    target = pytest.importorskip(owner) if owner in sys.modules else None
    module, _, attribute = owner.rpartition(".")
    holder = target or getattr(sys.modules[module], attribute)
    unharmed = getattr(holder, name)
    with monkeypatch.context() as patch:
        patch.setattr(holder, name, failing)
        problem = ""
        try:
            run([folder], outputs, OPTIONS)
        except OutputError as error:
            problem = str(error)
    assert (calls > turn) == ("cannot be written here: No space left on device" in problem)
    assert _files(outputs) == before or not problem
    run([folder], outputs, RunOptions(report=False, resume=True))
    assert TEXT[:20] in (outputs / "claims.csv").read_text(encoding="utf-8-sig")
    assert not (outputs / ".claimrows").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits file sizes by POSIX means")
@pytest.mark.parametrize("limit", [0, 100, 1_000, 5_000, 15_000, 40_000])
def test_files_that_cannot_grow(folder: Path, tmp_path: Path, limit: int) -> None:
    import resource

    outputs = tmp_path / "out"
    outputs.mkdir()
    (outputs / "claims.csv").write_text("of before", encoding="utf-8")
    before = _files(outputs)
    done = subprocess.run(
        [*_command(folder, outputs), "--report", "--format", "csv,xlsx,jsonl,parquet"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3
    assert "cannot be written here" in done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(outputs) == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write in")
def test_a_read_only_folder(folder: Path) -> None:
    done = subprocess.run(_command(folder, Path("/proc/self/task")), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "cannot be written here" in done.stderr


def _file(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "mine.txt").write_text("my notes", encoding="utf-8")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("run_before", [False, True])
@pytest.mark.parametrize(
    ("name", "make", "kept_as"),
    [
        pytest.param("claims.csv", _file("mine"), "claims-1.csv", id="table"),
        pytest.param("run.json", _file('{"scripts": {}}'), "run-1.json", id="JSON of another program"),
        pytest.param("run.json", _file("[" * 100_000), "run-1.json", id="JSON too deep"),
        pytest.param("report.html", _file("mine"), "report-1.html", id="page"),
        pytest.param("claims.xlsx", _file("mine"), "claims-1.xlsx", id="what is no workbook"),
        pytest.param("claims.jsonl", _file("mine"), "claims-1.jsonl", id="JSON lines"),
        pytest.param("texts", _folder, "texts-1", id="folder of one's own"),
        pytest.param("texts", _file("mine"), "texts-1", id="file in place of a folder"),
        pytest.param("rejected.csv", _folder, "rejected-1.csv", id="folder in place of a file"),
    ],
)
def test_what_no_run_wrote_is_set_aside_and_named(
    folder: Path, tmp_path: Path, name: str, make: Callable[[Path], object], kept_as: str, run_before: bool
) -> None:
    outputs, options = tmp_path / "out", RunOptions(formats=(Format.XLSX, Format.JSONL))
    (folder / "b.txt").write_text(TEXT, encoding="utf-16")  # so that there are texts to write
    outputs.mkdir()
    if run_before:
        run([folder], outputs, options)
        _remove(outputs / name)
    make(outputs / name)
    mine = _tree(outputs / name)
    summary = run([folder], outputs, options)
    assert f"{outputs / name} is not as a run wrote it: kept as {kept_as}" in summary.notes
    assert _tree(outputs / kept_as) == mine != _tree(outputs / name)
    files = {path.name for path in outputs.iterdir()}
    assert not [note for note in run([folder], outputs, options).notes if "kept as" in note]
    assert {path.name for path in outputs.iterdir()} == files


@pytest.mark.skipif(sys.platform == "win32", reason="makes links and pipes")
@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", ["claims.csv", "texts", "run.json"])
@pytest.mark.parametrize("target", ["mine", "nowhere", None])
def test_links_and_pipes_are_set_aside_and_what_they_lead_to_is_left(
    folder: Path, tmp_path: Path, name: str, target: str | None
) -> None:
    (folder / "b.txt").write_text(TEXT, encoding="utf-16")
    _folder(tmp_path / "mine")
    path = tmp_path / "out" / name
    path.parent.mkdir()
    if target:
        path.symlink_to(tmp_path / target)
    else:
        os.mkfifo(path)
    before = path.lstat()
    run([folder], path.parent, OPTIONS)
    assert os.path.samestat(path.with_name(f"{path.stem}-1{path.suffix}").lstat(), before)
    assert _tree(tmp_path / "mine") == {"mine.txt": b"my notes"}


@pytest.mark.usefixtures("in_process")
def test_texts_of_the_user_stay_where_a_run_has_none_to_write(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    _folder(tmp_path / "out" / "texts")
    run([folder], tmp_path / "out", OPTIONS)
    assert _tree(tmp_path / "out" / "texts") == {"mine.txt": b"my notes"}


@pytest.mark.usefixtures("in_process")
def test_texts_are_set_aside_where_somebody_added_to_them(folder: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    (folder / "b.txt").write_text(TEXT, encoding="utf-16")
    run([folder], outputs, OPTIONS)
    written = _tree(outputs / "texts")
    (outputs / "texts" / "notes.md").write_text("mine", encoding="utf-8")
    (folder / "b.txt").unlink()  # the copies of the run before belong to its tables
    run([folder], outputs, OPTIONS)
    assert _tree(outputs / "texts-1") == {**written, "notes.md": b"mine"}
    assert _tree(outputs / "texts") == {}


@pytest.mark.parametrize("given", ["texts", "texts/sub/a.txt", "report.html", "claims.csv"])
def test_articles_that_the_run_would_replace_are_refused(tmp_path: Path, given: str) -> None:
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    for path in ("texts/sub/a.txt", "report.html", "claims.csv"):
        (tmp_path / path).write_text(TEXT, encoding="utf-8")
    before = _tree(tmp_path)
    with pytest.raises(UsageError, match="this run would replace"):
        run([tmp_path / given], tmp_path, OPTIONS)
    assert _tree(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="makes a link")
@pytest.mark.usefixtures("in_process")
def test_a_link_in_place_of_the_hidden_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    _folder(tmp_path / "mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".claimrows").symlink_to(tmp_path / "mine")
    with pytest.raises(OutputError, match="expected a folder, found a link"):
        run([folder], tmp_path / "out", OPTIONS)
    assert _tree(tmp_path / "mine") == {"mine.txt": b"my notes"}


def _tree(path: Path) -> dict[str, bytes]:
    """Return the bytes of all files under ``path``, or of ``path``."""
    files = path.rglob("*") if path.is_dir() else [path]
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files if file.is_file()}


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one article, run in the surroundings of the tests; the results are in the folder beside it."""
    path = tmp_path_factory.mktemp("usual")
    (path / "articles").mkdir()
    (path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    run([path / "articles"], path / "out", RunOptions(formats=(Format.XLSX, Format.JSONL)))
    return path / "articles"


@pytest.mark.parametrize(
    "surroundings",
    [
        pytest.param({"TZ": "Pacific/Kiritimati"}, id="time zone"),
        pytest.param({"PYTHONHASHSEED": "7"}, id="hash seed"),
        pytest.param({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="ASCII locale"),
        pytest.param({"PYTHONPATH": str(POISONED), "MOVED_CLOCK": "-789456123"}, id="clock 25 years slow"),
        pytest.param({"PYTHONPATH": str(POISONED), "MOVED_CLOCK": "345600"}, id="clock four days fast"),
    ],
)
def test_surroundings_do_not_show(usual: Path, tmp_path: Path, surroundings: dict[str, str]) -> None:
    environment = {**os.environ, **surroundings}
    command = [*_command(usual, tmp_path / "out"), "--report", "--format", "csv,xlsx,jsonl"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    found, expected = _files(tmp_path / "out"), _files(usual.parent / "out")
    assert json.loads(found.pop("run.json"))["files"] == json.loads(expected.pop("run.json"))["files"]
    assert found == expected
