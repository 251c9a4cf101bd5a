"""One run for one output folder: a lock that the system takes off when its holder ends, however it ends."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import LockedError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` and remove it in the end; raise LockedError where another process holds it.

    The folder of the lock is made and removed, too; raises OSError where it is a link, as its files are cleared away.
    """
    while True:
        path.parent.mkdir(exist_ok=True)
        if path.parent.is_symlink():
            raise NotADirectoryError(errno.ENOTDIR, f"expected a folder, found a link: {path.parent}")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError) as error:
            os.close(descriptor)
            raise LockedError(f"{path.parent.parent}: another run is writing here; wait for it or end it") from error
        if _names(path, descriptor):
            break
        os.close(descriptor)  # its holder has just removed it
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; a lock file that stays locks nothing
            path.unlink()
        os.close(descriptor)
        with suppress(OSError):
            path.parent.rmdir()  # stays where a journal is left to resume


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _names(path: Path, descriptor: int) -> bool:
    """Tell whether ``path`` still names the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
