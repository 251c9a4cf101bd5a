"""Numerals: which characters are a number, and which."""

import pytest

from pipeline.numerals import find_numerals, read_numeral
from pipeline.numerals.numeral import NumeralKind


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        pytest.param("300", "300", id="digits"),
        pytest.param("12,500", "12500", id="comma"),
        pytest.param("12\u202f500\u202f000", "12500000", id="narrow no-break space"),
        pytest.param("12\xa0500", "12500", id="no-break space"),
        pytest.param("1,00,000", "100000", id="lakh"),
        pytest.param("3.75", "3.75", id="decimals"),
        pytest.param(".5", "0.5", id="no digit before the point"),
        pytest.param("1.2 million", "1200000", id="magnitude"),
        pytest.param("846.8million", "846800000", id="magnitude glued"),
        pytest.param("5bn", "5000000000", id="suffix"),
        pytest.param("3 hundred thousand", "300000", id="two magnitudes"),
        pytest.param("5½", "5.5", id="vulgar fraction"),
        pytest.param("5-1/2", "5.5", id="fraction behind a hyphen"),
        pytest.param("2/3", "0.666667", id="slash"),
        pytest.param("zero", "0", id="zero"),
        pytest.param("twenty-five", "25", id="tens and ones"),
        pytest.param("twenty-five hundred", "2500", id="hundreds above ten"),
        pytest.param("two hundred and five", "205", id="and"),
        pytest.param("five thousand two hundred", "5200", id="no and"),
        pytest.param("a hundred thousand", "100000", id="a"),
        pytest.param("two thousand million", "2000000000", id="a magnitude of magnitudes"),
        pytest.param("two and a half million", "2500000", id="and a half"),
        pytest.param("a million and a half", "1500000", id="half of the magnitude"),
        pytest.param("three-quarters of a million", "750000", id="quarters of a magnitude"),
        pytest.param("half a dozen", "6", id="half a dozen"),
        pytest.param("one-tenth", "0.1", id="tenth"),
        pytest.param("hundreds of thousands", "200000", id="vague"),
        pytest.param("several hundred", "200", id="several hundred"),
        pytest.param("TWO MILLION", "2000000", id="capitals"),
        pytest.param("٣٤٥", "345", id="another script"),
    ],
)
def test_a_numeral_is_read_as_a_whole(surface: str, value: str) -> None:
    assert str(read_numeral(surface)) == value


@pytest.mark.parametrize(
    "surface",
    [
        pytest.param("two three", id="two numerals"),
        pytest.param("several", id="several alone is no number"),
        pytest.param("million", id="a magnitude alone"),
        pytest.param("thirds", id="a denominator alone"),
        pytest.param("someone", id="a number word inside a word"),
        pytest.param("tenfold", id="a number word at the head of a word"),
        pytest.param("first", id="an ordinal"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_one_numeral_is_not_read(surface: str) -> None:
    assert read_numeral(surface) is None


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        pytest.param("between a hundred and two hundred", ["a hundred", "two hundred"], id="and between two numbers"),
        pytest.param("a hundred and two hundred", ["a hundred", "two hundred"], id="and without between"),
        pytest.param("one two hundred", ["one", "two hundred"], id="counting"),
        pytest.param("the million", ["million"], id="a magnitude after the"),
        pytest.param("a million-dollar home", ["a million"], id="a magnitude before a hyphen"),
        pytest.param("İstanbul two", ["two"], id="a letter that changes length in small letters"),
        pytest.param("300 and 5", ["300", "5"], id="digits"),
    ],
)
def test_numerals_are_told_apart(text: str, surfaces: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_numerals(text, 0, len(text))] == surfaces


def test_a_date_or_slogan_with_a_slash_is_marked() -> None:
    (found,) = find_numerals("24/7", 0, 4)
    assert (found.end, found.flags) == (4, ("slash",))


def test_a_long_run_of_digits_is_marked_and_not_computed() -> None:
    (found,) = find_numerals("9" * 5000, 0, 5000)
    assert found.flags == ("too_long",)


def test_a_scale_is_kept_beside_the_value() -> None:
    (found,) = find_numerals("15 billion", 0, 10)
    assert (str(found.scale), found.kind) == ("1000000000", NumeralKind.DIGITS)
