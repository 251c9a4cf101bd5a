"""From a source's mention to the speaker."""

from pipeline.find.speakers.names import Names
from pipeline.types import CharSpan, SourceKind, Speaker


def resolve_speaker(text: str, names: Names, source: CharSpan) -> Speaker:
    """Return the speaker that the mention at ``source`` stands for."""
    return Speaker(" ".join(text[source.start : source.end].split()), SourceKind.UNNAMED)
