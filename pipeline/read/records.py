"""One record (a JSON object, a row of a table) to an article's text and what the record says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from pipeline.errors import ArticleError, UsageError
from pipeline.lexicons import load_rows
from pipeline.read.metadata import Metadata

FIELDS = ("text", "id", "published", "outlet", "title", "url")
DATE_UNREAD = "publication_date_unread"
# An id longer than this names nothing; the record's number does.
LONGEST_ID = 100
SHOWN_FIELDS = 20


class Repeating(dict[str, object]):
    """A JSON object in which keys stood more than once; ``repeated`` names them."""

    repeated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """A record read: ``key`` is its id or "", ``flags`` say what was in doubt."""

    key: str
    text: str
    stated: Metadata
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Which field of a record holds what; ``chosen`` maps a field of FIELDS to the user's name for it."""

    chosen: Mapping[str, str]

    def value(self, record: Mapping[str, object], field: str) -> object:
        """Return what ``record`` holds as ``field``, under the name chosen or else a usual one; None if nowhere."""
        if field in self.chosen:
            return _by_path(record, self.chosen[field])
        names: dict[str, str] = {}
        for name in record:
            names.setdefault(_plain(name), name)
        for usual in _usual(field):
            if usual in names and record[names[usual]] not in (None, "", [], {}):
                return record[names[usual]]
        return None


def parse_fields(options: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read options such as "text=body" or "date=meta.day"; raise UsageError for another form.

    >>> parse_fields(["text=body", "date=meta.day"])
    (('text', 'body'), ('published', 'meta.day'))
    """
    chosen: dict[str, str] = {}
    for option in options:
        field, equals, name = option.partition("=")
        field = "published" if field == "date" else field
        if not equals or not name or field not in FIELDS:
            raise UsageError(f"--field {option}: expected one of {', '.join(FIELDS)}, then = and a name: text=body")
        chosen[field] = name
    return tuple(chosen.items())


def read_record(record: object, names: FieldNames) -> Record:
    """Return the article that ``record`` holds; raise ArticleError where it holds none."""
    if not isinstance(record, Mapping):
        raise ArticleError("no_record", f"expected an object with a text, found {_kind(record)}")
    _refuse_repeated(record, names)
    text = _text(names.value(record, "text"))
    if not text.strip():
        wanted = names.chosen.get("text") or ", ".join(_usual("text"))
        found = ", ".join(str(name)[:LONGEST_ID] for name in list(record)[:SHOWN_FIELDS]) or "none"
        raise ArticleError("no_text", f"expected a text in one of the fields {wanted}; found the fields {found}")
    stated = names.value(record, "published")
    published = read_date(stated)
    url, outlet = _line(names.value(record, "url")), _line(names.value(record, "outlet"))
    return Record(
        key=_key(names.value(record, "id")),
        text=text,
        stated=Metadata(published, outlet, _line(names.value(record, "title")), url),
        flags=(DATE_UNREAD,) if published is None and stated not in (None, "") else (),
    )


def read_date(stated: object) -> date | None:
    """Return the day that a date field names: ISO 8601, RFC 2822, or seconds since 1970 (UTC); None for anything else.

    >>> read_date("2025-01-14T08:00:00Z"), read_date("Tue, 14 Jan 2025 08:00:00 GMT"), read_date("1736841600")
    (datetime.date(2025, 1, 14), datetime.date(2025, 1, 14), datetime.date(2025, 1, 14))
    """
    text = str(stated or "").strip()[:LONGEST_ID]
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC).date()
    for form in (text[:10], text[:8]):
        try:
            return date.fromisoformat(form)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _refuse_repeated(record: Mapping[str, object], names: FieldNames) -> None:
    repeated = record.repeated if isinstance(record, Repeating) else frozenset()
    used = {name for field in FIELDS for name in (names.chosen.get(field, ""), *_usual(field))}
    doubtful = sorted(name for name in repeated if name in used or _plain(name) in used)
    if doubtful:
        raise ArticleError("repeated_field", f"expected each field once, found {doubtful[0]!r} more than once")


def _by_path(record: Mapping[str, object], path: str) -> object:
    """Return the value under ``path``: a name, or names joined by dots that lead into nested objects."""
    if path in record:
        return record[path]
    found: object = record
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _text(value: object) -> str:
    """Return a text, or paragraphs given one by one, as one text."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else ""


def _line(value: object) -> str:
    """Return a short value on one line; of an object ({"id": ..., "name": ...}) its name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _key(value: object) -> str:
    key = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return key if key.isprintable() and len(key) <= LONGEST_ID else ""


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "true or false", str: "a text or number", list: "a list"}
    return names.get(type(value), "something else")


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character not in "_-. ")


@cache
def _usual(field: str) -> tuple[str, ...]:
    """Return the usual names of ``field``, the likeliest first."""
    rows = [row for row in load_rows("record_fields") if row["field"] == field]
    return tuple(row["name"] for row in sorted(rows, key=lambda row: int(row["rank"])))
