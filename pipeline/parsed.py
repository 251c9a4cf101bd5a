"""One parsed sentence, its tokens addressed by positions in the article.

The only form in which a parse travels from ``annotate`` to ``find`` and ``assemble``.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.tokens import Doc, Parse, Span, Token, build_doc
from pipeline.types import CharSpan, Sentence


@dataclass(frozen=True, eq=False)
class ParsedSentence:
    """A sentence and its parse; ``doc`` holds this sentence alone, so token i starts at ``sentence.span.start + idx``.

    The Doc's text has the length of the sentence, character for character, but kinder signs (plain quotes and spaces).
    """

    sentence: Sentence
    parse: Parse
    _found: dict[CharSpan, Span] = field(default_factory=dict, repr=False)

    @cached_property
    def doc(self) -> Doc:
        """The tokens, made when first asked for: of many a sentence nobody asks."""
        return build_doc(self.parse)

    def let_go(self) -> None:
        """Free the tokens: they know each other, and would wait for the garbage collector. Who asks gets new ones."""
        self._found.clear()
        for token in self.__dict__.pop("doc", ()):
            del token.doc, token.head, token.lefts, token.rights

    @property
    def words(self) -> tuple[str, ...]:
        """The tokens in small letters; finders look for their words here before they ask for tokens."""
        return self.parse.words

    @property
    def entities(self) -> Iterator[tuple[CharSpan, str]]:
        """Where named entities stand in the article, each with its label; no token is made for this."""
        offset, starts, texts = self.sentence.span.start, self.parse.starts, self.parse.texts
        for first, behind, label in self.parse.entities:
            yield CharSpan(offset + starts[first], offset + starts[behind - 1] + len(texts[behind - 1])), label

    def having(self, words: Set[str]) -> Sequence[Token]:
        """Return the tokens that are one of ``words``, which are in small letters."""
        if words.isdisjoint(self.words):
            return ()
        return [self.doc[number] for number, word in enumerate(self.words) if word in words]

    def tokens(self, span: CharSpan) -> Span | None:
        """Return the tokens that touch ``span`` (article positions), or None where it lies outside this sentence."""
        tokens = self._found.get(span)  # each finder asks for those of the same quantity
        if tokens is None and (tokens := self._tokens(span)) is not None:
            self._found[span] = tokens
        return tokens

    def _tokens(self, span: CharSpan) -> Span | None:
        offset, starts = self.sentence.span.start, self.parse.starts
        start, end = max(span.start, offset) - offset, min(span.end, self.sentence.span.end) - offset
        if start >= end or not starts:
            return None
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if start == starts[first] + len(self.parse.texts[first]):  # on the space behind that token
            first += 1
        return Span(self.doc, first, last + 1)

    def span(self, tokens: Span | Token) -> CharSpan:
        """Return where ``tokens`` stand in the article."""
        offset = self.sentence.span.start
        if isinstance(tokens, Token):
            return CharSpan(offset + tokens.idx, offset + tokens.idx + len(tokens.text))
        return CharSpan(offset + tokens.start_char, offset + tokens.end_char)
