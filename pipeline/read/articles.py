"""From a file to its articles: text, identity, metadata; what cannot be read becomes a rejection with its reason."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from pipeline.errors import ArticleError
from pipeline.read.files import ArticleFile
from pipeline.read.formats import MAX_CHARACTERS, Found, find_articles
from pipeline.read.language import refuse_foreign
from pipeline.read.metadata import Metadata
from pipeline.read.published import find_published
from pipeline.read.records import FieldNames
from pipeline.read.text import Decoded, repair
from pipeline.types import Article, DateOrder, Rejection

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    ``published`` is the publication date of all articles and overrides every other; ``fields`` are the user's names for
    the fields of records, as (field, name); ``date_order`` is how to read dates in numerals such as 03/04/2025.
    """

    published: date | None = None
    fields: tuple[tuple[str, str], ...] = ()
    date_order: DateOrder | None = None


def read_file(file: ArticleFile, metadata: Metadata | None, options: ReadOptions) -> Iterator[Article | Rejection]:
    """Yield the articles of one file in their order, each read or rejected with its reason; raises nothing."""
    try:
        for found in find_articles(file, FieldNames(dict(options.fields))):
            name = f"{file.id}#{found.record}" if found.record else file.id
            try:
                yield _article(name, file, found, metadata, options)
            except ArticleError as error:
                yield Rejection(name, None, str(error), "read", error.reason)
    except ArticleError as error:
        yield Rejection(file.id, None, str(error), "read", error.reason)
    except Exception as error:  # what a library makes of a hostile file must not end the run
        logger.exception("%s: reading failed", file.id)
        yield Rejection(file.id, None, f"{type(error).__name__}: {error}", "read", "failed")


def _article(name: str, file: ArticleFile, found: Found, metadata: Metadata | None, options: ReadOptions) -> Article:
    """Complete what was found by what else is known; raise ArticleError where it is no article to be read."""
    text = _fit(found)
    published, evidence = _published(text.text, file, found, metadata, options)
    known = [source for source in (metadata, found.stated) if source]
    url = next((source.url for source in known if source.url), "")
    return Article(
        id=name,
        text=text.text,
        digest=hashlib.sha256(found.content).hexdigest(),
        published=published,
        published_from=evidence,
        date_order=options.date_order,
        outlet=next((source.outlet for source in known if source.outlet), "") or _host(url),
        title=next((source.title for source in known if source.title), ""),
        url=url,
        derived=not text.exact,
        flags=text.flags,
    )


def _fit(found: Found) -> Decoded:
    """Return the text, mended, in English and not too long; raise ArticleError where it cannot be."""
    if isinstance(found.text, ArticleError):
        raise found.text
    length = len(found.text.text)
    if length > MAX_CHARACTERS:
        raise ArticleError("too_long", f"expected at most {MAX_CHARACTERS:,} characters, found {length:,}")
    text = repair(found.text)
    refuse_foreign(text.text)
    return text


def _published(
    text: str, file: ArticleFile, found: Found, metadata: Metadata | None, options: ReadOptions
) -> tuple[date | None, str]:
    """Return the publication date, first found wins, and who states it."""
    if options.published:
        return options.published, "option"
    if metadata and metadata.published:
        return metadata.published, "metadata"
    if found.stated.published:
        return found.stated.published, found.evidence
    return find_published(text, file.path.name, options.date_order)


def _host(url: str) -> str:
    """Return the host of an address as a name for the outlet.

    >>> _host("https://www.post.example/2025/storm"), _host("http://[")
    ('post.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
