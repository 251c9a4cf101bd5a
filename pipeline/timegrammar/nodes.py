"""What a time expression says, as a tree, before it is counted from any anchor.

The kinds of times are those of TimeML's TIMEX3 (Pustejovsky et al., 2003), cut finer where news is finer.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pipeline.timegrammar.terms import Bound, Origin, Part, Side, Unit
from pipeline.types import CharSpan, TimexKind


@dataclass(frozen=True, slots=True)
class Reference:
    """A calendar unit so many units from its origin: last year (year, -1), three weeks ago (week, -3)."""

    unit: Unit
    offset: int
    origin: Origin = Origin.ANCHOR


@dataclass(frozen=True, slots=True)
class YearNumber:
    """A year said by its number."""

    year: int


Year: TypeAlias = YearNumber | Reference


@dataclass(frozen=True, slots=True)
class YearPair:
    """Two years said as one, the season or the fiscal year 2023-24."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from ``first``."""

    first: int


@dataclass(frozen=True, slots=True)
class Century:
    """A century by its number, 21 for the years from 2000."""

    number: int


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A fiscal year or a part of it; ``number`` is 0 for the whole of it, else which quarter or half (``unit``).

    ``paired`` tells that the text names both its years (2024-25); ``year`` is the later one then.
    """

    year: Year
    unit: Unit = Unit.FISCAL_YEAR
    number: int = 0
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """A quarter or half of a year; ``year`` is None where the text names none."""

    unit: Unit
    number: int
    year: Year | None


@dataclass(frozen=True, slots=True)
class Season:
    """A season by its first month; ``year`` None where the text names none, ``side`` None where nothing points."""

    month: int
    year: Year | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its number."""

    month: int
    year: Year | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; ``weekday`` (Monday is 0) as stated beside it, ``side`` as in "last Oct. 23"."""

    month: int
    day: int
    year: Year | None = None
    weekday: int | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NumericDay:
    """A day in numerals whose order is not told by its form: 03/04/2025."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day whose month was said before: "the 25th", the second of "April 24 and 25"."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday is 0; ``week`` is the week it lies in where the text says so."""

    weekday: int
    side: Side | None = None
    week: Reference | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day or few days, by its name in the lexicon; ``whole_week`` for the week it lies in.

    ``weekend`` is for the weekend that it makes long.
    """

    name: str
    year: Year | None = None
    side: Side | None = None
    whole_week: bool = False
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday; a bare one counts from the anchor."""

    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """The present: "now", "currently"."""


@dataclass(frozen=True, slots=True)
class ToDate:
    """From the beginning of a running period to the anchor: "so far this year"; no period in a bare "to date"."""

    period: Reference | None


@dataclass(frozen=True, slots=True)
class Then:
    """A time said before, whatever it was: "since then", "at the time"."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """``base``, else the time said before, moved by whole units: "two days before Christmas", "a year earlier"."""

    count: int
    unit: Unit
    base: "Time | None" = None


@dataclass(frozen=True, slots=True)
class Same:
    """The time said before moved to another year: "the same period last year"."""

    year: Year


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a time: "the week of March 6"."""

    time: "Time"


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many units that end at (or, ``forward``, begin at) a time, the anchor if None: "the past six months".

    ``count`` is None where it is vague: "recent years". Those ``before`` end where the time said before begins: "the
    previous three months".
    """

    count: int | None
    unit: Unit
    forward: bool = False
    at: "Point | None" = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The first or last units of a period: "the first 10 months of the year"; ``skip`` units left out before them.

    ``of`` is None where the text does not say of which year: "in the first 10 months".
    """

    count: int
    unit: Unit
    of: "Point | None"
    skip: int = 0
    last: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, ``label`` as TimeML writes it (T09:00, TMO); ``day`` None where the text names no day."""

    label: str
    day: "Time | None" = None


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night that ended in the morning of the anchor's day."""


@dataclass(frozen=True, slots=True)
class Length:
    """A mere length of time; ``count`` is None where it is vague."""

    count: int | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Often:
    """Something repeated: "daily", "every year", "a year" after an amount."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar knows: "years ago", "two days after the vote", "the future"."""

    offset: int


Time: TypeAlias = (
    YearNumber
    | Reference
    | YearPair
    | Decade
    | Century
    | FiscalYear
    | Fraction
    | Season
    | Month
    | Day
    | NumericDay
    | DayOfMonth
    | Weekday
    | Holiday
    | Weekend
    | Now
    | ToDate
    | Then
    | Shifted
    | Same
    | WeekOf
    | Stretch
    | Units
    | Clock
    | Overnight
    | Length
    | Often
    | Vague
)


class Point(NamedTuple):
    """One time with the part of it that is meant ("late", "the end of"); ``approximate`` for "around"."""

    span: CharSpan
    time: Time
    part: Part | None = None
    approximate: bool = False


class Expression(NamedTuple):
    """A whole time expression: one point, or the two ends of a range, and what opens it.

    ``rule`` names the kind of time said, for the record of what made a row.
    """

    span: CharSpan
    bound: Bound
    points: tuple[Point, ...]
    kind: TimexKind
    locates: bool
    rule: str
