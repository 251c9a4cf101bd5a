"""Dates that name themselves: days, months, years, days of the week."""

from functools import cache

from pipeline.lexicons import load_words
from pipeline.timegrammar.namesakes import NAMESAKES, is_month
from pipeline.timegrammar.nodes import (
    Day,
    DayOfMonth,
    Holiday,
    Month,
    NumericDay,
    Reference,
    Season,
    Time,
    Weekday,
    Year,
    YearNumber,
    YearPair,
)
from pipeline.timegrammar.terms import Origin, Side, Unit
from pipeline.timegrammar.words import Found, Words, integer, meanings, numbers

EARLIEST, LATEST = 1500, 2100
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
COMMA, OF = frozenset({","}), frozenset({"of"})
# Words that make a day of the week one day of its own in the year: "Super Tuesday", "Black Friday".
NAMED_DAYS = frozenset({"ash", "black", "bloody", "cyber", "fat", "giving", "good", "maundy", "palm", "super"})
THE = frozenset({"the"})
# Words that make a number before them an amount whatever stands in front ("by 2000 percent").
AMOUNTS = load_words("time_amounts")


@cache
def openers() -> frozenset[str]:
    """Return the words before a bare year, month or season that show it is one: "in 2016", "late summer"."""
    return frozenset(meanings("opener"))


def year_number(words: Words, index: int) -> Found[YearNumber]:
    """Read a year in four digits; whether it is one is for the rules around it to judge."""
    found = integer(words, index)
    if not found or not EARLIEST <= found[0] <= LATEST or len(words.low[index]) != 4:
        return None
    if words.gap[index + 1] == 0 and words.low[index + 1].isalpha():
        return None
    return YearNumber(found[0]), index + 1


def year_of(words: Words, index: int) -> Found[Year]:
    """Read the year that follows a month, day or season: "2016", "of 2016", "last year", "of that year", ", 2016"."""
    if words.gap[index] == 2:
        return None
    inner = words.skip(words.skip(index, COMMA), OF)
    if words.gap[inner] == 2:
        return None
    return year_number(words, inner) or relative_year(words, inner)


def relative_year(words: Words, index: int) -> Found[Year]:
    """Read a year said by its place: "last year", "that year", "the following year", "the year before"."""
    inner = words.skip(index, THE)
    side = numbers("side").get(words.low[inner])
    if side is not None and words.follow(inner + 1, "year") and words.low[inner] != "latest":
        origin = Origin.ANCHOR if words.low[inner] in ("last", "this", "next", "current", "past") else Origin.CONTEXT
        return Reference(Unit.YEAR, side, origin), inner + 2
    for lead in (("that", "same"), ("the", "same"), ("that",), ("same",)):
        after = words.follow(index, *lead, "year")
        if after:
            return Reference(Unit.YEAR, 0, Origin.CONTEXT), after
    after = words.follow(index, "the", "year")
    if after and words.low[after] == "before" and not _goes_on(words, after + 1):
        return Reference(Unit.YEAR, -1, Origin.CONTEXT), after + 1
    return None


def _goes_on(words: Words, index: int) -> bool:
    """Tell whether a clause follows, so that "the year before" is not the whole of it: "the year before the war"."""
    return words.low[index].isalnum() and words.gap[index] == 1


def month_name(words: Words, index: int) -> Found[int]:
    """Read the name of a month, or its abbreviation where a point, a day or a year shows that it is one."""
    if not words.capital(index):
        return None
    month = numbers("month").get(words.low[index])
    if month:
        return month, index + 1
    month = numbers("month_short").get(words.low[index])
    if not month:
        return None
    if words.low[index + 1] == "." and words.gap[index + 1] == 0:
        return month, index + 2
    if words.low[index + 1].isdecimal() or words.low[index - 1].isdecimal() or words.low[index - 1] in ORDINAL_ENDS:
        return month, index + 1
    return None


def day_number(words: Words, index: int) -> Found[int]:
    """Read the day of a month in digits: 5, 05, 5th; no amount, clock time or score."""
    found = integer(words, index, digits=2)
    if not found or not 1 <= found[0] <= 31:
        return None
    day, after = found
    if words.low[after] in ORDINAL_ENDS and words.gap[after] == 0:
        return day, after + 1
    if words.low[after] in AMOUNTS or (words.gap[after] == 0 and words.low[after].isalpha()):
        return None
    glued = words.low[after] == "-" and words.gap[after] == 0 and words.low[after + 1].isalpha()
    if glued and not month_name(words, after + 1):
        return None  # "Feb. 9 12-year"; "March 30-April 4" are two days
    return day, after


def weekday_name(words: Words, index: int) -> Found[int]:
    """Read a day of the week, abbreviated only where a date follows."""
    if not words.capital(index):
        return None
    weekday = numbers("weekday").get(words.low[index])
    if weekday is not None:
        return weekday, index + 1
    weekday = numbers("weekday_short").get(words.low[index])
    if weekday is None:
        return None
    after = words.skip(words.skip(index + 1, frozenset({"."})), COMMA)
    return (weekday, after) if month_name(words, after) or words.low[after].isdecimal() else None


def day(words: Words, index: int) -> Found[Time]:
    """Read a day with its month, whatever their order: "Friday, March 5, 2021", "5th of March last year"."""
    weekday = weekday_name(words, index)
    inner = words.skip(weekday[1], COMMA) if weekday else index
    found = _month_day(words, inner) or _day_month(words, words.skip(inner, THE))
    if not found:
        return None
    (month, number), after = found
    year = year_of(words, after)
    value = Day(month, number, year[0] if year else None, weekday[0] if weekday else None)
    return value, year[1] if year else after


def _month_day(words: Words, index: int) -> Found[tuple[int, int]]:
    month = month_name(words, index)
    if not month:
        return None
    number = day_number(words, words.skip(month[1], THE))
    if not number or words.gap[month[1]] == 2:
        return None
    # "In March 12 people died": a day would take "on".
    counted = words.low[index - 1] == "in" and words.low[number[1]].isalpha() and not year_of(words, number[1])
    return None if counted else ((month[0], number[0]), number[1])


def _day_month(words: Words, index: int) -> Found[tuple[int, int]]:
    number = day_number(words, index)
    if not number:
        return None
    month = month_name(words, words.skip(number[1], OF))
    if not month or words.gap[number[1]] == 2:
        return None
    return (month[0], number[0]), month[1]


def numeric_day(words: Words, index: int) -> Found[Time]:
    """Read 2025-03-04, 2025/03/04, 4/3/2025, 04.03.2025."""
    first, separator, second, other, third = words.low[index : index + 5]
    if separator not in "-/." or separator != other or any(words.gap[index + 1 : index + 5]):
        return None
    if not (first + second + third).isdecimal() or not (first and second and third):
        return None
    if words.low[index + 5] == separator == "/":
        return None
    if len(first) == 4 and separator != "." and len(second) <= 2 and len(third) <= 2:
        return _known_day(int(first), int(second), int(third), index + 5)
    if len(third) != 4 or (separator == "-" and len(first) == 1) or len(first) > 2 or len(second) > 2:
        return None
    year, one, two = int(third), int(first), int(second)
    if separator == "." or one > 12 or one == two:
        return _known_day(year, two, one, index + 5)
    if two > 12:
        return _known_day(year, one, two, index + 5)
    return (NumericDay(one, two, year), index + 5) if EARLIEST <= year <= LATEST and one and two else None


def _known_day(year: int, month: int, number: int, after: int) -> Found[Time]:
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= number <= 31):
        return None
    return Day(month, number, YearNumber(year)), after


def month(words: Words, index: int) -> Found[Time]:
    """Read a month, with or without its year; a bare one needs a word before it that shows it is no name or verb."""
    found = month_name(words, index)
    if not found:
        return None
    number, after = found
    year = year_of(words, after)
    if year:
        return Month(number, year[0]), year[1]
    if words.low[index] in NAMESAKES and not is_month(words, index, after, openers()):
        return None
    return Month(number), after


def year(words: Words, index: int) -> Found[Time]:
    """Read a bare year, or two years written as one (2023-24); an amount of people, dollars or things is none."""
    found = year_number(words, index)
    if not found:
        return None
    value, after = found
    second = second_year(words, after, value.year)
    if second:
        return YearPair(value.year, value.year + 1), second
    if words.low[after] in AMOUNTS and words.low[index - 1] not in ("in", "since", "during"):
        return None
    opened = words.low[index - 1] in openers()
    if not opened and not 1900 <= value.year <= 2050:
        return None
    return value, after


def second_year(words: Words, index: int, first: int) -> int | None:
    """Return the index after "-24", "-4" or "/2024" where it names the year after ``first``."""
    if words.low[index] not in ("-", "/") or words.gap[index] or words.gap[index + 1]:
        return None
    text = words.low[index + 1]
    follows = text in (str(first + 1), str(first + 1)[2:], str(first + 1)[3:]) and not _digit_after(words, index + 2)
    return index + 2 if follows else None


def _digit_after(words: Words, index: int) -> bool:
    return words.gap[index] == 0 and (words.low[index].isalnum() or words.low[index] == "%")


def day_of_month(words: Words, index: int) -> Found[Time]:
    """Read a day that leaves its month to the text before it: "the 25th", "Friday the 13th"."""
    weekday = weekday_name(words, index)
    inner = weekday[1] if weekday else index
    if words.low[inner] != "the":
        return None
    number = integer(words, inner + 1, digits=2)
    if not number or words.low[number[1]] not in ORDINAL_ENDS or words.gap[number[1]] or not 1 <= number[0] <= 31:
        return None
    after = number[1] + 1
    # "The 12th victim", "the 5th Division": an ordinal before a noun counts in a row.
    if words.low[after].isalpha() and words.gap[after] == 1 and words.low[after] not in ("of", "and", "to"):
        return None
    if words.low[inner - 1] not in ("on", "by", "until", "since", "before", "after", "from") and not weekday:
        return None
    return DayOfMonth(number[0], weekday[0] if weekday else None), after


def weekday(words: Words, index: int) -> Found[Time]:
    """Read a day of the week, with the week it lies in if the text says so: "Monday of last week"."""
    found = weekday_name(words, index)
    if not found or words.low[index] not in numbers("weekday") or words.low[index - 1] in NAMED_DAYS:
        return None
    inner = words.skip(found[1], OF)
    side = numbers("side").get(words.low[inner])
    week = words.follow(inner + 1, "week") if side is not None else None
    if side is not None and week:
        return Weekday(found[0], week=Reference(Unit.WEEK, side)), week
    return Weekday(found[0]), found[1]


def with_side(time: Time, side: Side) -> Time | None:
    """Return ``time`` as "last", "this" or "next" before it makes it; None where they cannot stand before it."""
    match time:
        case Month(month=number, year=None):
            return Month(number, side=side)
        case Season(month=number, year=None):
            return Season(number, side=side)
        case Weekday(weekday=number, week=None):
            return Weekday(number, side=side)
        case Holiday(name=name, year=None, whole_week=whole, weekend=weekend):
            return Holiday(name, side=side, whole_week=whole, weekend=weekend)
        case Day(month=number, day=of_month, year=None):
            return Day(number, of_month, side=side)
        case _:
            return None
