"""Which sentences of an article tell whom its sources stand for."""

from collections.abc import Iterable, Sequence

from pipeline.find.speakers.mentions import is_common, role_titles
from pipeline.find.speakers.phrases import DEFINITE, FIGURES, PRONOUNS, Phrase, is_description, read_phrase
from pipeline.lexicons import load_words
from pipeline.types import CharSpan, Sentence


def sentences_about(text: str, sentences: Sequence[Sentence], sources: Iterable[CharSpan]) -> Sequence[Sentence]:
    """Return, in text order, the sentences that may name one of ``sources``.

    A name stands for a longer one that shares a word with it; for anything else all sentences count.
    """
    names: set[str] = set()
    for source in sources:
        phrase = read_phrase(text, source)
        if phrase.core and (_refers(phrase) or _refers_behind(phrase)):
            return sentences
        names |= {word.key for word in (*phrase.core, *phrase.rest) if word.capital and not is_common(word)}
        names |= {phrase.noun.key} if phrase.core else set()  # "the study" may be the "Lake Study"
    return [sentence for sentence in sentences if _holds(text, sentence, names)]


def _holds(text: str, sentence: Sentence, names: set[str]) -> bool:
    plain = text[sentence.span.start : sentence.span.end].casefold().replace(".", "")
    return any(name in plain for name in names)


def _refers(phrase: Phrase) -> bool:
    """Tell a pronoun, a short form, or a description of a person or body ("the ministry") from a name."""
    noun = phrase.noun
    if noun.key in PRONOUNS:
        return True
    if noun.capital:
        return any(len(word.key) > 1 and word.plain.isupper() for word in phrase.core)
    named = noun.key in role_titles() or {noun.key, noun.key.removesuffix("s")} & load_words("body_nouns")
    return bool(named) and is_description(phrase)


def _refers_behind(phrase: Phrase) -> bool:
    """Tell whether figures are those of somebody who is not named: "the agency's data", "figures from the ministry"."""
    if phrase.noun.key not in FIGURES:
        return False
    owned = any(word.key in PRONOUNS or (word.possessive and not word.capital) for word in phrase.core)
    return owned or any(word.key in DEFINITE | PRONOUNS for word in phrase.rest)
