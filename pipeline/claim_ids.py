"""The name of a claim: the same in every run over the same bytes at the same path."""

import hashlib

from pipeline.types import CharSpan


def claim_id(article: str, digest: str, span: CharSpan) -> str:
    """Return the name of the claim whose number stands at ``span``.

    ``article`` is the article's path as the tables give it, ``digest`` the SHA-256 of its bytes in hexadecimal. The
    name begins with a letter, as spreadsheets take some digests for numbers.
    """
    return "c" + hashlib.sha256(f"{article}\n{digest}\n{span.start}-{span.end}".encode()).hexdigest()[:15]
