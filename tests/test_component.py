"""For other programs: the Python functions and the spaCy component give the rows of a run."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
import spacy

import pipeline
from pipeline import DEFAULT_MODEL, extract_folder, extract_text
from pipeline.batch.run import RunOptions, run
from pipeline.errors import UsageError
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import read_table

pytestmark = pytest.mark.model

TEXT = "The port said on Monday that 14 barges had sunk.\n\nAna Brenn, a farmer, said she had lost $3m and 12 cows.\n"
# An article that is a string has no path, so that its rows have other names.
OF_THE_FILE = {"article", "claim_id"}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What a run writes."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    run([folder / "articles"], folder / "out", RunOptions(published=date(2024, 5, 7)))
    found = read_table(folder / "out" / "claims.csv")
    assert len(found) == 3
    return found


def _alike(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if column not in OF_THE_FILE}


def test_the_component_gives_the_rows_of_a_run(rows: list[dict[str, str]]) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("claimrows", config={"published": "2024-05-07"})
    nlp.add_pipe("sentencizer", last=True)
    doc = nlp(TEXT)
    assert [_alike(row) for row in doc._.claims] == [_alike(row) for row in rows]
    for row in doc._.claims:
        assert doc.text[int(row["char_start"]) : int(row["char_end"])] == row["number_text"]
    assert [len(piped._.claims) for piped in nlp.pipe([TEXT, "", "Nothing."])] == [3, 0, 0]


def test_a_doc_can_have_its_own_date() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.add_pipe("claimrows", config={"published": "2024-05-07"})
    doc = nlp.make_doc("On Monday 14 barges sank.")
    doc._.published = "2020-01-08"
    assert nlp(doc)._.claims[0]["published"] == "2020-01-08"


def test_the_component_can_parse_with_another_pipeline(rows: list[dict[str, str]]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("claimrows", config={"published": "2024-05-07", "model": DEFAULT_MODEL})
    assert [_alike(row) for row in nlp(TEXT)._.claims] == [_alike(row) for row in rows]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param({}, "expected a parser before it, found nothing", id="nothing to parse with"),
        pytest.param({"model": "xx_none"}, "'xx_none' is not installed", id="no such model"),
        pytest.param({"published": "5 May"}, "expected a date like 2025-01-31, found '5 May'", id="no date"),
    ],
)
def test_what_the_component_needs_is_said(config: dict[str, str], message: str) -> None:
    def use() -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("claimrows", config=config)
        nlp(TEXT)

    with pytest.raises(UsageError, match=message):
        use()


def test_a_folder_becomes_a_frame(rows: list[dict[str, str]], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    frame = extract_folder(tmp_path, published=date(2024, 5, 7))
    assert list(frame.columns) == list(CLAIM_COLUMNS)
    assert frame["claim_id"].tolist() == [row["claim_id"] for row in rows]
    assert frame["number"].sum() == 14 + 3_000_000 + 12
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_string_becomes_a_frame(rows: list[dict[str, str]]) -> None:
    frame = extract_text(TEXT, published=date(2024, 5, 7))
    expected = pd.DataFrame([_alike(row) for row in rows])
    texts = [column for column in expected.columns if column not in ("number", "low", "high", "char_start", "char_end")]
    pd.testing.assert_frame_equal(frame[texts], expected[texts], check_dtype=False)
    assert extract_text("").empty


def test_the_package_offers_no_more_than_it_says() -> None:
    assert all(hasattr(pipeline, name) for name in pipeline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extract_all'"):
        _ = pipeline.extract_all
