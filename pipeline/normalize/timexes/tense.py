"""Tells from the words around a time expression whether it speaks of the future; no parse is needed."""

import re
from enum import StrEnum

from pipeline.lexicons import load_words
from pipeline.types import CharSpan

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:.!?\"“”]")
# How many words and characters away a cue may stand.
REACH = 18
WINDOW = 140
AHEAD = load_words("future_words")
BEHIND = load_words("past_words")
# Words about the future only where an infinitive follows; elsewhere nouns ("his vacation plans").
WITH_INFINITIVE = frozenset(
    {
        "agreed", "aim", "aims", "decided", "hope", "hopes", "plan", "plans", "pledged", "promised", "ready", "target",
        "targets", "vowed",
    }
)  # fmt: skip
CONDITIONS = frozenset({"when", "if", "until", "once", "unless"})
TO_COME = frozenset({"about", "are", "bound", "is", "likely", "sure"})
DENIED = frozenset({"not", "neither", "nor", "never"})
# Before "due to" they make it a plan ("is due to open"); elsewhere it gives a cause ("deaths due to the heat").
PLANNING = frozenset({"am", "are", "be", "been", "is", "not", "now", "was", "were"})
SET_AGAINST = frozenset({("compared", "to"), ("compared", "with"), ("down", "from"), ("up", "from")})
POSSESSIVE = re.compile(r"['’]s?\b")


class Tense(StrEnum):
    """On which side of the anchor a time lies by the words around it."""

    PAST = "past"
    FUTURE = "future"


def find_tense(text: str, sentence: CharSpan, span: CharSpan) -> Tense | None:
    """Return what the nearest cue before the time at ``span`` in its sentence says, else behind it, None without cue.

    >>> text = "The court will rule on Monday."
    >>> find_tense(text, CharSpan(0, len(text)), CharSpan(23, 29)).value
    'future'
    """
    before = _words(text, max(sentence.start, span.start - WINDOW), span.start)[-REACH:]
    last = len(before) - 1 - (before[-1:] in (["in"], ["on"]))
    if last >= 0 and before[last] not in AHEAD and _is_past(before, last):
        return Tense.PAST  # "will stay in custody, a judge ruled Monday"
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if _compared(before, index):
            return Tense.PAST
        if word in BEHIND and not (index and before[index - 1] in ("be", "to")):
            return Tense.PAST
        if word in AHEAD and index and before[index - 1] == "had":  # "had been", "had expected sales to rise"
            return Tense.PAST
        if _ahead(before, index):
            return Tense.PAST if word == "would" and POSSESSIVE.match(text, span.end) else Tense.FUTURE
    if len(before) > 3:
        return None
    after = _words(text, span.end, min(sentence.end, span.end + WINDOW))[:REACH]
    for index, word in enumerate(after):
        if word in BEHIND or _is_past(after, index):
            return Tense.PAST
        if _ahead(after, index):
            return Tense.FUTURE
    return None


def _compared(words: list[str], index: int) -> bool:
    """Tell whether something is set against what went before: "3 million will need help, up from 2 million in May"."""
    pair = tuple(words[index - 1 : index + 1])
    return pair in SET_AGAINST and "to" not in words[index + 1 :]


def _ahead(words: list[str], index: int) -> bool:
    """Tell whether the word at ``index`` speaks of the future where it stands."""
    word = words[index]
    behind = words[index + 1] if index + 1 < len(words) else ""
    if word == "be":  # "is to be", "are likely to be"
        return index > 1 and words[index - 1] == "to" and words[index - 2] in TO_COME
    if word in ("is", "are"):  # "when the case is heard in May"
        return not CONDITIONS.isdisjoint(words[:index])
    if word not in AHEAD:
        return False
    if word in WITH_INFINITIVE:
        return behind == "to"
    if word == "due" and behind == "to":
        return index > 0 and words[index - 1] in PLANNING
    if word == "could":
        return behind not in DENIED and not DENIED.intersection(words[:index])
    return True


def _is_past(words: list[str], index: int) -> bool:
    """Tell whether the word at ``index`` looks like a verb in the past tense."""
    helped = index > 0 and words[index - 1] in ("be", "been", "is", "are", "to")
    return words[index].endswith("ed") and len(words[index]) > 4 and not helped


def _words(text: str, start: int, end: int) -> list[str]:
    """Return the words of a stretch in lower case; the month is no word about what may be."""
    found = WORD.findall(text, start, end)
    return ["" if word == "May" else word.lower().replace("’", "'") for word in found]
