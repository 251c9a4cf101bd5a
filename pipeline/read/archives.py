"""The bytes of a file in portions, unpacked on the way: only regular files, only while they stay as they are."""

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.errors import ArticleError
from pipeline.read.files import MAX_STANDARD_INPUT, PACKED, ArticleFile

PORTION = 2**18
GZIP_MAGIC = b"\x1f\x8b"
# Text packs to a fifth, repeated records to a fiftieth; a bomb reaches 1,000 to 1. Judged from 16 MiB on.
MAX_RATIO = 200
JUDGED_FROM = 16 * 2**20
MAX_UNPACKED = 8 * 2**30


def portions(file: ArticleFile) -> Iterator[bytes]:
    """Yield the bytes of ``file``, unpacked; raise ArticleError where they cannot be had, or changed meanwhile."""
    if file.refusal:
        raise ArticleError(*file.refusal)
    if file.content is not None:
        yield from _given(file.content)
        return
    with _open_regular(file) as handle:
        before = os.fstat(handle.fileno())
        yield from _unpacked(handle) if file.path.name.lower().endswith(PACKED) else _plain(handle)
        after = os.fstat(handle.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ArticleError("changed", "the file changed while it was read")


def whole(source: Iterator[bytes], limit: int) -> bytes:
    """Return all the bytes of ``source``; raise ArticleError where there are more than ``limit``."""
    content = bytearray()
    for portion in source:
        content += portion
        if len(content) > limit:
            raise ArticleError("too_long", f"expected at most {limit:,} bytes, found more")
    return bytes(content)


def _given(content: bytes) -> Iterator[bytes]:
    if len(content) > MAX_STANDARD_INPUT:
        raise ArticleError("too_long", f"expected at most {MAX_STANDARD_INPUT:,} bytes by standard input, found more")
    handle = io.BytesIO(content)
    yield from _unpacked(handle) if content.startswith(GZIP_MAGIC) else _plain(handle)


def _open_regular(file: ArticleFile) -> BinaryIO:
    """Open ``file`` if it is a regular file; a pipe would wait for ever, a device might do anything."""
    try:
        _refuse_irregular(file.path.stat().st_mode)
        # Not blocking, should a pipe have taken its place just now.
        descriptor = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from error
    handle = os.fdopen(descriptor, "rb")
    try:
        _refuse_irregular(os.fstat(descriptor).st_mode)
    except ArticleError:
        handle.close()
        raise
    return handle


def _refuse_irregular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise ArticleError("not_a_file", "expected a regular file, found a folder, pipe, socket or device")


def _plain(handle: BinaryIO) -> Iterator[bytes]:
    try:
        while portion := handle.read(PORTION):
            yield portion
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from error


def _unpacked(handle: BinaryIO) -> Iterator[bytes]:
    length = 0
    try:
        with gzip.GzipFile(fileobj=handle, mode="rb") as unpacking:
            while portion := unpacking.read1(PORTION):  # what comes before a fault is not lost
                length += len(portion)
                if length > MAX_UNPACKED or (length > JUDGED_FROM and length > MAX_RATIO * handle.tell()):
                    raise ArticleError(
                        "packed_too_tightly",
                        f"expected at most {MAX_UNPACKED:,} bytes and {MAX_RATIO} to 1, found more at byte {length:,}",
                    )
                yield portion
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ArticleError("bad_gzip", f"expected gzip data: {error}") from error
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from error
