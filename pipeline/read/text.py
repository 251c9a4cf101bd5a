"""From bytes to text, exactly: strict UTF-8, line ends untouched, so that positions are those of the file."""

from pipeline.errors import ArticleError


def decode(content: bytes) -> str:
    """Return the text of ``content``; raise ArticleError naming the byte position where it is not text.

    >>> decode("Zürich\\r\\n".encode())
    'Zürich\\r\\n'
    """
    nul = content.find(b"\0")
    if nul >= 0:
        raise ArticleError("binary", f"expected UTF-8 text, found a NUL byte at byte {nul}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise ArticleError("not_utf8", f"expected UTF-8 text, found byte 0x{byte:02x} at byte {error.start}") from error
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("empty", f"expected an article, found {len(content)} bytes without a letter")
    return text
