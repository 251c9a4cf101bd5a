"""A parsed sentence as finders see it: tokens with their tags and arcs, free of the model that made them.

Finders look at most tokens many times, and each look at one of spaCy's makes an object or looks up a string. These hold
what is asked for often; names and meanings are spaCy's, and so is the order of children.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple


class Parse(NamedTuple):
    """What a model says of a sentence, token by token in columns: cheap to make, and all that a Doc is made of."""

    text: str
    texts: list[str]
    words: tuple[str, ...]  # the texts in small letters
    starts: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]  # how far behind the token its head stands, 0 for a root
    marks: list[bool]  # which are punctuation
    numbers: list[bool]  # which look like a number
    entities: tuple[tuple[int, int, str], ...]  # first token, token behind the last, label


class Token:
    """A word or mark of a sentence; one object for each, so that tokens may be compared by ``is``."""

    __slots__ = ("dep_", "doc", "head", "i", "idx", "is_punct", "lefts", "lower_", "rights", "tag_", "text")

    doc: "Doc"
    i: int
    idx: int
    text: str
    lower_: str
    tag_: str
    dep_: str
    is_punct: bool
    head: "Token"
    lefts: list["Token"]
    rights: list["Token"]

    @property
    def children(self) -> list["Token"]:
        """Return the tokens whose head this is, in the order of the text."""
        return self.lefts + self.rights

    @property
    def n_lefts(self) -> int:
        """Return how many children stand before the token."""
        return len(self.lefts)

    @property
    def left_edge(self) -> "Token":
        """Return the first of the token and all below it."""
        return self.doc[self.doc.left_edges[self.i]]

    @property
    def right_edge(self) -> "Token":
        """Return the last of the token and all below it."""
        return self.doc[self.doc.right_edges[self.i]]

    @property
    def subtree(self) -> Iterator["Token"]:
        """Yield the token and all below it, however deep; they are one stretch as long as no arcs cross."""
        waiting = [(self, False)]
        while waiting:
            token, after_its_lefts = waiting.pop()
            if after_its_lefts:
                yield token
                continue
            waiting += [(child, False) for child in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.lefts)]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Yield the head, its head, and so on to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: "Token") -> bool:
        """Tell whether ``descendant`` hangs on this token, directly or not."""
        return any(token is self for token in descendant.ancestors)

    @property
    def conjuncts(self) -> tuple["Token", ...]:
        """Return the tokens joined with this one ("rice, oil and flour"), without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:
            joined += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in joined if token is not self)

    def nbor(self, by: int = 1) -> "Token":
        """Return the token ``by`` places behind this one; raise IndexError where there is none."""
        if self.i + by < 0:
            raise IndexError(f"token {self.i} has no neighbour {by}")
        return self.doc[self.i + by]

    @property
    def whitespace_(self) -> str:
        """Return the space behind the token, "" if there is none."""
        end = self.idx + len(self.text)
        following = self.doc[self.i + 1].idx if self.i + 1 < len(self.doc) else len(self.doc.text)
        return " " if end < following else ""

    @property
    def ent_type_(self) -> str:
        """Return the label of the named entity that the token is part of, "" if of none."""
        return next((label for start, end, label in self.doc.parse.entities if start <= self.i < end), "")

    @property
    def like_num(self) -> bool:
        """Tell whether the token looks like a number: digits, "ten", "3/4"."""
        return self.doc.parse.numbers[self.i]

    @property
    def is_space(self) -> bool:
        """Tell whether the token is nothing but white space."""
        return self.text.isspace()

    @property
    def is_title(self) -> bool:
        """Tell whether the token is written with a capital followed by small letters."""
        return self.text.istitle()

    @property
    def is_alpha(self) -> bool:
        """Tell whether the token is letters only."""
        return self.text.isalpha()

    def __repr__(self) -> str:
        return self.text


class Doc(tuple[Token, ...]):
    """The tokens of one sentence; a slice of it is a plain tuple, and ``span`` gives one that knows where it stands."""

    parse: Parse
    text: str

    @cached_property
    def ents(self) -> tuple["Span", ...]:
        """The named entities, in the order of the text."""
        return tuple(Span(self, start, end, label) for start, end, label in self.parse.entities)

    @cached_property
    def left_edges(self) -> list[int]:
        """For each token the number of the first one among it and all below it."""
        return _edges(self.parse.heads, range(len(self)))

    @cached_property
    def right_edges(self) -> list[int]:
        """For each token the number of the last one among it and all below it."""
        return _edges(self.parse.heads, range(len(self) - 1, -1, -1))

    def span(self, start: int, end: int) -> "Span":
        """Return the tokens from ``start`` up to but without ``end``, as far as there are such."""
        start, end, _ = slice(start, end).indices(len(self))
        return Span(self, start, max(start, end))


class Span:
    """Tokens that stand side by side, from number ``start`` up to but without ``end`` of their Doc."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __getitem__(self, index: int) -> Token:
        return self.doc[self.start : self.end][index]

    @property
    def start_char(self) -> int:
        """Return where the first token begins in the Doc's text."""
        return self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Return where the last token ends in the Doc's text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Return the span as it is written, without the space behind it."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """Return the token nearest to the sentence's root, the first of several; marks on their own come last."""
        tops = []
        for token in self:
            head = token.head
            if head is token:
                return token
            if not self.start <= head.i < self.end:
                tops.append(token)
        return tops[0] if len(tops) == 1 else min(tops, key=_path_length, default=self.doc[self.start])

    def __repr__(self) -> str:
        return self.text


def _edges(heads: Sequence[int], order: Iterable[int]) -> list[int]:
    """Return for each token which of itself and all below it comes first in ``order``.

    Arcs may cross, so that this is not always the first child's first child, and so on.
    """
    edges = [-1] * len(heads)
    for edge in order:
        token = edge
        while edges[token] < 0:
            edges[token] = edge
            token += heads[token]
    return edges


def _path_length(token: Token) -> int:
    """Count the arcs from ``token`` to the sentence's root; a mark or space on which nothing hangs is furthest away."""
    if not token.lefts and not token.rights and (token.is_punct or token.is_space):
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


def build_doc(parse: Parse) -> Doc:
    """Make the tokens that ``parse`` tells of and hang them on their heads."""
    doc = Doc(map(Token.__new__, repeat(Token, len(parse.texts))))
    doc.parse, doc.text = parse, parse.text
    childless: list[Token] = []  # one for all, never added to
    for token in doc:  # a child may stand before its head
        token.lefts = token.rights = childless
    columns = (parse.starts, parse.texts, parse.words, parse.tags, parse.deps, parse.heads, parse.marks)
    rows = zip(doc, range(len(doc)), *columns, strict=True)
    for token, i, start, text, word, tag, dep, distance, is_mark in rows:
        token.doc = doc
        token.i = i
        token.idx = start
        token.text = text
        token.lower_ = word
        token.tag_ = tag
        token.dep_ = dep
        token.is_punct = is_mark
        token.head = head = doc[i + distance]
        if distance > 0:
            if head.lefts:
                head.lefts.append(token)
            else:
                head.lefts = [token]
        elif distance:
            if head.rights:
                head.rights.append(token)
            else:
                head.rights = [token]
    return doc
