"""Word lists, kept as data files beside this module and loaded once, as immutable values.

A ``.txt`` file holds one entry a line; a ``.csv`` file holds a header and rows. Lines that start with ``#`` are
comments: the first ones say where the list comes from.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the entries of ``name``.txt.

    >>> "president" in load_words("titles")
    True
    """
    return frozenset(_lines(f"{name}.txt"))


@cache
def load_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of ``name``.csv, each a mapping from column to cell."""
    return tuple(MappingProxyType(row) for row in csv.DictReader(_lines(f"{name}.csv")))


def _lines(filename: str) -> list[str]:
    text = files(__name__).joinpath(filename).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
