"""Shared by all tests: the model, loaded once, and Docs built by hand."""

import hashlib
from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotate import Annotator
from pipeline.parsed import ParsedSentence
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.types import CharSpan, Sentence, SentenceKind


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The default model; tests that take it carry the mark ``model``."""
    return Annotator()


@pytest.fixture(scope="session")
def parse(annotator: Annotator) -> Callable[[str], ParsedSentence]:
    """Parse one sentence with the model; positions count from its first character."""

    def parse_one(text: str) -> ParsedSentence:
        return annotator.parse(text, [Sentence(CharSpan(0, len(text)), SentenceKind.BODY, 0)])[0]

    return parse_one


@pytest.fixture(scope="session")
def build() -> Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence]:
    """Build a parsed sentence by hand from rows of (word, tag, dependency, index of the head)."""
    vocab = Vocab()

    def build_one(rows: Sequence[tuple[str, str, str, int]]) -> ParsedSentence:
        words, tags, deps, heads = zip(*rows, strict=True)
        doc = Doc(vocab, words=list(words), tags=list(tags), deps=list(deps), heads=list(heads))
        return ParsedSentence(Sentence(CharSpan(0, len(doc.text)), SentenceKind.BODY, 0), doc)

    return build_one


@pytest.fixture(scope="session")
def make_row() -> Callable[..., dict[str, str]]:
    """Make a row of claims.csv: the first ``number`` of ``text``, which is one sentence, and the cells given."""

    def make(text: str, number: str, /, *, article: str = "a.txt", **cells: str) -> dict[str, str]:
        start = text.index(number)
        row = {**dict.fromkeys(CLAIM_COLUMNS, ""), "article": article, "sentence": text, "number_text": number}
        row |= {"char_start": str(start), "char_end": str(start + len(number)), "modifier": "exact", "what": text}
        row["claim_id"] = hashlib.sha256(f"{article}{text}{start}".encode("utf-8", "replace")).hexdigest()[:16]
        return {**row, **cells}

    return make
