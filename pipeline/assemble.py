"""Joins a quantity with what was found around it into a claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.claim_ids import claim_id
from pipeline.parsed import ParsedSentence
from pipeline.types import (
    Article,
    Attribution,
    CharSpan,
    Claim,
    Modality,
    QuantityMention,
    QuoteKind,
    Speaker,
    Timex,
    TimexMention,
)

# Entity labels that repeat what the row's own cells say better.
NOT_ENTITIES = frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Judged:
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


def governing(attributions: Sequence[Attribution], quantity: QuantityMention) -> Attribution | None:
    """Return the attribution whose content holds the quantity; the one with the shortest content if there are several."""
    holding = [
        attribution
        for attribution in attributions
        if any(content.covers(quantity.number) for content in attribution.content)
    ]
    return min(holding, key=_length, default=None)


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
        relayed_by=tuple(relay.name for relay in judged.relays),
        date=judged.fact_date.value,
        date_text=_excerpt(text, judged.fact.span if judged.fact else None),
        said_on=judged.saying_date.value,
        flags=tuple(dict.fromkeys(flags)),
        rules=tuple(rule for rule in rules if rule),
    )


def _length(attribution: Attribution) -> int:
    return sum(content.end - content.start for content in attribution.content)


def _entities(sentence: ParsedSentence, text: str) -> tuple[tuple[str, str], ...]:
    spans = ((sentence.span(ent), ent.label_) for ent in sentence.doc.ents if ent.label_ not in NOT_ENTITIES)
    return tuple(dict.fromkeys((_one_line(text[span.start : span.end]), label) for span, label in spans))


def _excerpt(text: str, span: CharSpan | None) -> str:
    return text[span.start : span.end] if span else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
