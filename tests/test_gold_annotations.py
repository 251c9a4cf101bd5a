"""Gold and claims.csv as records: where claims stand, what their readings say, and what is refused by file and line."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.gold.annotations import find_texts, read_claims, read_gold
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.csv import TableFile
from pipeline.types import CharSpan, Modifier, QuoteKind

TEXT = "Mayor Ann Bell said 40 shops closed.\r\nZürich lost 40 more, between 5 and 7 of them bakeries.\n"
DOC = "shops.txt"

LINE: dict[str, object] = {
    "number_text": "40", "context": "said 40 shops", "value": 40, "low": None, "high": None, "modifier": "exact",
    "unit": "", "item": "shops", "event": "closed", "claim": "40 shops closed", "who": ["Ann Bell", "Bell"],
    "relayed_by": [], "cue": "said", "quote": "indirect", "date": None, "date_text": None, "said_on": None,
    "modality": "fact",
}  # fmt: skip

ROW = dict.fromkeys(CLAIM_COLUMNS, "") | {
    "who_said": "Ann Bell", "what": "40 shops closed", "number": "40", "modifier": "exact", "item": "shops",
    "event": "closed", "modality": "fact", "quote": "indirect", "article": f"north/{DOC}", "number_text": "40",
    "char_start": "20", "char_end": "22",
}  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / DOC).write_bytes(TEXT.encode())
    return folder


def write_gold(texts: Path, *lines: object, doc: object = DOC, name: str = f"{DOC}.jsonl") -> Path:
    """Write a gold file beside the articles; an object becomes a line, a string stands as it is."""
    folder = texts.parent / "gold" / "dev"
    folder.mkdir(parents=True, exist_ok=True)
    written = [line if isinstance(line, str) else json.dumps(line) for line in ({"doc": doc}, *lines)]
    (folder / name).write_text("\n".join(written) + "\n", encoding="utf-8")
    return folder


def write_table(texts: Path, *rows: dict[str, str], columns: tuple[str, ...] = CLAIM_COLUMNS) -> Path:
    path = texts.parent / "claims.csv"
    TableFile(path, columns).append([{column: row[column] for column in columns} for row in rows])
    return path


LOCATED = [
    pytest.param({}, CharSpan(20, 22), "40", id="by its context"),
    pytest.param({"context": "lost 40"}, CharSpan(50, 52), "40", id="after a letter of two bytes"),
    pytest.param({"context": "\r\nZürich lost 40"}, CharSpan(50, 52), "40", id="a context over a line end"),
    pytest.param({"start": 50, "end": 52}, CharSpan(50, 52), "40", id="by positions"),
    pytest.param({"start": 50, "end": 57, "number_text": "40 more"}, CharSpan(50, 57), "40 more", id="its text"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "span", "number_text"), LOCATED)
def test_claims_are_located(texts: Path, fields: dict[str, object], span: CharSpan, number_text: str) -> None:
    (claim,) = read_gold(write_gold(texts, LINE | fields), texts)[DOC].claims
    assert (claim.span, claim.number_text) == (span, number_text)
    assert TEXT[span.start : span.end] == number_text


def test_a_reading_holds_the_cells(texts: Path) -> None:
    (claim,) = read_gold(write_gold(texts, LINE), texts)[DOC].claims
    (reading,) = claim.readings
    assert reading.value == Decimal(40)
    assert (reading.modifier, reading.quote) == (Modifier.EXACT, QuoteKind.INDIRECT)
    assert (reading.who, reading.relayed_by) == (("Ann Bell", "Bell"), ())
    assert (reading.date, reading.said_on, reading.what) == ("", "", "40 shops closed")
    assert not claim.optional


def test_a_range_has_bounds_and_no_value(texts: Path) -> None:
    fields = {"number_text": "5 and 7", "context": "between 5 and 7 of", "modifier": "range", "value": None}
    (claim,) = read_gold(write_gold(texts, LINE | fields | {"low": 5, "high": 7.5}), texts)[DOC].claims
    assert (claim.readings[0].low, claim.readings[0].high) == (Decimal(5), Decimal("7.5"))


def test_alternative_readings_change_only_their_fields(texts: Path) -> None:
    alternatives = [{"item": "closed shops", "date": "2024"}, {"claim_span": [0, 5]}]
    (claim,) = read_gold(write_gold(texts, LINE | {"claim_span": [20, 35], "alt": alternatives}), texts)[DOC].claims
    seen = [(reading.item, reading.date, reading.what) for reading in claim.readings]
    assert seen == [
        ("shops", "", "40 shops closed"),
        ("closed shops", "2024", "40 shops closed"),
        ("shops", "", "Mayor"),
    ]


def test_optional_claims_are_marked(texts: Path) -> None:
    (claim,) = read_gold(write_gold(texts, LINE | {"optional": True}), texts)[DOC].claims
    assert claim.optional


def test_a_header_alone_is_an_article_without_claims(texts: Path) -> None:
    assert read_gold(write_gold(texts), texts)[DOC].claims == ()


BAD_LINES = [
    pytest.param('{"value": 1', "not JSON", id="cut off"),
    pytest.param("[" * 100_000, "not JSON", id="nested too deep"),
    pytest.param('{"value": NaN}', "NaN is no number", id="NaN"),
    pytest.param("[1]", "expected a JSON object", id="a list"),
    pytest.param({key: LINE[key] for key in LINE if key != "unit"}, "unit is missing", id="a field is missing"),
    pytest.param(LINE | {"context": "said 41 shops"}, "does not stand in the context", id="number text not in context"),
    pytest.param(LINE | {"context": "some 40 shops"}, "stands 0 times", id="context not in the article"),
    pytest.param(LINE | {"context": "40"}, "stands 2 times", id="context is ambiguous"),
    pytest.param(LINE | {"start": 50, "end": 49}, "two positions", id="ends before it starts"),
    pytest.param(LINE | {"start": 50, "end": 5000}, "two positions", id="outside the article"),
    pytest.param(LINE | {"start": 1.5, "end": 5}, "two positions", id="half a position"),
    pytest.param(LINE | {"start": 50}, "two positions", id="no end"),
    pytest.param('{"start": 0, "end": 1e999999999}', "two positions", id="an end beyond all texts"),
    pytest.param(LINE | {"start": 23, "end": 28}, "expected 'shops'", id="another text at the positions"),
    pytest.param(LINE | {"claim_span": 3}, "two positions", id="claim span is no pair"),
    pytest.param(LINE | {"value": "40"}, "value: expected a number or null", id="a number as a string"),
    pytest.param(LINE | {"value": True}, "value: expected a number or null", id="a truth value as a number"),
    pytest.param(LINE | {"value": None}, "expected a value alone", id="neither value nor range"),
    pytest.param(LINE | {"low": 1, "high": 2}, "expected a value alone", id="bounds beside a value"),
    pytest.param(LINE | {"modifier": "range"}, "expected a value alone", id="a range without bounds"),
    pytest.param(LINE | {"modifier": "about"}, "modifier: expected one of exact, approx", id="unknown modifier"),
    pytest.param(LINE | {"who": "Ann Bell"}, "who: expected a list of strings", id="who is a string"),
    pytest.param(LINE | {"item": None}, "item: expected a string", id="item is null"),
    pytest.param(LINE | {"alt": {"item": "x"}}, "alt: expected a list of objects", id="alt is an object"),
    pytest.param(LINE | {"alt": [{"modality": "maybe"}]}, "modality: expected one of", id="unknown value in alt"),
    pytest.param(LINE | {"optional": "yes"}, "optional: expected true or false", id="optional is a string"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_bad_line_is_named(texts: Path, line: object, reason: str) -> None:
    gold = write_gold(texts, LINE, "", line)
    with pytest.raises(UsageError) as raised:
        read_gold(gold, texts)
    assert str(raised.value).startswith(f"{gold / DOC}.jsonl, line 4: ")
    assert reason in str(raised.value)


BAD_HEADERS = [
    pytest.param("other.txt", "the article other.txt is not in", id="no such article"),
    pytest.param("../shops.txt", "expected a file name", id="a path"),
    pytest.param("a\x1b[2J.txt", "expected a file name", id="control characters"),
    pytest.param(7, "doc: expected a string", id="a number"),
]


@pytest.mark.parametrize(("doc", "reason"), BAD_HEADERS)
def test_a_bad_header_is_named(texts: Path, doc: object, reason: str) -> None:
    with pytest.raises(UsageError, match="line 1: ") as raised:
        read_gold(write_gold(texts, LINE, doc=doc), texts)
    assert reason in str(raised.value)


def test_gold_that_is_not_there_is_named(texts: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(texts / "none", texts)
    with pytest.raises(UsageError, match="expected a folder, found a file"):
        read_gold(texts / DOC, texts)
    with pytest.raises(UsageError, match=r"no gold; looked for <article file name>\.jsonl"):
        read_gold(texts, texts)
    with pytest.raises(UsageError, match="no such folder"):
        read_gold(write_gold(texts, LINE), texts / "none")


def test_an_empty_gold_file_is_named(texts: Path) -> None:
    gold = write_gold(texts, LINE)
    (gold / "empty.jsonl").write_text("\n\n")
    with pytest.raises(UsageError, match=r"empty\.jsonl: expected a header"):
        read_gold(gold, texts)


def test_text_that_is_not_utf_8_is_named(texts: Path) -> None:
    (texts / DOC).write_bytes(b"caf\xe9 40")
    with pytest.raises(UsageError, match=r"shops\.txt: expected UTF-8 text, not so at byte 3"):
        read_gold(write_gold(texts, LINE), texts)


def test_an_article_annotated_twice_in_one_folder_is_refused(texts: Path) -> None:
    write_gold(texts, LINE)
    with pytest.raises(UsageError, match="annotated in another file"):
        read_gold(write_gold(texts, LINE, name="second.jsonl"), texts)


def test_texts_lie_beside_the_gold(texts: Path) -> None:
    gold = write_gold(texts, LINE)
    assert find_texts(gold) == texts.resolve()
    with pytest.raises(UsageError, match="--texts"):
        find_texts(texts)


def test_rows_become_claims_of_their_article(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    other = ROW | {"article": "north/other.txt", "number": "no number, and nobody asks"}
    found = read_claims(write_table(texts, ROW, other), gold, texts)
    assert found == {DOC: (found[DOC][0],)}
    (reading,) = found[DOC][0].readings
    assert (found[DOC][0].span, found[DOC][0].number_text) == (CharSpan(20, 22), "40")
    assert (reading.value, reading.who, reading.relayed_by, reading.modifier) == (
        Decimal(40),
        ("Ann Bell",),
        (),
        Modifier.EXACT,
    )


def test_empty_cells_are_no_answers(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    empty = ROW | dict.fromkeys(("number", "modifier", "quote", "modality", "who_said"), "")
    (claim,) = read_claims(write_table(texts, empty), gold, texts)[DOC]
    reading = claim.readings[0]
    assert (reading.value, reading.modifier, reading.quote, reading.modality, reading.who) == (
        None,
        None,
        None,
        None,
        (),
    )


def test_a_gold_folder_is_read_as_claims(texts: Path) -> None:
    folder = write_gold(texts, LINE)
    gold = read_gold(folder, texts)
    assert read_claims(folder, gold, texts) == {DOC: gold[DOC].claims}


def test_a_table_without_rows_has_no_claims(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    assert read_claims(write_table(texts), gold, texts) == {}


BAD_ROWS = [
    pytest.param({"number": "many"}, "number: expected a number, found 'many'", id="no number"),
    pytest.param({"number": "Infinity"}, "number: expected a number, found 'Infinity'", id="no finite number"),
    pytest.param({"modifier": "circa"}, "modifier: expected one of exact", id="unknown modifier"),
    pytest.param({"char_end": ""}, "two positions", id="no end"),
    pytest.param({"char_start": "900", "char_end": "902"}, "two positions", id="outside the article"),
    pytest.param({"article": f"south/{DOC}"}, "could both be gold's shops.txt", id="two articles of one file name"),
]


@pytest.mark.parametrize(("cells", "reason"), BAD_ROWS)
def test_a_bad_row_is_named(texts: Path, cells: dict[str, str], reason: str) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    with pytest.raises(UsageError, match=r"claims\.csv, row 3: ") as raised:
        read_claims(write_table(texts, ROW, ROW | cells), gold, texts)
    assert reason in str(raised.value)


def test_missing_columns_are_named(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    columns = tuple(column for column in CLAIM_COLUMNS if column not in ("unit", "said_on"))
    with pytest.raises(UsageError, match="not found: unit, said_on"):
        read_claims(write_table(texts, ROW, columns=columns), gold, texts)


def test_a_table_on_other_articles_is_refused(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    rows = [ROW | {"article": f"{name}.txt"} for name in "abc"]
    with pytest.raises(UsageError, match=r"it has a\.txt, b\.txt and 1 more, gold has shops\.txt"):
        read_claims(write_table(texts, *rows), gold, texts)


def test_a_table_that_cannot_be_read_is_named(texts: Path) -> None:
    gold = read_gold(write_gold(texts, LINE), texts)
    path = texts.parent / "claims.csv"
    with pytest.raises(UsageError, match=r"claims\.csv: "):
        read_claims(path, gold, texts)
    path.write_bytes(b"article,who_said\n\xff\xfe,x\n")
    with pytest.raises(UsageError, match="not a readable UTF-8 table"):
        read_claims(path, gold, texts)
    path.write_bytes(b"")
    with pytest.raises(UsageError, match="not a readable UTF-8 table"):
        read_claims(path, gold, texts)
