"""Sources set beside what they say by a mark alone: "Poll: ...", "MAYOR: ...", "300 killed: officials"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.find.attributions.sayings import Saying
from pipeline.lexicons import load_rows, load_words
from pipeline.parsed import ParsedSentence
from pipeline.types import CharSpan, Quotation, SentenceKind

# "Poll:", "Health Ministry:", "J. SMITH:" at the start of a line; at most six words.
LEADING = re.compile(r"((?:[A-Z][\w.’'&/-]{0,30}\s){0,5}[A-Z][\w.’'&/-]{0,30}):\s")

# ": officials", " - UN" at the end of a headline.
TRAILING = re.compile(r"(?::|\s[-–—―])\s((?:[\w.’'&/-]{1,30}\s){0,3}[\w.’'&/-]{1,30})\.?$")

# A dash and a name after a quotation, to the end of the line.
SIGNATURE = re.compile(r"[\"”’'.]{0,3}\s{0,3}[-–—―]{1,2}\s?([A-Z][\w.’'-]{0,30}(?:\s[A-Z][\w.’'-]{0,30}){1,4})")

# The same on the line below, with what the one named is.
SIGNATURE_BELOW = re.compile(
    r"""["”’'.]{0,3} \s{0,2} \n \s{0,3} [-–—―]{1,2} \s?
        ((?:[A-Z][\w’'-]{0,30}\.?\s){0,4} [A-Z][\w’'-]{0,30})
        (?:,[^\n]{1,60})? \.? [ \t]{0,3} (?:\r?\n|$)""",
    re.VERBOSE,
)

# A name and a colon before a quotation, after a mark or at the start of the line; a party may stand in brackets behind
# it. A name of one word needs "from" before it, or the start of the line, or a dash set off by spaces.
BEFORE_QUOTATION = re.compile(
    r"""(?: ^ | [.!?)\]”"–—-]\s{0,3} | \n )
        (?: (?:[Mm]ore\s)?[Ff]rom\s(?:[Tt]he\s)? ([A-Z][\w.’'-]{1,30}(?:\s(?:and\s)?[A-Z][\w.’'-]{0,30}){0,5})
          | ([A-Z][\w.’'-]{1,30}(?:\s(?:and\s)?[A-Z][\w.’'-]{0,30}){1,5}) (?:\s\([A-Z][\w.–-]{0,12}\))?
          | (?<=\n)([A-Z][\w’'-]{2,30}) | (?<=[ ][–—-][ ])([A-Z][\w’'-]{2,30}) )
        :\s{0,3}["“‘'`]{1,2}$""",
    re.MULTILINE | re.VERBOSE,
)

# Words before a colon that name a section or a kind of text, not a source.
SECTIONS = frozenset({
    "abstract", "advertisement", "also", "analysis", "breaking", "caption", "clarification", "correction",
    "exclusive", "more", "note", "opinion", "photo", "photos", "picture", "quiz", "read", "related", "source",
    "update", "updated", "video", "warning", "watch",
})  # fmt: skip


def find_labels(text: str, paragraph: Sequence[ParsedSentence]) -> Iterator[Saying]:
    """Yield the saying of a paragraph that names its source by a label; what it says runs to the paragraph's end."""
    sentence = paragraph[0]
    start, end = sentence.sentence.span.start, paragraph[-1].sentence.span.end
    opening = len(text[start:end]) - len(text[start:end].lstrip("\"“”„'‘’` "))
    match = LEADING.match(text, start + opening, end)
    titled = sentence.sentence.kind is SentenceKind.HEADLINE or sentence.sentence.paragraph == 0
    titled_label = titled and not _is_dateline(sentence, match)
    if match and _is_leading_label(match[1], titled=titled_label):
        colon = match.end(1)
        yield _saying(sentence, CharSpan(*match.span(1)), CharSpan(colon, colon + 1), CharSpan(match.end(), end))
        return
    match = TRAILING.search(text[start:end]) if titled else None
    if match and _is_trailing_label(sentence, CharSpan(start + match.start(1), start + match.end(1))):
        source = CharSpan(start + match.start(1), start + match.end(1))
        mark = CharSpan(start + match.start(), start + match.start(1))
        yield _saying(sentence, source, mark, CharSpan(start, mark.start))


def find_quote_labels(text: str, sentence: ParsedSentence, speech: Sequence[Quotation]) -> Iterator[Saying]:
    """Yield the saying of a name and a colon right before a quotation, anywhere in a paragraph."""
    span = sentence.sentence.span
    for quotation in speech:
        if span.start < quotation.span.start <= span.end:
            opening = max(0, span.start - 3, quotation.span.start - 90)  # the mark before the sentence counts
            match = BEFORE_QUOTATION.search(text, opening, quotation.span.start)
            if match is None or match.lastindex is None:
                continue
            name = CharSpan(*match.span(match.lastindex))
            words = {word.lower() for word in text[name.start : name.end].split()}
            if not words & ((load_words("function_words") - {"and"}) | SECTIONS):
                colon = text.index(":", name.end)
                yield _saying(sentence, name, CharSpan(colon, colon + 1), CharSpan(0, 0))


def find_signatures(text: str, paragraph: Sequence[ParsedSentence], speech: Sequence[Quotation]) -> Iterator[Saying]:
    """Yield the saying of a paragraph that is a quotation with a name after a dash."""
    start, end = paragraph[0].sentence.span.start, paragraph[-1].sentence.span.end
    for quotation in speech:
        if quotation.span.start > start + 2:
            continue
        match = SIGNATURE.match(text, quotation.span.end, end)
        match = match if match and match.end() >= end - 1 else SIGNATURE_BELOW.match(text, quotation.span.end)
        if match:
            sentence = next(one for one in reversed(paragraph) if one.sentence.span.start <= match.start(1))
            source = CharSpan(*match.span(1))
            dash = source.start - 1 - text[source.start - 1].isspace()
            yield _saying(sentence, source, CharSpan(dash, dash + 1), CharSpan(0, 0))


def _is_leading_label(label: str, *, titled: bool) -> bool:
    words = label.split()
    if {words[0].lower(), words[-1].lower()} & SECTIONS or {word.lower() for word in words} & load_words(
        "function_words"
    ):
        return False
    if label.casefold() in load_words("cities"):  # where it happened
        return False
    return (
        titled or words[-1].lower().rstrip("s") in load_words("document_nouns") or (label.isupper() and len(label) > 1)
    )


def _is_dateline(sentence: ParsedSentence, match: re.Match[str] | None) -> bool:
    """Tell whether a place opens the text: "Halden: The board met" says where, over a headline who."""
    if match is None or sentence.sentence.kind is SentenceKind.HEADLINE:
        return False
    tokens = sentence.tokens(CharSpan(*match.span(1)))
    known = match[1].casefold() in load_words("places")
    return known or (tokens is not None and any(token.ent_type_ in {"GPE", "LOC"} for token in tokens))


def _is_trailing_label(sentence: ParsedSentence, span: CharSpan) -> bool:
    """Tell a source from a second thought: a noun phrase that ends in a name or in those who tell."""
    tokens = sentence.tokens(span)
    if tokens is None or any(token.tag_.startswith(("V", "IN", "R", "W", "CD")) for token in tokens):
        return False
    last = tokens[-1]
    return last.lower_ in load_words("telling_nouns") | role_nouns() or (
        len(tokens) <= 3 and all(token.text[0].isupper() for token in tokens)
    )


@cache
def role_nouns() -> frozenset[str]:
    """Return the nouns for what a person is, in singular and plural."""
    nouns = frozenset(row["noun"] for row in load_rows("role_nouns"))
    return nouns | {noun + "s" for noun in nouns}


def _saying(sentence: ParsedSentence, source: CharSpan, cue: CharSpan, content: CharSpan) -> Saying:
    return Saying(
        sentence=sentence,
        source=source,
        cue=cue,
        content=(content,) if content.start < content.end else (),
        clause=(CharSpan(min(source.start, cue.start), max(source.end, cue.end)),),
        quotes=True,
        rule="label",
    )
