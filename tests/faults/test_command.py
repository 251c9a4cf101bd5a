"""The command line as a hurried user or an attacker types it: one clear message, the right exit code, no waiting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes, links and a shell")
RUN = f"'{sys.executable}' -m pipeline run"


def _shell(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the folder ``in`` of one article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@POSIX
@pytest.mark.parametrize(
    ("before", "command", "message"),
    [
        pytest.param("ln -s out out", "in -o out", "Symlink loop", id="outputs are a loop of links"),
        pytest.param("mkfifo m.csv", "in -o out --metadata m.csv", "expected a regular file", id="metadata is a pipe"),
        pytest.param("", "in -o out --metadata /dev/zero", "expected a regular file", id="metadata is a device"),
        pytest.param("", "in -o out --metadata in", "expected a regular file", id="metadata is a folder"),
        pytest.param("", "in -o out --metadata none", "No such file", id="metadata is nowhere"),
        pytest.param("mkfifo p.txt", "p.txt -o out", "not a regular file", id="an article from a pipe"),
        pytest.param("", "- -o out <&-", "standard input is closed", id="standard input closed"),
        pytest.param("", "in -o out --deadline inf", "--deadline", id="a deadline without end"),
        pytest.param("", "in -o out --deadline nan", "--deadline", id="a deadline that is no number"),
        pytest.param("", "in -o out --workers 100000", "--workers", id="workers without number"),
        pytest.param("", "in -o out --published nonsense", "--published", id="a date that is none"),
        pytest.param("", "in -o out --published 2024-02-30", "--published", id="a day that never was"),
        pytest.param("", "in -o out --format csv,exe", "found exe", id="a format that is none"),
        pytest.param("", "in -o out --field text", "--field text: expected", id="a field without a name"),
        pytest.param("", "in -o out --model ../../etc", "is not installed", id="a model that is a path"),
        pytest.param("", "in -o in/out", "lies inside the input folder", id="outputs inside the inputs"),
        pytest.param("mkdir texts; cp in/a.txt texts", "texts -o .", "would replace", id="inputs inside the outputs"),
    ],
)
def test_what_cannot_be_run_is_refused(folder: Path, before: str, command: str, message: str) -> None:
    done = _shell(folder, f"{before or ':'} && {RUN} {command}")
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "out").is_dir()


@POSIX
@pytest.mark.model
@pytest.mark.parametrize(
    ("before", "command", "code", "message"),
    [
        pytest.param("mkfifo in/articles.csv", "in -o out", 0, "1 claims", id="metadata beside from a pipe"),
        pytest.param("ln -s /dev/zero in/articles.csv", "in -o out", 0, "1 claims", id="metadata beside from a device"),
        pytest.param("mkfifo in/p.txt", "in -o out", 1, "p.txt: not_a_file", id="a pipe among the articles"),
        pytest.param("mkdir real; ln -s real out", "in -o out", 0, "1 claims", id="outputs are a link to a folder"),
        pytest.param("ln -s nowhere out", "in -o out", 3, "cannot be written here", id="outputs are a link to nowhere"),
        pytest.param("touch out", "in -o out", 3, "cannot be written here", id="outputs are a file"),
        pytest.param("mv in 'in\nside'", "'in\nside' -o out", 0, "1 claims", id="a folder with a line break"),
        pytest.param("", "in -o out --published 0001-01-01", 0, "1 claims", id="the first year"),
        pytest.param("", "in -o out --published 9999-12-31", 0, "1 claims", id="the last year"),
        pytest.param("", "- -o out </dev/null", 1, "-: empty", id="nothing by standard input"),
        pytest.param("", "in -o out >/dev/full", 3, "No space left", id="standard output is full"),
        pytest.param("", "in -o out >&-", 0, "", id="standard output is closed"),
        pytest.param(
            f"({RUN} in -o out --no-report & {RUN} in -o out --no-report; echo $? >b; wait $!; echo $? >a)",
            "in -o out", 0, "1 claims", id="after two runs at once",
        ),
    ],
)  # fmt: skip
def test_what_can_be_run_ends_with_its_code(folder: Path, before: str, command: str, code: int, message: str) -> None:
    done = _shell(folder, f"{before or ':'} && {RUN} {command} --no-report")
    assert done.returncode == code, done.stderr
    assert message in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if (folder / "a").exists():
        assert {(folder / name).read_text().strip() for name in "ab"} <= {"0", "4"}
