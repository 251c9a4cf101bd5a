"""From bytes to text: UTF-8 exactly as it stands, other encodings found out, wrong ones repaired and flagged."""

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import ArticleError

MIXED, GUESSED, REPAIRED, REPLACED = "encodings_mixed", "encoding_guessed", "mojibake_repaired", "characters_replaced"

# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Formats that newsrooms hold under a wrong suffix, by their first bytes.
SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
# The one-byte encodings that English news is found in, the likeliest first.
ONE_BYTE = ("cp1252", "mac_roman", "cp1250", "cp850")
# Of what is not ASCII in an English text, the share that has to look natural before an encoding is believed.
NATURAL_SHARE = 0.8
# A line with more bytes than this beyond ASCII is hardly English.
FOREIGN_SHARE, SHORT = 0.3, 40
SAMPLE = 4096

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Typographic signs alone are never mojibake; ftfy takes long to say so of the many lines that hold them.
BEYOND_TYPOGRAPHY = re.compile(r"[^\x00-\x7f‘’“”–—…•]")
# Punctuation and signs that stand beyond ASCII in English news.
NATURAL_SIGNS = frozenset("‘’“”–—…•·£€¥¢°§©®™½¼¾×\N{NO-BREAK SPACE}«»′″²³")
CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
# What cannot be written to a file (half a surrogate pair) or cuts a cell short (NUL).
UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was come by; ``exact`` is True where it is the bytes read as UTF-8, and nothing else."""

    text: str
    exact: bool
    flags: tuple[str, ...] = ()


def decode(content: bytes, declared: str = "") -> Decoded:
    """Return the text of ``content``, line ends untouched; ``declared`` is the encoding that a page says it has.

    First found wins: a byte order mark, UTF-8, the encoding declared, UTF-16 without a mark, UTF-8 in some lines only,
    a one-byte encoding. Raises ArticleError where the bytes are no text.

    >>> decode("Zürich\\r\\n".encode())
    Decoded(text='Zürich\\r\\n', exact=True, flags=())
    >>> decode("“Zürich”".encode("cp1252"))
    Decoded(text='“Zürich”', exact=False, flags=('encoding_guessed',))
    """
    for signature, name in SIGNATURES:
        if content.startswith(signature):
            raise ArticleError("binary", f"expected text, found {name}")
    decoded = _by_mark(content) or _as_utf8(content) or _as_declared(content, declared) or _guessed(content)
    if not LETTER_OR_DIGIT.search(decoded.text):
        raise ArticleError("empty", f"expected an article, found {len(content)} bytes without a letter")
    return decoded


def repair(decoded: Decoded) -> Decoded:
    """Mend what an earlier program broke: text decoded wrongly line by line (mojibake), characters no file can hold.

    The latter become U+FFFD one for one. Uses ftfy (Speer 2019), which changes nothing unless it is nearly certain.

    >>> repair(Decoded("the cafÃ©â€™s owner", True))
    Decoded(text='the café’s owner', exact=False, flags=('mojibake_repaired',))
    """
    text, flags = decoded.text, decoded.flags
    if (text.isascii() or not BEYOND_TYPOGRAPHY.search(text)) and "\0" not in text:
        return decoded
    if UNWRITABLE.search(text):
        text, flags = UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text), (*flags, REPLACED)
    mended = "".join(map(_mend, text.splitlines(keepends=True)))
    if mended != text:
        text, flags = mended, (*flags, REPAIRED)
    return decoded if text == decoded.text else Decoded(text, False, flags)


def _mend(line: str) -> str:
    if line.isascii() or not BEYOND_TYPOGRAPHY.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    return fix_encoding(line, TextFixerConfig(explain=False, fix_c1_controls=False)) if is_bad(line) else line


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            try:
                return Decoded(content.decode(encoding), False)
            except UnicodeDecodeError as error:
                raise ArticleError("binary", f"expected {encoding} by its mark, found {_place(error)}") from error
    return None


def _as_utf8(content: bytes) -> Decoded | None:
    if b"\0" in content:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    _refuse_controls(content)
    return Decoded(text, True)


def _as_declared(content: bytes, declared: str) -> Decoded | None:
    if not declared or b"\0" in content:
        return None
    try:
        # Browsers read what is declared Latin-1 as Windows-1252 (WHATWG Encoding).
        name = codecs.lookup(declared).name
        return Decoded(content.decode("cp1252" if name in ("iso8859-1", "ascii") else name), False)
    except (LookupError, ValueError):  # an unknown name, a codec that is none for text, or bytes that do not fit
        return None


def _guessed(content: bytes) -> Decoded:
    nul = content.find(b"\0")
    if nul >= 0:
        text = _without_mark(content)
        if text is None:
            raise ArticleError("binary", f"expected text, found a NUL byte at byte {nul}")
        return Decoded(text, False, (GUESSED,))
    _refuse_controls(content)
    lines = content.splitlines(keepends=True)
    read = [_utf8_or_none(line) for line in lines]
    other = [line for line, text in zip(lines, read, strict=True) if text is None]
    encoding = _other_encoding(b"".join(other))
    if encoding is None:
        first = next(number for number, text in enumerate(read, start=1) if text is None)
        raise ArticleError("unknown_encoding", f"expected text in a known encoding, found other bytes in line {first}")
    mixed = any(text is not None and not text.isascii() for text in read)
    whole = "".join(
        line.decode(encoding, "replace") if text is None else text for line, text in zip(lines, read, strict=True)
    )
    return Decoded(whole, False, (MIXED if mixed else GUESSED,))


def _without_mark(content: bytes) -> str | None:
    """Read UTF-16 that has no byte order mark: every other byte of English is NUL then."""
    for encoding, nuls in (("utf-16-le", content[1:SAMPLE:2]), ("utf-16-be", content[0:SAMPLE:2])):
        if nuls.count(0) > NATURAL_SHARE * len(nuls):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _other_encoding(content: bytes) -> str | None:
    """Return the encoding in which what is not ASCII in ``content`` looks most like English news, or any that fits."""
    dense = len(content) > SHORT and sum(byte > 127 for byte in content) > FOREIGN_SHARE * len(content)
    shares = [(0.0, "")]
    for encoding in ONE_BYTE:
        try:
            shares.append((_natural_share(content.decode(encoding)), encoding))
        except UnicodeDecodeError:
            continue
    share, best = max(shares, key=lambda pair: pair[0])  # the first of equals
    if share >= NATURAL_SHARE and not dense:
        return best
    from charset_normalizer import from_bytes

    match = from_bytes(content[: 16 * SAMPLE]).best()
    return match.encoding if match else None


def _natural_share(text: str) -> float:
    """Return how much of what is not ASCII looks like English news: signs, letters in words, capitals at their head."""
    found = [_natural(text, match.start()) for match in BEYOND_ASCII.finditer(text)]
    return sum(found) / len(found) if found else 0.0


def _natural(text: str, place: int) -> bool:
    character, before, after = text[place], text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if character in NATURAL_SIGNS:
        return True
    if character.islower():
        return before.isalpha() or after.islower()
    return character.isupper() and after.isalpha() and not before.isalpha()


def _utf8_or_none(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _refuse_controls(content: bytes) -> None:
    """Refuse what holds more control characters than a text does (one in a hundred)."""
    found = CONTROLS.findall(content[: 16 * SAMPLE])
    if len(found) * 100 > len(content[: 16 * SAMPLE]):
        first = CONTROLS.search(content)
        place = first.start() if first else 0
        raise ArticleError("binary", f"expected text, found control characters from byte {place} on")


def _place(error: UnicodeDecodeError) -> str:
    return f"byte 0x{error.object[error.start]:02x} at byte {error.start}"
