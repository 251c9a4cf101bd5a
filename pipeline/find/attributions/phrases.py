"""Sources named by a phrase: "according to X", "in X's view", "based on X", "in a poll by X"."""

from collections.abc import Iterator

from pipeline.find.attributions.grammar import char_spans, child, holds_number, is_verb, noun_phrase, subtree
from pipeline.find.attributions.sayings import Saying
from pipeline.lexicons import load_words
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Doc, Token

# "in the view of X", "in X's words", "by X's count": nouns of the phrase, X is the source.
VIEW_NOUNS = frozenset({"view", "opinion", "words", "estimation", "judgment", "reckoning", "telling", "eyes"})
COUNT_NOUNS = frozenset(
    {"count", "estimate", "estimates", "reckoning", "account", "tally", "calculation", "calculations"}
)

# What polls and studies are called where they bring a figure without a verb of their own ("In a poll, 40 percent ...").
SURVEYS = frozenset({
    "poll", "polls", "survey", "surveys", "study", "studies", "polling", "census", "tracker", "referendum",
})  # fmt: skip

# The words that such phrases begin with.
OPENERS = frozenset({"according", "based", "by", "from", "in", "per", "under"})

# "According to plan": the way a thing went, nobody's word.
COURSES = frozenset({"custom", "plan", "schedule", "tradition"})

# What can be invoked with "under" as saying what is due.
LAWS = frozenset(
    {"act", "code", "constitution", "law", "laws", "legislation", "ordinance", "regulations", "rules", "statute"}
)

# The word lists of those who tell something: "as per officials", but not "as per the rules".
TELLING = ("body_nouns", "research_nouns", "telling_nouns")

# What polls count in.
SHARES = frozenset({"%", "percent", "percentage", "points"})

# Tokens from "up" or "down" to "from": "up more than four percentage points from".
MAX_CHANGE = 7

# Words that open a clause set against the main one.
SUBORDINATING = frozenset({"although", "despite", "even", "though", "whereas", "while"})

FINITE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})

# Phrases too weak to make a source of what they introduce, unless that is a figure.
NUMBERS_ONLY = frozenset({"based_on", "in_a_survey", "under_a_law"})


def find_phrases(sentence: ParsedSentence) -> Iterator[Saying]:
    """Yield the sayings whose cue is a phrase."""
    for token in sentence.having(OPENERS):
        phrase = _according(token) or _based(token) or _view(token) or _survey(token) or _under_law(token)
        if phrase is None:
            continue
        cue, source, whole, rule = phrase
        whole -= _swallowed_subject(token.doc, whole)
        source = source & whole or source
        content = _scope(token, whole, rule) - whole
        if rule in NUMBERS_ONLY and not holds_number(token.doc, content):
            continue
        spans, sources = char_spans(sentence, content), char_spans(sentence, source)
        cues = char_spans(sentence, cue)
        if spans and sources and cues:
            yield Saying(
                sentence=sentence,
                source=sources[0],
                cue=cues[0],
                content=spans,
                clause=char_spans(sentence, whole),
                quotes=rule == "according_to",
                rule=rule,
            )


def _swallowed_subject(doc: Doc, phrase: set[int]) -> set[int]:
    """Return the end of an opening phrase that is the subject of the verb after it: "According to polls, most say"."""
    after = max(phrase) + 1
    if min(phrase) > 2 or after >= len(doc) or doc[after].tag_ not in FINITE_TAGS:
        return set()
    comma = next((i for i in range(after - 1, min(phrase), -1) if doc[i].text == ","), None)
    return {i for i in phrase if comma is not None and i >= comma}


def _according(token: Token) -> tuple[set[int], set[int], set[int], str] | None:
    """According to X; as per X and per X, where X can tell and is not the denominator of a rate."""
    doc = token.doc
    if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
        noun = child(to, "pobj") or child(token, "pobj")
        cue = {token.i, to.i}
        if noun is None:
            source = _following_phrase(to)
            return (cue, source, cue | source, "according_to") if source else None
        if noun.lower_ in COURSES and not noun.children:
            return None
        source = {i for i in noun_phrase(noun) if i > to.i}
        whole = cue | {i for i in subtree(token) | subtree(to) if i > to.i}
        if token.dep_ == "ROOT" and token.i < 2:  # the parser saw no main clause in "According to him, 5 of the 7 fled"
            comma = next((i for i in sorted(whole) if i > to.i and doc[i].text == ","), len(doc))
            source, whole = ({i for i in span if i < comma} for span in (source, whole))
        return cue, source, whole, "according_to"
    noun = child(token, "pobj") if token.lower_ == "per" and token.dep_ == "prep" else None
    if noun is None:
        return None
    as_per = token.i > 0 and doc[token.i - 1].lower_ == "as"
    cue = {token.i - 1, token.i} if as_per else {token.i}
    named = noun.tag_ in {"NNP", "NNPS"} or noun.lower_ in load_words("document_nouns")
    tells = as_per and any(noun.lower_ in load_words(nouns) for nouns in TELLING)
    opens = as_per or token.i == 0 or doc[token.i - 1].text == ","
    if not opens or not (named or tells):
        return None
    source = {i for i in noun_phrase(noun) if i > token.i}
    return cue, source, cue | source, "according_to"


def _following_phrase(token: Token) -> set[int]:
    """Return the words after ``token`` up to a comma, where the parser lost the object."""
    doc, found = token.doc, set[int]()
    for other in doc[token.i + 1 :]:
        if other.text in {",", ".", ";", ":", ")", "--", "—", "–"} or is_verb(other):
            break
        found.add(other.i)
    return found


def _based(token: Token) -> tuple[set[int], set[int], set[int], str] | None:
    """Based on X's assessment: X's document is what the content rests on."""
    if token.lower_ != "based":
        return None
    on = child(token, "prep")
    noun = child(on, "pobj") if on is not None and on.lower_ in {"on", "upon"} else None
    if on is None or noun is None or _singular(noun.lower_) not in load_words("document_nouns"):
        return None
    return {token.i, on.i}, noun_phrase(noun), subtree(token), "based_on"


def _view(token: Token) -> tuple[set[int], set[int], set[int], str] | None:
    """In X's view, by X's estimate, in the words of X."""
    nouns = {"in": VIEW_NOUNS, "by": COUNT_NOUNS}.get(token.lower_)
    noun = child(token, "pobj") if nouns else None
    if nouns is None or noun is None or noun.lower_ not in nouns:
        return None
    owner = child(noun, "poss")
    of = child(noun, "prep")
    if owner is None and of is not None and of.lower_ == "of":
        owner = child(of, "pobj")
    if owner is None:
        return None
    source = {i for i in noun_phrase(owner) if token.doc[i].tag_ != "POS"}
    return {token.i, noun.i}, source, subtree(token), "in_the_view_of"


def _under_law(token: Token) -> tuple[set[int], set[int], set[int], str] | None:
    """Under a law passed in May, people can be jailed for two years: the law says so."""
    noun = child(token, "pobj") if token.lower_ == "under" else None
    if noun is None or noun.lower_ not in LAWS or any(not other.is_punct for other in token.doc[: token.i]):
        return None
    return {token.i}, {i for i in noun_phrase(noun) if i > token.i}, subtree(token), "under_a_law"


def _survey(token: Token) -> tuple[set[int], set[int], set[int], str] | None:
    """In a poll by X, 40 percent said: what the sentence counts is the poll's."""
    noun = child(token, "pobj") if token.lower_ in {"in", "from"} else None
    if noun is None or noun.lower_ not in SURVEYS or _is_any_polls(noun) or _is_compared(token):
        return None
    return {token.i}, {i for i in noun_phrase(noun) if i > token.i}, subtree(token), "in_a_survey"


def _is_any_polls(noun: Token) -> bool:
    """Tell whether "the polls" are no polls in particular, but how one stands: "needs 15 percent in the polls"."""
    return noun.lower_ == "polls" and all(other.tag_ == "DT" for other in noun.children)


def _is_compared(token: Token) -> bool:
    """Tell whether a figure is set against an earlier poll: "up four points from a survey in May"."""
    if token.lower_ != "from":
        return False
    return any(other.lower_ in {"down", "up"} for other in token.doc[max(0, token.i - MAX_CHANGE) : token.i])


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _scope(token: Token, phrase: set[int], rule: str) -> set[int]:
    """Return the tokens the phrase speaks for: the whole sentence, or only the clause or number it hangs on."""
    head = token.head
    while head.i in phrase and head.head.i != head.i:
        head = head.head
    everything = set(range(len(token.doc)))
    if head.i in phrase:
        return everything
    bracket = _bracket_around(token.doc, phrase)
    if bracket:
        return bracket
    if rule == "in_a_survey" and not all(other.is_punct for other in token.doc[: min(phrase)]):
        before = token.doc[min(phrase) - 1]
        if before.lower_ in SHARES and _goes_on_to_number(token.doc, max(phrase) + 1):  # "from 40 percent in May to 37"
            return {i for i in subtree(before) if i <= before.i}
        if not _holds_share(head):
            rated = head.dep_ == "nsubj" and _holds_share(head.head)  # "his rating in the poll stands at 40 percent"
            return subtree(head.head) if rated else set()
        top = head
        while top.dep_ in {"pobj", "prep"}:
            top = top.head
        if top.dep_ == "nsubj" and top.left_edge.i <= 2:  # "20 percent of those in a poll said so; 29 percent did not"
            return {i for i in everything if i >= top.left_edge.i}
        return subtree(head)
    if head.dep_ == "relcl" and max(phrase) > head.i:
        return subtree(head)
    first = min(phrase)
    if first > 1 and token.doc[first - 1].text == "," and token.doc[first - 2].lower_ == "that":
        return {i for i in everything if i > first}  # "said that, according to X, ..."
    if first > len(token.doc) // 2:
        start = _main_clause_start(token, first)
        return {i for i in everything if i >= start}
    if first > 1 and token.doc[first - 1].text == "," and token.doc[first - 2].tag_ == "CC":
        return {i for i in everything if i > first}  # "... and, according to X, ..."
    return everything


def _holds_share(token: Token) -> bool:
    return any(other.lower_ in SHARES for other in token.subtree)


def _bracket_around(doc: Doc, phrase: set[int]) -> set[int]:
    """Return the tokens of the brackets that the phrase stands in, which are all that it speaks for."""
    first, last = min(phrase), max(phrase)
    opening = next((i for i in range(first - 1, -1, -1) if doc[i].text in {"(", ")"}), None)
    closing = next((i for i in range(last, len(doc)) if doc[i].text in {"(", ")"}), None)
    if opening is None or closing is None or doc[opening].text != "(" or doc[closing].text != ")":
        return set()
    return set(range(opening + 1, closing))


def _goes_on_to_number(doc: Doc, at: int) -> bool:
    """Tell whether "to 37 percent" stands at ``at``."""
    return at < len(doc) and doc[at].lower_ == "to" and holds_number(doc, range(at, min(at + 4, len(doc))))


def _main_clause_start(token: Token, first: int) -> int:
    """Return where the clause before a closing phrase begins: after a colon, or after "While ...," and the like."""
    doc = token.doc
    colon = next((i for i in range(first - 1, 0, -1) if doc[i].text == ":"), None)
    if colon is not None:
        return colon + 1
    opening = doc[0] if doc[0].tag_ != "CC" or len(doc) == 1 else doc[1]
    if opening.lower_ in SUBORDINATING:
        opening_clauses = (other for other in doc[:first] if other.dep_ in {"advcl", "prep"} and other.left_edge.i <= 1)
        clause = next(opening_clauses, None)
        if clause is not None and clause.right_edge.i + 1 < first - 2 and doc[clause.right_edge.i + 1].text == ",":
            return clause.right_edge.i + 2
    return 0
