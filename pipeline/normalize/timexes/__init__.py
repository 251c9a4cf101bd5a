"""Reads time expressions as EDTF dates, counted from the publication date or from a time said before."""

from pipeline.normalize.timexes.document import read_times

__all__ = ["read_times"]
