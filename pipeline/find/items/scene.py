"""What a rule for items looks at: one quantity, where it stands in the parse, and what was found before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from pipeline.find.items.phrases import Phrase, wording
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Doc, Token
from pipeline.types import Claim, QuantityMention

# Earlier claims that a number may still point back to; further back a reader has forgotten them too.
MEMORY = 80
# An item and the name of the rule that found it.
Found: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scene:
    """One quantity in its sentence: its tokens are ``first`` up to but without ``end``, ``root`` is their top.

    ``opening`` is the first token of the number with its modifier words; ``claims`` are the article's earlier ones;
    ``previous`` is the parsed sentence before, if there is one.
    """

    text: str
    sentence: ParsedSentence
    quantity: QuantityMention
    claims: Sequence[Claim]
    previous: ParsedSentence | None
    opening: int
    first: int
    end: int
    root: Token

    @property
    def doc(self) -> Doc:
        """The parse of the sentence."""
        return self.sentence.doc

    def is_own(self, token: Token) -> bool:
        """Tell whether ``token`` is part of the number expression."""
        return token.doc is self.doc and self.first <= token.i < self.end

    def token(self, index: int) -> Token | None:
        """Return the token at ``index``, None outside the sentence."""
        return self.doc[index] if 0 <= index < len(self.doc) else None

    def word(self, index: int) -> str:
        """Return the lower-case token at ``index``, "" outside the sentence."""
        token = self.token(index)
        return token.lower_ if token is not None else ""

    def tag(self, index: int) -> str:
        """Return the tag of the token at ``index``, "" outside the sentence."""
        token = self.token(index)
        return token.tag_ if token is not None else ""

    def before(self, length: int = 60) -> str:
        """Return the lower-case text before the quantity and its modifier words, inside the sentence."""
        stop = self.quantity.phrase.start
        return self.text[max(self.sentence.sentence.span.start, stop - length) : stop].lower()

    def after(self, length: int = 60) -> str:
        """Return the lower-case text after the quantity, inside the sentence."""
        start = self.quantity.span.end
        return self.text[start : min(self.sentence.sentence.span.end, start + length)].lower()

    def index_at(self, position: int) -> int:
        """Return the index of the first token that starts at or after ``position`` of the article."""
        inside = position - self.sentence.sentence.span.start
        return next((token.i for token in self.doc[self.first :] if token.idx >= inside), len(self.doc))

    def fellows(self) -> tuple[Claim, ...]:
        """Return the claims of this sentence that stand before the quantity, nearest first."""
        span = self.sentence.sentence.span
        return tuple(takewhile(lambda claim: claim.sentence == span, reversed(self.claims)))

    def is_number(self, token: Token) -> bool:
        """Tell whether ``token`` is a number, or the unit of one ("percent", "thousands")."""
        if token.tag_ in {"CD", "$"} or token.text == "%" or token.lower_ == "percent":
            return True
        span = self.sentence.span(token)
        return any(claim.quantity.span.overlaps(span) for claim in self.fellows())

    def write(self, phrase: Phrase) -> str:
        """Return a noun phrase of this sentence as the item's cell has it."""
        return self.excerpt(*wording(phrase))

    def excerpt(self, start: int, end: int) -> str:
        """Return the article's characters of tokens ``start`` to ``end``, on one line, without quotes around them."""
        return excerpt(self.text, self.sentence, start, end)


def excerpt(text: str, sentence: ParsedSentence, start: int, end: int) -> str:
    """Return the article's characters of tokens ``start`` to ``end`` of ``sentence``."""
    span = sentence.span(sentence.doc.span(start, end))
    return " ".join(text[span.start : span.end].split()).strip(" \"'“”‘’,-")


def set_scene(
    text: str,
    sentence: ParsedSentence,
    quantity: QuantityMention,
    claims: Sequence[Claim],
    previous: ParsedSentence | None,
) -> Scene | None:
    """Return the scene of ``quantity``, None where it lies outside the sentence."""
    tokens = sentence.tokens(quantity.span)
    phrase = sentence.tokens(quantity.phrase)
    if tokens is None or not len(tokens):
        return None
    opening = min(phrase.start, tokens.start) if phrase is not None and len(phrase) else tokens.start
    while opening > 1 and sentence.doc[opening - 1].is_space:  # two spaces are a token of their own
        opening -= 1
    end = tokens.end
    while end < len(sentence.doc) and sentence.doc[end].is_space:
        end += 1
    return Scene(text, sentence, quantity, claims[-MEMORY:], previous, opening, tokens.start, end, tokens.root)
