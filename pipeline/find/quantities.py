"""Which characters of a text are a number expression, and what it says: value, bound, unit."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.types import CharSpan, Modifier, QuantityMention, Refusal, TimexMention

_PLAIN = re.compile(r"(?<![\w.,])\$?\d[\d,]{0,15}(?:\.\d+)?(?:\s(?:percent|million|billion))?(?!\w)")


def find_quantities(
    text: str, within: Sequence[CharSpan], timexes: Sequence[TimexMention]
) -> tuple[tuple[QuantityMention, ...], tuple[Refusal, ...]]:
    """Return the quantities of ``text`` inside the spans ``within``, and the numbers that are none, in text order."""
    found: list[QuantityMention] = []
    for stretch in within:
        for match in _PLAIN.finditer(text, stretch.start, stretch.end):
            span = CharSpan(match.start(), match.end())
            if any(timex.locates and timex.span.overlaps(span) for timex in timexes):
                continue
            digits = re.sub(r"[^\d.]", "", match[0]).rstrip(".")
            value = Decimal(digits) * (10**6 if "million" in match[0] else 10**9 if "billion" in match[0] else 1)
            unit = "USD" if "$" in match[0] else "percent" if "percent" in match[0] else ""
            found.append(QuantityMention(span, span, span, value, None, None, Modifier.EXACT, unit, "plain"))
    return tuple(found), ()
