"""Chains of sources: whose words reach the article through whom.

"According to Lee, the NIS said ...": the NIS is the source, Lee relays it. "Lee said, citing the NIS, ...": the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.find.attributions.grammar import char_spans, child, noun_phrase
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan

# "Citing officials", "quoting from a report": participles after which the relayed source stands.
CITING = frozenset({"citing", "quoting"})

# Tokens of a cited source up to its comma.
MAX_CITED = 15

# "A note, quoted by the newspaper, said": participles before "by" and the one that relays.
CITED = frozenset({"cited", "quoted", "reported"})


def link_chains(attributions: Sequence[Attribution], parsed: Sequence[ParsedSentence]) -> list[Attribution]:
    """Return the attributions and those they cite, each with the outer sources through whom it came."""
    found = [_without_frame(one, attributions) for one in attributions]
    for sentence in parsed:
        own = [one for one in found if one.cue and sentence.sentence.span.covers(one.cue)]
        for token in sentence.doc:
            if token.lower_ in CITING:
                found.extend(_cited(sentence, token, own))
            elif token.lower_ in CITED:
                found = list(_relayed_by_agent(sentence, token, found))
    return [replace(one, relayed_by=tuple(dict.fromkeys(one.relayed_by + _relays(one, found)))) for one in found]


def _without_frame(inner: Attribution, attributions: Sequence[Attribution]) -> Attribution:
    """Take the cue that ends a sentence out of what stands before it: "it had said that A, the minister said"."""
    for outer in attributions:
        if outer.source and outer is not inner and _holds(outer, inner) and outer.cue and inner.cue:
            start, end = min(outer.source.start, outer.cue.start), max(outer.source.end, outer.cue.end)
            trailing = any(content.covers(outer.cue) and content.end <= end + 2 for content in inner.content)
            if start > inner.cue.start and trailing:
                cut = (CharSpan(content.start, min(content.end, start)) for content in inner.content)
                inner = replace(inner, content=tuple(content for content in cut if content.start < content.end))
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


def _relayed_by_agent(
    sentence: ParsedSentence, token: Token, attributions: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield the attributions; one whose source is "quoted by" another gets that one as relay."""
    by = child(token, "agent") or child(token, "prep")
    agent = child(by, "pobj") if by is not None and by.lower_ == "by" else None
    relay = char_spans(sentence, noun_phrase(agent))[:1] if agent is not None else ()
    quoted = sentence.span(token)
    for one in attributions:
        between = one.source and one.cue and one.source.start < quoted.start < one.cue.start
        near = between and one.source and sentence.sentence.span.covers(one.source)
        yield replace(one, relayed_by=(*one.relayed_by, *relay)) if near else one


def _relays(inner: Attribution, attributions: Sequence[Attribution]) -> tuple[CharSpan, ...]:
    if inner.source is None:
        return ()
    return tuple(
        dict.fromkeys(
            outer.source
            for outer in attributions
            if outer.source and outer is not inner and outer.source != inner.source and _holds(outer, inner)
        )
    )


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether ``inner`` is told within the content of ``outer``."""
    if inner.cue is None or inner.source is None:
        return False
    return any(content.covers(inner.cue) and content.covers(inner.source) for content in outer.content)
