"""Numbers in digits, in all groupings and scripts, with their fractions and magnitudes."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numerals.numeral import SCALES, WORTH, Numeral, NumeralKind, any_word, plain, ratio, scale_of

# Longer runs of digits are keys and codes, and no reader takes them for a number.
LONGEST = 21
# What people cut things into: 2/3 is a fraction, 9/11 and 24/7 are none.
DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 100})
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip


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
    (?: (?P<suffix>(?:{any_word("suffix")}))(?![^\W_])          # 5bn
      | [\s-]?(?P<scale>{SCALES})(?![^\W_]) )?
    | (?P<vulgar>[{"".join(VULGAR)}])
    | (?P<point>\.\d+)""",
    re.VERBOSE | re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_ANY_DIGIT = re.compile(rf"[\d{''.join(VULGAR)}]")
_DIGIT = re.compile(rf"[\d{''.join(VULGAR)}]|\.(?=\d)")


def may_hold_digits(text: str, start: int, end: int) -> bool:
    """Tell whether any digit stands between two positions."""
    return _ANY_DIGIT.search(text, start, end) is not None


def find_digits(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield the numbers in digits between two positions."""
    if not may_hold_digits(text, start, end):
        return
    position = start
    while hit := _DIGIT.search(text, position, end):
        match = _DIGITS.match(text, hit.start(), end)
        position = match.end() if match else hit.end()
        if not match:
            continue
        if match["vulgar"]:
            yield Numeral(*match.span(), ratio(*VULGAR[match["vulgar"]]), NumeralKind.FRACTION)
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
        return Numeral(match.start(), match.end("over"), ratio(int(value), below), NumeralKind.FRACTION)
    scale = Decimal(1)
    if match["suffix"]:
        scale = WORTH["suffix", match["suffix"].lower()]
    elif match["scale"]:
        scale = scale_of(match["scale"])
    return Numeral(match.start(), end, plain(value * scale), NumeralKind.DIGITS, scale, flags)


def _ascii(digits: str) -> str:
    """Write digits of any script in ASCII, with a point before the decimals."""
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else "." for char in digits)


def _part(part: str) -> Decimal:
    if part in VULGAR:
        return ratio(*VULGAR[part])
    above, below = (int(number) for number in part.split("/"))
    return ratio(above, below) if below else Decimal(0)


def _is_fraction(above: Decimal, below: int) -> bool:
    """Tell 2/3 from 9/11, 24/7 and 50/50: small, below one, and of a denominator that people cut things into."""
    return 0 < above < below and below in DENOMINATORS and above == int(above)
