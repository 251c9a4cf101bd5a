"""When a cell is right, and when a row is."""

from decimal import Decimal

import pytest

from pipeline.gold.annotations import AnnotatedClaim, Reading
from pipeline.gold.dates import same_days
from pipeline.gold.matching import Field, Verdict, judge
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind


def reading(**cells: object) -> Reading:
    base: dict[str, object] = {
        "value": Decimal(40), "low": None, "high": None, "modifier": Modifier.EXACT, "unit": "", "item": "shops",
        "event": "closed", "what": "40 shops closed in May", "who": ("Ann Bell", "Bell"), "relayed_by": (),
        "quote": QuoteKind.INDIRECT, "date": "2024-05", "said_on": "", "modality": Modality.FACT,
    }  # fmt: skip
    return Reading(**(base | cells))  # type: ignore[arg-type]  # cells are checked where they are compared


def judged(gold: tuple[Reading, ...], cells: Reading, *, traced: bool = True) -> Verdict:
    span = CharSpan(0, 2)
    return judge(AnnotatedClaim(span, "40", gold), AnnotatedClaim(span, "40", (cells,)), traced=traced)


def test_a_number_whose_text_is_elsewhere_is_wrong() -> None:
    assert Field.NUMBER not in judged((reading(),), reading(), traced=False).fields


A_RANGE = {"value": None, "low": Decimal(5), "high": Decimal(7), "modifier": Modifier.RANGE}

CELLS = [
    pytest.param(Field.NUMBER, {}, {}, True, id="number: equal"),
    pytest.param(Field.NUMBER, {}, {"value": Decimal("40.0")}, True, id="number: another spelling"),
    pytest.param(Field.NUMBER, {}, {"value": Decimal(41)}, False, id="number: another"),
    pytest.param(Field.NUMBER, {}, {"value": Decimal(-40)}, False, id="number: another sign"),
    pytest.param(Field.NUMBER, {}, {"value": None}, False, id="number: none"),
    pytest.param(Field.NUMBER, {"value": Decimal(0)}, {"value": Decimal(0)}, True, id="number: zero"),
    pytest.param(Field.NUMBER, {"value": Decimal(10**9)}, {"value": Decimal(10**9 + 100)}, True, id="number: rounding"),
    pytest.param(Field.NUMBER, {}, {"value": Decimal("1e999999")}, False, id="number: beyond any float"),
    pytest.param(
        Field.NUMBER,
        {"value": Decimal("0.333"), "unit": "fraction"},
        {"value": Decimal("0.3333333")},
        True,
        id="number: a third, cut short",
    ),
    pytest.param(
        Field.NUMBER, {"value": Decimal("0.333")}, {"value": Decimal("0.3333333")}, False, id="number: no fraction"
    ),
    pytest.param(Field.NUMBER, A_RANGE, A_RANGE, True, id="range: equal"),
    pytest.param(Field.NUMBER, A_RANGE, A_RANGE | {"high": Decimal(8)}, False, id="range: another bound"),
    pytest.param(Field.NUMBER, A_RANGE, A_RANGE | {"value": Decimal(6)}, False, id="range: a value beside it"),
    pytest.param(Field.NUMBER, A_RANGE, {}, False, id="range: a value for it"),
    pytest.param(
        Field.MODIFIER,
        {"modifier": Modifier.AT_LEAST},
        {"modifier": Modifier.MORE_THAN},
        True,
        id="modifier: like bound",
    ),
    pytest.param(
        Field.MODIFIER,
        {"modifier": Modifier.AT_MOST},
        {"modifier": Modifier.MORE_THAN},
        False,
        id="modifier: other bound",
    ),
    pytest.param(Field.MODIFIER, {}, {"modifier": None}, False, id="modifier: empty"),
    pytest.param(Field.UNIT, {"unit": "mile"}, {"unit": "Miles "}, True, id="unit: plural"),
    pytest.param(Field.UNIT, {"unit": "percent"}, {"unit": "%"}, True, id="unit: sign"),
    pytest.param(Field.UNIT, {"unit": "degree_celsius"}, {"unit": "degree Celsius"}, True, id="unit: space"),
    pytest.param(Field.UNIT, {"unit": "foot"}, {"unit": "feet"}, True, id="unit: irregular plural"),
    pytest.param(Field.UNIT, {"unit": "inch"}, {"unit": "inches"}, True, id="unit: plural in -es"),
    pytest.param(Field.UNIT, {"unit": ""}, {"unit": "people"}, True, id="unit: a count"),
    pytest.param(Field.UNIT, {"unit": "USD"}, {"unit": "CAD"}, False, id="unit: another currency"),
    pytest.param(Field.UNIT, {"unit": "percent"}, {"unit": "percentage_point"}, False, id="unit: points"),
    pytest.param(Field.ITEM, {"item": "small shops"}, {"item": "the small shop"}, True, id="item: article and number"),
    pytest.param(Field.ITEM, {"item": "shops"}, {"item": "corner shops in the town"}, True, id="item: same head"),
    pytest.param(Field.ITEM, {"item": "shops"}, {"item": "shop owners"}, False, id="item: another head"),
    pytest.param(Field.ITEM, {"item": "Danish shops"}, {"item": "Dutch shops"}, False, id="item: another nation"),
    pytest.param(Field.ITEM, {"item": "Danish shops"}, {"item": "old shops"}, True, id="item: a nation left out"),
    pytest.param(
        Field.ITEM,
        {"item": "shops"},
        {"item": "shops of which the mayor of a small northern town near here spoke"},
        False,
        id="item: a whole sentence",
    ),
    pytest.param(Field.ITEM, {"item": "shops"}, {"item": ""}, False, id="item: empty"),
    pytest.param(Field.ITEM, {"item": "the"}, {"item": ""}, True, id="item: no content on either side"),
    pytest.param(Field.ITEM, {"item": "1,200 U.S. firms"}, {"item": "US firms"}, True, id="item: initials"),
    pytest.param(Field.EVENT, {"event": "have closed"}, {"event": "closes"}, True, id="event: another tense"),
    pytest.param(Field.EVENT, {"event": ""}, {"event": "opened"}, True, id="event: gold has none"),
    pytest.param(Field.EVENT, {}, {"event": ""}, False, id="event: empty"),
    pytest.param(Field.WHAT, {}, {"what": "40 shops closed"}, True, id="what: half the words"),
    pytest.param(Field.WHAT, {}, {"what": "the mayor said so"}, False, id="what: other words"),
    pytest.param(Field.WHO_SAID, {}, {"who": ("Bell",)}, True, id="who: short name"),
    pytest.param(Field.WHO_SAID, {}, {"who": ("Gov. Ann Bell",)}, True, id="who: title"),
    pytest.param(
        Field.WHO_SAID, {}, {"who": ("the town’s new mayor Ann Bell",)}, True, id="who: three describing words"
    ),
    pytest.param(
        Field.WHO_SAID, {}, {"who": ("busy new small mayor Ann Bell",)}, False, id="who: too many describing words"
    ),
    pytest.param(Field.WHO_SAID, {}, {"who": ("mayor Bell",)}, False, id="who: description before a short name"),
    pytest.param(Field.WHO_SAID, {}, {"who": ("Ann Bell Tower",)}, False, id="who: words after the name"),
    pytest.param(Field.WHO_SAID, {}, {"who": ()}, False, id="who: empty"),
    pytest.param(Field.WHO_SAID, {"who": ()}, {"who": ("Bell",)}, False, id="who: one too many"),
    pytest.param(Field.WHO_SAID, {"who": ()}, {"who": ()}, True, id="who: the article's own voice"),
    pytest.param(Field.WHO_SAID, {"who": ("the",)}, {"who": ("of",)}, False, id="who: no content in a name"),
    pytest.param(Field.WHO_SAID, {"who": ("president",)}, {"who": ("President",)}, True, id="who: a title alone"),
    pytest.param(Field.WHO_FULL, {}, {"who": ("Bell",)}, False, id="full name: short"),
    pytest.param(Field.WHO_FULL, {}, {"who": ("Ann Bell",)}, True, id="full name: full"),
    pytest.param(Field.RELAYED_BY, {"relayed_by": ("Lee",)}, {"relayed_by": ("Lee",)}, True, id="relayed by: equal"),
    pytest.param(Field.RELAYED_BY, {"relayed_by": ("Lee",)}, {}, False, id="relayed by: empty"),
    pytest.param(Field.RELAYED_BY, {}, {"relayed_by": ("Lee",)}, False, id="relayed by: one too many"),
    pytest.param(Field.QUOTE, {}, {"quote": QuoteKind.DIRECT}, False, id="quote: another"),
    pytest.param(Field.DATE, {}, {"date": "2024-05-01/2024-05-31"}, True, id="date: the same days"),
    pytest.param(Field.DATE, {}, {"date": ""}, False, id="date: empty"),
    pytest.param(Field.SAID_ON, {"said_on": "2024-06-03"}, {"said_on": "2024-06-03"}, True, id="said on: equal"),
    pytest.param(Field.MODALITY, {}, {"modality": Modality.ESTIMATE}, False, id="modality: another"),
]


@pytest.mark.parametrize(("field", "gold", "cells", "right"), CELLS)
def test_cells(field: Field, gold: dict[str, object], cells: dict[str, object], right: bool) -> None:
    assert (field in judged((reading(**gold),), reading(**cells)).fields) == right


DATES = [
    pytest.param("2025-33", "2025-01/2025-03", True, id="a quarter"),
    pytest.param("2025-40", "2025-01-01/2025-06-30", True, id="a half"),
    pytest.param("2024-24", "2024-12/2025-02", True, id="a winter ends in the next year"),
    pytest.param("199X", "1990/1999", True, id="a decade"),
    pytest.param("18XX", "1800/1899", True, id="a century"),
    pytest.param("2024-02", "2024-02-01/2024-02-29", True, id="a leap year"),
    pytest.param("2024?", "2024~", True, id="doubt does not matter"),
    pytest.param("2024-10/..", "2024-10/", True, id="two ways to leave an end open"),
    pytest.param("../2024", "/2024-12-31", True, id="an open start"),
    pytest.param("2024-10/..", "2024-10", False, id="open and closed"),
    pytest.param("2024", "2024-05", False, id="a year and a month"),
    pytest.param("..", "", False, id="open on both sides is a date"),
    pytest.param("2024-02-31", "2024-02-31", True, id="no such day, equal"),
    pytest.param("2024-02-31", "2024-02", False, id="no such day, not equal"),
    pytest.param("2024-99", "2024", False, id="no such month"),
    pytest.param("0000", "0000-01/0000-12", False, id="no such year in the calendar"),
    pytest.param("May", "may", False, id="no EDTF"),
]


@pytest.mark.parametrize(("one", "other", "same"), DATES)
def test_dates(one: str, other: str, same: bool) -> None:
    assert same_days(one, other) == same
    assert same_days(other, one) == same


ALTERNATIVES = [
    pytest.param({}, True, True, id="the first reading"),
    pytest.param({"item": "businesses", "date": "2024"}, True, True, id="the second reading"),
    pytest.param({"item": "businesses"}, True, False, id="an item of one and a date of the other"),
    pytest.param({"item": "owners", "date": "2024"}, False, False, id="an item of none"),
]


@pytest.mark.parametrize(("cells", "item", "row"), ALTERNATIVES)
def test_a_field_follows_any_reading_and_a_row_one_throughout(cells: dict[str, object], item: bool, row: bool) -> None:
    verdict = judged((reading(), reading(item="businesses", date="2024")), reading(**cells))
    assert (Field.ITEM in verdict.fields, verdict.row, verdict.full_row) == (item, row, row)


def test_a_full_row_asks_for_more() -> None:
    verdict = judged((reading(),), reading(modality=Modality.DENIED))
    assert (verdict.row, verdict.full_row) == (True, False)
