"""What a rule for items looks at: one quantity, where it stands in the parse, and what was found before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.find.items.phrases import Phrase, wording
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Claim, QuantityMention


@dataclass(frozen=True, slots=True)
class Scene:
    """One quantity in its sentence: its tokens are ``first`` up to but without ``end``, ``root`` is their top."""

    text: str
    sentence: ParsedSentence
    quantity: QuantityMention
    claims: Sequence[Claim]
    first: int
    end: int
    root: Token

    @property
    def doc(self) -> Doc:
        """The parse of the sentence."""
        return self.sentence.doc

    def is_own(self, token: Token) -> bool:
        """Tell whether ``token`` is part of the number expression."""
        return self.first <= token.i < self.end

    def before(self, length: int = 60) -> str:
        """Return the lower-case text before the quantity and its modifier words, inside the sentence."""
        stop = self.quantity.phrase.start
        return self.text[max(self.sentence.sentence.span.start, stop - length) : stop].lower()

    def after(self, length: int = 60) -> str:
        """Return the lower-case text after the quantity, inside the sentence."""
        start = self.quantity.span.end
        return self.text[start : min(self.sentence.sentence.span.end, start + length)].lower()

    def fellows(self) -> tuple[Claim, ...]:
        """Return the claims of this sentence that stand before the quantity, nearest first."""
        span = self.sentence.sentence.span
        return tuple(claim for claim in reversed(self.claims) if claim.sentence == span)

    def write(self, phrase: Phrase) -> str:
        """Return a noun phrase as the item's cell has it, in the article's own characters."""
        start, end = wording(phrase)
        return self.excerpt(start, end)

    def excerpt(self, start: int, end: int) -> str:
        """Return the article's characters of tokens ``start`` to ``end``, on one line, without quotes around them."""
        tokens = self.doc[start:end]
        span = self.sentence.span(tokens)
        return " ".join(self.text[span.start : span.end].split()).strip(" \"'“”‘’,-")


def set_scene(text: str, sentence: ParsedSentence, quantity: QuantityMention, claims: Sequence[Claim]) -> Scene | None:
    """Return the scene of ``quantity``, None where it lies outside the sentence."""
    tokens = sentence.tokens(quantity.span)
    if tokens is None or not len(tokens):
        return None
    return Scene(text, sentence, quantity, claims, tokens.start, tokens.end, tokens.root)


def contains(outer: CharSpan, inner: CharSpan) -> bool:
    """Tell whether ``inner`` lies inside ``outer``."""
    return outer.covers(inner)
