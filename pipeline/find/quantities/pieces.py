"""One number with what is written onto it: sign, currency, magnitude letter, unit and denominator."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.find.quantities.contexts import CONTEXTS
from pipeline.find.quantities.units import TIME_UNITS, Unit, find_currency_before, find_denominator, find_unit
from pipeline.lexicons import load_rows
from pipeline.numerals import Numeral, NumeralKind


@dataclass(frozen=True, slots=True)
class Piece:
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


_LETTERS = {row["surface"]: Decimal(row["value"]) for row in load_rows("numerals") if row["kind"] == "letter"}
_LETTER = re.compile(r"(?P<glued>m|M|B|b|T|t|cr|k|K)(?![^\W_])|\s(?P<spaced>m|M|B|b|cr|Cr)(?![^\W_])")
_PLURAL = re.compile(r"\s(?:people|men|women|children|(?:[a-z]{2,20}[\s-]){0,2}[a-z]{2,20}s)\b")
_NEXT_WORD = re.compile(r"\s([a-z]+)")
_THOUSAND = Decimal(1000)
_TIMES = re.compile(
    r"(?P<fold>-?fold(?![^\W_])|x(?![^\W_]))|[\s-]times\s(?:as|more|less|fewer|the|that|those|what|its|their|his|her|above|[a-z]{2,10}er)\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"[\s-]olds?(?![^\W_])|\sof\sage(?![^\W_])", re.IGNORECASE)
_UNIT_OF = re.compile(r"\s(?:an?|one)(?=[\s-])", re.IGNORECASE)
_OF = re.compile(r"\sof(?=\s)", re.IGNORECASE)


def read_piece(text: str, numeral: Numeral, low: int, high: int, dollar: str) -> Piece:
    """Read one numeral and what is written onto it; ``dollar`` is the code of the article's own dollar, "" if untold."""
    amount = numeral.value >= 100 or numeral.scale != 1 or "." in text[numeral.start : numeral.end]
    before = find_currency_before(text, numeral.start, low, amount=amount) if numeral.start > low else None
    end, value, scale = numeral.end, numeral.value, numeral.scale
    if numeral.kind is NumeralKind.DIGITS and scale == 1:
        scale, end = _letter_scale(text, numeral, high, money=before is not None)
        value *= scale
    piece = Piece(numeral.start, end, numeral, value, "", "count", scale=scale)
    if before:
        code, flags = _dollar(before, dollar)
        per = find_denominator(text, end, high)
        money = replace(
            piece, start=before.start, unit=code, rule="money", money=True, leads=True, per=per, flags=flags
        )
        return _signed(text, money, low)
    unit = find_unit(text, _unit_start(text, numeral, end), high, value, large=scale != 1)
    if unit is None:
        return _unitless(text, piece, high)
    code, flags = _dollar(unit, dollar) if unit.money else (unit.name, unit.flags)
    stop, rule = unit.end, "money" if unit.money else "percent" if unit.name.startswith("percent") else "measure"
    if unit.name in TIME_UNITS:
        old = _OLD.match(text, unit.end, high)
        stop, rule = (old.end(), "age") if old else (stop, "duration")
    per = find_denominator(text, unit.end, high)
    piece = replace(
        piece, end=stop, value=value * unit.factor, unit=code, rule=rule, money=unit.money, per=per, flags=flags
    )
    return _signed(text, piece, low)


def _unit_start(text: str, numeral: Numeral, end: int) -> int:
    """Step over "a" and "of" in "half a mile", "a quarter of a percentage point", "billions of dollars"."""
    if numeral.kind in (NumeralKind.FRACTION, NumeralKind.VAGUE):
        if of := _OF.match(text, end):
            end = of.end()
        if article := _UNIT_OF.match(text, end):
            end = article.end()
    return end


def _letter_scale(text: str, numeral: Numeral, high: int, *, money: bool) -> tuple[Decimal, int]:
    """Read the k, m, b, t behind a number: a magnitude after money or before people, else a metre or part of a name."""
    match = _LETTER.match(text, numeral.end, high)
    if not match:
        return Decimal(1), numeral.end
    letter = (match["glued"] or match["spaced"]).lower()
    following = _NEXT_WORD.match(text, match.end())
    dimension = following is not None and following[1] in CONTEXTS["dimension"]
    if letter == "k":
        return (
            (Decimal(1), numeral.end)
            if dimension or (following and following[1] == "run")
            else (_THOUSAND, match.end())
        )
    counted = not match["spaced"] and not dimension and _PLURAL.match(text, match.end()) is not None
    if money or (counted and letter != "t") or (match["glued"] == "M" and not dimension):
        return _LETTERS[letter], match.end()
    return Decimal(1), numeral.end


def _dollar(unit: Unit, dollar: str) -> tuple[str, tuple[str, ...]]:
    if unit.flags and unit.name == "USD" and dollar:
        return dollar, ()
    return unit.name, unit.flags


def _unitless(text: str, piece: Piece, high: int) -> Piece:
    if times := _TIMES.match(text, piece.end, high):
        stop = times.end("fold") if times["fold"] else piece.end + len(" times")
        return replace(piece, end=stop, unit="times", rule="multiple")
    if piece.numeral.kind is NumeralKind.FRACTION:
        return replace(piece, unit="fraction", rule="fraction")
    rule = "vague" if piece.numeral.kind is NumeralKind.VAGUE else "count"
    return replace(piece, rule=rule, per=find_denominator(text, piece.end, high))


def _signed(text: str, piece: Piece, low: int) -> Piece:
    """Take in a minus sign: "-0.3%", "−5 degrees", "-$2m". A dash between words is no sign."""
    at = piece.start - 1
    if at < low or text[at] not in "-−" or piece.numeral.kind is not NumeralKind.DIGITS:
        return piece
    if at > low and not (text[at - 1].isspace() or text[at - 1] in "(["):
        return piece
    return replace(piece, start=at, value=-piece.value)
