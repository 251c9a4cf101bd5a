"""The adapter of quantulum3: the table it gave, and the compound units it is asked for."""

from decimal import Decimal

import pytest

from pipeline.lexicons import load_rows
from pipeline.normalize import units
from pipeline.normalize.units import build_table, contract_name, name_unit, read_unit
from pipeline.types import CharSpan, Modifier, QuantityMention


def _mention(flags: tuple[str, ...]) -> QuantityMention:
    """The "5 kg" of "5 kg/m3"."""
    return QuantityMention(
        CharSpan(0, 4),
        CharSpan(0, 1),
        CharSpan(0, 4),
        Decimal(5),
        None,
        None,
        Modifier.EXACT,
        "kilogram",
        "measure",
        "",
        flags,
    )


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        pytest.param("kg/m3", "kilogram_per_cubic_meter", id="a unit with a name"),
        pytest.param("g/dL", "gram_per_deciliter", id="a rate without one"),
        pytest.param("kWh/km", "kilowatt_hour_per_kilometer", id="a rate of compounds"),
        pytest.param("and/or", None, id="words"),
        pytest.param("people/day", None, id="people are no unit"),
        pytest.param("USD/kg", None, id="money is read elsewhere"),
        pytest.param("L/100", None, id="a rest is left over"),
        pytest.param("9" * 200, None, id="digits do not hang it"),
        pytest.param("1e400", None, id="no infinity"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_compound_unit_is_believed_only_if_it_is_one(surface: str, name: str | None) -> None:
    assert name_unit(surface) == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("cubic metre per second", "cubic_meter_per_second", id="American spelling"),
        pytest.param("degree Celsius", "degree_celsius", id="small letters"),
        pytest.param("pound-mass", "pound", id="the everyday name"),
        pytest.param("parts-per-million", "part_per_million", id="singular"),
    ],
)
def test_a_unit_is_named_as_in_the_contract(name: str, expected: str) -> None:
    assert contract_name(name) == expected


def test_a_flagged_quantity_gets_its_whole_unit() -> None:
    text = "5 kg/m3 of it"
    read = read_unit(text, _mention(("unit_unread",)))
    assert (read.unit, text[read.span.start : read.span.end], read.flags) == ("kilogram_per_cubic_meter", "5 kg/m3", ())


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        pytest.param("5 kg/m3 of it", (), id="not flagged"),
        pytest.param("5 kg/qux of it", ("unit_unread",), id="not readable"),
    ],
)
def test_other_quantities_stay_as_they_were(text: str, flags: tuple[str, ...]) -> None:
    assert read_unit(text, _mention(flags)) == _mention(flags)


def test_a_failure_of_the_library_is_an_unread_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(module: str) -> None:
        raise ValueError(module)

    monkeypatch.setattr(units, "_quantulum3", fail)
    assert name_unit.__wrapped__("lb/acre") is None


def test_the_shipped_table_is_what_the_library_gives() -> None:
    built = [line.split(",") for line in build_table().splitlines() if not line.startswith("#")][1:]
    assert [[row["surface"], row["unit"]] for row in load_rows("units")] == built


def test_the_shipped_table_says_where_it_is_from() -> None:
    assert "MIT" in units.ORIGIN
    assert "quantulum3" in units.ORIGIN


def test_no_classifier_is_unpickled_where_scikit_learn_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    name_unit("g/dL")  # what it loads once is loaded
    monkeypatch.setattr("quantulum3.classifier.USE_CLF", True)
    monkeypatch.setattr("quantulum3.classifier.classifier", lambda *_: pytest.fail("the classifier is asked for"))
    name_unit.cache_clear()
    assert name_unit("g/dL") == "gram_per_deciliter"
