"""Times said by their place to another time: last year, next Tuesday, that month, the same period last year."""

from pipeline.timegrammar.calendar import THE, day, month, weekday, with_side, year_number
from pipeline.timegrammar.named import holiday, season
from pipeline.timegrammar.nodes import (
    Month,
    Now,
    Overnight,
    Reference,
    Same,
    Shifted,
    Stretch,
    Then,
    Time,
    ToDate,
    Vague,
    Weekend,
)
from pipeline.timegrammar.terms import Origin, Side, Unit
from pipeline.timegrammar.words import Found, Words, first_of, meanings, numbers, units

# Units that a "the last/past" before them makes a stretch up to now, not the calendar unit before this one.
STRETCHED = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
# Words before which "the last year" is a stretch of twelve months.
THROUGHOUT = frozenset({"over", "during", "in", "for", "within", "throughout", "of", "than"})
WHOLE = frozenset({"entire", "full", "whole"})
NEAREST = frozenset({"last", "this", "next", "past", "current", "coming", "upcoming", "latest"})


def deictic(words: Words, index: int) -> Found[Time]:
    """Read the words that point at the anchor: today, yesterday, tomorrow, now, overnight, to date, so far."""
    low = words.low[index]
    if low in ("yesterday", "today", "tomorrow"):
        if words.low[index - 1] in ("a", "better", "brighter", "new"):
            return None
        return Reference(Unit.DAY, {"yesterday": -1, "today": 0, "tomorrow": 1}[low]), index + 1
    if low in ("now", "currently", "nowadays", "presently"):
        # At the head of a sentence it carries the argument on: "Now, the board says ...".
        return None if low == "now" and words.capital(index) else (Now(), index + 1)
    future = words.follow(index, "in", "the", "future") or words.follow(index, "in", "the", "near", "future")
    if future:
        return Vague(1), future
    if low == "overnight":
        return Overnight(), index + 1
    this_day = words.follow(index, "earlier", "in", "the", "day")
    if this_day and words.low[this_day] != "than":
        return Reference(Unit.DAY, 0, Origin.EITHER), this_day
    if low == "tonight":
        return Reference(Unit.DAY, 0), index + 1
    if words.follow(index, "last", "night"):
        return Reference(Unit.DAY, -1), index + 2
    so_far = words.follow(index, "so", "far")
    to_date = words.follow(index, "to", "date") or so_far
    if to_date:
        running = _this_unit(words, to_date)
        return (ToDate(running[0]), running[1]) if running else None if so_far else (ToDate(None), to_date)
    running = _this_unit(words, index)
    after = words.follow(running[1], "to", "date") or words.follow(running[1], "so", "far") if running else None
    if running and after:
        return ToDate(running[0]), after
    dashed = words.follow(index, "year", "-", "to", "-", "date") or words.follow(index, "year", "to", "date")
    if dashed:
        return ToDate(Reference(Unit.YEAR, 0)), dashed
    before_last = words.follow(index, "the", "day", "before", "yesterday")
    return (Reference(Unit.DAY, -2), before_last) if before_last else None


def _this_unit(words: Words, index: int) -> Found[Reference]:
    inner = words.skip(index, frozenset({"in"}))
    unit = units().get(words.low[inner + 1]) if words.low[inner] in ("this", "the") else None
    return (Reference(unit, 0), inner + 2) if unit and words.gap[inner + 1] == 1 else None


def sided(words: Words, index: int) -> Found[Time]:
    """Read "last year", "this past spring", "next Tuesday", "the previous month", "the coming week"."""
    article = words.low[index] == "the"
    inner = words.skip(index, THE)
    low = words.low[inner]
    side = numbers("side").get(low)
    if side is None:
        return None
    after = inner + 1
    if low == "this" and words.low[after] in ("past", "coming", "last", "next"):
        side, after = numbers("side")[words.low[after]], after + 1
    if words.gap[after] == 2:
        return None
    unit = units().get(words.low[after])
    if unit and words.low[after] in meanings("unit"):
        return _sided_unit(words, after, low, side, unit, article=article)
    if words.low[after] in ("fortnight",):
        return Stretch(2, Unit.WEEK, forward=side > 0), after + 1
    found = first_of(words, after, (day, weekday, month_after_side, season_after_side, holiday))
    if found and low in NEAREST:
        value = with_side(found[0], Side(side))
        return (value, found[1]) if value else None
    return None


def month_after_side(words: Words, index: int) -> Found[Time]:
    """Read a month after "last" or "next"."""
    found = month(words, index)
    return found if found and isinstance(found[0], Month) else None


def season_after_side(words: Words, index: int) -> Found[Time]:
    """Read a season after "last" or "next"."""
    return season(words, index)


def _sided_unit(words: Words, index: int, low: str, side: int, unit: Unit, *, article: bool) -> Found[Time]:
    after = index + 1
    if words.low[after] == "'" and words.low[after + 1] in units():
        return None  # "the past year's"
    if unit is Unit.WEEKEND:
        return Weekend(Side(side)), after
    context = low in ("previous", "prior", "preceding", "following") or (low == "next" and article and unit is Unit.DAY)
    if context:
        return Shifted(side, unit) if unit is Unit.DAY else Reference(unit, side, Origin.CONTEXT), after
    if low == "current" or low == "this":
        return Reference(unit, side), after
    stretch = unit in STRETCHED and (low == "past" or (article and words.low[index - 3] in THROUGHOUT))
    if stretch or (low == "coming" and unit in STRETCHED):
        return Stretch(1, unit, forward=side > 0), after
    if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        return None
    return Reference(unit, side), after


def weekend(words: Words, index: int) -> Found[Time]:
    """Read "the weekend"."""
    after = words.follow(index, "the", "weekend")
    return (Weekend(), after) if after else None


def same_period(words: Words, index: int) -> Found[Time]:
    """Read a like time in another year: "the same period last year", "the year-earlier period"."""
    inner = words.skip(index, THE)
    if words.low[inner] in ("year", "prior"):
        for lead in (("year", "-", "earlier"), ("year", "-", "ago"), ("prior", "-", "year"), ("year", "earlier")):
            after = words.follow(inner, *lead)
            if after and words.low[after] in ("period", "quarter", "month", "figure", "level", "half", "week"):
                return Same(Reference(Unit.YEAR, -1, Origin.CONTEXT)), after + 1
        return None
    if words.low[inner] not in ("same", "this", "corresponding", "comparable", "equivalent"):
        return None
    name = words.low[inner + 1]
    if name not in ("period", "time", "point", "stage", "month", "quarter", "week", "day", "weekend", "half", "months"):
        return None
    after = words.skip(inner + 2, frozenset({"of", "in", "a", "the"}))
    after = words.skip(after, frozenset({"a", "the"}))
    return _same_in_year(words, after)


def _same_in_year(words: Words, index: int) -> Found[Time]:
    year = year_number(words, index)
    if year:
        return Same(year[0]), year[1]
    if words.follow(index, "last", "year"):
        return Same(Reference(Unit.YEAR, -1)), index + 2
    for lead in (("year", "earlier"), ("year", "ago"), ("year", "before"), ("previous", "year"), ("prior", "year")):
        after = words.follow(index, *lead)
        if after:
            return Same(Reference(Unit.YEAR, -1, Origin.CONTEXT)), after
    return None


def demonstrative(words: Words, index: int) -> Found[Time]:
    """Read a time said before: "that year", "the same day", "the month", "then" after since or by, "at the time"."""
    low, before = words.low[index], words.low[index - 1]
    if low == "then" and before in ("since", "by", "until"):
        return Then(), index + 1
    if (words.follow(index, "the", "time") and before == "at" and words.low[index + 2] != "of") or words.follow(
        index, "that", "time"
    ):
        return Then(), index + 2
    if low not in ("that", "the", "same"):
        return None
    whole = index + 2 if low == "the" and words.low[index + 1] in WHOLE else None
    same = words.follow(index, "that", "same") or words.follow(index, "the", "same") or whole or index + 1
    unit = units().get(words.low[same])
    if unit is None or words.low[same] not in meanings("unit") or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        return None
    if unit is Unit.WEEKEND:
        return None
    if low == "the" and (whole or same == index + 1):
        return _definite_unit(words, same - 1, unit)
    return Reference(unit, 0, Origin.CONTEXT), same + 1


def _definite_unit(words: Words, index: int, unit: Unit) -> Found[Time]:
    """Read "the year" and the like where nothing behind it says which; ``index`` is the word before the unit."""
    after = words.low[index + 2]
    opening = index - 2 if words.low[index] in WHOLE else index - 1
    if words.capital(index + 1) or words.low[opening] not in (
        "in",
        "of",
        "during",
        "for",
        "by",
        "since",
        "over",
        "on",
    ):
        return None
    if words.gap[index + 2] == 1 and after in (
        "of",
        "to",
        "that",
        "when",
        "before",
        "after",
        "ended",
        "ending",
        "through",
        "since",
    ):
        return None
    if after == "-" or unit in (Unit.HALF, Unit.DAY):
        return None
    origin = Origin.EITHER if unit in (Unit.YEAR, Unit.WEEK, Unit.DECADE, Unit.CENTURY) else Origin.CONTEXT
    return Reference(unit, 0, origin), index + 2
