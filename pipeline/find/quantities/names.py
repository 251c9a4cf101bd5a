"""Numbers that are names or parts of them: sections, models, codes, phone numbers, addresses, ordinals."""

import re
from functools import cache

from pipeline.find.quantities.neighbours import counts_things, word_before
from pipeline.find.quantities.pieces import Piece
from pipeline.lexicons import load_rows
from pipeline.lexicons.contexts import CONTEXTS, any_of
from pipeline.lexicons.verbs import listed_forms
from pipeline.numerals.numeral import NumeralKind

# How a code looks from its first digit on; the first that fits counts.
_LOOKS = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("phone", r"\d{3,5}(?:\)\s?|[.-])\d{3,4}[\s.-]\d{3,4}(?!\d|[,.]\d)|\d{3}-\d{4}(?![\d-])|1-8\d\d-[\w-]{7,12}"),
        ("ordinal", r"\d+(?:,\d{3}){0,4}(?:st|nd|rd|th)(?![^\W_])"),
        ("identifier", r"\d+\.\d+\.\d+[\w.]{0,20}|\d{1,4}-\d{1,4}-\d{1,4}(?![\d-])"),
        ("section", r"\d{1,4}\([a-z]\)|(?:401|403|457|529)k(?![^\W_])"),  # savings plans named by a section of the law
        ("section", r"[1-3]\s[A-Z][a-z]{2,14}\s\d{1,3}:\d{1,3}(?:[-–]\d{1,3})?(?![\d:])"),  # a verse of a holy book
        ("ratio", r"\d{1,3}:\d{1,3}(?![\d:])"),
        (
            "identifier",
            r"(?:360|480|720|1080|1440|2160)p(?![^\W_])|[248][kK]\s(?:video|tv|screens?|displays?|cameras?|footage)",
        ),
        ("name", r"\.?\d{1,3}-cal(?:iber|ibre|\.)|\d{2}-something"),
        (
            "address",
            rf"\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:(?!(?:On|In|At|Of|The|And|To|For)\s)[A-Z][\w'’.-]{{1,20}}\s){{1,3}}(?:\d{{1,3}}(?:st|nd|rd|th)\s)?(?:{any_of('street')})(?![^\W_])",
        ),
    )
)
# A digit with a letter behind one letter and a hyphen: an H-1B visa.
_LETTERED = re.compile(r"(?<![^\W_])[A-Z]-\Z")
# A number alone in square brackets points to a source; one before a lone closing bracket opens an item of a list.
_CITED = re.compile(r"\d{1,4}\]")
_ITEM = re.compile(r"\d{1,2}\)\s")
_INTERNATIONAL = re.compile(r"\d{1,3}(?:[\s.-]\d{2,5}){2,5}")
_AREA_CODE = re.compile(r"\(\+?\d[\d\s-]{0,8}\)\s?\Z")
_LOCAL = re.compile(r"\d{2,4}[\s-]\d{3,4}(?:[\s-]\d{2,4}){0,2}(?!\d)")
_NUMBERED = {row["word"]: row["case"] for row in load_rows("numbered_things")}
_NUMBER_SIGN = re.compile(r"(?:\b(?:[Nn]os?\.|№)\s?|\b[Nn]umber\s|\bNo\s(?=\d))\Z")
# The numbers that call for help, where a call is meant.
EMERGENCY = frozenset({911, 999, 112})
_CALL = re.compile(r"[\s-](?:call|operator|dispatch|emergency|recording|tape)")
_PADDED = re.compile(r"0\d")
_WORD_REST = re.compile(r"[\w-]{0,40}")
_LINKS = frozenset({"-to-", "-in-", "-of-", "-or-"})
_STATE = re.compile(r"(?<![^\W_])[A-Z]{2},?\s\Z")
# Grouped or with decimals it is an amount; a model or section number is written plainly.
_GROUPED = re.compile(r"\d[,.]\d")
_COUNTED_NAMES = re.compile(r"[\s-][A-Z][a-z]{1,20}(?:s|ese|i)\b|\s(?:were|are|have|had|of)\b|-[a-z]")
_SCORE_BEHIND = re.compile(r"[-–]\d{1,3}(?!\d)")
_SMALL = re.compile(r"(?<![^\W\d_])[a-z]\w{3}")  # no headline in capitals has a long word without one
_VERSION = re.compile(r"[2-9]\.0")  # "Web 2.0"
_PAIRED = re.compile(r"(?:\sto\s|-to-)\d")
_CAPITAL_BEHIND = re.compile(r"\s[A-Z]")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_GROUP_NAME = re.compile(r"\b(?:(?:Group|Gang|Council)\sof|Big)\s\Z")
_LISTED = re.compile(r"\d[^.\d]{0,60}[,;]\s(?:and\s)?\Z")
_LARGEST_SECTION = 100_000
_HIGHEST_SCORE = 200


def find_code(text: str, piece: Piece, low: int, high: int) -> tuple[str, int] | None:
    """Return the reason and the end of the code or phone number at the number of ``piece``, None if there is none."""
    numeral = piece.numeral
    if "too_long" in numeral.flags:
        return "identifier", numeral.end
    if numeral.kind is NumeralKind.WORDS:
        return None
    start = numeral.start
    before = text[max(low, start - 2) : start]
    if before.endswith(("#", "§")):
        return ("identifier" if before[-1] == "#" else "section"), piece.end
    if before in ('="', "='"):  # an attribute of mark-up
        return "identifier", piece.end
    if before.endswith("+") and not piece.unit and (phone := _INTERNATIONAL.match(text, start, high)):
        return "phone", phone.end()
    if before[-1:] == "[" and _CITED.match(text, start, high):
        return "identifier", piece.end
    if before[-1:] in ("", " ") and _ITEM.match(text, start, high) and _unopened(text, low, start):
        return "section", piece.end
    if before[-1:] == "-" and text[piece.end - 1].isupper() and _LETTERED.search(text, max(low, start - 3), start):
        return "identifier", piece.end
    phone = _LOCAL.match(text, start, high) if before.endswith((")", ") ")) else None
    if phone and _AREA_CODE.search(text, max(low, start - 12), start):
        return "phone", phone.end()
    if not piece.leads and not before[-1:].isalnum() and before[-1:] not in (".", "_"):
        for reason, look in _LOOKS:
            if match := look.match(text, start, high):
                return reason, max(match.end(), piece.end)
    if _PADDED.match(text, start, high) and not piece.leads:  # "0203"
        return "identifier", piece.end
    if piece.rule == "duration" and _is_title(text, piece, low, high):  # "60 Minutes"
        return "name", piece.end
    if "slash" in numeral.flags:
        return "identifier", piece.end
    if _is_glued(text, piece, low, high):
        rest = _WORD_REST.match(text, piece.end)
        return "identifier", rest.end() if rest else piece.end
    return None


def _unopened(text: str, low: int, position: int) -> bool:
    """Tell whether no bracket is open at ``position``."""
    return text.rfind("(", low, position) <= text.rfind(")", low, position)


def _is_title(text: str, piece: Piece, low: int, high: int) -> bool:
    """Find a unit word with a capital in running text, as in the title of a programme."""
    word = text[piece.numeral.end : piece.end].lstrip(" -")
    return len(word) > 3 and word[0].isupper() and word[1:].islower() and not _title_case(text, low, high)


def _is_glued(text: str, piece: Piece, low: int, high: int) -> bool:
    """Find letters that make the number a part of a name: S23, F-16, mp3, 4x4, 7-Eleven, 3D."""
    start, end = piece.start, piece.end
    before, behind = text[max(low, start - 4) : start], text[end : min(high, end + 3)]
    if before and (before[-1].isalnum() or before[-1] in "_@&\\"):
        return True
    signed = piece.leads or piece.unit or piece.scale != 1
    if len(before) > 1 and before[-1] in "-/." and before[-2].isalpha() and not signed and before not in _LINKS:
        return True
    if behind and (behind[0].isalpha() or behind[0] == "_") and end == piece.numeral.end:
        return not _GROUPED.search(text, start, end)  # "30,000e-mails" lacks a space, "3D" is a name
    capital = len(behind) == 3 and behind[0] == "-" and behind[1].isupper() and behind[2].islower()
    return capital and piece.bare and not _opens(text, low, start) and not _title_case(text, low, high)


def find_name(text: str, piece: Piece, low: int, high: int) -> str:
    """Return why a bare number is part of a name ("section", "identifier", "name"), "" if it is not."""
    numeral = piece.numeral
    start, end = numeral.start, numeral.end
    counted = counts_things(text, end, high)
    previous = word_before(text, start, low)
    if previous.lower() == "per":
        return "denominator"
    if numeral.value in EMERGENCY and _CALL.match(text, end, high):
        return "identifier"
    sign = _NUMBER_SIGN.search(text, max(low, start - 8), start) if numeral.value < 1000 else None
    if sign and (not counted or "." in sign[0]):
        return "identifier"
    named = previous.lower().replace("’", "'")
    case = _NUMBERED.get(named) or _NUMBERED.get(named.removesuffix("s"))
    plainly = not _GROUPED.search(text, start, end) and numeral.value < _LARGEST_SECTION
    if case and (case == "any" or previous != previous.lower()) and plainly:
        return "section" if case == "any" else "name"
    if end - start == 5 and text[start:end].isdigit() and _STATE.search(text, low, start):
        return "identifier"  # a zip code
    if previous[:1].isalpha() and _VERSION.fullmatch(text, start, end):
        return "name"
    if _SCORE_BEHIND.match(text, end, high) and numeral.value <= _HIGHEST_SCORE:
        return ""  # what two numbers are is told by both
    return "name" if _closes_name(text, piece, previous, low, high) else ""


def _closes_name(text: str, piece: Piece, previous: str, low: int, high: int) -> bool:
    """Find a number that closes a name ("Windows 10", "Big Three"): a capital before it and nothing to count behind."""
    start, end = piece.numeral.start, piece.numeral.end
    if not previous:
        return False
    if piece.numeral.kind is not NumeralKind.DIGITS:
        if text[start - 2] == ".":
            return False
        group = _GROUP_NAME.search(text, max(low, start - 12), start) is not None
        return text[start].isupper() and (group or not _title_case(text, low, high))
    if previous.lower() in _acting():  # "Blast Kills 18, Wounds 40"
        return False
    if not previous[0].isupper() or _GROUPED.search(text, start, end):
        return False
    if _PAIRED.match(text, end, high):  # "leads Lee 46 to 40 percent", "trails Lee 458 to 359"
        return False
    owned = previous.endswith(_POSSESSIVES) and not _CAPITAL_BEHIND.match(text, end, high)
    if owned or previous.lower() in CONTEXTS["party"]:  # "Lee's 538", "Democrats 10"
        return False
    before = start - len(previous) - 1
    if _LISTED.search(text, max(low, before - 70), before):  # "Lee has 253, Park 214"
        return False
    opens = _opens(text, low, before)
    capital = _CAPITAL_BEHIND.match(text, end, high) is not None
    if piece.value > 1 and capital and not _SMALL.search(text, low, high):  # "Lee Just Said 3 Words About Rents"
        return False
    return not opens and not counts_things(text, end, high) and not _COUNTED_NAMES.match(text, end, high)


@cache
def _acting() -> frozenset[str]:
    """Return the verbs that headlines put before a number."""
    return listed_forms("harming_verbs") | listed_forms("change_verbs")


def _opens(text: str, low: int, position: int) -> bool:
    """Tell whether nothing but white space, quotes and dashes stands between ``low`` and ``position``."""
    return position - low < 12 and not text[low:position].strip(" \t\n\"'“‘(—–-")


def _title_case(text: str, low: int, high: int) -> bool:
    """Tell a headline, where nearly every long word has a capital, from running text."""
    words = [word for word in text[low : min(high, low + 200)].split() if len(word) > 3 and word[0].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words)
