"""Times right beside a figure, and those that tell of a measure when it was taken."""

from pipeline.find.dating.hanging import TEMPORAL_PREPOSITIONS, Hanging
from pipeline.lexicons import load_words
from pipeline.lexicons.verbs import listed_forms
from pipeline.syntax import BE
from pipeline.tokens import Doc, Token

# Verbs by which a measure has its amount: "March's rate was 3 percent", "last month's deficit grew to 4 million".
MEASURES = BE | listed_forms("change_verbs") | {"came", "revised", "stood", "totaled", "totalled"}


def of_example(doc: Doc, end: int, time: Hanging) -> bool:
    """Tell whether the time is only that of an example: "won eight games, including the final on Saturday".

    ``end`` is the token after the figure.
    """
    words = [token.lower_ for token in doc[end : time.tokens.start]]
    return "including" in words and "," not in words[words.index("including") :]


def right_behind(doc: Doc, end: int, time: Hanging) -> bool:
    """Tell whether the time follows the figure with no more than a preposition between: "36 percent in October"."""
    gap = time.tokens.start - end
    if time.attributive or gap not in (0, 1):
        return False
    return gap == 0 or doc[end].lower_ in TEMPORAL_PREPOSITIONS


def in_brackets_behind(doc: Doc, start: int, time: Hanging) -> bool:
    """Tell whether brackets right behind the time hold the figure, which begins at ``start``: "in 1992 (37%)"."""
    end = time.tokens.end
    return end < start and doc[end].text == "(" and not any(token.text == ")" for token in doc[end:start])


def measured(noun: Token, verb: Token) -> bool:
    """Tell whether ``verb`` says what a measure came to, so that a time before ``noun`` dates it: "June's deficit"."""
    return verb.lower_ in MEASURES and (noun.tag_ == "NN" or noun.lower_ in load_words("monthly_nouns"))
