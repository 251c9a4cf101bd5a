"""Is a text English? (py3langid's adapter; without it every text is taken for English.)"""

from functools import cache
from typing import TYPE_CHECKING

from pipeline.errors import ArticleError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Characters looked at, in the middle of the text; page furniture stands at its ends.
SAMPLE = 1000
# Shorter texts say too little.
SHORTEST = 80
# A text is refused only when another language is this probable: English of 100 characters was never given above 0.6.
SURE = 0.8
# Of English words every seventh is one of these, of no other language every sixteenth; where they are, the model,
# which takes a second to load, is not asked.
ENGLISH_WORDS = frozenset({"the", "and", "of", "that", "with", "from", "were", "said", "their"})
ENGLISH_SHARE = 1 / 16
# Nigerian Pidgin, which terse English is taken for, and "no language" (figures, names).
AS_GOOD_AS_ENGLISH = frozenset({"en", "pcm", "zxx"})


def refuse_foreign(text: str) -> None:
    """Raise ArticleError where both the middle of ``text`` and its beginning are surely in another language."""
    middle = max(len(text) - SAMPLE, 0) // 2
    language = _foreign(text[middle : middle + SAMPLE])
    if language and (middle == 0 or _foreign(text[:SAMPLE])):
        raise ArticleError("not_english", f"expected English, found the language {language!r}")


def _foreign(sample: str) -> str:
    words = sample.lower().split()
    if len(sample) < SHORTEST or sum(word in ENGLISH_WORDS for word in words) >= ENGLISH_SHARE * len(words):
        return ""
    identifier = _identifier()
    if identifier is None:
        return ""
    language, probability = identifier.classify(sample)
    return language if language not in AS_GOOD_AS_ENGLISH and probability >= SURE else ""


@cache
def _identifier() -> "LanguageIdentifier | None":
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:  # the extra "html" is not installed
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
