"""What stands around a name: the nouns that describe it, whose it is, whether it speaks."""

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.find.speakers.entities import Described, nouns_of_title
from pipeline.find.speakers.mentions import NameMention, find_mentions, role_titles
from pipeline.find.speakers.words import Word, read_words
from pipeline.lexicons import load_rows, load_words
from pipeline.lexicons.verbs import verb_forms
from pipeline.types import Sentence

# Words after a name in which an apposition is looked for ("..., a former aide to ...").
APPOSITION = 9

# Words before a name that may tell whose it is or that it speaks.
BEFORE = 4

# Prepositions: a name after one is hardly the subject of its sentence.
PREPOSITIONS = frozenset({
    "about", "against", "among", "around", "at", "between", "by", "for", "from", "in", "into", "of", "on", "over",
    "than", "through", "to", "toward", "towards", "under", "with", "without",
})  # fmt: skip


# Words that end an apposition.
APPOSITION_ENDS = PREPOSITIONS - {"of"} | {"who", "which", "that", "said", "says"}


def describe_mentions(text: str, sentence: Sentence) -> Iterator[Described]:
    """Yield the names of ``sentence``, each with what stands around it."""
    words = read_words(text, sentence.span)
    for mention in find_mentions(text, sentence.span):
        end = mention.first + len(mention.words)
        after = words[end : end + APPOSITION]
        before = words[max(0, mention.first - BEFORE) : mention.first]
        roles, apposed_owner = _roles(text, mention, before, after)
        yield Described(mention, roles, _owner(text, mention, before), apposed_owner, _speaks(before, after))


@cache
def _skipped() -> frozenset[str]:
    """Return the words that may stand between a name and its verb."""
    return load_words("titles") | load_words("body_nouns") | role_titles() | {"the"}


def _speaks(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Tell whether a reporting verb or "according to" stands beside the name, titles and articles left out."""
    skipped = _skipped()
    previous = [word.key for word in before if word.key not in skipped]
    if previous[-2:] == ["according", "to"] or (previous and previous[-1] in speaking_verbs()):
        return True
    following = [word.key for word in after[:3] if word.key not in {"also", "has", "had", "later"}]
    return bool(following) and following[0] in speaking_verbs()


@cache
def speaking_verbs() -> frozenset[str]:
    """Return the finite forms of the verbs that introduce speech."""
    rows = (row for row in load_rows("reporting_verbs") if row["kind"] == "speech" and " " not in row["verb"])
    return frozenset(form for row in rows for form in verb_forms(row["verb"]) if not form.endswith("ing"))


def _owner(text: str, mention: NameMention, before: Sequence[Word]) -> str:
    """Return the place before a name that it belongs to ("South Korea's")."""
    if not before or not before[-1].possessive or not before[-1].capital:
        return ""
    if text[before[-1].end : mention.words[0].start].strip(" '’s"):
        return ""
    words = [word.key for word in before if word.capital]
    return " ".join(words[-2:])


def _roles(
    text: str, mention: NameMention, before: Sequence[Word], after: Sequence[Word]
) -> tuple[frozenset[str], str]:
    """Return the nouns that titles and appositions call the name by, and the owner that the apposition names."""
    roles = {noun for title in mention.titles for noun in nouns_of_title(title)}
    owner = ""
    if before and before[-1].key in _describing() and not text[before[-1].end : mention.words[0].start].strip(" ,"):
        roles.add(before[-1].key)
    if after and after[0].key in load_words("body_nouns") and not text[mention.span.end : after[0].start].strip():
        roles.add(after[0].key)  # "the Border Watch group"
    following = text[mention.span.end : mention.span.end + 2].rstrip()  # not '"... in Ohio," the governor said'
    bracket = text[mention.span.end : mention.span.end + 12].partition(")")
    if following == "," or (bracket[0].startswith(" (") and bracket[2].startswith(",")):
        apposed = list(_apposed(text, after))
        roles |= {noun for noun, _ in apposed}
        owner = next((owner for _, owner in apposed if owner), "")
    return frozenset(roles), owner


def _apposed(text: str, after: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the describing nouns of the apposition that ``after`` begins with, each with the owner before it."""
    owner = ""
    for number, word in enumerate(after):
        if number and "," in text[after[number - 1].end : word.start] and number > 1:
            return
        if word.key in APPOSITION_ENDS:
            return
        if word.possessive and word.capital:
            owner = " ".join(other.key for other in after[max(0, number - 1) : number + 1] if other.capital)
        if word.key in _describing():
            told = after[number + 1 : number + 2]
            if told and told[0].key in speaking_verbs() and not text[word.end : told[0].start].strip():
                return  # "in the town of Kelo, the agency said"
            yield word.key, owner
            previous = after[number - 1] if number else None
            if previous and not previous.capital and previous.key not in load_words("function_words"):
                yield f"{previous.key} {word.key}", owner


@cache
def _describing() -> frozenset[str]:
    return role_titles() | load_words("body_nouns")
