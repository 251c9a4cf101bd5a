"""What times are counted from, and why some cannot be."""

from dataclasses import dataclass
from datetime import date

from pipeline.normalize.timexes.fiscal import FiscalCalendar
from pipeline.normalize.timexes.periods import Period
from pipeline.normalize.timexes.tense import Tense
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


def known(period: Period | None) -> Period:
    """Return ``period``; raise Unresolved where there is none."""
    if period is None:
        raise Unresolved(NO_CONTEXT)
    return period


def first_day(period: Period) -> date:
    """Return the first day; raise Unresolved where the period is open."""
    if period.first is None:
        raise Unresolved(NO_CONTEXT)
    return period.first


def last_day(period: Period) -> date:
    """Return the last day; raise Unresolved where the period is open."""
    if period.last is None:
        raise Unresolved(NO_CONTEXT)
    return period.last
