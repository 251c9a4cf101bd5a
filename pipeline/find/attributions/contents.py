"""What is said: the tokens that a reporting verb takes as its content."""

from spacy.tokens import Span, Token

from pipeline.find.attributions.cues import CueVerb, cue_verb
from pipeline.find.attributions.grammar import child, is_number, is_passive, is_verb, subtree
from pipeline.find.attributions.sources import find_source
from pipeline.lexicons import load_words

# Dependents of a cue, right of its content, that still belong to what is said: the parser hangs them too high.
GOES_ON = frozenset({
    "acl", "acomp", "advcl", "attr", "cc", "ccomp", "conj", "dep", "oprd", "parataxis", "punct", "relcl",
})  # fmt: skip

# Dependents of a cue that complete an object: "shows her ahead by 3 points", "put the toll at 300".
COMPLETES = frozenset({
    "acl", "acomp", "advmod", "appos", "ccomp", "dep", "dobj", "npadvmod", "oprd", "prep", "xcomp",
})  # fmt: skip

# Verbs whose object is the one spoken to.
ADDRESSED = frozenset({"advise", "assure", "inform", "notify", "promise", "remind", "tell", "warn"})

# Tokens of those told ("told her team that"), and of an aside before "that".
MAX_ADDRESSEE = 6
MAX_ASIDE = 14

# Marks that end the phrase of a cue.
DASHES = frozenset({"--", "—", "–"})
ENDS = frozenset({",", ".", ";"}) | DASHES
FINITE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})

# Frames that are not prepositions.
NOT_PREPOSITIONS = frozenset({"at", "clause", "infinitive", "noun", "quote"})

# Words that between "X said" and the next finite verb show that this verb begins no said clause.
BREAKING_TAGS = frozenset({"CC", "WDT", "WP", "WRB", "TO"})

# Prepositions that may only make a number vague.
APPROXIMATE = frozenset({"about", "around", "over", "under"})

# A clause that these open after a cue tells what happened meanwhile, not what was said.
MEANWHILE = frozenset({"after", "as", "before", "once", "until", "when"})

# A clause that such a word opens after a comma is the reporter's own aside.
ASIDES = frozenset({"where", "which", "who", "whose"})

# Verbs whose object is a finding only if research found it; police find bodies.
MET_WITH = frozenset({"count", "discover", "find", "give", "list", "log", "record", "register"})
COUNTED = frozenset({"count", "log", "record", "register"})


def find_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return the tokens of what is said, and the name of the rule that found them; no tokens if there are none."""
    clause = _said_clause(verb, source)
    that = _that_after(verb) if "clause" in cue.frames else None
    if that is not None and (clause is None or clause.i < verb.i or clause.left_edge.i > that + 1):
        return set(range(that, len(verb.doc))), "reported_by_order"
    if clause is not None and cue.frames & {"clause", "quote"}:
        if clause.i > verb.i:
            return _to_the_end(verb, clause, cue), "reported_clause"
        if _is_trailing(verb, source):
            return _before_cue(verb, clause, source) | _after_parenthesis(verb), "reported_clause"
    if verb.dep_ == "parataxis" and "quote" in cue.frames:
        return subtree(verb.head) - subtree(verb), "reported_parenthesis"
    if source and "clause" in cue.frames and cue.kind in {"finding", "speech"} and _is_as_clause(verb):
        return set(range(len(verb.doc))) - subtree(verb), "reported_as"
    for found in (
        _infinitive(verb, cue),
        _object(verb, cue, source),
        _about(verb, cue),
        _parenthesis(verb, cue, source),
        _what_follows(verb, cue, source),
    ):
        if found[0]:
            return found
    return set(), "reported_clause"


def _is_as_clause(verb: Token) -> bool:
    """Tell "As Lee said, ..." and "..., as reported by Lee": what is said is the main clause."""
    if verb.dep_ not in {"advcl", "pcomp", "ccomp"} or child(verb, "dobj", "xcomp") is not None:
        return False
    start = verb.left_edge
    if start.lower_ != "as" and start.i > 0 and start.nbor(-1).lower_ == "as":
        start = start.nbor(-1)
    outside = start.i == 0 or start.nbor(-1).text in {",", "(", '"', *DASHES}
    last = verb.right_edge  # the comma may hang on either clause
    closed = last.text == "," or last.i + 1 >= len(verb.doc) or last.nbor(1).text in {",", ".", ")"}
    return start.lower_ == "as" and outside and closed


def _said_clause(verb: Token, source: set[int]) -> Token | None:
    """Return the clause that is said: one after the cue that "that" opens, else the first that the cue can reach.

    A semicolon before the source parts it from what stands before: "Five died; the army said 40 drones came".
    """
    clauses = [other for other in verb.children if other.dep_ == "ccomp"]
    after = [other for other in clauses if other.i > verb.i]
    opened = [other for other in after if any(mark.lower_ == "that" and mark.dep_ == "mark" for mark in other.children)]
    first = min(source | {verb.i})
    if opened or (first > 0 and verb.doc[first - 1].text in {";", ":"}):
        return next(iter(opened or after), None)
    return clauses[0] if clauses else None


def _that_after(verb: Token) -> int | None:
    """Return where "that" opens what is said, right after the cue, those told and a phrase between commas."""
    doc, at = verb.doc, verb.i + 1
    if at < len(doc) and doc[at].text == ",":  # "said, citing officials, that"
        at = next((token.i + 1 for token in doc[at + 1 : at + MAX_ASIDE] if token.text == ","), len(doc))
    for token in doc[at : at + MAX_ADDRESSEE]:
        if token.lower_ == "that" and token.tag_ in {"IN", "DT", "WDT"}:
            following = doc[token.i + 1 : token.i + 2]
            told = token.i == at or all(other.tag_ not in {"IN", "CC"} for other in doc[at : token.i])
            return token.i if told and following and following[0].tag_ not in ENDS else None
        if is_verb(token) or token.is_punct:
            return None
    return None


def _is_trailing(verb: Token, source: set[int]) -> bool:
    """Tell whether "X said" follows a mark and little follows it: then what is said stands before."""
    doc, first, last = verb.doc, min(source | {verb.i}), max(source | {verb.i})
    if first == 0 or not (doc[first - 1].is_punct or doc[first - 1].text in DASHES):
        return False
    end = next((token.i for token in doc[last + 1 :] if token.text in ENDS), len(doc))
    rest = doc[last + 1 : end]
    meanwhile = len(rest) > 0 and rest[0].lower_ in MEANWHILE
    return meanwhile or not any(is_verb(token) for token in rest) or max(source, default=0) > verb.i


def _before_cue(verb: Token, clause: Token, source: set[int]) -> set[int]:
    """Return what stands before a cue: the whole sentence so far if the cue ends it, else the clause."""
    first, last = min(source | {verb.i}), max(source | {verb.i})
    rest = [token for token in verb.doc[last + 1 :] if token.dep_ not in {"punct", "npadvmod", "advmod"}]
    if verb.dep_ == "ROOT" and not any(is_verb(token) for token in rest):
        return set(range(first))
    return subtree(clause)


def _to_the_end(verb: Token, clause: Token, cue: CueVerb) -> set[int]:
    """Return the content that follows its cue: the clause and what comes after it inside the cue's own clause."""
    content = subtree(clause) | _number_before_clause(verb, clause)
    noun = child(verb, "dobj")
    if noun is not None and verb.i < noun.i < clause.i and cue.base not in ADDRESSED:
        content |= subtree(noun) if _holds_number(verb, subtree(noun)) else set()
    for other in verb.children:
        if other.i <= clause.i or other.dep_ not in GOES_ON or _is_second_cue(other):
            continue
        content |= subtree(other)
    head = verb.head
    content = _up_to_other_cue(verb, content)
    content -= _asides(verb, content)
    # "X said that A, so B": the parser took B for the main clause and the cue for a part of it.
    # Not so in "Although X is not saying who did it, B", where a word opens the cue's clause.
    swallowed = verb.dep_ in {"ccomp", "advcl", "parataxis"} and head.i > max(content) and is_verb(head)
    swallowed = swallowed and child(verb, "mark") is None
    if swallowed and verb.left_edge.i == head.left_edge.i:
        content |= {i for i in subtree(head) if i > clause.i}
    return content


def _up_to_other_cue(verb: Token, content: set[int]) -> set[int]:
    """Cut the content at a semicolon after which somebody else speaks."""
    for i in sorted(content):
        if verb.doc[i].text == ";":
            later = [verb.doc[k] for k in content if k > i]
            if any(cue_verb(token) is not None and child(token, "nsubj") is not None for token in later):
                return {k for k in content if k < i}
    return content


def _number_before_clause(verb: Token, clause: Token) -> set[int]:
    """Return "about half of the rise" in "said about half of the rise was ...", which the parser hung on the cue."""
    if clause.left_edge.i <= verb.i + 1:
        return set()
    between = [other for other in verb.rights if other.i < clause.left_edge.i]
    return {i for other in between if other.dep_ == "prep" and other.lower_ in APPROXIMATE for i in subtree(other)}


def _is_second_cue(other: Token) -> bool:
    """Tell whether a dependent is another cue of the same source ("and added", ", saying") and no said content."""
    if not is_verb(other) or cue_verb(other) is None or not find_source(other):
        return False
    return child(other, "nsubj", "nsubjpass") is None or other.dep_ == "conj"


def _in_second_cue(verb: Token, index: int) -> bool:
    """Tell whether a token belongs to another cue that hangs on ``verb``, or to a clause joined to it."""
    return any(
        (_is_second_cue(other) or (other.dep_ == "conj" and is_verb(other)))
        and other.left_edge.i <= index <= other.right_edge.i
        for other in verb.rights
    )


def _after_parenthesis(verb: Token) -> set[int]:
    """Return what goes on after a cue set in the middle: "A fell 5 percent, the bank said, while B rose"."""
    content = set[int]()
    for other in verb.rights:
        mark = child(other, "mark")
        own = child(other, "nsubj", "nsubjpass") is not None and (mark is None or mark.lower_ not in MEANWHILE)
        if other.dep_ in {"advcl", "conj", "ccomp"} and own and _comma_before(other) and not _is_second_cue(other):
            content |= subtree(other)
    return content


def _comma_before(token: Token) -> bool:
    start = token.left_edge.i
    if start > 1 and token.doc[start - 1].tag_ == "CC":
        start -= 1
    return start > 0 and token.doc[start - 1].text in {",", ";", "--", "—", "–"}


def _infinitive(verb: Token, cue: CueVerb) -> tuple[set[int], str]:
    infinitive = child(verb, "xcomp")
    if infinitive is None or "infinitive" not in cue.frames or infinitive.i < verb.i:
        return set(), ""
    content = subtree(infinitive)
    if is_passive(verb) or cue.kind == "hearsay":  # "is expected to rise", "seems to have risen": about the subject
        subject = child(verb, "nsubjpass", "nsubj")
        content |= subtree(subject) if subject is not None else set()
    else:  # "expects 300 jobs to go"
        content |= set(range(verb.i + 1, infinitive.i))
        for other in verb.rights:  # "vowed to raise tariffs unless the plant stays"
            if other.dep_ == "advcl" and other.i > infinitive.i and child(other, "mark") is not None:
                content |= subtree(other)
        if cue.kind == "stance" and not _holds_number(verb, content):
            return set(), ""
    return content, "reported_infinitive"


def _object(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return a noun phrase as content; without a figure in it nothing is claimed."""
    noun = child(verb, "dobj")
    if noun is None or is_passive(verb) or noun.i < verb.i:
        return set(), ""
    content = subtree(noun)
    for other in verb.rights:
        if other.dep_ in COMPLETES and other.i > noun.i and not _is_second_cue(other):
            content |= subtree(other)
    if cue.kind == "finding" and verb.dep_ in {"ROOT", "conj"}:  # "showed Lee at 30 percent, followed by Kim at 20"
        content |= {i for i in subtree(verb) if i > noun.i and not _in_second_cue(verb, i)}
    content -= _asides(verb, content)
    if not _holds_number(verb, content) or (cue.kind == "stance" and not _is_stance_on_figure(verb, noun)):
        return set(), ""
    if "at" in cue.frames and any(verb.doc[i].lower_ in {"as", "at", "between", "to"} for i in content):
        return content, "reported_at"
    doubtful = cue.base in MET_WITH or _modifies_noun(verb) or _is_consequence(verb, cue)
    if doubtful and not _is_research(verb, source, cue):
        return set(), ""
    if "noun" in cue.frames:
        return content, "reported_noun"
    return set(), ""


def _is_stance_on_figure(verb: Token, noun: Token) -> bool:
    """Tell an attitude to something with a figure in it from a mere attribute ("a man who backed five candidates")."""
    return verb.dep_ not in {"acl", "relcl"} and _holds_number(verb, subtree(noun))


def _modifies_noun(verb: Token) -> bool:
    """Tell whether the verb only says which ones are meant ("taxpayers reporting losses")."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and not (verb.i and verb.doc[verb.i - 1].text == ",")


def _is_consequence(verb: Token, cue: CueVerb) -> bool:
    """Tell ", showing 300 people that" as what an event shows from a study that shows."""
    return cue.kind == "finding" and verb.tag_ == "VBG" and verb.dep_ == "advcl"


def _asides(verb: Token, content: set[int]) -> set[int]:
    """Return the clauses in ``content`` that a comma and a relative word open."""
    found = set[int]()
    for i in content:
        if verb.doc[i].lower_ in ASIDES and _opens_aside(verb.doc[i]):
            clause = verb.doc[i]
            while clause.dep_ != "relcl" and clause.head.i != clause.i:
                clause = clause.head
            found |= subtree(clause) if clause.dep_ == "relcl" else set()
    return found & content


def _opens_aside(token: Token) -> bool:
    """Tell whether a mark parts the relative word, or the preposition before it, from what precedes."""
    at = token.i - 1
    if at > 0 and token.doc[at].tag_ == "IN":
        at -= 1
    return at >= 0 and token.doc[at].text in {",", "-", *DASHES}


def _is_research(verb: Token, source: set[int], cue: CueVerb) -> bool:
    """Tell whether the source is research, or a body that keeps count of what it records."""
    known = load_words("research_nouns")
    if cue.base in COUNTED:
        known = known | load_words("body_nouns") | {"forum", "council", "police", "authorities", "office"}
    return any(verb.doc[i].lower_ in known for i in source)


def _about(verb: Token, cue: CueVerb) -> tuple[set[int], str]:
    wanted = {cue.particle} & cue.frames or cue.frames - NOT_PREPOSITIONS
    accused = child(verb, "nsubjpass")
    noun = child(verb, "dobj")
    # "Accused the captain of sinking": the parser may hang the verb phrase on the one accused.
    deeds = [other for other in noun.rights if child(other, "pcomp") is not None] if noun is not None else []
    for prep in (*verb.rights, *deeds):
        if prep.dep_ in {"prep", "prt"} and prep.lower_ in wanted and _holds_number(verb, subtree(prep)):
            return subtree(prep) | (subtree(accused) if accused is not None else set()), "reported_about"
    return set(), ""


def _parenthesis(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return the sentence around ", X said," where the parser made nothing of it."""
    if "quote" not in cue.frames or not source or cue.kind in {"knowledge", "stance"}:
        return set(), ""
    doc = verb.doc
    first, last = min(*source, verb.i), max(*source, verb.i)
    if last - first > len(source) + 3 or first < 3 or doc[first - 1].text != ",":
        return set(), ""
    end = next((token.i for token in doc[last + 1 :] if token.text in ENDS), len(doc))
    before, after = doc[: first - 1], doc[end + 1 :]
    if end < len(doc) and doc[end].text in DASHES:  # what a dash adds to the end is the reporter's
        after = doc[len(doc) :]
    if any(token.tag_ in FINITE_TAGS for token in doc[last + 1 : end]) or not _is_clause(before, after):
        return set(), ""
    return {token.i for token in before} | {token.i for token in after}, "reported_parenthesis"


def _is_clause(before: Span, after: Span) -> bool:
    """Tell a clause cut in two by its cue from an adverbial ("After the vote, X said ...")."""
    opens = before[0].tag_ in {"IN", "WRB", "VBG", "RB"} and before[0].lower_ != "that"
    finite = [token for token in (*before, *after) if token.tag_ in FINITE_TAGS]
    return bool(finite) and not opens


def _what_follows(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return all that follows "X said", where the parser saw no clause but a noun and a finite verb are there."""
    if "clause" not in cue.frames or cue.kind not in {"belief", "speech"} or not source or max(source) > verb.i:
        return set(), ""
    participle = verb.tag_ == "VBG" and verb.i > 0 and verb.doc[verb.i - 1].text == ","
    if verb.tag_ not in FINITE_TAGS and not participle:
        return set(), ""
    rest = verb.doc[verb.i + 1 :]
    finite = next((token.i for token in rest if token.tag_ in FINITE_TAGS), None)
    if finite is None or finite == verb.i + 1:
        return set(), ""
    between = verb.doc[verb.i + 1 : finite]
    if any(token.tag_ in BREAKING_TAGS or token.text in {",", ";", ":", '"'} for token in between):
        return set(), ""
    if any(token.tag_ == "IN" and token.lower_ not in {"of", "that"} for token in between):
        return set(), ""
    return {token.i for token in rest}, "reported_by_order"


def _holds_number(verb: Token, content: set[int]) -> bool:
    return any(is_number(verb.doc[i]) for i in content)
