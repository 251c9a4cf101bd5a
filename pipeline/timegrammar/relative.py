"""Times said by their place to another time: last year, three weeks ago, the following day, the past six months."""

from pipeline.timegrammar.calendar import THE, day, holiday, month, season, weekday, with_side, year_number
from pipeline.timegrammar.nodes import (
    Length,
    Month,
    Now,
    Often,
    Origin,
    Overnight,
    Reference,
    Same,
    Shifted,
    Side,
    Stretch,
    Then,
    Time,
    ToDate,
    Unit,
    Vague,
    Weekend,
)
from pipeline.timegrammar.words import Found, Words, first_of, meanings, numbers, small_number, units

HYPHEN = frozenset({"-"})
# Units that a "the last/past" before them makes a stretch up to now, not the calendar unit before this one.
STRETCHED = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.DECADE, Unit.CENTURY})
# Words before which "the last year" is a stretch of twelve months.
THROUGHOUT = frozenset({"over", "during", "in", "for", "within", "throughout", "of", "than"})
AWAY = {"ago": Origin.ANCHOR, "earlier": Origin.CONTEXT, "before": Origin.CONTEXT, "previously": Origin.CONTEXT}
AHEAD = {"later": Origin.CONTEXT, "after": Origin.CONTEXT, "afterwards": Origin.CONTEXT, "hence": Origin.ANCHOR}
NEAREST = frozenset({"last", "this", "next", "past", "current", "coming", "upcoming", "latest"})


def deictic(words: Words, index: int) -> Found[Time]:
    """Read the words that point at the anchor: today, yesterday, tomorrow, now, overnight, to date, so far."""
    low = words.low(index)
    if low in ("yesterday", "today", "tomorrow"):
        if words.low(index - 1) in ("a", "better", "brighter", "new"):
            return None
        return Reference(Unit.DAY, {"yesterday": -1, "today": 0, "tomorrow": 1}[low]), index + 1
    if low in ("now", "currently", "nowadays", "presently"):
        # At the head of a sentence it carries the argument on: "Now, the board says ...".
        return None if low == "now" and words[index].capital else (Now(), index + 1)
    future = words.follow(index, "in", "the", "future") or words.follow(index, "in", "the", "near", "future")
    if future:
        return Vague(1), future
    if low == "overnight":
        return Overnight(), index + 1
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
    unit = units().get(words.low(inner + 1)) if words.low(inner) in ("this", "the") else None
    return (Reference(unit, 0), inner + 2) if unit and words[inner + 1].gap == 1 else None


def sided(words: Words, index: int) -> Found[Time]:
    """Read "last year", "this past spring", "next Tuesday", "the previous month", "the coming week"."""
    article = words.low(index) == "the"
    inner = words.skip(index, THE)
    low = words.low(inner)
    side = numbers("side").get(low)
    if side is None:
        return None
    after = inner + 1
    if low == "this" and words.low(after) in ("past", "coming", "last", "next"):
        side, after = numbers("side")[words.low(after)], after + 1
    if words[after].gap == 2:
        return None
    unit = units().get(words.low(after))
    if unit and words.low(after) in meanings("unit"):
        return _sided_unit(words, after, low, side, unit, article=article)
    if words.low(after) in ("fortnight",):
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
    if words.low(after) == "'" and words.low(after + 1) in units():
        return None  # "the past year's"
    if unit is Unit.WEEKEND:
        return Weekend(Side(side)), after
    context = low in ("previous", "prior", "preceding", "following") or (low == "next" and article and unit is Unit.DAY)
    if context:
        return Shifted(side, unit) if unit is Unit.DAY else Reference(unit, side, Origin.CONTEXT), after
    if low == "current" or low == "this":
        return Reference(unit, side), after
    stretch = unit in STRETCHED and (low == "past" or (article and words.low(index - 3) in THROUGHOUT))
    if stretch or (low == "coming" and unit in STRETCHED):
        return Stretch(1, unit, forward=side > 0), after
    if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        return None
    return Reference(unit, side), after


def weekend(words: Words, index: int) -> Found[Time]:
    """Read "the weekend"."""
    after = words.follow(index, "the", "weekend")
    return (Weekend(), after) if after else None


def counted(words: Words, index: int) -> Found[tuple[int | None, Unit]]:
    """Read a number of units: "three weeks", "5 1/2 hours", "a year and a half", "several days", "two-day", "years"."""
    half = words.follow(index, "half", "a")
    if half and words.low(half) in meanings("unit"):
        return _half_of(words.low(half)), half + 1
    vague = _vague_number(words, index)
    number = None if vague else small_number(words, index)
    if vague is None and not number:
        return None
    after = vague if vague is not None else number[1] if number else index
    value = number[0] if number else None
    after = words.skip(words.follow(after, "and", "a", "half") or after, frozenset({"more"}))
    if words.low(after) == "1" and words.low(after + 1) == "/":
        after += 3
    dashed = words.low(after) == "-" and words[after].gap == 0
    name = words.low(after + dashed)
    unit = units().get(name)
    if name in ("fortnight", "fortnights"):
        return (None if value is None else 2 * value, Unit.WEEK), after + dashed + 1
    if unit is None or words[after + dashed].gap == 2 or _other_sense(words, index, after + dashed):
        return None
    return (value, unit), after + dashed + 1


def _half_of(name: str) -> tuple[int | None, Unit]:
    parts = {"year": (6, Unit.MONTH), "decade": (5, Unit.YEAR), "century": (50, Unit.YEAR), "hour": (30, Unit.MINUTE)}
    return parts.get(name, (None, units().get(name, Unit.DAY)))


def _vague_number(words: Words, index: int) -> int | None:
    after = words.skip(index, frozenset({"a", "the"}))
    if words.low(after) not in meanings("vague_number"):
        return None
    after += 1
    after = words.skip(after, frozenset({"of"}))
    return words.skip(after, frozenset({"more"}))


def _other_sense(words: Words, first: int, index: int) -> bool:
    """Tell whether "second" or "quarter" is no time ("a quarter of", "one second-hand"), or the whole is an age."""
    name, after = words.low(index), words.low(index + 1)
    if name in ("second", "quarter", "half") or (name == "minute" and after == "detail"):
        return name != "quarter" or words.low(first) in ("a", "an", "one", "three")
    old = index + 1 + (after == "-")
    return words.low(old) in ("old", "olds")


def away(words: Words, index: int) -> Found[Time]:
    """Read what lies so many units away: "three weeks ago", "a year earlier", "two days later", "10 days before"."""
    inner = words.skip(index, THE)
    found = counted(words, index) or _bare_units(words, index)
    if not found and inner > index:
        unit = units().get(words.low(inner))
        found = ((1, unit), inner + 1) if unit and words.low(inner) in meanings("unit") else None
        if found and words.low(found[1]) not in ("before", "after", "earlier"):
            return None
    if not found:
        return None
    (count, unit), after = found
    low = words.low(after)
    if words[after].gap != 1:
        return None
    from_now = words.follow(after, "from", "now") or words.follow(after, "from", "today")
    sign, origin = (1, Origin.ANCHOR) if from_now else (0, Origin.ANCHOR)
    if low in AWAY:
        sign, origin = -1, AWAY[low]
    elif low in AHEAD:
        sign, origin = 1, AHEAD[low]
    if not sign:
        return None
    end = from_now or after + 1
    if low in ("before", "after") and words[end].gap == 1 and (words[end].low.isalnum()):
        base = first_of(words, end, (day, holiday, sided, weekday))
        if base and count:
            return Shifted(sign * count, unit, base[0]), base[1]
        if low == "before" and words.follow(end, "last"):
            return Reference(unit, -2), end + 1
        if count is None:
            return Stretch(None, unit, forward=sign > 0), end - 1
        return (Vague(sign), end - 1) if inner == index else None
    if count is None:
        return Vague(sign), end
    if origin is Origin.ANCHOR:
        wide = {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit)
        return Reference(Unit.YEAR if wide else unit, sign * count * (wide or 1)), end
    return Shifted(sign * count, unit), end


def _bare_units(words: Words, index: int) -> Found[tuple[int | None, Unit]]:
    """Read a bare plural, "years" of "years ago", "weeks" of "the weeks before"."""
    unit = units().get(words.low(index))
    return ((None, unit), index + 1) if unit and words.low(index) in meanings("units") else None


def stretch(words: Words, index: int) -> Found[Time]:
    """Read so many units up to or from now: "the past six months", "the last few weeks", "the next two years"."""
    inner = words.skip(index, THE)
    side = numbers("side").get(words.low(inner))
    if words.low(inner) in ("this", "current", "latest") or side is None:
        if words.low(inner) != "recent":
            return None
        recent = _bare_units(words, inner + 1)
        return (Stretch(None, recent[0][1]), recent[1]) if recent else None
    found = counted(words, inner + 1)
    plural = None if found else _bare_units(words, inner + 1)
    if plural:
        return Stretch(None, plural[0][1], forward=side > 0), plural[1]
    if not found or words[inner + 1].gap == 2:
        return None
    (count, unit), after = found
    return Stretch(count, unit, forward=side > 0), after


def same_period(words: Words, index: int) -> Found[Time]:
    """Read a like time in another year: "the same period last year", "the year-earlier period"."""
    inner = words.skip(index, THE)
    if words.low(inner) in ("year", "prior"):
        for lead in (("year", "-", "earlier"), ("year", "-", "ago"), ("prior", "-", "year"), ("year", "earlier")):
            after = words.follow(inner, *lead)
            if after and words.low(after) in ("period", "quarter", "month", "figure", "level", "half", "week"):
                return Same(Reference(Unit.YEAR, -1, Origin.CONTEXT)), after + 1
        return None
    if words.low(inner) not in ("same", "this", "corresponding", "comparable", "equivalent"):
        return None
    name = words.low(inner + 1)
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
    low, before = words.low(index), words.low(index - 1)
    if low == "then" and before in ("since", "by", "until"):
        return Then(), index + 1
    if (words.follow(index, "the", "time") and before == "at" and words.low(index + 2) != "of") or words.follow(
        index, "that", "time"
    ):
        return Then(), index + 2
    if low not in ("that", "the", "same"):
        return None
    same = words.follow(index, "that", "same") or words.follow(index, "the", "same") or index + 1
    unit = units().get(words.low(same))
    if unit is None or words.low(same) not in meanings("unit") or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
        return None
    if unit is Unit.WEEKEND:
        return None
    if low == "the" and same == index + 1:
        return _definite_unit(words, index, unit)
    return Reference(unit, 0, Origin.CONTEXT), same + 1


def _definite_unit(words: Words, index: int, unit: Unit) -> Found[Time]:
    """Read "the year" and the like where nothing behind it says which."""
    after = words[index + 2]
    if words[index + 1].capital or words.low(index - 1) not in (
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
    if after.gap == 1 and after.low in (
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
    if after.low == "-" or unit in (Unit.HALF, Unit.DAY):
        return None
    origin = Origin.EITHER if unit in (Unit.YEAR, Unit.WEEK, Unit.DECADE, Unit.CENTURY) else Origin.CONTEXT
    return Reference(unit, 0, origin), index + 2


def length(words: Words, index: int) -> Found[Time]:
    """Read a mere length of time, or how often: "20 years", "two-day", "daily", "every week", "a year" of a rate."""
    low = words.low(index)
    often = meanings("often").get(low)
    if often:
        return Often(units().get(often, Unit.WEEK)), index + 1
    if low in numbers("weekdays") and words[index].capital:
        return Often(Unit.WEEK), index + 1
    if low in ("every", "each", "per"):
        inner = counted(words, index + 1)
        unit = units().get(words.low(index + 1))
        if inner and low == "every":
            return Often(inner[0][1]), inner[1]
        return (Often(unit), index + 2) if unit and unit not in (Unit.HALF, Unit.QUARTER, Unit.SECOND) else None
    found = counted(words, index)
    if found:
        (count, unit), after = found
        rate = low in ("a", "an") and after == index + 2 and words.low(index - 1) not in meanings("before_length")
        if rate and words.low(index + 2) != "-":
            return Often(unit), after
        return Length(count, unit), _long(words, after)
    plural = _bare_units(words, index)
    if plural and (words.low(index - 1) == "for" or words.low(index + 1) == "-"):
        return Length(None, plural[0][1]), _long(words, plural[1])
    return None


def _long(words: Words, index: int) -> int:
    """Return the index after the "-long" of "week-long"."""
    return index + 2 if words.low(index) == "-" and words.low(index + 1) == "long" else index
