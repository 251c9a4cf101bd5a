"""Which sentences a claim may need: those with a number, what dates it, who said it, and what must be parsed for it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.numerals import may_hold_numeral
from pipeline.parsed import ParsedSentence
from pipeline.types import QuantityMention, Quotation, Sentence, TimexMention


def sentences_with_numbers(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return, in text order, the sentences that may hold a number."""
    return tuple(sentence for sentence in sentences if may_hold_numeral(text, sentence.span.start, sentence.span.end))


def sentences_with_times(sentences: Sequence[Sentence], timexes: Sequence[TimexMention]) -> frozenset[int]:
    """Return the numbers of the sentences that hold one of ``timexes``, and of the one before each.

    The latter may hold a time that these point back to ("that day").
    """
    timed = {bisect_right(sentences, timex.span.start, key=_start) - 1 for timex in timexes}
    return frozenset(timed | {number - 1 for number in timed if number})


def sentences_to_parse(
    sentences: Sequence[Sentence], quantities: Sequence[QuantityMention], quotations: Sequence[Quotation]
) -> tuple[Sentence, ...]:
    """Return, in text order, the sentences whose parse a claim needs.

    Those are the sentences that tell who said a number, and the one before each number (what "it also found" goes on
    from).
    """
    numbered = _numbered(sentences, quantities)
    wanted = _telling(sentences, numbered, quotations) | {number - 1 for number in numbered if number}
    return tuple(sentences[number] for number in sorted(wanted))


def telling_sentences(
    parsed: Sequence[ParsedSentence], quantities: Sequence[QuantityMention], quotations: Sequence[Quotation]
) -> tuple[ParsedSentence, ...]:
    """Return, in text order, those of the parsed sentences that may tell who said one of ``quantities``.

    Those are the sentences with a number and, for a number inside quotation marks, the sentences in which the
    quotation begins and ends and those beside them.
    """
    sentences = [one.sentence for one in parsed]
    return tuple(parsed[number] for number in sorted(_telling(sentences, _numbered(sentences, quantities), quotations)))


def _numbered(sentences: Sequence[Sentence], quantities: Sequence[QuantityMention]) -> set[int]:
    return {bisect_right(sentences, quantity.span.start, key=_start) - 1 for quantity in quantities}


def _telling(sentences: Sequence[Sentence], numbered: set[int], quotations: Sequence[Quotation]) -> set[int]:
    wanted = set(numbered)
    for quotation in quotations:
        first = bisect_right(sentences, quotation.span.start, key=_end)
        last = bisect_left(sentences, quotation.span.end, key=_start) - 1
        if not numbered.isdisjoint(range(first, last + 1)):
            wanted.update(_around(sentences, first, last))
    return wanted


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
