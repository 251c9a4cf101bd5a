"""Joins a quantity with what was found around it into a claim."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.claim_ids import claim_id
from pipeline.parsed import ParsedSentence
from pipeline.spans import Around
from pipeline.types import (
    Article,
    Attribution,
    CharSpan,
    Claim,
    Modality,
    QuantityMention,
    Quotation,
    QuoteKind,
    Speaker,
    Timex,
    TimexMention,
)

# Entity labels that repeat what the row's own cells say better.
NOT_ENTITIES = frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "DATE", "TIME"})


# Attributions that say who speaks or feels, but hold nobody responsible for a figure unless it is quoted: the answers a
# poll counts, the author's own "I", what someone learned, the name or the attitude someone has for what is given.
NOT_RESPONSIBLE = frozenset({"first_person", "knowledge", "naming", "respondents", "stance"})


class Judged(NamedTuple):
    """What the finders and normalizers said about one quantity; ``item`` is (item, rule)."""

    item: tuple[str, str]
    event: str
    clause: CharSpan
    modality: Modality
    who: Speaker | None
    relays: tuple[Speaker, ...]
    fact: TimexMention | None
    fact_date: Timex
    saying_date: Timex


def parsed_by_sentence(
    quantities: Sequence[QuantityMention], parsed: Sequence[ParsedSentence]
) -> Iterator[tuple[QuantityMention, ParsedSentence]]:
    """Pair each quantity with the parsed sentence it stands in; both come in text order."""
    sentences = iter(parsed)
    sentence = next(sentences, None)
    for quantity in quantities:
        while sentence and sentence.sentence.span.end <= quantity.span.start:
            sentence = next(sentences, None)
        if sentence and sentence.sentence.span.covers(quantity.span):
            yield quantity, sentence


def governing(
    attributions: Around[Attribution], quotations: Around[Quotation], quantity: QuantityMention
) -> Attribution | None:
    """Return the attribution that holds someone responsible for the quantity, the innermost if there are several.

    Attributions stand around their contents, quotations around themselves.
    Its ``quote`` is that of the quantity: direct inside quotation marks, indirect outside. One without a source is
    returned only if none with a source holds the quantity.
    """
    quoted = next(quotations.covering(quantity.number), None) is not None
    holding = [
        attribution
        for attribution in attributions.covering(quantity.number)
        if quoted or attribution.rule not in NOT_RESPONSIBLE
    ]
    innermost = min(holding, key=_innermost_first, default=None)
    if innermost is None:
        return None
    return innermost._replace(quote=QuoteKind.DIRECT if quoted else QuoteKind.INDIRECT)


def assemble_claim(
    article: Article,
    sentence: ParsedSentence,
    quantity: QuantityMention,
    attribution: Attribution | None,
    judged: Judged,
) -> Claim:
    """Make the row of one quantity."""
    text = article.text
    item, item_rule = judged.item
    rules = (quantity.rule, item_rule, attribution.rule if attribution else "", judged.fact.rule if judged.fact else "")
    flags = (
        *quantity.flags,
        *(judged.who.flags if judged.who else ()),
        *(flag for relay in judged.relays for flag in relay.flags),
        *judged.fact_date.flags,
        *judged.saying_date.flags,
        *article.flags,
    )
    return Claim(
        claim_id=claim_id(article.id, article.digest, quantity.span),
        article=article,
        quantity=quantity,
        sentence=sentence.sentence.span,
        what=_one_line(text[judged.clause.start : judged.clause.end]),
        item=item,
        event=judged.event,
        entities=_entities(sentence, text),
        modality=judged.modality,
        quote=attribution.quote if attribution and judged.who else QuoteKind.NONE,
        who=judged.who,
        who_text=_excerpt(text, attribution.source if attribution and judged.who else None),
        cue=_excerpt(text, attribution.cue if attribution and judged.who else None),
        relayed_by=_relays(judged),
        date=judged.fact_date.value,
        date_text=_excerpt(text, judged.fact.span if judged.fact else None),
        said_on=judged.saying_date.value,
        flags=tuple(dict.fromkeys(flags)),
        rules=tuple(rule for rule in rules if rule),
    )


def _relays(judged: Judged) -> tuple[str, ...]:
    """Return the outer sources by name, without the speaker again ("the bank said it expects")."""
    if judged.who is None:
        return ()
    return tuple(dict.fromkeys(relay.name for relay in judged.relays if relay.name != judged.who.name))


def _innermost_first(attribution: Attribution) -> tuple[bool, int, int]:
    """Order attributions: those that hold somebody responsible first, then by the length of what they hold."""
    length = sum(content.end - content.start for content in attribution.content)
    weak = attribution.source is None or attribution.rule in NOT_RESPONSIBLE
    return weak, length, -len(attribution.relayed_by)


def _entities(sentence: ParsedSentence, text: str) -> tuple[tuple[str, str], ...]:
    named = ((span, label) for span, label in sentence.entities if label not in NOT_ENTITIES)
    return tuple(dict.fromkeys((_one_line(text[span.start : span.end]), label) for span, label in named))


def _excerpt(text: str, span: CharSpan | None) -> str:
    return text[span.start : span.end] if span else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
