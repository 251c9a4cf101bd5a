"""What is paired, what the figures say, how two runs are compared, and what the score command prints."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.gold.annotations import AnnotatedArticle, AnnotatedClaim, Reading
from pipeline.gold.figures import below_floors, figures, read_floors
from pipeline.gold.score import Change, Status, compare, pair_spans, score_claims
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind

TEXT = "Mayor Ann Bell said 40 shops closed in May. About 7 opened. The two owners lost $3 million, 12 jobs went."


def reading(**cells: object) -> Reading:
    base: dict[str, object] = {
        "value": Decimal(40), "low": None, "high": None, "modifier": Modifier.EXACT, "unit": "", "item": "shops",
        "event": "closed", "what": "40 shops closed in May", "who": ("Ann Bell", "Bell"), "relayed_by": (),
        "quote": QuoteKind.INDIRECT, "date": "2024-05", "said_on": "", "modality": Modality.FACT,
    }  # fmt: skip
    return Reading(**(base | cells))  # type: ignore[arg-type]  # cells are checked where they are compared


def claim(number_text: str = "40", *readings: Reading, optional: bool = False) -> AnnotatedClaim:
    start = TEXT.index(number_text)
    return AnnotatedClaim(
        CharSpan(start, start + len(number_text)), number_text, readings or (reading(),), optional=optional
    )


def article(*claims: AnnotatedClaim) -> dict[str, AnnotatedArticle]:
    return {"a.txt": AnnotatedArticle("a.txt", TEXT, claims)}


def test_a_number_whose_text_is_elsewhere_is_wrong() -> None:
    moved = AnnotatedClaim(CharSpan(21, 23), "40", (reading(),))
    (outcome,) = score_claims(article(claim()), {"a.txt": [moved]}).outcomes
    assert outcome.status is Status.WRONG


PAIRS = [
    pytest.param([(0, 3)], [(0, 3)], [(0, 0)], id="equal"),
    pytest.param([(0, 3)], [(3, 5)], [], id="touching is not overlapping"),
    pytest.param([(0, 3), (5, 9)], [(2, 7)], [(1, 0)], id="the larger overlap"),
    pytest.param([(0, 4)], [(0, 2), (2, 4)], [(0, 0)], id="the first of two equal overlaps"),
    pytest.param([(0, 2), (2, 4)], [(0, 4)], [(0, 0)], id="each claim once"),
    pytest.param([(10, 12)], [(0, 27)], [(0, 0)], id="wider by a unit and a modifier"),
    pytest.param([(10, 12)], [(0, 28)], [], id="wider by a clause"),
]


@pytest.mark.parametrize(("gold", "claims", "pairs"), PAIRS)
def test_pairs(gold: list[tuple[int, int]], claims: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> None:
    assert pair_spans([CharSpan(*span) for span in gold], [CharSpan(*span) for span in claims]) == pairs


def test_optional_claims_count_neither_way() -> None:
    gold = article(claim("40"), claim("12", optional=True))
    without = figures(score_claims(gold, {"a.txt": [claim("40")]}))
    found = figures(score_claims(gold, {"a.txt": [claim("40"), claim("12", reading(item="wrong"))]}))
    assert without == found
    assert (found["gold"], found["got"], found["row_f1"]) == (1, 1, 1.0)


def test_definite_references_count_neither_way() -> None:
    gold = article(claim("40"), claim("two"))
    reached = figures(score_claims(gold, {"a.txt": [claim("two")]}))
    assert (reached["gold"], reached["got"]) == (1, 0)


def test_other_numbers_after_a_definite_word_count() -> None:
    assert figures(score_claims(article(claim("$3 million")), {}))["gold"] == 1


def test_figures() -> None:
    gold = article(claim("40"), claim("7", reading(who=(), date="")), claim("12"))
    claims = [
        claim("40"),
        claim("7", reading(who=("Bell",), date="")),
        claim("$3 million"),
        claim("May", reading(who=(), date="")),
    ]
    reached = figures(score_claims(gold, {"a.txt": claims}))
    expected = {
        "articles": 1, "gold": 3, "got": 4, "paired": 2,
        "detect_precision": 2 / 4, "detect_recall": 2 / 3, "detect_f1": 4 / 7,
        "row_precision": 1 / 4, "row_recall": 1 / 3, "row_f1": 2 / 7,
        # Three cells filled, one of them rightly; gold fills two.
        "who_said_accuracy": 1 / 2, "who_said_precision": 1 / 3, "who_said_recall": 1 / 2, "who_said_f1": 2 / 5,
        "who_said_found": 1.0, "who_said_in_gold": 1,
        # An empty cell that is rightly empty raises the accuracy and nothing else.
        "date_accuracy": 1.0, "date_precision": 1 / 2, "date_recall": 1 / 2,
        "relayed_by_accuracy": 1.0, "relayed_by_precision": None, "relayed_by_f1": None, "relayed_by_found": None,
        "unit_accuracy": 1.0, "unit_precision": 2 / 4, "unit_recall": 2 / 3,
    }  # fmt: skip
    assert {name: reached[name] for name in expected} == expected


def test_a_cell_that_a_reading_leaves_empty_is_not_asked_for() -> None:
    gold = article(claim("40", reading(), reading(date="")))
    reached = figures(score_claims(gold, {"a.txt": [claim("40", reading(date=""))]}))
    assert (reached["date_accuracy"], reached["date_recall"]) == (1.0, None)
    reached = figures(score_claims(article(claim("40", reading(date=""), reading())), {"a.txt": [claim("40")]}))
    assert (reached["date_accuracy"], reached["date_recall"]) == (1.0, 1.0)


def test_nothing_to_score_has_no_figures() -> None:
    reached = figures(score_claims(article(), {}))
    assert (reached["row_f1"], reached["number_accuracy"]) == (None, None)
    assert below_floors(reached, {"row_f1": 0.0}) == ["row_f1 is -, below its floor 0.0000"]


def test_changes_against_another_run() -> None:
    gold = article(claim("40"), claim("7"), claim("$3 million"), claim("12"))
    wrong = reading(item="windows")
    before = [claim("40"), claim("7", wrong), claim("$3 million", wrong), claim("May"), claim("two owners")]
    now = [claim("40", wrong), claim("7"), claim("May"), claim("closed")]
    changes = compare(score_claims(gold, {"a.txt": now}), score_claims(gold, {"a.txt": before}))

    def shown(rows: tuple[Change, ...]) -> list[tuple[str, str, int]]:
        return [(row.before, row.now, row.outcome.span.start) for row in rows]

    assert shown(changes.gained) == [("wrong", "right", TEXT.index("7")), ("extra", "absent", TEXT.index("two"))]
    assert shown(changes.lost) == [("right", "wrong", TEXT.index("40")), ("absent", "extra", TEXT.index("closed"))]
    assert shown(changes.still_wrong) == [
        ("extra", "extra", TEXT.index("May")),
        ("wrong", "missed", TEXT.index("$3")),
        ("missed", "missed", TEXT.index("12")),
    ]


def test_two_extra_claims_on_one_span_stay_two() -> None:
    twice = {"a.txt": [claim("May"), claim("May")]}
    changes = compare(score_claims(article(), {"a.txt": [claim("May")]}), score_claims(article(), twice))
    assert (len(changes.gained), len(changes.still_wrong)) == (1, 1)


def test_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"dev": {"row_f1": 0.5, "detect_f1": 0.9}}')
    floors = read_floors(path)["dev"]
    reached = figures(score_claims(article(claim("40"), claim("12")), {"a.txt": [claim("40"), claim("12")]}))
    assert below_floors(reached, floors) == []
    reached = figures(score_claims(article(claim("40"), claim("12")), {"a.txt": [claim("40")]}))
    assert below_floors(reached, floors) == ["detect_f1 is 0.6667, below its floor 0.9000"]


BAD_FLOORS = [
    pytest.param('{"dev": {"rows_f1": 0.5}}', "rows_f1", id="no such figure"),
    pytest.param('{"dev": {"row_f1": "high"}}', "'high'", id="no number"),
    pytest.param('{"dev": ', "not JSON", id="no JSON"),
    pytest.param('{"dev": 0.5}', "expected figures and their floors by part", id="no figures"),
    pytest.param("[]", "expected figures and their floors by part", id="no parts"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_FLOORS)
def test_bad_floors_are_named(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"floors\.json") as raised:
        read_floors(path)
    assert reason in str(raised.value)


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run ``claimrows score`` and return its exit code, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["claimrows", "score", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        streams = capsys.readouterr()
        return int(left.value.code or 0), streams.out, streams.err

    return run


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder with two claims on one article, as the sample corpus has it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "gold" / "dev"
    folder.mkdir(parents=True)
    line = {
        "number_text": "40", "context": "said 40 shops", "value": 40, "low": None, "high": None, "modifier": "exact",
        "unit": "", "item": "shops", "event": "closed", "claim": "40 shops closed", "who": ["Ann Bell", "Bell"],
        "relayed_by": [], "quote": "indirect", "date": None, "said_on": None, "modality": "fact",
    }  # fmt: skip
    second = line | {"number_text": "12", "context": "12 jobs", "value": 12, "item": "jobs", "who": [], "quote": "none"}
    lines = [json.dumps(fields) for fields in ({"doc": "a.txt"}, line, second)]
    (folder / "a.txt.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def write_claims(path: Path, *, who: str, item: str) -> Path:
    """Write one row on the first claim of ``gold``."""
    start = TEXT.index("40")
    row = dict.fromkeys(CLAIM_COLUMNS, "") | {
        "who_said": who, "item": item, "what": "40 shops closed", "number": "40", "modifier": "exact",
        "event": "closed", "modality": "fact", "quote": "indirect", "article": "a.txt", "number_text": "40",
        "char_start": str(start), "char_end": str(start + 2),
    }  # fmt: skip
    TableFile(path, CLAIM_COLUMNS).append([row])
    return path


def test_the_command_prints_tables(score: Command, gold: Path, tmp_path: Path) -> None:
    code, out, err = score(gold, write_claims(tmp_path / "claims.csv", who="Bell", item="shops"))
    assert (code, err) == (0, "")
    lines = [line.split() for line in out.splitlines()]
    assert out.startswith("1 articles, 2 claims in gold, 1 scored, 1 paired")
    assert ["detect", "1.000", "0.500", "0.667"] in lines
    assert ["row", "1.000", "0.500", "0.667"] in lines
    assert ["who_said", "1.000", "1.000", "1.000", "1.000", "1.000", "of", "1"] in lines
    assert ["who_full", "0.000", "0.000", "0.000", "0.000", "0.000", "of", "1"] in lines


def test_the_command_lists_misses(score: Command, gold: Path, tmp_path: Path) -> None:
    claims = write_claims(tmp_path / "claims.csv", who="", item="[red]shops[/red]\x1b[2J")
    _, out, _ = score(gold, claims, "--misses")
    assert "misses: 2\nwrong a.txt:20 '40' item: gold 'shops', got '[red]shops[/red]\\x1b[2J'; who_said: gold" in out
    assert f"missed a.txt:{TEXT.index('12')} '12' in '40 shops closed'" in out


def test_the_command_compares_runs(score: Command, gold: Path, tmp_path: Path) -> None:
    now = write_claims(tmp_path / "now.csv", who="Bell", item="shops")
    before = write_claims(tmp_path / "before.csv", who="", item="shops")
    _, out, _ = score(gold, now, "--against", before)
    assert "gained: 1\nwrong -> right a.txt:20 '40' who_said: gold 'Ann Bell', got ''" in out
    assert "lost: 0\n" in out
    assert "still wrong: 1\nmissed a.txt:" in out


def test_the_command_prints_json(score: Command, gold: Path, tmp_path: Path) -> None:
    claims = write_claims(tmp_path / "claims.csv", who="Bell", item="shops")
    _, out, _ = score(gold, claims, "--format", "json", "--misses", "--against", claims)
    printed = json.loads(out)
    assert list(printed) == ["figures", "misses", "gained", "lost", "still wrong"]
    assert printed["figures"]["row_f1"] == pytest.approx(2 / 3)
    assert len(printed["still wrong"]) == 1


def test_the_command_compares_two_annotators(score: Command, gold: Path, tmp_path: Path) -> None:
    _, out, _ = score(gold, gold, "--texts", tmp_path / "articles", "--format", "json")
    assert json.loads(out)["figures"]["full_row_f1"] == 1.0


def test_wrong_use_ends_in_one_line_and_exit_code_2(score: Command, gold: Path, tmp_path: Path) -> None:
    claims = write_claims(tmp_path / "claims.csv", who="Bell", item="shops")
    for arguments, reason in (
        ((tmp_path / "none", claims, "--texts", tmp_path), "no such folder"),
        ((gold, tmp_path / "none.csv"), "No such file"),
        ((gold, claims, "--texts", tmp_path), "the article a.txt is not in"),
        ((gold, claims, "--against", tmp_path / "none.csv"), "No such file"),
        ((tmp_path / "articles", claims), "name their folder with --texts"),
    ):
        code, out, err = score(*arguments)
        assert (code, out) == (2, "")
        assert reason in err
        assert err.startswith("claimrows: ")
        assert err.count("\n") == 1
