"""Time expressions in the text, by a grammar of news English; no parse is needed."""

import re
from collections.abc import Sequence

from pipeline.types import CharSpan, TimexKind, TimexMention

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?:1[5-9]\d\d|20[0-4]\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DATE = re.compile(
    rf"(?:[Ss]ince |[Bb]y |[Aa]s of )?\b(?:{_MONTH} \d{{1,2}}(?!\d)(?:, {_YEAR})?|{_MONTH} {_YEAR}|{_MONTH}(?= )|{_YEAR}\b|{_WEEKDAY}"
    r"|(?:last|this|next) (?:year|month|week)|yesterday|today)\b"
)


def find_timexes(text: str, within: Sequence[CharSpan]) -> tuple[TimexMention, ...]:
    """Return the time expressions inside each of ``within``, in text order and without overlap."""
    return tuple(
        TimexMention(CharSpan(*match.span()), TimexKind.DATE, locates=True, rule="date")
        for span in within
        for match in _DATE.finditer(text, span.start, span.end)
    )
