"""Which stretches of the article stand between quotation marks."""

import re
from collections.abc import Sequence

from pipeline.types import CharSpan, Quotation, Sentence

_DOUBLE = re.compile(r'["“„”]')


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Return the quotations of the article in text order, without their marks."""
    found: list[Quotation] = []
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for members in paragraphs.values():
        start, end = members[0].span.start, members[-1].span.end
        marks = [mark.start() for mark in _DOUBLE.finditer(text, start, end)]
        found.extend(
            Quotation(CharSpan(opening + 1, closing), True)
            for opening, closing in zip(marks[::2], marks[1::2], strict=False)
            if closing > opening + 1
        )
        if len(marks) % 2 and marks[-1] + 1 < end:
            found.append(Quotation(CharSpan(marks[-1] + 1, end), False))
    return tuple(sorted(found, key=lambda quotation: quotation.span))
