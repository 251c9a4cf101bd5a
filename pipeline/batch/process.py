"""One worker process as the run sees it: asked, listened to, killed when overdue, started again when it has died."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

from pipeline.batch.messages import Kind, Reply, Request, Setup, parse_reply, reply, send_request
from pipeline.errors import UsageError, WorkerError

# One thread for the linear algebra of one worker: more would fight over the cores, and sums could differ.
ONE_THREAD = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"),
    *("VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS"),
)
# How often a start may fail in a row.
STARTS = 3
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

    def send(self, request: Request) -> bool:
        """Ask for the records of some tasks; return False where the process is gone."""
        if not self._ready:
            self.wait_ready()
        try:
            if self._process.stdin:
                send_request(self._process.stdin, request)
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
