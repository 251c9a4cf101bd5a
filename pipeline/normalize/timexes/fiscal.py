"""Fiscal years: which state's an article means, and when they run."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from pipeline.lexicons import load_rows
from pipeline.normalize.timexes.periods import Period, months


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """The first month of a fiscal year, and whether one number names its last calendar year or its first."""

    first_month: int
    named_by_last: bool

    def year(self, number: int, *, paired: bool) -> Period:
        """Return the fiscal year called ``number``; ``paired`` where the text names both its years, here the later."""
        early = self.first_month > 1 and (self.named_by_last or paired)
        return months(number - early, self.first_month, 12)


@cache
def _cues() -> re.Pattern[str]:
    cues = sorted((row["cue"] for row in load_rows("fiscal_years")), key=_longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, cues))})(?!\w)")


def _longest_first(cue: str) -> tuple[int, str]:
    return -len(cue), cue


def fiscal_calendar(text: str) -> FiscalCalendar | None:
    """Return the fiscal calendar of the state that ``text`` names most often, None where none is or two are level.

    >>> fiscal_calendar("Congress set federal spending.").first_month
    10
    """
    rows = {row["cue"]: row for row in load_rows("fiscal_years")}
    named = Counter(rows[found]["country"] for found in _cues().findall(text.lower()))
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    row = next(row for row in rows.values() if row["country"] == ranked[0][0])
    return FiscalCalendar(int(row["first_month"]), row["named"] == "last")
