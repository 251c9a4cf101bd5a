"""What is said, by word order, for where the parse made nothing of it."""

from collections.abc import Sequence

from pipeline.find.attributions.asides import DASHES
from pipeline.find.attributions.cues import CueVerb, is_mistagged
from pipeline.find.attributions.grammar import child, is_verb
from pipeline.tokens import Span, Token

# Tokens of those told ("told her team that"), and of an aside before "that".
MAX_ADDRESSEE = 6
MAX_ASIDE = 14

# Marks that end the phrase of a cue.
ENDS = frozenset({",", ".", ";"}) | DASHES

# A clause that these open after a cue tells what happened meanwhile, not what was said.
MEANWHILE = frozenset({"after", "as", "before", "once", "until", "when"})
FINITE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})

# What a clause of its own may have and one about "that" has not twice.
COMPLEMENTS = frozenset({"acomp", "attr", "ccomp", "dobj", "xcomp"})

# What may open an aside right behind "that": "said that, if the dam broke, ...".
OPENING_TAGS = frozenset({"IN", "VBG", "WRB"})

# Words that between "X said" and the next finite verb show that this verb begins no said clause.
BREAKING_TAGS = frozenset({"CC", "WDT", "WP", "WRB", "TO"})


def is_as_clause(verb: Token) -> bool:
    """Tell "As Lee said, ..." and "..., as reported by Lee": what is said is the main clause."""
    if verb.dep_ not in {"advcl", "pcomp", "ccomp"} or child(verb, "dobj", "xcomp") is not None:
        return False
    start = verb.left_edge
    if start.lower_ != "as" and start.i > 0 and start.nbor(-1).lower_ == "as":
        start = start.nbor(-1)
    outside = start.i == 0 or start.nbor(-1).text in {",", "(", '"', *DASHES} or start.nbor(-1).tag_ == "CC"
    last = verb.right_edge  # the comma may hang on either clause
    closed = last.text == "," or last.i + 1 >= len(verb.doc) or last.nbor(1).text in {",", ".", ")"}
    return start.lower_ == "as" and outside and closed


def that_after(verb: Token) -> int | None:
    """Return where "that" opens what is said, right after the cue, those told and a phrase between commas."""
    doc, at = verb.doc, verb.i + 1
    if at < len(doc) and doc[at].text == ",":  # "said, citing officials, that"
        at = next((token.i + 1 for token in doc[at + 1 : at + MAX_ASIDE] if token.text == ","), len(doc))
    for token in doc[at : at + MAX_ADDRESSEE]:
        if token.lower_ == "that" and token.tag_ in {"IN", "DT", "WDT"}:
            following = doc[token.i + 1 : token.i + 2]
            told = token.i == at or all(other.tag_ not in {"IN", "CC"} for other in doc[at : token.i])
            told = told or _in_document(doc[at : token.i], token)
            if following and following[0].text == "," and doc[token.i + 2 : token.i + 3]:  # "said that, if asked, ..."
                following = doc[token.i + 2 : token.i + 3] if doc[token.i + 2].tag_ in OPENING_TAGS else following
            return token.i if told and following and following[0].tag_ not in ENDS else None
        if is_verb(token) or token.is_punct:
            return None
    return None


def _in_document(between: Sequence[Token], that: Token) -> bool:
    """Tell whether "that" opens what was said in a document or on an occasion: "alleged in the suit that he took it".

    In "the letter that he wrote" it stands for the noun, and the clause has no object of its own.
    """
    if between[0].lower_ not in {"at", "during", "in"} or any(other.tag_ == "IN" for other in between[1:]):
        return False
    stranded = that.dep_ == "pobj" and bool(that.head.rights)  # "that he gained 3 million from the deal"
    clause = that.head.head if stranded else that.head
    subject = child(clause, "nsubj", "nsubjpass")
    if not between[-1].tag_.startswith("NN") or not is_verb(clause) or subject is None or subject.i == that.i:
        return False
    objects = [other for other in clause.children if other.dep_ in COMPLEMENTS and other.i != that.i]
    return that.dep_ == "mark" or bool(objects)


def parenthesis_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return the sentence around ", X said," where the parser made nothing of it."""
    if "quote" not in cue.frames or not source or cue.kind in {"knowledge", "stance"} or verb.tag_ == "VBN":
        return set(), ""
    if verb.dep_ == "ROOT" and max(source) < verb.i and child(verb, "dobj") is not None:
        return set(), ""  # "Unlike the port, the rivals are not offering details"
    doc = verb.doc
    first, last = min(*source, verb.i), max(*source, verb.i)
    if last - first > len(source) + 3 or first < 3 or doc[first - 1].text != ",":
        return set(), ""
    end = next((token.i for token in doc[last + 1 :] if token.text in ENDS), len(doc))
    before, after = doc.span(0, first - 1), doc[end + 1 :]
    if end < len(doc) and doc[end].text in DASHES:  # what a dash adds to the end is the reporter's
        after = ()
    told = _is_clause(before, after) or any(_is_mistaken(token, verb) for token in before)
    if any(token.tag_ in FINITE_TAGS for token in doc[last + 1 : end]) or not told:
        return set(), ""
    meanwhile = len(after) > 0 and after[0].lower_ in MEANWHILE
    return {token.i for token in before} | {token.i for token in after if not meanwhile}, "reported_parenthesis"


def _is_clause(before: Span, after: Sequence[Token]) -> bool:
    """Tell a clause cut in two by its cue from an adverbial ("After the vote, X said ...").

    Where the cue closes the sentence, such a clause may open another: "As the dam broke, five died, X said".
    """
    closing = all(token.is_punct for token in after)
    opens = before[0].tag_ in {"IN", "WRB", "VBG", "RB"} and before[0].lower_ != "that"
    finite = [token for token in (*before, *after) if token.tag_ in FINITE_TAGS]
    if not finite and len(after) == 0 and before.end + 3 >= len(before.doc):  # "Two hurt in flood, governor says"
        return any(token.tag_ == "VBN" for token in before)
    comma = next((token.i for token in before if token.text == ","), before.end)
    return bool(finite) and (not opens or (closing and before.start < comma < finite[-1].i and len(finite) > 1))


def _is_mistaken(token: Token, verb: Token) -> bool:
    """Tell a verb in the past taken for a participle of a first subject: "air strikes killed 42, the group said"."""
    participle = token.tag_ == "VBN" and token.dep_ == "acl"
    return participle and token.head.dep_ == "nsubj" and token.head.head.i == verb.i and token.head.i + 1 == token.i


def following_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return all that follows "X said", where the parser saw no clause but a noun and a finite verb are there."""
    if "clause" not in cue.frames or cue.kind not in {"belief", "speech"} or not source or max(source) > verb.i:
        return set(), ""
    participle = verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].lower_ in {",", "by"}
    if verb.tag_ not in FINITE_TAGS and not participle and not is_mistagged(verb):
        return set(), ""
    rest = verb.doc[verb.i + 1 :]
    if _holds_main_verb(verb):
        return {token.i for token in rest}, "reported_by_order"
    finite = next((token.i for token in rest if token.tag_ in FINITE_TAGS), None)
    if finite is None or finite == verb.i + 1:
        return set(), ""
    between = verb.doc[verb.i + 1 : finite]
    if any(token.tag_ in BREAKING_TAGS or token.text in {",", ";", ":", '"'} for token in between):
        return set(), ""
    if any(token.tag_ == "IN" and token.lower_ not in {"of", "that"} for token in between):
        return set(), ""
    return {token.i for token in rest}, "reported_by_order"


def _holds_main_verb(verb: Token) -> bool:
    """Tell whether the parser took the said clause for the main one: "Aides believe her work, if late, will help"."""
    main = verb.head
    if verb.dep_ not in {"ccomp", "parataxis"} or main.i < verb.i or main.dep_ != "ROOT" or not is_verb(main):
        return False
    own = child(main, "nsubj", "nsubjpass", "expl")
    return own is None and child(verb, "dobj") is not None and verb.left_edge.i == main.left_edge.i
