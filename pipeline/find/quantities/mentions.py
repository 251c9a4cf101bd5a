"""Joins the numbers of a stretch of text into quantity mentions: ranges, ratios, votes, ages, shared units, bounds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from pipeline.find.quantities.ages import is_age, is_decade_of_life
from pipeline.find.quantities.bounds import find_bound
from pipeline.find.quantities.names import find_code, find_name
from pipeline.find.quantities.pairs import Range, read_contest, read_range, read_whole, share, shares_unit
from pipeline.find.quantities.pieces import Piece, read_piece
from pipeline.find.quantities.times import find_time, is_date_part, is_hour_before, is_year
from pipeline.find.quantities.units import UNREAD, home_dollar
from pipeline.find.quantities.words import is_amount
from pipeline.lexicons.contexts import CONTEXTS
from pipeline.numerals import find_numerals
from pipeline.numerals.numeral import Numeral, NumeralKind
from pipeline.types import CharSpan, Modifier, QuantityMention, Refusal, TimexKind, TimexMention

_TWICE = re.compile(r"\b[Tt]wice(?=\s(?:the|as\s(?:many|much|[a-z]{2,15}\sas)|that|those|what|its|their|his|her)\b)")
_CONVERSION = re.compile(r"\s?[(\[/]\s?\Z")
_LIST_STEP = re.compile(r",?\s(?:and|to|or)\s\Z|,\s\Z")
_NAME_GOES_ON = re.compile(r"(?:[-–/.]\d{1,6}){1,3}")  # ISO 3888-2
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"\w[\w&]*")
# How far to look, in characters, for what points are of; farther only where the words nearby do not settle it.
_NEAR, _FAR = 120, 400


def find_quantities(
    text: str, within: Sequence[CharSpan], timexes: Sequence[TimexMention]
) -> tuple[tuple[QuantityMention, ...], tuple[Refusal, ...]]:
    """Return the quantities of ``text`` inside the spans ``within``, and the numbers that are none, in text order.

    No mention crosses the border of a span. Numbers inside a time expression that locates are refused.

    >>> text = "About 300 people died in 2015."
    >>> mentions, refusals = find_quantities(text, [CharSpan(0, len(text))], ())
    >>> [(text[m.span.start:m.span.end], m.modifier.value) for m in mentions], [r.reason for r in refusals]
    ([('300', 'approx')], ['year'])
    """
    dollar = home_dollar(text) if within else ""
    locating = sorted((timex.span.start, timex.span.end, timex.kind) for timex in timexes if _locates(timex))
    mentions: list[QuantityMention] = []
    refusals: list[Refusal] = []
    for stretch in within:
        numerals = _numerals(text, stretch)
        if not numerals:
            continue
        first, last = (bisect_left(locating, position, key=_start) for position in (stretch.start, stretch.end))
        pieces, strangers = _sift(text, numerals, stretch, locating[first:last], dollar)
        found, contests = _join(text, pieces, stretch)
        mentions.extend(found)
        refusals.extend(sorted(strangers + contests, key=lambda refusal: refusal.span))
    return tuple(mentions), tuple(refusals)


def _locates(timex: TimexMention) -> bool:
    """A repeated time ("every 72 minutes") holds an amount all the same."""
    return timex.locates and timex.kind is not TimexKind.SET


def _numerals(text: str, stretch: CharSpan) -> list[Numeral]:
    numerals = find_numerals(text, stretch.start, stretch.end)
    if text.find("wice", stretch.start, stretch.end) < 0:
        return numerals
    for match in _TWICE.finditer(text, stretch.start, stretch.end):
        numerals.append(Numeral(match.start(), match.end(), Decimal(2), NumeralKind.WORDS))
    return sorted(numerals, key=lambda numeral: numeral.start)


def _sift(
    text: str,
    numerals: Sequence[Numeral],
    stretch: CharSpan,
    locating: Sequence[tuple[int, int, TimexKind]],
    dollar: str,
) -> tuple[list[Piece], list[Refusal]]:
    """Read the numbers one by one and set aside those that are no quantities by their looks."""
    pieces: list[Piece] = []
    refusals: list[Refusal] = []
    reach, reason = -1, ""
    for numeral in numerals:
        kind = _kind_around(locating, numeral)
        if kind is not None:
            reason, reach = ("time" if kind is TimexKind.TIME else "date"), numeral.end
        elif numeral.start >= reach:  # else the rest of the same date, phone number, section
            date_before = reason in ("date", "year") and numeral.start - reach < 12
            floor = pieces[-1].end if pieces else stretch.start
            piece = read_piece(text, numeral, floor, stretch.end, dollar)
            reason, reach = _stranger(text, piece, stretch, date_before=date_before)
            if not reason:
                pieces.append(piece)
                reach = _token_end(text, reach, stretch.end) if UNREAD in piece.flags else reach
        if reason:
            if reason == "time" and pieces and is_hour_before(text, pieces[-1], numeral.start):
                hour = pieces.pop().numeral
                refusals.append(Refusal(CharSpan(hour.start, hour.end), reason))
            refusals.append(Refusal(CharSpan(numeral.start, numeral.end), reason))
    return pieces, refusals


def _kind_around(locating: Sequence[tuple[int, int, TimexKind]], numeral: Numeral) -> TimexKind | None:
    """Return the kind of the time expression around a number; they come in text order, and one may hold another."""
    at = bisect_right(locating, numeral.start, key=_start)
    nearest = locating[max(0, at - 2) : at]
    return next((kind for _, end, kind in nearest if numeral.end <= end), None)


def _start(located: tuple[int, int, TimexKind]) -> int:
    return located[0]


def _token_end(text: str, position: int, high: int) -> int:
    """Return where the word at ``position`` ends: the digits of "kg/m3" are no number."""
    rest = _TOKEN.match(text, position, high)
    return rest.end() if rest else position


def _stranger(text: str, piece: Piece, stretch: CharSpan, *, date_before: bool) -> tuple[str, int]:
    """Return why the number of ``piece`` is no quantity, "" if it may be one, and where what it belongs to ends."""
    low, high = stretch.start, stretch.end
    if is_decade_of_life(text, piece, low):
        return "", piece.end
    found = find_time(text, piece, low, high) or find_code(text, piece, low, high)
    if found:
        return found
    reason = ""
    if piece.bare:
        if is_date_part(text, piece, low, high, date_before=date_before):
            reason = "date"
        elif is_year(text, piece, low, high):
            reason = "year"
        else:
            reason = find_name(text, piece, low, high)
    if not reason and not is_amount(text, piece, low, high):
        reason = "no_amount"
    parts = _NAME_GOES_ON.match(text, piece.end, high) if reason == "name" else None
    return reason, parts.end() if parts else piece.end


def _join(text: str, pieces: Sequence[Piece], stretch: CharSpan) -> tuple[list[QuantityMention], list[Refusal]]:
    """Join neighbours that make one quantity, or that share a unit; make mentions of all that is left."""
    mentions: list[QuantityMention] = []
    refusals: list[Refusal] = []
    queue = list(pieces)
    index = 0
    while index < len(queue):
        left = queue[index]
        right = queue[index + 1] if index + 1 < len(queue) else None
        index += 1
        if right is not None and right.start - left.end <= 40:
            whole = read_whole(text, left, right)
            contest = "" if whole else read_contest(text, left, right, stretch.start, stretch.end)
            spread = None if whole or contest else read_range(text, left, right, stretch.start)
            if whole or contest or spread:
                index += 1
            if whole:
                mentions.append(_mention(text, whole, stretch, mentions))
                continue
            if contest in ("vote", "poll"):
                unit = "percent" if contest == "poll" else ""
                mentions.extend(_exact(piece._replace(unit=unit, rule=contest)) for piece in (left, right))
                continue
            if contest:
                refusals.extend(
                    Refusal(CharSpan(piece.numeral.start, piece.numeral.end), contest) for piece in (left, right)
                )
                continue
            if spread:
                mentions.append(_range(text, spread, stretch))
                continue
            if shares_unit(text, left, right):
                left, _ = share(left, right)
        if is_decade_of_life(text, left, stretch.start):
            mentions.append(_decade(left))
        else:
            mentions.append(_mention(text, left, stretch, mentions))
    return _respective(text, mentions, stretch), refusals


def _mention(text: str, piece: Piece, stretch: CharSpan, earlier: Sequence[QuantityMention]) -> QuantityMention:
    if not piece.unit and piece.scale == 1 and is_age(text, piece, stretch.start, stretch.end):
        piece = piece._replace(unit="year", rule="age")
    span = CharSpan(piece.start, piece.end)
    number = CharSpan(piece.numeral.start, piece.numeral.end)
    bound = find_bound(text, span, number, stretch, piece.unit)
    modifier = bound.modifier
    if modifier is Modifier.EXACT:
        if piece.numeral.kind is NumeralKind.VAGUE:
            modifier = Modifier.APPROX
        elif earlier and _converts(text, earlier[-1], piece):
            modifier = earlier[-1].modifier if earlier[-1].modifier is not Modifier.RANGE else modifier
    flags = (*piece.flags, *piece.numeral.flags)
    return QuantityMention(
        span=span,
        number=number,
        phrase=CharSpan(bound.start, bound.end),
        value=piece.value,
        low=None,
        high=None,
        modifier=modifier,
        unit=_points(text, piece.unit, piece.start),
        rule=piece.rule,
        per=piece.per,
        flags=flags,
    )


def _exact(piece: Piece) -> QuantityMention:
    """Make a mention of a number that nothing bounds: in a vote no word before it belongs to it alone."""
    span = CharSpan(piece.start, piece.end)
    number = CharSpan(piece.numeral.start, piece.numeral.end)
    return QuantityMention(span, number, span, piece.value, None, None, Modifier.EXACT, piece.unit, piece.rule)


def _decade(piece: Piece) -> QuantityMention:
    """Read "in their 70s" as an age from 70 to 79."""
    span = CharSpan(piece.start, piece.numeral.end + 1)
    number = CharSpan(piece.numeral.start, piece.numeral.end)
    return QuantityMention(span, number, span, None, piece.value, piece.value + 9, Modifier.RANGE, "year", "age_range")


def _range(text: str, spread: Range, stretch: CharSpan) -> QuantityMention:
    low, high = spread.low, spread.high
    span = CharSpan(low.start, high.end)
    number = CharSpan(low.numeral.start, high.numeral.end)
    bound = find_bound(text, span, number, stretch, high.unit)
    unit = high.unit
    rule = "range" if unit or not is_age(text, low, stretch.start, stretch.end) else "age_range"
    return QuantityMention(
        span=span,
        number=number,
        phrase=CharSpan(bound.start, bound.end),
        value=None,
        low=low.value,
        high=high.value,
        modifier=Modifier.RANGE,
        unit="year" if rule == "age_range" else _points(text, unit, low.start),
        rule=rule,
        per=high.per or low.per,
        flags=tuple(dict.fromkeys((*low.flags, *high.flags, *low.numeral.flags, *high.numeral.flags))),
    )


def _points(text: str, unit: str, at: int) -> str:
    """Settle what "points" are: percentage points where the talk is of shares and polls, else of a game or index."""
    if unit != "point":
        return unit
    for reach in (_NEAR, _FAR):
        around = text[max(0, at - reach) : at + reach].lower()
        talk = {word[0] for word in _WORD.finditer(around)}
        shares, indexes = "%" in around or bool(talk & CONTEXTS["poll"]), bool(talk & CONTEXTS["index"])
        if shares != indexes:
            return "percentage_point" if shares else unit
    return unit


def _converts(text: str, before: QuantityMention, piece: Piece) -> bool:
    """Tell whether a quantity in brackets says the one before it in another unit: "more than 60 miles (100 km)"."""
    if not piece.unit or not before.unit or piece.unit == before.unit or "percent" in (piece.unit, before.unit):
        return False
    return _CONVERSION.fullmatch(text, before.span.end, piece.start) is not None


def _respective(text: str, mentions: list[QuantityMention], stretch: CharSpan) -> list[QuantityMention]:
    """Let a bound reach over "respectively": "more than $38 million and $23 million, respectively"."""
    if text.find("respectively", stretch.start, stretch.end) < 0:
        return mentions
    spread = mentions[:1]
    for mention in mentions[1:]:
        before = spread[-1]
        plain = (
            mention.modifier is Modifier.EXACT and before.modifier is not Modifier.RANGE and mention.unit == before.unit
        )
        if plain and _LIST_STEP.fullmatch(text, before.span.end, mention.phrase.start):
            mention = mention._replace(modifier=before.modifier)
        spread.append(mention)
    return spread
