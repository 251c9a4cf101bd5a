"""Claims scored against gold: paired by where their numbers stand, judged field by field; and two runs compared."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.gold.annotations import AnnotatedArticle, AnnotatedClaim
from pipeline.gold.matching import NOTHING_RIGHT, Verdict, judge
from pipeline.types import CharSpan

# A claim's span may be wider than gold's by a unit or a modifier, not by a clause.
WIDER = 25

# "the two countries" refers back and claims nothing.
DEFINITE = re.compile(r"\b(?:the|these|those|both|its|their|his|her|our|my)\s{1,8}$", re.IGNORECASE)
LONGEST_DEFINITE = 8
SMALL_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}) | {
    str(number) for number in range(2, 11)
}


# An article, a span in it, and whether the claim there is an extra one.
Place = tuple[str, CharSpan, bool]


class Status(StrEnum):
    """What became of a gold claim; a claim that gold does not have is extra in one run, absent in another."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    EXTRA = "extra"
    ABSENT = "absent"


GOOD = frozenset({Status.RIGHT, Status.ABSENT})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A gold claim with the claim paired to it; ``claim`` is None where it was missed, ``gold`` for an extra claim.

    ``span`` is gold's, or that of the extra claim.
    """

    doc: str
    span: CharSpan
    gold: AnnotatedClaim | None
    claim: AnnotatedClaim | None
    verdict: Verdict = NOTHING_RIGHT

    @property
    def status(self) -> Status:
        """Right where the row follows one reading of gold throughout."""
        if self.gold is None:
            return Status.EXTRA
        if self.claim is None:
            return Status.MISSED
        return Status.RIGHT if self.verdict.row else Status.WRONG


@dataclass(frozen=True, slots=True)
class Score:
    """The outcomes on all annotated articles, by article and position."""

    articles: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one claim in two runs; ``outcome`` is the later one of them that is not right."""

    before: Status
    now: Status
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Changes:
    """The rows that differ from an earlier run for the better, for the worse, and those wrong in both."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    still_wrong: tuple[Change, ...]


def score_claims(gold: Mapping[str, AnnotatedArticle], claims: Mapping[str, Sequence[AnnotatedClaim]]) -> Score:
    """Score claims, by article, against the annotated articles; an article without claims has all of gold missed."""
    outcomes = [outcome for doc, article in sorted(gold.items()) for outcome in _outcomes(article, claims.get(doc, ()))]
    return Score(len(gold), tuple(outcomes))


def compare(now: Score, before: Score) -> Changes:
    """Compare two scores against the same gold; an extra claim that is gone is gained, a new one lost."""
    old, new = _by_place(before), _by_place(now)
    gained, lost, still_wrong = [], [], []
    for place in sorted(old.keys() | new.keys()):
        was, is_now = _status(old.get(place)), _status(new.get(place))
        wrong = [run[place] for run in (new, old) if place in run and run[place].status is not Status.RIGHT]
        if not wrong:
            continue
        change = Change(was, is_now, wrong[0])
        if is_now in GOOD:
            gained.append(change)
        elif was in GOOD:
            lost.append(change)
        else:
            still_wrong.append(change)
    return Changes(tuple(gained), tuple(lost), tuple(still_wrong))


def pair_spans(gold: Sequence[CharSpan], claims: Sequence[CharSpan]) -> list[tuple[int, int]]:
    """Pair the spans that overlap, the largest overlap first and each span once; return their indices, sorted.

    >>> pair_spans([CharSpan(0, 3), CharSpan(5, 9)], [CharSpan(4, 9), CharSpan(5, 7), CharSpan(20, 22)])
    [(1, 0)]
    """
    candidates = sorted(
        (-(min(one.end, other.end) - max(one.start, other.start)), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(claims)
        if one.overlaps(other) and other.end - other.start <= one.end - one.start + WIDER
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _outcomes(article: AnnotatedArticle, claims: Sequence[AnnotatedClaim]) -> list[Outcome]:
    """Return what became of each claim that counts, in text order."""
    gold = [one for one in article.claims if not _refers_back(article.text, one.span)]
    found = [one for one in claims if not _refers_back(article.text, one.span)]
    neither = {j for i, j in _pairs(gold, found) if gold[i].optional}
    gold = [one for one in gold if not one.optional]
    found = [one for j, one in enumerate(found) if j not in neither]
    partner = dict(_pairs(gold, found))
    outcomes = []
    for i, one in enumerate(gold):
        if i not in partner:
            outcomes.append(Outcome(article.doc, one.span, one, None))
            continue
        claim = found[partner[i]]
        traced = article.text[claim.span.start : claim.span.end] == claim.number_text
        outcomes.append(Outcome(article.doc, one.span, one, claim, judge(one, claim, traced=traced)))
    extra = set(range(len(found))).difference(partner.values())
    outcomes.extend(Outcome(article.doc, found[j].span, None, found[j]) for j in extra)
    return sorted(outcomes, key=_place)


def _pairs(gold: Sequence[AnnotatedClaim], claims: Sequence[AnnotatedClaim]) -> list[tuple[int, int]]:
    return pair_spans([one.span for one in gold], [one.span for one in claims])


def _refers_back(text: str, span: CharSpan) -> bool:
    before = text[max(0, span.start - LONGEST_DEFINITE) : span.start]
    return text[span.start : span.end].strip().lower() in SMALL_NUMBERS and DEFINITE.search(before) is not None


def _place(outcome: Outcome) -> Place:
    return outcome.doc, outcome.span, outcome.gold is None


def _by_place(score: Score) -> dict[tuple[Place, int], Outcome]:
    """Key the outcomes by what is the same in two runs; the count tells claims on one span apart."""
    places: dict[tuple[Place, int], Outcome] = {}
    seen: Counter[Place] = Counter()
    for outcome in score.outcomes:
        place = _place(outcome)
        places[place, seen[place]] = outcome
        seen[place] += 1
    return places


def _status(outcome: Outcome | None) -> Status:
    return outcome.status if outcome else Status.ABSENT
