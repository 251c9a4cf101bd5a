"""Articles written onto names: the "al-" of "Omar al-Haddad", the "d'" of "Anne d'Arcy"."""

import re

# In small letters, as most papers write them; "pro-", "anti-", "ex-" make no name.
_ARTICLE = re.compile(r"(?:(?:a[dlnrstz]|ash|adh|ath|ed|el|es|ul)-|[dl]['’])(?=[^\W\d_])", re.IGNORECASE)


def has_article(word: str) -> bool:
    """Tell whether ``word`` is a name with its article before it, whose capital comes behind the mark.

    >>> has_article("al-Haddad"), has_article("anti-Haddad"), has_article("al-qaida")
    (True, False, False)
    """
    article = _ARTICLE.match(word)
    return article is not None and word[article.end()].isupper()


def without_article(word: str) -> str:
    """Return ``word`` without the article written onto it.

    >>> without_article("al-haddad"), without_article("alder")
    ('haddad', 'alder')
    """
    article = _ARTICLE.match(word)
    return word[article.end() :] if article else word
