"""What a quantity counts or measures, as the text calls it.

One module for one kind of quantity; ``scene`` holds what all of them look at, ``phrases`` reads noun phrases,
``changes`` and ``holders`` find what has an amount, by word order and by the parse, ``contests`` which side of a race
has it, ``lists`` what it is set beside; ``ellipsis`` finds what a number leaves out, ``antecedents`` what a pronoun
means.
"""

from collections.abc import Sequence

from pipeline.find.items.counts import counted
from pipeline.find.items.lists import respective
from pipeline.find.items.measures import measure
from pipeline.find.items.money import money, untold_money
from pipeline.find.items.scene import Found, set_scene
from pipeline.find.items.shares import share, times
from pipeline.parsed import ParsedSentence
from pipeline.types import Claim, QuantityMention

NOTHING: Found = ("", "item-none")


def find_item(
    text: str,
    sentence: ParsedSentence,
    quantity: QuantityMention,
    claims: Sequence[Claim],
    previous: ParsedSentence | None = None,
) -> Found:
    """Return what ``quantity`` counts or measures and the rule that found it; ("", "item-none") if nothing tells.

    ``claims`` are the article's earlier ones, in text order: a number may count what they counted. ``previous`` is
    the sentence before, if it was parsed: its subject may be what a pronoun means.
    """
    scene = set_scene(text, sentence, quantity, claims, previous)
    if scene is None:
        return NOTHING
    unit = quantity.unit
    if unit == "" and untold_money(scene):
        found = money(scene)
    elif unit == "":
        found = counted(scene)
    elif unit == "times":
        found = times(scene)
    elif unit in {"percent", "percentage_point", "fraction"}:
        found = share(scene)
    elif len(unit) == 3 and unit.isupper():
        found = money(scene)
    else:
        found = measure(scene)
    return respective(scene, found) if found is not None and found[0] else NOTHING
