"""How far a time is from a quantity: through the clauses of the sentence, past its pauses and other figures."""

from dataclasses import dataclass

from pipeline.find.dating.amounts import owner
from pipeline.find.dating.barriers import BLOCKED, REPORTING, cost_down, cost_up, joined_top
from pipeline.find.dating.beside import in_brackets_behind, measured, of_example, right_behind
from pipeline.find.dating.hanging import Hanging, clause_verb, opens_clause_of
from pipeline.find.dating.polls import asked, polled
from pipeline.find.dating.zones import FINITE, PAUSES
from pipeline.lexicons import load_rows
from pipeline.lexicons.verbs import listed_forms
from pipeline.syntax import SUBJECTS, is_verb, path_up
from pipeline.tokens import Doc, Token

# Times that describe a measured thing and date its measure: "second-quarter profit", "fiscal 2024 sales".
MEASURING = frozenset({"fiscal_year", "fraction"})
# What parts a measure from the next clause where the parser saw no verb, as in headlines.
PARTING = frozenset({",", ";", ":", "as", "but", "while"})
# A year before one of these is the year it is for: "its 2025 growth forecast".
FORECASTS = frozenset({"estimate", "estimates", "forecast", "forecasts", "guidance", "outlook", "projection", "target"})
YEARS = frozenset({"year_number", "year_pair"})
# Times that tell the members of a whole from those of other years: "a third of last year's donors".
WHOLES = YEARS | {"reference"}
TOLLS = frozenset({"toll", "tolls"})
STATEMENTS = frozenset(row["noun"] for row in load_rows("reporting_nouns"))
HARMING = listed_forms("harming_verbs")
# Nouns that a time attached to them does not keep from dating the clause.
PLACES = SUBJECTS | {"acomp", "advmod", "attr", "dobj"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its times: which tokens are amounts, which comparison each token stands in, who speaks.

    ``cue`` is the verb with which the quantity is reported, if it stands in the sentence.
    """

    doc: Doc
    times: tuple[Hanging, ...]
    amounts: tuple[bool, ...]
    zones: list[int]
    cue: Token | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity among the tokens: its number's word, the token after its phrase.

    ``share`` tells that it is a part of a whole, ``length`` that it says how long something lasts.
    """

    word: Token
    start: int
    end: int
    share: bool
    length: bool


def cost(scene: Scene, figure: Figure, time: Hanging) -> float:
    """Return how far ``time`` is from ``figure``, BLOCKED if it cannot date it."""
    start, word = time.tokens.start, figure.word
    if opens_clause_of(time, word):
        return BLOCKED if time.bounded else 0.5  # "on Feb. 9, when the court made a 5-4 decision"
    apart = scene.zones[start] != scene.zones[word.i]
    if (asked(time) or polled(time)) and not (apart and scene.zones[start]):
        return 3.0  # a poll's answers hold for the days on which it was taken
    if apart:
        return BLOCKED
    if scene.cue is not None and time.verb is not None and start < word.i < scene.cue.i == time.verb.i:
        return 1.2  # "Since May, 300 have died, the agency said"
    if _above_cue(scene, figure, time):
        return BLOCKED
    if _in_source(figure.word, time) or of_example(scene.doc, figure.end, time):
        return BLOCKED
    owned_by = owner(scene.doc, start, scene.amounts)
    if right_behind(scene.doc, figure.end, time) or in_brackets_behind(scene.doc, figure.start, time):
        return 0.0
    reached = _clause_cost(scene, figure, time)
    if reached >= BLOCKED or _paused(scene, word, time) or _told_between(scene, time, word):
        return BLOCKED
    if owned_by is not None and not figure.start <= owned_by.i < figure.end:
        if _kept(scene, figure, time, owned_by):
            return BLOCKED
        reached += 0.8
    first, last = sorted((figure.end - 1 if start > word.i else word.i, start))
    others = sum(scene.amounts[first + 1 : last])
    return reached + 0.6 * min(others, 2) + (0.2 if start < word.i else 0.0)


def _above_cue(scene: Scene, figure: Figure, time: Hanging) -> bool:
    """Tell whether the time stands in a clause above the one that reports the quantity."""
    if scene.cue is None or time.verb is None or time.verb.i == scene.cue.i:
        return False
    reported = any(token.i == scene.cue.i for token in path_up(figure.word))
    return reported and any(token.i == time.verb.i for token in path_up(scene.cue))


def _in_source(word: Token, time: Hanging) -> bool:
    """Tell whether the figure counts those who say it, and the time is outside: "according to 12 aides, on Monday"."""
    cue = next((token for token in path_up(word) if token.lower_ == "according"), None)
    return cue is not None and not any(token.i == cue.i for token in path_up(time.host))


def _kept(scene: Scene, figure: Figure, time: Hanging, owned_by: Token) -> bool:
    """Tell whether the figure right before a time keeps it for itself.

    So does one joined to ours by a bare comma ("40 ships, 12 since May"), and one in an earlier clause of its own
    ("asked for 40 million in July and got a quarter").
    """
    start, word = time.tokens.start, figure.word
    if word.i < owned_by.i:
        between = {token.lower_ for token in scene.doc[word.i : owned_by.i]}
        return "," in between and not between & {"and", "including", "or", "to", "with"}
    verb = clause_verb(word)
    return (
        time.tokens[0].lower_ != "since"
        and start < word.i
        and verb is not None
        and time.verb is not None
        and verb.i != time.verb.i
        and verb.dep_ == "conj"
    )


def _clause_cost(scene: Scene, figure: Figure, time: Hanging) -> float:
    word = figure.word
    path = list(path_up(word))
    above = {token.i for token in path}
    if time.described is not None:
        of_it = time.described.lower_ not in STATEMENTS and any(
            token.dep_ in {"acl", "relcl"} and token.head in time.described.subtree for token in path
        )
        if of_it or time.attributive:
            return 2.0 if of_it else _attributive_cost(scene, figure, time, above)
    if time.host.dep_ == "advcl" and not is_verb(time.host) and time.host.i not in above:
        return BLOCKED  # "Begun in 1997, it has raised 2 billion", where the tagger saw no verb
    verb = clause_verb(word)
    if figure.start <= time.host.i < figure.end or time.host.i in {token.i for token in _phrase(word)}:
        return 0.0
    if (
        time.host.lower_ in STATEMENTS
        and time.host.dep_ in SUBJECTS
        and scene.doc[time.tokens.start - 1].lower_ != "for"
    ):
        return BLOCKED  # "her estimate in April": when it was made
    if time.verb is None or verb is None:
        # A headline, without full stop or finite verb, is one clause.
        told = scene.doc[-1].text == "." or any(token.tag_ in FINITE for token in scene.doc)
        return BLOCKED if told and time.verb is not verb else 1.0
    aside = 0.0 if is_verb(time.host) or time.host.dep_ in PLACES else 0.5
    if time.verb.i == verb.i:
        return BLOCKED if _in_parenthesis(scene.doc, word, time, verb) else 1.0 + aside
    if figure.length and verb.dep_ == "conj" and verb.head.i == time.verb.i and time.tokens.start < verb.i:
        return BLOCKED  # "moved there in 2000 and served for eight years"
    counts = any(scene.amounts[time.verb.i : time.tokens.start])
    down, up = cost_down(verb, time.verb, time.tokens.start), cost_up(time.verb, verb, word, counts=counts)
    if min(down, up) < BLOCKED:
        return 1.0 + aside + min(down, up)
    if time.tokens.start < min(verb.i, time.verb.i) and joined_top(verb).i == joined_top(time.verb).i:
        return 2.0 + aside
    if _repeated(word, time):
        return 2.0
    if figure.share and _answered(verb, time.verb, path):
        return 2.0
    return _trailing(scene, figure, time, verb)


def _phrase(word: Token) -> list[Token]:
    """Return the quantity's word and the nouns above it, up to the one that fills a place in its clause."""
    found: list[Token] = []
    for token in path_up(word):
        if is_verb(token):
            break
        found.append(token)
        if token.dep_ in PLACES | {"ROOT", "conj", "npadvmod", "pobj"}:
            break
    return found


def _in_parenthesis(doc: Doc, word: Token, time: Hanging, verb: Token) -> bool:
    """Tell whether commas set the figure apart before the verb: "the contract, worth 40 million, runs until 2027"."""
    if not word.i < verb.i < time.tokens.start:
        return False
    subject = next((child.i for child in verb.lefts if child.dep_ in SUBJECTS), word.i)
    before = any(token.text == "," for token in doc[subject : word.i])
    return before and any(token.text == "," for token in doc[word.i : verb.i])


def _answered(verb: Token, time_verb: Token, path: list[Token]) -> bool:
    """Tell whether a share of people says what the time dates: "seven in 10 nurses said they had worked in October"."""
    asks = any(token.dep_ in SUBJECTS and token.head.i == verb.i for token in path)
    ahead = any(child.tag_ == "MD" for child in time_verb.lefts)  # "said they would vote for her in November"
    return asks and not ahead and time_verb.dep_ == "ccomp" and time_verb.head.i == verb.i


def _trailing(scene: Scene, figure: Figure, time: Hanging, verb: Token) -> float:
    """Return the cost of a time that ends the quantity's clause in the text, though the parser hung it higher."""
    start, word = time.tokens.start, figure.word
    if start < word.i or verb.i > start or time.verb is None or time.verb.i > word.i:
        return BLOCKED
    relative = next((token for token in path_up(word) if token.dep_ == "relcl"), None)
    if relative is not None and relative.left_edge.i and relative.left_edge.nbor(-1).text == ",":
        return BLOCKED  # "the war, in which 40 men fought, on Friday"
    between = scene.doc[word.i + 1 : start]
    goes_on = any(token.tag_ in FINITE or (is_verb(token) and token.dep_ != "prep") for token in between)
    return BLOCKED if goes_on else 2.0


def _attributive_cost(scene: Scene, figure: Figure, time: Hanging, above: set[int]) -> float:
    """Return the cost of a time that describes a noun: it dates its measure, the harm it did, and a toll's count."""
    word = figure.word
    noun, verb, start = time.host, clause_verb(word), time.tokens.start
    if (verb.i if verb is not None else -1) != (time.verb.i if time.verb is not None else -1):
        return BLOCKED
    of_noun = any(token.lower_ in {"by", "of"} and token.head.i == noun.i for token in path_up(word))
    if (time.timex.rule in WHOLES and _of_whole(word, noun)) or (of_noun and noun.lower_ not in STATEMENTS):
        return 1.5  # "the May payment of 4 million"
    if time.timex.rule in MEASURING or (time.timex.rule in YEARS and noun.lower_ in FORECASTS):
        parted = any(token.lower_ in PARTING for token in scene.doc[time.tokens.end : word.i])
        return 1.5 if noun.i in above or (time.tokens.end <= word.i and not parted) else BLOCKED
    if verb is None or not noun.i < word.i or not verb.i < word.i:
        return BLOCKED
    if noun.dep_ in SUBJECTS and noun.lower_ not in STATEMENTS:
        if measured(noun, verb) and not figure.length:
            return 1.5
        done = any(token.dep_ == "dobj" and token.head.i == verb.i for token in _phrase(word))
        if verb.lower_ in HARMING or (done and verb.tag_ == "VBD" and verb.lower_ not in REPORTING):
            return 1.5
    of_toll = any(token.lower_ in TOLLS for token in (*path_up(noun), *scene.doc[max(0, start - 1) : start]))
    return 2.0 if of_toll else BLOCKED


def _of_whole(word: Token, noun: Token) -> bool:
    """Tell whether ``noun`` is the whole of which ``word`` is a part: "a third of the 2012 donors"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    return any(token.i == noun.head.head.i for token in _phrase(word))


def _paused(scene: Scene, word: Token, time: Hanging) -> bool:
    """Tell whether a dash or semicolon parts the time from the quantity, which has a clause of its own on its side."""
    start = time.tokens.start
    first, last = sorted((word.i, start))
    pauses = [token.i for token in scene.doc[first:last] if token.text in PAUSES]
    if not pauses or _repeated(word, time):
        return False
    side = scene.doc[pauses[-1] + 1 :] if start < word.i else scene.doc[: pauses[0]]
    for token in side:
        if token.text in PAUSES:
            break
        if token.tag_ in FINITE and not scene.zones[token.i]:
            return True
    return False


def _repeated(word: Token, time: Hanging) -> bool:
    """Tell whether the quantity's clause says again what the clause at the head of the sentence did.

    "On Monday the club got 4 million; the fund got 3 million."
    """
    verb = clause_verb(word)
    if verb is None or time.verb is None or time.tokens.start > 1 or verb.lower_ != time.verb.lower_:
        return False
    return any(token.i == time.verb.i for token in path_up(verb)) or any(
        token.i == verb.i for token in path_up(time.verb)
    )


def _told_between(scene: Scene, time: Hanging, word: Token) -> bool:
    """Tell whether a reporting verb with a clause of its own stands between a time and the quantity after it."""
    verb = clause_verb(word)
    if verb is None or time.tokens.start > word.i:
        return False
    known = {verb.i, time.verb.i if time.verb is not None else verb.i}
    between = scene.doc[time.tokens.start : verb.i]
    return any(
        token.lower_ in REPORTING and is_verb(token) and token.dep_ not in {"amod", "relcl"} and token.i not in known
        for token in between
    )
