"""claimrows show: an article in the terminal, its parts in colours, its claims as a table."""

import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.report.terminal import STYLES, article_text, claim_table

MakeRow = Callable[..., dict[str, str]]

TEXT = "The port said on Monday that [bold]14 barges[/bold] sank."


def test_number_source_cue_and_date_have_their_colours(make_row: MakeRow) -> None:
    row = make_row(TEXT, "14", who_text="port", cue="said", date_text="on Monday")
    shown = article_text(TEXT, [row])
    assert shown.plain == TEXT  # markup in an article is text
    coloured = {str(span.style): TEXT[span.start : span.end] for span in shown.spans}
    expected = {"number": "14", "who": "port", "cue": "said", "date": "on Monday"}
    assert coloured == {STYLES[role]: words for role, words in expected.items()}


def test_the_table_has_a_row_for_each_claim(make_row: MakeRow) -> None:
    rows = [
        make_row(TEXT, "14", number="14", item="[red]barges"),
        make_row(TEXT, "14", low="3", high="5", modifier="range"),
        make_row(TEXT, "14", number="9", modifier="at_least"),
    ]
    console = Console(width=120, file=StringIO())
    with console.capture() as captured:
        console.print(claim_table(rows))
    text = captured.get()
    for words in ("14", "[red]barges", "3–5", "≥ 9"):
        assert words in text


@pytest.mark.model
def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The port said 14 barges sank.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    done = {}
    for name in ("a.txt", "b.txt"):
        command = [sys.executable, "-m", "pipeline", "show", str(tmp_path / name)]
        done[name] = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done["a.txt"].returncode == 0
    assert "The port said 14 barges sank." in done["a.txt"].stdout
    assert (done["b.txt"].returncode, "b.txt: binary" in done["b.txt"].stderr) == (1, True)
