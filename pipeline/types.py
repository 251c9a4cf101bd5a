"""The records that travel between the steps: spans, mentions, and the finished claim.

Positions are code points of the article's text, half-open. Numbers are Decimal, dates are EDTF (ISO 8601-2) strings.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class CharSpan(NamedTuple):
    """A stretch of an article's text, from ``start`` up to but without ``end``, in code points."""

    start: int
    end: int

    def covers(self, other: "CharSpan") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "CharSpan") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Modifier(StrEnum):
    """How the stated value bounds the real one."""

    EXACT = "exact"
    APPROX = "approx"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


class Modality(StrEnum):
    """How the text commits itself to the claim."""

    FACT = "fact"
    ESTIMATE = "estimate"
    PREDICTION = "prediction"
    POSSIBILITY = "possibility"
    DENIED = "denied"


class QuoteKind(StrEnum):
    """Whether the quantity stands inside quotation marks, in reported speech, or in the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NONE = "none"


class TimexKind(StrEnum):
    """What a time expression denotes (the types of TimeML's TIMEX3)."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    SET = "set"


class SourceKind(StrEnum):
    """What a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class SentenceKind(StrEnum):
    """What part of the page a sentence belongs to."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"


class DateOrder(StrEnum):
    """Which comes first in a date in numerals, 03/04/2025: the day or the month."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; ``text`` is the decoded file, unchanged.

    ``id`` is the path relative to the folder given, ``digest`` the SHA-256 of the file's bytes in hexadecimal,
    ``published_from`` says where the publication date was found ("metadata", "file name", ...), empty if nowhere;
    ``date_order`` is what is known of the outlet's dates in numerals, None if nothing is. ``derived`` is True where the
    text is not the file read as UTF-8 (a page, a record, another encoding, mended text); the run then keeps a copy of
    it. ``digest`` is that of the text where it is one record of a file. ``flags`` say what reading left in doubt.
    """

    id: str
    text: str
    digest: str
    published: date | None = None
    published_from: str = ""
    outlet: str = ""
    title: str = ""
    date_order: DateOrder | None = None
    url: str = ""
    derived: bool = False
    flags: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """One sentence of an article; ``paragraph`` counts from 0 over the whole page."""

    span: CharSpan
    kind: SentenceKind
    paragraph: int


class Furniture(NamedTuple):
    """A stretch of the page that is not the article: navigation, widgets, credits, a headline said before."""

    span: CharSpan
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's page taken apart: its sentences and its furniture, both in text order and without overlap."""

    sentences: tuple[Sentence, ...]
    furniture: tuple[Furniture, ...]


class QuantityMention(NamedTuple):
    """A number expression in the text, read.

    ``span`` is the expression with its currency sign, magnitude and unit word and without the modifier before it;
    ``number`` is the part of it that is the bare number. ``value`` is None for a range, which has ``low`` and ``high``.
    ``unit`` is the unit as the contract names it: "" for a count, an ISO 4217 code, "percent", "percentage_point",
    "fraction", "times", or a singular English unit ("mile", "degree_fahrenheit"). ``per`` is the denominator of a
    rate as written ("share", "100,000 people"), "" if there is none. ``phrase`` covers the modifier words too.
    """

    span: CharSpan
    number: CharSpan
    phrase: CharSpan
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str
    rule: str
    per: str = ""
    flags: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """A number candidate that is no quantity or no claim, and why."""

    span: CharSpan
    reason: str


class TimexMention(NamedTuple):
    """A time expression in the text, with the words that open it ("since", "by"); ``rule`` names the grammar rule.

    ``locates`` is False for a mere length of time ("20 years"), which may be a quantity, and True for what places
    something in time ("two weeks ago", "in the past 20 years"), numbers inside which are no quantities.
    """

    span: CharSpan
    kind: TimexKind
    locates: bool
    rule: str


class Quotation(NamedTuple):
    """What stands between two quotation marks, without the marks; ``closed`` is False where no mark ends it."""

    span: CharSpan
    closed: bool


class Attribution(NamedTuple):
    """Reported speech or a reported finding: ``source`` and ``cue`` as written, ``content`` the spans it covers.

    ``clause`` is the stretch of the saying itself (source, cue and what hangs on them, without the content); a time
    expression inside it is when the source spoke. ``relayed_by`` holds the outer sources of a chain.
    """

    source: CharSpan | None
    cue: CharSpan | None
    content: tuple[CharSpan, ...]
    clause: tuple[CharSpan, ...]
    quote: QuoteKind
    rule: str
    relayed_by: tuple[CharSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source resolved: the fullest name the article gives it, without titles; ``flags`` say what was guessed."""

    name: str
    kind: SourceKind
    flags: tuple[str, ...] = ()


class Timex(NamedTuple):
    """A time expression read: ``value`` is EDTF as precise as the text, empty if it could not be resolved."""

    value: str
    flags: tuple[str, ...] = ()


class Claim(NamedTuple):
    """One row of claims.csv; the fields are explained in the README, ``tables/columns.py`` gives their order."""

    claim_id: str
    article: Article
    quantity: QuantityMention
    sentence: CharSpan
    what: str
    item: str
    event: str
    entities: tuple[tuple[str, str], ...]
    modality: Modality
    quote: QuoteKind
    who: Speaker | None
    who_text: str
    cue: str
    relayed_by: tuple[str, ...]
    date: str
    date_text: str
    said_on: str
    flags: tuple[str, ...]
    rules: tuple[str, ...]


class Rejection(NamedTuple):
    """A number candidate that did not become a claim, or an article that could not be read (then ``span`` is None)."""

    article: str
    span: CharSpan | None
    text: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gave."""

    article: Article
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]
