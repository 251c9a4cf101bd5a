"""A document that closes its sentence, by word order: "... on June 27, campaign finance records show."

The parser often takes "records show" for a noun of two parts; then no verb is left for the other rules.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.find.attributions.contents import find_content
from pipeline.find.attributions.cues import cue_verb
from pipeline.find.attributions.grammar import char_spans
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence

SHOWING = frozenset({
    "estimate", "find", "found", "indicate", "indicated", "indicates", "reveal", "revealed", "reveals", "say", "show",
    "showed", "shows", "suggest", "suggests",
})  # fmt: skip
LONGEST_SOURCE = 14

# Where what qualifies the documents begins: "tallies by the agency", "records kept in May".
QUALIFIERS = frozenset({"by", "for", "from", "in", "of", "on", "with"})


def find_closing(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the saying of a sentence that ends in a comma, a document, and its verb."""
    doc = sentence.doc
    last = len(doc) - 1
    while last > 0 and doc[last].is_punct:
        last -= 1
    cue = doc[last]
    if cue.lower_ not in SHOWING or _is_understood(cue):
        return
    comma = next((i for i in range(last - 1, max(0, last - 2 - LONGEST_SOURCE), -1) if doc[i].text == ","), None)
    if comma is None or comma == last - 1:
        return
    end = next((i for i in range(comma + 2, last) if doc[i].lower_ in QUALIFIERS or doc[i].tag_ == "VBN"), last)
    if not _is_document(doc[end - 1].lower_):
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


def _is_understood(cue: Token) -> bool:
    """Tell whether the parse is good enough for the rules of reporting verbs."""
    verb = cue_verb(cue)
    source = find_source(cue) if verb is not None else set[int]()
    return verb is not None and bool(source) and bool(find_content(cue, verb, source)[0])


def _is_document(noun: str) -> bool:
    documents = load_words("document_nouns")
    return noun.removesuffix("s") in documents or (noun.endswith("ies") and noun[:-3] + "y" in documents)
