"""Offices that stand before a name, and those whose office is a body of its own."""

from collections.abc import Sequence

from pipeline.lexicons import load_words

# "Secretary of State", "Speaker of the House": a title that goes on with "of".
OFFICES = frozenset({"secretary", "speaker", "director", "minister", "president", "chancellor", "leader"})

# "The Hill County Sheriff's Office", "the Attorney General's Office".
OFFICERS = frozenset(
    {"attorney", "auditor", "clerk", "coroner", "examiner", "general", "governor", "prosecutor", "sheriff"}
)

LINKS = frozenset({"and", "of", "the"})


def words_of_office(keys: Sequence[str]) -> int:
    """Return how many words at the start of a run are an office and its field, with a name behind them; 0 if none are.

    >>> words_of_office(["speaker", "of", "the", "house", "jane", "roe"])
    4
    """
    if keys[0] not in OFFICES or keys[1:2] != ["of"]:
        return 0
    fields = load_words("office_fields") | LINKS
    end = next((number for number, key in enumerate(keys) if number and key not in fields), 0)
    return end if keys[end - 1] not in LINKS else 0
