"""English verb inflection: from a verb's base form to the forms that stand in text."""

from functools import cache

from pipeline.lexicons import load_words

# base -> (past, participle); the third person and the -ing form of these are regular.
IRREGULAR = {
    "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"), "bring": ("brought", "brought"),
    "build": ("built", "built"), "buy": ("bought", "bought"), "come": ("came", "come"), "cost": ("cost", "cost"),
    "cut": ("cut", "cut"), "do": ("did", "done"), "draw": ("drew", "drawn"), "fall": ("fell", "fallen"),
    "feel": ("felt", "felt"), "find": ("found", "found"), "forecast": ("forecast", "forecast"),
    "foresee": ("foresaw", "foreseen"), "get": ("got", "got"),
    "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"),
    "lead": ("led", "led"), "learn": ("learned", "learned"), "leave": ("left", "left"), "lose": ("lost", "lost"),
    "make": ("made", "made"), "mean": ("meant", "meant"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "read": ("read", "read"), "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said", "said"),
    "see": ("saw", "seen"), "send": ("sent", "sent"), "set": ("set", "set"), "shoot": ("shot", "shot"),
    "show": ("showed", "shown"),
    "speak": ("spoke", "spoken"), "spend": ("spent", "spent"), "stand": ("stood", "stood"), "swear": ("swore", "sworn"),
    "take": ("took", "taken"), "tell": ("told", "told"), "think": ("thought", "thought"),
    "understand": ("understood", "understood"), "write": ("wrote", "written"),
    "beat": ("beat", "beaten"), "burst": ("burst", "burst"), "drive": ("drove", "driven"),
    "flee": ("fled", "fled"), "hit": ("hit", "hit"), "hurt": ("hurt", "hurt"), "leap": ("leapt", "leapt"),
    "lend": ("lent", "lent"), "sell": ("sold", "sold"), "shrink": ("shrank", "shrunk"), "shed": ("shed", "shed"),
    "sink": ("sank", "sunk"), "slay": ("slew", "slain"), "slide": ("slid", "slid"), "split": ("split", "split"),
    "steal": ("stole", "stolen"), "strike": ("struck", "struck"), "swell": ("swelled", "swollen"),
    "win": ("won", "won"), "withdraw": ("withdrew", "withdrawn"),
}  # fmt: skip

# Verbs of more than one syllable that double the last consonant all the same.
DOUBLING = frozenset(
    {"admit", "aver", "commit", "kidnap", "outstrip", "permit", "prefer", "rebut", "quip", "refer", "submit"}
)
VOWELS = frozenset("aeiou")


@cache
def verb_forms(base: str) -> frozenset[str]:
    """Return all forms of the verb ``base``, itself included.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(verb_forms("say"))
    ['said', 'say', 'saying', 'says']
    """
    past, participle = IRREGULAR.get(base, (_with_ed(base),) * 2)
    return frozenset({base, _third_person(base), past, participle, _with_ing(base)})


def forms_of(*bases: str) -> frozenset[str]:
    """Return all forms of the verbs ``bases``.

    >>> sorted(forms_of("deny", "say"))
    ['denied', 'denies', 'deny', 'denying', 'said', 'say', 'saying', 'says']
    """
    return frozenset(form for base in bases for form in verb_forms(base))


@cache
def listed_forms(name: str) -> frozenset[str]:
    """Return all forms of the verbs in the word list ``name``.

    >>> "rose" in listed_forms("change_verbs")
    True
    """
    return forms_of(*load_words(name))


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and len(base) > 2:
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _doubled(base: str) -> str:
    """Double the last consonant of "cut", "plan", "admit"; leave "claim", "report", "show"."""
    short = sum(letter in VOWELS for letter in base) == 1
    closed = len(base) > 2 and base[-1] not in VOWELS | set("wxy") and base[-2] in VOWELS and base[-3] not in VOWELS
    return base + base[-1] if closed and (short or base in DOUBLING) else base
