"""Two times joined to one range: "between A and B", "from A to B", "A-B"."""

from dataclasses import replace

from pipeline.timegrammar.calendar import EARLIEST, LATEST, day, day_number, year_of
from pipeline.timegrammar.nodes import (
    Clock,
    Day,
    Fraction,
    Length,
    Month,
    NumericDay,
    Often,
    Point,
    Season,
    Stretch,
    Vague,
    Weekday,
    YearNumber,
    YearPair,
)
from pipeline.timegrammar.points import point
from pipeline.timegrammar.words import Found, Words

MERE = (Length, Often)
# Words that no amount has for a noun, so that a number before them ends a range of days: "July 8 to 12 among".
BEHIND_DAYS = frozenset(
    {"among", "and", "at", "by", "during", "for", "from", "in", "of", "on", "through", "via", "when", "while", "with"}
)


def joined(words: Words, index: int, joints: frozenset[str], *, opened: bool) -> Found[tuple[Point, Point]]:
    """Read two times joined: "between A and B", "from A to B", "A-B"; or days of one month, "19 to 22 September".

    ``opened`` tells that "from" or "between" stands before them.
    """
    numbered = _days_of_a_month(words, index, joints)
    if numbered:
        return numbered
    found = point(words, index)
    if not found or words.gap[index] == 2:
        return None
    first, after = found
    joint, behind = _joint(words, after)
    if joint not in joints or words.gap[after] == 2 or isinstance(first.time, MERE) or _spaced_dash(words, after):
        return None
    second = _second(words, behind, first)
    if not second or not (opened or _pair(joint, first, second[0])):
        return None
    return (_with_year_of(first, second[0]), second[0]), second[1]


def _joint(words: Words, index: int) -> tuple[str, int]:
    """Return the word that may join two times at ``index``, and the index behind it: "to" of "October-to-December"."""
    if words.low[index] == "-" and words.gap[index] == 0 and words.low[index + 2] == "-":
        return words.low[index + 1], index + 3
    return words.low[index], index + 1


def _spaced_dash(words: Words, index: int) -> bool:
    """Tell whether a dash has a space on one side only."""
    return words.low[index] == "-" and words.gap[index] != words.gap[index + 1]


def _days_of_a_month(words: Words, index: int, joints: frozenset[str]) -> Found[tuple[Point, Point]]:
    number = day_number(words, index)
    if not number or words.low[number[1]] not in joints:
        return None
    second = day(words, number[1] + 1)
    if not second or not isinstance(second[0], Day):
        return None
    last = second[0]
    first = Point(words.span(index, number[1]), Day(last.month, number[0], last.year))
    return (first, Point(words.span(number[1] + 1, second[1]), last)), second[1]


def _second(words: Words, index: int, first: Point) -> Found[Point]:
    """Read the second end of a range, which may leave out what the first one said."""
    if isinstance(first.time, YearNumber) and words.gap[index] == 0:
        short = words.low[index]
        if short.isdecimal() and len(short) < 3 and words.low[index + 1] != "-":
            hundred = 10 ** len(short)
            last = first.time.year // hundred * hundred + int(short)
            later = first.time.year < last <= LATEST
            return (Point(words.span(index, index + 1), YearNumber(last)), index + 1) if later else None
    if isinstance(first.time, Day):
        number = day_number(words, index)
        year = year_of(words, number[1]) if number else None
        if number and number[0] > first.time.day and (year or _is_day(words, index, number[1])):
            value = Day(first.time.month, number[0], year[0] if year else first.time.year)
            return Point(words.span(index, number[1]), value), year[1] if year else number[1]
    found = point(words, index)
    if not found or isinstance(found[0].time, (*MERE, Vague, Stretch)) or words.gap[index] == 2:
        return None
    return found


def _is_day(words: Words, index: int, after: int) -> bool:
    """Tell whether a number behind the joint of a range is a day, by what follows it: "6 to 10 on", but "to 10 men"."""
    tight = words.gap[index] == 0 and words.low[index - 1] == "-"
    return tight or not words.low[after].isalpha() or words.low[after] in BEHIND_DAYS


def _pair(joint: str, first: Point, second: Point) -> bool:
    """Tell whether two times without "from" or "between" before them are the ends of one range."""
    if type(first.time) is not type(second.time) or isinstance(first.time, (Clock, YearPair, NumericDay)):
        return False
    match first.time, second.time:
        case YearNumber(year=one), YearNumber(year=two):
            return two == one + 1 if joint == "and" else EARLIEST <= one < two
        case Month(month=one), Month(month=two):
            return joint != "and" or two == one % 12 + 1
        case Day(month=month, day=one), Day(month=other, day=two):
            return joint != "and" or (month == other and two == one + 1)
        case Weekday(weekday=one), Weekday(weekday=two):
            return joint != "and" or two == (one + 1) % 7
        case ((Season() | Fraction()), _):
            return joint != "and"
        case _:
            return False


def _with_year_of(first: Point, second: Point) -> Point:
    """Return ``first`` with the year that only the second end names: "between January and March 2024"."""
    time, other = first.time, second.time
    if not isinstance(time, Month | Day | Season | Fraction) or time.year is not None:
        return first
    year = getattr(other, "year", None) if isinstance(other, Month | Day | Season | Fraction) else None
    if year is None or (isinstance(time, Day | Month) and isinstance(other, Day | Month) and time.month > other.month):
        return first
    return first._replace(time=replace(time, year=year))
