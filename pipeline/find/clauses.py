"""The clause that states a quantity, without who said it.

The clause is what hangs on the quantity's predicate, less the clauses beside it. Who said it is cut off at the edges.
"""

from collections.abc import Iterator

from pipeline.lexicons.verbs import listed_forms
from pipeline.parsed import ParsedSentence
from pipeline.syntax import JOINING, SUBJECTS, is_noun, is_verb, path_up, predicate, said_right_after
from pipeline.tokens import Doc, Token
from pipeline.types import Attribution, CharSpan, QuantityMention

CHANGING = listed_forms("change_verbs")
# Conjunctions whose clause is a claim of its own.
CONTRASTING = frozenset({"while", "whereas", "although", "though", "but"})
# An adverbial clause or an apposition up to this many tokens is part of the claim.
SHORT_CLAUSE = 12
SHORT_APPOSITION = 6
# Fewer words than this do not state a claim: then the attribution stays in.
FEWEST_WORDS = 3
# Tokens on either side of the number that its clause may reach over: longer ones are lists or tables.
REACH = 120
EDGES = frozenset({"cc", "mark", "punct"})
# Arcs on which hangs what is added to a clause, or another claim.
ADDING = frozenset({"advcl", "appos", "ccomp", "conj", "parataxis", "relcl"})


def find_clause(sentence: ParsedSentence, quantity: QuantityMention, attribution: Attribution | None) -> CharSpan:
    """Return the stretch of the article that makes the claim of ``quantity``, inside its sentence."""
    tokens = sentence.tokens(quantity.span)
    if tokens is None or not len(tokens):
        return sentence.sentence.span
    phrase = sentence.tokens(quantity.phrase)
    opening = min(phrase.start, tokens.start) if phrase is not None and len(phrase) else tokens.start
    doc = sentence.doc
    verb = predicate(tokens.root, opening, tokens.end)
    if attribution is not None and verb is not None and verb.lower_ in CHANGING:
        saying = (attribution.cue, *attribution.clause)
        if any(span is not None and _is_in(sentence, verb, span) for span in saying):
            attribution = None  # "it raised its forecast to 300" is itself the claim
    region = (
        _described(doc, quantity, opening, tokens.end)
        or _entry(doc, quantity, opening, tokens.end)
        or _around(sentence, tokens.root, opening, tokens.end, attribution)
    )
    start, end = _without_attribution(sentence, region, (opening, tokens.end), attribution, verb)
    start, end = _trimmed(doc, start, end, opening, tokens.end)
    return sentence.span(doc.span(start, end))


def _described(doc: Doc, quantity: QuantityMention, opening: int, end: int) -> tuple[int, int] | None:
    """Return "Smith, 44" or "a 38-year-old man": who is described, not what else the sentence says of them."""
    if quantity.unit not in {"year", "month", "week", "day"}:
        return None
    following = doc[end].text if end < len(doc) else ""
    if (
        opening > 1
        and doc[opening - 1].text == ","
        and following in {",", ".", ""}
        and doc[opening - 2].text[:1].isupper()
    ):
        start = opening - 2
        while start > 0 and doc[start - 1].text[:1].isupper() and is_noun(doc[start - 1]):
            start -= 1
        return start, end
    old = next((index for index in range(opening, min(end + 4, len(doc))) if doc[index].lower_ == "old"), None)
    if old is None or old + 1 >= len(doc) or doc[old - 1].tag_ != "HYPH":
        return None
    stop = old + 1
    while stop < len(doc) and (is_noun(doc[stop]) or doc[stop].tag_ in {"JJ", "HYPH", "VBN"}):
        stop += 1
    start = opening
    while start > 0 and doc[start - 1].tag_ in {"DT", "PRP$", "JJ", "RB"}:
        start -= 1
    if start > 1 and doc[start - 1].text == "," and is_noun(doc[start - 2]):  # "Smith, a 38-year-old driver"
        start -= 2
        while start > 0 and doc[start - 1].tag_ in {"NNP", "NNPS"}:
            start -= 1
    return start, stop


def _entry(doc: Doc, quantity: QuantityMention, opening: int, end: int) -> tuple[int, int] | None:
    """Return a later entry of a list of shares, which has no verb ("schools at 10 percent", "12 percent in Utah")."""
    if quantity.unit != "percent":
        return None
    parting = {",", ";", "and", "(", ")"}
    start, stop = opening, end
    while start > 0 and (doc[start - 1].lower_ not in parting or _joins_names(doc, start - 1)):
        start -= 1
    while stop < len(doc) and doc[stop].lower_ not in parting and doc[stop].text not in {".", ":"}:
        stop += 1
    shares = any(token.lower_ in {"percent", "%"} for token in doc[max(0, start - 12) : start])
    placed = (doc[opening - 1].lower_ == "at" and start < opening - 1) or (
        start == opening and stop < len(doc) and doc[end].lower_ in {"in", "for", "among"}
    )
    plain = not any(is_verb(token) or token.tag_ in {"MD", "WP", "WDT"} for token in doc[start:stop])
    return (start, stop) if start > 0 and shares and placed and plain else None


def _joins_names(doc: Doc, index: int) -> bool:
    """Tell an "and" inside an entry ("manager and trainer Ann Lee at 4 percent") from one that goes on to the next."""
    if doc[index].lower_ != "and":
        return False
    before = next(
        (token for token in reversed(doc[:index]) if token.text in {",", ";", "%"} or token.lower_ == "percent"), None
    )
    return before is not None and before.text in {",", ";"}


def _around(
    sentence: ParsedSentence, root: Token, opening: int, end: int, attribution: Attribution | None
) -> tuple[int, int]:
    doc = sentence.doc
    verb = predicate(root, opening, end)
    after = said_right_after(doc, end)
    if after is not None and (
        verb is None or (verb.i < opening and root.head.i != verb.i and _is_absolute(root, verb))
    ):
        return _absolute(doc, opening, after)
    if verb is None:
        return _fragment(doc, opening, end)
    if attribution is not None and attribution.cue is not None and _is_in(sentence, verb, attribution.cue):
        answering = any(word.dep_ in SUBJECTS and word.head.i == verb.i for word in path_up(root))
        if not answering:  # "20 percent said ..." is itself the claim
            return _said(doc, root, verb, opening, end)
        attribution = None
    top = _top(verb)
    near = range(max(0, opening - REACH), min(len(doc), end + REACH))
    path = {word.i for word in _path(root, top)}
    kept = set(_below(top, near)) - _cuts(top, path, near)
    if top.dep_ in {"relcl", "acl"} and is_noun(top.head):
        kept.update(range(_left_of(top.head), top.i))
    left, right = max(near.start, min(top.i, opening)), min(near.stop, max(top.i + 1, end))
    left = max((token.i + 1 for token in doc[left:opening] if token.text == ";"), default=left)
    right = min((token.i for token in doc[end:right] if token.text == ";"), default=right)
    while left > 0 and (
        left - 1 in kept or (doc[left - 1].is_punct and left - 2 in kept and doc[left - 1].text != ";")
    ):
        left -= 1
    while right < len(doc) and (
        right in kept or (doc[right].is_punct and right + 1 in kept and doc[right].text != ";")
    ):
        right += 1
    return left, right


def _is_absolute(root: Token, verb: Token) -> bool:
    """Tell whether the number stands in a phrase of its own beside the verb ("..., with over 300 dead")."""
    for word in path_up(root):
        if word.i == verb.i:
            return False
        if word.lower_ in {"with", *JOINING} or (word.dep_ in {"conj", "appos", "advcl"} and word.head.i == verb.i):
            return True
    return False


def _absolute(doc: Doc, opening: int, said: Token) -> tuple[int, int]:
    stop = said.i + 1
    while (
        stop < len(doc) and not doc[stop].is_punct and doc[stop].tag_ not in {"CC", "CD"} and doc[stop].dep_ != "mark"
    ):
        stop += 1
    return opening, stop


def _fragment(doc: Doc, opening: int, end: int) -> tuple[int, int]:
    """Return the part of a line without verb that the number stands in, between commas, colons and dashes."""
    parting = {";", ":", "--", "—", "–"}
    start, stop = opening, end
    while start > 0 and doc[start - 1].text not in parting and not _parts_numbers(doc, start - 1):
        start -= 1
    while stop < len(doc) and doc[stop].text not in parting and not _parts_numbers(doc, stop):
        stop += 1
    return start, stop


def _parts_numbers(doc: Doc, index: int) -> bool:
    """Tell whether a comma at ``index`` goes on to another number."""
    return doc[index].text == "," and any(token.tag_ == "CD" for token in doc[index + 1 : index + 5])


def _is_in(sentence: ParsedSentence, token: Token, span: CharSpan) -> bool:
    return span.covers(sentence.span(token))


def _said(doc: Doc, root: Token, verb: Token, opening: int, end: int) -> tuple[int, int]:
    """Return what a verb of saying has for object ("reported 300 deaths in March"), without the verb."""
    near = range(max(0, opening - REACH), min(len(doc), end + REACH))
    subtree = _below(verb, near)
    if opening < verb.i:
        left = opening
        while left - 1 in subtree and doc[left - 1].text not in {",", ";"}:
            left -= 1
        return left, min(verb.i, near.stop)
    right = end
    path = {word.i for word in path_up(root)}
    cut = _cuts(verb, path, near)
    while right in subtree and right not in cut and doc[right].text != ";":
        right += 1
    return max(verb.i + 1, near.start), right


def _top(verb: Token) -> Token:
    """Return the verb that opens the clause: "is expected" above "to rise"."""
    for word in path_up(verb):
        passes = word.dep_ == "xcomp" or (word.dep_ in {"acomp", "pcomp"} and not is_verb(word))
        if not passes or word.head.i > word.i:
            return word
    return verb


def _path(root: Token, top: Token) -> Iterator[Token]:
    for word in path_up(root):
        yield word
        if word.i == top.i:
            return


def _below(token: Token, near: range) -> range:
    """Return the indices of the tokens that hang on ``token``, itself included, inside ``near``."""
    return range(max(token.left_edge.i, near.start), min(token.right_edge.i + 1, near.stop))


def _cuts(top: Token, path: set[int], near: range) -> set[int]:
    """Return the tokens below ``top`` that belong to another claim or to what is merely added."""
    cut: set[int] = set()
    for index in _below(top, near):
        token = top.doc[index]
        if index not in path and index not in cut and _is_beside(token, path, near):
            cut.update(_below(token, near))
    return cut - path


def _is_beside(token: Token, path: set[int], near: range) -> bool:
    doc, arc = token.doc, token.dep_
    if token.lower_ in JOINING and (token.lower_ == "according" or (token.i > 0 and doc[token.i - 1].text == ",")):
        return True
    if arc not in ADDING:
        return False
    if arc == "conj" and is_verb(token) and is_verb(token.head):
        return token.head.i in path
    if arc == "parataxis" or (arc == "ccomp" and token.head.i in path and token.i < token.head.i):
        return True
    length = token.right_edge.i - token.left_edge.i + 1
    if arc == "advcl":
        marks = {child.lower_ for child in token.lefts if child.dep_ == "mark"}
        numbers = any(doc[below].tag_ == "CD" for below in _below(token, near))
        return bool(marks & CONTRASTING) or numbers or length > SHORT_CLAUSE
    if arc == "relcl":
        aside = doc[token.left_edge.i - 1].text == ","
        return aside or (token.head.i not in path and length > SHORT_APPOSITION)
    return arc == "appos" and length > SHORT_APPOSITION


def _left_of(noun: Token) -> int:
    start = noun.i
    while start > 0 and noun.is_ancestor(noun.doc[start - 1]) and not noun.doc[start - 1].is_punct:
        start -= 1
    return start


def _without_attribution(
    sentence: ParsedSentence,
    region: tuple[int, int],
    number: tuple[int, int],
    attribution: Attribution | None,
    verb: Token | None,
) -> tuple[int, int]:
    """Cut the saying off the edges of the region, unless too little would be left."""
    start, end = region
    for span in attribution.clause if attribution is not None else ():
        said = sentence.tokens(span)
        if said is None or not len(said):
            continue
        if said.end <= number[0] and start < said.end:
            if verb is None or not start <= verb.i < said.start:  # "it raised | its forecast | to 300"
                start = said.end
        elif said.start >= number[1] and said.start < end:
            end = said.start
    words = sum(not token.is_punct for token in sentence.doc[start:end])
    return (start, end) if words >= FEWEST_WORDS or words >= number[1] - number[0] + 1 else region


def _trimmed(doc: Doc, start: int, end: int, opening: int, stop: int) -> tuple[int, int]:
    """Drop "that", "and", "while", commas at the edges."""
    while start < opening and (
        doc[start].dep_ in EDGES or doc[start].is_punct or doc[start].lower_ in {"that", "and", "but"}
    ):
        if doc[start].dep_ in SUBJECTS or doc[start].text in {'"', "'", "''", "``"}:
            break
        start += 1
    while end > stop and (doc[end - 1].is_punct or doc[end - 1].dep_ in {"cc", "mark"}):
        if doc[end - 1].text in {'"', "'", "''", ")", "%"}:  # a percent sign counts as a mark
            break
        end -= 1
    return start, end
