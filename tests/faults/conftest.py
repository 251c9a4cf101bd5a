"""Shared by the tests of faults: runs whose articles are extracted in this process, for tests of what comes after."""

from collections.abc import Iterator, Sequence

import pytest

from pipeline.annotate import Annotator
from pipeline.batch.messages import Kind, Reply, Request, Setup, Task
from pipeline.batch.worker import answers


@pytest.fixture
def in_process(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let runs do without worker processes, whose start costs seconds."""

    class InProcess:
        def __init__(self, size: int, setup: Setup) -> None:
            pass

        def __enter__(self) -> "InProcess":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def model(self) -> dict[str, str]:
            return annotator.describe()

        def answers(self, tasks: Sequence[Task]) -> Iterator[Reply]:
            for task in tasks:
                answered = answers(Request([task], 1), annotator)
                yield from (answer for answer in answered if answer.kind is not Kind.READ)

    monkeypatch.setattr("pipeline.batch.run.Pool", InProcess)
