"""What the finders read off a parse alike: verbs, subjects, objects, and what stands above a word.

The parse of a small model errs often on news, so these functions look at tags and word order as well as at arcs.
Nothing here knows what a quantity is for: that is the finders' business.
"""

from collections.abc import Iterator

from pipeline.lexicons import load_words
from pipeline.tokens import Doc, Token

VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"})
# Verbs that only join: what they join to has the predicate.
JOINING = frozenset({"including", "compared", "according", "regarding", "excluding", "include", "includes", "included"})
# Participles that say what something is, not what was done to it.
DESCRIBING = frozenset({"aged", "based", "born", "called", "located", "named", "titled"})
# What may stand between a subject and its verb.
HELPING = frozenset({"MD", "RB", "RBR", "TO"})
# From a verb without a subject of its own one climbs along these arcs to a verb or noun that gives it one.
INHERITING = frozenset(
    {"xcomp", "conj", "advcl", "acl", "relcl", "pcomp", "prep", "agent", "acomp", "pobj", "oprd", "dep", "amod"}
)

# Those whose trade it is to foresee, and what they did with an amount.
FORECASTERS = frozenset(
    {"analysts", "economists", "experts", "forecasters", "investors", "markets", "pollsters", "strategists", "traders"}
)
# Those who are themselves counted and expected too: they foresaw only where "had" stands before the verb.
PLANNERS = frozenset({"authorities", "officials", "organisers", "organizers", "planners"})
FORESEEN = frozenset({"anticipated", "estimated", "expected", "forecast", "forecasted", "predicted", "projected"})
MANY = frozenset({"many", "market", "most", "private", "some"})
PERFECT = frozenset({"had", "has", "have", "'d"})

# A parse is a tree, but a path up it is followed no further than this: long enough for news, short enough for any text.
LONGEST_PATH = 40


def is_noun(token: Token) -> bool:
    """Tell whether ``token`` is tagged as a noun, common or proper."""
    return token.tag_ in NOUNS and any(sign.isalnum() for sign in token.text)


def is_verb(token: Token) -> bool:
    """Tell whether ``token`` is tagged as a verb and does not merely help another."""
    if token.tag_ not in VERBS and not (token.n_lefts and _has_to(token)):
        return False
    return token.dep_ not in {"aux", "auxpass"}


def _has_to(token: Token) -> bool:
    """Tell whether "to" makes a verb of what the tagger took for a noun."""
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in token.lefts)


def path_up(token: Token) -> Iterator[Token]:
    """Yield ``token`` and what it hangs on, up to the root of the sentence."""
    for _ in range(LONGEST_PATH):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def subject(verb: Token) -> Token | None:
    """Return the noun or pronoun that does what ``verb`` says, inherited from above where it has none itself.

    A relative pronoun gives way to the noun it stands for. None if the climb leads out of the clause.
    """
    for word in path_up(verb):
        found = _own_subject(word)
        if found is not None and found.i != verb.i:
            return found
        if word.dep_ in {"relcl", "acl"} and is_noun(word.head):
            return _antecedent(word)
        if word.dep_ == "xcomp":
            opener = next((child for child in word.children if child.tag_ in {"WDT", "WP"} and child.i < word.i), None)
            if opener is not None and word.head.dep_ == "relcl":  # "which analysts expect to cost ..."
                return _antecedent(word.head)
            if (controller := direct_object(word.head)) is not None and controller.i < word.i:
                return controller
        if word.dep_ not in INHERITING:
            return None
    return None


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.tag_ != "EX":
            relative = child.tag_ in {"WDT", "WP"} or child.lower_ == "that"
            if relative and verb.dep_ in {"relcl", "acl", "ccomp", "advcl"} and is_noun(verb.head):
                return _antecedent(verb)
            return child
    return _subject_by_order(verb) if is_verb(verb) else None


def _antecedent(verb: Token) -> Token:
    """Return the noun that a relative clause is about; where number disagrees, the nearest noun that agrees."""
    head = verb.head
    opener = next((child for child in verb.lefts if child.tag_ in {"WDT", "WP"} or child.lower_ == "that"), None)
    number = next(
        (word.lower_ for word in (*verb.lefts, verb) if word.tag_ in {"VBZ", "VBP"} or word.lower_ in {"was", "were"}),
        "",
    )
    if opener is not None and opener.lower_ == "which" and head.ent_type_ == "PERSON":
        return noun_above(head)
    if opener is None or opener.dep_ not in SUBJECTS or not number:
        return head
    plural = number in {"were", "are", "have", "do"} or not (number.endswith("s"))
    if plural == (head.tag_ in PLURALS):
        return head
    for index in range(opener.i - 1, max(-1, opener.i - 11), -1):
        token = verb.doc[index]
        if is_noun(token) and plural == (token.tag_ in PLURALS):
            return token
    return head


def _subject_by_order(verb: Token) -> Token | None:
    """Return the noun right before a finite verb that the parser gave no subject ("data show fares fell")."""
    index = verb.i - 1
    if verb.tag_ == "VBG" and index >= 0 and verb.doc[index].tag_ == "NNP":  # "shows Lee leading Cole"
        return verb.doc[index]
    finite = verb.tag_ in FINITE
    while index >= 0 and (verb.doc[index].tag_ in HELPING or verb.doc[index].dep_ in {"aux", "auxpass", "neg"}):
        finite = finite or (verb.doc[index].tag_ in FINITE)
        if verb.doc[index].tag_ == "TO":
            return None
        index -= 1
    if not finite or index < 0 or not is_noun(verb.doc[index]) or verb.doc[index].ent_type_ in {"DATE", "TIME"}:
        return None
    return noun_above(verb.doc[index])


def noun_above(token: Token) -> Token:
    """Return the noun of whose phrase ``token`` is the end: "exports to the US" has exports above US."""
    for word in path_up(token):
        if is_noun(word):
            token = word
        if word.head.i > word.i or word.dep_ not in {"pobj", "prep", "conj", "appos", "acl", "amod", "acomp", "oprd"}:
            return token
        if word.dep_ in {"prep", "conj"} and (word_before(word.doc, word.i) == "," or word.lower_ == "with"):
            return token
    return token


def predicate(root: Token, first: int, end: int) -> Token | None:
    """Return the nearest verb above the tokens ``first`` to ``end``, whose top is ``root``, that speaks of them."""
    for word in path_up(root):
        if first <= word.i < end or word.lower_ in JOINING or word.dep_ == "prep" or not is_verb(word):
            continue
        if word.i > 0 and word.doc[word.i - 1].tag_ == "CD" and word.lower_ == "won":
            continue  # the currency
        return word
    return None


def said_right_after(doc: Doc, end: int) -> Token | None:
    """Return what is said of the number that ends at ``end``, or of its noun ("300 dead", "300 soldiers killed")."""
    said = load_words("person_predicates")
    noun_seen = False
    for token in doc[end : end + 7]:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        describes = following is not None and not noun_seen and (is_noun(following) or following.tag_ in {"JJ", "VBN"})
        if token.lower_ in said and token.tag_ != "VB" and not describes:
            return token
        if token.tag_ == "VBN" and noun_seen and token.dep_ in {"acl", "ROOT", "pcomp", "ccomp"}:
            return token if token.lower_ not in DESCRIBING else None
        if not (is_noun(token) or token.tag_ in {"JJ", "RB", "HYPH", "VBN", "''", '"'}):
            return None
        noun_seen = noun_seen or is_noun(token)
    return None


def direct_object(verb: Token) -> Token | None:
    """Return the noun or pronoun that ``verb`` acts on, None if it has none."""
    for wanted in ("dobj", "dative"):
        for child in verb.children:
            if child.dep_ == wanted and (is_noun(child) or child.tag_ in {"PRP", "CD", "JJ", "VBN", "DT"}):
                return child
    return None


def word_before(doc: Doc, index: int) -> str:
    """Return the lower-case word before token ``index``, "" at the start."""
    return doc[index - 1].lower_ if 0 < index <= len(doc) else ""


def is_definite(doc: Doc, opening: int) -> bool:
    """Tell whether a definite word stands before the number at ``opening`` ("the 300 soldiers", "his $5 million")."""
    if not 0 < opening < len(doc):
        return False
    before = doc[opening - 1]
    return before.tag_ == "PRP$" or before.lower_ in {"the", "these", "those"}


def counted_nouns(root: Token) -> list[Token]:
    """Return the top of a number and the nouns it counts: the one it stands before, the ones behind its "of"."""
    nouns = [root]
    if root.dep_ in {"nummod", "quantmod", "compound", "nmod"} and root.head.i > root.i:
        nouns.append(root.head)
    for child in root.rights:
        if child.lower_ == "of":
            nouns.extend(grandchild for grandchild in child.children if grandchild.dep_ == "pobj")
    return nouns


def described_by(root: Token, end: int) -> Token | None:
    """Return the verb right after a number's noun that tells of it ("the 300 voters surveyed", "the $5 he paid").

    ``root`` is the top of the number that ends before token ``end``.
    """
    for head in counted_nouns(root):
        for child in head.rights:
            told = child.dep_ == "relcl" or (child.dep_ == "acl" and child.tag_ in {"VBN", "VBG", "VBD"})
            if told and child.i >= end and root.doc[child.left_edge.i - 1].text != ",":
                return child
    return None


def foreseers(doc: Doc, start: int) -> tuple[int, Token] | None:
    """Read "analysts expected", "most economists had forecast" at ``start``: the token after them and their verb.

    None where the verb has an object of its own, or those named may be what is expected ("the 40 guests expected").
    """
    if start + 1 < len(doc) and doc[start].lower_ in FORESEEN and doc[start + 1].lower_ == "by":
        return start, doc[start]  # "the 5 percent forecast by the bank"
    end = start + 1 if start < len(doc) and doc[start].text in MANY else start
    if end + 1 >= len(doc):
        return None
    planned = doc[end].lower_ in PLANNERS and doc[end + 1].lower_ in PERFECT
    if doc[end].lower_ not in FORECASTERS and not planned:
        return None
    verb = end + 1
    while verb < len(doc) and (doc[verb].lower_ in PERFECT or doc[verb].tag_ == "RB"):
        verb += 1
    if verb >= len(doc) or doc[verb].lower_ not in FORESEEN:
        return None
    behind = doc[verb + 1] if verb + 1 < len(doc) else None
    alone = behind is None or behind.is_punct or behind.tag_ in {"CC", "IN"}
    guests = verb == end + 1 and behind is not None and behind.lower_ in {"at", "by", "from", "that"}
    return (end + 1, doc[verb]) if alone and not guests else None
