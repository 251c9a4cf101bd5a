"""The gate: the program's scores on the annotated sample articles may not fall below their pinned floors.

The test part is never tuned on; a digest shows that its articles and annotations are as they were before any rule.
"""

import hashlib
import json
import runpy
import shutil
from pathlib import Path

import pytest

from pipeline.batch.run import RunOptions, run
from pipeline.batch.tables import CLAIMS
from pipeline.gold.annotations import read_claims, read_gold
from pipeline.gold.figures import below_floors, figures, read_floors
from pipeline.gold.score import score_claims

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
ARTICLES, GOLD = CORPUS / "articles", CORPUS / "gold"
PARTS = ("dev", "test")


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The claims.csv of all sample articles."""
    outputs = tmp_path_factory.mktemp("outputs")
    summary = run([ARTICLES], outputs, RunOptions())
    assert summary.failed == ()
    return outputs / CLAIMS


@pytest.mark.model
@pytest.mark.parametrize("part", PARTS)
def test_scores_hold_their_floors(claims: Path, part: str) -> None:
    gold = read_gold(GOLD / part, ARTICLES)
    reached = figures(score_claims(gold, read_claims(claims, gold, ARTICLES)))
    floors = read_floors(GOLD / "floors.json")[part]
    assert {"row_f1", "detect_f1"} <= floors.keys()
    assert below_floors(reached, floors) == []


def test_each_article_is_annotated_in_one_part() -> None:
    parts = [set(read_gold(GOLD / part, ARTICLES)) for part in PARTS]
    assert sorted(doc for part in parts for doc in part) == sorted(path.name for path in ARTICLES.glob("*.txt"))


def test_the_test_part_is_as_it_was_before_any_rule() -> None:
    pinned = {}
    for line in (GOLD / "test.sha256").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        pinned[name] = digest
    annotations = [path for path in (GOLD / "test").iterdir() if path.is_file()]
    articles = [ARTICLES / path.name.removesuffix(".jsonl") for path in annotations]
    found = {
        path.relative_to(CORPUS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [*annotations, *articles]
    }
    assert found == pinned


EXTERNAL = [
    pytest.param({"shared-one": {"detect_f1": 0.0}}, 0, "one: detect_f1", id="held"),
    pytest.param({"shared-one": {"detect_f1": 1.01}}, 1, "one: detect_f1 is", id="not held"),
    pytest.param({"shared-two": {"detect_f1": 0.0}}, 2, "missing: ['two']", id="a pinned part is not there"),
]


@pytest.mark.model
@pytest.mark.parametrize(("floors", "code", "said"), EXTERNAL)
def test_external_gold_is_gated(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    floors: object,
    code: int,
    said: str,
) -> None:
    annotations = sorted((GOLD / "dev").iterdir())[0]
    for copied, folder in ((annotations, "gold"), (ARTICLES / annotations.name.removesuffix(".jsonl"), "texts")):
        (tmp_path / folder / "one").mkdir(parents=True)
        shutil.copy(copied, tmp_path / folder / "one")
    (tmp_path / "floors.json").write_text(json.dumps(floors))
    arguments = [str(tmp_path / name) for name in ("gold", "texts", "floors.json")]
    monkeypatch.setattr("sys.argv", ["shared_gold.py", *arguments])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(ROOT / "benchmarks" / "shared_gold.py"), run_name="__main__")
    assert left.value.code == code
    streams = capsys.readouterr()
    assert said in streams.out + streams.err
