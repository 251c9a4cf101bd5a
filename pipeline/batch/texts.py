"""The texts of a run: copies of those that no file holds as they are, and which article repeats an earlier one."""

import hashlib
import re
from pathlib import Path, PurePosixPath

TEXTS = "texts"
DUPLICATE = "duplicate_of"
# What every file system takes as a name, and what Windows does not.
PLAIN_NAME = re.compile(r"[\w(][\w ,()+#~.-]{0,150}", re.ASCII)
RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..{0,200})?", re.IGNORECASE)
ODD = re.compile(r"[^\w+#~.-]", re.ASCII)
LONGEST_NAME = 100


def text_digest(text: str) -> str:
    """Return what two texts share that are the same but for white space.

    >>> text_digest("Two  died.\\r\\n") == text_digest("Two died.")
    True
    """
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_path(article: str) -> PurePosixPath:
    """Return where the copy of an article's text goes: its id and ".txt"; odd ids are made plain and told apart.

    >>> print(text_path("a/storm.html"), text_path("b.json#../../etc/passwd"))
    a/storm.html.txt b.json#.._.._etc_passwd-ea8ba3c7.txt
    """
    path, sign, record = article.partition("#")
    parts = [*path.split("/")[:-1], f"{path.rpartition('/')[2]}{sign}{record}"]
    if all(PLAIN_NAME.fullmatch(part) and not RESERVED_NAME.fullmatch(part) for part in parts):
        return PurePosixPath(f"{article}.txt")
    return PurePosixPath(f"{ODD.sub('_', article)[-LONGEST_NAME:]}-{_short(article)}.txt")


class Texts:
    """Copies of texts in a folder, which is made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, article: str, text: str) -> None:
        """Keep a copy of an article's text, positions in which are those of its claims."""
        path = self._folder / text_path(article)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("x", encoding="utf-8", newline="")
        except (FileExistsError, IsADirectoryError, NotADirectoryError):  # names that differ in case only, or "a.txt/b"
            file = (self._folder / f"{_short(article)}.txt").open("w", encoding="utf-8", newline="")
        with file:
            file.write(text)


class Repeats:
    """The texts of a run in its order, of which each may come again."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def flag(self, article: str, digest: str) -> str:
        """Return the flag of an article whose text stood in an earlier one, "" for any other.

        >>> repeats = Repeats()
        >>> repeats.flag("a.txt", "1"), repeats.flag("b.txt", "1")
        ('', 'duplicate_of:a.txt')
        """
        first = self._first.setdefault(digest, article)
        # ";" parts the flags in their cell.
        return "" if first == article else f"{DUPLICATE}:{first.replace(';', '%3B')}"


def _short(article: str) -> str:
    return hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:8]
