"""Where the cells of a row stand in its article, worked out again from the row and the text.

The table gives the number's place; source, cue and date are given as words. The sentence is found around the number,
the words in it, or, for a speaker named in a sentence before, as near to it as they occur.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.types import CharSpan

# How far outside the sentence a source and its cue are looked for: a quotation may run over paragraphs.
REACH = 4000


@dataclass(frozen=True, slots=True)
class Places:
    """Where the number, its sentence, the source, the cue and the date of one row stand in the article."""

    number: CharSpan
    sentence: CharSpan
    who: CharSpan | None
    cue: CharSpan | None
    date: CharSpan | None


def find_places(row: Mapping[str, str], text: str) -> Places | None:
    """Return the places of a claims.csv row in its article's ``text``; None where it is not the text of the row.

    >>> text = "She ran. Rain fell, he said: 9 mm."
    >>> row = dict(sentence="Rain fell, he said: 9 mm.", number_text="9 mm", char_start="29", char_end="33",
    ...            who_text="he", cue="said", date_text="")
    >>> places = find_places(row, text)
    >>> places.sentence, places.who, places.cue
    (CharSpan(start=9, end=34), CharSpan(start=20, end=22), CharSpan(start=23, end=27))
    """
    if not (row["char_start"].isdecimal() and row["char_end"].isdecimal()):
        return None
    number = CharSpan(int(row["char_start"]), int(row["char_end"]))
    if text[number.start : number.end] != row["number_text"] or not row["number_text"]:
        return None
    length = len(row["sentence"])
    start = text.find(row["sentence"], max(0, number.end - length), number.start + length) if length else -1
    sentence = CharSpan(start, start + length) if start >= 0 else number
    who, cue = _saying(row["who_text"], row["cue"], text, sentence, number)
    dates = _near(row["date_text"], text, sentence)
    return Places(number, sentence, who, cue, min(dates, key=lambda span: _gap(span, number), default=None))


def _saying(
    who: str, cue: str, text: str, sentence: CharSpan, number: CharSpan
) -> tuple[CharSpan | None, CharSpan | None]:
    """Find source and cue as close to each other and to the sentence as they occur together."""
    sources, cues = _occurrences(who, text, sentence), _occurrences(cue, text, sentence)
    if not sources or not cues:
        sources, cues = _occurrences(who, text, _around(sentence)), _occurrences(cue, text, _around(sentence))
    if not sources or not cues:
        found = min(sources or cues, key=lambda span: (_gap(span, sentence), _gap(span, number)), default=None)
        return (found, None) if sources else (None, found)
    pairs = [(source, said) for said in cues for source in _beside(said, sources)]
    return min(
        pairs,
        key=lambda pair: (
            _gap(*pair) + 2 * max(_gap(pair[0], sentence), _gap(pair[1], sentence)),
            _gap(pair[1], number),
        ),
    )


def _beside(span: CharSpan, others: Sequence[CharSpan]) -> Sequence[CharSpan]:
    """Return the neighbours of ``span`` among ``others``, which are sorted: two before, two after."""
    at = bisect_left(others, span)
    return others[max(0, at - 2) : at + 2]


def _near(words: str, text: str, sentence: CharSpan) -> list[CharSpan]:
    """Return where ``words`` stand in the sentence, and if nowhere there, around it."""
    return _occurrences(words, text, sentence) or _occurrences(words, text, _around(sentence))


def _around(sentence: CharSpan) -> CharSpan:
    return CharSpan(max(0, sentence.start - REACH), sentence.end + REACH)


def _occurrences(words: str, text: str, within: CharSpan) -> list[CharSpan]:
    """Return where ``words`` stand in ``text``, not as a part of a longer word, in text order."""
    found: list[CharSpan] = []
    start = text.find(words, within.start, within.end) if words else -1
    while start >= 0:
        end = start + len(words)
        if not (_joined(text, start) or _joined(text, end)):
            found.append(CharSpan(start, end))
        start = text.find(words, end, within.end)
    return found


def _joined(text: str, place: int) -> bool:
    """Tell whether a word goes on over ``place``."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _gap(one: CharSpan, other: CharSpan) -> int:
    """Return the number of characters between two spans, 0 where they touch."""
    return max(0, one.start - other.end, other.start - one.end)
