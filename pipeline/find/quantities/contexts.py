"""The words around numbers that settle how they are read, by what they point to."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.lexicons import load_rows
from pipeline.lexicons.verbs import verb_forms


def _contexts() -> Mapping[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in load_rows("number_contexts"):
        words.setdefault(row["context"], set()).update(
            verb_forms(row["word"]) if row["context"].endswith("_verb") else {row["word"]}
        )
    return MappingProxyType({context: frozenset(group) for context, group in words.items()})


CONTEXTS = _contexts()
