"""What a run has done so far, on disk: a line for each article, in order, so that an interrupted run can go on.

The first line is the fingerprint of the run: what its rows follow from. The others are the replies of the workers, each
with its checksum. Whatever does not read back (a line cut short by a crash, a bad sector) ends the journal there.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pipeline.batch.messages import Kind, Reply, Task, parse_reply, reply
from pipeline.errors import UsageError


class Journal:
    """The journal of one run; a context manager, which closes the file and leaves it where it is."""

    def __init__(self, path: Path, fingerprint: dict[str, object], *, resume: bool) -> None:
        """Go on with the journal at ``path``, or start one; raise UsageError where it is of a run that differs.

        ``number`` and ``record`` are then the file and the record to go on with.
        """
        self._path = path
        self.number = self.record = 0
        kept = 0
        if resume and path.exists():
            kept = self._read_on(fingerprint)
        self._file: BinaryIO = path.open("r+b" if kept else "wb")
        if kept:
            self._file.truncate(kept)
            self._file.seek(kept)
        self._head = None if kept else reply(Kind.READY, **fingerprint)

    def __enter__(self) -> "Journal":
        try:
            if self._head:
                self.append(self._head)
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()

    def append(self, answer: Reply) -> None:
        """Add a line; once this returns, killing the run does not lose it."""
        self._file.write(answer.line)
        self._file.flush()

    def left(self, tasks: Sequence[Task]) -> Sequence[Task]:
        """Return what is left to do of the tasks of the whole run."""
        if not self.record:
            return tasks[self.number :]
        return [replace(tasks[self.number], first=self.record), *tasks[self.number + 1 :]]

    def replies(self) -> Iterator[Reply]:
        """Yield the ARTICLE and END replies from the beginning."""
        with self._path.open("rb") as file:
            next(file, b"")
            for line in file:
                answer = parse_reply(line)
                if answer is None:
                    raise OSError(f"{self._path}: a line cannot be read back")
                yield answer

    def _read_on(self, fingerprint: dict[str, object]) -> int:
        """Return how many bytes of the journal hold, and set the place to go on from."""
        with self._path.open("rb") as file:
            line = file.readline()
            head = parse_reply(line)
            if head is None:
                return 0
            _compare(head.content, json.loads(json.dumps(fingerprint)))
            kept = len(line)
            for line in file:
                answer = parse_reply(line)
                if answer is None or not self._follows(answer):
                    break
                kept += len(line)
        return kept

    def _follows(self, answer: Reply) -> bool:
        content = answer.content
        if content.get("file") != self.number:
            return False
        if answer.kind is Kind.ARTICLE and content["record"] == self.record:
            self.record += 1
            return True
        if answer.kind is Kind.END:
            self.number, self.record = self.number + 1, 0
            return True
        return False


def _compare(before: dict[str, object], now: dict[str, object]) -> None:
    changed = [name for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)]
    if changed:
        told = "; ".join(f"{name}: {_told(before.get(name))} then, {_told(now.get(name))} now" for name in changed)
        raise UsageError(f"this is not the run that was interrupted ({told}); run it as it was, or without --resume")


def _told(value: object) -> str:
    return "none" if value in (None, "") else str(value)
