"""What time expressions say, as EDTF; every value parses with the ``edtf`` package."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicons import load_rows
from pipeline.normalize.timexes import read_times
from pipeline.normalize.timexes.absolute import read_absolute
from pipeline.normalize.timexes.holidays import holiday_in
from pipeline.types import CharSpan, DateOrder, Sentence, SentenceKind, Timex

WEDNESDAY = date(2025, 7, 16)


def read(text: str, anchor: date | None = WEDNESDAY, order: DateOrder | None = None) -> dict[str, Timex]:
    """Read a text of sentences, one a line; an empty line begins a paragraph."""
    sentences, start, paragraph = [], 0, 0
    for line in text.split("\n"):
        if line:
            sentences.append(Sentence(CharSpan(start, start + len(line)), SentenceKind.BODY, paragraph))
        else:
            paragraph += 1
        start += len(line) + 1
    times = read_times(text, sentences, anchor, order)
    for timex in times.values():
        if timex.value:
            parse_edtf(timex.value)
    return {text[span.start : span.end]: timex for span, timex in times.items()}


def values(text: str, anchor: date | None = WEDNESDAY, order: DateOrder | None = None) -> list[str]:
    return [timex.value for timex in read(text, anchor, order).values()]


ABSOLUTE = [
    ("March 5, 2021", "2021-03-05"),
    ("the June quarter of 2024", "2024-04/2024-06"),
    ("5th of March 2021", "2021-03-05"),
    ("Friday, March 5, 2021 at 9 a.m. EST", "2021-03-05"),
    ("14th November 2024, 4:45 pm", "2024-11-14"),
    ("2021-03-05", "2021-03-05"),
    ("25/12/2021", "2021-12-25"),
    ("25.12.2021", "2021-12-25"),
    ("4.3.2021", "2021-03-04"),
    ("March 2021", "2021-03"),
    ("2021", "2021"),
    ("the 1990s", "199X"),
    ("since the 1990s", "1990/.."),
    ("the 19th century", "18XX"),
    ("the late 1980s", "1987/1989"),
    ("the early 2000s", "2000/2003"),
    ("early 2024", "2024-01/2024-04"),
    ("mid-2024", "2024-05/2024-08"),
    ("late 2024", "2024-10/2024-12"),
    ("late March 2025", "2025-03-21/2025-03-31"),
    ("early March 2025", "2025-03-01/2025-03-10"),
    ("the first half of March 2025", "2025-03-01/2025-03-15"),
    ("the second half of March 2025", "2025-03-16/2025-03-31"),
    ("the second half of 2024", "2024-07/2024-12"),
    ("the third quarter of 2024", "2024-07/2024-09"),
    ("Q3 2024", "2024-07/2024-09"),
    ("the summer of 2023", "2023-06/2023-08"),
    ("winter 2023", "2023-12/2024-02"),
    ("the end of June 2024", "2024-06-30"),
    ("the start of 2024", "2024-01-01"),
    ("the end of 2024", "2024-12-31"),
    ("2023-24", "2023/2024"),
    ("2011-2016", "2011/2016"),
    ("1914-18", "1914/1918"),
    ("from 2009 to 2012", "2009/2012"),
    ("between 2013 and late 2021", "2013/2021-12"),
    ("between January and March 2024", "2024-01/2024-03"),
    ("March 3-5, 2025", "2025-03-03/2025-03-05"),
    ("3-5 March 2025", "2025-03-03/2025-03-05"),
    ("March 30 to April 2, 2025", "2025-03-30/2025-04-02"),
    ("since 2016", "2016/.."),
    ("since June 2024", "2024-06/.."),
    ("by 2030", "../2030"),
    ("as of March 2025", "../2025-03"),
    ("through the end of August 2024", "../2024-08-31"),
    ("before 2018", "../2017"),
    ("after 2018", "2019/.."),
    ("after March 31, 2025", "2025-04-01/.."),
    ("before March 2025", "../2025-02"),
    ("starting in 2025", "2025/.."),
    ("around 2010", "2010~"),
    ("about March 2010", "2010-03~"),
    ("the year to March 2024", "2023-04/2024-03"),
    ("the three months ended June 30, 2024", "2024-04/2024-06"),
    ("the 12 months ended Feb. 2, 2024", "2023-02-03/2024-02-02"),
    ("the first 10 months of 2024", "2024-01/2024-10"),
    ("the last three months of 2024", "2024-10/2024-12"),
    ("the last week of March 2024", "2024-03-25/2024-03-31"),
    ("Christmas 2023", "2023-12-25"),
    ("Easter Sunday 2024", "2024-03-31"),
    ("the week of March 6, 2024", "2024-03-04/2024-03-10"),
    ("two weeks before March 15, 2024", "2024-03-01"),
]


@pytest.mark.parametrize(("expression", "value"), ABSOLUTE, ids=[expression for expression, _ in ABSOLUTE])
def test_absolute_times_need_no_publication_date(expression: str, value: str) -> None:
    assert values(f"It happened {expression}.", None) == [value]


RELATIVE = [
    ("It fell last year.", "2024"),
    ("It fell this year.", "2025"),
    ("It will fall next year.", "2026"),
    ("It fell last month.", "2025-06"),
    ("It fell last week.", "2025-07-07/2025-07-13"),
    ("It fell earlier this week.", "2025-07-14/2025-07-20"),
    ("It will fall early next week.", "2025-07-21/2025-07-22"),
    ("It fell last quarter.", "2025-04/2025-06"),
    ("It fell yesterday.", "2025-07-15"),
    ("It falls today.", "2025-07-16"),
    ("It falls tomorrow.", "2025-07-17"),
    ("It fell the day before yesterday.", "2025-07-14"),
    ("It fell last night.", "2025-07-15"),
    ("It fell overnight.", "2025-07-15/2025-07-16"),
    ("It fell earlier in the day.", "2025-07-16"),
    ("Two will need it, up from one in January.", "2025-01"),
    ("It will go up from three to four in January.", "2026-01"),
    ("It fell on Monday.", "2025-07-14"),
    ("It fell on Wednesday.", "2025-07-16"),
    ("It fell on Friday.", "2025-07-11"),
    ("It will fall on Friday.", "2025-07-18"),
    ("It fell last Wednesday.", "2025-07-09"),
    ("It falls next Monday.", "2025-07-21"),
    ("It fell on Monday night.", "2025-07-14"),
    ("It fell at the weekend, over the weekend.", "2025-07-12/2025-07-13"),
    ("It will fall by the weekend.", "../2025-07-20"),
    ("It fell over Easter weekend.", "2025-04-18/2025-04-21"),
    ("It fell over Thanksgiving weekend.", "2024-11-28/2024-12-01"),
    ("It fell over the Labor Day weekend in Ohio.", "2024-08-31/2024-09-02"),
    ("It fell in May.", "2025-05"),
    ("It ended on or before July 1.", "../2025-07-01"),
    ("It fell in October.", "2024-10"),
    ("It fell in the fourth quarter of the year.", "2024-10/2024-12"),
    ("It will fall in the fourth quarter of the year.", "2025-10/2025-12"),
    ("It will fall in October.", "2025-10"),
    ("It will fall by next March.", "../2026-03"),
    ("Losses due to rain were 40 in October.", "2024-10"),
    ("It is due to fall in October.", "2025-10"),
    ("It fell in October last year.", "2024-10"),
    ("It has fallen since last May.", "2025-05/.."),
    ("It has fallen since January 1st.", "2025-01-01/.."),
    ("It fell in the week leading up to May 7.", "2025-05-01/2025-05-07"),
    ("It has fallen since Chad's war began in May.", "2025-05/.."),
    ("It has fallen since fighting erupted in May.", "2025-05/.."),
    ("It has fallen since being mended in May.", "2025-05"),
    ("It fell on Dec. 20.", "2024-12-20"),
    ("It will fall on Dec. 20.", "2025-12-20"),
    ("It fell on Thursday, Dec. 5.", "2024-12-05"),
    ("It fell last summer.", "2024-06/2024-08"),
    ("It fell this spring.", "2025-03/2025-05"),
    ("It fell in the third quarter.", "2025-07/2025-09"),
    ("It fell in the fourth quarter.", "2024-10/2024-12"),
    ("It will fall in the fourth quarter.", "2025-10/2025-12"),
    ("It fell in the first half of this year.", "2025-01/2025-06"),
    ("It fell late last year.", "2024-10/2024-12"),
    ("It fell a decade ago.", "2015"),
    ("It fell three weeks ago.", "2025-06-23/2025-06-29"),
    ("It fell two days ago.", "2025-07-14"),
    ("It fell in the past six months.", "2025-01/2025-07"),
    ("It fell over the past ten years.", "2015-07/2025-07"),
    ("It fell over the last year.", "2024-07/2025-07"),
    ("It fell in the past two weeks.", "2025-07-02/2025-07-16"),
    ("It fell in the past 24 hours.", "2025-07-15/2025-07-16"),
    ("It will fall in the next two years.", "2025-07/2027-07"),
    ("It has fallen so far this year.", "2025-01/2025-07"),
    ("So far it has killed nine this month.", "2025-07-01/2025-07-16"),
    ("It has killed nine to date.", "../2025-07-16"),
    ("It will fall by the end of the year.", "../2025-12-31"),
    ("It has fallen since the start of the year.", "2025-01-01/.."),
    ("It fell in the first five months of the year.", "2025-01/2025-05"),
    ("It fell in the first 10 months.", "2024-01/2024-10"),
    ("It fell over Easter.", "2025-04-18/2025-04-21"),
    ("It will fall by Christmas.", "../2025-12-25"),
    ("It fell last Thanksgiving.", "2024-11-28"),
    ("It fell from Sept. 19 to 22.", "2024-09-19/2024-09-22"),
    ("It fell between January 1 and June 26.", "2025-01-01/2025-06-26"),
    ("It fell from December to March.", "2024-12/2025-03"),
    ("It fell from Monday to Friday.", "2025-07-07/2025-07-11"),
    ("It will cost more from 2028.", "2028/.."),
    ("It was up from May.", "2025-05"),
    ("As of 8:30 a.m. it was closed.", "../2025-07-16"),
    ("It opened before 5 p.m. on Monday.", "2025-07-14"),
    ("in the first three quarters of the year", "2025-01/2025-09"),
    ("in the March quarter", "2025-01/2025-03"),
    ("in the June half", "2025-01/2025-06"),
]


@pytest.mark.parametrize(("text", "value"), RELATIVE, ids=[text for text, _ in RELATIVE])
def test_relative_times_count_from_the_publication_date(text: str, value: str) -> None:
    assert values(text)[-1] == value


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE if "to date" not in text and "2028" not in text])
def test_without_publication_date_relative_times_stay_empty_and_say_so(text: str) -> None:
    timex = list(read(text, None).values())[-1]
    assert (timex.value, timex.flags[0]) == ("", "no_publication_date")


POINTING_BACK = {
    "a-year-earlier-than-a-quarter": (
        "It made 5 in the three months ended June 30, compared with 4 a year earlier.",
        ["2025-04/2025-06", "2024-04/2024-06"],
    ),
    "the-year-before": ("It fell last year from 4 the year before.", ["2024", "2023"]),
    "that-year-is-not-today": (
        "It fell in 2009. It is low today, and was in that year.",
        ["2009", "2025-07-16", "2009"],
    ),
    "of-that-year": ("It fell in January 2009 and October of that year.", ["2009-01", "2009-10"]),
    "end-of-the-year-told-of": (
        "It fell in May 2023.\nBy the end of the year it had risen.",
        ["2023-05", "../2023-12-31"],
    ),
    "end-of-the-year-to-come": (
        "It fell in May 2023.\nBy the end of the year it will rise.",
        ["2023-05", "../2025-12-31"],
    ),
    "may-the-month": ("The count went from 9 in May to 11 in October.", ["2025-05", "2024-10"]),
    "since-then": ("It opened in 1950. Since then it has grown.", ["1950", "1950/.."]),
    "next-day": ("It fell on March 5, 2024.\nThe following day it rose.", ["2024-03-05", "2024-03-06"]),
    "weeks-later": ("It fell on March 5, 2024.\nTwo weeks later it rose.", ["2024-03-05", "2024-03-19"]),
    "too-coarse-for-days": ("It fell in May 2024.\nTwo days later it rose.", ["2024-05", ""]),
    "nothing-said-before": ("The following day it rose.", [""]),
    "too-far-away": ("It fell in 2009.\n\nIt rained.\n\nThe following day it rose.", ["2009", ""]),
    "the-month": ("It fell in August, to 7 in the month.", ["2024-08", "2024-08"]),
    "same-period": (
        "In the first half it fell more than in the same period in 2014.",
        ["2025-01/2025-06", "2014-01/2014-06"],
    ),
    "not-the-day-of-saying": (
        "It fell in May, he said Friday, and the same month last year.",
        ["2025-05", "2025-07-11", "2024-05"],
    ),
    "not-what-only-bounds": (
        "In October 2024 he said it would close by the end of the year, and 9 left at the time.",
        ["2024-10", "../2024-12-31", "2024-10"],
    ),
    "not-what-is-compared": (
        "It was down in August from a year earlier, at 7 in the month.",
        ["2024-08", "2023-08", "2024-08"],
    ),
    "not-what-a-figure-is-compared-with": (
        "It rose from 5.5 percent in 2023.\nIn the first half of the year it grew.",
        ["2023", "2025-01/2025-06"],
    ),
    "year-before-a-business-year": (
        "It made 5 in the 12 months ended June 30, 2024, and 4 in the prior year.",
        ["2023-07/2024-06", "2022-07/2023-06"],
    ),
    "year-before-a-calendar-year": ("It made 5 in 2024, and 4 in the prior year.", ["2024", "2023"]),
    "same-point-of-nothing-said": ("It is less than at the same point in 2014.", ["2014"]),
    "months-before-those-said": (
        "Rents rose in the three months to May, from those of the previous three months.",
        ["2025-03/2025-05", "2024-12/2025-02"],
    ),
    "months-before-nothing-said": ("Rents rose less than in the previous three months.", ["2025-04/2025-07"]),
    "what-had-been-expected": ("They had expected sales to rise in November.", ["2024-11"]),
}


@pytest.mark.parametrize(("text", "expected"), POINTING_BACK.values(), ids=POINTING_BACK.keys())
def test_times_that_point_back(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Congress cut spending this fiscal year.", "2024-10/2025-09", id="us"),
        pytest.param("In fiscal 2013 the Senate cut spending.", "2012-10/2013-09", id="us-named-by-its-end"),
        pytest.param("Britain's NHS spent more in the financial year 2023-24.", "2023-04/2024-03", id="uk-both-years"),
        pytest.param("India grew in the third quarter of fiscal 2024.", "2023-10/2023-12", id="india-quarter"),
        pytest.param("Japan grew in fiscal 2024.", "2024-04/2025-03", id="japan-named-by-its-start"),
    ],
)
def test_fiscal_years_are_those_of_the_state_named(text: str, value: str) -> None:
    (timex,) = read(text).values()
    assert (timex.value, timex.flags) == (value, ("fiscal_year_assumed",))


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        pytest.param("It grew this fiscal year.", "fiscal_year_unknown", id="no-state"),
        pytest.param("It is due on 03/04/2025.", "date_ambiguous", id="numerals"),
        pytest.param("It fell on Feb. 30, 2024.", "no_such_date", id="no-such-day"),
        pytest.param("It fell years ago.", "date_vague", id="vague"),
        pytest.param("It fell in recent years.", "date_vague", id="vague-stretch"),
        pytest.param("Ten days before the fire it rained.", "date_vague", id="counted-from-an-event"),
        pytest.param("It fell 900 centuries ago.", "no_such_date", id="before-the-calendar"),
        pytest.param("It fell from 2016 to 2012.", "no_such_date", id="range-turned-round"),
    ],
)
def test_what_cannot_be_told_is_empty_and_says_why(text: str, flag: str) -> None:
    (timex,) = read(text).values()
    assert (timex.value, timex.flags) == ("", (flag,))


@pytest.mark.parametrize(
    ("text", "anchor", "order", "value"),
    [
        pytest.param("Due on 03/04/2025.", WEDNESDAY, DateOrder.DMY, "2025-04-03", id="asked-day-first"),
        pytest.param("Due on 03/04/2025.", WEDNESDAY, DateOrder.MDY, "2025-03-04", id="asked-month-first"),
        pytest.param("Due on 03/04/2025, not 25/12/2024.", WEDNESDAY, None, "2025-04-03", id="shown-by-another-date"),
        pytest.param("Sent on 03/04/2025.", date(2025, 3, 4), None, "2025-03-04", id="shown-by-the-publication-date"),
        pytest.param("Due 03/04/2025, 25/12/2024, 12/25/2024.", WEDNESDAY, None, "", id="both-shown"),
    ],
)
def test_the_order_of_dates_in_numerals(text: str, anchor: date, order: DateOrder | None, value: str) -> None:
    assert values(text, anchor, order)[0] == value


@pytest.mark.parametrize("text", ["It lasted two years.", "It costs 5 a day.", "It opens daily."])
def test_mere_lengths_have_no_value(text: str) -> None:
    assert [(timex.value, timex.flags) for timex in read(text).values()] == [("", ())]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The bank will open in October.", "2025-10", id="will"),
        pytest.param("The bank said it opened in October.", "2024-10", id="said-is-past"),
        pytest.param("The show is to be held in October.", "2025-10", id="is-to-be-held"),
        pytest.param("The show continued to be held in October.", "2024-10", id="to-be-alone-says-nothing"),
        pytest.param("They cancelled their plans in October.", "2024-10", id="plans-as-noun"),
        pytest.param("It will stay shut, a court ruled in October.", "2024-10", id="verb-right-before"),
        pytest.param("They plan to open in October.", "2025-10", id="plan-to"),
        pytest.param("In October, the bank will open.", "2025-10", id="cue-behind"),
        pytest.param("In October, the bank closed and would not open.", "2024-10", id="past-behind"),
        pytest.param("It depends on when the case is heard in October.", "2025-10", id="present-in-a-condition"),
    ],
)
def test_tense_tells_the_side_of_the_anchor(text: str, value: str) -> None:
    assert values(text) == [value]


def test_every_holiday_falls_in_every_year_but_leap_day() -> None:
    names = [row["name"] for row in load_rows("holidays")]
    for year in range(1950, 2051):
        assert [name for name in names if holiday_in(name, year) is None] in ([], ["leap day"])


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("Friday, March 5, 2021", date(2021, 3, 5)),
        ("March 2021", None),
        ("March 5", None),
        ("2021", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dateparser_lends_no_part_of_a_date(surface: str, value: date | None) -> None:
    assert read_absolute(surface, DateOrder.MDY) == value


PIECES = st.sampled_from(
    (
        "the", "last", "of", "in", "since", "March", "31", "2021", "29", "-", "3/4/2025", "half", "year", "Feb.",
        "years", "ago", "Monday", "to", "and", "between", "fiscal", "US", "quarter", "first", "Q3", "week", "by", "end",
        "through", "Easter", "next", "before", "after", "later", "the following day", "a year earlier", "999",
        "century", "decade", "late", "mid", "weekend", "that", "same", "period", "overnight", "noon", "so far",
        "until", "1500", "2100",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join), st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(max_examples=400, deadline=None)
def test_any_text_and_anchor_give_valid_edtf_and_no_exception(text: str, anchor: date) -> None:
    for timex in read(text, anchor).values():
        assert timex.value or not timex.value
