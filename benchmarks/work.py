"""What a worker process does, in this one: files to replies, as many together as a run takes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.annotate import Annotator
from pipeline.batch.messages import Reply, Request, Task
from pipeline.batch.pool import TOGETHER
from pipeline.batch.worker import answers
from pipeline.read.articles import ReadOptions
from pipeline.read.files import find_article_files
from pipeline.timegrammar import read_expressions

# Seconds an article, never reached.
DEADLINE = 120.0


def make_tasks(folder: Path) -> Sequence[Task]:
    """Return a task for each article file in ``folder``."""
    files = find_article_files([folder])
    return [Task(number, file, None, ReadOptions(), DEADLINE) for number, file in enumerate(files)]


def work(tasks: Sequence[Task], annotator: Annotator) -> Iterator[Reply]:
    """Yield what a worker answers to ``tasks``; what a run would not know from an earlier round is forgotten first."""
    read_expressions.cache_clear()
    for first in range(0, len(tasks), TOGETHER):
        yield from answers(Request(tasks[first : first + TOGETHER], TOGETHER), annotator)
