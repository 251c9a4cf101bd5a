"""Times that come round, said without their year or week: which one is meant, by tense, side or nearness."""

from datetime import date, timedelta

from pipeline.normalize.timexes.absolute import read_absolute
from pipeline.normalize.timexes.frame import AMBIGUOUS, NO_SUCH_DATE, Frame, Unresolved, first_day, last_day
from pipeline.normalize.timexes.holidays import holiday_in
from pipeline.normalize.timexes.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    days,
    months,
    unit_from,
    week_of,
    weekend_of,
)
from pipeline.normalize.timexes.references import reference, year_of
from pipeline.normalize.timexes.tense import Tense
from pipeline.timegrammar.nodes import (
    Day,
    DayOfMonth,
    Fraction,
    Holiday,
    Month,
    Reference,
    Season,
    Weekday,
    Weekend,
    YearNumber,
)
from pipeline.timegrammar.terms import Origin, Side, Unit
from pipeline.types import DateOrder


def month(time: Month, frame: Frame) -> Period:
    """Return a month, of the year said or the one meant. Raises Unresolved."""
    if time.year:
        return months(year_of(time.year, frame), time.month)
    if time.side is Side.THIS:
        return months(frame.from_anchor().year, time.month)
    return _pick([months(year, time.month) for year in _yearly(frame)], frame, time.side)


def season(time: Season, frame: Frame) -> Period:
    """Return a season as its three months. Raises Unresolved."""
    if time.year:
        return months(year_of(time.year, frame), time.month, 3)
    candidates = [months(year, time.month, 3) for year in _yearly(frame)]
    if (
        time.side is Side.THIS and frame.tense is not Tense.FUTURE
    ):  # in October this summer is over, in March it is to come
        middle = frame.from_anchor() - timedelta(45)
        return min(candidates, key=lambda period: abs((first_day(period) - middle).days))
    return _pick(candidates, frame, None if time.side is Side.THIS else time.side)


def fraction(time: Fraction, frame: Frame) -> Period:
    """Return a quarter or half of a year as its months. Raises Unresolved."""
    length = 3 if time.unit is Unit.QUARTER else 6
    first = length * (time.number - 1) + 1
    running = isinstance(time.year, Reference) and time.year.origin is Origin.EITHER and not frame.nearby
    if time.year and not running:
        return months(year_of(time.year, frame), first, length)
    return _pick([months(year, first, length) for year in _yearly(frame)], frame, None)


def day(time: Day, frame: Frame, surface: str) -> Period:
    """Return a day; a whole one as dateparser reads it, if that is what stands there. Raises Unresolved."""
    if time.year:
        stated = date(year_of(time.year, frame), time.month, time.day)
        if isinstance(time.year, YearNumber) and surface:
            read = read_absolute(surface, DateOrder.DMY if "." in surface else DateOrder.MDY)
            stated = read if read and (read.month, read.day) == (time.month, time.day) else stated
        return days(stated, stated)
    candidates = [days(day, day) for year in _yearly(frame) if (day := _valid(year, time.month, time.day))]
    if time.weekday is not None:
        agreeing = [period for period in candidates if first_day(period).weekday() == time.weekday]
        candidates = agreeing or candidates
    return _pick(candidates, frame, time.side, nearest=True)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in most years
        return None


def numeric(order: DateOrder | None, surface: str) -> Period:
    """Return a day in numerals, read in the order known. Raises Unresolved without one."""
    day = read_absolute(surface, order) if order else None
    if day is None:
        raise Unresolved(AMBIGUOUS)
    return days(day, day)


def day_of_month(time: DayOfMonth, frame: Frame) -> Period:
    """Return "the 25th" of the month said before, or of the one meant. Raises Unresolved."""
    if frame.nearby and frame.nearby.first:
        month = frame.nearby.first
        day = date(month.year, month.month, time.day)
        return days(day, day)
    base = frame.base()
    around = (unit_from(base, Unit.MONTH, offset) for offset in (-2, -1, 0, 1))
    found = (_valid(first_day(month).year, first_day(month).month, time.day) for month in around if month)
    candidates = [days(day, day) for day in found if day and time.weekday in (None, day.weekday())]
    return _pick(candidates, frame, None)


def weekday(time: Weekday, frame: Frame) -> Period:
    """Return a day of the week. Raises Unresolved."""
    if time.week:
        day = first_day(reference(time.week, frame)) + timedelta(time.weekday)
        return days(day, day)
    base = frame.base()
    if time.side is Side.THIS:
        day = base - timedelta(base.weekday() - time.weekday)
        return days(day, day)
    nearest = base - timedelta((base.weekday() - time.weekday) % 7)
    candidates = [days(day, day) for day in (nearest + timedelta(7 * week) for week in (-1, 0, 1, 2))]
    return _pick(candidates, frame, time.side)


def weekend(time: Weekend, frame: Frame) -> Period:
    """Return a Saturday and Sunday. Raises Unresolved."""
    base = frame.base()
    this = weekend_of(base)
    if time.side is Side.THIS:
        return this
    candidates = [weekend_of(base + timedelta(7 * week)) for week in (-1, 0, 1)]
    if time.side is Side.NEXT:
        return candidates[2]
    return _pick(candidates, frame, time.side)


def holiday(time: Holiday, frame: Frame) -> Period:
    """Return the days of a holiday, or the week that holds it. Raises Unresolved."""
    if time.year:
        found = holiday_in(time.name, year_of(time.year, frame))
        if found is None:
            raise Unresolved(NO_SUCH_DATE)
    else:
        candidates = [period for year in _yearly(frame) if (period := holiday_in(time.name, year))]
        side = None if time.side is Side.THIS else time.side
        found = _pick(candidates, frame, side, nearest=True)
    if time.weekend:
        return _long_weekend(found)
    return week_of(first_day(found)) if time.whole_week else found


def _long_weekend(holiday: Period) -> Period:
    """Return a holiday with the nearest Saturday and Sunday, and the days between."""
    first, last = first_day(holiday), last_day(holiday)
    near = weekend_of(first - timedelta(7) if first.weekday() < 2 else first)  # Mondays and Tuesdays: the one before
    return days(min(first, first_day(near)), max(last, last_day(near)))


def _pick(candidates: list[Period], frame: Frame, side: Side | None, *, nearest: bool = False) -> Period:
    """Return which of a recurring time's periods (in order) is meant.

    The other end of a range decides first, then "last" or "next", then the tense. Without any the one taken is the
    latest that has begun, or, for days of a month and holidays (``nearest``), the one nearest to the anchor.
    """
    if not candidates:
        raise Unresolved(NO_SUCH_DATE)
    base = frame.base()
    if frame.not_after:
        return _latest([period for period in candidates if first_day(period) <= base]) or candidates[0]
    if frame.not_before:
        return _earliest([period for period in candidates if last_day(period) >= base]) or candidates[-1]
    if side is Side.LAST:
        return _latest([period for period in candidates if last_day(period) < base]) or candidates[0]
    if side is Side.NEXT:
        return _earliest([period for period in candidates if first_day(period) > base]) or candidates[-1]
    if frame.past:
        return _latest([period for period in candidates if first_day(period) <= base]) or candidates[0]
    if nearest:
        return min(candidates, key=lambda period: _distance((first_day(period) - base).days, frame))
    if frame.tense is Tense.FUTURE:
        return _earliest([period for period in candidates if last_day(period) >= base]) or candidates[-1]
    return _latest([period for period in candidates if first_day(period) <= base]) or candidates[0]


def _distance(away: int, frame: Frame) -> float:
    """Return how far a day is from the anchor, with a weight on the side that the tense does not speak of."""
    if away == 0 or frame.tense is None:
        return abs(away) * (1.5 if away > 0 else 1.0)
    ahead = frame.tense is Tense.FUTURE
    return abs(away) * (1.0 if (away > 0) == ahead else 10.0)


def _latest(periods: list[Period]) -> Period | None:
    return periods[-1] if periods else None


def _earliest(periods: list[Period]) -> Period | None:
    return periods[0] if periods else None


def _yearly(frame: Frame) -> range:
    year = frame.base().year
    return range(max(year - 2, FIRST_YEAR), min(year + 3, LAST_YEAR))
