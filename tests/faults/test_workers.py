"""Workers that die, hang or leak cost the article they were at; rows do not depend on how many there are."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.annotate import Annotator
from pipeline.batch.messages import Kind, Request, Task
from pipeline.batch.run import RunOptions, run
from pipeline.batch.worker import MOST_TOGETHER, answers
from pipeline.errors import WorkerError
from pipeline.read.articles import ReadOptions
from pipeline.read.files import find_article_files
from pipeline.tables.csv import read_table

pytestmark = [pytest.mark.model, pytest.mark.skipif(sys.platform != "linux", reason="uses signals and /proc")]

POISONED = Path(__file__).parent / "poisoned"
GOOD = {
    f"{name}.txt": f"The port said that {number} barges had sunk on Monday. {number + 2} divers drowned in 2019."
    for name, number in zip("acegi", range(14, 19), strict=True)
}


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let words in the articles harm the workers."""
    monkeypatch.syspath_prepend(POISONED)


def _write(folder: Path, articles: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _bytes(outputs: Path) -> dict[str, bytes]:
    return {name: (outputs / name).read_bytes() for name in ("claims.csv", "rejected.csv")}


def _rows(outputs: Path) -> list[tuple[str, str, str]]:
    return [(row["article"], row["number"], row["sentence"]) for row in read_table(outputs / "claims.csv")]


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        pytest.param("raise", "failed", id="a rule raises"),
        pytest.param("kill", "worker_died", id="killed from outside"),
        pytest.param("crash", "worker_died", id="segmentation fault"),
        pytest.param("swell", "worker_died", id="memory limit"),
        pytest.param("exit", "worker_died", id="ends as if all were well"),
        pytest.param("orphan", "worker_died", id="the process that watches it is killed"),
        pytest.param("hang", "deadline", id="hangs in C code that nothing can interrupt"),
        pytest.param("stop", "deadline", id="stopped"),
    ],
)
def test_what_befalls_one_article_costs_that_article(tmp_path: Path, harm: str, reason: str) -> None:
    clean = _write(tmp_path / "clean", GOOD)
    dirty = _write(tmp_path / "dirty", {**GOOD, "d.txt": f"POISON {harm}\nThree men died."})
    run([clean], tmp_path / "one", RunOptions(report=False))
    summary = run([dirty], tmp_path / "two", RunOptions(deadline=6, report=False))
    assert [(row.article, row.step, row.reason) for row in summary.failed] == [
        ("d.txt", "extract" if harm == "raise" else "run", reason)
    ]
    assert _rows(tmp_path / "one") == _rows(tmp_path / "two")
    assert len(_rows(tmp_path / "one")) >= len(GOOD)


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        pytest.param("raise", "failed", id="a rule raises"),
        pytest.param("kill", "worker_died", id="killed from outside"),
        pytest.param("exit", "worker_died", id="ends as if all were well"),
    ],
)
def test_what_befalls_one_record_costs_that_record(tmp_path: Path, harm: str, reason: str, workers: int) -> None:
    texts = [f"The port said that {number} barges had sunk on Monday." for number in range(14, 26)]
    texts[4] = f"POISON {harm}\nThree men died."
    records = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    folder = _write(tmp_path / "articles", {"b.jsonl": records, **GOOD})
    summary = run([folder], tmp_path / "out", RunOptions(workers=workers, report=False))
    assert [(row.article, row.reason) for row in summary.failed] == [("b.jsonl#5", reason)]
    numbers = [int(number) for article, number, _ in _rows(tmp_path / "out") if article.startswith("b.jsonl")]
    assert numbers == [number for number in range(14, 26) if number != 18]


@pytest.mark.parametrize("together", [2, 3, 8, 100])
def test_articles_taken_together_give_what_each_gives_alone(
    annotator: Annotator, tmp_path: Path, together: int
) -> None:
    long = "He lost 40 boats." + " The mayor came." * (MOST_TOGETHER // 20)  # two of them are too long together
    records = "".join(json.dumps({"text": text}) + "\n" for text in GOOD.values())
    articles = {**GOOD, "b.txt": " \n", "d.txt": long, "f.txt": long, "h.jsonl": records, "j.jsonl": records}
    files = find_article_files([_write(tmp_path / "articles", articles)])
    tasks = [Task(number, file, None, ReadOptions(), 60.0) for number, file in enumerate(files)]
    tasks[7] = replace(tasks[7], many=True, first=1, step=2)
    alone = [answer for task in tasks for answer in _answers([task], annotator, 1)]
    assert [kind for kind, _ in alone].count(Kind.ARTICLE) == 8 + 2 + 5
    assert _answers(tasks, annotator, together) == alone


def _answers(tasks: Sequence[Task], annotator: Annotator, together: int) -> list[tuple[Kind, dict[str, object]]]:
    """Return what the worker answers but for the time it took and what it tells of reading."""
    return [
        (answer.kind, {key: value for key, value in answer.content.items() if key != "seconds"})
        for answer in answers(Request(tasks, together), annotator)
        if answer.kind is not Kind.READ
    ]


@pytest.mark.usefixtures("poisoned")
def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    folder = _write(tmp_path / "articles", {**GOOD, "d.txt": f"Three men died. POISON once {marker}"})
    summary = run([folder], tmp_path / "one", RunOptions(report=False))
    assert marker.exists()
    assert not summary.failed
    run([folder], tmp_path / "two", RunOptions(report=False))
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


@pytest.mark.usefixtures("poisoned")
def test_many_deaths_in_a_row(tmp_path: Path) -> None:
    harms = ("kill", "crash", "raise", "swell", "exit")
    bad = {f"{name}{turn}.txt": f"POISON {harm}" for name in "bf" for turn, harm in enumerate(harms)}
    folder = _write(tmp_path / "articles", {**GOOD, **bad})
    summary = run([folder], tmp_path / "one", RunOptions(workers=2, report=False))
    assert {row.article for row in summary.failed} == bad.keys()
    run([_write(tmp_path / "clean", GOOD)], tmp_path / "two", RunOptions(report=False))
    assert _rows(tmp_path / "one") == _rows(tmp_path / "two")


def test_the_bytes_do_not_depend_on_the_number_or_the_life_of_workers(tmp_path: Path) -> None:
    folder = _write(tmp_path / "articles", GOOD)
    for workers, recycle in ((1, 2000), (2, 2000), (4, 2000), (2, 1)):
        run([folder], tmp_path / f"{workers}-{recycle}", RunOptions(workers=workers, recycle=recycle, report=False))
    written = [_bytes(outputs) for outputs in tmp_path.iterdir() if outputs != folder]
    assert len(written) == 4
    assert all(one == written[0] for one in written)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_process_is_left_when_the_run_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    folder = _write(tmp_path / "articles", {"a.txt": "POISON hang"})
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "-o", str(tmp_path / "out"), "--workers", "2"]
    kept = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup it is ignored here, which children inherit
    try:
        environment = {**os.environ, "PYTHONPATH": str(POISONED)}
        parent = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    finally:
        signal.signal(signal.SIGHUP, kept)
    _until(lambda: len(set(_descendants(parent.pid))) >= 2)  # the watcher and its fork, which hangs or soon will
    time.sleep(0.5)
    left = set(_descendants(parent.pid))
    parent.send_signal(number)
    parent.wait()
    _until(lambda: not any(_runs(pid) for pid in left))


def test_workers_that_never_come_up_are_an_error_and_not_a_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text("import os\nos._exit(9)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(broken)
    with pytest.raises(WorkerError, match="3 worker processes in a row ended before they were ready, with exit code 9"):
        run([_write(tmp_path / "articles", GOOD)], tmp_path / "out", RunOptions())
    assert not (tmp_path / "out").exists()


def test_nothing_in_the_working_directory_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _write(tmp_path / "articles", GOOD)
    for module in ("json.py", "spacy.py", "re.py"):
        (folder / module).write_text("raise SystemExit('code from the folder of articles was run')", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert not run([folder], tmp_path / "out", RunOptions(report=False)).failed


def _until(reached: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until ``reached`` gives true."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.02)


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            yield child
            yield from _descendants(child)


def _runs(pid: int) -> bool:
    """Tell whether a process is there and no zombie that its new parent has yet to bury."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("then", "code"),
    [
        pytest.param("sum(range(10**12))", -signal.SIGALRM, id="in the midst of C code"),
        pytest.param("time.sleep(1000)", -signal.SIGALRM, id="asleep"),
        pytest.param("_end_in(0); time.sleep(0.5)", 0, id="not any more"),
    ],
)
def test_a_worker_ends_by_itself_where_nobody_kills_it(then: str, code: int) -> None:
    script = f"import time; from pipeline.batch.worker import _end_in; _end_in(0.3); {then}"
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=60).returncode == code
