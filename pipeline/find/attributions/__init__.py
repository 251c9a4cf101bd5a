"""Reported speech and reported findings: who is held responsible for which stretch of the text."""

from pipeline.find.attributions.article import find_attributions

__all__ = ["find_attributions"]
