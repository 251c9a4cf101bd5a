"""Months that are also names or verbs: which "May", "March" or "June" is a month."""

from collections.abc import Set

from pipeline.lexicons import load_words
from pipeline.timegrammar.words import Words, numbers

NAMESAKES = frozenset({"april", "august", "june", "march", "may"})
BEFORE_MONTHS = frozenset(
    {
        "began", "begin", "begins", "during", "early", "ended", "ending", "ends", "entered", "in", "last", "late",
        "mid", "next", "since", "started", "starts", "this", "until",
    }
)  # fmt: skip


def is_month(words: Words, index: int, after: int, openers: Set[str]) -> bool:
    """Tell whether what stands around a bare name shows that it is a month; ``openers`` are words that open times."""
    before = words.low[index - 1]
    named = words.capital(after) and words.gap[after] == 1 and words.low[after] not in numbers("month")
    if before == "-" and words.gap[index] == 0:
        before = words.low[index - 2]
    if before in BEFORE_MONTHS or _is_measured(words, index, after):
        return True
    return before in openers and not named


def _is_measured(words: Words, index: int, after: int) -> bool:
    """Tell whether something is measured by the month: "June's trade deficit", but not "Theresa May's budget"."""
    behind = words.follow(after, "'", "s") or after
    near = (behind,) if words.low[behind] in load_words("function_words") else (behind, behind + 1)
    titled = index > 1 and words.low[index - 1] == "." and words.low[index - 2] in load_words("titles")
    if titled or (index > 0 and words.capital(index - 1)):
        return False
    return any(words.low[place] in load_words("monthly_nouns") for place in near)
