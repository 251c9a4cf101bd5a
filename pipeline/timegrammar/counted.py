"""Numbers of units: lengths of time, what lies so many units away, stretches up to now and from now."""

from pipeline.timegrammar.calendar import THE, day, weekday
from pipeline.timegrammar.named import holiday
from pipeline.timegrammar.nodes import Length, Often, Reference, Shifted, Stretch, Time, Vague
from pipeline.timegrammar.relative import sided
from pipeline.timegrammar.terms import Origin, Unit
from pipeline.timegrammar.words import Found, Words, first_of, meanings, numbers, small_number, units

# Words behind a number of units that count it back or forward, and from where.
AWAY = {"ago": Origin.ANCHOR, "earlier": Origin.CONTEXT, "before": Origin.CONTEXT, "previously": Origin.CONTEXT}
AHEAD = {"later": Origin.CONTEXT, "after": Origin.CONTEXT, "afterwards": Origin.CONTEXT, "hence": Origin.ANCHOR}


def counted(words: Words, index: int) -> Found[tuple[int | None, Unit]]:
    """Read a number of units: "three weeks", "5 1/2 hours", "a year and a half", "several days", "two-day", "years"."""
    half = words.follow(index, "half", "a")
    if half and words.low[half] in meanings("unit"):
        return _half_of(words.low[half]), half + 1
    vague = _vague_number(words, index)
    number = None if vague else small_number(words, index)
    if vague is None and not number:
        return None
    after = vague if vague is not None else number[1] if number else index
    value = number[0] if number else None
    after = words.skip(words.follow(after, "and", "a", "half") or after, frozenset({"more"}))
    if words.low[after] == "1" and words.low[after + 1] == "/":
        after += 3
    dashed = words.low[after] == "-" and words.gap[after] == 0
    name = words.low[after + dashed]
    unit = units().get(name)
    if name in ("fortnight", "fortnights"):
        return (None if value is None else 2 * value, Unit.WEEK), after + dashed + 1
    if unit is None or words.gap[after + dashed] == 2 or _other_sense(words, index, after + dashed):
        return None
    return (value, unit), after + dashed + 1


def _half_of(name: str) -> tuple[int | None, Unit]:
    parts = {"year": (6, Unit.MONTH), "decade": (5, Unit.YEAR), "century": (50, Unit.YEAR), "hour": (30, Unit.MINUTE)}
    return parts.get(name, (None, units().get(name, Unit.DAY)))


def _vague_number(words: Words, index: int) -> int | None:
    after = words.skip(index, frozenset({"a", "the"}))
    if words.low[after] not in meanings("vague_number"):
        return None
    after += 1
    after = words.skip(after, frozenset({"of"}))
    return words.skip(after, frozenset({"more"}))


def _other_sense(words: Words, first: int, index: int) -> bool:
    """Tell whether "second" or "quarter" is no time ("a quarter of", "one second-hand"), or the whole is an age."""
    name, after = words.low[index], words.low[index + 1]
    if name in ("second", "quarter", "half") or (name == "minute" and after == "detail"):
        return name != "quarter" or words.low[first] in ("a", "an", "one", "three")
    old = index + 1 + (after == "-")
    return words.low[old] in ("old", "olds")


def away(words: Words, index: int) -> Found[Time]:
    """Read what lies so many units away: "three weeks ago", "a year earlier", "two days later", "10 days before"."""
    either = _either(words, index)
    if either:
        return either
    inner = words.skip(index, THE)
    found = counted(words, index) or _bare_units(words, index)
    if not found and inner > index:
        unit = units().get(words.low[inner])
        found = ((1, unit), inner + 1) if unit and words.low[inner] in meanings("unit") else None
        if found and words.low[found[1]] not in ("before", "after", "earlier"):
            return None
    if not found:
        return None
    (count, unit), after = found
    low = words.low[after]
    if words.gap[after] != 1:
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
    if low in ("before", "after") and words.gap[end] == 1 and (words.low[end].isalnum()):
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


def _either(words: Words, index: int) -> Found[Time]:
    """Read two numbers of units that leave open which is meant: "two or three years ago", "20 and 50 years ago"."""
    first = small_number(words, index)
    if not first or words.low[first[1]] not in ("and", "or", "to", "-"):
        return None
    second = counted(words, first[1] + 1)
    if not second or words.gap[second[1]] != 1:
        return None
    from_now = words.follow(second[1], "from", "now")
    if not from_now and words.low[second[1]] not in ("ago", "earlier", "later"):
        return None
    return Vague(1 if from_now or words.low[second[1]] == "later" else -1), from_now or second[1] + 1


def _bare_units(words: Words, index: int) -> Found[tuple[int | None, Unit]]:
    """Read a bare plural, "years" of "years ago", "weeks" of "the weeks before"."""
    unit = units().get(words.low[index])
    return ((None, unit), index + 1) if unit and words.low[index] in meanings("units") else None


def stretch(words: Words, index: int) -> Found[Time]:
    """Read so many units up to or from now: "the past six months", "the last few weeks", "the next two years"."""
    inner = words.skip(index, THE)
    side = numbers("side").get(words.low[inner])
    if words.low[inner] in ("this", "current", "latest") or side is None:
        if words.low[inner] != "recent":
            return None
        recent = _bare_units(words, inner + 1)
        return (Stretch(None, recent[0][1]), recent[1]) if recent else None
    found = counted(words, inner + 1)
    plural = None if found else _bare_units(words, inner + 1)
    if plural:
        return Stretch(None, plural[0][1], forward=side > 0), plural[1]
    if not found or words.gap[inner + 1] == 2:
        return None
    (count, unit), after = found
    before = words.low[inner] in ("preceding", "previous", "prior") and side < 0
    return Stretch(count, unit, forward=side > 0, before=before), after


def length(words: Words, index: int) -> Found[Time]:
    """Read a mere length of time, or how often: "20 years", "two-day", "daily", "every week", "a year" of a rate."""
    low = words.low[index]
    often = meanings("often").get(low)
    if often:
        return Often(units().get(often, Unit.WEEK)), index + 1
    if low in numbers("weekdays") and words.capital(index):
        return Often(Unit.WEEK), index + 1
    if low in ("every", "each", "per"):
        inner = counted(words, index + 1)
        unit = units().get(words.low[index + 1])
        if inner and low == "every":
            return Often(inner[0][1]), inner[1]
        return (Often(unit), index + 2) if unit and unit not in (Unit.HALF, Unit.QUARTER, Unit.SECOND) else None
    found = counted(words, index)
    if found:
        (count, unit), after = found
        rate = low in ("a", "an") and after == index + 2 and words.low[index - 1] not in meanings("before_length")
        if rate and words.low[index + 2] != "-":
            return Often(unit), after
        return Length(count, unit), _long(words, after)
    plural = _bare_units(words, index)
    if plural and (words.low[index - 1] == "for" or words.low[index + 1] == "-"):
        return Length(None, plural[0][1]), _long(words, plural[1])
    return None


def _long(words: Words, index: int) -> int:
    """Return the index after the "-long" of "week-long"."""
    return index + 2 if words.low[index] == "-" and words.low[index + 1] == "long" else index
