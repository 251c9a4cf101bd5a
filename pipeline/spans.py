"""Things by where they stand in a text, found without a look at each: what would be quadratic in a long article."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from pipeline.types import CharSpan

T = TypeVar("T")

# Characters a bucket: about what a long paragraph has.
BUCKET = 4096


class Standing(Protocol):
    """What knows where it stands."""

    @property
    def span(self) -> CharSpan:
        """Its stretch of the article."""


S = TypeVar("S", bound=Standing)


def between(things: Sequence[S], span: CharSpan) -> Sequence[S]:
    """Return those of ``things``, which come in text order, that begin inside ``span``."""
    return things[bisect_left(things, span.start, key=_start) : bisect_left(things, span.end, key=_start)]


def _start(thing: Standing) -> int:
    return thing.span.start


class Around(Generic[T]):
    """Things, each with a stretch of text that it is about; asked for those whose stretch covers a place."""

    def __init__(self, things: Iterable[tuple[CharSpan, T]]) -> None:
        self._buckets: dict[int, list[tuple[CharSpan, T]]] = {}
        for span, thing in things:
            for number in range(span.start // BUCKET, span.end // BUCKET + 1):
                self._buckets.setdefault(number, []).append((span, thing))

    def covering(self, inner: CharSpan) -> Iterator[T]:
        """Yield the things whose stretch covers ``inner``, in the order they were given."""
        for span, thing in self._buckets.get(inner.start // BUCKET, ()):
            if span.covers(inner):
                yield thing
