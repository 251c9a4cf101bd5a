"""Offices that stand before a name, and those whose office is a body of its own."""

from collections.abc import Container, Sequence

from pipeline.find.speakers.wordforms import NAME_SUFFIXES
from pipeline.lexicons import load_words

# "Secretary of State", "Speaker of the House": a title that goes on with "of".
OFFICES = frozenset({"secretary", "speaker", "director", "minister", "president", "chancellor", "leader"})

# "The Hill County Sheriff's Office", "the Attorney General's Office".
OFFICERS = frozenset(
    {"attorney", "auditor", "clerk", "coroner", "examiner", "general", "governor", "prosecutor", "sheriff"}
)

LINKS = frozenset({"and", "of", "the"})
OFFICE_LINKS = frozenset({"for", "of", "to"})


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


def behind_office(before: Sequence[str], keys: Sequence[str], given: Container[str]) -> int:
    """Return where in a name that of who holds an office begins: 4 in "Secretary of the Interior Ann Lee", 0 if none.

    ``before`` are the words before the name, ``keys`` its own, all in small letters; ``given`` are given names.
    """
    around = {*before, *keys[:-2]}
    body = keys[-1] in load_words("organisation_words") | NAME_SUFFIXES or keys[0] in given  # "of the John Lewis Trust"
    if body or OFFICES.isdisjoint(around) or OFFICE_LINKS.isdisjoint(around):
        return 0
    return next((at for at in range(1, len(keys) - 1) if keys[at] in given and len(keys) - at in {2, 3}), 0)
