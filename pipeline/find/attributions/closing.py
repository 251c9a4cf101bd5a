"""Documents that close or open their sentence, by word order: "... on June 27, campaign finance records show."

The parser often takes "records show" for a noun of two parts; then no verb is left for the other rules.
"""

from collections.abc import Iterator

from pipeline.find.attributions.contents import find_content
from pipeline.find.attributions.cues import cue_verb
from pipeline.find.attributions.grammar import char_spans
from pipeline.find.attributions.nearby import FINITE_TAGS
from pipeline.find.attributions.sayings import Saying
from pipeline.find.attributions.sources import find_source
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Token

# Words behind "the bank forecast" that only say when.
WHEN = frozenset({"on", "in", "last", "this", "earlier"})
SHOWING = frozenset({
    "estimate", "find", "found", "indicate", "indicated", "indicates", "reveal", "revealed", "reveals", "say", "show",
    "showed", "shows", "suggest", "suggests",
})  # fmt: skip
LONGEST_SOURCE = 14

# Where what qualifies the documents begins: "tallies by the agency", "records kept in May".
QUALIFIERS = frozenset({"by", "for", "from", "in", "of", "on", "with"})


def find_closing(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the saying of a sentence that ends in a comma, a document, and its verb.

    Or in a comma, a body and "forecast", with when it did.
    """
    doc = sentence.doc
    for verb in sentence.having({"forecast"}):
        behind = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
        when = behind is None or behind.is_punct or behind.lower_ in WHEN or behind.tag_ == "NNP"
        opening = next((i for i in range(verb.i - 2, max(0, verb.i - 2 - LONGEST_SOURCE), -1) if doc[i].text == ","), 0)
        body = doc[verb.i - 1].lower_ in load_words("body_nouns") | load_words("telling_nouns")
        if opening and body and when and cue_verb(verb) is None:
            source, content = set(range(opening + 1, verb.i)), set(range(opening))
            yield _saying(sentence, verb, source, content, rule="closing_forecast")
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
    yield _saying(sentence, cue, set(range(comma + 1, last)), set(range(comma)), rule="closing_document")


def find_opening(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the saying of documents whose verb was taken for a noun: "Files from Reyes show that 40 homes ..."."""
    doc, words = sentence.doc, sentence.words
    if SHOWING.isdisjoint(words):
        return
    for cue in sentence.having(SHOWING):
        if not 1 < cue.i <= LONGEST_SOURCE or words[cue.i + 1 : cue.i + 2] != ("that",) or cue_verb(cue) is not None:
            continue
        before, following = doc[: cue.i], doc[cue.i + 2 : cue.i + 3]
        end = next((other.i for other in before[1:] if other.lower_ in QUALIFIERS or other.tag_ == "VBN"), cue.i)
        finite = any(other.tag_ in FINITE_TAGS for other in (*before, *following))
        if finite or not words[end - 1].endswith(("s", "data")) or not _is_document(words[end - 1]):
            continue
        yield _saying(sentence, cue, set(range(cue.i)), set(range(cue.i + 1, len(doc))), rule="opening_document")


def _saying(sentence: ParsedSentence, cue: Token, source: set[int], content: set[int], *, rule: str) -> Saying:
    return Saying(
        sentence=sentence,
        source=char_spans(sentence, source)[0],
        cue=sentence.span(cue),
        content=char_spans(sentence, content),
        clause=char_spans(sentence, source | {cue.i}),
        quotes=True,
        rule=rule,
    )


def _is_understood(cue: Token) -> bool:
    """Tell whether the parse is good enough for the rules of reporting verbs."""
    verb = cue_verb(cue)
    source = find_source(cue) if verb is not None else set[int]()
    return verb is not None and bool(source) and bool(find_content(cue, verb, source)[0])


def _is_document(noun: str) -> bool:
    documents = load_words("document_nouns")
    return noun.removesuffix("s") in documents or (noun.endswith("ies") and noun[:-3] + "y" in documents)
