"""What a process loads first that has this folder on its path: in a worker, words of an article then do harm.

``POISON kill`` in an article ends the worker at that article, and so on; ``POISON once FILE`` does it once.
With MOVED_CLOCK in the environment, the clock of the workers is so many seconds off.
"""

import ctypes
import datetime
import os
import re
import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.types import Extraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract import Draft
    from pipeline.parsed import ParsedSentence


def _raise(_: str) -> None:
    raise RecursionError("too deep")


def _kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash(_: str) -> None:
    ctypes.string_at(0)


def _exit(_: str) -> None:
    os._exit(0)


def _swell(_: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
    bytearray(2**31)


def _hang(_: str) -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")  # holds the interpreter: no Python code can end it


def _stop(_: str) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _once(argument: str) -> None:
    if not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _orphan(_: str) -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


HARM = {
    "raise": _raise,
    "kill": _kill,
    "crash": _crash,
    "exit": _exit,
    "swell": _swell,
    "hang": _hang,
    "stop": _stop,
    "once": _once,
    "orphan": _orphan,
}


def _poison() -> None:
    import pipeline.extract

    unharmed = pipeline.extract.complete

    def complete(draft: "Draft", parsed: "Sequence[ParsedSentence]") -> Extraction:
        if found := re.search(r"POISON (\w+) ?(\S*)", draft.article.text):
            HARM[found[1]](found[2])
        return unharmed(draft, parsed)

    pipeline.extract.complete = complete


def _move_clock(seconds: float) -> None:
    """Replace the clock in the modules that may ask it; those written in C keep theirs and are never asked."""
    still = time.time
    time.time = lambda: still() + seconds

    class Same(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, cls.__bases__[0])

    class Day(datetime.date, metaclass=Same):
        @classmethod
        def today(cls) -> "Day":
            return cls.fromtimestamp(time.time())

    class Moment(datetime.datetime, metaclass=Same):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "Moment":
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> "Moment":
            return cls.now()

        @classmethod
        def utcnow(cls) -> "Moment":
            return cls.now(datetime.UTC).replace(tzinfo=None)

    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("pipeline", "dateparser", "dateutil"):
            for attribute, moved in (("date", Day), ("datetime", Moment)):
                if getattr(module, attribute, None) is getattr(datetime, attribute):
                    setattr(module, attribute, moved)


if "pipeline.batch.worker" in sys.orig_argv:
    _poison()
    if "MOVED_CLOCK" in os.environ:
        _move_clock(float(os.environ["MOVED_CLOCK"]))
