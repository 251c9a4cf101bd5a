"""What stands right before or behind a number and says what it is a number of: money, percent, a unit of measure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.lexicons import load_rows, load_words
from pipeline.lexicons.contexts import any_of

# Which country's money is meant is not said; the likeliest is taken.
ASSUMED = "currency_assumed"
# The unit is made of several and only its first part is read: "5 kg/m3".
UNREAD = "unit_unread"
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
    """A unit name or sign as written, and what it means."""

    surface: str
    name: str
    factor: Decimal = Decimal(1)
    money: bool = False
    assumed: bool = False


# Signs that mean a unit only where nothing stands between them and the number: 45p, but not "45 p".
_GLUED = frozenset({"p"})
# Single letters that mean a unit after a space too: 57.2 F.
_SPACED = frozenset({"C", "F"})
# Letters that stand for money before a number only if the number looks like an amount: R2 and PS5 are names.
_SHORT_SIGNS = frozenset({"R", "PS", "Sh", "rs"})
_SPACES = " \t\xa0\u202f\u200b"


def _money(row: Mapping[str, str], surface: str) -> _Entry:
    return _Entry(surface, row["code"], Decimal(row["factor"]), money=True, assumed=row["assumed"] == "yes")


def _read_names() -> dict[str, _Entry]:
    """Unit names in small letters, with spaces for hyphens; the news units have the last word."""
    entries = {row["surface"]: _Entry(row["surface"], row["unit"]) for row in load_rows("units")}
    words = (row for row in load_rows("news_units") if row["kind"] == "word")
    entries.update({row["surface"]: _Entry(row["surface"], row["unit"]) for row in words})
    for row in load_rows("currencies"):
        if row["kind"] == "word" and row["surface"] not in _GLUED:
            for surface in _number_forms(row["surface"]):
                entries.setdefault(surface, _money(row, surface))
    return entries


def _number_forms(word: str) -> Iterator[str]:
    yield word
    if not word.endswith(("s", "x")):
        yield word + "s"


def _by_first_word(names: Mapping[str, _Entry]) -> dict[str, tuple[_Entry, ...]]:
    """Group the names by their first word, the longest first."""
    groups: dict[str, list[_Entry]] = {}
    for surface in sorted(names, key=lambda surface: (-len(surface), surface)):
        groups.setdefault(surface.split()[0], []).append(names[surface])
    return {first: tuple(group) for first, group in groups.items()}


def _read_signs() -> dict[str, _Entry]:
    """Signs that stand behind a number, exactly as written."""
    symbols = (row for row in load_rows("news_units") if row["kind"] == "symbol")
    entries = {row["surface"]: _Entry(row["surface"], row["unit"]) for row in symbols}
    for row in load_rows("currencies"):
        surface = row["surface"]
        sign = row["kind"] == "symbol" and not surface.isalpha()
        if row["kind"] == "code" or sign or surface in _GLUED:
            entries.setdefault(surface, _money(row, surface))
    return entries


_NAMES = _read_names()
_NAMES_BY_FIRST = _by_first_word(_NAMES)
_SIGNS = _read_signs()
_LEADING = {
    row["surface"]: _money(row, row["surface"]) for row in load_rows("currencies") if row["kind"] in ("symbol", "code")
}
_LEADING_ENDS = frozenset(surface[-1] for surface in _LEADING)
_LONGEST_LEADING = max(len(surface) for surface in _LEADING)
_LONGEST_NAME = max(len(surface) for surface in _NAMES)
_DENOMINATORS = load_words("denominators")


_PERCENT = re.compile(
    r"[\s-]?(?:%|％|(?:percent(?:age)?|per\s?cent|pct|pc|p\.c\.)(?![^\W_]))"
    r"(?P<points>[\s-]?(?:points?|pts)(?![^\W_]))?"
    r"|(?P<short>[\s-]?p(?:p|pts?))(?![^\W_])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s?\d")
_POINTS = re.compile(r"[\s-](?:points?|pts)(?![^\W_])", re.IGNORECASE)
# The first word or sign behind a number; a point or slash inside it ("U.S.", "km/h"), a power at its end ("m²", "km2").
_FIRST = re.compile(
    r"[\s-]?([^\W\d_](?:[^\W\d_]|[./·](?=[^\W_])|[²³2-9](?![^\W_])){0,30}"
    r"|[°º˚℃℉′″€$£¥]\s?[CF]?(?![^\W\d_])|(?:US|C|A|NZ|HK)\$)"
)
_PER = re.compile(
    r"""(?:[\s-](?P<link>per|an?|each|every)[\s-]|/)(?P<what>(?:square\s|cubic\s)?[^\W\d_]{1,30})(?![^\W_])
        (?!\s(?:earlier|ago|later|before|from|on\s))        # "$6 billion a year earlier" is no rate
      | \sper\s(?P<number>[\d,.]{0,20}\d(?:\s(?:hundred|thousand|million|billion))?|hundred|thousand|million)
        (?P<of>\s[^\W\d_]{1,30})?(?![^\W_])""",
    re.VERBOSE,
)
_MONEY_TALK = re.compile(rf"£|\b(?:{any_of('money_talk')})\b", re.IGNORECASE)
# "1.5 million pounds of beef", but "millions of pounds of public money".
_WEIGHED = re.compile(rf"\sof\s(?!(?:[\w'’-]+\s)?(?:{any_of('of_money')})\b)[a-z]", re.IGNORECASE)
# "won" is a verb too: "the 300 won a reprieve".
_WON_VERB = re.compile(rf"\s(?:{any_of('behind_won')})\b", re.IGNORECASE)
# What "degrees" alone are is said nearby: "190C, some 60 degrees above its limit".
_DEGREE_SCALE = re.compile(r"\b(?:celsius|centigrade|fahrenheit)\b|\d\s?[°º]?[CF]\b", re.IGNORECASE)
_DEGREE_REACH = 200
_STUDIES = re.compile(r"\s(?:in|from|programs?|programmes?|courses?)\b", re.IGNORECASE)
_HOME = re.compile(
    r"\b(?:dollars?|amounts?|figures?|prices?|sums?|currency)[^.\n]{0,30}\s(?:in|are|is)\s"
    r"(?:(?P<country>Canadian|Australian|New\sZealand|Hong\sKong|Singapore|Taiwan|Jamaican|Fijian|Namibian|US|U\.S\.)"
    r"\sdollars\b|(?P<sign>(?:NZ|CA?|AU?|HK|S|NT|US)\$))",
    re.IGNORECASE,
)
# What such a sentence ends in, fast to look for: a plain character comes first.
_HOME_SIGN = re.compile(r"\$(?<=[A-Za-z]\$)")


def home_dollar(text: str) -> str:
    """Return the code of the dollar that an article says its amounts are in, "" if it does not say.

    >>> home_dollar("Sales were $3 million. All figures are in Canadian dollars."), home_dollar("It cost $3.")
    ('CAD', '')
    """
    said = _HOME.search(text) if "dollars" in text.lower() or _HOME_SIGN.search(text) else None
    if said is None:
        return ""
    entry = _LEADING.get(said["sign"].upper()) if said["sign"] else _NAMES.get(f"{said['country'].lower()} dollar")
    return entry.name if entry else ""


def find_currency_before(text: str, start: int, low: int, *, amount: bool) -> Unit | None:
    """Read the currency sign or code before a number at ``start``; ``amount``: the number looks like a sum of money."""
    end = start - 1 if text[start - 1] in _SPACES else start
    if end <= low or text[end - 1] not in _LEADING_ENDS:
        return None
    for begin in range(max(low, end - _LONGEST_LEADING), end):
        sign = text[begin:end]
        if sign in _LEADING and not (sign[0].isalpha() and _is_inside_word(text, begin)):
            if sign in _SHORT_SIGNS and not (amount and end == start):
                return None
            entry = _LEADING[sign]
            return Unit(entry.name, begin, start, entry.factor, entry.money, _doubt(entry))
    return None


def _is_inside_word(text: str, position: int) -> bool:
    return position > 0 and (text[position - 1].isalnum() or text[position - 1] == "-")


def find_unit(text: str, end: int, high: int, value: Decimal, *, large: bool) -> Unit | None:
    """Read the unit behind a number that ends at ``end``; ``large``: the number has a magnitude word."""
    if match := _PERCENT.match(text, end, high):
        return Unit("percentage_point" if match["points"] or match["short"] else "percent", end, match.end())
    if match := _POINTS.match(text, end, high):
        return Unit("point", end, match.end())
    match = _FIRST.match(text, end, high)
    if match is None:
        return None
    sign = _by_sign(text, match, end)
    name = _by_name(text, match, end, high, value, large=large)
    return name if name and (sign is None or name.end > sign.end) else sign


def _by_sign(text: str, match: re.Match[str], end: int) -> Unit | None:
    sign = match[1]
    entry = _SIGNS.get(sign) or _SIGNS.get(sign.replace(" ", ""))
    rate = entry is None and "/" in sign  # "t/yr", "kg/m3"
    if rate:
        sign = sign.split("/")[0]
        entry = _SIGNS.get(sign)
    if entry is None:
        return None
    letter = len(sign) == 1 and sign.isalpha()
    if letter and match.start(1) > end and sign not in _SPACED and not rate:
        return None
    stop = match.start(1) + len(sign)
    if entry.money and _NUMBER.match(text, stop):  # the sign of the next number
        return None
    unread = rate and not find_denominator(text, stop, len(text))
    return Unit(entry.name, end, stop, entry.factor, entry.money, (UNREAD,) if unread else _doubt(entry))


def _by_name(text: str, match: re.Match[str], end: int, high: int, value: Decimal, *, large: bool) -> Unit | None:
    start = match.start(1)
    first = match[1].lower()
    group = _NAMES_BY_FIRST.get(first) or _NAMES_BY_FIRST.get(first + ".")
    if group is None:
        return None
    tail = text[start : min(high, start + _LONGEST_NAME)].replace("-", " ").replace("\xa0", " ").lower()
    for entry in group:
        stop = start + len(entry.surface)
        if tail.startswith(entry.surface) and not text[stop : stop + 1].isalpha():
            return _settle(text, entry, end, stop, value, large=large)
    return None


def _settle(text: str, entry: _Entry, start: int, end: int, value: Decimal, *, large: bool) -> Unit | None:
    """Decide what an ambiguous unit word means here; None if it is no unit."""
    hyphen = text[start : start + 1] == "-"
    word = entry.surface.removesuffix("s")
    if entry.surface == "second" and not hyphen and value != 1:
        return None  # "two second-half goals"
    if word == "won" and (_WON_VERB.match(text, end) or not (large or value >= 100)):
        return None
    if word == "degree":
        if _STUDIES.match(text, end):
            return None
        scale = _DEGREE_SCALE.search(text, max(0, start - _DEGREE_REACH), end + _DEGREE_REACH)
        if scale:
            return Unit("degree_celsius" if "c" in scale[0].lower() else "degree_fahrenheit", start, end)
    if (
        word == "pound"
        and not hyphen
        and not _WEIGHED.match(text, end)
        and (large or _MONEY_TALK.search(text, max(0, start - 120), end + 60))
    ):
        return Unit("GBP", start, end, money=True, flags=(ASSUMED,))
    return Unit(entry.name, start, end, entry.factor, entry.money, _doubt(entry))


def _doubt(entry: _Entry) -> tuple[str, ...]:
    return (ASSUMED,) if entry.assumed else ()


def find_denominator(text: str, end: int, high: int) -> str:
    """Read what a rate is counted by, from position ``end`` on: "share" of " a share"; "" if nothing is there."""
    match = _PER.match(text, end, high)
    if match is None:
        return ""
    if match["number"]:  # "per 100,000 people"
        return text[match.start("number") : match.end()]
    word = match["what"].lower()
    known = not {word, word.removesuffix("s"), word.split()[0]}.isdisjoint(_DENOMINATORS)
    return match["what"] if known or match["link"] == "per" else ""
