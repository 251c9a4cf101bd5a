"""A grammar of the time expressions of English news: what each says, before it is counted from any anchor.

Finders ask it where time expressions stand; normalizers, what they say. It needs neither a parse nor a calendar.
"""

from pipeline.timegrammar.expressions import read_expressions

__all__ = ["read_expressions"]
