"""Numbers in words: cardinals, fractions, vague plurals, and magnitudes alone."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numerals.numeral import (
    SCALE,
    SCALES,
    SEPARATOR,
    WORTH,
    Numeral,
    NumeralKind,
    any_word,
    plain,
    ratio,
    scale_of,
)

_SMALL, _PART, _PARTS, _VAGUE = any_word("small"), any_word("part"), any_word("parts"), any_word("vague")
_CARDINAL = rf"(?:(?:{any_word('ten')})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?|{_SMALL})"

# Word patterns read small letters only: a pattern that ignores case costs five times as much.
_WORD = re.compile(
    rf"""\b(?:
      (?P<vague>(?:{_VAGUE})(?:\sof\s(?:{_VAGUE})){{0,2}})
    | (?P<some>(?:several|many|(?:a\s)?few|(?:a\s)?couple(?:\sof)?)[\s-](?P<some_scale>{SCALES}))
    | (?P<couple>a\scouple)(?=\s(?:of|more)\b)
    | (?P<half>half|(?:(?:an?|one)[\s-])?quarter|three[\s-]quarters)(?:\sof)?[\s-](?:an?[\s-])?(?P<half_scale>{SCALE})
    | (?P<fraction>(?:(?P<count>an?|{_SMALL})[\s-])?(?:(?P<parts>{_PARTS})|(?P<single>{_PART})))(?![-\w])
    | (?P<cardinal>(?:an?[\s-](?:{SCALE})|{_CARDINAL})\b(?:[\s-](?:and[\s-])?(?:{_CARDINAL}|{SCALE})\b){{0,10}}
        (?P<tail>[\s-]and[\s-](?:an?|one|two|three)[\s-](?:half|thirds?|quarters?)\b(?:[\s-](?P<tail_scale>{SCALE})\b)?)?)
    | (?P<bare>{SCALE})
    )\b""",
    re.VERBOSE,
)
_KINDS = ("small", "ten", "scale", "vague", "part", "parts")
_NUMBER_WORD = re.compile(rf"\b(?:couple|{any_word(*_KINDS)})\b")
# Most sentences hold no number word; to look at their words in a set tells so faster than the pattern.
_NUMBER_WORDS = frozenset({"couple", *(surface for kind, surface in WORTH if kind in _KINDS)})
# With a word that counts and is no numeral: "twice as many".
_COUNTING = _NUMBER_WORDS | {"twice"}
_LETTERS = re.compile("[a-z]+")
# What may open a numeral before its first number word: "a million", "several hundred".
_OPENING = re.compile(r"\b(?:half[\s-]an?|(?:a\s)?few|(?:a\s)?couple(?:\sof)?|several|many|an?)[\s-]\Z")
# Words after which a lone "million" or "dozen" is a number: "another million people", "the dozen boats".
_BEFORE_BARE = re.compile(r"\b(?:another|the|last|next|first|every|these|those|extra)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)


def may_hold_words(text: str, start: int, end: int) -> bool:
    """Tell whether any number word, or "twice", stands between two positions."""
    return not _COUNTING.isdisjoint(_LETTERS.findall(text[start:end].lower()))


def find_words(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield the numbers in words between two positions."""
    if not may_hold_words(text, start, end):
        return
    small = _small_letters(text[start:end])
    position = 0
    for hit in _NUMBER_WORD.finditer(small):
        if hit.start() < position:
            continue
        opening = _OPENING.search(small, max(position, hit.start() - 12), hit.start())
        match = _WORD.match(small, opening.start()) if opening else None
        match = match or _WORD.match(small, hit.start())
        numeral = _read_words(small, match) if match else None
        if numeral:
            position = numeral.end
            yield numeral._replace(start=start + numeral.start, end=start + numeral.end)


def _small_letters(text: str) -> str:
    """Lower-case ``text`` without a change of length; a few letters of the world would become two."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _read_words(text: str, match: re.Match[str]) -> Numeral | None:
    if match["cardinal"]:
        return _read_cardinal(text, match)
    if match["vague"]:
        first, *rest = match["vague"].lower().split()[::2]
        value = WORTH["vague", first]
        for word in rest:
            value *= WORTH["vague", word] / 2  # "tens of thousands": twice ten times one thousand
        return Numeral(*match.span(), plain(value), NumeralKind.VAGUE)
    if match["some"]:
        return Numeral(*match.span(), 2 * scale_of(match["some_scale"]), NumeralKind.VAGUE)
    if match["couple"]:
        return Numeral(*match.span(), Decimal(2), NumeralKind.VAGUE)
    if match["half"]:
        scale = scale_of(match["half_scale"])
        word = match["half"].lower()
        share = Decimal("0.75") if word.startswith("three") else Decimal("0.5" if word == "half" else "0.25")
        return Numeral(*match.span(), plain(share * scale), NumeralKind.WORDS, scale)
    if match["fraction"]:
        return _read_fraction(match)
    return _read_bare(text, match)


def _read_fraction(match: re.Match[str]) -> Numeral | None:
    count = (match["count"] or "").lower()
    above = 1 if count in ("", "a", "an", "one") else int(WORTH["small", count])
    if match["parts"]:
        below = int(WORTH["parts", match["parts"].lower()])
        return Numeral(*match.span(), ratio(above, below), NumeralKind.FRACTION) if 1 < above < below else None
    below = int(WORTH["part", match["single"].lower()])
    if above != 1 or (not count and below != 2):
        return None
    return Numeral(*match.span(), ratio(1, below), NumeralKind.FRACTION)


def _read_bare(text: str, match: re.Match[str]) -> Numeral | None:
    """Read a magnitude without a number: "a million-dollar home", "another thousand people"."""
    before = _BEFORE_BARE.search(text, max(0, match.start() - 10), match.start())
    if before or text[match.end() : match.end() + 1] == "-":
        scale = scale_of(match["bare"])
        return Numeral(*match.span(), scale, NumeralKind.WORDS, scale)
    return None


def _read_cardinal(text: str, match: re.Match[str]) -> Numeral | None:
    body = match["cardinal"].lower()
    if match["tail"]:
        body = body[: -len(match["tail"])]
    # "between a hundred and two hundred" is two numbers
    joins = not _BETWEEN.search(text, max(0, match.start() - 8), match.start())
    words = SEPARATOR.split(body)
    value, scale, used = _compose(words, joins=joins)
    length = len(words[0]) + sum(1 + len(word) for word in words[1:used])
    if used < len(words) or not match["tail"]:
        return Numeral(match.start(), match.start() + length, value, NumeralKind.WORDS, scale)
    tail = SEPARATOR.split(match["tail"].lower().strip(" -"))
    above = {"two": 2, "three": 3}.get(tail[1], 1)
    below = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}[tail[2]]
    extra = ratio(above, below)
    if match["tail_scale"]:
        scale = scale_of(match["tail_scale"])
        value = (value + extra) * scale
    else:
        value += extra * scale
    return Numeral(*match.span(), plain(value), NumeralKind.WORDS, scale)


def _compose(words: list[str], *, joins: bool) -> tuple[Decimal, Decimal, int]:
    """Add up number words as far as they make one number; return its value, its last scale and how many words it took.

    ``joins`` says whether "and" may stand in it. "two hundred and five" is 205; of "two three" only "two" is read.
    """
    total = group = Decimal(0)  # "five thousand two hundred": 5000 and 200
    scale, used, joint = Decimal(1), 0, -1
    for index, word in enumerate(words):
        after_scale = index > 0 and ("scale", words[index - 1]) in WORTH
        if word in ("a", "an") and not index:
            continue
        if word == "and" and joins and after_scale:
            joint = index
            continue
        small = WORTH.get(("small", word), WORTH.get(("ten", word)))
        factor = WORTH.get(("scale", word), Decimal(0))
        if small is not None and _has_room(group, small, index, after_scale or joint == index - 1):
            group += small
        elif 0 < factor <= 100 and group < 100 and (group or used == 0):
            group = (group or 1) * factor
        elif factor > 100 and (not total or factor < scale):
            total, group = total + (group or 1) * factor, Decimal(0)
        elif factor > 100 and not group:  # "a thousand million"
            total *= factor
        elif factor and joint > 0:  # "a hundred and two hundred" is two numbers
            return _compose(words[:joint], joins=joins)
        else:
            break
        scale = factor or scale
        used = index + 1
    return total + group, scale, used


def _has_room(group: Decimal, small: Decimal, index: int, after_scale: bool) -> bool:
    """Tell whether a small number still fits into the group: after "twenty" five does, after "two" nothing."""
    if not index or (group == 0 and after_scale):
        return True
    if after_scale:
        return group % 100 == 0 and small < 100
    return small < 10 and group % 100 >= 20 and group % 10 == 0
