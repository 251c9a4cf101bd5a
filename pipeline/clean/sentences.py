"""Where sentences end, without a model: a stop, a question or exclamation mark, and what may follow it.

Cutting by rules first keeps the costly parse for the sentences that need it. The rules follow Kiss and Strunk,
"Unsupervised multilingual sentence boundary detection" (2006), with a list of abbreviations in place of statistics.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.lexicons import load_rows, load_words
from pipeline.types import CharSpan

# A longer stretch without an end is no sentence; it is cut at a space so that parsing stays cheap.
LONGEST = 3000

CLOSERS = "\"'”’»)]"
OPENERS = "\"'“‘«([`"

# An end mark, what closes after it, and the gap; or a stop with its space lost ("in the zone.The army").
# It begins with a plain set of characters, so that the search skips all others fast.
END = re.compile(
    rf"""
    (?P<mark>[.!?…][.!?…]{{0,3}})
    (?:
        (?P<closers>[{re.escape(CLOSERS)}]{{0,4}}) (?P<gap>\s+) (?=[^\s])    # the usual end
      | (?<=[a-z]{{3}}[.!?]) (?=[A-Z“][a-z]{{1,20}}[\s,])                    # the space is missing
    )
    """,
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[\w.&’'-]{1,30}$")
NEXT_WORD = re.compile(rf"[{re.escape(OPENERS)}]{{0,4}}([\w’']{{1,30}})")


def split_sentences(text: str, block: CharSpan) -> Iterator[CharSpan]:
    """Yield the sentences of ``block`` in order, without the white space between them.

    >>> text = "Gen. Ito counted 40. The U.S. did not. “Why?” he asked."
    >>> [text[s.start:s.end] for s in split_sentences(text, CharSpan(0, len(text)))]
    ['Gen. Ito counted 40.', 'The U.S. did not.', '“Why?” he asked.']
    """
    start = block.start
    for end in END.finditer(text, block.start, block.end):
        stop = end.end("closers") if end["gap"] else end.end()
        if end["gap"] and not _ends_sentence(text, start, end):
            continue
        yield from _bounded(text, start, stop)
        start = end.end()
    yield from _bounded(text, start, block.end)


def _ends_sentence(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether an end mark with a gap after it ends the sentence that began at ``start``."""
    following = NEXT_WORD.match(text, end.end())
    next_word = following[1] if following else ""
    if next_word[:1].islower():
        return False  # “Why?” he asked; approx. forty
    if end["mark"] != "." or end["closers"]:
        return True
    last = LAST_WORD.search(text, max(start, end.start() - 30), end.start())
    word = last[0].lower().lstrip("'’-") if last else ""
    abbreviations = _abbreviations()
    if abbreviations.get(word) == "name":
        return word == "no" and not next_word[:1].isdigit()  # "No. 4", but "He said no. Then"
    initials = (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[a-z]\.){1,4}[a-z]", word) is not None
    if initials or word in abbreviations:
        return next_word.lower() in load_words("sentence_starters")
    return True


@cache
def _abbreviations() -> Mapping[str, str]:
    """Return what follows each abbreviation: a name, or anything."""
    return {row["form"]: row["after"] for row in load_rows("abbreviations")}


def _bounded(text: str, start: int, end: int) -> Iterator[CharSpan]:
    """Yield the stretch without outer white space, cut at spaces where it is over-long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield CharSpan(start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield CharSpan(start, end)
