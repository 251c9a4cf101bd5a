"""What stands around a place and what begins inside a stretch, near the start and far along a text."""

import pytest

from pipeline.spans import BUCKET, Around, between
from pipeline.types import CharSpan, TimexKind, TimexMention

FAR = 10 * BUCKET


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param(CharSpan(12, 14), ["short", "long"], id="inside two"),
        pytest.param(CharSpan(10, 20), ["short", "long"], id="the whole of one"),
        pytest.param(CharSpan(9, 14), ["long"], id="over its start"),
        pytest.param(CharSpan(18, 21), ["long"], id="over its end"),
        pytest.param(CharSpan(FAR - 2, FAR), ["long"], id="many buckets on"),
        pytest.param(CharSpan(BUCKET - 1, BUCKET + 1), ["long", "border"], id="over a border of buckets"),
        pytest.param(CharSpan(FAR + 1, FAR + 2), [], id="behind all"),
    ],
)
def test_what_covers_a_place_in_the_order_given(inner: CharSpan, expected: list[str]) -> None:
    around = Around(
        [
            (CharSpan(10, 20), "short"),
            (CharSpan(0, FAR), "long"),
            (CharSpan(BUCKET - 4, BUCKET + 4), "border"),
        ]
    )
    assert list(around.covering(inner)) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param(CharSpan(0, 5), [0], id="the end does not belong to it"),
        pytest.param(CharSpan(0, 6), [0, 5], id="the start does"),
        pytest.param(CharSpan(6, 9), [], id="between two"),
        pytest.param(CharSpan(1, 99), [5, 9], id="to the end"),
    ],
)
def test_what_begins_inside_a_stretch(span: CharSpan, expected: list[int]) -> None:
    timexes = [TimexMention(CharSpan(start, start + 2), TimexKind.DATE, True, "test") for start in (0, 5, 9)]
    assert [timex.span.start for timex in between(timexes, span)] == expected
