"""What stands next to a number: the word before it, a plural noun behind it."""

import re

_PREVIOUS = re.compile(r"([^\W\d_](?:[\w'’&]|[.-](?=[\w&])){0,30})\.?[\s-]{1,2}\Z")
# Words of grammar, of which none stands between a number and what it counts and none is a plural ("was", "its").
_GRAMMAR = (
    "(?!(?:a|across|an|and|are|as|at|but|by|does|for|from|had|has|have|his|in|is|its|of|on|or|plus|says|that|the|this|to|"
    "versus|was|were|which|who|will|with|would)\\b)"
)
_COUNTED = re.compile(
    rf"\s(?:{_GRAMMAR}[a-z][a-z-]{{1,20}}\s){{0,2}}(?:(?:people|men|women|children|police)\b|{_GRAMMAR}[a-z]{{2,20}}(?<!s)s\b)"
)


def word_before(text: str, position: int, low: int) -> str:
    """Return the word that ends right before ``position``, without its full stop; "" where there is none.

    >>> word_before("No one at Apollo 11", 17, 0), word_before("1,200", 2, 0)
    ('Apollo', '')
    """
    match = _PREVIOUS.search(text, max(low, position - 34), position)
    return match[1] if match else ""


def counts_things(text: str, end: int, high: int) -> bool:
    """Tell whether behind a number that ends at ``end`` a plural noun may follow, with a word or two between.

    >>> counts_things("12 young people", 2, 15), counts_things("12 of", 2, 5), counts_things("12 was the", 2, 10)
    (True, False, False)
    """
    return _COUNTED.match(text, end, high) is not None
