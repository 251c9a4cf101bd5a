"""Chains of sources: whose words reach the article through whom.

"According to Lee, the NIS said ...": the NIS is the source, Lee relays it. "Lee said, citing the NIS, ...": the same.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.find.attributions.grammar import char_spans, child, noun_phrase
from pipeline.parsed import ParsedSentence
from pipeline.spans import Around
from pipeline.tokens import Token
from pipeline.types import Attribution, CharSpan

# "Citing officials", "quoting from a report": participles after which the relayed source stands.
CITING = frozenset({"citing", "quoting"})

# "A note, quoted by the newspaper, said": participles before "by" and the one that relays.
CITED = frozenset({"cited", "quoted", "reported"})

# Tokens of a cited source up to its comma.
MAX_CITED = 15


def link_chains(attributions: Sequence[Attribution], parsed: Sequence[ParsedSentence]) -> list[Attribution]:
    """Return the attributions and those they cite, each with the outer sources through whom it came."""
    around = _around(attributions)
    found = [_without_frame(one, around) for one in attributions]
    by_sentence = _by_sentence(found, parsed)
    for number, sentence in enumerate(parsed):
        for token in sentence.having(CITING | CITED):
            if token.lower_ in CITING:
                found.extend(_cited(sentence, token, [found[i] for i in by_sentence[number]]))
            else:
                _relay_by_agent(sentence, token, found, by_sentence[number])
    around = _around(found)
    return [one._replace(relayed_by=tuple(dict.fromkeys(one.relayed_by + _relays(one, around)))) for one in found]


def _around(attributions: Sequence[Attribution]) -> Around[Attribution]:
    return Around((content, one) for one in attributions for content in one.content)


def _holding(inner: Attribution, around: Around[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions with a source within whose content ``inner`` is told."""
    if inner.cue is None or inner.source is None:
        return
    frame = CharSpan(min(inner.cue.start, inner.source.start), max(inner.cue.end, inner.source.end))
    for outer in around.covering(frame):
        if outer is not inner and outer.source is not None:
            yield outer


def _by_sentence(attributions: Sequence[Attribution], parsed: Sequence[ParsedSentence]) -> list[list[int]]:
    """Return for each sentence the numbers of the attributions whose cue it holds."""
    starts = [sentence.sentence.span.start for sentence in parsed]
    numbers: list[list[int]] = [[] for _ in parsed]
    for number, one in enumerate(attributions):
        at = bisect_right(starts, one.cue.start) - 1 if one.cue else -1
        if at >= 0 and one.cue and parsed[at].sentence.span.covers(one.cue):
            numbers[at].append(number)
    return numbers


def _without_frame(inner: Attribution, around: Around[Attribution]) -> Attribution:
    """Take the cue that ends a sentence out of what stands before it: "it had said that A, the minister said"."""
    for outer in _holding(inner, around):
        if outer.source and outer.cue and inner.cue:
            start, end = min(outer.source.start, outer.cue.start), max(outer.source.end, outer.cue.end)
            trailing = any(content.covers(outer.cue) and content.end <= end + 2 for content in inner.content)
            if start > inner.cue.start and trailing:
                cut = (CharSpan(content.start, min(content.end, start)) for content in inner.content)
                inner = inner._replace(content=tuple(content for content in cut if content.start < content.end))
    return inner


def _cited(sentence: ParsedSentence, token: Token, own: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield what a saying owes to the source it cites: the same content, with the speaker as relay."""
    sources = char_spans(sentence, _cited_phrase(token))
    cue = sentence.span(token)
    sayings = [one for one in own if one.source and one.content and one.cue != cue]
    saying = min(sayings, key=lambda one: _distance(one, cue), default=None)
    if not sources or saying is None or saying.source is None:
        return
    end = sources[0].end
    content = tuple(part for span in saying.content for part in _outside(span, CharSpan(cue.start, end)))
    if content:
        yield Attribution(
            source=sources[0],
            cue=cue,
            content=content,
            clause=(CharSpan(cue.start, end), *saying.clause),
            quote=saying.quote,
            rule="citing",
            relayed_by=(saying.source,),
        )


def _cited_phrase(token: Token) -> set[int]:
    """Return what is cited: the object, or the words up to the next comma."""
    doc, start = token.doc, token.i + 1
    if start < len(doc) and doc[start].lower_ == "from":
        start += 1
    noun = child(token, "dobj")
    found = {i for i in noun_phrase(noun) if i > token.i} if noun is not None else set()
    end = next((other.i for other in doc[start : start + MAX_CITED] if other.is_punct), None)
    return set(range(start, end)) if end is not None and end > max(found, default=0) else found


def _distance(one: Attribution, cue: CharSpan) -> int:
    spans = [span for span in (one.cue, one.source) if span]
    return min(max(span.start - cue.end, cue.start - span.end) for span in spans)


def _outside(span: CharSpan, hole: CharSpan) -> Iterator[CharSpan]:
    for part in (CharSpan(span.start, min(span.end, hole.start)), CharSpan(max(span.start, hole.end), span.end)):
        if part.start < part.end:
            yield part


def _relay_by_agent(
    sentence: ParsedSentence, token: Token, attributions: list[Attribution], own: Sequence[int]
) -> None:
    """Give an attribution whose source is "quoted by" another that one as relay."""
    by = child(token, "agent") or child(token, "prep")
    agent = child(by, "pobj") if by is not None and by.lower_ == "by" else None
    relay = char_spans(sentence, noun_phrase(agent))[:1] if agent is not None else ()
    quoted = sentence.span(token)
    for number in own:
        one = attributions[number]
        if one.source and one.cue and one.source.start < quoted.start < one.cue.start:
            attributions[number] = one._replace(relayed_by=(*one.relayed_by, *relay))


def _relays(inner: Attribution, around: Around[Attribution]) -> tuple[CharSpan, ...]:
    sources = (outer.source for outer in _holding(inner, around))
    return tuple(dict.fromkeys(source for source in sources if source and source != inner.source))
