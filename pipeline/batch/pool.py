"""Worker processes: each article goes to one of them, and what it gives comes back in the order of the articles.

A worker that dies or overruns the deadline costs the article it was at and no other. Each worker has a thread here that
talks with it; a worker that is ahead of the others is not listened to until they have caught up, so what waits for
its turn is bounded.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.batch.messages import Kind, Reply, Request, Setup, Task, rejected, reply
from pipeline.batch.process import DEADLINE, WORKER_DIED, Worker
from pipeline.types import Rejection

# Articles after which a worker makes way for a fresh one, whatever it may have leaked.
RECYCLE = 2000
# Articles that a worker takes together: one step after the other for all of them, for which its caches stay warm.
TOGETHER = 16
# Replies that may wait for their turn.
AHEAD = 256
# How often an article may cost its worker.
TRIES = 2
# Seconds between two looks at the deadlines, and between two chances for Ctrl-C where waiting would block it.
TICK = 0.1


class Pool:
    """So many workers; a context manager, at whose end no process is left."""

    def __init__(self, size: int, setup: Setup) -> None:
        """Start the processes."""
        self._workers = [Worker(setup) for _ in range(size)]
        self._changed = threading.Condition()
        self._waiting: dict[tuple[int, int], Reply] = {}
        self._lengths: dict[int, int] = {}
        self._head = (0, 0)
        self._error: Exception | None = None
        self._closed = False
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.close()
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            worker.bury()

    def model(self) -> dict[str, str]:
        """Wait for the first worker; return the name, version and digest of its model. Raises as wait_ready."""
        self._workers[0].wait_ready()
        return self._workers[0].model

    def answers(self, tasks: Sequence[Task]) -> Iterator[Reply]:
        """Yield ARTICLE replies and, after the last of each file, its END, in the order of tasks and records."""
        queue = self._shared_out(tasks)
        self._threads = [
            threading.Thread(target=self._look, daemon=True),
            *(threading.Thread(target=self._work, args=(worker, queue), daemon=True) for worker in self._workers),
        ]
        for thread in self._threads:
            thread.start()
        for task in tasks:
            yield from self._of_file(task.number, task.first)

    def _of_file(self, number: int, first: int) -> Iterator[Reply]:
        record = first
        while answer := self._wait_for(number, record):
            yield answer
            record += 1
        yield reply(Kind.END, file=number, records=record)

    def _wait_for(self, number: int, record: int) -> Reply | None:
        """Return what a record gave, None where the file holds no such record."""
        with self._changed:
            self._head = (number, record)
            self._changed.notify_all()
            while self._lengths.get(number, record + 1) > record:
                if self._error:
                    raise self._error
                if answer := self._waiting.pop(self._head, None):
                    return answer
                self._changed.wait(TICK)
            return None

    def _shared_out(self, tasks: Sequence[Task]) -> Iterator[Sequence[Task]]:
        """Yield the tasks, small files together, fewer of them towards the end, so that the workers end together.

        The records of a file that holds many are dealt out to all workers, who each read it all.
        """
        step = len(self._workers)
        group: list[Task] = []
        for number, task in enumerate(tasks):
            if not task.many:
                group.append(task)
            if group and (task.many or len(group) >= min(TOGETHER, (len(tasks) - number) // (2 * step))):
                yield group
                group = []
            if task.many:
                yield from ([replace(task, first=task.first + turn, step=step)] for turn in range(step))
        if group:
            yield group

    def _look(self) -> None:
        while not self._closed:
            for worker in self._workers:
                worker.check(time.monotonic())
            time.sleep(TICK)

    def _work(self, worker: Worker, queue: Iterator[Sequence[Task]]) -> None:
        try:
            while not self._closed:
                with self._changed:
                    tasks = next(queue, None)
                if tasks is None:
                    return
                together = len(tasks) > 1 or tasks[0].many
                left, died = self._together(worker, tasks) if together else (tasks, 0)
                for task in left:
                    self._alone(worker, task, 0 if task.many else died)
        except Exception as error:  # raised again by the thread that waits for the answers
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _together(self, worker: Worker, tasks: Sequence[Task]) -> tuple[Sequence[Task], int]:
        """See tasks through in one go; return what is left of them where the worker dies, and how often it has."""
        left = list(tasks)
        if not worker.send(Request(tasks, TOGETHER)):
            return left, 0
        while left and (answer := worker.receive(left[0].deadline)).kind is not Kind.DIED:
            if answer.kind is Kind.END:
                self._end(left.pop(0).number, answer.content["records"])
            elif answer.kind is Kind.ARTICLE:
                self._put(left[0].number, left[0].first, answer)
                left[0] = replace(left[0], first=left[0].first + left[0].step)
        return left, 1

    def _alone(self, worker: Worker, task: Task, died: int) -> None:
        """See one task through, article by article, however often its worker dies; it has ``died`` so often before."""
        tries, read = died, -1
        while not self._closed:
            answer = reply(Kind.DIED, reason=WORKER_DIED)
            alive = worker.send(Request([task], 1))
            while alive and (answer := worker.receive(task.deadline)).kind is not Kind.DIED:
                if answer.kind is Kind.END:
                    self._end(task.number, answer.content["records"])
                    return
                if answer.kind is Kind.READ:
                    read = answer.content["record"]
                else:
                    self._put(task.number, task.first, answer)
                    task, tries = replace(task, first=task.first + task.step), 0
            reason = answer.content["reason"]
            tries += 1
            if reason == WORKER_DIED and tries < TRIES:
                read = -1
                continue
            if not task.many or read < task.first:  # it died while reading, and would again
                record = max(read + 1, self._head[1] if self._head[0] == task.number else 0) if task.many else 0
                self._put(task.number, record, _lost(task, record, reason))
                self._end(task.number, record + 1)
                return
            self._put(task.number, task.first, _lost(task, task.first, reason))
            task, tries, read = replace(task, first=task.first + task.step), 0, -1

    def _put(self, number: int, record: int, answer: Reply) -> None:
        """Hand over a reply; wait while too many others wait for their turn, but never with the one that is next."""
        with self._changed:
            while not self._closed and (number, record) > self._head and len(self._waiting) >= AHEAD:
                self._changed.wait(TICK)
            self._waiting[number, record] = answer
            self._changed.notify_all()

    def _end(self, number: int, records: int) -> None:
        with self._changed:
            self._lengths[number] = min(records, self._lengths.get(number, records))
            self._changed.notify_all()


def _lost(task: Task, record: int, reason: str) -> Reply:
    """Make the reply for an article that took its worker along."""
    message = f"over the deadline of {task.deadline:g} s" if reason == DEADLINE else "its worker process died twice"
    article = f"{task.file.id}#{record + 1}" if task.many else task.file.id
    rejection = Rejection(article, None, message, "run", reason)
    return reply(Kind.ARTICLE, file=task.number, record=record, **rejected(rejection), seconds=[0.0, 0.0])
