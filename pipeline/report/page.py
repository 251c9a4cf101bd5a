"""Writes the report: one HTML file that holds claims, articles, script and style, and asks for nothing from anywhere.

Positions go into the page as UTF-16 units, which is how a browser counts. What comes from articles travels as JSON in a
block that is not executed and is put on the page as text; the content security policy allows our own script and style
by their digests and no request at all.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from pipeline.tables.places import Places, find_places
from pipeline.tables.records import json_text
from pipeline.types import CharSpan

# Above so many claims a page gets too heavy to open.
MOST_CLAIMS = 20_000
# So many characters of articles a page holds; the articles after them are shown without their text.
MOST_CHARACTERS = 50_000_000

# The cells of a claim that the page shows, by their column names; the article's own cells are stored once an article.
SHOWN = (
    "who_said", "what", "number", "unit", "date", "modifier", "low", "high", "item", "event", "entities", "modality",
    "quote", "who_type", "cue", "relayed_by", "said_on", "sentence", "number_text", "flags", "rules", "claim_id",
)  # fmt: skip
PLACES = ("number", "sentence", "who", "cue", "date")

STYLES = ("tabulator/tabulator_simple.min.css", "report.css")
SCRIPTS = ("tabulator/tabulator.min.js", "charts.js", "report.js")


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """What the page tells of an article; ``text`` is None where it cannot be shown."""

    outlet: str
    title: str
    published: str
    text: str | None


def write_report(
    path: Path, claims: Iterable[Mapping[str, str]], articles: Mapping[str, ReportArticle], *, title: str
) -> None:
    """Write the page at ``path``: rows of claims.csv beside their articles, which are told by the column article."""
    path.write_text(render(claims, articles, title=title), encoding="utf-8", newline="\n")


def render(claims: Iterable[Mapping[str, str]], articles: Mapping[str, ReportArticle], *, title: str) -> str:
    """Return the page as HTML."""
    styles, scripts = [_asset(name) for name in STYLES], [_asset(name) for name in SCRIPTS]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {' '.join(map(_digest, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return _template().render(
        title=title,
        policy=policy,
        styles=[Markup(style) for style in styles],
        scripts=[Markup(script) for script in scripts],
        data=Markup(_json(_data(claims, articles))),
    )


def _data(claims: Iterable[Mapping[str, str]], articles: Mapping[str, ReportArticle]) -> dict[str, object]:
    """Return what the script reads: claims as lists of cells and places, and the articles that they stand in."""
    numbers: dict[str, int] = {}
    listed: list[dict[str, object]] = []
    rows: list[list[object]] = []
    units: list[Sequence[int] | None] = []
    for row in claims:
        article = articles.get(row["article"]) or ReportArticle(row["outlet"], row["title"], row["published"], None)
        number = numbers.setdefault(row["article"], len(numbers))
        if number == len(listed):
            listed.append(
                {
                    "id": row["article"],
                    "outlet": article.outlet,
                    "title": article.title,
                    "published": article.published,
                    "text": article.text,
                }
            )
            units.append(_utf16_units(article.text or ""))
        places = find_places(row, article.text) if article.text is not None else None
        rows.append([number, _offsets(places, units[number]), *(row[column] for column in SHOWN)])
    return {"columns": SHOWN, "places": PLACES, "articles": listed, "claims": rows}


def _offsets(places: Places | None, units: Sequence[int] | None) -> list[int] | None:
    """Return start and end of each of PLACES in UTF-16 units, -1 for what is not there."""
    if places is None:
        return None
    offsets: list[int] = []
    for span in (places.number, places.sentence, places.who, places.cue, places.date):
        offsets += _in_units(span, units) if span else (-1, -1)
    return offsets


def _in_units(span: CharSpan, units: Sequence[int] | None) -> tuple[int, int]:
    return (units[span.start], units[span.end]) if units else (span.start, span.end)


def _utf16_units(text: str) -> Sequence[int] | None:
    """Return the UTF-16 position of each code point and of the end; None where the two count alike."""
    if not text or max(text) <= "\uffff":
        return None
    positions = [0]
    for sign in text:
        positions.append(positions[-1] + (2 if sign > "\uffff" else 1))
    return positions


def _json(data: Mapping[str, object]) -> str:
    """Write JSON that cannot end the block it stands in."""
    text = json_text(data)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    """Return a script or style without its pointer to a source map, which a browser would ask for."""
    content = files("pipeline.report").joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")
    lines = [line for line in content.split("\n") if "# sourceMappingURL=" not in line]
    return "\n".join(lines).strip() + "\n"


@cache
def _template() -> Template:
    source = files("pipeline.report").joinpath("templates", "report.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(source)
