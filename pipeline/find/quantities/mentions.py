"""Joins the numbers of a stretch of text into quantity mentions: ranges, ratios, votes, ages, shared units, bounds."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.find.quantities.ages import is_age
from pipeline.find.quantities.bounds import find_bound
from pipeline.find.quantities.contexts import CONTEXTS
from pipeline.find.quantities.negatives import find_stranger
from pipeline.find.quantities.pairs import Range, read_contest, read_range, read_ratio, read_share, share, shares_unit
from pipeline.find.quantities.pieces import Piece, read_piece
from pipeline.find.quantities.units import home_dollar
from pipeline.find.quantities.words import is_amount
from pipeline.numerals import Numeral, NumeralKind, find_numerals
from pipeline.types import CharSpan, Modifier, QuantityMention, Refusal, TimexKind, TimexMention

_TWICE = re.compile(r"\b[Tt]wice(?=\s(?:the|as|that|those|what|its|their|his|her)\b)")
_CONVERSION = re.compile(r"\s?[(\[/]\s?\Z")
_LIST_STEP = re.compile(r",?\s(?:and|to|or)\s\Z|,\s\Z")
_INDEX = re.compile(r"\w[\w&]*")
_POLL_REACH = 400


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
    dollar = home_dollar(text)
    locating = sorted((timex.span.start, timex.span.end, timex.kind) for timex in timexes if _locates(timex))
    starts = [start for start, _, _ in locating]
    mentions: list[QuantityMention] = []
    refusals: list[Refusal] = []
    for stretch in within:
        numerals = _numerals(text, stretch)
        if not numerals:
            continue
        here = locating[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]
        pieces, strangers = _sift(text, numerals, stretch, here, dollar)
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
        kind = next((kind for start, end, kind in locating if start <= numeral.start and numeral.end <= end), None)
        if kind is not None:
            reason, reach = ("time" if kind is TimexKind.TIME else "date"), numeral.end
        elif numeral.start >= reach:  # else the rest of the same date, phone number, section
            goes_on = reason in ("date", "year") and numeral.start - reach < 12
            piece = read_piece(text, numeral, stretch.start, stretch.end, dollar)
            stranger = find_stranger(text, piece, stretch.start, stretch.end, date_before=goes_on)
            if stranger:
                reason, reach = stranger.reason, stranger.end
            elif is_amount(text, piece, stretch.start, stretch.end):
                reason = ""
                pieces.append(piece)
            else:
                reason = "no_amount"
        if reason:
            refusals.append(Refusal(CharSpan(numeral.start, numeral.end), reason))
    return pieces, refusals


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
            whole = read_ratio(text, left, right) or read_share(text, left, right)
            contest = "" if whole else read_contest(text, left, right, stretch.start, stretch.end)
            spread = None if whole or contest else read_range(text, left, right, stretch.start)
            if whole or contest or spread:
                index += 1
            if whole:
                mentions.append(_mention(text, whole, stretch, mentions))
                continue
            if contest == "vote":
                mentions.extend(_exact(replace(piece, value=abs(piece.value), rule="vote")) for piece in (left, right))
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
        mentions.append(_mention(text, left, stretch, mentions))
    return _respective(text, mentions, stretch), refusals


def _mention(text: str, piece: Piece, stretch: CharSpan, earlier: Sequence[QuantityMention]) -> QuantityMention:
    if not piece.unit and piece.scale == 1 and is_age(text, piece, stretch.start, stretch.end):
        piece = replace(piece, unit="year", rule="age")
    bound = find_bound(text, piece.start, piece.end, stretch.start, stretch.end, piece.unit)
    modifier = bound.modifier
    if modifier is Modifier.EXACT:
        if piece.numeral.kind is NumeralKind.VAGUE:
            modifier = Modifier.APPROX
        elif earlier and _converts(text, earlier[-1], piece):
            modifier = earlier[-1].modifier if earlier[-1].modifier is not Modifier.RANGE else modifier
    flags = (*piece.flags, *piece.numeral.flags)
    return QuantityMention(
        span=CharSpan(piece.start, piece.end),
        number=CharSpan(piece.numeral.start, piece.numeral.end),
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


def _range(text: str, spread: Range, stretch: CharSpan) -> QuantityMention:
    low, high = spread.low, spread.high
    bound = find_bound(text, low.start, high.end, stretch.start, stretch.end, high.unit)
    unit = high.unit
    rule = "range" if unit or not is_age(text, low, stretch.start, stretch.end) else "age_range"
    return QuantityMention(
        span=CharSpan(low.start, high.end),
        number=CharSpan(low.numeral.start, high.numeral.end),
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
    """Settle what "points" are: percentage points where the talk is of shares and polls, else points of a game or index."""
    if unit != "point":
        return unit
    near = {word[0].lower() for word in _INDEX.finditer(text, max(0, at - 150), at + 150)}
    if near & CONTEXTS["index"]:
        return unit
    around = text[max(0, at - _POLL_REACH) : at + _POLL_REACH].lower()
    talk = {word[0] for word in _INDEX.finditer(around)}
    return "percentage_point" if "%" in around or talk & CONTEXTS["poll"] else unit


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
            mention = replace(mention, modifier=before.modifier)
        spread.append(mention)
    return spread
