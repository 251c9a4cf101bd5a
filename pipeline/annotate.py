"""The spaCy stage: the only place that loads a model; it parses the sentences it is asked for and nothing else."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import spacy
from spacy.attrs import DEP, HEAD, IDX, IS_PUNCT, LENGTH, LIKE_NUM, TAG
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from pipeline import DEFAULT_MODEL
from pipeline.errors import UsageError
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Parse
from pipeline.types import Sentence

# No later step reads lemmas or coarse tags; together they cost a sixth of the run time.
UNUSED = ("lemmatizer", "attribute_ruler")

# Sentences a batch. Batches never span articles: a tag may depend on its batch, and rows must not depend on neighbours.
BATCH_SIZE = 32

# One character for one character, so that positions hold: what the model has seen little of becomes what it knows.
KINDER_SIGNS = str.maketrans({
    **dict.fromkeys("\n\r\t\x85\xa0\u2009\u200b\u200e\u200f\u2028\u2029\u202f\ufeff", " "),
    **dict.fromkeys("\xad\u2010\u2011\u2212", "-"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚`", "'"),
})  # fmt: skip

# "Ashraf al-Haddad": the tokenizer cuts the article off by its hyphen, and the parser takes the name for three words.
ARTICLE = re.compile(r"\b(?:a(?:[dlnrstz]|sh)|el|ul)-(?=(?-i:[A-Z]))", re.IGNORECASE)

# The tagger takes the World Health Organization for a pronoun; another body of the United Nations stands in for it.
HEALTH_BODY, STAND_IN = re.compile(r"\bWHO\b"), "FAO"


# What is read off each token, in the order of the columns of a Parse.
COLUMNS = [IDX, LENGTH, TAG, DEP, HEAD, IS_PUNCT, LIKE_NUM]


class Labels(dict[int, str]):
    """The model's tags and labels by their numbers, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        """Look up a number that was read as a signed one."""
        name = self[number] = self._strings[number % 2**64]
        return name


class Annotator:
    """A loaded model; ``parse`` turns sentences of one article into parsed sentences."""

    def __init__(
        self, model: str | Language = DEFAULT_MODEL, *, without: Sequence[str] = (), full: bool = False
    ) -> None:
        """Load the installed pipeline ``model``; raise UsageError if there is none of that name.

        A pipeline already loaded is taken as it is; its components named in ``without`` do not run. ``full`` asks for
        every sentence of an article to be parsed, needed or not.
        """
        self._nlp = _load(model) if isinstance(model, str) else model
        self._labels = Labels(self._nlp.vocab.strings)
        self._without = list(without)
        self.full = full
        self.name = model if isinstance(model, str) else str(model.meta["name"])

    def parse(self, text: str, sentences: Iterable[Sentence]) -> tuple[ParsedSentence, ...]:
        """Tag and parse ``sentences`` of the article ``text``, in the order given."""
        wanted = tuple(sentences)
        kinder = [_kinder(text[sentence.span.start : sentence.span.end]) for sentence in wanted]
        docs = map(self._doc, kinder)
        parsed = self._nlp.pipe(docs, batch_size=BATCH_SIZE, disable=self._without)
        parses = (read_parse(doc, read, self._labels) for doc, read in zip(parsed, kinder, strict=True))
        return tuple(ParsedSentence(sentence, parse) for sentence, parse in zip(wanted, parses, strict=True))

    def memory_zone(self) -> AbstractContextManager[object]:
        """Return a context at whose end the words learnt inside are forgotten; no Doc made in it may outlive it."""
        return self._nlp.memory_zone()

    def describe(self) -> dict[str, str]:
        """Return the model's name, version and the SHA-256 of its files, for run.json."""
        meta = self._nlp.meta
        return {
            "model": self.name,
            "model_version": str(meta.get("version", "")),
            "model_digest": _digest(self._nlp.path),
        }

    def _doc(self, sentence: str) -> Doc:
        """Tokenize one sentence and forbid the parser to cut it again."""
        doc = self._nlp.make_doc(sentence)
        for token in doc[1:]:
            token.is_sent_start = False
        return doc


def read_parse(doc: Doc, text: str, labels: Labels) -> Parse:
    """Return what finders ask of ``doc``, whose text is ``text``; nothing in it is spaCy's or lives in its memory."""
    rows = doc.to_array(COLUMNS).view("int64")  # heads may stand before their tokens
    starts, lengths, tags, deps, heads, marks, numbers = rows.T.tolist()
    texts = [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]
    return Parse(
        text=text,
        texts=texts,
        words=tuple([word.lower() for word in texts]),
        starts=starts,
        tags=[labels[tag] for tag in tags],
        deps=[labels[dep] for dep in deps],
        heads=heads,
        marks=[mark == 1 for mark in marks],
        numbers=[number == 1 for number in numbers],
        entities=tuple([(ent.start, ent.end, ent.label_) for ent in doc.ents]),
    )


def _kinder(sentence: str) -> str:
    """Return a sentence as the model reads it best, of the same length."""
    kinder = sentence.translate(KINDER_SIGNS)
    if "-" in kinder:
        kinder = ARTICLE.sub(_apart, kinder)
    if "WHO" in kinder and not kinder.isupper():
        kinder = HEALTH_BODY.sub(STAND_IN, kinder)
    return kinder


def _apart(article: re.Match[str]) -> str:
    """Write an article as a word of a name: "Al " for "al-"."""
    return article[0][:-1].title() + " "


def _load(model: str) -> Language:
    installed = spacy.util.get_installed_models()
    if model not in installed:  # a name only: a folder could hold code
        raise UsageError(f"model {model!r} is not installed; installed: {', '.join(installed) or 'none'}")
    return spacy.load(model, exclude=UNUSED)


def _digest(folder: Path | None) -> str:
    """Hash the model's files in the order of their names, so that two machines with one model agree."""
    if folder is None:
        return ""
    total = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        total.update(file.relative_to(folder).as_posix().encode())
        total.update(file.read_bytes())
    return total.hexdigest()
