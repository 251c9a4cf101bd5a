"""The README keeps its word: its commands run, its columns are those of the table."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import extract_folder
from pipeline.tables.columns import CLAIM_COLUMNS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^claimrows (.*?)(?:\s+#.*)?$", README, re.MULTILINE)


def test_start_is_two_commands() -> None:
    start = README.split("## Start")[1].split("## Use")[0]
    assert len(re.findall(r"```sh\n.+\n```", start)) == 2


def test_the_columns_are_explained_in_their_words() -> None:
    section = README.split("### The columns of claims.csv")[1].split("\n\n")[1]
    named = [name for row in section.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert sorted(named) == sorted(CLAIM_COLUMNS)


@pytest.mark.model
def test_the_commands_shown_run(tmp_path: Path) -> None:
    assert len(COMMANDS) >= 3
    shutil.copytree(ROOT / "corpus" / "gold" / "dev", tmp_path / "gold")
    (tmp_path / "articles").mkdir()
    for gold in (tmp_path / "gold").glob("*.jsonl"):
        if gold.name.startswith("ferry"):
            shutil.copy(ROOT / "corpus" / "articles" / gold.stem, tmp_path / "articles")
        else:
            gold.unlink()
    for command in COMMANDS:
        arguments = [sys.executable, "-m", "pipeline", *shlex.split(command)]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, f"claimrows {command}: {done.stderr}"


@pytest.mark.model
def test_the_example_row_is_one_of_the_sample(tmp_path: Path) -> None:
    lines = README.split("(empty cells left out):")[1].split("\n\n")[1].splitlines()[2:]
    shown = {column.strip(" `"): cell.strip() for column, cell in (line.strip("|").split("|") for line in lines)}
    shutil.copy(ROOT / "corpus" / "articles" / shown["article"], tmp_path)
    shutil.copy(ROOT / "corpus" / "articles" / "articles.csv", tmp_path)
    rows = extract_folder(tmp_path).astype(str)
    [row] = rows[rows["char_start"] == shown["char_start"]].to_dict("records")
    assert {column: row[column].removesuffix(".0") for column in shown} == shown


@pytest.mark.model
@pytest.mark.parametrize("number", range(2))
def test_the_python_shown_runs(number: int) -> None:
    code = re.findall(r"```python\n(.*?)```", README.split("## From Python")[1].split("\n## ")[0], re.DOTALL)[number]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, "14" in done.stdout) == (0, True), done.stderr


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 2
    assert all((ROOT / picture).is_file() for picture in pictures)
