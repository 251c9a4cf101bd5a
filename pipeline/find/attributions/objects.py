"""What is said without a clause: "announced 300 layoffs", "promised to cut 300 jobs", "warned of 300 deaths"."""

from pipeline.find.attributions.asides import asides, is_second_cue, joined_tokens
from pipeline.find.attributions.cues import CueVerb
from pipeline.find.attributions.grammar import child, holds_number, is_passive, subtree
from pipeline.lexicons import load_words
from pipeline.tokens import Token

# Dependents of a cue that complete an object: "shows her ahead by 3 points", "put the toll at 300".
COMPLETES = frozenset({
    "acl", "acomp", "advmod", "appos", "ccomp", "dep", "dobj", "npadvmod", "oprd", "prep", "xcomp",
})  # fmt: skip

# Tokens in which "in May" may part a verb from its preposition.
MAX_WHEN = 5

# Verbs whose preposition tells a deed, which is a claim also without a figure.
CHARGING = frozenset({"accuse", "blame", "complain", "criticise", "criticize", "warn"})

# Frames that are not prepositions.
NOT_PREPOSITIONS = frozenset({"amount", "as", "at", "clause", "infinitive", "name", "noun", "quote"})

# Verbs of which a relative clause makes an amount somebody's: "the 300 jobs that he promised".
FORETELLING = frozenset({
    "anticipate", "claim", "estimate", "expect", "forecast", "look", "pledge", "predict", "project", "promise", "put",
})  # fmt: skip

# What makes a number an amount of something foreseen.
AMOUNTS = frozenset({"$", "%", "billion", "million", "percent", "£", "€"})

# Prepositions that open the circumstances of a saying.
CIRCUMSTANTIAL = frozenset({"after", "before", "during", "in"})

# Participles that add a figure up.
TOTALLING = frozenset({"bringing", "lifting", "pushing", "putting", "raising", "taking"})

# Verbs whose object is a finding only if research found it; police find bodies.
MET_WITH = frozenset({"count", "detect", "discover", "find", "give", "identify", "list", "log", "record", "register"})
COUNTED = frozenset({"count", "log", "record", "register"})


def infinitive_content(verb: Token, cue: CueVerb) -> tuple[set[int], str]:
    """Return what is promised, expected or asked for: "to cut 300 jobs"; with its subject where that is hearsay."""
    infinitive = child(verb, "xcomp")
    if infinitive is None or infinitive.i < verb.i:
        return set(), ""
    if infinitive.tag_ == "VBG" and not is_passive(verb):
        figure = cue.kind == "stance" and "noun" in cue.frames and holds_number(verb.doc, subtree(infinitive))
        if figure or "clause" in cue.frames:  # "denied killing 300 men", "supports raising it to $15"
            return subtree(infinitive), "reported_gerund"
    if "infinitive" not in cue.frames or _is_announced(verb):
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
        if cue.kind == "stance" and not holds_number(verb.doc, content):
            return set(), ""
    return content - asides(verb, content), "reported_infinitive"


def _is_announced(verb: Token) -> bool:
    """Tell whether somebody says that they will say so: "officials said Monday they will order 300 men to leave"."""
    subject = child(verb, "nsubj")
    modal = child(verb, "aux")
    said = verb.dep_ == "ccomp" and modal is not None and modal.lower_ in {"will", "would"}
    return said and subject is not None and subject.tag_ == "PRP"


def relative_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return the amount that a relative clause says is foreseen or claimed: "the $8 that analysts expected"."""
    noun = _amount_noun(verb, cue, source)
    if noun is None or cue.base not in FORETELLING or not source or not noun.i < min(source) < verb.i:
        return set(), ""
    if is_passive(verb) or child(verb, "ccomp") is not None:
        return set(), ""
    if noun.dep_ == "npadvmod":  # "the $4 a share that he promised"
        noun = noun.head
    content = set(range(noun.left_edge.i, min(source)))
    sums = [other for other in verb.rights if other.dep_ == "prep" and other.lower_ == "at"]
    for prep in sums if "at" in cue.frames else ():  # "a crowd that the police put at 3,000"
        content |= subtree(prep)
    searched = cue.base == "look" and AMOUNTS.isdisjoint(verb.doc[i].lower_ for i in content)  # "men they looked for"
    if searched or not holds_number(verb.doc, content):
        return set(), ""
    infinitive = child(verb, "xcomp")
    return content | (subtree(infinitive) if infinitive is not None else set()), "reported_relative"


def _amount_noun(verb: Token, cue: CueVerb, source: set[int]) -> Token | None:
    """Return the noun of a relative clause, also of one that the parser took for what is said.

    "Saw crowds that police put at 300": the clause has no object of its own.
    """
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    that = min(source, default=0) - 1
    if that < 1 or "at" not in cue.frames or verb.doc[that].lower_ != "that" or child(verb, "dobj") is not None:
        return None
    return verb.doc[that - 1] if verb.doc[that - 1].tag_.startswith("NN") else None


def object_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return a noun phrase as content; without a figure in it nothing is claimed."""
    noun = child(verb, "dobj")
    if noun is None or is_passive(verb) or noun.i < verb.i:
        return set(), ""
    content = subtree(noun)
    for other in verb.rights:
        totals = other.dep_ == "advcl" and other.lower_ in TOTALLING  # "reported 45 cases, bringing the total to 340"
        if (other.dep_ in COMPLETES or totals) and other.i > noun.i and not is_second_cue(other):
            content |= subtree(other)
    found = cue.kind == "finding"
    if found and verb.dep_ in {"ROOT", "conj"} and _finds(verb, source, cue):
        # "showed Lee at 30 percent, followed by Kim at 20"
        content |= {i for i in subtree(verb) - joined_tokens(verb) if i > noun.i}
    content -= asides(verb, content)
    if not holds_number(verb.doc, content if found else content - _circumstances(verb, noun)):
        return set(), ""
    if cue.kind == "stance" and not _is_stance_on_figure(verb, noun):
        return set(), ""
    if cue.base == "claim" and noun.lower_ in {"life", "lives", "victim", "victims"}:
        return set(), ""  # "the storm claimed 217 lives"
    if "at" in cue.frames and any(_is_at_sum(verb.doc[i]) for i in content):
        return content, "reported_at"
    doubtful = cue.base in MET_WITH or _modifies_noun(verb) or _is_consequence(verb, cue)
    if doubtful and not _is_research(verb, source, cue):
        return set(), ""
    if "noun" in cue.frames:
        return content, "reported_noun"
    return set(), ""


def _is_at_sum(token: Token) -> bool:
    """Tell "at 300" and "between 300 and 400" from "as a guest"."""
    sums = token.lower_ in {"as", "at", "between", "to"} and token.dep_ == "prep"
    return sums and holds_number(token.doc, subtree(token))


def _circumstances(verb: Token, noun: Token) -> set[int]:
    """Return what tells how often or where something was said: "named her five times", "foretold it in two"."""
    found = set[int]()
    for other in verb.rights:
        often = other.dep_ in {"npadvmod", "dobj"} and other.lower_ == "times" and other.i != noun.i
        if often or (other.dep_ == "prep" and other.lower_ in CIRCUMSTANTIAL):
            found |= subtree(other)
    return found


def _finds(verb: Token, source: set[int], cue: CueVerb) -> bool:
    """Tell whether all that follows can be the finding: of research, "it" or "they", or a sum put at so much."""
    pronoun = any(verb.doc[i].lower_ in {"it", "they"} for i in source)
    return pronoun or "at" in cue.frames or _is_research(verb, source, cue)


def _is_stance_on_figure(verb: Token, noun: Token) -> bool:
    """Tell an attitude to something with a figure in it from a mere attribute ("a man who backed five candidates")."""
    return verb.dep_ not in {"acl", "relcl"} and holds_number(verb.doc, subtree(noun))


def _modifies_noun(verb: Token) -> bool:
    """Tell whether the verb only says which ones are meant ("taxpayers reporting losses")."""
    if verb.head.lower_ in load_words("document_nouns"):  # "a letter confirming 300 layoffs"
        return False
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and not (verb.i and verb.doc[verb.i - 1].text == ",")


def _is_consequence(verb: Token, cue: CueVerb) -> bool:
    """Tell ", showing 300 people that" as what an event shows from a study that shows."""
    return cue.kind == "finding" and verb.tag_ == "VBG" and verb.dep_ == "advcl"


def _is_research(verb: Token, source: set[int], cue: CueVerb) -> bool:
    """Tell whether the source is research, or a body that keeps count of what it records."""
    known = load_words("research_nouns")
    if cue.base in COUNTED:
        known = known | load_words("body_nouns") | {"forum", "council", "police", "authorities", "office"}
    return any(verb.doc[i].lower_ in known for i in source)


def about_content(verb: Token, cue: CueVerb, source: set[int]) -> tuple[set[int], str]:
    """Return what a preposition of the verb's own opens: "warned of 300 deaths", "accused him of taking $50,000"."""
    wanted = {cue.particle} & cue.frames or cue.frames - NOT_PREPOSITIONS
    if is_passive(verb) and source:  # "losses are put at $4 million by the insurers"
        wanted |= cue.frames & {"at"}
    if not wanted:
        return set(), ""
    accused = child(verb, "nsubjpass")
    noun = child(verb, "dobj")
    # "Accused the captain of sinking": the parser may hang the verb phrase on the one accused.
    deeds = [other for other in noun.rights if child(other, "pcomp") is not None] if noun is not None else []
    later = [other for other in verb.doc[verb.i + 2 : verb.i + MAX_WHEN] if other.head.i > verb.i]  # "warned in May of"
    charge = cue.base in CHARGING and bool(source)
    for prep in (*verb.rights, *deeds, *later):
        if prep.dep_ not in {"prep", "prt"} or prep.lower_ not in wanted:
            continue
        below = subtree(prep)
        if charge or holds_number(verb.doc, below):
            return below | (subtree(accused) if accused is not None else set()), "reported_about"
    return set(), ""
