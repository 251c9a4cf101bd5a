"""The attributions of one article."""

from collections.abc import Sequence

from pipeline.lexicons.verbs import verb_forms
from pipeline.parsed import ParsedSentence
from pipeline.types import Attribution, CharSpan, Quotation, QuoteKind

_SAY = frozenset(form for verb in ("say", "tell", "report", "show", "find", "estimate") for form in verb_forms(verb))


def find_attributions(
    text: str, parsed: Sequence[ParsedSentence], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Return the attributions found in the parsed sentences, in text order."""
    found = []
    for sentence in parsed:
        for token in sentence.doc:
            if token.lower_ not in _SAY:
                continue
            subjects = [child for child in token.children if child.dep_ == "nsubj"]
            contents = [child for child in token.children if child.dep_ == "ccomp"]
            if subjects and contents:
                subject, content = subjects[0], contents[0]
                source = sentence.doc[subject.left_edge.i : subject.right_edge.i + 1]
                said = sentence.doc[content.left_edge.i : content.right_edge.i + 1]
                cue = sentence.span(token)
                found.append(
                    Attribution(
                        source=sentence.span(source),
                        cue=cue,
                        content=(sentence.span(said),),
                        clause=(CharSpan(sentence.span(source).start, cue.end),) if subject.i < token.i else (cue,),
                        quote=QuoteKind.INDIRECT,
                        rule="reported_clause",
                    )
                )
    return tuple(found)
