"""A spaCy component for people with pipelines of their own: ``nlp.add_pipe("claimrows")`` gives ``doc._.claims``."""

import hashlib
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate import UNUSED, Annotator
from pipeline.errors import UsageError
from pipeline.extract import extract_article
from pipeline.tables.columns import claim_row
from pipeline.types import Article


@Language.factory(
    "claimrows", assigns=["doc._.claims"], default_config={"model": "", "published": ""}, retokenizes=False
)
def make_component(nlp: Language, name: str, model: str, published: str) -> "ClaimFinder":
    """Make the component. ``model`` is an installed pipeline to parse with, "" for the components before this one.

    ``published`` is the publication date of all Docs (2025-01-14); ``doc._.published`` overrides it for one.
    """
    return ClaimFinder(nlp, name, model, published)


class ClaimFinder:
    """Puts the rows of claims.csv, each a dict from column to cell, into ``doc._.claims``."""

    def __init__(self, nlp: Language, name: str, model: str, published: str) -> None:
        """Raise UsageError for a date that is none or a model that is not installed."""
        self._nlp = nlp
        self._name = name
        self._published = _day(published)
        self._annotator = Annotator(model) if model else None
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())
        if not Doc.has_extension("published"):
            Doc.set_extension("published", default="")

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of one article; positions are those of ``doc.text``."""
        text = doc.text
        published = _day(doc._.published) or self._published
        article = Article("", text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), published)
        annotator = self._annotator or self._of_pipeline()
        doc._.claims = tuple(claim_row(claim) for claim in extract_article(article, annotator).claims)
        return doc

    def _of_pipeline(self) -> Annotator:
        """Parse with what stands before this component; sentences are parsed one by one, as in a run."""
        names = self._nlp.pipe_names
        before = names[: names.index(self._name)]
        if "parser" not in {self._nlp.get_pipe_meta(name).factory for name in before}:
            raise UsageError(f"{self._name}: expected a parser before it, found {', '.join(before) or 'nothing'}")
        return Annotator(self._nlp, without=[*names[len(before) :], *UNUSED])


def _day(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError as error:
        raise UsageError(f"published: expected a date like 2025-01-31, found {stated!r}") from error
