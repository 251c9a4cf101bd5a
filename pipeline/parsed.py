"""One parsed sentence, its tokens addressed by positions in the article.

The only form in which spaCy's objects travel from ``annotate`` to ``find`` and ``assemble``.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from pipeline.types import CharSpan, Sentence


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence and its parse; ``doc`` holds this sentence alone, so token i starts at ``sentence.span.start + idx``.

    The Doc's text has the length of the sentence, character for character, but kinder signs (plain quotes and spaces).
    ``words`` are its tokens in small letters: finders look for theirs here first, since a look at a Token costs more.
    """

    sentence: Sentence
    doc: Doc
    words: tuple[str, ...]
    _found: dict[CharSpan, Span | None] = field(default_factory=dict, repr=False, compare=False)

    def having(self, words: Container[str]) -> Iterator[Token]:
        """Yield the tokens that are one of ``words``, which are in small letters."""
        return (self.doc[number] for number, word in enumerate(self.words) if word in words)

    def tokens(self, span: CharSpan) -> Span | None:
        """Return the tokens that touch ``span`` (article positions), or None where it lies outside this sentence."""
        if span not in self._found:  # each finder asks for those of the same quantity
            self._found[span] = self._tokens(span)
        return self._found[span]

    def _tokens(self, span: CharSpan) -> Span | None:
        offset = self.sentence.span.start
        inside = CharSpan(max(span.start, offset) - offset, min(span.end, self.sentence.span.end) - offset)
        if inside.start >= inside.end:
            return None
        return self.doc.char_span(inside.start, inside.end, alignment_mode="expand")

    def span(self, tokens: Span | Token) -> CharSpan:
        """Return where ``tokens`` stand in the article."""
        offset = self.sentence.span.start
        if isinstance(tokens, Token):
            return CharSpan(offset + tokens.idx, offset + tokens.idx + len(tokens))
        return CharSpan(offset + tokens.start_char, offset + tokens.end_char)
