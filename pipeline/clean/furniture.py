"""What on a page is not the article: one line at a time, each kind with the name it gives in rejected.csv."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.lexicons import load_rows, load_words

# Longer lines are prose, whatever they begin with.
LONGEST = 400
LONGEST_MENU = 300
LONGEST_DATE_LINE = 24

# A heading under which the lines without a full stop are links to other articles.
LIST_HEADING = re.compile(
    r"""(?:
        most\s(?:read|popular|viewed) | trending(?:\snow)? | related(?:\s(?:stories|articles|news|content|topics))?
        | more\s(?:stories|news|on\sthis\sstory) | top\sstories | you\smay\salso\slike | recommended(?:\sfor\syou)?
        | editors?['’]?s?\spicks? | read\snext | popular\snow | latest(?:\snews)?
    )\W{0,3}$""",
    re.IGNORECASE | re.VERBOSE,
)

# A credit at the end of a caption: in brackets, after its name, or an agency's name alone in brackets.
TRAILING_CREDIT = re.compile(
    r"""\s*(?:
        [(\[] (?:[^()\[\]\n]{0,60}\b)?
            (?:photo|image|picture|credit|courtesy|reuters|afp|ap|getty|epa|screen\scapture|handout|file)\b
            [^()\[\]\n]{0,60} [)\]]
        | \b(?:photo|credit|image|picture|photograph|source)s?\s?(?:by\s)?[:/]\s[^\n]{1,100}
        | [(\[][A-Z][\w\s&.-]{1,30}/\s?[^()\[\]\n]{1,40}[)\]]
        | ©\s?[^\n]{1,60}
        | \[(?-i:[A-Z][A-Z\s/&.,-]{2,40})\]
    )$""",
    re.IGNORECASE | re.VERBOSE,
)

# What every credit has, quickly looked for.
CREDIT_SIGN = re.compile(r"[)\]©:/]")

WORD = re.compile(r"\w[\w'’.-]*")
DIGIT = re.compile(r"\d")
DATE_WORD = re.compile(r"[^\s,;|·•()/:–—-]+")
SEPARATOR = re.compile(r"\s[|>»·•›]\s|\s/\s|\s{3,}")
END_MARKS = (".", "!", "?", "…")
CLOSERS = "\"'”’)]"


def furniture_reason(line: str) -> str:
    """Return why ``line`` (without outer white space) is furniture, "" if it may be text.

    >>> furniture_reason("57.2 F"), furniture_reason("27 comments"), furniture_reason("Home | News | Islands | Sport")
    ('weather', 'counter', 'navigation')
    >>> furniture_reason("Shares fell to 12 dollars")
    ''
    """
    if len(line) > LONGEST:
        return ""
    count, small = len(line.split()), line.lower()
    for reason, signs, pattern in _rules(count):
        if (not signs or _holds(small, signs)) and pattern.match(line):
            return reason
    if count <= LONGEST_DATE_LINE and _is_date_line(line):
        return "date_line"
    return "navigation" if _is_menu(line) or _says_nothing(small) else ""


def _holds(line: str, signs: Sequence[str]) -> bool:
    for sign in signs:  # noqa: SIM110 - a generator takes twice the time, and every line is asked
        if sign in line:
            return True
    return False


def ends_sentence(line: str) -> bool:
    """Tell whether ``line`` (without outer white space) ends as a sentence does.

    >>> ends_sentence("“Why?”"), ends_sentence("Why not")
    (True, False)
    """
    return line.rstrip(CLOSERS).endswith(END_MARKS)


def is_list_heading(line: str) -> bool:
    """Tell whether the lines under ``line`` are links to other articles, up to the next full sentence."""
    return LIST_HEADING.match(line) is not None


def credit_start(line: str) -> int:
    """Return where the credit at the end of ``line`` begins, the line's length if it has none.

    >>> line = "Two boats at the quay on Friday. (Image: Lantern Pictures)"
    >>> line[:credit_start(line)]
    'Two boats at the quay on Friday.'
    """
    from_here = max(line.find(" ") + 1, len(line) - 200)
    if not CREDIT_SIGN.search(line, from_here):
        return len(line)
    found = TRAILING_CREDIT.search(line, from_here)
    return found.start() if found and found.start() else len(line)


@cache
def _rules(words: int) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Return the rules for a line of so many words: why it is furniture, the signs it must hold, its pattern."""
    return tuple(
        (row["reason"], tuple(row["signs"].split()), re.compile(row["pattern"], re.IGNORECASE))
        for row in load_rows("furniture")
        if words <= int(row["most_words"])
    )


def _is_date_line(line: str) -> bool:
    """Tell whether ``line`` holds nothing but a date or time and the words around it."""
    if not DIGIT.search(line):
        return False
    words = [word.lower().rstrip(".") for word in DATE_WORD.findall(line)]
    numbers = [word for word in words if word[:1].isdigit()]
    others = [word for word in words if not word[:1].isdigit()]
    return (
        bool(numbers)
        and (bool(others) or line.count("/") == 2 or line.count("-") == 2)
        and all(len(number) <= 12 for number in numbers)
        and all(word in load_words("date_line_words") for word in others)
    )


def _says_nothing(line: str) -> bool:
    """Tell whether ``line`` has words, and only such as pages have: "home", "login"."""
    known = load_words("page_words")
    words = (match[0] for match in WORD.finditer(line))
    return next(words, "") in known and all(word in known for word in words)


def _is_menu(line: str) -> bool:
    """Tell whether ``line`` is a row of short entries between separators: "Home | News | World"."""
    if len(line) >= LONGEST_MENU or ends_sentence(line):
        return False
    entries = [entry for entry in SEPARATOR.split(line) if entry.strip()]
    return len(entries) >= 3 and all(len(entry.split()) <= 3 for entry in entries)
