"""Physical units by quantulum3: the table that the finder reads, and the reading of compound units it lacks.

quantulum3 takes 1.4 s to load and hangs or fails on odd numbers, so it is asked rarely and carefully: its list of unit
names is shipped as lexicons/units.csv (``python -m pipeline.normalize.units`` prints it anew), and only what looks like
a unit made of several ("kg/m3") is given to it, behind a number of our own.
"""

import csv
import io
import re
import warnings
from decimal import Decimal
from functools import cache
from types import ModuleType

from pipeline.lexicons import load_words
from pipeline.types import CharSpan, QuantityMention

# A flag of the finder: behind the number stands a compound unit that the tables lack.
UNREAD = "unit_unread"
# The number shown to quantulum3 instead of the article's: its answer is believed only if it gives this value back.
PROBE = Decimal(7)
# Units whose quantulum3 name differs from the singular English word used here.
NAMES = {
    "pound-mass": "pound", "short ton": "ton", "degree angle": "degree", "standard atmosphere": "atmosphere",
    "revolutions per minute": "revolution per minute", "mibibyte": "mebibyte", "metric horsepower": "horsepower",
}  # fmt: skip
SPELLINGS = (("metre", "meter"), ("litre", "liter"), ("parts-per", "part-per"), ("feet", "foot"))
ORIGIN = """\
# Names of physical units, from the unit table of quantulum3 (https://github.com/nielstron/quantulum3), MIT licence,
# Copyright (c) 2016 Marco Lagi, nielstron, sohrabtowfighi, grhawk, Rodrigo Castro.
# The unit's name in American spelling. Printed by python -m pipeline.normalize.units.
"""
NOT_PHYSICAL = frozenset({"currency", "dimensionless"})

_SURFACE = re.compile(r"[^\W\d_][^\W\d_ -]+(?:[ -][^\W\d_]+){0,6}")
_COMPOUND = re.compile(r"[\s-]?([^\W\d_]{1,6}(?:[²³2-9]|\^-?\d)?(?:[/·*][^\W\d_]{1,6}(?:[²³2-9]|\^-?\d)?){1,3})(?!\w)")


def read_unit(text: str, quantity: QuantityMention) -> QuantityMention:
    """Read the compound unit behind a quantity that the finder flagged; the quantity as it was if it cannot be read."""
    if UNREAD not in quantity.flags:
        return quantity
    match = _COMPOUND.match(text, quantity.number.end)
    unit = name_unit(match[1]) if match else None
    if not match or not unit:
        return quantity
    span = CharSpan(quantity.span.start, max(quantity.span.end, match.end()))
    phrase = CharSpan(quantity.phrase.start, max(quantity.phrase.end, match.end()))
    flags = tuple(flag for flag in quantity.flags if flag != UNREAD)
    return quantity._replace(span=span, phrase=phrase, unit=unit, flags=flags)


@cache
def name_unit(surface: str) -> str | None:
    """Return the name of a compound unit, None if quantulum3 does not read it as one.

    >>> name_unit("kg/m3"), name_unit("and/or")
    ('kilogram_per_cubic_meter', None)
    """
    try:
        read = _quantulum3("parser").parse(f"{PROBE} {surface}")
    except Exception:  # it raises whatever its tables and regexes lead it to; a unit unread is no more than a flag
        return None
    if len(read) != 1 or Decimal(str(read[0].value)) != PROBE or read[0].surface.strip() != f"{PROBE} {surface}":
        return None
    unit = read[0].unit
    powers = [dimension["power"] for dimension in unit.dimensions]
    if any(_entity(dimension["base"]) in NOT_PHYSICAL for dimension in unit.dimensions):
        return None
    # A product of whatever letters it found is no unit; a rate of two is one, even where quantulum3 has no name for it.
    rate = len(powers) == 2 and powers[0] == 1 and powers[1] < 0
    return contract_name(unit.name) if unit.entity.name != "unknown" or rate else None


def contract_name(name: str) -> str:
    """Return a quantulum3 unit name as a singular English unit in the American spelling.

    >>> contract_name("cubic metre per second"), contract_name("degree Celsius")
    ('cubic_meter_per_second', 'degree_celsius')
    """
    name = NAMES.get(name, name)
    for british, american in SPELLINGS:
        name = name.replace(british, american)
    return re.sub(r"[\s-]+", "_", name.casefold())


def _entity(name: str) -> str:
    """Return what a unit of this name measures, "dimensionless" for what is no unit."""
    unit = _quantulum3("load").units("en_US").names.get(name)
    return str(unit.entity.name) if unit else "dimensionless"


def build_table() -> str:
    """Return lexicons/units.csv: quantulum3's names of physical units without those that news uses otherwise."""
    left_out = load_words("units_left_out")
    rows: dict[str, str] = {}
    for surface, units in _quantulum3("load").units("en_US").surfaces.items():
        singular = surface[:-2] if surface.endswith("sses") else surface.removesuffix("s")
        physical = sorted(unit.name for unit in units if unit.entity.name not in NOT_PHYSICAL)
        if physical and not {surface, singular} & left_out and _SURFACE.fullmatch(surface):
            rows[surface.casefold().replace("-", " ")] = contract_name(physical[0])
    table = io.StringIO()
    table.write(ORIGIN)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["surface", "unit"])
    writer.writerows(sorted(rows.items()))
    return table.getvalue()


def _quantulum3(module: str) -> ModuleType:
    """Import a module of quantulum3 without its classifier.

    Where scikit-learn happens to be installed it would unpickle one, and rows would depend on what else is installed;
    where not, it warns at import.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        classifier = __import__("quantulum3.classifier", fromlist=["classifier"])
        classifier.USE_CLF = False  # type: ignore[attr-defined]  # quantulum3 ships no types
        return __import__(f"quantulum3.{module}", fromlist=[module])


if __name__ == "__main__":
    print(build_table(), end="")  # noqa: T201
