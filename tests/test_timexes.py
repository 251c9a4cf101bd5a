"""Where time expressions stand, how far they reach, and what they are."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.find.timexes import find_timexes
from pipeline.timegrammar.expressions import expression, may_begin
from pipeline.timegrammar.words import Words, number_words
from pipeline.types import CharSpan, TimexKind, TimexMention

DATE, TIME, DURATION, SET = TimexKind.DATE, TimexKind.TIME, TimexKind.DURATION, TimexKind.SET


def find(text: str) -> tuple[TimexMention, ...]:
    return find_timexes(text, [CharSpan(0, len(text))])


def surfaces(text: str) -> list[str]:
    return [text[timex.span.start : timex.span.end] for timex in find(text)]


WHOLE = {
    "season-of-two-years": "the winter of 2004-5",
    "years-one-digit": "2004-5",
    "either-number-from-now": "two or three years from now",
    "either-number-ago": "two or three years ago",
    "days-of-a-month": "May 3 to 9",
    "days-between-two-months": "May 30-June 2",
    "days-hyphenated": "between May 3-9",
    "months-hyphenated": "October-to-December",
    "month-day-year": "March 5, 2021",
    "month-day-no-comma": "March 5 2021",
    "abbreviated-month": "Sept. 5, 2021",
    "abbreviated-without-point": "Sept 5, 2021",
    "ordinal-day": "March 5th, 2021",
    "day-month-year": "5 March 2021",
    "day-of-month": "5th of March 2021",
    "weekday-before": "Friday, March 5, 2021",
    "weekday-abbreviated": "Fri 5 Mar 2021",
    "iso": "2021-03-05",
    "slashes": "25/12/2021",
    "points": "25.12.2021",
    "day-without-year": "March 5",
    "day-last-year": "March 5 last year",
    "month-year": "March 2021",
    "month-comma-year": "March, 2021",
    "month-of-year": "March of 2021",
    "month-last-year": "October last year",
    "month-of-that-year": "October of that year",
    "mid-month": "mid-March",
    "late-month": "late November",
    "early-month-this-year": "early October this year",
    "decade": "the 1990s",
    "decade-short": "mid-'90s",
    "late-decade": "the late 1980s",
    "century": "the 19th century",
    "quarter-of-year": "the third quarter of 2024",
    "quarter-short": "Q3 2024",
    "quarter-hyphen": "second-quarter",
    "half-of-year": "the first half of this year",
    "half-of-month": "the first half of March",
    "fiscal-year": "fiscal year 2025",
    "fiscal-short": "FY25",
    "fiscal-pair": "fiscal 2024-25",
    "this-fiscal-year": "this fiscal year",
    "season-year": "the summer of 2023",
    "last-season": "last summer",
    "last-year": "last year",
    "next-month": "next month",
    "coming-week": "the coming week",
    "previous-month": "the previous month",
    "last-weekday": "last Wednesday",
    "weekday-of-week": "Monday of last week",
    "weekend": "the weekend",
    "holiday": "Christmas Day",
    "holiday-two-words": "Labor Day weekend",
    "last-holiday": "last Thanksgiving",
    "ago": "three weeks ago",
    "half-century-ago": "half a century ago",
    "number-word-ago": "twenty-one years ago",
    "earlier": "a year earlier",
    "following-day": "the following day",
    "day-before-yesterday": "the day before yesterday",
    "before-holiday": "two weeks before Christmas",
    "week-of": "the week of March 6",
    "earlier-this-week": "earlier this week",
    "late-last-year": "late last year",
    "start-of-year": "the start of the year",
    "end-of-month": "the end of September",
    "year-end": "year-end",
    "first-months": "the first 10 months of the year",
    "last-week-of-month": "the last week of March",
    "months-ended": "the three months ended June 30",
    "year-to": "the year to March 2024",
    "years-through": "10 years, through fiscal year 2025",
    "past-months": "the past six months",
    "last-few-weeks": "the last few weeks",
    "next-years": "the next two years",
    "so-far": "so far this year",
    "year-to-date": "year-to-date",
    "fiscal-year-that-ended": "the fiscal year that ended in June",
    "through-to": "through to December",
    "same-period": "the same period last year",
    "year-earlier-period": "the year-earlier period",
    "between": "between January and March",
    "between-days": "between January 1 and September 26",
    "from-to": "from 2009 to 2012",
    "from-to-day": "from Sept. 19 to 22",
    "years-dash": "2011-2016",
    "years-en-dash": "2011–2016",
    "years-short": "1914-18",
    "season-years": "2009-10",
    "days-dash": "March 3-5",
    "days-before-month": "3-5 March 2025",
    "months-dash": "January-March 2025",
    "weekdays-to": "Monday to Friday",
    "since": "since October last year",
    "since-at-least": "since at least 2014",
    "since-clause": "since the rains began in June",
    "by": "by the end of the year",
    "through": "through the end of August",
    "as-of": "as of March",
    "until": "until Tuesday",
    "no-later-than": "no later than June 1",
    "starting": "starting in 2025",
    "around": "around 2010",
    "clock": "8:30 a.m.",
    "clock-day": "9 a.m. EST Tuesday",
    "clock-24": "1430 GMT",
    "clock-on-day": "6pm on Friday",
    "day-part": "Friday night",
    "this-morning": "this morning",
    "next-morning": "the next morning",
    "early-hours": "the early hours of Tuesday",
    "overnight": "overnight",
}


@pytest.mark.parametrize("expression", WHOLE.values(), ids=WHOLE.keys())
def test_an_expression_is_found_whole(expression: str) -> None:
    assert surfaces(f"It fell {expression}, they found.") == [expression]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He grew up in the 1960s.", ["the 1960s"], id="decade"),
        pytest.param("They are in their 70s.", [], id="age-no-decade"),
        pytest.param("It sold 2,016 cars.", [], id="comma-number-no-year"),
        pytest.param("It cost $2016.", [], id="money-no-year"),
        pytest.param("About 2000 people came.", [], id="people-no-year"),
        pytest.param("In 2016 people stayed.", ["2016"], id="in-year-before-people"),
        pytest.param("It rose by 2000 percent.", [], id="percent-no-year"),
        pytest.param("It is 2016m long.", [], id="glued-unit-no-year"),
        pytest.param("In March 12 people died.", ["March"], id="count-after-month"),
        pytest.param("On March 12 officials met.", ["March 12"], id="day-after-on"),
        pytest.param("She may march on.", [], id="verbs-no-months"),
        pytest.param("Theresa May spoke.", [], id="name-no-month"),
        pytest.param("It rained in May.", ["May"], id="may-after-in"),
        pytest.param("June's trade deficit fell.", ["June"], id="measured-by-the-month"),
        pytest.param("It began March with 5 men.", ["March"], id="month-that-began"),
        pytest.param("21st Century Foods fell.", [], id="century-in-a-name"),
        pytest.param("In the 21st century rents fell.", ["the 21st century"], id="century"),
        pytest.param("August rents fell.", ["August"], id="measured-in-the-month"),
        pytest.param("Theresa May's budget failed.", [], id="name-of-who-has-it"),
        pytest.param("Mrs. May's budget failed.", [], id="titled-name-of-who-has-it"),
        pytest.param("April's sister spoke.", [], id="nothing-measured"),
        pytest.param("a fall in prices", [], id="fall-in-prices"),
        pytest.param("It opened in the fall.", ["the fall"], id="the-fall"),
        pytest.param("The spring broke.", [], id="spring-of-a-watch"),
        pytest.param("A quarter of voters left.", [], id="quarter-fraction"),
        pytest.param("They read USA Today.", [], id="newspaper"),
        pytest.param("Hope for a brighter tomorrow.", [], id="tomorrow-noun"),
        pytest.param("Now the board must act.", [], id="now-as-connective"),
        pytest.param("It is now closed.", ["now"], id="now"),
        pytest.param("At the time of the fire he slept.", [], id="time-of-an-event"),
        pytest.param("He is 44 years old.", [], id="age"),
        pytest.param("a 44-year-old man", [], id="age-hyphens"),
        pytest.param("three times as many as at the same point last year", ["the same point last year"], id="no-as-at"),
        pytest.param("The Oct. 23 attack killed two.", ["Oct. 23"], id="article-is-the-nouns"),
        pytest.param("It passed 5-4 on Feb. 9 after 12-hour talks.", ["Feb. 9", "12-hour"], id="score-and-length"),
        pytest.param("in the late 1980s and early 1990s", ["the late 1980s", "early 1990s"], id="two-decades"),
        pytest.param("in 1994, 1995 and 1997", ["1994", "1995", "1997"], id="list-of-years"),
        pytest.param("April 24 and 25", ["April 24 and 25"], id="two-days-running"),
        pytest.param("in June and July", ["June and July"], id="two-months-running"),
        pytest.param("They vote on Super Tuesday.", [], id="a-named-day-of-the-year"),
        pytest.param("They rang May 3 to 9 at home.", ["May 3 to 9"], id="days-before-a-preposition"),
        pytest.param("It lent from May 3 to 9 towns.", ["from May 3"], id="day-and-towns"),
        pytest.param("in June and October", ["June", "October"], id="two-months-apart"),
        pytest.param("ended Monday\n\nTuesday was dry", ["Monday", "Tuesday"], id="paragraphs-part"),
        pytest.param("on March\n5, 2021", ["March\n5, 2021"], id="line-break-inside"),
        pytest.param("by as early as next March", ["next March"], id="as-early-as"),
        pytest.param("Sales fell for the full year.", ["the full year"], id="full-year"),
        pytest.param("She ate the full cake.", [], id="full-cake"),
        pytest.param("the 12th victim", [], id="ordinal-no-day"),
        pytest.param("It begins on the 25th.", ["the 25th"], id="day-of-a-month-said-before"),
    ],
)
def test_what_is_no_time_stays_out(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "locates"),
    [
        pytest.param("in 2016", DATE, True, id="date"),
        pytest.param("at 9 a.m. Tuesday", TIME, True, id="time"),
        pytest.param("on Friday night", TIME, True, id="part-of-day"),
        pytest.param("in the past six months", DURATION, True, id="stretch-locates"),
        pytest.param("for 20 years", DURATION, False, id="mere-length"),
        pytest.param("a two-day visit", DURATION, False, id="mere-length-hyphen"),
        pytest.param("two more weeks", DURATION, False, id="more-weeks"),
        pytest.param("twelve dollars a day", SET, False, id="rate"),
        pytest.param("every week", SET, False, id="every"),
        pytest.param("daily", SET, False, id="daily"),
        pytest.param("on Mondays", SET, False, id="plural-weekday"),
        pytest.param("years ago", DATE, True, id="vague"),
        pytest.param("in recent years", DURATION, True, id="vague-stretch"),
    ],
)
def test_kind(text: str, kind: TimexKind, locates: bool) -> None:
    (timex,) = find(text)
    assert (timex.kind, timex.locates) == (kind, locates)


def test_only_the_spans_given_are_searched() -> None:
    text = "In 2016 it fell. In 2017 it rose."
    (timex,) = find_timexes(text, [CharSpan(17, len(text))])
    assert text[timex.span.start : timex.span.end] == "2017"


def test_where_no_time_is_looked_for_there_is_none() -> None:
    articles = sorted((Path(__file__).parent.parent / "corpus" / "articles").glob("*.txt"))
    texts = [*WHOLE.values(), *(path.read_text(encoding="utf-8") for path in articles)]
    passed_over = 0
    for text in texts:
        words = Words(text, CharSpan(0, len(text)))
        for index in range(words.size):
            counts = words.low[index].isdecimal() or words.low[index] in number_words()
            if counts and not may_begin(words, index):
                passed_over += 1
                assert expression(words, index) is None, text[words.places[index][0] :][:40]
    assert passed_over > 500


PIECES = st.sampled_from(
    (
        "the", "last", "of", "in", "since", "March", "5", "2021", ",", "-", "–", "'s", "3/4/2025", "12", "half", "year",
        "years", "ago", "Monday", "to", "and", "between", "fiscal", "a.m.", "'90s", "quarter", "first", "Q3", "week",
        "by", "end", "through", "Christmas", "next",
    )
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
    )
)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_in_order_and_no_exception(text: str) -> None:
    found = find(text)
    assert all(0 <= timex.span.start < timex.span.end <= len(text) for timex in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))
