"""Time expressions in the text; no parse is needed."""

from collections.abc import Sequence

from pipeline.timegrammar import read_expressions
from pipeline.types import CharSpan, TimexMention


def find_timexes(text: str, within: Sequence[CharSpan]) -> tuple[TimexMention, ...]:
    """Return the time expressions inside each of ``within``, in text order and without overlap.

    >>> text = "Since last May, 20 people a day have left."
    >>> [text[timex.span.start : timex.span.end] for timex in find_timexes(text, [CharSpan(0, len(text))])]
    ['Since last May', 'a day']
    """
    return tuple(
        TimexMention(found.span, found.kind, found.locates, found.rule)
        for span in within
        for found in read_expressions(text, span)
    )
