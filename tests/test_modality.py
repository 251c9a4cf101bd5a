"""How far the text commits itself to a quantity: each cue inside its scope and outside it."""

from collections.abc import Callable

import pytest

from pipeline.find.modality import find_modality
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Modality, Modifier, QuantityMention, QuoteKind

Marked = Callable[..., tuple[str, list[tuple[ParsedSentence, list[QuantityMention]]]]]

FACT, ESTIMATE, PREDICTION = Modality.FACT, Modality.ESTIMATE, Modality.PREDICTION
POSSIBILITY, DENIED = Modality.POSSIBILITY, Modality.DENIED

MODALITIES = [
    ("The fire killed [[12]] miners.", FACT, "plain"),
    ("The fire killed an estimated [[12]] miners.", ESTIMATE, "estimated, before the number"),
    ("The estimated arrival was late, and [[12]] men left.", FACT, "estimated, of something else"),
    ("The estimated cost is [[$5 million|USD]].", ESTIMATE, "estimated, of what has the amount"),
    ("Some [[300]] men are believed to have drowned.", ESTIMATE, "believed to"),
    ("Officials think [[300]] men drowned.", ESTIMATE, "think that"),
    ("Just [[9 percent|percent]] think it should close.", FACT, "those who think are the claim"),
    ("More than [[30]] people are feared dead.", ESTIMATE, "feared"),
    ("The army raised its estimate to [[4,000]].", ESTIMATE, "the amount of an estimate"),
    ("Damage is provisionally put at [[$2 million|USD]].", ESTIMATE, "provisionally"),
    ("I would say [[200]], easily.", ESTIMATE, "would say"),
    ("The airline will retire [[14]] jets.", PREDICTION, "will"),
    ("The airline will retire 14 jets and has sold [[nine]].", FACT, "will, of the verb before"),
    ("The airline plans to retire [[14]] jets.", PREDICTION, "plans to"),
    ("The airline told of plans to retire [[14]] jets.", PREDICTION, "plans, the noun"),
    ("The plans for [[14]] towns were shown.", FACT, "plans without an infinitive, in the subject"),
    ("Airline to cut [[1,150]] jobs", PREDICTION, "a headline's infinitive"),
    ("It has a licence to carry [[120]] people.", FACT, "an infinitive of purpose"),
    ("The deficit is expected to rise to [[3 percent|percent]].", PREDICTION, "expected to"),
    ("Economists had expected [[$1.5 billion|USD]].", PREDICTION, "expected, with the amount as object"),
    ("The bank trimmed its forecast to [[2 percent|percent]].", PREDICTION, "the amount of a forecast"),
    ("The work is likely to cost [[$3 million|USD]].", PREDICTION, "likely to"),
    ("Smokers are [[20 percent|percent]] more likely to fall ill.", FACT, "a likelihood that was measured"),
    ("The fire threatened [[600]] homes.", FACT, "so many are in danger"),
    ("Smokers were [[five times|times]] as likely to die.", FACT, "a likelihood that was compared"),
    ("It announced its intention to raise fees to [[$4|USD]].", PREDICTION, "an intention"),
    ("Among likely voters, [[46 percent|percent]] back Lopez.", FACT, "likely voters are no likelihood"),
    ("Asked today, [[46 percent|percent]] would choose Lopez.", FACT, "would, of those asked"),
    ("The deficit would reach [[$1 trillion|USD]] by then.", PREDICTION, "would"),
    ("A [[4]]-4 tie would leave the law in place.", POSSIBILITY, "would, of a case supposed"),
    ("The study estimated that the plan would save [[$20 million|USD]].", ESTIMATE, "would, below an estimate"),
    ("The toll could top [[30]].", POSSIBILITY, "could"),
    ("The toll could rise; [[30]] men are dead.", FACT, "could, of another clause"),
    ("He threatened to impose a [[35 percent|percent]] tax.", POSSIBILITY, "threatened to"),
    ("The crew had perhaps [[40]] boats.", POSSIBILITY, "perhaps"),
    ("Perhaps the rain helped, but [[40]] boats sank.", FACT, "perhaps, far from the number"),
    ("If they sell [[40]] boats, they may stay.", POSSIBILITY, "if"),
    ("They sell dozens if not [[hundreds]] of boats.", POSSIBILITY, "if not"),
    ("The list does not name [[300]] men.", DENIED, "not"),
    ("Some [[20 percent|percent]] did not vote.", FACT, "not, of what the share did"),
    ("Ten judges rather than [[11]] will sit.", DENIED, "rather than"),
    ("We have 18 dead, not [[hundreds]].", DENIED, "not, before the number"),
    ("Not only [[three]] men came.", FACT, "not only"),
    ("Reports of [[hundreds]] dead were false.", DENIED, "false"),
    ("The state wrongly said that [[12,000]] voters were felons.", DENIED, "wrongly"),
    ("The [[74-year-old|year]] senator will run.", FACT, "an age only describes"),
    ("She could win many of the [[16]] towns holding ballots.", FACT, "the towns are known"),
    ("The fund beat the [[$7|USD]] that analysts expected.", PREDICTION, "what was expected of a known sum"),
    ("The mood could turn, with [[40 percent|percent]] of nurses saying no.", FACT, "could, of the clause beside it"),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "modality"), [row[:2] for row in MODALITIES], ids=[row[2] for row in MODALITIES])
def test_modality(marked: Marked, sentence: str, modality: Modality) -> None:
    _, [(parsed, [quantity])] = marked(sentence)
    assert find_modality(parsed, quantity, None) is modality


@pytest.mark.model
@pytest.mark.parametrize(
    ("cue", "modality"), [("estimated", ESTIMATE), ("predicted", PREDICTION), ("told", FACT)], ids=str
)
def test_the_attributions_cue(marked: Marked, cue: str, modality: Modality) -> None:
    text, [(parsed, [quantity])] = marked(f"[[40]] boats sank, the guard {cue} reporters.")
    start = text.index(cue)
    attribution = Attribution(None, CharSpan(start, start + len(cue)), (), (), QuoteKind.INDIRECT, "test")
    assert find_modality(parsed, quantity, attribution) is modality


@pytest.mark.model
def test_a_quantity_outside_the_sentence_is_a_fact(marked: Marked) -> None:
    _, [(parsed, _)] = marked("It may rain.")
    span = CharSpan(90, 92)
    quantity = QuantityMention(span, span, span, None, None, None, Modifier.EXACT, "", "test")
    assert find_modality(parsed, quantity, None) is FACT
