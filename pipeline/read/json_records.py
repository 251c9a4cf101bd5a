"""JSON and JSON Lines to records, one at a time; what is broken costs no record before it."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.errors import ArticleError
from pipeline.read.records import Repeating
from pipeline.read.text import Decoded, decode

# Where an answer of a news API keeps its list of articles.
LISTS = ("articles", "items", "results", "docs", "data", "records")
WHITE = " \t\r\n\ufeff"


def parse_document(text: str) -> tuple[bool, Iterator[object]]:
    """Return whether a JSON document holds a list of records, and them: the elements of a list, or else the one object.

    The list may stand under a usual name one or two levels down. Where it breaks off, an ArticleError comes last.

    >>> several, records = parse_document('[{"text": "a"}, {"te')
    >>> several, next(records)
    (True, {'text': 'a'})
    """
    start = _after_white(text, 0)
    if text.startswith("[", start):
        return True, _elements(text, start + 1)
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise _broken(error) from error
    rest = _after_white(text, end)
    if rest < len(text):
        raise ArticleError("bad_json", f"expected one JSON value, found more at character {rest}")
    listed = _listed(value, 2)
    return bool(listed), iter(listed or [value])


def parse_line(content: bytes) -> tuple[object, Decoded]:
    """Return the value on one line of JSON Lines and how the line was decoded; raise ArticleError."""
    decoded = decode(content)
    try:
        return _DECODER.decode(decoded.text.strip(WHITE)), decoded
    except (ValueError, RecursionError) as error:
        raise _broken(error) from error


def _elements(text: str, place: int) -> Iterator[object]:
    """Yield the elements of the list whose inside begins at ``place``."""
    place = _after_white(text, place)
    if text.startswith("]", place):
        return
    while True:
        try:
            value, place = _DECODER.raw_decode(text, _after_white(text, place))
        except (ValueError, RecursionError) as error:
            yield _broken(error)
            return
        yield value
        place = _after_white(text, place)
        if text.startswith("]", place):
            rest = _after_white(text, place + 1)
            if rest < len(text):
                yield ArticleError("bad_json", f"expected the end after the list, found more at character {rest}")
            return
        if not text.startswith(",", place):
            yield ArticleError("bad_json", f"expected a comma or the end of the list at character {place}")
            return
        place += 1


def _listed(value: object, depth: int) -> list[object]:
    """Return the list of objects that ``value`` keeps under a usual name, ``depth`` levels down at most; [] if none."""
    if not isinstance(value, dict):
        return []
    for name in LISTS:
        found = value.get(name)
        if isinstance(found, list) and found and all(isinstance(element, dict) for element in found):
            return found
    inner = [_listed(part, depth - 1) for part in value.values()] if depth > 1 else []
    return next((found for found in inner if found), [])


def _after_white(text: str, place: int) -> int:
    while place < len(text) and text[place] in WHITE:
        place += 1
    return place


def _broken(error: Exception) -> ArticleError:
    if isinstance(error, json.JSONDecodeError):
        return ArticleError("bad_json", f"expected JSON: {error.msg} at character {error.pos}")
    return ArticleError("bad_json", "expected JSON, found it nested too deeply")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = Repeating(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        record.repeated = frozenset(name for name, count in Counter(names).items() if count > 1)
    return record


# Numbers stay text: an id of 5,000 digits is no number to Python, and NaN is what pandas writes for an empty cell.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=lambda _: None, strict=False
)
