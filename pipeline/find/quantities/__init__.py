"""Which characters of a text are a number expression, and what it says: value, bounds, unit.

Grammar and word lists only; no model. What a number counts is left to the finders that read the parse.
"""

from pipeline.find.quantities.mentions import find_quantities

__all__ = ["find_quantities"]
