"""Capitalised names as they stand in the text, with what stands before them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.find.speakers.offices import OFFICERS, OFFICES, behind_office, words_of_office
from pipeline.find.speakers.wordforms import NAME_SUFFIXES, ORDINAL, begins_name
from pipeline.find.speakers.words import Word, read_words
from pipeline.lexicons import load_rows, load_words
from pipeline.types import CharSpan

# Lower-case words that may stand inside a name: of a body, and of a person.
INSIDE_BODIES = frozenset({"of", "for", "the", "and", "&"})
BODY_LINKS = frozenset({"of", "for"})
INSIDE_PEOPLE = frozenset({
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "van", "von",
})  # fmt: skip

# Words with a capital that are no part of the name they precede.
QUALIFIERS = frozenset({
    "acting", "ex", "first", "former", "incoming", "interim", "late", "newly", "outgoing", "retired", "then",
})  # fmt: skip

# Words before an adjective of nation that make one with it ("South Korean", "Latin American").
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "latin", "saudi", "central"}
)

LONGEST_NAME = 9

# How the plurals of those who form bodies end ("Workers' Party", "Physicians' Council").
PLURALS_OF_PEOPLE = ("ers", "ists", "ors", "ians", "ants", "ents")


# Days and months end no name ("Lee Friday said" is Lee), but these may, and "Black Friday" is one.
MONTHS_IN_NAMES = frozenset({"april", "august", "june", "march", "may"})
PARTISANS = frozenset({"democrat", "republican"})  # "an Ohio Republican"
NAMED_DAYS = frozenset({"ash", "black", "bloody", "easter", "fat", "good", "palm", "ruby", "super"})


class NameMention(NamedTuple):
    """A run of capitalised words without titles; ``titles`` are the lower-case words that said what the person is."""

    words: tuple[Word, ...]
    keys: tuple[str, ...]  # the words as they are compared
    span: CharSpan  # where it stands in the article
    first: int  # the number of its first word in the sentence
    raw: str  # the article's text from the first word to the last
    titles: tuple[str, ...]
    opens: bool  # whether it opens its sentence, where a capital proves nothing
    before: str  # the lower-case word right before, "" if none

    @property
    def name(self) -> str:
        """The words on one line."""
        return self.name_from(0)

    def name_from(self, first: int) -> str:
        """The words from number ``first`` on one line."""
        return " ".join(self.raw[self.words[first].start - self.words[0].start :].split())

    @property
    def possessive(self) -> bool:
        """Whether it owns what follows."""
        return self.words[-1].possessive


def find_mentions(text: str, span: CharSpan) -> Iterator[NameMention]:
    """Yield the names of one sentence."""
    words = read_words(text, span)
    end = 0
    for number, word in enumerate(words):
        if not word.capital or number < end:
            continue
        first = number - _begins_with_ordinal(text, words, number)
        run = list(words[first : number + 1])
        end = number + 1
        while end < len(words) and _goes_on(text, run, words, end):
            run.append(words[end])
            end += 1
        while not run[-1].capital:
            run.pop()
        if not is_no_name(run):  # "The", "He": most that opens a sentence
            yield from _names(text, words, first, run)


def _goes_on(text: str, run: list[Word], words: tuple[Word, ...], number: int) -> bool:
    word = words[number]
    gap = text[run[-1].end : word.start]
    if len(run) >= LONGEST_NAME or (run[-1].possessive and not _is_plural_owner(run, word)):
        return False
    joined = gap.strip(" \xa0'’s" if run[-1].possessive else " \xa0'’")
    if joined and not (joined == "," and word.key in NAME_SUFFIXES) and joined != "&":
        return False
    return word.capital or _is_inside(run, words, number)


def _begins_with_ordinal(text: str, words: tuple[Word, ...], number: int) -> bool:
    ordinal = words[number - 1]
    if not number or not ordinal.plain[0].isdecimal():
        return False
    gap = text[ordinal.end : words[number].start]
    return begins_name(words[max(number - 2, 0)].key, ordinal.key, gap, words[number].key)


def _is_plural_owner(run: list[Word], word: Word) -> bool:
    """Tell "Meat Shippers' Forum" and "Women's March", one name each, from "Sanders' campaign"."""
    owner = run[-1].key
    plural = owner in {"children", "men", "people", "women"} or (
        owner.endswith(PLURALS_OF_PEOPLE) and run[0].key not in given_names()
    )
    return word.capital and (plural or (owner in OFFICERS and word.key in load_words("organisation_words")))


@cache
def given_names() -> Mapping[str, str]:
    """Return the given names known, and the gender each tells: m, f or both ("")."""
    return {row["name"]: row["gender"] for row in load_rows("given_names")}


def _is_inside(run: list[Word], words: tuple[Word, ...], number: int) -> bool:
    """Tell whether a lower-case word joins the capitals on both sides of it to one name."""
    word = words[number]
    skipped = INSIDE_PEOPLE if word.key in INSIDE_PEOPLE else INSIDE_BODIES  # "van der", "of the"
    following = next((other for other in words[number + 1 : number + 3] if other.key not in skipped), None)
    if following is None or not following.capital or word.possessive:
        return False
    if word.key in INSIDE_PEOPLE:
        return True
    bodies = [other.key in load_words("organisation_words") for other in run]
    if word.key in {"of", "for"}:
        return bodies[-1] or run[-1].key in OFFICES
    if word.key not in INSIDE_BODIES or run[-1].plain.isupper():
        return False
    if any(other.plain.endswith(".") for other in run):  # "Rep. Lee and Mr. Kim" are two
        return False
    return any(other.key in {"of", "for"} for other in run) or (any(bodies) and not bodies[-1])


def _names(text: str, words: tuple[Word, ...], first: int, run: list[Word]) -> Iterator[NameMention]:
    """Yield the names of the run that begins at word ``first``: without titles, a body apart from who holds office."""
    start, titles = 0, list[str]()
    for at in range(len(run)):
        taken = _title_at(run, at)
        if taken:
            if at > start and (name := _name(text, words, first + start, run[start:at], ())):
                yield name
            titles.append(" ".join(word.key for word in run[at : at + taken]))
            start = at + taken
    if name := _name(text, words, first + start, run[start:], tuple(titles)):
        yield name


def _title_at(run: list[Word], at: int) -> int:
    """Return how many words of the run are a title at ``at`` that the name of a person follows."""
    for length in _title_lengths().get(run[at].key, ()):
        title = " ".join(word.key for word in run[at : at + length])
        rest = run[at + length :]
        titled = bool(rest) and rest[0].capital and (title in load_words("titles") or title in role_titles())
        body = any(word.key in BODY_LINKS or word.key in load_words("organisation_words") for word in rest)
        if titled and (not body or (len(rest) == 2 and rest[0].key in given_names())):  # "Mayor Don Church"
            return length
    return words_of_office([word.key for word in run[at:]]) if run[at].key in OFFICES else 0


@cache
def _title_lengths() -> Mapping[str, tuple[int, ...]]:
    """Return by first word how many words the titles have that begin with it, the longest first."""
    found: dict[str, set[int]] = {}
    for title in load_words("titles") | role_titles():
        words = title.split()
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _name(
    text: str, words: tuple[Word, ...], first: int, run: list[Word], titles: tuple[str, ...]
) -> NameMention | None:
    """Return the name in a run without titles that begins at word ``first``, None if it holds none."""
    while run and (taken := _qualifier_at_start(run, opens=first == 0)):
        first, run = first + taken, run[taken:]
    timed = len(run) > 1 and run[-1].key in load_words("calendar_words") and run[-2].key not in NAMED_DAYS
    run = run[:-1] if timed and run[-1].key not in MONTHS_IN_NAMES else run
    if not run or is_no_name(run):
        return None
    if len(run) > 2:
        before = [word.key for word in words[max(0, first - 3) : first]]
        if holder := behind_office(before, [word.key for word in run], given_names()):
            return _name(text, words, first + holder, run[holder:], (*titles, "minister"))
    span = CharSpan(run[0].start, run[-1].end)
    return NameMention(
        words=tuple(run),
        keys=tuple(word.key for word in run),
        span=span,
        first=first,
        raw=text[span.start : span.end],
        titles=titles,
        opens=first == 0,
        before=words[first - 1].key if first and not words[first - 1].capital else "",
    )


def _qualifier_at_start(run: list[Word], *, opens: bool) -> int:
    """Return how many words at the start of a run qualify the name that follows ("Former", "South Korean")."""
    word = run[0]
    if not word.capital:
        return 0 if ORDINAL.fullmatch(word.plain) else 1
    if len(run) == 1:
        return 0
    if word.key in QUALIFIERS or (opens and is_common(word)) or word.key.rstrip("s") in role_titles():
        return 0 if word.key in load_words("organisation_words") else 1
    if any(other.key in load_words("organisation_words") for other in run):
        return 0  # "British Airways": whether the adjective is part of a body's name shows elsewhere
    return words_of_nation(run)


def words_of_nation(run: Sequence[Word]) -> int:
    """Return how many words at the start of a name are an adjective of nation or party before the rest of it."""
    if len(run) > 2 and run[0].key in DIRECTIONS and _is_demonym(run[1]):
        return 2
    if len(run) < 2 or f"{run[0].key} {run[1].key}" in load_words("places"):
        return 0
    return int(_is_demonym(run[0]))


def _is_demonym(word: Word) -> bool:
    return word.plain.casefold() in load_words("demonyms")


def is_no_name(run: list[Word]) -> bool:
    """Tell capitals that name nobody: a common word, a month, an adjective of nation and those it stands for."""
    last = run[-1].plain.casefold()
    if len(run) == 2 and run[0].key in DIRECTIONS:
        return last in load_words("demonyms") or last.removesuffix("s") in load_words("demonyms")
    if len(run) > 1:
        return len(run) == 2 and last in PARTISANS
    return (
        is_common(run[0])
        or last in load_words("calendar_words")
        or (last in load_words("demonyms") and last not in load_words("places"))
        or last.removesuffix("s") in load_words("demonyms")
    )


@cache
def role_titles() -> frozenset[str]:
    """Return the nouns that say what a person is, which may stand before a name like a title."""
    return frozenset(row["noun"] for row in load_rows("role_nouns"))


def is_common(word: Word) -> bool:
    """Tell a word of grammar, or one that often opens a sentence, which a capital makes no name."""
    common = word.key in load_words("sentence_starters") or word.key in load_words("function_words")
    return common and word.plain != "WHO"  # the World Health Organization
