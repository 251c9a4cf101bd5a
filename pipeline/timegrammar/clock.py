"""Times of day: "8:30 a.m.", "6pm on Friday", "Monday night", "in the early hours of Tuesday", "by noon"."""

from pipeline.timegrammar.calendar import COMMA, THE, day, weekday
from pipeline.timegrammar.named import holiday
from pipeline.timegrammar.nodes import Clock, Reference, Shifted, Time
from pipeline.timegrammar.relative import deictic, sided
from pipeline.timegrammar.terms import Origin, Unit
from pipeline.timegrammar.words import Found, Words, first_of, meanings

ON = frozenset({"on", "at", "of"})


def clock(words: Words, index: int) -> Found[Time]:
    """Read a time of day with the day it belongs to, before or behind it, if the text says so."""
    return _day_first(words, index) or _time_first(words, index)


def _day_first(words: Words, index: int) -> Found[Time]:
    """Read "Monday night", "yesterday morning", "this evening", "Oct. 5 at 9 a.m."."""
    beside = _beside(words, index)
    if beside:
        return beside
    found = _a_day(words, index)
    if not found:
        return None
    inner = found[1]
    label = meanings("daypart").get(words.low[inner])
    if label and words.gap[inner] == 1:
        return Clock(label, found[0]), inner + 1
    time = _o_clock(words, words.skip(words.skip(inner, COMMA), frozenset({"at"})))
    return (Clock(time[0], found[0]), time[1]) if time and words.gap[inner] < 2 else None


def _beside(words: Words, index: int) -> Found[Time]:
    """Read "this evening", "that night", "the next morning"."""
    inner = words.skip(index, THE)
    label = meanings("daypart").get(words.low[inner + 1])
    if not label or words.gap[inner + 1] != 1:
        return None
    low = words.low[inner]
    if inner > index and low in ("next", "following", "previous"):
        return Clock(label, Shifted(-1 if low == "previous" else 1, Unit.DAY)), inner + 2
    if low == "this" and inner == index:
        return Clock(label, Reference(Unit.DAY, 0)), inner + 2
    if low in ("that", "same"):
        return Clock(label, Reference(Unit.DAY, 0, Origin.CONTEXT)), inner + 2
    return None


def _time_first(words: Words, index: int) -> Found[Time]:
    """Read "9 a.m. EST Tuesday", "midday on Thursday", "the night of Oct. 23", "8:30 a.m."."""
    found = _o_clock(words, index) or _day_part(words, index)
    if not found:
        return None
    label, after = found
    inner = words.skip(words.skip(after, COMMA), ON)
    belongs = _a_day(words, words.skip(inner, THE)) if words.gap[inner] == 1 else None
    if belongs:
        return Clock(label, belongs[0]), belongs[1]
    return Clock(label), after


def _a_day(words: Words, index: int) -> Found[Time]:
    low = words.low[index]
    if low in ("yesterday", "today", "tomorrow"):
        return deictic(words, index)
    found = first_of(words, index, (day, weekday, holiday, sided))
    if found and isinstance(found[0], Reference) and found[0].unit is not Unit.DAY:
        return None
    return found


def _day_part(words: Words, index: int) -> Found[str]:
    """Read a part of the day: "noon", "the morning", "the early hours", "the night"."""
    inner = words.skip(index, THE)
    hours = words.follow(inner, "early", "hours") or words.follow(inner, "small", "hours")
    if hours and inner > index:
        return "TMO", hours
    label = meanings("daypart").get(words.low[inner])
    if not label:
        return None
    if words.low[inner] in meanings("lone_daypart"):
        return label, inner + 1
    opened = inner > index and words.low[index - 1] in ("in", "by", "during", "on", "until", "since", "through", "of")
    return (label, inner + 1) if opened and words.low[inner + 1] not in ("before", "after", "when", "that") else None


def _o_clock(words: Words, index: int) -> Found[str]:
    """Read a time by the clock: 8:30 a.m., 8.30pm, 6 p.m. EST, 14:30, 1430 GMT, 4 in the morning, 5 o'clock."""
    hour = words.low[index]
    if not hour.isdecimal() or (words.gap[index] == 0 and words.low[index - 1] in (".", ",", ":", "$", "-")):
        return None
    after, minute = index + 1, "00"
    if words.low[after] in (":", ".") and words.gap[after] == 0 and len(words.low[after + 1]) == 2:
        minute, after = words.low[after + 1], after + 2
        if not minute.isdecimal() or words.gap[after - 1]:
            return None
    half = _half_of_day(words, after)
    morning = words.follow(after, "in", "the", "morning")
    o_clock = words.follow(after, "o", "'", "clock")
    zoned = words.low[after] in meanings("zone") and words.capital(after)
    if len(hour) == 4 and zoned and minute == "00":
        hour, minute = hour[:2], hour[2:]
    elif not (half or morning or o_clock or zoned or words.low[index + 1] == ":"):
        return None
    number = int(hour)
    if number > 24 or int(minute) > 59 or (len(hour) > 2):
        return None
    end = half[1] if half else morning or o_clock or after
    if half and half[0] == "p" and number < 12:
        number += 12
    if words.low[end] in meanings("zone") and words.capital(end):
        end += 1
    return f"T{number:02d}:{minute}", end


def _half_of_day(words: Words, index: int) -> Found[str]:
    """Read "a.m.", "am", "p.m", "pm"."""
    low = words.low[index]
    if low in ("am", "pm"):
        return low[0], index + 1
    if low in ("a", "p") and words.low[index + 1] == "." and words.low[index + 2] == "m" and words.gap[index + 2] == 0:
        return low, index + 3 + (words.low[index + 3] == "." and words.gap[index + 3] == 0)
    return None
