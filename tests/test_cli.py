"""The command line: messages and exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest


def _claimrows(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["run", "nowhere", "-o", "{tmp}/out"], "nowhere: no such file or folder", id="missing path"),
        pytest.param(
            ["run", "{tmp}", "-o", "{tmp}/out"], "no articles; looked for .txt, .md, .html", id="empty folder"
        ),
        pytest.param(["run", "{tmp}", "-o", "x", "--fast"], "No such option", id="unknown option"),
        pytest.param(["run", "{tmp}", "-o", "x", "--published", "5 May"], "--published", id="a date that is none"),
        pytest.param(["run", "{tmp}"], "--outputs", id="no output folder named"),
        pytest.param(["score", "{tmp}/none", "{tmp}"], "none", id="no gold there"),
    ],
)
def test_wrong_usage_is_one_clear_message_and_exit_code_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = _claimrows(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.model
@pytest.mark.parametrize(
    ("files", "outputs", "code", "message"),
    [
        pytest.param({"a.txt": b"Two died."}, "out", 0, "1 articles (0 failed)", id="all read"),
        pytest.param(
            {"a.txt": b"Two died.", "b.txt": b"%PDF-1.7"}, "out", 1, "b.txt: binary: expected text", id="some not"
        ),
        pytest.param({"a.txt": b"Two died."}, "file/out", 3, "cannot be written here", id="nowhere to write"),
    ],
)
def test_exit_codes_of_a_run(tmp_path: Path, files: dict[str, bytes], outputs: str, code: int, message: str) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "file").touch()
    for name, content in files.items():
        (tmp_path / "articles" / name).write_bytes(content)
    done = _claimrows("run", str(tmp_path / "articles"), "-o", str(tmp_path / outputs))
    assert done.returncode == code
    assert message in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr  # no colours or progress bar but on a terminal


@pytest.mark.parametrize("command", ["run", "score"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = _claimrows(command, "--help")
    assert done.returncode == 0
    assert f"Example: claimrows {command}" in done.stdout


def test_help_does_not_load_the_heavy_libraries() -> None:
    heavy = "spacy", "pandas", "dateparser", "quantulum3"
    code = f"import sys, pipeline.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
