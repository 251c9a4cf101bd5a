"""Gold to Label Studio and brat and back: nothing lost, edits taken, bad files told by task, region, file and line."""

import contextlib
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.errors import OutputError, UsageError
from pipeline.gold.annotations import read_gold
from pipeline.gold.exchange.brat import annotation_config, read_brat, write_brat
from pipeline.gold.exchange.label_studio import CHOICES, TEXTAREAS, label_config, read_tasks, write_tasks
from pipeline.gold.exchange.records import Label, read_source
from pipeline.gold.files import GoldFile, write_gold_files
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile

ROOT = Path(__file__).parents[1]

TEXT = "🚢 Harbour news\r\nMayor Ann Bell said that 40 boats\r\nhad sunk in 2019. Two more were raised for $5 each.\r\n"
DOC = "harbour.txt"
HEADER = {"doc": DOC, "published": "2024-05-14", "title": None, "outlet": "The Pier"}

LINE: dict[str, Any] = {
    "number_text": "40", "context": "that 40 boats", "value": 40, "low": None, "high": None, "modifier": "at_least",
    "unit": "", "item": "boats", "event": "sunk", "claim": "40 boats\r\nhad sunk in 2019",
    "who": ["Ann Bell", "the mayor"], "relayed_by": [], "cue": "said", "quote": "indirect",
    "date": "2019", "date_text": "in 2019", "said_on": None,
    "modality": "fact", "alt": [{"item": "ships"}], "optional": True, "reader": 2,
}  # fmt: skip
PLAIN: dict[str, Any] = LINE | {
    "number_text": "Two", "context": "Two more were", "value": 2.0, "modifier": "exact",
    "claim": "Two more were raised", "who": [], "cue": "", "quote": "none",
    "date": None, "date_text": None, "alt": [], "optional": False,
}  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / DOC).write_bytes(TEXT.encode())
    (folder / "quiet.txt").write_text("Nothing happened.", encoding="utf-8")
    return folder


@pytest.fixture
def gold(texts: Path) -> Path:
    folder = texts.parent / "gold"
    # Two claims on one number, as two readers may leave them.
    files = [
        GoldFile(DOC, json.dumps(HEADER), tuple(json.dumps(line) for line in (LINE, LINE | {"value": 41}, PLAIN))),
        GoldFile("quiet.txt", '{"doc":  "quiet.txt"}', ()),
    ]
    write_gold_files(folder, files)
    read_gold(folder, texts)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}


def to_brat(folder: Path, source: Path, texts: Path) -> Path:
    write_brat(folder, read_source(source, texts)[0])
    return folder


def from_tasks(tasks: object, texts: Path, *, predictions: bool = False) -> tuple[GoldFile, ...]:
    path = texts.parent / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return read_tasks(path, texts, predictions=predictions)


def tasks_of(gold: Path, texts: Path) -> list[dict[str, Any]]:
    path, _ = write_tasks(texts.parent / "tasks", gold, texts)
    tasks: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return tasks


def lines_of(files: tuple[GoldFile, ...]) -> list[dict[str, Any]]:
    (file,) = [file for file in files if file.doc == DOC]
    return [json.loads(line) for line in file.lines]


# There and back.


def test_gold_comes_back_from_label_studio_byte_by_byte(gold: Path, texts: Path) -> None:
    write_gold_files(texts.parent / "back", from_tasks(tasks_of(gold, texts), texts))
    assert contents(texts.parent / "back") == contents(gold)


def test_gold_comes_back_from_brat_byte_by_byte(gold: Path, texts: Path) -> None:
    folder = to_brat(texts.parent / "brat", gold, texts)
    write_gold_files(texts.parent / "back", read_brat(folder, texts))
    assert contents(texts.parent / "back") == contents(gold)


def test_the_sample_gold_comes_back_byte_by_byte(tmp_path: Path) -> None:
    gold, articles = ROOT / "corpus" / "gold" / "dev", ROOT / "corpus" / "articles"
    tasks, _ = write_tasks(tmp_path / "tasks", gold, articles)
    write_gold_files(tmp_path / "one", read_tasks(tasks, articles))
    write_gold_files(tmp_path / "two", read_brat(to_brat(tmp_path / "brat", gold, articles), articles))
    assert contents(tmp_path / "one") == contents(gold) == contents(tmp_path / "two")


def test_a_table_of_claims_gives_predictions(texts: Path) -> None:
    start = TEXT.index("40")
    row = dict.fromkeys(CLAIM_COLUMNS, "") | {
        "article": DOC, "number": "40", "number_text": "40", "char_start": str(start), "char_end": str(start + 2),
        "item": "boats", "what": "40 boats",
    }  # fmt: skip
    table = texts.parent / "claims.csv"
    TableFile(table, CLAIM_COLUMNS).append([row])
    (task,) = tasks_of(table, texts)
    assert "annotations" not in task
    assert task["predictions"][0]["model_version"].startswith("claimrows ")
    (line,) = lines_of(from_tasks([task], texts, predictions=True))
    assert (line["value"], line["item"], line["context"]) == (40, "boats", "that 40 boats")
    with pytest.raises(UsageError, match="task 1: expected one of annotations, found 0"):
        from_tasks([task], texts)


# What the other programs see.


def test_the_labelling_interface_has_a_control_for_each_cell() -> None:
    view = ET.fromstring(label_config())
    assert [label.get("value") for label in view.iter("Label")] == list(Label)
    controls = [*view.iter("TextArea"), *view.iter("Choices")]
    assert sorted(str(control.get("name")) for control in controls) == sorted([*TEXTAREAS, *CHOICES])
    assert all(control.get("perRegion") == "true" for control in controls)


def test_regions_hold_their_text_and_relations_their_ends(gold: Path, texts: Path) -> None:
    task = tasks_of(gold, texts)[0]
    results = task["annotations"][0]["result"]
    regions = {result["id"]: result["value"] for result in results if result["type"] == "labels"}
    assert all(TEXT[value["start"] : value["end"]] == value["text"] for value in regions.values())
    labelled = sorted((value["labels"][0], value["text"]) for value in regions.values())
    assert ("Source", "Ann Bell") in labelled
    assert ("Cue", "said") in labelled
    assert ("Date", "in 2019") in labelled
    ends = [result[end] for result in results if result["type"] == "relation" for end in ("from_id", "to_id")]
    assert set(ends) <= set(regions)
    names = {result["from_name"] for result in results if result["type"] not in ("labels", "relation")}
    assert names <= {*TEXTAREAS, *CHOICES}


def test_brat_finds_its_files(gold: Path, texts: Path) -> None:
    folder = to_brat(texts.parent / "brat", gold, texts)
    assert (folder / DOC).read_bytes() == TEXT.encode()
    lines = (folder / "harbour.ann").read_text(encoding="utf-8").splitlines()
    start = TEXT.index("40")
    assert lines[0] == f"T1\tNumber {start} {start + 2}\t40"
    assert "A1\tModifier T1 at_least" in lines
    assert "A4\tUnsure T1" in lines
    (clause,) = [line for line in lines if "\tClaim " in line and "40 boats" in line]
    assert clause.endswith("\t40 boats had sunk in 2019")
    assert clause.count(";") == 1  # cut at the line end
    assert (folder / "quiet.ann").read_text(encoding="utf-8") == ""
    assert "Said-by\tArg1:Number, Arg2:Source" in annotation_config()


# Edits made there.


def set_control(task: dict[str, Any], name: str, cell: str, region: int = 0) -> None:
    results = task["annotations"][0]["result"]
    start = [result["id"] for result in results if result.get("value", {}).get("labels") == ["Number"]][region]
    kept = [one for one in results if not (one.get("id") == start and one.get("from_name") == name)]
    kind, key = ("choices", "choices") if name in CHOICES else ("textarea", "text")
    kept.append({"id": start, "from_name": name, "to_name": "text", "type": kind, "value": {key: [cell]}})
    task["annotations"][0]["result"] = kept


STUDIO_EDITS = [
    pytest.param("number", "44", {"value": 44}, id="a number"),
    pytest.param("modifier", "approx", {"modifier": "approx"}, id="a choice"),
    pytest.param("verdict", "correct", {"optional": None}, id="no longer optional"),
    pytest.param("who_said", "Bell", {"who": ["Bell", "the mayor"]}, id="a source"),
    pytest.param("date", "2019-05", {"date": "2019-05", "reader": 2}, id="a date, all else as it was"),
]


@pytest.mark.parametrize(("name", "cell", "made"), STUDIO_EDITS)
def test_edits_in_label_studio_are_gold(gold: Path, texts: Path, name: str, cell: str, made: dict[str, object]) -> None:
    tasks = tasks_of(gold, texts)
    set_control(tasks[0], name, cell)
    line = lines_of(from_tasks(tasks, texts))[0]
    assert {field: line.get(field) for field in made} == made
    assert lines_of(from_tasks(tasks, texts))[2] == PLAIN


def test_regions_deleted_moved_and_added_in_label_studio(gold: Path, texts: Path) -> None:
    tasks = tasks_of(gold, texts)[:1]
    results = tasks[0]["annotations"][0]["result"]
    start = TEXT.index("Two")
    gone = f"Number-{start}-{start + 3}"
    results = [result for result in results if gone not in (result.get("id"), result.get("from_id"))]
    five, source, cue = TEXT.index("5 each"), TEXT.index("Mayor"), TEXT.index("said")
    for name, label, begin, end in (
        ("x1", "Number", five, five + 1), ("x2", "Source", source, source + 14), ("x3", "Cue", cue, cue + 4),
        ("x4", "Else", 0, 1),
    ):  # fmt: skip
        value = {"start": begin, "end": end, "text": TEXT[begin:end], "labels": [label]}
        results.append({"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    results += [{"type": "relation", "from_id": "x1", "to_id": to} for to in ("x2", "x3", "x4", "gone")]
    tasks[0]["annotations"][0]["result"] = results
    lines = lines_of(from_tasks(tasks, texts))
    assert [line["number_text"] for line in lines] == ["40", "40", "5"]
    assert lines[2] | {"who": ["Mayor Ann Bell"], "cue": "said", "quote": "indirect", "value": 5} == lines[2]


def test_a_prediction_whose_regions_were_renamed_keeps_its_line(gold: Path, texts: Path) -> None:
    text = json.dumps(tasks_of(gold, texts)[0]["annotations"]).replace("Number-", "zX9-")
    task = tasks_of(gold, texts)[0] | {"annotations": json.loads(text)}
    assert lines_of(from_tasks([task], texts))[2] == PLAIN


def test_the_annotation_marked_as_ground_truth_counts(gold: Path, texts: Path) -> None:
    task = tasks_of(gold, texts)[0]
    task["annotations"].append({"result": [], "ground_truth": False})
    task["annotations"].append({"result": [], "was_cancelled": True})
    assert len(lines_of(from_tasks([task], texts))) == 3


COUNTINGS = [
    pytest.param(lambda at: at, id="code points"),
    pytest.param(lambda at: len(TEXT[:at].encode("utf-16-le")) // 2, id="units of UTF-16, as JavaScript counts"),
    pytest.param(lambda at: at - TEXT[:at].count("\r"), id="line ends as one sign"),
    pytest.param(lambda at: len(TEXT[:at].replace("\r", "").encode("utf-16-le")) // 2, id="both"),
]


@pytest.mark.parametrize("count", COUNTINGS)
def test_positions_are_understood_as_the_region_text_tells(
    gold: Path, texts: Path, count: Callable[[int], int]
) -> None:
    task = tasks_of(gold, texts)[0]
    for result in task["annotations"][0]["result"]:
        if result["type"] == "labels":
            value = result["value"]
            value["start"], value["end"] = str(count(value["start"])), str(count(value["end"]))
    assert lines_of(from_tasks([task], texts)) == [LINE, LINE | {"value": 41}, PLAIN]


BRAT_EDITS = [
    pytest.param("Modifier T1 at_least", "Modifier T1 approx", {"modifier": "approx"}, id="an attribute"),
    pytest.param("A4\tUnsure T1\n", "", {"optional": None}, id="no longer optional"),
    pytest.param('"number": "40"', '"number": "44"', {"value": 44, "reader": 2}, id="a cell in the note"),
    pytest.param('"number": "40"', '"number": 44', {"value": 44}, id="a number in the note"),
]


@pytest.mark.parametrize(("before", "after", "made"), BRAT_EDITS)
def test_edits_in_brat_are_gold(gold: Path, texts: Path, before: str, after: str, made: dict[str, object]) -> None:
    path = to_brat(texts.parent / "brat", gold, texts) / "harbour.ann"
    said = path.read_text(encoding="utf-8")
    assert before in said
    path.write_text(said.replace(before, after, 1), encoding="utf-8")
    line = lines_of(read_brat(path.parent, texts))[0]
    assert {field: line.get(field) for field in made} == made


def write_ann(texts: Path, *lines: str) -> Path:
    folder = texts.parent / "brat"
    folder.mkdir(exist_ok=True)
    (folder / "harbour.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def bound(name: str, label: str, words: str) -> str:
    start = TEXT.index(words)
    return f"{name}\t{label} {start} {start + len(words)}\t{words}"


def test_annotations_made_in_brat_alone_are_gold(texts: Path) -> None:
    start = TEXT.index("40 boats")
    folder = write_ann(
        texts,
        bound("T1", "Number", "40"), bound("T2", "Source", "Ann Bell"), bound("T3", "Cue", "said"),
        f"T4\tClaim {start} {start + 8};{start + 10} {start + 18}\t40 boats had sunk", bound("T5", "Person", "Ann"),
        "R1\tSaid-by Arg1:T1 Arg2:T2\t", "R2\tCued-by Arg1:T1 Arg2:T3", "R3\tStated-in Arg1:T1 Arg2:T4",
        "R4\tKnows Arg1:T1 Arg2:T5", "*\tEquiv T1 T2", "E1\tSinking:T3 Theme:T1", "N1\tReference T2 Wiki:1\tBell",
        "A1\tQuote T1 indirect", "#1\tAnnotatorNotes T1\tlook again", "", bound("T6", "Number", "Two"),
        '#2\tAnnotatorNotes T6\t{"number": 2, "item": "boats"}',
    )  # fmt: skip
    first, second = lines_of(read_brat(folder, texts))
    made = {"value": 40, "who": ["Ann Bell"], "cue": "said", "claim": "40 boats had sunk", "quote": "indirect"}
    assert first == first | made | {"notes": "look again", "modifier": "exact"}
    assert (second["value"], second["item"], second["who"]) == (2, "boats", [])


def test_articles_of_other_names_are_found(texts: Path) -> None:
    (texts / "pier.md").write_text("Here are 7 boats.", encoding="utf-8")
    write_gold_files(texts.parent / "gold", [GoldFile("pier.md", '{"doc": "pier.md"}', ())])
    folder = to_brat(texts.parent / "brat", texts.parent / "gold", texts)
    assert sorted(path.name for path in folder.glob("pier*")) == ["pier.md.ann", "pier.md.txt"]
    (file,) = read_brat(folder, texts)
    assert (file.doc, file.header) == ("pier.md", '{"doc": "pier.md"}')


# Bad files.


def test_annotations_in_brat_are_not_overwritten(gold: Path, texts: Path) -> None:
    folder = to_brat(texts.parent / "brat", gold, texts)
    to_brat(folder, gold, texts)  # the same again is no loss
    (folder / "harbour.ann").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="there are annotations already"):
        to_brat(folder, gold, texts)


BAD_LINES = [
    pytest.param(["T1\tNumber 0\tx"], "line 1: expected a label and positions", id="no end"),
    pytest.param(["T1\tNumber 5 900\tx"], "line 1: expected positions in the article's", id="outside the article"),
    pytest.param(["T1\tNumber 5 3\tx"], "line 1: expected positions", id="ends before it starts"),
    pytest.param(["", "T1\tNumber 2 9\tBoat"], "line 2: 'Boat' does not stand at 2 9", id="other words"),
    pytest.param(["A1\tModifier"], "line 1: expected an attribute and what it is of", id="an attribute of nothing"),
    pytest.param([bound("T1", "Number", "Two")], "(T1): number: the value of 'Two' is not told", id="no value"),
    pytest.param([bound("T1", "Number", "40"), "A1\tModifier T1 about"], "(T1): modifier: expected", id="attribute"),
    pytest.param([bound("T1", "Number", "40"), "#1\tAnnotatorNotes T1\t{"], "(T1): expected a note in JSON", id="JSON"),
    pytest.param(
        [bound("T1", "Number", "40"), '#1\tAnnotatorNotes T1\t{"number": [4]}'], "expected a note such as", id="list"
    ),
]


@pytest.mark.parametrize(("lines", "message"), BAD_LINES)
def test_bad_standoff_is_told_by_file_and_line(texts: Path, lines: list[str], message: str) -> None:
    with pytest.raises(UsageError, match="nothing was written") as told:
        read_brat(write_ann(texts, *lines), texts)
    assert "harbour.ann" in str(told.value)
    assert message in str(told.value)


BAD_FOLDERS = [
    pytest.param({}, "no annotations; looked for .ann files", id="an empty folder"),
    pytest.param({"lost.ann": b""}, "lost.ann: the article 'lost.txt' is not in", id="an article not there"),
    pytest.param({"harbour.ann": b"T1\tNumber 0 1\t\xff"}, "expected UTF-8, not so at byte 14", id="not UTF-8"),
    pytest.param({"harbour.ann": b"", "headers.jsonl": b"[]\n"}, "headers.jsonl, line 1: expected", id="headers"),
]


@pytest.mark.parametrize(("files", "message"), BAD_FOLDERS)
def test_bad_folders_of_brat_are_refused(texts: Path, files: dict[str, bytes], message: str) -> None:
    folder = texts.parent / "brat"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with pytest.raises(UsageError) as told:
        read_brat(folder, texts)
    assert message in str(told.value)


def task(*results: object, **data: object) -> dict[str, object]:
    return {"id": 7, "data": {"text": TEXT, "article": DOC} | data, "annotations": [{"result": list(results)}]}


def region(value: object, **more: object) -> dict[str, object]:
    return {"id": "r", "from_name": "label", "to_name": "text", "type": "labels", "value": value} | more


BAD_TASKS = [
    pytest.param({"a": 1}, "a list of tasks", id="no list"),
    pytest.param([1], "a list of tasks", id="a list of something else"),
    pytest.param([{"id": 7, "text": TEXT, "label": []}], "task 7: expected data with a text", id="JSON-MIN"),
    pytest.param([task(article=None)], "task 7: expected data with the article's file name", id="no article"),
    pytest.param([task(article="lost.txt")], "task 7: the article 'lost.txt' is not in", id="article not there"),
    pytest.param([task(article="../x")], "is not in", id="an article outside"),
    pytest.param([task(text="Other.")], "task 7: its text is not that of the article", id="another text"),
    pytest.param([task(), task()], "is in another task too", id="an article twice"),
    pytest.param([{**task(), "annotations": []}], "expected one of annotations, found 0", id="no annotation"),
    pytest.param([{**task(), "annotations": [{"result": []}] * 2}], "found 2; mark one", id="two annotations"),
    pytest.param([{**task(), "annotations": [{"result": 5}]}], "expected a list of results", id="no results"),
    pytest.param([task(region(5))], "task 7, region r: expected a value, found 5", id="a region without value"),
    pytest.param([task(region({"start": "x", "end": 2}))], "region r: expected positions", id="no positions"),
    pytest.param([task(region({"start": 2, "end": 9, "text": "Boat"}))], "'Boat' does not stand at 2-9", id="words"),
    pytest.param(
        [task(region({"start": TEXT.index("Two"), "end": TEXT.index("Two") + 3, "labels": ["Number"]}))],
        "task 7, region r: number: the value of 'Two' is not told", id="no value",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tasks", "message"), BAD_TASKS)
def test_bad_exports_are_told_by_task_and_region(texts: Path, tasks: object, message: str) -> None:
    with pytest.raises(UsageError, match="export") as told:
        from_tasks(tasks, texts)
    assert message in str(told.value)


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000], ids=["cut off", "not UTF-8", "nested too deep"])
def test_what_is_no_json_is_refused(texts: Path, content: bytes) -> None:
    path = texts.parent / "export.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="expected Label Studio's export in JSON"):
        read_tasks(path, texts)
    with pytest.raises(UsageError, match="No such file"):
        read_tasks(texts / "none.json", texts)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["id", "type", "from_name", "to_name", "value", "from_id", "to_id"])
VALUES = st.fixed_dictionaries(
    {}, optional={"start": ANY_JSON, "end": ANY_JSON, "text": ANY_JSON, "labels": ANY_JSON, "choices": ANY_JSON}
)
RESULTS = st.lists(st.dictionaries(KEYS, ANY_JSON | VALUES | st.sampled_from(["labels", "relation", "r"])), max_size=4)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=RESULTS, data=st.dictionaries(st.sampled_from(["gold", "gold_article"]), ANY_JSON), whole=ANY_JSON)
def test_any_export_gives_gold_or_one_message(
    texts: Path, results: list[dict[str, object]], data: dict[str, object], whole: object
) -> None:
    for tasks in ([task(*results, **data)], [{**task(), "annotations": whole}], whole):
        with contextlib.suppress(UsageError):
            from_tasks(tasks, texts)


STANDOFF = [bound("T1", "Number", "40"), "A1\tQuote T1 none", "#1\tAnnotatorNotes T1\t{}", "T2\tCue 0 9 9\tx"]
LINES = st.lists(
    st.text()
    | st.builds("{}{}\t{}".format, st.sampled_from("TAR#EN*"), st.integers(0, 3), st.text())
    | st.sampled_from(
        [bound("T1", "Number", "40"), "A1\tQuote T1 none", "#1\tAnnotatorNotes T1\t{}", "T2\tCue 0 9 9\tx"]
    ),
    max_size=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_any_standoff_gives_gold_or_one_message(texts: Path, lines: list[str]) -> None:
    folder = texts.parent / "brat"
    folder.mkdir(exist_ok=True)
    (folder / "harbour.ann").write_text("\n".join(lines), encoding="utf-8", errors="replace")
    with contextlib.suppress(UsageError):
        read_brat(folder, texts)


# The commands.


def run_command(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["claimrows", "gold", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize(("program", "made"), [("label-studio", "tasks.json"), ("brat", "")])
def test_the_commands_go_both_ways(
    gold: Path, texts: Path, monkeypatch: pytest.MonkeyPatch, program: str, made: str
) -> None:
    folder, back = texts.parent / "out", texts.parent / "back"
    assert run_command(monkeypatch, f"to-{program}", gold, "--texts", texts, "-o", folder) == 0
    assert run_command(monkeypatch, f"from-{program}", folder / made, "--texts", texts, "-o", back) == 0
    assert contents(back) == contents(gold)
    assert run_command(monkeypatch, f"from-{program}", texts / "none", "--texts", texts, "-o", back) == 2
    assert run_command(monkeypatch, f"to-{program}", gold, "--texts", texts, "-o", texts / DOC) == 3
