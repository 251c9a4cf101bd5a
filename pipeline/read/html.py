"""A saved page to an article's text and what the page says of itself (trafilatura's and htmldate's adapter)."""

import logging
import re
from datetime import date
from importlib.util import find_spec

from pipeline.errors import ArticleError
from pipeline.read.metadata import Metadata
from pipeline.read.text import Decoded, decode

DECLARED = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
# htmldate takes today for the latest date possible; rows must not depend on the clock.
LATEST_DATE = "2100-01-01"
# Beyond any news page (thousands of tags, tens of attributes): the parser's time grows with their square.
MAX_TAGS = 100_000
MAX_ATTRIBUTES = 1_000


def read_page(content: bytes) -> tuple[Decoded, Metadata]:
    """Return the article's text on a page, its title first, and what the page's metadata say; raise ArticleError.

    Method: Barbaresi, Trafilatura (ACL 2021). The text is not that of the file, so it is never ``exact``.
    """
    if find_spec("trafilatura") is None:
        raise ArticleError("html_not_installed", "pages need more parts: pip install 'claimrows[html]'")
    declared = DECLARED.search(content, 0, DECLARED_WITHIN)
    page = decode(content, declared[1].decode("ascii", "replace") if declared else "")
    _refuse_bombs(page.text)
    text, metadata = _extract(page.text)
    if not text:
        raise ArticleError("no_article", "expected a page with an article, found none on it")
    if metadata.title and not text.startswith(metadata.title):
        text = f"{metadata.title}\n\n{text}"
    return Decoded(text, False, page.flags), metadata


def _refuse_bombs(page: str) -> None:
    tags = page.split("<")
    if len(tags) > MAX_TAGS:
        raise ArticleError("too_many_tags", f"expected a page of at most {MAX_TAGS:,} tags, found {len(tags):,}")
    attributes = max(tag.partition(">")[0].count("=") for tag in tags)
    if attributes > MAX_ATTRIBUTES:
        raise ArticleError(
            "too_many_tags", f"expected at most {MAX_ATTRIBUTES:,} attributes in a tag, found {attributes:,}"
        )


def _extract(page: str) -> tuple[str, Metadata]:
    from trafilatura import extract
    from trafilatura.metadata import extract_metadata
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it could not do is said in rejected.csv
    # A tree, never the text: htmldate would fetch a text that looks like an address.
    tree = load_html(page)
    if tree is None:
        return "", Metadata(None, "", "")
    stated = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": LATEST_DATE}
    )
    for cell in tree.iter("td", "th"):  # a cell that spans a million columns would be filled up with as many
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    text = extract(tree, output_format="txt", include_comments=False, deduplicate=False) or ""
    published = date.fromisoformat(stated.date) if stated.date else None
    return text, Metadata(published, stated.sitename or stated.hostname or "", stated.title or "", stated.url or "")
