"""Single times with the part of them that is meant: "late 2024", "the end of June", "the first days of May"."""

from collections.abc import Callable

from pipeline.timegrammar.calendar import OF, THE, day, day_of_month, month, numeric_day, weekday, year
from pipeline.timegrammar.clock import clock
from pipeline.timegrammar.counted import away, counted, length, stretch
from pipeline.timegrammar.fractions import FISCAL, HYPHEN, fiscal_year, fraction
from pipeline.timegrammar.named import century, decade, holiday, holiday_names, season
from pipeline.timegrammar.nodes import (
    Clock,
    Length,
    Often,
    Overnight,
    Point,
    Reference,
    Shifted,
    Stretch,
    Then,
    Time,
    Units,
    Vague,
    WeekOf,
)
from pipeline.timegrammar.relative import deictic, demonstrative, same_period, sided, weekend
from pipeline.timegrammar.terms import Origin, Part, Unit
from pipeline.timegrammar.words import Choice, Found, Words, first_of, meanings, number_words, numbers, units

DIGITS = frozenset({"0"})
MONTHS = frozenset(numbers("month")) | frozenset(numbers("month_short"))
WEEKDAYS = frozenset(numbers("weekday")) | frozenset(numbers("weekday_short"))
SIDES = frozenset(numbers("side"))
ORDINALS = frozenset(numbers("ordinal")) | {"final", "closing", "opening", "latter"}
HOLIDAYS = frozenset(holiday_names())
UNITS = frozenset(meanings("unit")) | frozenset(meanings("units"))
AMOUNTS = DIGITS | frozenset(number_words()) | frozenset(meanings("vague_number")) | {"half"}
OFTEN = frozenset(meanings("often")) | frozenset(numbers("weekdays")) | {"every", "each", "per"}
DAYS = DIGITS | MONTHS | WEEKDAYS | THE
CLOCKS = DAYS | HOLIDAYS | SIDES | frozenset(meanings("daypart")) | {"yesterday", "today", "tomorrow", "that", "same"}
# Each rule with the words it may begin with. The order matters where one reading begins with another: the longer stands
# first.
SHARED: tuple[tuple[Callable[[Words, int], Found[Time]], frozenset[str]], ...] = (
    (clock, CLOCKS),
    (deictic, frozenset(meanings("deictic")) | {"earlier", "last", "to", "so", "this", "in", "the", "year"}),
    (same_period, THE | {"same", "this", "corresponding", "comparable", "equivalent", "year", "prior"}),
    (away, AMOUNTS | UNITS | THE),
    (stretch, SIDES | THE | {"recent"}),
    (fiscal_year, SIDES | THE | {"fy", "fiscal", "financial"}),
    (sided, SIDES | THE),
    (weekend, THE),
    (demonstrative, THE | {"then", "that", "same"}),
    (numeric_day, DIGITS),
    (day, DAYS),
    (fraction, DIGITS | ORDINALS | THE | MONTHS | {"q", "h", "fiscal", "financial", "last"}),
    (month, MONTHS),
    (decade, DIGITS | frozenset(numbers("decade")) | {"'"}),
    (century, DIGITS | ORDINALS),
    (season, frozenset(numbers("season"))),
    (year, DIGITS),
    (holiday, HOLIDAYS),
    (weekday, WEEKDAYS),
    (day_of_month, WEEKDAYS | THE),
)
ROUGHLY = frozenset({"about", "around", "circa", "roughly", "approximately"})
IN_ON = frozenset({"in", "on", "at"})
ENDED = frozenset({"ended", "ending", "leading", "through", "to"})
# Times whose part cannot be told: "early now".
WHOLE = (Length, Often, Vague, Then, Stretch)


def point(words: Words, index: int) -> Found[Point]:
    """Read one time with its part and its "around"; each is read once, however often it is asked for."""
    if index not in words.points:
        words.points[index] = _point(words, index)
    return words.points[index]


def _point(words: Words, index: int) -> Found[Point]:
    rough = words.low[index] in ROUGHLY
    start = index + rough
    found = _parted(words, start) or _plain(words, start)
    if not found:
        return None
    (time, part), after = found
    if rough and isinstance(time, Length | Often):
        rough, index = False, index + 1
    return Point(words.span(index, after), time, part, approximate=rough), after


def _plain(words: Words, index: int) -> Found[tuple[Time, Part | None]]:
    found = ANY.read(words, index)
    return ((found[0], None), found[1]) if found else None


def _with_article(words: Words, index: int) -> Found[Time]:
    """Read what may stand after "the": "the 1990s", "the summer of 2023", "the second quarter", "the 19th century"."""
    if words.low[index] != "the" or words.gap[index + 1] == 2:
        return None
    return first_of(words, index + 1, (fraction, fiscal_year, decade, century, season, holiday))


def _parted(words: Words, index: int) -> Found[tuple[Time, Part | None]]:
    """Read a part of a time: "late 2024", "mid-March", "earlier this week", "the end of June", "year-end"."""
    outer = words.skip(index, THE)
    low = words.low[outer]
    name, after = meanings("part").get(low), outer + 1
    if name:
        inner = words.skip(words.skip(words.skip(after, HYPHEN), IN_ON), THE)
    elif low in meanings("edge"):
        name = meanings("edge")[low]
        if words.low[after] != "of" and not (words.low[after] == "-" and low == "end"):
            return None
        inner = words.skip(after + 1, THE)
        inner = inner - 1 if inner > after + 1 and _definite(words, inner) else inner
    elif low in ("midyear", "year") and (low == "midyear" or words.follow(after, "-", "end")):
        return _year_end(words, outer, low)
    else:
        return _half(words, outer)
    if name == "mid" and words.follow(outer + 1, "-", "year"):
        return _year_end(words, outer, "midyear")
    if words.gap[inner] == 2 or _is_bare(words, outer, inner):
        return None
    found = _whole(words, inner)
    if not found or isinstance(found[0], WHOLE):
        return None
    return (found[0], Part(name)), found[1]


def _definite(words: Words, index: int) -> bool:
    """Tell whether the article belongs to the unit behind it: "the end of the year"."""
    return words.low[index] in meanings("unit")


def _is_bare(words: Words, outer: int, inner: int) -> bool:
    """Tell whether "early" or "late" stands apart from the time, as in "the late Monday Jones"."""
    return words.low[outer - 1] == "the" and words.low[outer] == "late" and words.low[inner] in numbers("weekday")


def _whole(words: Words, index: int) -> Found[Time]:
    return WHOLE_TIME.read(words, index)


def _unit_alone(words: Words, index: int) -> Found[Time]:
    """Read "the year" after "the end of", whatever follows it."""
    if words.low[index] != "the":
        return None
    unit = units().get(words.low[index + 1])
    if unit in (None, Unit.DAY) or words.low[index + 1] not in meanings("unit") or words.low[index + 2] == "of":
        return None
    origin = Origin.CONTEXT if unit in (Unit.QUARTER, Unit.HALF) else Origin.EITHER
    return (Reference(unit, 0, origin), index + 2) if unit else None


def _year_end(words: Words, index: int, low: str) -> Found[tuple[Time, Part | None]]:
    """Read "year-end", "midyear", "mid-year 2024"."""
    after = index + 1 if words.low[index] == "midyear" else index + 3
    found = year(words, after) if words.gap[after] == 1 else None
    time: Time = found[0] if found else Reference(Unit.YEAR, 0, Origin.EITHER)
    return (time, Part.END if low == "year" else Part.MID), found[1] if found else after


def _half(words: Words, index: int) -> Found[tuple[Time, Part | None]]:
    """Read "the first half of March", "the second half of the 2010s"; halves of a year are fractions."""
    low = words.low[index]
    if low not in ("first", "second", "latter", "opening") or not words.follow(index + 1, "half", "of"):
        return None
    found = _whole(words, index + 3)
    if not found or isinstance(found[0], WHOLE):
        return None
    return (found[0], Part.FIRST_HALF if low in ("first", "opening") else Part.SECOND_HALF), found[1]


def _units_of(words: Words, index: int) -> Found[Time]:
    """Read "the first 10 months of the year", "the last week of March", "the second day of 2024"."""
    inner = words.skip(index, THE)
    low = words.low[inner]
    last = low in ("last", "final", "closing")
    order: int | None = 1 if last or low == "opening" else numbers("ordinal").get(low)
    if order is None or words.gap[inner + 1] == 2:
        return None
    found = counted(words, inner + 1)
    unit = units().get(words.low[inner + 1])
    count, after = (found[0][0], found[1]) if found else (1, inner + 2)
    unit = found[0][1] if found else unit
    if unit is None or count is None or (found is None and words.low[inner + 1] not in meanings("unit")):
        return None
    several = unit is Unit.QUARTER and count > 1  # one is read as a fraction of its year
    if unit in (Unit.QUARTER, Unit.HALF, Unit.HOUR, Unit.MINUTE, Unit.SECOND) and not (last or several):
        return None
    of = words.skip(words.skip(after, OF), frozenset({"in"}))
    whole = _inside(words, of) if of > after or words.low[after] in ("this", "last", "next") else None
    if not whole:
        implied = order == 1 and not last and unit is Unit.MONTH and 1 < count < 12 and inner > index and of == after
        return (Units(count, unit, None), after) if implied else None
    return Units(count, unit, whole[0], skip=order - 1, last=last), whole[1]


def _inside(words: Words, index: int) -> Found[Point]:
    """Read the period of which units are taken, as a point."""
    found = _whole(words, index)
    if not found or isinstance(found[0], WHOLE):
        return None
    return Point(words.span(index, found[1]), found[0]), found[1]


def _ended(words: Words, index: int) -> Found[Time]:
    """Read a stretch by its end: "the three months ended June 30", "the year to March", "10 years, through 2025"."""
    inner = words.skip(words.skip(index, THE), FISCAL)
    found = counted(words, inner)
    if not found and words.low[inner] in meanings("unit") and inner > index:
        found = (1, units().get(words.low[inner], Unit.WEEK)), inner + 1
    if not found or found[0][0] is None:
        return None
    (count, unit), after = found
    after = words.skip(words.skip(after, frozenset({","})), frozenset({"that"}))
    word = words.low[after]
    if word not in ENDED or words.gap[after] == 2 or unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return None
    if word == "to" and words.low[index] != "the" and words.low[index - 1] != "in":
        return None
    after = words.skip(after + 1, frozenset({"up"}))  # "the week leading up to March 6"
    at = point(words, words.skip(after, frozenset({"in", "on", "to"})))
    if not at or isinstance(at[0].time, (*WHOLE, Clock, Overnight, Shifted)):
        return None
    return Stretch(count or 1, unit, at=at[0]), at[1]


def _week_of(words: Words, index: int) -> Found[Time]:
    """Read "the week of March 6", "the week beginning Monday"."""
    after = words.follow(words.skip(index, THE), "week")
    if not after or words.low[after] not in ("of", "beginning", "starting", "commencing"):
        return None
    found = first_of(words, after + 1, (numeric_day, day, holiday, weekday))
    return (WeekOf(found[0]), found[1]) if found else None


# Any time; and one of which a part can be said.
ANY: Choice[Time] = Choice(
    (_ended, AMOUNTS | UNITS | THE),
    (_units_of, ORDINALS | THE | {"last"}),
    (_week_of, THE | {"week"}),
    *SHARED,
    (_with_article, THE),
    (length, AMOUNTS | UNITS | OFTEN),
)
WHOLE_TIME: Choice[Time] = Choice(*SHARED, (_with_article, THE), (_unit_alone, THE))
