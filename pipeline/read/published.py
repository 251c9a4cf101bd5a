"""The publication date that a text or a file name states, and where it stood."""

from datetime import date


def find_published(text: str, filename: str) -> tuple[date | None, str]:
    """Return the publication date and its evidence ("file name", "date line", ...), or (None, "")."""
    return None, ""
