"""One article from text to claims: the steps in order, those before the parse and those after it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.annotate import Annotator
from pipeline.assemble import Judged, assemble_claim, governing, parsed_by_sentence
from pipeline.clean.segment import segment
from pipeline.find.attributions import find_attributions
from pipeline.find.claimhood import refuse
from pipeline.find.clauses import find_clause
from pipeline.find.context import sentences_to_parse, sentences_with_numbers, sentences_with_times, telling_sentences
from pipeline.find.dating import find_dates
from pipeline.find.events import find_event
from pipeline.find.items import find_item
from pipeline.find.modality import find_modality
from pipeline.find.quantities import find_quantities
from pipeline.find.quotations import find_quotations
from pipeline.find.speakers import find_speakers
from pipeline.find.timexes import find_timexes
from pipeline.normalize.timexes import read_times
from pipeline.normalize.units import read_unit
from pipeline.parsed import ParsedSentence
from pipeline.spans import Around, between
from pipeline.types import (
    Article,
    CharSpan,
    Claim,
    Extraction,
    Furniture,
    Layout,
    QuantityMention,
    Quotation,
    Refusal,
    Rejection,
    Sentence,
    Timex,
    TimexMention,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as far as it can be read without a parse; ``wanted`` are the sentences to be parsed for the rest.

    ``refused`` are numbers that are no claims, each with the step that told so.
    """

    article: Article
    layout: Layout
    timexes: Sequence[TimexMention]
    times: Mapping[CharSpan, Timex]
    quantities: Sequence[QuantityMention]
    refused: Sequence[tuple[str, Refusal]]
    quotations: Sequence[Quotation]
    wanted: Sequence[Sentence]


def extract_article(article: Article, annotator: Annotator) -> Extraction:
    """Find the claims of one article, in text order, and the number candidates refused, with their reasons."""
    draft = prepare(article, full=annotator.full)
    return complete(draft, annotator.parse(article.text, draft.wanted))


def prepare(article: Article, *, full: bool = False) -> Draft:
    """Find what an article's text alone tells: its sentences, times, numbers and quotations.

    ``full`` wants every sentence parsed.
    """
    text = article.text
    layout = segment(text)
    within = [sentence.span for sentence in sentences_with_numbers(text, layout.sentences)]
    timexes = find_timexes(text, within)
    dating = sentences_with_times(layout.sentences, timexes)
    times = read_times(text, layout.sentences, article.published, article.date_order, only=dating)
    found, refusals = find_quantities(text, within, timexes)
    quantities = [read_unit(text, quantity) for quantity in found]
    idle, _ = find_quantities(text, [furniture.span for furniture in layout.furniture], ())
    refused = [
        *(("find", refusal) for refusal in refusals),
        *(("clean", Refusal(quantity.span, _furniture_at(layout, quantity).reason)) for quantity in idle),
    ]
    quotations = find_quotations(text, layout.sentences)
    wanted = layout.sentences if full else sentences_to_parse(layout.sentences, quantities, quotations)
    return Draft(article, layout, timexes, times, quantities, refused, quotations, wanted)


def complete(draft: Draft, parsed: Sequence[ParsedSentence]) -> Extraction:
    """Find what the numbers of an article belong to, from the parses of the sentences it wanted."""
    article, layout, times, quotations = draft.article, draft.layout, draft.times, draft.quotations
    text = article.text
    previous = {later.sentence.span: earlier for earlier, later in pairwise(parsed)}

    told: list[tuple[QuantityMention, ParsedSentence]] = []
    refused = list(draft.refused)
    for quantity, sentence in parsed_by_sentence(draft.quantities, parsed):
        reason = refuse(text, sentence, quantity)
        if reason:
            refused.append(("find", Refusal(quantity.span, reason)))
        else:
            told.append((quantity, sentence))
    telling = telling_sentences(parsed, [quantity for quantity, _ in told], quotations)
    attributions = Around(
        (content, one) for one in find_attributions(text, telling, quotations) for content in one.content
    )
    quoted = Around((quotation.span, quotation) for quotation in quotations)
    governed = [governing(attributions, quoted, quantity) for quantity, _ in told]
    speakers = find_speakers(text, layout, parsed, [attribution for attribution in governed if attribution])

    claims: list[Claim] = []
    for (quantity, sentence), attribution in zip(told, governed, strict=True):
        dates = find_dates(sentence, quantity, between(draft.timexes, sentence.sentence.span), attribution)
        judged = Judged(
            item=find_item(text, sentence, quantity, claims, previous.get(sentence.sentence.span)),
            event=find_event(sentence, quantity),
            clause=find_clause(sentence, quantity, attribution),
            modality=find_modality(sentence, quantity, attribution),
            who=speakers[attribution.source] if attribution and attribution.source else None,
            relays=tuple(speakers[relay] for relay in attribution.relayed_by) if attribution else (),
            fact=dates.fact,
            fact_date=times[dates.fact.span] if dates.fact else Timex(""),
            saying_date=times[dates.saying.span] if dates.saying else Timex(""),
        )
        claims.append(assemble_claim(article, sentence, quantity, attribution, judged))

    for sentence in parsed:
        sentence.let_go()
    rejections = (
        Rejection(article.id, refusal.span, text[refusal.span.start : refusal.span.end], step, refusal.reason)
        for step, refusal in refused
    )
    return Extraction(article, tuple(claims), tuple(sorted(rejections, key=_position)))


def _furniture_at(layout: Layout, quantity: QuantityMention) -> Furniture:
    return layout.furniture[bisect_right(layout.furniture, quantity.span.start, key=_start) - 1]


def _start(furniture: Furniture) -> int:
    return furniture.span.start


def _position(rejection: Rejection) -> tuple[int, int, str]:
    return (*((rejection.span.start, rejection.span.end) if rejection.span else (0, 0)), rejection.reason)
