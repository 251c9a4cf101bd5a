"""A worker process: loads the model once, then reads and extracts the files it is asked for until its input ends.

Where forking is safe (Linux) the process that loaded the model only keeps watch: a fork of it does the work, so that a
death, a deadline or a recycling costs milliseconds and not a new start. Elsewhere the process works itself and the run
starts another when it dies.
"""

import contextlib
import ctypes
import faulthandler
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from pipeline.annotate import Annotator
from pipeline.batch.messages import Kind, Reply, Request, Setup, Task, receive_request, rejected, reply
from pipeline.batch.texts import text_digest
from pipeline.errors import UsageError
from pipeline.extract import complete, extract_article, prepare
from pipeline.read.articles import read_file
from pipeline.tables.columns import claim_row, rejection_row
from pipeline.types import Article, Rejection

FORKS = sys.platform == "linux"
# How a worker leaves: its input ended, it has done its share, or there is no memory left for it.
ENDED, RECYCLED, NO_MEMORY = 74, 75, 76
# Read and extracted before the first request, so that what is loaded when first needed is loaded before the fork.
WARM_UP = 'About 12,000 people fled in March 2019, "a fifth of the town", Ana Brenn told reporters on Monday.'
# Articles taken together are not longer than this in all, in characters: their parses are held at once.
MOST_TOGETHER = 100_000
# The steps of an article: before the parse, the parse, after it.
STEPS = 3
# Objects after which the garbage collector looks for what nobody needs, more than a group of articles takes: with 700,
# as usual, it looks a hundred times as often, and finds that all is at work.
COLLECTED = 100_000
# A worker whose run is gone must not hang on; this many seconds after the deadline it ends by itself.
GRACE = 30.0
PR_SET_PDEATHSIG = 1

Send = Callable[[Reply], None]


def main() -> int:
    """Serve the run that started this process; return the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the run's business
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, whoever ignored it before
    requests, send = _pipes()
    setup = receive_request(requests)
    if not isinstance(setup, Setup):
        return ENDED
    _die_with(setup.parent)
    _die_first()
    try:
        annotator = Annotator(setup.model, full=setup.full)
    except UsageError as error:
        send(reply(Kind.REFUSED, message=str(error)))
        return ENDED
    model = annotator.describe()
    with contextlib.suppress(Exception):  # a rule that breaks here breaks again where it is reported
        extract_article(Article("", WARM_UP, ""), annotator)
    settle()
    if FORKS:
        return _keep_watch(lambda: _serve(setup, annotator, model, requests, send), send)
    return _serve(setup, annotator, model, requests, send)


def answers(request: Request, annotator: Annotator) -> Iterator[Reply]:
    """Yield what each record wanted gives and, after the last of each file, how many records it holds."""
    held: list[_Record | Reply] = []
    articles = size = 0
    for task in request.tasks:
        records = read_file(task.file, task.metadata, task.options)
        record = 0
        while (found := _Record(task, record, records, annotator)).there:
            if task.many:
                yield reply(Kind.READ, record=record)
            if record >= task.first and (record - task.first) % task.step == 0:
                held.append(found)
                articles, size = articles + 1, size + found.size
            if articles == request.together or size > MOST_TOGETHER:
                yield from _see_through(held, annotator)
                held, articles, size = [], 0, 0
            record += 1
        held.append(reply(Kind.END, file=task.number, records=record))
    yield from _see_through(held, annotator)


class _Record:
    """One record of a file on its way to rows; whatever goes wrong with it becomes its rejection.

    ``there`` tells whether the file holds so many records, ``size`` is in characters.
    """

    def __init__(self, task: Task, record: int, records: Iterator[Article | Rejection], annotator: Annotator) -> None:
        """Read the next of ``records``."""
        _end_in(task.deadline + GRACE)
        started = time.perf_counter()
        self._task, self._record = task, record
        try:
            found = next(records, None)
        except MemoryError:
            raise
        except Exception as error:  # the same for a file that breaks its reader
            found = Rejection(task.file.id, None, f"{type(error).__name__}: {error}", "read", "failed")
        self._seconds = [time.perf_counter() - started, 0.0]
        self.there = found is not None
        self.size = len(found.text) if isinstance(found, Article) else 0
        self._content = rejected(found) if isinstance(found, Rejection) else None
        self._steps = _steps(found, annotator) if isinstance(found, Article) else iter(())

    def step(self) -> None:
        """Go one of STEPS further."""
        _end_in(self._task.deadline + GRACE)
        started = time.perf_counter()
        if content := next(self._steps, None):
            self._content = content
        self._seconds[1] += time.perf_counter() - started

    def reply(self) -> Reply:
        """Return what the record gave."""
        seconds = [round(one, 6) for one in self._seconds]
        return reply(
            Kind.ARTICLE, file=self._task.number, record=self._record, **(self._content or {}), seconds=seconds
        )


def _see_through(held: Sequence[_Record | Reply], annotator: Annotator) -> Iterator[Reply]:
    """Yield the replies for the records held, each step taken for all of them before the next: caches stay warm so."""
    with annotator.memory_zone():
        for _ in range(STEPS - 1):
            for one in held:
                if isinstance(one, _Record):
                    one.step()
        for one in held:
            if isinstance(one, _Record):
                one.step()
            _end_in(0)  # the run may take its time to listen
            yield one.reply() if isinstance(one, _Record) else one


def _steps(article: Article, annotator: Annotator) -> Iterator[dict[str, object] | None]:
    """Yield the cells that one article gives, or its rejection, after None for each step but the last."""
    try:
        draft = prepare(article, full=annotator.full)
        yield None
        parsed = annotator.parse(article.text, draft.wanted)
        yield None
        extraction = complete(draft, parsed)
        yield {
            "id": article.id,
            "published_from": article.published_from,
            "text_digest": text_digest(article.text),
            **({"text": article.text} if article.derived else {}),
            "claims": [list(claim_row(claim).values()) for claim in extraction.claims],
            "rejected": [list(rejection_row(rejection).values()) for rejection in extraction.rejections],
        }
    except MemoryError:
        raise
    except Exception as error:  # the one broad catch: a text that breaks a rule must not end the run
        yield rejected(Rejection(article.id, None, f"{type(error).__name__}: {error}", "extract", "failed"))


def _end_in(seconds: float) -> None:
    """Let this process end in so many seconds, also in the midst of C code; 0: not any more.

    By an alarm where there is one: the thread of faulthandler makes each allocation, and so all work, a tenth slower.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()


def settle() -> None:
    """Keep the garbage collector off what is loaded, which forks share, and from looking at articles at work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED, 2, 2)


def _keep_watch(serve: Callable[[], int], send: Send) -> int:
    """Fork a process that serves, and another when it dies or has done its share."""
    while True:
        watcher = os.getpid()
        child = os.fork()
        if child == 0:
            _die_with(watcher)
            try:
                code = serve()
            except BaseException:
                sys.excepthook(*sys.exc_info())
                code = 1
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == ENDED:
            return ENDED
        if code != RECYCLED:
            send(Reply(Kind.DIED, {}, b"\n" + reply(Kind.DIED, code=code).line))  # a line may have been cut short


def _serve(setup: Setup, annotator: Annotator, model: dict[str, str], requests: BinaryIO, send: Send) -> int:
    """Answer requests until they end or until this process has done its share."""
    send(reply(Kind.READY, pid=os.getpid(), **model))
    done = 0
    while done < setup.recycle:
        request = receive_request(requests)
        if not isinstance(request, Request):
            return ENDED
        try:
            for answer in answers(request, annotator):
                send(answer)
                done += answer.kind is Kind.ARTICLE
        except MemoryError:
            return NO_MEMORY
    return RECYCLED


def _pipes() -> tuple[BinaryIO, Send]:
    """Take standard input and output for the talk with the run; what else prints, prints to standard error."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.dup(1)
    os.dup2(2, 1)

    def send(message: Reply) -> None:
        left = memoryview(message.line)
        while left:
            try:
                left = left[os.write(replies, left) :]
            except BrokenPipeError:
                os._exit(ENDED)

    return requests, send


def _die_with(parent: int) -> None:
    """Ask the system to end this process when its parent ends, however that happens (Linux; elsewhere see GRACE)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before it could be asked
            os._exit(ENDED)


def _die_first() -> None:
    """When memory runs out the system should end a worker, which costs an article, and not the run."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123
        file.write("500")


if __name__ == "__main__":
    raise SystemExit(main())
