"""For Python programs: articles in, a pandas DataFrame of claims out."""

import hashlib
import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline import DEFAULT_MODEL
from pipeline.annotate import Annotator
from pipeline.batch.run import RunOptions, run
from pipeline.batch.tables import CLAIMS
from pipeline.extract import extract_article
from pipeline.tables.columns import claim_row
from pipeline.tables.csv import read_table
from pipeline.tables.records import claim_frame
from pipeline.types import Article


def extract_folder(
    *paths: str | Path,
    published: date | None = None,
    metadata: str | Path | None = None,
    model: str = DEFAULT_MODEL,
) -> pd.DataFrame:
    """Return the claims of articles (files or folders), the rows and columns of claims.csv.

    ``number``, ``low`` and ``high`` are floats, NaN where the cell is empty, ``char_start`` and ``char_end`` integers,
    the rest text. ``published`` and ``metadata`` are the options of ``claimrows run``. Raises UsageError.
    """
    options = RunOptions(model, published, Path(metadata) if metadata else None, report=False)
    with tempfile.TemporaryDirectory(prefix="claimrows-") as outputs:
        run([Path(path) for path in paths], Path(outputs), options)
        return claim_frame(read_table(Path(outputs) / CLAIMS))


def extract_text(
    text: str, *, published: date | None = None, article: str = "", model: str = DEFAULT_MODEL
) -> pd.DataFrame:
    """Return the claims of one article given as a string; the columns are those of ``extract_folder``.

    ``article`` names it. The model is loaded with the first call.
    """
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    extraction = extract_article(Article(article, text, digest, published), _annotator(model))
    return claim_frame([claim_row(claim) for claim in extraction.claims])


@lru_cache(maxsize=1)
def _annotator(model: str) -> Annotator:
    return Annotator(model)
