"""Tells the time of a claim's fact, the time of its saying, and the time of something else in the sentence apart."""

from pipeline.find.dating.dates import Dates, find_dates

__all__ = ["Dates", "find_dates"]
