"""The words around numbers that settle how they are read, by what they tell."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.lexicons import load_rows
from pipeline.lexicons.verbs import verb_forms


def _contexts() -> Mapping[str, frozenset[str]]:
    """Words by what they tell; of verbs all forms."""
    words: dict[str, set[str]] = {}
    for row in load_rows("number_contexts"):
        forms = verb_forms(row["word"]) if row["context"].endswith("_verb") else {row["word"]}
        words.setdefault(row["context"], set()).update(forms)
    return MappingProxyType({context: frozenset(group) for context, group in words.items()})


CONTEXTS = _contexts()


def any_of(context: str) -> str:
    r"""Return a pattern for the words of a context, the longest first; a space in them is any white space.

    >>> any_of("dimension").split("|")[:2]
    ['breaststroke', 'steeplechase']
    """
    words = sorted(CONTEXTS[context], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)
