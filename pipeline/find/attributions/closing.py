"""A document that closes its sentence, by word order: "... on June 27, campaign finance records show."

The parser often takes "records show" for a noun of two parts; then no verb is left for the other rules.
"""

from collections.abc import Iterator

from pipeline.find.attributions.cues import cue_verb
from pipeline.find.attributions.grammar import char_spans
from pipeline.find.attributions.sayings import Saying
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence

SHOWING = frozenset({"indicate", "reveal", "say", "show", "suggest"})
LONGEST_SOURCE = 6


def find_closing(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the saying of a sentence that ends in a comma, a document in the plural, and its verb."""
    doc = sentence.doc
    last = len(doc) - 1
    while last > 0 and doc[last].is_punct:
        last -= 1
    cue = doc[last]
    if cue.lower_ not in SHOWING or cue_verb(cue) is not None:
        return
    noun = doc[last - 1].lower_
    documents = load_words("document_nouns")
    if not (noun in documents or (noun.endswith("s") and noun[:-1] in documents)):
        return
    comma = next((i for i in range(last - 1, max(0, last - 2 - LONGEST_SOURCE), -1) if doc[i].text == ","), None)
    if comma is None or comma == last - 1:
        return
    source = set(range(comma + 1, last))
    yield Saying(
        sentence=sentence,
        source=char_spans(sentence, source)[0],
        cue=sentence.span(cue),
        content=char_spans(sentence, set(range(comma))),
        clause=char_spans(sentence, source | {last}),
        quotes=True,
        rule="closing_document",
    )
