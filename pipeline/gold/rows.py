"""A gold line as a row of cells that people can correct, and back again: only what was changed changes.

The cells are those of claims.csv, with a few more so that nothing of the line is lost: ``gold`` holds the line itself.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pipeline.gold.annotations import make_claim
from pipeline.gold.fields import Fields, parse_object
from pipeline.gold.locating import find_context
from pipeline.tables.cells import fit
from pipeline.tables.csv import shorten, unguard
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind

Cells = Mapping[str, str]
Line = dict[str, object]

# Columns beside those of claims.csv: what a person says of the row, and what only gold has.
VERDICT, NOTES, WHO_ALSO, ALT, GOLD, GOLD_ARTICLE = "verdict", "notes", "who_also", "alt", "gold", "gold_article"
VERDICTS = CORRECT, WRONG, UNSURE = "correct", "wrong", "unsure"

# How claims.csv joins several names in a cell.
SEPARATOR = "; "

NUMBER = re.compile(r"-?(?:\d{1,300}|\d{1,3}(?:,\d{3}){1,100})(?:\.\d{1,300})?", re.ASCII)

# The fields of a gold line that tell where its number stands.
PLACE = ("number_text", "context", "start", "end")

SURROGATE = re.compile("[\ud800-\udfff]")

# EDTF as the tables write it: up to a day or a minute, decades and centuries, doubt, intervals with open ends.
EDTF_PART = r"(?:-?[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2}(?:T[\d:Z+-]{2,14})?)?)?[?~%]?)"
EDTF = re.compile(rf"{EDTF_PART}|(?:{EDTF_PART}|\.\.)?/(?:{EDTF_PART}|\.\.)?", re.ASCII)


class CellError(ValueError):
    """A cell that cannot be read; ``column`` names it."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(f"{column}: {message}")
        self.column = column


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells that make one field of a gold line."""

    columns: tuple[str, ...]
    field: str
    read: Callable[[Cells], object]


def line_cells(line: str, text: str) -> dict[str, str]:
    """Return the cells of a gold line on an article's ``text``, without those that tell its place and its article."""
    fields = parse_object(line)
    claim = make_claim(fields, text)
    reading = claim.readings[0]
    return {
        "who_said": reading.who[0] if reading.who else "",
        WHO_ALSO: SEPARATOR.join(reading.who[1:]),
        "what": reading.what,
        "number": _plain(reading.value),
        "low": _plain(reading.low),
        "high": _plain(reading.high),
        "modifier": reading.modifier or "",
        "unit": reading.unit,
        "item": reading.item,
        "event": reading.event,
        "modality": reading.modality or "",
        "quote": reading.quote or "",
        "cue": _string(fields, "cue"),
        "relayed_by": SEPARATOR.join(reading.relayed_by),
        "date": reading.date,
        "said_on": reading.said_on,
        "date_text": _string(fields, "date_text"),
        VERDICT: UNSURE if claim.optional else CORRECT,
        NOTES: _string(fields, NOTES),
        ALT: json.dumps(json.loads(line)["alt"], ensure_ascii=False) if "alt" in fields else "",
        "number_text": claim.number_text,
        "char_start": str(claim.span.start),
        "char_end": str(claim.span.end),
        GOLD: line,
    }


def read_line(cells: Cells, text: str) -> Line:
    """Return the gold line that a row of cells makes, without its place where the cells have no ``gold``.

    A cell that differs from the line in ``gold`` wins over it. Raises CellError.
    """
    before: Line = {}
    shown: Cells = {}
    if cells.get(GOLD, "").strip():
        try:
            shown = line_cells(cells[GOLD], text)
        except ValueError as error:
            raise CellError(GOLD, f"no line of gold for this article: {error}; empty the cell") from error
        before = json.loads(cells[GOLD])
    line = dict(before)
    for group in GROUPS:
        if before and all(same_cell(cells.get(column), shown[column]) for column in group.columns):
            continue
        made = group.read(_with_names(cells, before, shown) if group.field == "who" else cells)
        if made is None and group.field in OPTIONAL_FIELDS:
            line.pop(group.field, None)
        else:
            line[group.field] = made
            line.pop(f"{group.field}_span", None)
    return line


def make_line(cells: Cells, text: str, span: CharSpan) -> str:
    """Return the line of gold that a row makes of the number at ``span``: as it was, if nothing was changed.

    Raises CellError.
    """
    made = read_line(cells, text)
    before = cells.get(GOLD, "").strip()
    if not before or make_claim(parse_object(before), text).span != span:
        made = _placed(made, text, span)
    line = before if before and made == json.loads(before) else dump_line(made)
    try:
        make_claim(parse_object(line), text)
    except ValueError as error:
        raise CellError("number", str(error)) from error
    return line


def dump_line(line: Mapping[str, object]) -> str:
    """Return an object as a line of JSON that UTF-8 can hold.

    >>> dump_line({"item": "cafés"}), dump_line({"item": "\\ud800"})
    ('{"item": "cafés"}', '{"item": "\\\\ud800"}')
    """
    dumped = json.dumps(line, ensure_ascii=False)
    return dumped if dumped.isascii() or not SURROGATE.search(dumped) else json.dumps(line)


def same_cell(cell: str | None, shown: str) -> bool:
    """Tell whether a cell still says what was shown; a sheet without its column changes nothing.

    >>> same_cell("8.20", "8.2"), same_cell("two  men", "two men"), same_cell("", "8"), same_cell(None, "8")
    (True, True, False, True)
    """
    if cell is None or cell.split() in [form.split() for form in (shown, fit(shown), shorten(shown), unguard(shown))]:
        return True
    return bool(NUMBER.fullmatch(cell) and NUMBER.fullmatch(shown)) and _decimal(cell) == _decimal(shown)


def read_verdict(cells: Cells) -> str:
    """Return what a person said of the row: one of correct, wrong, unsure; "" for nothing. Raises CellError."""
    verdict = cells.get(VERDICT, "").strip().casefold()
    if verdict and verdict not in VERDICTS:
        raise CellError(VERDICT, f"expected {', '.join(VERDICTS)} or nothing; found {cells[VERDICT]!r}")
    return verdict


def read_number(cells: Cells, column: str) -> Decimal | None:
    """Return the number in a cell, None for an empty one. Raises CellError."""
    cell = cells.get(column, "").strip()
    if not cell:
        return None
    if not NUMBER.fullmatch(cell):
        raise CellError(column, f"expected a number written out, such as 1234.5; found {cell!r}")
    return _decimal(cell)


def _placed(line: Line, text: str, span: CharSpan) -> Line:
    """Put the place first: the number's text with a context that is found once, or with positions."""
    context = find_context(text, span)
    place: Line = {"number_text": text[span.start : span.end]}
    place |= {"context": context} if context else {"start": span.start, "end": span.end}
    return place | {name: stated for name, stated in line.items() if name not in PLACE}


def _with_names(cells: Cells, before: Line, shown: Cells) -> Cells:
    """Leave the other names as they are where only the first one was changed: a name may hold a semicolon."""
    if before and same_cell(cells.get(WHO_ALSO), shown[WHO_ALSO]):
        return {**cells, WHO_ALSO: shown[WHO_ALSO]}
    return cells


def _number(column: str) -> Callable[[Cells], object]:
    def read(cells: Cells) -> int | float | None:
        number = read_number(cells, column)
        if number is None:
            return None
        if number == number.to_integral_value():
            return int(number)
        if Decimal(repr(float(number))) != number:
            raise CellError(column, f"more digits than a number in gold keeps: {cells[column]!r}")
        return float(number)

    return read


def _text(column: str) -> Callable[[Cells], object]:
    return lambda cells: cells.get(column, "").strip()


def _date(column: str) -> Callable[[Cells], object]:
    def read(cells: Cells) -> str | None:
        cell = cells.get(column, "").strip()
        if cell and not EDTF.fullmatch(cell):
            raise CellError(column, f"expected a date such as 2025-01-13, 2025-01, 2024-10/.. or 2025; found {cell!r}")
        return cell or None

    return read


def _choice(column: str, kind: type[StrEnum], default: Callable[[Cells], str]) -> Callable[[Cells], object]:
    def read(cells: Cells) -> str:
        cell = cells.get(column, "").strip().casefold() or default(cells)
        if cell not in set(kind):
            raise CellError(column, f"expected one of {', '.join(kind)}; found {cells[column]!r}")
        return cell

    return read


def _names(*columns: str) -> Callable[[Cells], object]:
    def read(cells: Cells) -> list[str]:
        listed = [cells.get(column, "").strip() for column in columns]
        return [name.strip() for names in listed for name in names.split(SEPARATOR.strip()) if name.strip()]

    return read


def _who(cells: Cells) -> list[str]:
    said = cells.get("who_said", "").strip()
    others = [name.strip() for name in cells.get(WHO_ALSO, "").split(SEPARATOR.strip()) if name.strip()]
    if others and not said:
        raise CellError("who_said", f"expected the fullest name of the source, as {WHO_ALSO} has other names")
    return [said, *others] if said else []


def _alternatives(cells: Cells) -> object:
    cell = cells.get(ALT, "").strip()
    if not cell:
        return None
    try:
        stated: object = json.loads(cell)
    except (ValueError, RecursionError) as error:
        raise CellError(ALT, f"expected a JSON list of objects: {error}") from error
    if not isinstance(stated, list) or not all(isinstance(entry, dict) for entry in stated):
        raise CellError(ALT, f"expected a JSON list of objects; found {cell[:40]!r}")
    return stated


def _string(fields: Fields, name: str) -> str:
    stated = fields.get(name)
    return stated if isinstance(stated, str) else ""


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(cell: str) -> Decimal:
    return Decimal(cell.replace(",", ""))


GROUPS = (
    _Group(("number",), "value", _number("number")),
    _Group(("low",), "low", _number("low")),
    _Group(("high",), "high", _number("high")),
    _Group(
        ("modifier",),
        "modifier",
        _choice("modifier", Modifier, lambda cells: "range" if cells.get("low") and cells.get("high") else "exact"),
    ),
    _Group(("unit",), "unit", _text("unit")),
    _Group(("item",), "item", _text("item")),
    _Group(("event",), "event", _text("event")),
    _Group(("what",), "claim", _text("what")),
    _Group(("who_said", WHO_ALSO), "who", _who),
    _Group(("relayed_by",), "relayed_by", _names("relayed_by")),
    _Group(("cue",), "cue", _text("cue")),
    _Group(
        ("quote",),
        "quote",
        _choice("quote", QuoteKind, lambda cells: "indirect" if cells.get("who_said", "").strip() else "none"),
    ),
    _Group(("date",), "date", _date("date")),
    _Group(("date_text",), "date_text", lambda cells: cells.get("date_text", "").strip() or None),
    _Group(("said_on",), "said_on", _date("said_on")),
    _Group(("modality",), "modality", _choice("modality", Modality, lambda _: "fact")),
    _Group((ALT,), "alt", _alternatives),
    _Group((VERDICT,), "optional", lambda cells: (read_verdict(cells) == UNSURE) or None),
    _Group((NOTES,), "notes", lambda cells: cells.get(NOTES, "").strip() or None),
)
OPTIONAL_FIELDS = frozenset({"alt", "optional", "notes"})
