"""Which sentences must be parsed: those with a number, and those that tell who said it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.types import QuantityMention, Quotation, Sentence


def sentences_to_parse(
    sentences: Sequence[Sentence], quantities: Sequence[QuantityMention], quotations: Sequence[Quotation]
) -> tuple[Sentence, ...]:
    """Return, in text order, the sentences whose parse a claim needs.

    Those are the sentences with a number, the one before each (what "it also found" goes on from), and, for a number
    inside quotation marks, the sentences in which the quotation begins and ends and those beside them.
    """
    numbered = {bisect_right(sentences, quantity.span.start, key=_start) - 1 for quantity in quantities}
    wanted = numbered | {number - 1 for number in numbered if number}
    for quotation in quotations:
        first = bisect_right(sentences, quotation.span.start, key=_end)
        last = bisect_left(sentences, quotation.span.end, key=_start) - 1
        if not numbered.isdisjoint(range(first, last + 1)):
            wanted.update(_around(sentences, first, last))
    return tuple(sentences[number] for number in sorted(wanted))


def _around(sentences: Sequence[Sentence], first: int, last: int) -> Iterator[int]:
    """Yield the sentences where a cue can stand: at both ends of a quotation, and beside them."""
    yield from (first, last)
    if first > 0:
        yield first - 1
    if last + 1 < len(sentences) and sentences[last + 1].paragraph == sentences[last].paragraph:
        yield last + 1


def _start(sentence: Sentence) -> int:
    return sentence.span.start


def _end(sentence: Sentence) -> int:
    return sentence.span.end
