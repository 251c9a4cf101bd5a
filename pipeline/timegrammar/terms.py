"""What times are said in: units, what they are counted from, the parts and sides of them that are meant."""

from enum import IntEnum, StrEnum


class Unit(StrEnum):
    """A unit of time."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    DECADE = "decade"
    CENTURY = "century"


class Origin(StrEnum):
    """What a relative time is counted from."""

    ANCHOR = "anchor"  # the publication date: "last year"
    CONTEXT = "context"  # a time said before: "that year"
    EITHER = "either"  # a time said before in the sentence, else the publication date: "the end of the year"


class Side(IntEnum):
    """Which of the recurring ones is meant: "last March", "this March", "next March"."""

    LAST = -1
    THIS = 0
    NEXT = 1


class Part(StrEnum):
    """A part of a period."""

    START = "start"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    END = "end"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    EARLIER = "earlier"  # "earlier this year": before the anchor, inside the period
    LATER = "later"


class Bound(StrEnum):
    """How the words before a time open it to one side."""

    NONE = ""
    FROM = "from"  # where something comes from or begins: "a report from March", "from 2028"
    ONWARD = "onward"  # starting, effective
    SINCE = "since"
    UNTIL = "until"  # until, by, through, as of: the time itself included
    BEFORE = "before"
    AFTER = "after"
