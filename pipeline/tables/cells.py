"""Cells of a spreadsheet: text, numbers and dates as a spreadsheet holds them, and back again without a change.

Excel keeps 15 digits of a number, 32,767 UTF-16 units of text, and knows no day before March 1900 for certain.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

NUMBER_COLUMNS = frozenset({"number", "low", "high", "char_start", "char_end"})
DATE_COLUMNS = frozenset({"date", "said_on", "published"})

MOST_DIGITS = 15
MOST_TEXT = 32_767
CUT = " […]"
FIRST_DAY = date(1900, 3, 1)

PLAIN_NUMBER = re.compile(r"-?\d{1,300}(?:\.\d{1,300})?", re.ASCII)
HALVES = re.compile("[\ud800-\udfff]")
PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def as_number(cell: str) -> float | None:
    """Return the number that a spreadsheet can hold without losing a digit, else None.

    >>> as_number("6000000000000"), as_number("4.22"), as_number("1234567890123456"), as_number("two"), as_number("007")
    (6000000000000.0, 4.22, None, None, None)
    """
    if not PLAIN_NUMBER.fullmatch(cell) or len(cell.strip("-0.").replace(".", "")) > MOST_DIGITS:
        return None
    value = float(cell)
    return value if number_text(value) == cell else None


def number_text(value: float) -> str:
    """Write a number as the tables do: in full, without exponent and trailing zeros.

    >>> number_text(6e12), number_text(4.22), number_text(1e-7), number_text(300)
    ('6000000000000', '4.22', '0.0000001', '300')
    """
    try:
        text = format(Decimal(repr(value)), "f")
    except InvalidOperation:
        return str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_day(cell: str) -> date | None:
    """Return the day that a spreadsheet can hold as a date; None for less precise dates, spans of time, and early days.

    >>> as_day("2025-01-13"), as_day("2025-01"), as_day("1815-06-18")
    (datetime.date(2025, 1, 13), None, None)
    """
    if not PLAIN_DATE.fullmatch(cell):
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day >= FIRST_DAY else None


def whole(cell: str) -> str:
    """Replace halves of UTF-16 pairs, which broken records hold and no file in UTF-8 can.

    >>> whole("a" + chr(0xD800) + "b") == "a\N{REPLACEMENT CHARACTER}b"
    True
    """
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", cell)


def fit(cell: str) -> str:
    """Make text fit for a cell: cut what is too long and say so at its end, replace what cannot be written."""
    cell = whole(cell)
    if len(cell) * 2 <= MOST_TEXT or _units(cell) <= MOST_TEXT:
        return cell
    head = cell.encode("utf-16-le", "replace")[: 2 * (MOST_TEXT - len(CUT))]
    return head.decode("utf-16-le", "ignore") + CUT


def cell_text(value: object) -> str:
    """Return what a cell read from a workbook says, written as in the tables.

    >>> cell_text(300.0), cell_text(datetime(2025, 1, 13)), cell_text(None), cell_text(True), cell_text("=1")
    ('300', '2025-01-13', '', 'TRUE', '=1')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value == datetime(value.year, value.month, value.day) else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2
