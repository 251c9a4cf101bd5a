"""What stands right before or behind a number and says what it is a number of: money, percent, a unit of measure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.lexicons import load_rows, load_words

ASSUMED = "currency_assumed"
MASS_OR_MONEY = "pound"
TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read beside a number; it stands from ``start`` to ``end``. One of it is ``factor`` of the unit named."""

    name: str
    start: int
    end: int
    factor: Decimal = Decimal(1)
    money: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    surface: str
    name: str
    factor: Decimal = Decimal(1)
    money: bool = False
    assumed: bool = False


def _money(row: Mapping[str, str], surface: str) -> _Entry:
    return _Entry(surface, row["code"], Decimal(row["factor"]), money=True, assumed=row["assumed"] == "yes")


def _word_entries() -> dict[str, _Entry]:
    """Unit names, in small letters and with spaces for hyphens."""
    entries = {row["surface"]: _Entry(row["surface"], row["unit"]) for row in load_rows("units")}
    for row in load_rows("news_units"):
        if row["kind"] == "word":
            entries[row["surface"]] = _Entry(row["surface"], row["unit"])
    for row in load_rows("currencies"):
        if row["kind"] == "word" and row["surface"] not in GLUED:
            for surface in _number_forms(row["surface"]):
                entries.setdefault(surface, _money(row, surface))
    return entries


def _by_first_word() -> dict[str, tuple[_Entry, ...]]:
    """Group the names by their first word, the longest first."""
    by_first: dict[str, list[_Entry]] = {}
    for surface in sorted(_WORD_ENTRIES, key=lambda surface: (-len(surface), surface)):
        by_first.setdefault(surface.split()[0], []).append(_WORD_ENTRIES[surface])
    return {first: tuple(group) for first, group in by_first.items()}


def _number_forms(word: str) -> Iterator[str]:
    yield word
    if not word.endswith(("s", "x")):
        yield word + "s"


def _symbols() -> dict[str, _Entry]:
    """Signs that stand behind a number, exactly as written."""
    entries = {
        row["surface"]: _Entry(row["surface"], row["unit"])
        for row in load_rows("news_units")
        if row["kind"] == "symbol"
    }
    for row in load_rows("currencies"):
        if (
            row["kind"] == "code"
            or (row["kind"] == "symbol" and not row["surface"].isalpha())
            or row["surface"] in GLUED
        ):
            entries.setdefault(row["surface"], _money(row, row["surface"]))
    return entries


# Signs of one letter or so mean a unit only where nothing stands between them and the number.
GLUED = frozenset({"p"})
SPACED = frozenset({"C", "F"})
_WORD_ENTRIES = _word_entries()
_WORDS = _by_first_word()
_SYMBOLS = _symbols()
_LEADING = {
    row["surface"]: _money(row, row["surface"]) for row in load_rows("currencies") if row["kind"] in ("symbol", "code")
}
# Letters that stand for money before a number only if the number looks like an amount: R2, PS5 and RM 3 are names.
_SHORT_SIGNS = frozenset({"R", "PS", "Sh", "rs"})
_DENOMINATORS = load_words("denominators")

_HOME = re.compile(
    r"\b(?:in|are|all)\s(Canadian|Australian|New\sZealand|Hong\sKong|Singapore|Taiwan|Jamaican|Fijian|Namibian)\sdollars\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    "(?:"
    + "|".join(
        ("(?<![^\\W_])" if sign[0].isalpha() else "") + re.escape(sign)
        for sign in sorted(_LEADING, key=lambda sign: (-len(sign), sign))
    )
    + r")[\s\u200b]?\Z"
)
_PERCENT = re.compile(
    r"[\s-]?(?:%|％|(?:percent(?:age)?|per\s?cent|pct\.?|pc|p\.c\.)(?![^\W_]))(?P<points>[\s-]?(?:points?|pts)(?![^\W_]))?|[\s-]?p(?:p|pts?)(?![^\W_])",
    re.IGNORECASE,
)
_POINTS = re.compile(r"[\s-](?:points?|pts)(?![^\W_])", re.IGNORECASE)
_FIRST = re.compile(
    r"[\s-]?([^\W\d_](?:[^\W\d_]|[./·²³2-9](?=[^\W_]|$))*|[°º˚℃℉′″€$£¥]\s?[CF]?(?![^\W\d_])|(?:US|C|A|NZ|HK)\$)"
)
_PER = re.compile(
    r"""(?:[\s-](?:per|an?|each|every)[\s-](?P<what>[^\W\d_]+)|/(?P<slash>[^\W\d_]+))(?![^\W_])
      | \sper\s(?P<number>[\d,.]*\d(?:\s(?:hundred|thousand|million|billion))?|hundred|thousand|million)(?P<of>\s[^\W\d_]+)?(?![^\W_])""",
    re.VERBOSE,
)
_MONEY_TALK = re.compile(
    r"[£]|\b(?:pay|pays|paid|paying|cost|costs|price|prices|priced|spend|spent|spending|worth|fee|fees|fine|fined|debts?|bills?|"
    r"earns?|earned|sold|sell|buy|bought|tax|taxes|wages?|salary|salaries|sterling|budget|funding|profits?|sales|revenues?|cash|"
    r"invest|invested|investment|donated|raised|compensation|loans?|bn)\b",
    re.IGNORECASE,
)
# "won" is a verb too: "the 300 won a reprieve".
_WON_VERB = re.compile(
    r"\s(?:the|an?|their|his|her|its|in|by|re-?election|gold|silver|bronze|medals|seats|praise)\b", re.IGNORECASE
)
_STUDIES = re.compile(r"\s(?:in|from|programs?|programmes?|courses?)\b", re.IGNORECASE)


def home_dollar(text: str) -> str:
    """Return the code of the dollar that an article says its amounts are in, "" if it does not say.

    >>> home_dollar("Sales were $3 million. All figures are in Canadian dollars."), home_dollar("It cost $3.")
    ('CAD', '')
    """
    said = _HOME.search(text) if "dollars" in text else None
    return _WORD_ENTRIES[f"{' '.join(said[1].lower().split())} dollar"].name if said else ""


def find_currency_before(text: str, start: int, low: int, *, amount: bool) -> Unit | None:
    """Read the currency sign or code before a number that starts at ``start``; ``amount``: the number looks like money."""
    match = _BEFORE.search(text, max(low, start - 8), start)
    if not match:
        return None
    sign = match[0].rstrip("\u200b \t\xa0\u202f")
    entry = _LEADING.get(sign)
    if entry is None or (sign in _SHORT_SIGNS and (not amount or match.end() - match.start() != len(sign))):
        return None
    if (
        entry.surface.isalpha()
        and entry.surface.isupper()
        and len(sign) == 3
        and match.start() > low
        and text[match.start() - 1] == "-"
    ):
        return None
    return Unit(entry.name, match.start(), start, entry.factor, True, (ASSUMED,) if entry.assumed else ())


def find_unit(text: str, end: int, high: int, value: Decimal, *, large: bool) -> Unit | None:
    """Read the unit behind a number that ends at ``end``; ``large``: the number has a magnitude word."""
    if match := _PERCENT.match(text, end, high):
        points = match["points"] or ("%" not in match[0] and "c" not in match[0].lower())
        return Unit("percentage_point" if points else "percent", end, match.end())
    if match := _POINTS.match(text, end, high):
        return Unit("point", end, match.end())
    match = _FIRST.match(text, end, high)
    if not match:
        return None
    return _by_symbol(match, end) or _by_word(text, match, end, high, value, large=large)


def _by_symbol(match: re.Match[str], end: int) -> Unit | None:
    sign = match[1]
    entry = _SYMBOLS.get(sign) or _SYMBOLS.get(sign.replace(" ", ""))
    if entry is None:
        return None
    glued = match.start(1) == end
    if not glued and len(sign) == 1 and sign.isalpha() and sign not in SPACED:
        return None
    return Unit(entry.name, end, match.end(), entry.factor, entry.money, (ASSUMED,) if entry.assumed else ())


def _by_word(text: str, match: re.Match[str], end: int, high: int, value: Decimal, *, large: bool) -> Unit | None:
    start = match.start(1)
    first = match[1].lower()
    group = _WORDS.get(first) or _WORDS.get(first + ".")
    if group is None:
        return None
    tail = text[start : min(high, start + 48)].replace("-", " ").replace("\xa0", " ").lower()
    hyphen = text[end : end + 1] == "-"
    for entry in group:
        stop = start + len(entry.surface)
        if tail.startswith(entry.surface) and not text[stop : stop + 1].isalpha():
            unit = _settle(text, entry, end, stop, value, large=large, hyphen=hyphen)
            if unit:
                return unit
    return None


def _settle(
    text: str, entry: _Entry, start: int, end: int, value: Decimal, *, large: bool, hyphen: bool
) -> Unit | None:
    """Decide what an ambiguous unit word means here; None if it is no unit."""
    surface = entry.surface
    if surface == "second" and not hyphen and value != 1:
        return None  # "two second-half goals"
    if surface in ("won", "wons") and not entry.assumed:
        if _WON_VERB.match(text, end) or not (large or value >= 100):
            return None
    if surface in ("degree", "degrees") and _STUDIES.match(text, end):
        return None
    if surface in ("pound", "pounds"):
        money = large or _MONEY_TALK.search(text, max(0, start - 120), end + 60)
        if money and not hyphen:
            return Unit("GBP", start, end, money=True, flags=(ASSUMED,))
    return Unit(entry.name, start, end, entry.factor, entry.money, (ASSUMED,) if entry.assumed else ())


def find_denominator(text: str, end: int, high: int) -> str:
    """Read what a rate is counted by, from position ``end`` on: "share" of " a share"; "" if nothing is there."""
    match = _PER.match(text, end, high)
    if not match:
        return ""
    if match["number"]:
        return text[match.start("number") : match.end()]
    word = str(match["what"] or match["slash"])
    by_rate = match["what"] is not None and match[0][1:4].lower() == "per"
    return word if by_rate or {word.lower(), word.lower().removesuffix("s")} & _DENOMINATORS else ""
