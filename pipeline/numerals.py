"""Reads numerals: which characters of a text are a number, in digits or in words, and what number that is.

Nothing here knows what a number counts or whether it is a date: "2016" is 2016 and "two-thirds" is 0.666667.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pipeline.lexicons import load_rows


class NumeralKind(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text, from ``start`` up to ``end``; ``scale`` what its magnitude word is worth, else 1."""

    start: int
    end: int
    value: Decimal
    kind: NumeralKind
    scale: Decimal = Decimal(1)
    flags: tuple[str, ...] = ()


# Fractions are cut here: nobody means the seventh digit of a third.
FRACTION_DIGITS = Decimal("0.000001")
# Longer runs of digits are keys and codes, and no reader takes them for a number.
LONGEST = 30
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip

WORD_KINDS = ("small", "ten", "scale", "vague", "part", "parts")

_WORTH = {(row["kind"], row["surface"]): Decimal(row["value"]) for row in load_rows("numerals")}


def _words(*kinds: str) -> str:
    """Alternation of the words of these kinds, the longest first."""
    surfaces = {surface for kind, surface in _WORTH if kind in kinds}
    return "|".join(sorted(surfaces, key=lambda surface: (-len(surface), surface)))


_SCALE = _words("scale")
_SCALES = rf"(?:{_SCALE})(?:[\s-](?:{_SCALE}))?"  # "hundred thousand"
_SMALL, _PART, _PARTS = _words("small"), _words("part"), _words("parts")
_CARDINAL = rf"(?:(?:{_words('ten')})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine)\b)?|{_words('small')})"

_DIGITS = re.compile(
    rf"""(?P<digits>
        \d{{1,3}}(?:,\d{{3}}){{1,12}}(?!\d)                        # 12,500
      | \d{{1,2}}(?:,\d{{2}}){{1,12}},\d{{3}}(?!\d)                # 12,50,000: lakh and crore
      | \d{{1,3}}(?:[\u202f\u2009\xa0'’]\d{{3}}){{1,12}}(?!\d)     # 12 500 with a narrow or no-break space, 12'500
      | \d{{1,3}}(?:\ \d{{3}})?\ 000(?!\d)                  # 12 000 with a plain space: only round thousands are safe
      | \d{{1,3}}(?:٬\d{{3}}){{1,12}}(?!\d)
      | \d{{1,3}},\d{{1,2}}(?=\s?(?:%|percent|per\scent|million|billion|trillion|euros?\b))   # 3,5 percent
      | \d+
    )
    (?P<decimals>[.٫]\d+)?
    (?P<part>\ ?[{"".join(VULGAR)}]|[\ -]\d{{1,2}}/\d{{1,2}}(?![\d/]))?     # 5½, 5 1/2
    (?P<over>/\d{{1,3}}(?![\d/]))?                     # 1/3
    (?: (?P<suffix>(?:{_words("suffix")}))(?![^\W_])          # 5bn
      | [\s-]?(?P<scale>{_SCALES})(?![^\W_]) )?
    | (?P<vulgar>[{"".join(VULGAR)}])
    | (?P<point>\.\d+)""",
    re.VERBOSE | re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_DIGIT = re.compile(rf"[\d{''.join(VULGAR)}]|\.(?=\d)")

# Word patterns read small letters only: a pattern that ignores case costs five times as much.
_WORD = re.compile(
    rf"""\b(?:
      (?P<vague>(?:{_words("vague")})(?:\sof\s(?:{_words("vague")})){{0,2}})
    | (?P<some>(?:several|many|(?:a\s)?few|(?:a\s)?couple(?:\sof)?)[\s-](?P<some_scale>{_SCALES}))
    | (?P<couple>a\scouple)(?=\s(?:of|more)\b)
    | (?P<half>half|(?:(?:an?|one)[\s-])?quarter|three[\s-]quarters)(?:\sof)?[\s-](?:an?[\s-])?(?P<half_scale>{_SCALE})
    | (?P<fraction>(?:(?P<count>an?|{_SMALL})[\s-])?(?:(?P<parts>{_PARTS})|(?P<single>{_PART})))(?![-\w])
    | (?P<cardinal>(?:an?[\s-](?:{_SCALE})|{_CARDINAL})\b(?:[\s-](?:and[\s-])?(?:{_CARDINAL}|{_SCALE})\b){{0,10}}
        (?P<tail>[\s-]and[\s-](?:an?|one|two|three)[\s-](?:half|thirds?|quarters?)\b(?:[\s-](?P<tail_scale>{_SCALE})\b)?)?)
    | (?P<bare>{_SCALE})
    )\b""",
    re.VERBOSE,
)
_NUMBER_WORD = re.compile(
    rf"\b(?:couple|{'|'.join(sorted({surface for kind, surface in _WORTH if kind in WORD_KINDS}))})\b"
)
# What may open a numeral before its first number word: "a million", "several hundred".
_OPENING = re.compile(r"\b(?:half[\s-]an?|(?:a\s)?few|(?:a\s)?couple(?:\sof)?|several|many|an?)[\s-]\Z")
_SEPARATOR = re.compile(r"[\s-]")
# Words after which a lone "million" or "dozen" is a number: "another million people", "the dozen boats".
_BEFORE_BARE = re.compile(r"\b(?:another|the|last|next|first|every|these|those|extra)\s$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)


def find_numerals(text: str, start: int, end: int) -> list[Numeral]:
    """Return the numerals of ``text`` between two positions, in text order.

    >>> [(n.start, n.end, str(n.value)) for n in find_numerals("half a million of 3.5 million", 0, 29)]
    [(0, 14, '500000'), (18, 29, '3500000')]
    """
    found = [*_find_digits(text, start, end), *_find_words(text, start, end)]
    if len(found) > 1:
        found.sort(key=lambda numeral: (numeral.start, -numeral.end))
        return list(_apart(found))
    return found


def read_numeral(surface: str) -> Decimal | None:
    """Return the value of ``surface`` if the whole of it is one numeral.

    >>> read_numeral("twenty-five"), read_numeral("1,200"), read_numeral("soon")
    (Decimal('25'), Decimal('1200'), None)
    """
    numerals = find_numerals(surface, 0, len(surface))
    whole = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (0, len(surface))
    return numerals[0].value if whole else None


def plain(value: Decimal) -> Decimal:
    """Write a whole number without an exponent or trailing zeros: 5E+9 and 5000000000.0 are 5000000000."""
    whole = value.to_integral_value()
    return whole if whole == value and abs(value) < Decimal(10) ** LONGEST else value.normalize()


def _apart(numerals: list[Numeral]) -> Iterator[Numeral]:
    end = -1
    for numeral in numerals:
        if numeral.start >= end:
            end = numeral.end
            yield numeral


def _find_digits(text: str, start: int, end: int) -> Iterator[Numeral]:
    position = start
    while hit := _DIGIT.search(text, position, end):
        match = _DIGITS.match(text, hit.start(), end)
        position = match.end() if match else hit.end()
        if not match:
            continue
        if match["vulgar"]:
            yield Numeral(*match.span(), _ratio(*VULGAR[match["vulgar"]]), NumeralKind.FRACTION)
        elif not match["point"]:
            yield _read_digits(match)
        elif match.start() == start or not (text[match.start() - 1].isalnum() or text[match.start() - 1] == "."):
            yield Numeral(*match.span(), Decimal("0" + _ascii(match["point"])), NumeralKind.DIGITS)


def _read_digits(match: re.Match[str]) -> Numeral:
    written = match["digits"]
    flags: tuple[str, ...] = ()
    if _DECIMAL_COMMA.fullmatch(written):
        written, flags = written.replace(",", "."), ("decimal_comma",)
    elif any(char.isdigit() and not char.isascii() for char in written):
        flags = ("non_latin_digits",)
    digits = _ascii("".join(char for char in written if char.isdigit() or char == "."))
    if len(digits) > LONGEST:
        return Numeral(*match.span("digits"), Decimal(0), NumeralKind.DIGITS, flags=("too_long",))
    value = Decimal(digits + _ascii(match["decimals"] or "")[:LONGEST])
    end = match.end()
    if match["part"]:
        value += _part(match["part"].strip(" -"))
    if match["over"]:
        below = int(match["over"][1:])
        if not _is_fraction(value, below):
            return Numeral(match.start(), match.end("over"), value, NumeralKind.DIGITS, flags=("slash",))
        return Numeral(match.start(), match.end("over"), _ratio(int(value), below), NumeralKind.FRACTION)
    scale = Decimal(1)
    if match["suffix"]:
        scale = _WORTH["suffix", match["suffix"].lower()]
    elif match["scale"]:
        for word in _SEPARATOR.split(match["scale"].lower()):
            scale *= _WORTH["scale", word]
    return Numeral(match.start(), end, plain(value * scale), NumeralKind.DIGITS, scale, flags)


def _ascii(digits: str) -> str:
    """Write digits of any script in ASCII, with a point before the decimals."""
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else "." for char in digits)


def _part(part: str) -> Decimal:
    if part in VULGAR:
        return _ratio(*VULGAR[part])
    above, below = (int(number) for number in part.split("/"))
    return _ratio(above, below) if below else Decimal(0)


def _is_fraction(above: Decimal, below: int) -> bool:
    """Tell 2/3 from 9/11, 24/7 and 50/50: small, below one, and of a denominator that people cut things into."""
    return 0 < above < below and below in {2, 3, 4, 5, 6, 8, 10, 16, 20, 100} and above == int(above)


def _ratio(above: int, below: int) -> Decimal:
    return plain((Decimal(above) / Decimal(below)).quantize(FRACTION_DIGITS))


def _find_words(text: str, start: int, end: int) -> Iterator[Numeral]:
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
            yield replace(numeral, start=start + numeral.start, end=start + numeral.end)


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
        value = _WORTH["vague", first]
        for word in rest:
            value *= _WORTH["vague", word] / 2  # "tens of thousands": twice ten times one thousand
        return Numeral(*match.span(), plain(value), NumeralKind.VAGUE)
    if match["some"]:
        return Numeral(*match.span(), 2 * _scale(match["some_scale"]), NumeralKind.VAGUE)
    if match["couple"]:
        return Numeral(*match.span(), Decimal(2), NumeralKind.VAGUE)
    if match["half"]:
        scale = _scale(match["half_scale"])
        word = match["half"].lower()
        share = Decimal("0.75") if word.startswith("three") else Decimal("0.5" if word == "half" else "0.25")
        return Numeral(*match.span(), plain(share * scale), NumeralKind.WORDS, scale)
    if match["fraction"]:
        return _read_fraction(match)
    return _read_bare(text, match)


def _read_fraction(match: re.Match[str]) -> Numeral | None:
    count = (match["count"] or "").lower()
    above = 1 if count in ("", "a", "an", "one") else int(_WORTH["small", count])
    if match["parts"]:
        below = int(_WORTH["parts", match["parts"].lower()])
        return Numeral(*match.span(), _ratio(above, below), NumeralKind.FRACTION) if 1 < above < below else None
    below = int(_WORTH["part", match["single"].lower()])
    if above != 1 or (not count and below != 2):
        return None
    return Numeral(*match.span(), _ratio(1, below), NumeralKind.FRACTION)


def _read_bare(text: str, match: re.Match[str]) -> Numeral | None:
    """Read a magnitude without a number: "a million-dollar home", "another thousand people"."""
    before = _BEFORE_BARE.search(text, max(0, match.start() - 10), match.start())
    if before or text[match.end() : match.end() + 1] == "-":
        scale = _scale(match["bare"])
        return Numeral(*match.span(), scale, NumeralKind.WORDS, scale)
    return None


def _scale(words: str) -> Decimal:
    scale = Decimal(1)
    for word in _SEPARATOR.split(words.lower()):
        scale *= _WORTH["scale", word]
    return scale


def _read_cardinal(text: str, match: re.Match[str]) -> Numeral | None:
    body = match["cardinal"].lower()
    if match["tail"]:
        body = body[: -len(match["tail"])]
    # "between a hundred and two hundred" is two numbers
    joins = not _BETWEEN.search(text, max(0, match.start() - 8), match.start())
    words = _SEPARATOR.split(body)
    value, scale, used = _compose(words, joins=joins)
    length = len(words[0]) + sum(1 + len(word) for word in words[1:used])
    if used < len(words) or not match["tail"]:
        return Numeral(match.start(), match.start() + length, value, NumeralKind.WORDS, scale)
    tail = _SEPARATOR.split(match["tail"].lower().strip(" -"))
    above = {"two": 2, "three": 3}.get(tail[1], 1)
    below = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}[tail[2]]
    extra = _ratio(above, below)
    if match["tail_scale"]:
        scale = _scale(match["tail_scale"])
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
        after_scale = index > 0 and ("scale", words[index - 1]) in _WORTH
        if word in ("a", "an") and not index:
            continue
        if word == "and" and joins and after_scale:
            joint = index
            continue
        small = _WORTH.get(("small", word), _WORTH.get(("ten", word)))
        factor = _WORTH.get(("scale", word), Decimal(0))
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
