"""One number with what is written onto it: sign, currency, magnitude letter, unit and denominator."""

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.find.quantities.neighbours import counts_things
from pipeline.find.quantities.units import TIME_UNITS, Unit, find_currency_before, find_denominator, find_unit
from pipeline.lexicons import load_rows
from pipeline.lexicons.contexts import CONTEXTS, any_of
from pipeline.numerals.numeral import FRACTION_DIGITS, Numeral, NumeralKind, plain


class Piece(NamedTuple):
    """A number read with its unit, not yet joined to its neighbours; it stands from ``start`` to ``end``."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal
    unit: str
    rule: str
    money: bool = False
    leads: bool = False  # the currency stands before the number
    scale: Decimal = Decimal(1)  # what its magnitude word or letter is worth
    per: str = ""
    flags: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing but the number is there: no unit, no currency, no magnitude word."""
        return not self.unit and self.scale == 1

    @property
    def explicit(self) -> bool:
        """Whether the number has a unit written beside it."""
        return bool(self.unit)


_LETTERS = {row["surface"]: Decimal(row["value"]) for row in load_rows("numerals") if row["kind"] == "letter"}
_LETTERS["k"] = Decimal(1000)
_LETTER = re.compile(r"(?P<glued>m|b|t|cr|k)(?![^\W_])|\s(?P<spaced>m|b|cr)(?![^\W_])", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s([a-z]+)")
# Decimals or a magnitude letter: "R2.5", "PS6m".
_AMOUNT = re.compile(r"\.\d|[kmb]\Z", re.IGNORECASE)
_TIMES = re.compile(
    rf"(?P<fold>-?fold|x)(?![^\W_])|[\s-]times\s(?:{any_of('multiplied')}|[a-z]{{2,10}}er)\b", re.IGNORECASE
)
_OLD = re.compile(r"[\s-]olds?(?![^\W_])|\sof\sage(?![^\W_])", re.IGNORECASE)
_INCHES = re.compile(r"-(\d{1,2})(?![\d\w])")
_FEET = re.compile(r"['’′]\s?(\d{1,2})(?:[\"”″]|['’]{2})")
# What may stand between a number and its unit: "15-plus years", "20 or more miles", "30-odd pounds".
_STEP = re.compile(r"\+|-plus(?=\s)|-odd(?=\s)|\sor\s(?:more|so|less|fewer)(?=\s)", re.IGNORECASE)
_MINUS = re.compile(r"\bminus\s\Z(?<!or\sminus\s)", re.IGNORECASE)
_OF = re.compile(r"\sof(?=\s)", re.IGNORECASE)
# The only unit that stands before its number: "a magnitude 6.3 quake", "a magnitude of 6.3".
_MAGNITUDE = re.compile(r"(?<!order\sof\s)(?<!orders\sof\s)\bmagnitude(?:[\s-]|\s(?:of|at)\s)\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"\s(?:an?|one)(?=[\s-])", re.IGNORECASE)


def read_piece(text: str, numeral: Numeral, low: int, high: int, dollar: str) -> Piece:
    """Read one number and what is written onto it; ``dollar`` is the code of the article's own dollar, "" if untold."""
    before = _currency_before(text, numeral, low)
    scale, end = numeral.scale, numeral.end
    if numeral.kind is NumeralKind.DIGITS and scale == 1:
        scale, end = _letter_scale(text, numeral, high, money=before is not None)
    value = numeral.value if scale == numeral.scale else numeral.value * scale
    piece = Piece(numeral.start, end, numeral, value, "", "count", scale=scale)
    if before:
        piece = piece._replace(start=before.start, rule="money", money=True, leads=True)
        return _signed(text, _with_unit(text, piece, before, end, high, dollar), low)
    if numeral.kind is NumeralKind.DIGITS and (inches := _FEET.match(text, end, high)):  # 6'3"
        value = plain(value + (Decimal(inches[1]) / 12).quantize(FRACTION_DIGITS))
        return piece._replace(end=inches.end(), value=value, unit="foot", rule="measure")
    place = _unit_start(text, numeral, end)
    unit = find_unit(text, place, high, value, large=scale != 1)
    if unit is None or (place > end and not text[unit.end - 1].isalpha()):  # "thousands of $12 jobs"
        return _unitless(text, piece, low, high)
    return _signed(text, _with_unit(text, piece, unit, unit.end, high, dollar), low)


def _currency_before(text: str, numeral: Numeral, low: int) -> Unit | None:
    if numeral.start == low:
        return None
    amount = numeral.value >= 100 or numeral.scale != 1 or bool(_AMOUNT.search(text, numeral.start, numeral.end + 1))
    return find_currency_before(text, numeral.start, low, amount=amount)


def _letter_scale(text: str, numeral: Numeral, high: int, *, money: bool) -> tuple[Decimal, int]:
    """Read the k, m, b, t behind a number: a magnitude after money or before people, else a metre or part of a name."""
    plain = Decimal(1), numeral.end
    match = _LETTER.match(text, numeral.end, high)
    if match is None:
        return plain
    written = match["glued"] or match["spaced"]
    letter = written.lower()
    following = _NEXT_WORD.match(text, match.end(), high)
    if following and following[1] in CONTEXTS["dimension"] and not money:
        return plain
    if letter == "k" or money or (written == "M" and match["glued"]):
        return _LETTERS[letter], match.end()
    counted = match["glued"] is not None and letter in ("m", "b") and counts_things(text, match.end(), high)
    return (_LETTERS[letter], match.end()) if counted else plain


def _unit_start(text: str, numeral: Numeral, end: int) -> int:
    """Step over what stands before the unit in "half a mile", "billions of dollars", "15-plus years"."""
    if step := _STEP.match(text, end):
        return step.end()
    if numeral.kind in (NumeralKind.FRACTION, NumeralKind.VAGUE):
        if of := _OF.match(text, end):
            end = of.end()
        if article := _ARTICLE.match(text, end):
            end = article.end()
    return end


def _with_unit(text: str, piece: Piece, unit: Unit, end: int, high: int, dollar: str) -> Piece:
    """Add a unit, and what it is counted by; ``end`` is where the expression ends."""
    name, flags, value, rule = unit.name, unit.flags, piece.value * unit.factor, "measure"
    if unit.money:
        rule = "money"
        if name == "USD" and flags and dollar:
            name, flags = dollar, ()
    elif name.startswith("percent"):
        rule = "percent"
    elif name in TIME_UNITS:
        old = _OLD.match(text, end, high)
        end, rule = (old.end(), "age") if old else (end, "duration")
    elif name == "foot" and (inches := _INCHES.match(text, end, high)):  # "5-foot-10"
        value = plain(value + (Decimal(inches[1]) / 12).quantize(FRACTION_DIGITS))
        end = inches.end()
    per = find_denominator(text, end, high)
    return piece._replace(end=end, value=plain(value), unit=name, rule=rule, money=unit.money, per=per, flags=flags)


def _unitless(text: str, piece: Piece, low: int, high: int) -> Piece:
    if text[piece.numeral.start : piece.end].lower() == "twice":
        return piece._replace(unit="times", rule="multiple")
    if times := _TIMES.match(text, piece.end, high):
        end = times.end("fold") if times["fold"] else piece.end + len(" times")
        return piece._replace(end=end, unit="times", rule="multiple")
    if _MAGNITUDE.search(text, max(low, piece.start - len("orders of magnitude of ")), piece.start):
        return piece._replace(unit="magnitude", rule="measure")
    if piece.numeral.kind is NumeralKind.FRACTION:
        return piece._replace(unit="fraction", rule="fraction")
    rule = "vague" if piece.numeral.kind is NumeralKind.VAGUE else "count"
    return piece._replace(rule=rule, per=find_denominator(text, piece.end, high))


def _signed(text: str, piece: Piece, low: int) -> Piece:
    """Take in a minus sign: "-0.3%", "minus 5 degrees", "-$2m". A dash between words is no sign."""
    word = _MINUS.search(text, max(low, piece.start - 8), piece.start)
    if word and piece.rule in ("measure", "percent"):
        return piece._replace(start=word.start(), value=-piece.value)
    at = piece.start - 1
    if at < low or text[at] not in "-−" or piece.numeral.kind is not NumeralKind.DIGITS:
        return piece
    if at > 0 and not (text[at - 1].isspace() or text[at - 1] in "(["):
        return piece
    return piece._replace(start=at, value=-piece.value)
