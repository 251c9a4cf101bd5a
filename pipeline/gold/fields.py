"""The fields of a JSON object, taken with their types checked; a ValueError says which field is wrong and how."""

import json
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

Fields = Mapping[str, object]
Choice = TypeVar("Choice", bound=StrEnum)


def parse_object(line: str) -> Fields:
    """Return the JSON object that ``line`` holds, its numbers as Decimal."""
    try:
        fields = json.loads(line, parse_int=Decimal, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise ValueError("expected a JSON object")
    return fields


def take_number(fields: Fields, name: str) -> Decimal | None:
    """Return a number, or None where the field is null."""
    stated = _stated(fields, name)
    if stated is not None and not isinstance(stated, Decimal):
        raise ValueError(f"{name}: expected a number or null, found {stated!r}")
    return stated


def take_string(fields: Fields, name: str) -> str:
    """Return a string."""
    stated = _stated(fields, name)
    if not isinstance(stated, str):
        raise ValueError(f"{name}: expected a string, found {stated!r}")
    return stated


def take_string_or_null(fields: Fields, name: str) -> str:
    """Return a string, "" where the field is null."""
    return "" if _stated(fields, name) is None else take_string(fields, name)


def take_strings(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of strings."""
    stated = _stated(fields, name)
    if not isinstance(stated, list) or not all(isinstance(entry, str) for entry in stated):
        raise ValueError(f"{name}: expected a list of strings, found {stated!r}")
    return tuple(stated)


def take_objects(fields: Fields, name: str) -> tuple[Fields, ...]:
    """Return a list of objects, empty where there is no such field."""
    stated = fields.get(name, [])
    if not isinstance(stated, list) or not all(isinstance(entry, dict) for entry in stated):
        raise ValueError(f"{name}: expected a list of objects, found {stated!r}")
    return tuple(stated)


def take_flag(fields: Fields, name: str) -> bool:
    """Return true or false, false where there is no such field."""
    stated = fields.get(name, False)
    if not isinstance(stated, bool):
        raise ValueError(f"{name}: expected true or false, found {stated!r}")
    return stated


def take_choice(kind: type[Choice], fields: Fields, name: str) -> Choice:
    """Return a member of a closed vocabulary."""
    stated = take_string(fields, name)
    if stated not in set(kind):
        raise ValueError(f"{name}: expected one of {', '.join(kind)}; found {stated!r}")
    return kind(stated)


def _stated(fields: Fields, name: str) -> object:
    if name not in fields:
        raise ValueError(f"{name} is missing")
    return fields[name]


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")
