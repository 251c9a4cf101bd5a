"""Tells from the words around a time expression whether it speaks of the future; no parse is needed."""

import re

from pipeline.lexicons import load_words
from pipeline.types import CharSpan

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:.!?\"“”]")
# How many words and characters away a cue may stand.
REACH = 14
WINDOW = 120
AHEAD = load_words("future_words")
BEHIND = load_words("past_words")
# Words about the future only where an infinitive follows; elsewhere nouns ("his vacation plans").
WITH_INFINITIVE = frozenset({"aim", "aims", "hope", "hopes", "plan", "plans", "target", "targets"})
CONDITIONS = frozenset({"when", "if", "until", "once", "unless"})
DENIED = frozenset({"not", "neither", "nor", "never"})
POSSESSIVE = re.compile(r"['’]s?\b")


def speaks_of_future(text: str, sentence: CharSpan, span: CharSpan) -> bool:
    """Tell whether the time at ``span`` in its sentence lies ahead, by the nearest cue before it, else behind it.

    >>> text = "The court will rule on Monday."
    >>> speaks_of_future(text, CharSpan(0, len(text)), CharSpan(23, 29))
    True
    """
    before = _words(text, max(sentence.start, span.start - WINDOW), span.start)[-REACH:]
    for index in range(len(before) - 1, -1, -1):
        word = before[index]
        if word in BEHIND:
            return False
        if _ahead(before, index):
            return not (word == "would" and POSSESSIVE.match(text, span.end))
    if len(before) > 3:
        return False
    after = _words(text, span.end, min(sentence.end, span.end + WINDOW))[:REACH]
    for index, word in enumerate(after):
        helped = index > 0 and after[index - 1] in ("be", "been", "is", "are", "to")
        if word in BEHIND or (word.endswith("ed") and len(word) > 4 and not helped):
            return False
        if _ahead(after, index):
            return True
    return False


def _ahead(words: list[str], index: int) -> bool:
    """Tell whether the word at ``index`` speaks of the future where it stands."""
    word = words[index]
    behind = words[index + 1] if index + 1 < len(words) else ""
    if word == "be":
        return index > 0 and words[index - 1] == "to"
    if word in ("is", "are"):  # "when the case is heard in May"
        return not CONDITIONS.isdisjoint(words[:index])
    if word not in AHEAD:
        return False
    if word in WITH_INFINITIVE:
        return behind == "to"
    if word == "could":
        return behind not in DENIED and not DENIED.intersection(words[:index])
    return True


def _words(text: str, start: int, end: int) -> list[str]:
    return [word.lower().replace("’", "'") for word in WORD.findall(text, start, end)]
