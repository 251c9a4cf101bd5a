"""The full name that a source's mention stands for in its article."""

from pipeline.find.speakers.names import Names, find_names
from pipeline.find.speakers.resolve import find_speakers, resolve_speaker

__all__ = ["Names", "find_names", "find_speakers", "resolve_speaker"]
