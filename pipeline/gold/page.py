"""A score as a page: one HTML file without script that asks for nothing from anywhere; text stays text."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.gold.annotations import AnnotatedArticle
from pipeline.gold.diff import RowDiff, Standing, diff_rows
from pipeline.gold.figures import HEADLINES, MAY_BE_EMPTY, Figures
from pipeline.gold.matching import Field
from pipeline.gold.score import Score


@dataclass(frozen=True, slots=True)
class _FieldLine:
    name: str
    shares: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True)
class _ArticleRows:
    doc: str
    counts: Mapping[str, int]
    rows: tuple[RowDiff, ...]


def score_page(
    score: Score, gold: Mapping[str, AnnotatedArticle], reached: Figures, lists: Mapping[str, Sequence[str]]
) -> str:
    """Return the page; ``lists`` are further lines by title, such as the rows gained and lost since an earlier run."""
    style = _read("score.css")
    policy = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    rows = tuple(diff_rows(score, gold))
    return environment.from_string(_read("score.html.j2")).render(
        policy=policy,
        style=Markup(style),
        reached=reached,
        headlines=[_shares(name, reached) for name in HEADLINES],
        fields=[_field(field, reached) for field in Field],
        standings=list(Standing),
        counts=Counter(row.standing.value for row in rows),
        articles=list(_by_article(rows)),
        lists=lists,
    )


def _by_article(rows: Sequence[RowDiff]) -> Iterator[_ArticleRows]:
    for doc, group in groupby(rows, key=lambda row: row.doc):
        listed = tuple(group)
        yield _ArticleRows(doc, Counter(row.standing.value for row in listed), listed)


def _shares(name: str, reached: Figures) -> _FieldLine:
    return _FieldLine(name, tuple(_three(reached[f"{name}_{kind}"]) for kind in ("precision", "recall", "f1")), "")


def _field(field: Field, reached: Figures) -> _FieldLine:
    shares = tuple(_three(reached[f"{field}_{kind}"]) for kind in ("accuracy", "precision", "recall", "f1"))
    in_gold = f"{_three(reached[f'{field}_found'])} of {reached[f'{field}_in_gold']}" if field in MAY_BE_EMPTY else ""
    return _FieldLine(field, shares, in_gold)


def _three(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _read(name: str) -> str:
    return files("pipeline.gold").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
