"""The pytest plugin: three lines make a folder of gold a regression test."""

import json
import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")

TEXT = "BERLIN, 14 May 2024\n\nMayor Ann Bell said 40 shops closed on Monday.\n"
LINE = {
    "number_text": "40", "context": "said 40 shops", "value": 40, "low": None, "high": None, "modifier": "exact",
    "unit": "", "item": "shops", "event": "closed", "claim": "40 shops closed on Monday", "who": ["Ann Bell"],
    "relayed_by": [], "cue": "said", "quote": "indirect", "date": "2024-05-13", "date_text": "on Monday",
    "said_on": None, "modality": "fact",
}  # fmt: skip


def make_project(pytester: pytest.Pytester, call: str, **fields: object) -> None:
    """A project of a user: articles, gold, and a test of three lines."""
    pytester.mkdir("articles").joinpath("shops.txt").write_text(TEXT, encoding="utf-8")
    header = {"doc": "shops.txt", "published": "2024-05-14", "title": None, "outlet": None}
    lines = [json.dumps(header), json.dumps(LINE | fields)]
    pytester.mkdir("gold").joinpath("shops.txt.jsonl").write_text("\n".join(lines), encoding="utf-8")
    pytester.makepyfile(f"def test_claims(check_gold):\n    figures = {call}\n    assert figures['gold'] == 1\n")


@pytest.mark.model
def test_the_three_lines_of_the_readme_pass(pytester: pytest.Pytester) -> None:
    make_project(pytester, "check_gold('gold', texts='articles')")
    (lines,) = re.findall(r"```python\n(def test_claims.*?)```", README, re.DOTALL)
    assert lines.count("\n") == 3
    pytester.makepyfile(lines)
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


@pytest.mark.model
def test_gold_that_does_not_hold_fails_with_its_rows(pytester: pytest.Pytester) -> None:
    make_project(pytester, "check_gold('gold', texts='articles')", item="lions", value=41)
    done = pytester.runpytest_subprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(
        ["row_f1 is 0.0000, below its floor 1.0000", "wrong  shops.txt:*40*", "*number*gold*41*", "*got*40*"]
    )
    assert "Traceback" not in done.stdout.str()


BAD_CALLS = [
    pytest.param("check_gold('gold', texts='articles', rows=1)", "*rows: no figure of a score*", id="no such figure"),
    pytest.param("check_gold('none', texts='articles')", "*none: no such folder*", id="no such folder"),
]


@pytest.mark.parametrize(("call", "message"), BAD_CALLS)
def test_wrong_use_is_told(pytester: pytest.Pytester, call: str, message: str) -> None:
    make_project(pytester, call)
    done = pytester.runpytest_subprocess()
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines([message])


def test_the_plugin_costs_nothing_where_it_is_not_used(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n"
        "def test_nothing_is_loaded():\n"
        "    assert not {'spacy', 'pandas', 'dateparser'} & set(sys.modules)\n"
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
