"""The output folder: one run at a time, results all or none, and surroundings that do not show in them."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.lock import locked
from pipeline.batch.run import RunOptions, run
from pipeline.errors import LockedError, OutputError

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
@pytest.mark.parametrize("limit", [0, 100])
def test_files_that_cannot_grow(folder: Path, tmp_path: Path, limit: int) -> None:
    import resource

    outputs = tmp_path / "out"
    outputs.mkdir()
    (outputs / "claims.csv").write_text("of before", encoding="utf-8")
    before = _files(outputs)
    done = subprocess.run(
        _command(folder, outputs),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 3
    assert "cannot be written here: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(outputs) == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody can write in")
def test_a_read_only_folder(folder: Path) -> None:
    done = subprocess.run(_command(folder, Path("/proc/self/task")), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "cannot be written here" in done.stderr


@pytest.mark.usefixtures("in_process")
def test_a_table_that_cannot_be_replaced_loses_nothing(folder: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    (outputs / "rejected.csv" / "mine").mkdir(parents=True)  # a folder of that name
    (outputs / "claims.csv").write_text("of before", encoding="utf-8")
    with pytest.raises(OutputError):
        run([folder], outputs, OPTIONS)
    assert (outputs / "claims.csv").read_text(encoding="utf-8") == "of before"
    assert (outputs / "rejected.csv" / "mine").is_dir()
    (outputs / "rejected.csv" / "mine").rmdir()
    (outputs / "rejected.csv").rmdir()
    run([folder], outputs, RunOptions(report=False, resume=True))
    assert "14 barges" in (outputs / "claims.csv").read_text(encoding="utf-8-sig")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one article, run in the surroundings of the tests; the results are in the folder beside it."""
    path = tmp_path_factory.mktemp("usual")
    (path / "articles").mkdir()
    (path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    run([path / "articles"], path / "out", OPTIONS)
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
    subprocess.run(_command(usual, tmp_path / "out"), env=environment, check=True, capture_output=True)
    for name in ("claims.csv", "rejected.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (usual.parent / "out" / name).read_bytes()
