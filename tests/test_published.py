"""The publication date that a text or a file name states; never a wrong one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.published import find_published
from pipeline.types import DateOrder

DAY = date(2025, 1, 14)
BODY = "Rain fell on the coast for a third day. Roads were closed and two bridges were swept away, the council said."


def page(line: str) -> str:
    return f"Storm closes coast road\n\n{line}\n\n{BODY}\n"


@pytest.mark.parametrize(
    "line",
    [
        "January 14, 2025",
        "Jan. 14, 2025",
        "Jan 14 2025",
        "14 January 2025",
        "14th January 2025",
        "14 JAN 2025",
        "Tuesday, January 14, 2025",
        "TUESDAY, JANUARY 14, 2025",
        "Tue 14 Jan 2025 06.30 GMT",
        "Tuesday 14 January 2025 10.15 GMT",
        "Tue, January 14, 2025 at 1:12 AM GMT · 3 min read",
        "14 January 2025, 4:45 pm",
        "January 14, 2025 — 3:21 PM",
        "January 14, 2025 Updated 3:15 pm",
        "2025-01-14",
        "2025-01-14T07:14:00Z",
        "2025/01/14",
        "14.01.2025",
        "14/01/2025 10:15",
        "Ada Okoro in Lagos and Tom Wray | The Daily Sun | 14 January 2025",
        "14 January 2025 • The Daily Sun",
        "By Ada Okoro, January 14, 2025",
        "By Ada Okoro January 14, 2025 5:32 PM",
    ],
)
def test_date_lines(line: str) -> None:
    assert find_published(page(line), "storm.txt") == (DAY, "date line")


@pytest.mark.parametrize(
    "line",
    [
        "Published: 14 January 2025",
        "PUBLISHED: 07:14, 14 January 2025 | UPDATED: 11:52, 15 January 2025",
        "Published 4:52 p.m. CT January 14, 2025 | Updated 6:10 p.m. CT January 15, 2025",
        "Published On 14 Jan 2025",
        "First published on 14 January 2025 07.00 GMT",
        "Posted on January 14, 2025",
        "date: 2025-01-14",
        "published: 2025-01-14 | 5 min read",
    ],
)
def test_labelled_lines(line: str) -> None:
    assert find_published(page(line), "storm.txt") == (DAY, "published line")


def test_a_label_counts_at_the_foot_of_the_page_too() -> None:
    text = "Storm closes coast road\n\n" + f"{BODY * 3}\n\n" * 4 + "Published: 14 January 2025\n"
    assert find_published(text, "storm.txt") == (DAY, "published line")


def test_a_dateline_with_its_year() -> None:
    assert find_published("LAGOS, January 14, 2025 (Sun Wire) -- Rain fell.", "a.txt") == (DAY, "dateline")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Rescuers near Lagos on January 10, 2025. Photo: A. Okoro", id="caption"),
        pytest.param("Rescuers at work | 10 January 2025 | Photo: A. Okoro", id="caption-with-bars"),
        pytest.param("File photo taken on January 10, 2025", id="photo-line"),
        pytest.param("On January 10, 2025, the council met.", id="sentence"),
        pytest.param("The council met on January 10, 2025", id="sentence-without-point"),
        pytest.param(
            "Published on 10 January 2019, the report says that the road was never safe in storms.", id="a-report"
        ),
        pytest.param("Updated 10:15 AM EST, Wed January 15, 2025", id="only-a-later-change"),
        pytest.param("Last updated on: 15 January 2025", id="last-updated"),
        pytest.param("Date of birth: 5 March 1960", id="other-label"),
        pytest.param("LAGOS, January 14 (Sun Wire) -- Rain fell.", id="dateline-without-year"),
        pytest.param("January 14", id="no-year"),
        pytest.param("January 2025", id="no-day"),
        pytest.param("Wednesday, January 14, 2025", id="belied-by-its-weekday"),
        pytest.param("30 February 2025", id="no-such-day"),
        pytest.param("Since January 14, 2025", id="opened"),
        pytest.param("January 14-16, 2025", id="range"),
        pytest.param("3 min read", id="no-date"),
    ],
)
def test_no_other_date_is_taken(line: str) -> None:
    assert find_published(page(line), "storm.txt") == (None, "")


def test_a_date_line_below_the_head_is_the_storys() -> None:
    text = "Storm closes coast road\n\n" + f"{BODY * 3}\n\n" * 3 + "January 14, 2025\n\nThe bridge fell.\n"
    assert find_published(text, "storm.txt") == (None, "")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("January 14, 2025", "Jan. 14, 2025", (DAY, "date line"), id="said-twice"),
        pytest.param("January 14, 2025", "January 15, 2025", (None, "conflicting dates"), id="two-dates"),
        pytest.param(
            "Published: January 14, 2025", "January 15, 2025", (DAY, "published line"), id="label-before-line"
        ),
        pytest.param("Published: May 1, 2019", "January 14, 2025", (None, "conflicting dates"), id="label-of-a-book"),
    ],
)
def test_two_dates(first: str, second: str, expected: tuple[date | None, str]) -> None:
    assert find_published(page(f"{first}\n{second}"), "storm.txt") == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(None, (None, "ambiguous date"), id="not-guessed"),
        pytest.param(DateOrder.DMY, (date(2025, 4, 3), "date line"), id="day-first"),
        pytest.param(DateOrder.MDY, (date(2025, 3, 4), "date line"), id="month-first"),
    ],
)
def test_dates_in_numerals(order: DateOrder | None, expected: tuple[date | None, str]) -> None:
    assert find_published(page("03/04/2025"), "storm.txt", order) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("2025-01-14-storm.txt", DAY, id="iso"),
        pytest.param("sun_20250114.txt", DAY, id="compact"),
        pytest.param("storm_2025_01_14.md", DAY, id="underscores"),
        pytest.param("AB20250114.0190_2025-01-14.txt", DAY, id="twice-the-same"),
        pytest.param("2025-01-14-to-2025-01-16.txt", None, id="two-dates"),
        pytest.param("12345678.txt", None, id="number"),
        pytest.param("20251340.txt", None, id="no-such-day"),
        pytest.param("id-920250114.txt", None, id="longer-number"),
        pytest.param("storm.txt", None, id="none"),
    ],
)
def test_file_names(name: str, expected: date | None) -> None:
    assert find_published(BODY, name) == ((expected, "file name") if expected else (None, ""))


def test_the_file_name_comes_first() -> None:
    assert find_published(page("January 10, 2025"), "2025-01-14.txt") == (DAY, "file name")


@given(st.text(max_size=200), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_no_exception(text: str, name: str) -> None:
    found, evidence = find_published(text, name)
    assert evidence or found is None
