"""A run that ends too soon, however it ends, goes on with --resume and gives the bytes that it would have given."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.batch.journal import Journal
from pipeline.batch.messages import Reply
from pipeline.batch.run import RunOptions, run
from pipeline.errors import UsageError

pytestmark = pytest.mark.model

OPTIONS = RunOptions(report=False)
AGAIN = replace(OPTIONS, resume=True)
ARTICLES = {
    "a.txt": "The port said that 14 barges had sunk on Monday.",
    "b.txt": " \n",
    "c.txt": "BRISA, May 4 -- Damage is put at $3m, the mayor said. Two of the 40 crews are missing.",
    "d.txt": "Nothing is counted here.",
    "e.txt": "Three divers drowned in 2019, the coast guard said.\n\nIt has 240 boats.\n",
}
RECORDS = "".join(
    f'{{"text": "The port of Brisa said that {n} barges had sunk there in May."}}\n' for n in range(20, 26)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, one of them blank, and a file of records."""
    path = tmp_path_factory.mktemp("input") / "articles"
    path.mkdir()
    for name, text in ARTICLES.items():
        (path / name).write_text(text, encoding="utf-8")
    (path / "cc.jsonl").write_text(RECORDS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run gives that nothing interrupts."""
    outputs = tmp_path_factory.mktemp("whole") / "out"
    run([folder], outputs, OPTIONS)
    written = _bytes(outputs)
    assert written["claims.csv"].count(b"\n") > 8
    return written


def _bytes(outputs: Path) -> dict[str, bytes]:
    return {name: (outputs / name).read_bytes() for name in ("claims.csv", "rejected.csv")}


def _interrupt(folder: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch, *, after: int) -> None:
    """Start a run that is interrupted when its journal has so many lines."""
    lines = 0

    def append(journal: Journal, answer: Reply, unharmed: Callable[[Journal, Reply], None] = Journal.append) -> None:
        nonlocal lines
        if lines == after:
            raise KeyboardInterrupt
        lines += 1
        unharmed(journal, answer)

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", append)
        with pytest.raises(KeyboardInterrupt):
            run([folder], outputs, OPTIONS)


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("after", range(18))
def test_interrupted_after_any_line(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    outputs = tmp_path / "out"
    _interrupt(folder, outputs, monkeypatch, after=after)
    assert not (outputs / "claims.csv").exists()
    run([folder], outputs, AGAIN)
    assert _bytes(outputs) == whole
    assert not (outputs / ".claimrows").exists()


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda journal: journal[:-7], id="last line cut short"),
        pytest.param(lambda journal: journal + b"12345678 article {", id="a line begun"),
        pytest.param(lambda journal: journal[:-60] + bytes(50) + journal[-10:], id="zeros from a crash of the machine"),
        pytest.param(lambda journal: journal.replace(b"barges", b"burgers"), id="a line changed"),
        pytest.param(lambda journal: journal[:20], id="no whole line"),
        pytest.param(lambda journal: b"", id="empty"),
        pytest.param(lambda journal: b"\n".join(journal.split(b"\n")[:2] + journal.split(b"\n")[3:]), id="a line lost"),
        pytest.param(lambda journal: os.urandom(4096), id="noise"),
    ],
)
def test_a_damaged_journal_counts_as_far_as_it_holds(
    folder: Path,
    whole: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[bytes], bytes],
) -> None:
    outputs = tmp_path / "out"
    _interrupt(folder, outputs, monkeypatch, after=9)
    journal = outputs / ".claimrows" / "journal"
    journal.write_bytes(harm(journal.read_bytes()))
    run([folder], outputs, AGAIN)
    assert _bytes(outputs) == whole


@pytest.mark.usefixtures("in_process")
def test_interrupted_again_and_again(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "out"
    kept = 0
    _interrupt(folder, outputs, monkeypatch, after=4)
    for _ in range(3):
        with monkeypatch.context() as patch:
            patch.setattr("pipeline.batch.run.write_tables", _raise_interrupt)
            with pytest.raises(KeyboardInterrupt):
                run([folder], outputs, AGAIN)
        size = (outputs / ".claimrows" / "journal").stat().st_size
        assert size >= kept
        kept = size
    run([folder], outputs, AGAIN)
    assert _bytes(outputs) == whole


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_a_signal_ends_the_run_and_resume_goes_on(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    outputs = tmp_path / "out"
    shutil.copytree(folder, tmp_path / "articles")
    for turn in range(200):  # enough to be at work when the signal comes
        (tmp_path / "articles" / f"n{turn}.txt").write_text(ARTICLES["e.txt"], encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "articles"), "-o", str(outputs), "--no-report"]
    kept = signal.signal(signal.SIGINT, signal.SIG_DFL)  # in the background it is ignored, which children inherit
    try:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, kept)
    end = time.monotonic() + 60
    journal = outputs / ".claimrows" / "journal"
    while not (journal.exists() and journal.stat().st_size > 3000):
        assert time.monotonic() < end
        time.sleep(0.005)
    process.send_signal(number)
    _, message = process.communicate()
    assert process.returncode == code
    assert (b"--resume goes on" in message) == (code == 130)
    assert b"Traceback" not in message
    assert not (outputs / "claims.csv").exists()
    subprocess.run([*command, "--resume"], check=False, capture_output=True)
    subprocess.run([*command[:-3], "-o", str(tmp_path / "new"), "--no-report"], check=False, capture_output=True)
    assert _bytes(outputs) == _bytes(tmp_path / "new")


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("changed", "named"),
    [
        pytest.param({"published": "2025-01-14"}, "published: none then, 2025-01-14 now", id="publication date"),
        pytest.param({"deadline": 7.0}, "deadline: 120.0 then, 7.0 now", id="deadline"),
        pytest.param({"model_digest": "0"}, "model_digest", id="another model of the same name"),
        pytest.param({"article": "new text with 3 words"}, "articles", id="an article changed"),
        pytest.param({"versions": "0"}, "versions", id="another version of a library"),
    ],
)
def test_a_run_that_differs_is_not_resumed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], named: str
) -> None:
    articles = tmp_path / "articles"
    shutil.copytree(folder, articles)
    _interrupt(articles, tmp_path / "out", monkeypatch, after=4)
    before = (tmp_path / "out" / ".claimrows" / "journal").read_bytes()
    options = AGAIN
    if "published" in changed:
        options = replace(AGAIN, published=date.fromisoformat(changed["published"]))
    if "deadline" in changed:
        options = replace(AGAIN, deadline=float(changed["deadline"]))
    if "article" in changed:
        (articles / "e.txt").write_text(changed["article"], encoding="utf-8")
    if "model_digest" in changed:
        monkeypatch.setattr("pipeline.batch.run.Pool.model", lambda _: {"model_digest": changed["model_digest"]})
    if "versions" in changed:
        monkeypatch.setattr("pipeline.batch.run.version", lambda _: changed["versions"])
    with pytest.raises(UsageError, match=f"not the run that was interrupted.*{named}"):
        run([articles], tmp_path / "out", options)
    assert (tmp_path / "out" / ".claimrows" / "journal").read_bytes() == before


def test_without_resume_a_run_starts_again(
    folder: Path, whole: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _interrupt(folder, tmp_path / "out", monkeypatch, after=6)
    run([folder], tmp_path / "out", replace(OPTIONS, deadline=50))
    assert _bytes(tmp_path / "out") == whole


def test_resume_with_nothing_to_resume_is_a_run(folder: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    run([folder], tmp_path / "out", AGAIN)
    assert _bytes(tmp_path / "out") == whole


def _raise_interrupt(*_: object) -> None:
    raise KeyboardInterrupt
