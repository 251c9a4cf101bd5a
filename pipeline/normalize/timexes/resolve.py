"""Finds the calendar period that one time of the grammar names, counted from the anchor or from a time said before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from pipeline.normalize.timexes.absolute import read_absolute
from pipeline.normalize.timexes.fiscal import FiscalCalendar
from pipeline.normalize.timexes.holidays import holiday_in
from pipeline.normalize.timexes.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Grain,
    Period,
    century,
    days,
    decade,
    months,
    moved,
    part_of,
    shifted,
    unit_around,
    unit_from,
    week_of,
    weekend_of,
    years,
)
from pipeline.normalize.timexes.tense import Tense
from pipeline.timegrammar.nodes import (
    Century,
    Clock,
    Day,
    DayOfMonth,
    Decade,
    FiscalYear,
    Fraction,
    Holiday,
    Month,
    Now,
    NumericDay,
    Origin,
    Overnight,
    Point,
    Reference,
    Same,
    Season,
    Shifted,
    Side,
    Stretch,
    Then,
    Time,
    ToDate,
    Unit,
    Units,
    Weekday,
    Weekend,
    WeekOf,
    Year,
    YearNumber,
    YearPair,
)
from pipeline.types import DateOrder

NO_ANCHOR = "no_publication_date"
NO_CONTEXT = "date_unresolved"
AMBIGUOUS = "date_ambiguous"
NO_FISCAL_YEAR = "fiscal_year_unknown"
NO_SUCH_DATE = "no_such_date"
VAGUE = "date_vague"


class Unresolved(Exception):
    """A time that cannot be told; ``args[0]`` is the flag that says why."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What times are counted from.

    ``context`` is the time said before that an expression may point back to, ``nearby`` the one in the same sentence,
    ``history`` the periods said before that figures are compared with, the newest first. ``tense`` is what the words
    around an expression say about its side of the anchor, ``past`` is set after "since"; ``not_after`` and
    ``not_before`` bind one end of a range to the other.
    """

    anchor: date | None
    context: Period | None = None
    nearby: Period | None = None
    history: tuple[Period, ...] = ()
    tense: Tense | None = None
    past: bool = False
    not_after: date | None = None
    not_before: date | None = None
    order: DateOrder | None = None
    fiscal: FiscalCalendar | None = None

    def base(self) -> date:
        """Return the day that years and weeks are counted from: the other end of a range, else the anchor."""
        day = self.not_after or self.not_before or self.anchor
        if day is None:
            raise Unresolved(NO_ANCHOR)
        return day

    def from_anchor(self) -> date:
        """Return the anchor."""
        if self.anchor is None:
            raise Unresolved(NO_ANCHOR)
        return self.anchor


def resolve_point(point: Point, frame: Frame, surface: str) -> Period:
    """Return the period that ``point`` names, its part cut out; ``surface`` is its text. Raises Unresolved."""
    period = resolve(point.time, frame, surface)
    return part_of(period, point.part) if point.part else period


def resolve(time: Time, frame: Frame, surface: str = "") -> Period:
    """Return the period that ``time`` names. Raises Unresolved."""
    try:
        return _resolve(time, frame, surface)
    except (ValueError, OverflowError) as error:  # out of the calendar: the 30th of February, the year 12000
        raise Unresolved(NO_SUCH_DATE) from error


def _resolve(time: Time, frame: Frame, surface: str) -> Period:
    match time:
        case YearNumber(year=year):
            return years(year, year)
        case YearPair(first=first, last=last):
            return years(first, last)
        case Decade(first=first):
            return decade(first)
        case Century(number=number):
            return century(number)
        case Reference():
            return _reference(time, frame)
        case FiscalYear():
            return _fiscal(time, frame)
        case Fraction():
            return _fraction(time, frame)
        case Season():
            return _season(time, frame)
        case Month():
            return _month(time, frame)
        case Day():
            return _day(time, frame, surface)
        case NumericDay():
            return _numeric(frame.order, surface)
        case DayOfMonth():
            return _day_of_month(time, frame)
        case Weekday():
            return _weekday(time, frame)
        case Weekend():
            return _weekend(time, frame)
        case Holiday():
            return _holiday(time, frame)
        case Now():
            return days(frame.from_anchor(), frame.from_anchor())
        case Overnight():
            return days(frame.from_anchor() - timedelta(1), frame.from_anchor())
        case ToDate():
            return _to_date(time, frame)
        case Then():
            return _known(frame.context)
        case Shifted():
            return _shifted(time, frame)
        case Same():
            return _same(time, frame)
        case WeekOf(time=inner):
            return week_of(_first(resolve(inner, frame)))
        case Clock(day=inner):
            return resolve(inner, frame) if inner else _this_day(frame)
        case Stretch():
            return _stretch(time, frame)
        case Units():
            return _units(time, frame)
        case _:
            raise Unresolved(VAGUE)


def _known(period: Period | None) -> Period:
    if period is None:
        raise Unresolved(NO_CONTEXT)
    return period


def _first(period: Period) -> date:
    if period.first is None:
        raise Unresolved(NO_CONTEXT)
    return period.first


def _last(period: Period) -> date:
    if period.last is None:
        raise Unresolved(NO_CONTEXT)
    return period.last


def _reference(time: Reference, frame: Frame) -> Period:
    if time.unit is Unit.FISCAL_YEAR:
        return _fiscal(FiscalYear(time), frame)
    match time.origin:
        case Origin.ANCHOR:
            day = frame.from_anchor()
        case Origin.CONTEXT:
            context = _known(_of_length(time.unit, frame))
            day = _last(context) if time.offset > 0 else _first(context)
        case Origin.EITHER:
            day = _first(frame.nearby) if frame.nearby else frame.from_anchor()
    found = unit_from(day, time.unit, time.offset)
    if found is None:  # an hour or a minute lies within its day
        return unit_around(day, Unit.DAY) or days(day, day)
    return found


def _of_length(unit: Unit, frame: Frame) -> Period | None:
    """Return what "the month" or "the quarter" point back to: the newest month or quarter; else the newest time."""
    if unit not in (Unit.MONTH, Unit.QUARTER, Unit.HALF):
        return frame.context
    return next((period for period in frame.history if period == unit_around(_first(period), unit)), None)


def _year(year: Year, frame: Frame) -> int:
    return year.year if isinstance(year, YearNumber) else _first(_reference(year, frame)).year


def _pick(candidates: list[Period], frame: Frame, side: Side | None, *, nearest: bool = False) -> Period:
    """Return which of a recurring time's periods (in order) is meant.

    The other end of a range decides first, then "last" or "next", then the tense. Without any the one taken is the
    latest that has begun, or, for days of a month and holidays (``nearest``), the one nearest to the anchor.
    """
    if not candidates:
        raise Unresolved(NO_SUCH_DATE)
    base = frame.base()
    if frame.not_after:
        return _latest([period for period in candidates if _first(period) <= base]) or candidates[0]
    if frame.not_before:
        return _earliest([period for period in candidates if _last(period) >= base]) or candidates[-1]
    if side is Side.LAST:
        return _latest([period for period in candidates if _last(period) < base]) or candidates[0]
    if side is Side.NEXT:
        return _earliest([period for period in candidates if _first(period) > base]) or candidates[-1]
    if frame.past:
        return _latest([period for period in candidates if _first(period) <= base]) or candidates[0]
    if nearest:
        return min(candidates, key=lambda period: _distance((_first(period) - base).days, frame))
    if frame.tense is Tense.FUTURE:
        return _earliest([period for period in candidates if _last(period) >= base]) or candidates[-1]
    return _latest([period for period in candidates if _first(period) <= base]) or candidates[0]


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


def _month(time: Month, frame: Frame) -> Period:
    if time.year:
        return months(_year(time.year, frame), time.month)
    if time.side is Side.THIS:
        return months(frame.from_anchor().year, time.month)
    return _pick([months(year, time.month) for year in _yearly(frame)], frame, time.side)


def _season(time: Season, frame: Frame) -> Period:
    if time.year:
        return months(_year(time.year, frame), time.month, 3)
    candidates = [months(year, time.month, 3) for year in _yearly(frame)]
    if (
        time.side is Side.THIS and frame.tense is not Tense.FUTURE
    ):  # in October this summer is over, in March it is to come
        middle = frame.from_anchor() - timedelta(45)
        return min(candidates, key=lambda period: abs((_first(period) - middle).days))
    return _pick(candidates, frame, None if time.side is Side.THIS else time.side)


def _fraction(time: Fraction, frame: Frame) -> Period:
    length = 3 if time.unit is Unit.QUARTER else 6
    first = length * (time.number - 1) + 1
    if time.year:
        return months(_year(time.year, frame), first, length)
    return _pick([months(year, first, length) for year in _yearly(frame)], frame, None)


def _fiscal(time: FiscalYear, frame: Frame) -> Period:
    if frame.fiscal is None:
        raise Unresolved(NO_FISCAL_YEAR)
    if isinstance(time.year, Reference) and time.year.unit is Unit.FISCAL_YEAR:
        context = frame.context if time.year.origin is Origin.CONTEXT else None
        day = _first(context) if context else frame.from_anchor()
        start = frame.fiscal.first_month
        begun = day.year - (day.month < start)
        whole = months(begun + time.year.offset, start, 12)
    else:
        whole = frame.fiscal.year(_year(time.year, frame), paired=time.paired)
    if not time.number:
        return whole
    length = 3 if time.unit is Unit.QUARTER else 6
    begin = _first(whole)
    return months(begin.year, begin.month + length * (time.number - 1), length)


def _day(time: Day, frame: Frame, surface: str) -> Period:
    if time.year:
        stated = date(_year(time.year, frame), time.month, time.day)
        return days(stated, stated)
    candidates = [days(day, day) for year in _yearly(frame) if (day := _valid(year, time.month, time.day))]
    if time.weekday is not None:
        agreeing = [period for period in candidates if _first(period).weekday() == time.weekday]
        candidates = agreeing or candidates
    return _pick(candidates, frame, time.side, nearest=True)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February in most years
        return None


def _numeric(order: DateOrder | None, surface: str) -> Period:
    day = read_absolute(surface, order) if order else None
    if day is None:
        raise Unresolved(AMBIGUOUS)
    return days(day, day)


def _day_of_month(time: DayOfMonth, frame: Frame) -> Period:
    if frame.nearby and frame.nearby.first:
        month = frame.nearby.first
        day = date(month.year, month.month, time.day)
        return days(day, day)
    base = frame.base()
    around = (unit_from(base, Unit.MONTH, offset) for offset in (-2, -1, 0, 1))
    found = (_valid(_first(month).year, _first(month).month, time.day) for month in around if month)
    candidates = [days(day, day) for day in found if day and time.weekday in (None, day.weekday())]
    return _pick(candidates, frame, None)


def _weekday(time: Weekday, frame: Frame) -> Period:
    if time.week:
        day = _first(_reference(time.week, frame)) + timedelta(time.weekday)
        return days(day, day)
    base = frame.base()
    if time.side is Side.THIS:
        day = base - timedelta(base.weekday() - time.weekday)
        return days(day, day)
    nearest = base - timedelta((base.weekday() - time.weekday) % 7)
    candidates = [days(day, day) for day in (nearest + timedelta(7 * week) for week in (-1, 0, 1, 2))]
    return _pick(candidates, frame, time.side)


def _weekend(time: Weekend, frame: Frame) -> Period:
    base = frame.base()
    this = weekend_of(base)
    if time.side is Side.THIS:
        return this
    candidates = [weekend_of(base + timedelta(7 * week)) for week in (-1, 0, 1)]
    if time.side is Side.NEXT:
        return candidates[2]
    return _pick(candidates, frame, time.side)


def _holiday(time: Holiday, frame: Frame) -> Period:
    if time.year:
        found = holiday_in(time.name, _year(time.year, frame))
        if found is None:
            raise Unresolved(NO_SUCH_DATE)
    else:
        candidates = [period for year in _yearly(frame) if (period := holiday_in(time.name, year))]
        side = None if time.side is Side.THIS else time.side
        found = _pick(candidates, frame, side, nearest=True)
    return week_of(_first(found)) if time.whole_week else found


def _to_date(time: ToDate, frame: Frame) -> Period:
    anchor = frame.from_anchor()
    if time.period is None:
        return Period(None, anchor, Grain.DAY, Grain.DAY)
    whole = _reference(time.period, frame)
    if whole.grain >= Grain.YEAR or (whole.grain is Grain.MONTH and time.period.unit is not Unit.MONTH):
        first = _first(whole)
        return months(first.year, first.month, (anchor.year - first.year) * 12 + anchor.month - first.month + 1)
    return days(_first(whole), anchor)


def _shifted(time: Shifted, frame: Frame) -> Period:
    if time.base is not None:
        start: Period | None = resolve(time.base, frame)
    elif time.unit in (Unit.DAY, Unit.WEEK):
        start = frame.context
    else:
        start = frame.history[0] if frame.history else None
    found = moved(_known(start), time.count, time.unit)
    return _known(found)


def _same(time: Same, frame: Frame) -> Period:
    span = next((period for period in frame.history if period.grain < Grain.YEAR), None)
    first = _first(_known(span))
    if isinstance(time.year, Reference) and time.year.origin is Origin.CONTEXT:
        count = time.year.offset
    else:
        count = _year(time.year, frame) - first.year
    return _known(moved(_known(span), count, Unit.YEAR))


def _this_day(frame: Frame) -> Period:
    """Return the day that a time of day without one belongs to: the day named in the sentence, else the anchor."""
    if frame.nearby and frame.nearby.first and frame.nearby.first == frame.nearby.last:
        return frame.nearby
    return days(frame.from_anchor(), frame.from_anchor())


def _stretch(time: Stretch, frame: Frame) -> Period:
    if time.at and time.count:
        return _up_to(resolve_point(time.at, frame, ""), time.count, time.unit)
    if time.count is None:
        raise Unresolved(VAGUE)
    anchor = frame.from_anchor()
    sign = 1 if time.forward else -1
    match time.unit:
        case Unit.SECOND | Unit.MINUTE | Unit.HOUR:
            hours = time.count if time.unit is Unit.HOUR else 1
            other = anchor + timedelta(sign * ceil(hours / 24))
        case Unit.DAY | Unit.WEEK | Unit.WEEKEND:
            other = anchor + timedelta(sign * time.count * (1 if time.unit is Unit.DAY else 7))
        case _:
            per_unit = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.DECADE: 120, Unit.CENTURY: 1200}
            other = shifted(anchor, sign * time.count * per_unit.get(time.unit, 12))
            low, high = sorted((anchor, other))
            return months(low.year, low.month, (high.year - low.year) * 12 + high.month - low.month + 1)
    return days(min(anchor, other), max(anchor, other))


def _up_to(end: Period, count: int, unit: Unit) -> Period:
    """Return the ``count`` units that end with ``end``: "the three months ended June 30"."""
    last = _last(end)
    per_unit = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
    if unit not in per_unit:
        return days(last - timedelta(count * (7 if unit in (Unit.WEEK, Unit.WEEKEND) else 1) - 1), last)
    length = count * per_unit[unit]
    if (last + timedelta(1)).day == 1:
        return months(last.year, last.month - length + 1, length)
    return days(shifted(last, -length) + timedelta(1), last)


def _year_of_months(count: int, frame: Frame) -> Period:
    """Return the year of "the first ten months" without a year: this one if they are over, else the last one."""
    anchor = frame.from_anchor()
    over = anchor.month >= count or frame.tense is Tense.FUTURE
    return years(anchor.year - (not over), anchor.year - (not over))


def _units(time: Units, frame: Frame) -> Period:
    whole = resolve_point(time.of, frame, "") if time.of else _year_of_months(time.count, frame)
    first, last = _first(whole), _last(whole)
    per_unit = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
    if time.unit in per_unit:
        step = per_unit[time.unit]
        length = time.count * step
        begin = (
            shifted(last.replace(day=1), 1 - length) if time.last else shifted(first.replace(day=1), time.skip * step)
        )
        found = months(begin.year, begin.month, length)
        whole_years = time.unit in (Unit.YEAR, Unit.DECADE) and begin.month == 1
        return replace(found, grain=Grain.YEAR, last_grain=Grain.YEAR) if whole_years else found
    step = 7 if time.unit is Unit.WEEK else 2 if time.unit is Unit.WEEKEND else 1
    if time.unit is Unit.WEEKEND:
        raise Unresolved(VAGUE)
    if time.last:
        return days(last - timedelta(time.count * step - 1), last)
    start = first + timedelta(time.skip * step)
    return days(start, start + timedelta(time.count * step - 1))
