"""What the run and its workers say to each other, as JSON: requests with their length, replies with a checksum.

A reply is a line; it may be cut short by a death, hence the checksum. The same line goes into the journal as it is.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from pipeline.read.articles import ReadOptions
from pipeline.read.files import ArticleFile
from pipeline.read.metadata import Metadata
from pipeline.tables.columns import rejection_row
from pipeline.types import DateOrder, Rejection


class Kind(StrEnum):
    """What a reply tells."""

    READY = "ready"  # a process takes requests now: its pid, and the model
    REFUSED = "refused"  # the model cannot be loaded as asked: the message for the user
    READ = "read"  # a record of a file of many has been read
    ARTICLE = "article"  # what one record gave
    END = "end"  # the file holds so many records
    DIED = "died"  # the process that worked is gone


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker is told once: the model, and after how many articles it makes way for a fresh one.

    ``full`` asks for every sentence to be parsed.
    ``parent`` is the pid of the run; a worker does not outlive it.
    """

    model: str
    full: bool
    recycle: int
    parent: int


@dataclass(frozen=True, slots=True)
class Task:
    """The records ``first``, ``first + step``, ... of one file; ``number`` is the file's place in the run.

    ``many`` tells that the file may hold several records; ``deadline`` is in seconds an article.
    """

    number: int
    file: ArticleFile
    metadata: Metadata | None
    options: ReadOptions
    deadline: float
    many: bool = False
    first: int = 0
    step: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked for: the records of ``tasks``, so many articles ``together``."""

    tasks: Sequence[Task]
    together: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A line received: its kind, its content, and the line itself."""

    kind: Kind
    content: dict[str, Any]
    line: bytes


def reply(kind: Kind, **content: object) -> Reply:
    """Make a reply and its line: checksum, kind and JSON, ended by a line feed.

    >>> reply(Kind.END, file=3, records=1).line
    b'fdf5b5ba end {"file":3,"records":1}\\n'
    """
    body = f"{kind.value} {json.dumps(content, separators=(',', ':'))}".encode("ascii")
    return Reply(kind, content, b"%08x %s\n" % (zlib.crc32(body), body))


def parse_reply(line: bytes) -> Reply | None:
    """Read a line back; None where it is damaged or cut short."""
    checksum, _, body = line.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(body):
        return None
    kind, _, content = body.partition(b" ")
    return Reply(Kind(kind.decode("ascii")), json.loads(content), line)


def rejected(rejection: Rejection) -> dict[str, object]:
    """Return the content of the reply for an article that gave nothing but its own rejection."""
    cells = list(rejection_row(rejection).values())
    return {"id": rejection.article, "failed": True, "claims": [], "rejected": [cells]}


def send_request(stream: IO[bytes], request: Setup | Request) -> None:
    """Write one request, its length in front."""
    content = json.dumps(asdict(request), default=_plain).encode("ascii")
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def receive_request(stream: IO[bytes]) -> Setup | Request | None:
    """Read one request; None where the stream has ended.

    ``stream`` must be unbuffered: what a process read ahead would die with it.
    """
    length = _exactly(stream, 8)
    content = _exactly(stream, int.from_bytes(length, "big"))
    if not content:
        return None
    request = json.loads(content)
    if "tasks" not in request:
        return Setup(**request)
    return Request([_task(task) for task in request["tasks"]], request["together"])


def _plain(value: object) -> str:
    """Write what JSON has no form for; bytes as the characters of their numbers."""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _task(request: Mapping[str, Any]) -> Task:
    file, metadata, options = request["file"], request["metadata"], request["options"]
    content, refusal, order = file["content"], file["refusal"], options["date_order"]
    return Task(**{
        **request,
        "file": ArticleFile(
            id=file["id"],
            path=Path(file["path"]),
            refusal=(refusal[0], refusal[1]) if refusal else None,
            content=None if content is None else content.encode("latin-1"),
        ),
        "metadata": Metadata(**{**metadata, "published": _date(metadata["published"])}) if metadata else None,
        "options": ReadOptions(
            published=_date(options["published"]),
            fields=tuple((field, name) for field, name in options["fields"]),
            date_order=DateOrder(order) if order else None,
        ),
    })  # fmt: skip


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _exactly(stream: IO[bytes], length: int) -> bytes:
    content = b""
    while len(content) < length:
        portion = stream.read(length - len(content))
        if not portion:
            return b""
        content += portion
    return content
