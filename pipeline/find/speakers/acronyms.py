"""Short forms and the names they stand for."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.find.speakers.entities import Described
from pipeline.find.speakers.mentions import BODY_LINKS, NameMention


def find_acronyms(text: str, found: Sequence[Described]) -> Mapping[str, tuple[str, ...]]:
    """Return short forms with the names they stand for: those in brackets, then those that the initials spell."""
    pairs: dict[str, tuple[str, ...]] = {}
    for first, second in pairwise(one.mention for one in found):
        between = text[first.span.end : second.span.start]
        if between.strip(" ") == "(" and text[second.span.end : second.span.end + 1] == ")":
            long, short = (first, second) if len(first.words) > 1 else (second, first)
            if _is_acronym(short) and len(long.words) > 1:
                spelled = dict(_initials(long))
                pairs.setdefault(short.keys[0], spelled.get(short.keys[0], long.keys))
    wanted = {one.mention.keys[0] for one in found if _is_acronym(one.mention)} - pairs.keys()
    for one in found:
        for letters, keys in _initials(one.mention):
            if letters in wanted:
                pairs.setdefault(letters, keys)
    return pairs


def _is_acronym(mention: NameMention) -> bool:
    word = mention.words[0]
    return len(mention.words) == 1 and len(word.key) > 1 and word.plain.replace(".", "").isupper()


def _initials(mention: NameMention) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the initials of the name and of its ends of two words or more, each with the words."""
    for start, word in enumerate(mention.words[:-1]):
        rest = mention.words[start:]
        if word.capital:
            letters = "".join(other.key[0] for other in rest if other.capital)
            inside = start > 0 and mention.words[start - 1].key in BODY_LINKS  # "Department of Health": the whole name
            yield letters, mention.keys if inside else tuple(other.key for other in rest)
