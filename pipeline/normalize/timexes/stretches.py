"""So many units of time: up to now, up to an end, or the first and last ones of a period."""

from datetime import timedelta
from math import ceil

from pipeline.normalize.timexes.frame import VAGUE, Frame, Unresolved, first_day, last_day
from pipeline.normalize.timexes.periods import Grain, Period, days, months, shifted, years
from pipeline.normalize.timexes.tense import Tense
from pipeline.timegrammar.nodes import Stretch, Units
from pipeline.timegrammar.terms import Unit

MONTHS_PER = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
DAYS_PER = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7}


def stretch(time: Stretch, frame: Frame, end: Period | None) -> Period:
    """Return so many units up to ``end``, or to and from the anchor where there is none. Raises Unresolved."""
    if time.count is None:
        raise Unresolved(VAGUE)
    if end:
        return _up_to(end, time.count, time.unit)
    said = frame.nearby or frame.context
    if time.before and said and said.first:
        day = said.first - timedelta(1)
        return _up_to(days(day, day), time.count, time.unit)
    anchor = frame.from_anchor()
    sign = 1 if time.forward else -1
    if time.unit in MONTHS_PER:
        low, high = sorted((anchor, shifted(anchor, sign * time.count * MONTHS_PER[time.unit])))
        return months(low.year, low.month, (high.year - low.year) * 12 + high.month - low.month + 1)
    if time.unit in DAYS_PER:
        other = anchor + timedelta(sign * time.count * DAYS_PER[time.unit])
    else:
        other = anchor + timedelta(sign * (ceil(time.count / 24) if time.unit is Unit.HOUR else 1))
    return days(min(anchor, other), max(anchor, other))


def _up_to(end: Period, count: int, unit: Unit) -> Period:
    """Return the ``count`` units that end with ``end``: "the three months ended June 30"."""
    last = last_day(end)
    if unit not in MONTHS_PER:
        return days(last - timedelta(count * DAYS_PER.get(unit, 1) - 1), last)
    length = count * MONTHS_PER[unit]
    if (last + timedelta(1)).day == 1:
        return months(last.year, last.month - length + 1, length)
    return days(shifted(last, -length) + timedelta(1), last)


def units_of(time: Units, frame: Frame, of: Period | None) -> Period:
    """Return the first or last units of ``of``, or of the year meant where there is none. Raises Unresolved."""
    whole = of or _year_of_months(time.count, frame)
    first, last = first_day(whole), last_day(whole)
    if time.unit in MONTHS_PER:
        step = MONTHS_PER[time.unit]
        length = time.count * step
        begin = (
            shifted(last.replace(day=1), 1 - length) if time.last else shifted(first.replace(day=1), time.skip * step)
        )
        found = months(begin.year, begin.month, length)
        whole_years = time.unit in (Unit.YEAR, Unit.DECADE) and begin.month == 1
        return found._replace(grain=Grain.YEAR, last_grain=Grain.YEAR) if whole_years else found
    if time.unit not in (Unit.DAY, Unit.WEEK):
        raise Unresolved(VAGUE)
    step = DAYS_PER[time.unit]
    if time.last:
        return days(last - timedelta(time.count * step - 1), last)
    start = first + timedelta(time.skip * step)
    return days(start, start + timedelta(time.count * step - 1))


def _year_of_months(count: int, frame: Frame) -> Period:
    """Return the year of "the first ten months" without a year: this one if they are over, else the last one."""
    anchor = frame.from_anchor()
    over = anchor.month >= count or frame.tense is Tense.FUTURE
    return years(anchor.year - (not over), anchor.year - (not over))
