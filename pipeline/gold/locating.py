"""Where a number stands in an article, told by its words: in a corrected sheet, or in another program's annotation."""

import re
from collections.abc import Collection

from pipeline.types import CharSpan

# What spreadsheets and typists exchange sign for sign, so that positions hold.
SAME_SIGN = str.maketrans("‘’“”‐‑–—\u00a0\u202f\u2009", "''\"\"----   ")

# A snippet that shows a number's place is this long at least, if the line allows.
SHORTEST_CONTEXT, LONGEST_CONTEXT = 10, 80


def locate(
    text: str,
    number_text: str,
    passage: str,
    hint: CharSpan | None = None,
    taken: Collection[CharSpan] = (),
    *,
    inside_words: bool = True,
) -> CharSpan:
    """Return where ``number_text`` stands in ``text``: at ``hint``, else inside ``passage``, else in the whole text.

    A passage that stands more than once counts where it stands first. Of several places in the passage, the one that
    touches ``hint``, or the only one not ``taken``, is meant. A number that is nowhere a word of its own is looked for
    ``inside_words``. Raises ValueError where no single place is left.

    >>> locate("Two died. Then two more died.", "two", "Then two more died.")
    CharSpan(start=15, end=18)
    """
    if not number_text.strip():
        raise ValueError("expected the number as it stands in the article, found nothing")
    if hint and text[hint.start : hint.end] == number_text:
        return hint
    where = _first(text, passage) if passage.strip() else CharSpan(0, len(text))
    if where is None:
        raise ValueError(f"the sentence {_cut(passage)!r} does not stand in the article")
    found = _occurrences(text, number_text, where, inside_words=inside_words)
    if not found:
        place = f"the sentence {_cut(passage)!r}" if passage.strip() else "the article"
        raise ValueError(f"{_cut(number_text)!r} does not stand in {place}")
    for wanted in (
        [span for span in found if hint and span.overlaps(hint)],
        [span for span in found if span not in taken],
        found,
    ):
        if len(wanted) == 1:
            return wanted[0]
    places = ", ".join(f"{span.start}-{span.end}" for span in found[:5])
    raise ValueError(f"{_cut(number_text)!r} stands {len(found)} times there; give its positions, one of {places}")


def find_context(text: str, span: CharSpan) -> str | None:
    """Return a snippet of one line around ``span`` that stands once in ``text`` and tells its place; None if none does.

    >>> find_context("At 5 p.m. he sold 5 cars.", CharSpan(18, 19))
    'sold 5 cars'
    """
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    line_end = min((at for sign in "\r\n" if (at := text.find(sign, span.end)) >= 0), default=len(text))
    if span.start < line_start or any(sign in text[span.start : span.end] for sign in "\r\n"):
        return None
    starts = [at for at in range(line_start, span.start + 1) if _starts_word(text, at, line_start)]
    ends = [at for at in range(span.end, line_end + 1) if _ends_word(text, at, line_end)]
    left, right = len(starts) - 1, 0
    while left >= 0 and right < len(ends):
        snippet = text[starts[left] : ends[right]]
        if len(snippet) > LONGEST_CONTEXT:
            return None
        shown = starts[left] + snippet.find(text[span.start : span.end]) == span.start
        if shown and len(snippet) >= SHORTEST_CONTEXT - 1 and text.count(snippet) == 1:
            return snippet
        # One word more on the right, then one on the left: what is counted, then what comes before.
        if right < len(ends) - 1 and (right < len(starts) - left or not left):
            right += 1
        elif left:
            left -= 1
        else:
            return snippet if shown and text.count(snippet) == 1 else None
    return None


def _first(text: str, passage: str) -> CharSpan | None:
    """Find a passage word by word, so that white space and the kind of quotation marks do not matter."""
    start = text.find(passage)
    if start >= 0:
        return CharSpan(start, start + len(passage))
    words = passage.translate(SAME_SIGN).split()
    match = re.search(r"\s+".join(re.escape(word) for word in words), text.translate(SAME_SIGN))
    return CharSpan(*match.span()) if match else None


def _occurrences(text: str, number_text: str, where: CharSpan, *, inside_words: bool) -> list[CharSpan]:
    """Find the number as a word of its own, "5" not in "15" or "2.5"; else anywhere."""
    words = r"\s+".join(re.escape(word) for word in number_text.translate(SAME_SIGN).split())
    whole = rf"(?<![^\W_])(?<!\d[.,]){words}(?![^\W_])(?![.,]\d)"
    for pattern in (whole, words) if inside_words else (whole,):
        matches = re.compile(pattern).finditer(text.translate(SAME_SIGN), where.start, where.end)
        if found := [CharSpan(*match.span()) for match in matches]:
            return found
    return []


def _starts_word(text: str, at: int, line_start: int) -> bool:
    return at == line_start or (text[at - 1].isspace() and not text[at].isspace())


def _ends_word(text: str, at: int, line_end: int) -> bool:
    return at == line_end or (text[at].isspace() and not text[at - 1].isspace()) or not (text[at].isalnum())


def _cut(passage: str) -> str:
    return passage if len(passage) <= 60 else f"{passage[:57]}..."
