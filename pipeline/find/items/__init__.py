"""What a quantity counts or measures, as the text calls it.

One module for one kind of quantity; ``scene`` holds what all of them look at, ``phrases`` reads noun phrases,
``holders`` climbs the parse to what has an amount, ``antecedents`` finds what the text leaves out.
"""

from collections.abc import Sequence

from pipeline.find.items.amounts import measure, money, share
from pipeline.find.items.counts import counted
from pipeline.find.items.scene import set_scene
from pipeline.parsed import ParsedSentence
from pipeline.types import Claim, QuantityMention

SHARES = frozenset({"percent", "percentage_point", "fraction", "times"})


def find_item(
    text: str, sentence: ParsedSentence, quantity: QuantityMention, claims: Sequence[Claim]
) -> tuple[str, str]:
    """Return what ``quantity`` counts or measures and the rule that found it; ("", "item-none") if the text does not tell.

    ``claims`` are the article's earlier ones, in text order: a number may count what they counted.
    """
    scene = set_scene(text, sentence, quantity, claims)
    if scene is None:
        return "", "item-none"
    unit = quantity.unit
    if unit == "":
        found = counted(scene)
    elif unit in SHARES:
        found = share(scene)
    elif len(unit) == 3 and unit.isupper():
        found = money(scene)
    else:
        found = measure(scene)
    return found or ("", "item-none")
