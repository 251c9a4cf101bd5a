"""Worker processes: each article goes to one of them, and what it gives comes back in the order of the articles.

A worker that dies or overruns the deadline costs the article it was at and no other. Each worker has a thread here that
talks with it; a worker that is ahead of the others is not listened to until they have caught up, so what waits for
its turn is bounded.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from pipeline.batch.messages import Kind, Reply, Setup, Task, parse_reply, rejected, reply, send_request
from pipeline.errors import UsageError, WorkerError
from pipeline.types import Rejection

# One thread for the linear algebra of one worker: more would fight over the cores, and sums could differ.
ONE_THREAD = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"),
    *("VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS"),
)
# Articles after which a worker makes way for a fresh one, whatever it may have leaked.
RECYCLE = 2000
# Replies that may wait for their turn.
AHEAD = 256
# How often a start may fail in a row, and how often an article may cost its worker.
STARTS, TRIES = 3, 2
# Seconds between two looks at the deadlines, and between two chances for Ctrl-C where waiting would block it.
TICK = 0.1
# Why an article that took its worker along is rejected.
DEADLINE, WORKER_DIED = "deadline", "worker_died"
KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL


class Worker:
    """One worker process, started again when it has died; used by one thread, watched by another."""

    def __init__(self, setup: Setup) -> None:
        """Start the process; it loads the model while the caller goes on."""
        self._setup = setup
        self._watch = threading.Lock()
        self._due = float("inf")
        self._overdue = self._ready = self._closed = False
        self._pid = 0
        self.model: dict[str, str] = {}
        self._process = self._start()

    def wait_ready(self) -> None:
        """Wait until the model is loaded; raise UsageError where there is none, WorkerError where no process starts."""
        for _ in range(STARTS):
            while answer := self._read():
                if answer.kind is Kind.REFUSED:
                    raise UsageError(answer.content["message"])
                if answer.kind is Kind.READY:
                    self._pid = answer.content.pop("pid")
                    self.model = answer.content
                    self._ready = True
                    return
            code = self._process.wait()
            self._restart()
        raise WorkerError(f"{STARTS} worker processes in a row ended before they were ready, with exit code {code}")

    def send(self, task: Task) -> bool:
        """Ask for the records of a task; return False where the process is gone."""
        if not self._ready:
            self.wait_ready()
        try:
            if self._process.stdin:
                send_request(self._process.stdin, task)
        except OSError:
            self._restart()
            return False
        return True

    def receive(self, deadline: float) -> Reply:
        """Return the next reply; DIED, with the reason, where the process has died or was killed at the deadline."""
        with self._watch:
            self._due = time.monotonic() + deadline
        while True:
            answer = self._read()
            if answer and answer.kind is Kind.READY:  # the one that served has made way for another
                self._pid = answer.content["pid"]
                continue
            with self._watch:
                self._due = float("inf")
                overdue, self._overdue = self._overdue, False
            if overdue or answer is None or answer.kind is Kind.DIED:
                while answer and answer.kind is not Kind.DIED:
                    answer = self._read()
                self._ready = False
                if answer is None:
                    self._restart()
                return reply(Kind.DIED, reason=DEADLINE if overdue else WORKER_DIED)
            return answer

    def check(self, now: float) -> None:
        """Kill the process that is at work where its article is overdue."""
        with self._watch:
            if now > self._due:
                self._due, self._overdue = float("inf"), True
                self._kill()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._closed = True
        self._kill()
        self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(entry for entry in sys.path if entry)
        process = subprocess.Popen(
            # -P: a folder of articles may hold a file named like a module, which must not be run
            [sys.executable, "-P", "-m", "pipeline.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **dict.fromkeys(ONE_THREAD, "1"), "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C is for the run alone
        )
        with suppress(OSError):  # where it died at once the next read tells
            if process.stdin:
                send_request(process.stdin, self._setup)
        return process

    def bury(self) -> None:
        """Let go of a process that has ended or is killed here."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def _restart(self) -> None:
        self._ready, self._pid = False, 0
        self.bury()
        if not self._closed:
            self._process = self._start()

    def _read(self) -> Reply | None:
        """Return the next whole line, None where the process has ended."""
        while self._process.stdout and (line := self._process.stdout.readline()):
            if answer := parse_reply(line):
                return answer
        return None

    def _kill(self) -> None:
        with suppress(OSError):  # it may be gone already
            if self._pid:
                os.kill(self._pid, KILL)
            else:
                self._process.kill()


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

    def _shared_out(self, tasks: Sequence[Task]) -> Iterator[Task]:
        """Yield the tasks; the records of a file that holds many are dealt out to all workers, who each read it all."""
        step = len(self._workers)
        for task in tasks:
            if task.many:
                yield from (replace(task, first=task.first + turn, step=step) for turn in range(step))
            else:
                yield task

    def _look(self) -> None:
        while not self._closed:
            for worker in self._workers:
                worker.check(time.monotonic())
            time.sleep(TICK)

    def _work(self, worker: Worker, queue: Iterator[Task]) -> None:
        try:
            while not self._closed:
                with self._changed:
                    task = next(queue, None)
                if task is None:
                    return
                self._do(worker, task)
        except Exception as error:  # raised again by the thread that waits for the answers
            with self._changed:
                self._error = error
                self._changed.notify_all()

    def _do(self, worker: Worker, task: Task) -> None:
        """See one task through, however often its worker dies."""
        tries, read = 0, -1
        while not self._closed:
            answer = reply(Kind.DIED, reason=WORKER_DIED)
            alive = worker.send(task)
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
