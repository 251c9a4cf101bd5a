"""Reads a time expression as an EDTF date."""

import re
from datetime import date

from pipeline.types import Timex, TimexMention


def normalize_timex(text: str, mention: TimexMention | None, anchor: date | None, *, future: bool) -> Timex:
    """Return the value of ``mention``, relative ones counted from ``anchor``; empty where it cannot be told."""
    if mention is None:
        return Timex("")
    surface = text[mention.span.start : mention.span.end]
    years = re.findall(r"\b\d{4}\b", surface)
    if years and surface.casefold().startswith("since"):
        return Timex(f"{years[0]}/..")
    return Timex(years[0] if years else "")
