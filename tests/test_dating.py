"""Which time of a sentence is the fact's, which the saying's, and which belongs to something else."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.find.dating import find_dates
from pipeline.find.timexes import find_timexes
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Modifier, QuantityMention, QuoteKind

Parse = Callable[[str], ParsedSentence]


def span(text: str, part: str) -> CharSpan:
    start = text.index(part)
    return CharSpan(start, start + len(part))


def quantity(text: str, part: str, number: str, unit: str, rule: str) -> QuantityMention:
    whole = span(text, part)
    start = text.index(number, whole.start)
    bare = CharSpan(start, start + len(number))
    return QuantityMention(whole, bare, whole, Decimal(1), None, None, Modifier.EXACT, unit, rule)


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    """Say that ``source`` says ``content``; the clause runs from the source to the cue, whichever comes first."""
    who, how = span(text, source), span(text, cue)
    clause = CharSpan(min(who.start, how.start), max(who.end, how.end))
    return Attribution(who, how, (span(text, content),), (clause,), QuoteKind.INDIRECT, "test")


def dates(
    parse: Parse, text: str, part: str, said: tuple[str, str, str] | None = None, *, unit: str = "", rule: str = "count"
) -> tuple[str, str]:
    """Return the words that say when the fact was and when it was said, "" for none."""
    number = next((word for word in part.replace("$", "").split() if word[0].isalnum()), part)
    found = find_dates(
        parse(text),
        quantity(text, part, number, unit, rule),
        find_timexes(text, [CharSpan(0, len(text))]),
        attribution(text, *said) if said else None,
    )
    fact, saying = found.fact, found.saying
    return (
        text[fact.span.start : fact.span.end] if fact else "",
        text[saying.span.start : saying.span.end] if saying else "",
    )


FACTS = [
    pytest.param("A bus fell into a ravine on Sunday, killing 14 people.", "14", "Sunday", id="participle"),
    pytest.param("A blast killed 14 men and injured 41 others on Tuesday.", "14", "Tuesday", id="joined-verbs-before"),
    pytest.param("A blast killed 14 men and injured 41 others on Tuesday.", "41", "Tuesday", id="joined-verbs-behind"),
    pytest.param("On Tuesday, 200 people fled and 50 homes were damaged.", "50", "Tuesday", id="head-of-the-sentence"),
    pytest.param("The ship sank in 1994 with the loss of 852 lives.", "852", "1994", id="with-phrase"),
    pytest.param("Some 852 people died when the ship sank in 1994.", "852", "1994", id="when-clause"),
    pytest.param("Two died and five were hurt when it fell on Thursday.", "Two", "Thursday", id="when-clause-for-both"),
    pytest.param("Forty countries signed the treaty in 1992.", "Forty", "1992", id="same-clause"),
    pytest.param("The treaty, signed by 40 countries in 1992, expires next year.", "40", "1992", id="own-participle"),
    pytest.param("The firm lost $4 million in May.", "$4 million", "May", id="money"),
    pytest.param("The city had 3,200 poor in 2019 and 4,100 in 2023.", "3,200", "2019", id="each-its-own-first"),
    pytest.param("The city had 3,200 poor in 2019 and 4,100 in 2023.", "4,100", "2023", id="each-its-own-second"),
    pytest.param("Sales rose from 40 million in 2019 to 60 million last year.", "40 million", "2019", id="from"),
    pytest.param("Sales rose from 40 million in 2019 to 60 million last year.", "60 million", "last year", id="to"),
    pytest.param("Exports were $4 billion last year, up from $3 billion in 2022.", "$4 billion", "last year", id="up"),
    pytest.param("Exports were $4 billion last year, up from $3 billion in 2022.", "$3 billion", "2022", id="up-from"),
    pytest.param("Profit was $4 million last year, compared with $3 million.", "$3 million", "", id="compared-undated"),
    pytest.param("Sales rose 4 percent in May from a year earlier.", "4 percent", "May", id="not-the-base"),
    pytest.param("Wages jumped 4 percent from a year ago.", "4 percent", "", id="only-the-base"),
    pytest.param("It is 4 million more than last year.", "4 million", "", id="more-than"),
    pytest.param("It sold three times as many as at this time last year.", "three", "", id="as-many-as"),
    pytest.param("It sold 4 million litres, the lowest since 1988.", "4 million litres", "", id="superlative-since"),
    pytest.param("The fund has paid $4 million since 1988.", "$4 million", "since 1988", id="since"),
    pytest.param("It has fallen 4 percent since Monday's close.", "4 percent", "since Monday", id="since-possessive"),
    pytest.param("The law will cost $4 million a year from 2028.", "$4 million", "from 2028", id="from-the-future"),
    pytest.param("The club, which lost $4 million in 2022, won.", "$4 million", "2022", id="own-relative-clause"),
    pytest.param("The mayor, who took office in 2020, signed 40 decrees.", "40", "", id="others-relative-clause"),
    pytest.param("A pact signed in June lets 40 ships pass.", "40", "", id="others-participle"),
    pytest.param("She won on Friday for a book that sold 40 copies.", "40", "", id="number-in-a-relative-clause"),
    pytest.param("The firm was founded in 1901 and has 300 members.", "300", "", id="joined-verb-of-another-tense"),
    pytest.param("It will retire 14 jets by March and has sold nine ships.", "nine", "", id="kept-by-its-own-figure"),
    pytest.param("The contract, worth $40 million, runs until 2027.", "$40 million", "", id="between-commas"),
    pytest.param("Last week he spoke on the radio; 300 men were fired.", "300", "", id="semicolon"),
    pytest.param("It was $4 billion last year -- $1 billion more than planned.", "$4 billion", "last year", id="dash"),
    pytest.param("Second-quarter profit fell 38 percent.", "38 percent", "Second-quarter", id="measure-described"),
    pytest.param("Saturday's earthquake killed 120 people.", "120", "Saturday", id="harm-done"),
    pytest.param("The toll from Saturday's earthquake rose to 120.", "120", "from Saturday", id="toll"),
    pytest.param("Monday's vote left the court with four women.", "four", "", id="no-harm-done"),
    pytest.param("At last week's fair, 300 cars were sold.", "300", "last week", id="at-an-event"),
    pytest.param("He got 12 years on Friday for a 2016 attack.", "12 years", "Friday", id="for-an-event"),
    pytest.param("The 2019 report named 40 firms.", "40", "", id="year-of-a-document"),
    pytest.param("A poll taken in June found that 52 percent approved.", "52 percent", "June", id="poll"),
    pytest.param("Nine in 10 nurses said they had worked unpaid in May.", "Nine in 10", "", id="count-of-speakers"),
    pytest.param("It is now worth $4 million.", "$4 million", "", id="now"),
    pytest.param("It was sold years ago for $4 million.", "$4 million", "", id="vague"),
    pytest.param("A wall fell shortly after 3 a.m., killing 12 people.", "12", "", id="lone-hour"),
    pytest.param("By noon, 12 people had been found.", "12", "By noon", id="bounding-hour"),
    pytest.param("They bought a 46-page report in May.", "46", "", id="glued-to-its-noun"),
    pytest.param("In May the city's six hotels closed.", "six", "", id="owned"),
    pytest.param("The council raised $4 million in May to help 300 families.", "300", "", id="purpose"),
    pytest.param("It cut its 2025 growth forecast to 2 percent.", "2 percent", "2025", id="year-of-a-forecast"),
    pytest.param("Two thirds of adults surveyed in May were worse off.", "Two thirds", "May", id="those-asked"),
    pytest.param("It has a one-in-three chance of closing by 2060.", "one-in-three", "by 2060", id="noun-of-what"),
    pytest.param("For the full year, it had sales of $4 billion.", "$4 billion", "the full year", id="for-a-year"),
    pytest.param("It was worse than on Sunday, when 14 men drowned.", "14", "Sunday", id="when-behind-a-compared-time"),
    pytest.param("They recalled 1994, a year when 14 mills shut.", "14", "1994", id="a-year-when"),
    pytest.param("Peace held until 1994, when 14 men died.", "14", "", id="when-behind-a-bound"),
    pytest.param("The May payment of $4 million came late.", "$4 million", "May", id="amount-of-a-dated-noun"),
    pytest.param("The May estimate of $4 million was low.", "$4 million", "", id="amount-of-a-dated-statement"),
    pytest.param("On May 3, the day it was announced, Lee got $4 million.", "$4 million", "May 3", id="told-between"),
    pytest.param("On May 3 the club got $4 million; Lee got $3 million.", "$3 million", "May 3", id="again"),
    pytest.param("On May 3 the club got $4 million; Lee owes $3 million.", "$3 million", "", id="not-again"),
    pytest.param("It fell to 4 from 9, to help trade in May.", "4", "May", id="purpose-ends-the-comparison"),
    pytest.param("A poll of 400 nurses published on Friday shows anger.", "400", "", id="poll-published"),
    pytest.param("A poll of 400 nurses conducted on Friday shows anger.", "400", "Friday", id="poll-taken"),
    pytest.param("A poll in May put support at 40 among nurses.", "40", "May", id="poll-of-a-month"),
    pytest.param("It is at 40, compared to 30 in a poll taken in May.", "40", "", id="poll-compared-with"),
    pytest.param("It is at 40, compared to 30 in a poll taken in May.", "30", "May", id="poll-compared"),
    pytest.param("Lee won in 1992 (37 seats) and Ray in 1996 (38 seats).", "37", "1992", id="in-brackets-behind"),
    pytest.param("Some 300 came, a 30 percent drop from the last vote, in 2008.", "300", "", id="drop-from"),
    pytest.param("Only 30 percent of the 2012 donors were women.", "30", "2012", id="whole-of-a-year"),
    pytest.param("According to 12 aides, Lee will run this fall.", "12", "", id="number-of-sources"),
    pytest.param("She leads by 8 points in the survey, taken July 11-14.", "8", "July 11-14", id="taken-behind"),
    pytest.param("Begun in 1997, the fund has raised $4 million.", "$4 million", "", id="fronted-participle"),
    pytest.param("The 1960 signing by 90 members was quiet.", "90", "1960", id="doers-of-a-dated-noun"),
    pytest.param("The state lost 40 jobs.", "40", "", id="no-time"),
    pytest.param("She led by 8 points going into November.", "8", "", id="going-into"),
    pytest.param("He won 8 of nine games, including the one on Sunday.", "8", "", id="time-of-an-example"),
    pytest.param("He won 8 games, including 3 on Sunday.", "3", "Sunday", id="number-of-an-example"),
    pytest.param("It killed 8 men, including a cook, on Sunday.", "8", "Sunday", id="behind-an-example"),
    pytest.param("Six were killed and 58 injured in a raid on Friday.", "Six", "Friday", id="shared-verb"),
    pytest.param(
        "Six were killed and 58 injured in a raid on Friday.", "58", "Friday", id="without-its-verb"
    ),
    pytest.param("The fair began on Friday, as 300 men marched by.", "300", "Friday", id="as-clause-behind"),
    pytest.param("The fair began on Friday, as 300 men have said.", "300", "", id="as-clause-of-another-tense"),
    pytest.param("Lee has 40 percent in the poll, which was taken in May.", "40", "May", id="poll-which-was-taken"),
    pytest.param("A poll of adults taken last week had Lee at 40 percent.", "40", "last week", id="poll-of-some-taken"),
    pytest.param("The fair is open, Lee said on Friday, as 300 men marched by.", "300", "", id="as-clause-of-a-saying"),
    pytest.param("On May 3, 40 suspected cases were reported.", "40", "May 3", id="a-participle-tells-nothing"),
    pytest.param("It fell to 40 last year from 50 in 2012, a drop of 10.", "10", "last year", id="drop-set-off"),
    pytest.param("The rate recorded in 2021 was 2 percent.", "2 percent", "2021", id="when-it-was-measured"),
    pytest.param("The number of men killed in 2021 rose to 40.", "40", "2021", id="when-the-counted-were-hurt"),
    pytest.param("The school built in 2021 is 40 meters high.", "40 meters", "", id="no-measure-was-built"),
    pytest.param("Rents rose 4 percent after a 2 percent fall in May.", "4 percent", "", id="behind-an-earlier-change"),
    pytest.param("Rents rose 4 percent after a 2 percent fall in May.", "2 percent", "May", id="the-earlier-change"),
    pytest.param("Rents rose 4 percent after a strike in May.", "4 percent", "May", id="behind-no-change"),
    pytest.param("Sales hit 60,000 for the first time since the slump in 2008.", "60,000", "", id="since-an-event"),
    pytest.param("It was 5%, down from a high of 7% recorded in May.", "7%", "May", id="participle-of-a-percent-sign"),
    pytest.param("In May it vowed that wages would reach 50.", "50", "", id="when-it-was-vowed"),
    pytest.param("A 7 percent drop in pupils moved to new schools in May", "7 percent", "May", id="headline"),
    pytest.param(
        "In May, Lee blasted Kim for its practices in requiring 40 men to train.", "40", "", id="no-headline-but-a-stop"
    ),
    pytest.param("June's budget gap grew to $45 million.", "$45 million", "June", id="measure-of-a-month"),
    pytest.param("Last month's rate was 3 percent.", "3 percent", "Last month", id="measure-of-last-month"),
    pytest.param("June sales rose 3 percent.", "3 percent", "June", id="month-before-what-is-measured"),
    pytest.param("The May report was 300 pages long.", "300", "", id="what-came-out-in-a-month"),
    pytest.param("Last year's winners were 40 in all.", "40", "", id="people-of-a-year"),
    pytest.param("In May, exports rose 5 percent while imports fell 3 percent.", "3 percent", "May", id="for-both"),
    pytest.param("Exports rose 5 percent in May, while imports fell 3 percent.", "3 percent", "", id="for-one"),
    pytest.param("May 3, 2015 (HALDEN) – The board sold 40 ships.", "40", "", id="dateline"),
    pytest.param("In May, Halden-based firms sold 40 ships.", "40", "May", id="no-dateline"),
    pytest.param("HALDEN, May 3 (Wire) - The board sold 40 ships.", "40", "", id="dateline-behind-a-place"),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "part", "fact"), FACTS)
def test_time_of_the_fact(parse: Parse, text: str, part: str, fact: str) -> None:
    assert dates(parse, text, part) == (fact, "")


SAYINGS = [
    pytest.param(
        "In 2008, the data showed a loss of 14 shops.",
        "14",
        ("the data", "showed", "a loss of 14 shops"),
        ("2008", ""),
        id="a year is that of the data",
    ),
    pytest.param(
        "A survey last month found that 14 shops had shut.",
        "14",
        ("A survey", "found", "that 14 shops had shut"),
        ("last month", ""),
        id="a poll's month is that of the answers",
    ),
    pytest.param(
        "A survey on Monday found that 14 shops had shut.",
        "14",
        ("A survey", "found", "that 14 shops had shut"),
        ("", "Monday"),
        id="a poll's day is that of the saying",
    ),
    pytest.param(
        "Ann Lee, the head since May, said on Friday that 14 shops had shut.",
        "14",
        ("Ann Lee, the head since May", "said", "that 14 shops had shut"),
        ("", "Friday"),
        id="a person has no time of saying",
    ),
    pytest.param(
        "A firm gave $40 to the fund on June 27, 2014, tax records show.",
        "$40",
        ("tax records", "show", "A firm gave $40 to the fund on June 27, 2014"),
        ("June 27, 2014", ""),
        id="a closing document has no time of its own",
    ),
    pytest.param(
        "The mayor said on Tuesday she had sold 14 buses.",
        "14",
        ("The mayor", "said", "she had sold 14 buses"),
        ("", "Tuesday"),
        id="right-behind-the-cue",
    ),
    pytest.param(
        "Police said Tuesday that 14 men died on Sunday.",
        "14",
        ("Police", "said", "14 men died on Sunday"),
        ("Sunday", "Tuesday"),
        id="both",
    ),
    pytest.param(
        "On Tuesday, police said 14 men had died.",
        "14",
        ("police", "said", "14 men had died"),
        ("", "Tuesday"),
        id="before-the-cue",
    ),
    pytest.param(
        "Sales rose 4 percent in May, the bank said on Friday.",
        "4 percent",
        ("the bank", "said", "Sales rose 4 percent in May"),
        ("May", "Friday"),
        id="cue-at-the-end",
    ),
    pytest.param(
        "Since January, 300 men have drowned, the agency said Thursday.",
        "300",
        ("the agency", "said", "Since January, 300 men have drowned"),
        ("Since January", "Thursday"),
        id="fact-at-the-head-cue-at-the-end",
    ),
    pytest.param(
        "A 2014 study found 31 cases of fraud.",
        "31",
        ("study", "found", "31 cases of fraud"),
        ("", "2014"),
        id="year-of-the-source",
    ),
    pytest.param(
        "Guards reported 400 crossings last month.",
        "400",
        ("Guards", "reported", "400 crossings"),
        ("last month", ""),
        id="behind-the-figure-that-is-reported",
    ),
    pytest.param(
        "In May, the bank shared its forecast, warning that 300 firms would close.",
        "300",
        ("the bank", "warning", "300 firms would close"),
        ("", "May"),
        id="participle-inherits",
    ),
    pytest.param(
        "The army fell back on Sunday after the king warned that 300 men had died.",
        "300",
        ("the king", "warned", "300 men had died"),
        ("", ""),
        id="another-subject-does-not",
    ),
    pytest.param(
        "Officials said 14 men died on Sunday, in the worst accident this year.",
        "14",
        ("Officials", "said", "14 men died on Sunday"),
        ("Sunday", ""),
        id="time-of-a-noun",
    ),
    pytest.param(
        "The firm had insisted until Thursday that 143 men were on board.",
        "143",
        ("The firm", "insisted", "143 men were on board"),
        ("", "until Thursday"),
        id="open-time-right-behind",
    ),
    pytest.param(
        "The bank announced plans on Monday to give $4 million.",
        "$4 million",
        ("The bank", "announced", "plans on Monday to give $4 million"),
        ("", "Monday"),
        id="behind-the-object-of-the-cue",
    ),
    pytest.param(
        "For the full year, the bank expects sales of $4 million.",
        "$4 million",
        ("the bank", "expects", "sales of $4 million"),
        ("the full year", ""),
        id="what-lasts-is-no-saying",
    ),
    pytest.param(
        "Officials said, in a week of storms, that 14 men died.",
        "14",
        ("Officials", "said", "14 men died"),
        ("", ""),
        id="a-length-is-no-saying",
    ),
    pytest.param(
        "The firm said that 143 men left.",
        "143",
        ("The firm", "said", "143 men left"),
        ("", ""),
        id="no-time",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "part", "said", "expected"), SAYINGS)
def test_time_of_the_saying(
    parse: Parse, text: str, part: str, said: tuple[str, str, str], expected: tuple[str, str]
) -> None:
    assert dates(parse, text, part, said) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "part", "unit", "rule"),
    [
        pytest.param("Ann Lee, 54, was elected in 2018.", "54", "year", "age", id="age"),
        pytest.param(
            "She came in 2000 and ruled for eight years.", "eight", "year", "duration", id="length-of-the-next"
        ),
        pytest.param("They were found on Sunday after four days.", "four days", "day", "duration", id="after-a-length"),
        pytest.param("Kelo, 40 km south of Rana, fell on Sunday.", "40 km", "kilometer", "measure", id="where-it-is"),
        pytest.param("Kelo, 9 miles (14 km) off, fell in May.", "9 miles", "mile", "measure", id="where-it-is-twice"),
    ],
)
def test_properties_have_no_time(parse: Parse, text: str, part: str, unit: str, rule: str) -> None:
    assert dates(parse, text, part, unit=unit, rule=rule) == ("", "")


@pytest.mark.model
def test_a_share_of_those_asked_has_the_time_of_what_they_answer(parse: Parse) -> None:
    text = "Seven in 10 nurses said they had worked unpaid in May."
    assert dates(parse, text, "Seven in 10", unit="fraction") == ("May", "")


@pytest.mark.model
def test_a_share_that_foretells_has_not_the_time_foretold(parse: Parse) -> None:
    text = "Seven in 10 nurses said they would vote for her in May."
    assert dates(parse, text, "Seven in 10", unit="fraction") == ("", "")


@pytest.mark.model
def test_a_lead_is_dated_and_a_length_is_not(parse: Parse) -> None:
    assert dates(parse, "In 2008 she won by a 35-point margin.", "35-point", unit="percentage_point") == ("2008", "")
    assert dates(parse, "It passed by a 5-4 vote last year.", "5", rule="vote") == ("last year", "")
    assert dates(parse, "In 2008 she wrote a 35-page report.", "35") == ("", "")
    assert dates(parse, "In 1988 a 6-magnitude quake hit Kelo.", "6-magnitude", unit="magnitude") == ("1988", "")
    text = "Huts near the center of the 6-magnitude quake fell in May."
    assert dates(parse, text, "6", unit="magnitude") == ("", "")
    assert dates(parse, "It moved 40 km south on Sunday.", "40 km", unit="kilometer") == ("Sunday", "")


def test_a_sentence_without_times_or_number_has_no_dates(build: Callable[..., ParsedSentence]) -> None:
    parsed = build([("It", "PRP", "nsubj", 1), ("grew", "VBD", "ROOT", 1), ("40", "CD", "dobj", 1)])
    whole = CharSpan(8, 10)
    mention = QuantityMention(whole, whole, whole, Decimal(40), None, None, Modifier.EXACT, "", "count")
    found = find_dates(parsed, mention, (), None)
    assert (found.fact, found.saying) == (None, None)


def test_the_parse_decides_between_two_times(build: Callable[..., ParsedSentence]) -> None:
    rows = [
        ("Friday", "NNP", "npadvmod", 1), ("fell", "VBD", "ROOT", 1), ("before", "IN", "mark", 4),
        ("40", "CD", "nsubj", 4), ("left", "VBD", "advcl", 1), ("Monday", "NNP", "npadvmod", 4),
    ]  # fmt: skip
    parsed = build(rows)
    text = parsed.doc.text
    found = find_dates(
        parsed, quantity(text, "40", "40", "", "count"), find_timexes(text, [CharSpan(0, len(text))]), None
    )
    assert found.fact is not None
    assert text[found.fact.span.start : found.fact.span.end] == "Monday"


@pytest.mark.model
def test_a_share_that_somebody_had_is_dated_and_what_somebody_has_is_not(parse: Parse) -> None:
    assert dates(parse, "Lee's 62 percent share in 2012 was large.", "62 percent", unit="percent") == ("2012", "")
    assert dates(parse, "The town's six bars closed in 2012.", "six") == ("", "")
