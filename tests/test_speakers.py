"""From a source as written to whom it stands for: full names, descriptions, pronouns, and those without a name."""

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotate import Annotator
from pipeline.find.speakers import find_names, resolve_speaker
from pipeline.types import CharSpan, Layout, Sentence, SentenceKind, SourceKind, Speaker

PERSON, BODY, PLACE = SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.PLACE
GROUP, DOCUMENT, UNNAMED = SourceKind.GROUP, SourceKind.DOCUMENT, SourceKind.UNNAMED
DESCRIBED, PRONOUN = ("who_by_description",), ("who_by_pronoun",)
TIE, LOST = ("who_ambiguous",), ("pronoun_unresolved",)

# The source stands in square brackets; "|" ends a sentence.
NAMES = [
    ("[Anna Keller] said so.", "Anna Keller", PERSON, (), "a full name stands for itself"),
    ("Anna Keller spoke. | Later, [Keller] said so.", "Anna Keller", PERSON, (), "a surname"),
    ("[Keller] said so. | Anna Keller spoke.", "Anna Keller", PERSON, (), "the full name comes later"),
    ("Anna Keller spoke. | [Ms. Keller] said so.", "Anna Keller", PERSON, (), "title and surname"),
    ("Anna Keller spoke. | [Sen. Keller] said so.", "Anna Keller", PERSON, (), "short title and surname"),
    ("Anna Keller spoke. | [Senator Anna Keller] said so.", "Anna Keller", PERSON, (), "title and full name"),
    ("Anna Keller spoke. | [Former Senator Keller] said so.", "Anna Keller", PERSON, (), "what she was"),
    ("Anna Keller spoke. | [Anna] said so.", "Anna Keller", PERSON, (), "a given name"),
    ("Anna B. Keller spoke. | [Anna Keller] said so.", "Anna B. Keller", PERSON, (), "without the middle initial"),
    ("Anna Keller spoke. | [Thomas Brandt] said so.", "Thomas Brandt", PERSON, (), "nobody else"),
    ("Anna Keller spoke. | [Mr. Brandt] said so.", "Brandt", PERSON, (), "a surname that nobody here has"),
    ("Maria van der Berg spoke. | [Van der Berg] said so.", "Maria van der Berg", PERSON, (),
     "a surname of three words"),
    ("[pro-Keller farmers] said so.", "pro-Keller farmers", GROUP, (), "a prefix makes no name"),
    ("Omar al-Haddad spoke. | [Al-Haddad] said so.", "Omar al-Haddad", PERSON, (), "a surname with its article"),
    ("Omar al-Haddad spoke. | [Haddad] said so.", "Omar al-Haddad", PERSON, (), "a surname without its article"),
    ("Anna d'Arcy spoke. | [D'Arcy] said so.", "Anna d'Arcy", PERSON, (), "an article of one letter"),
    ("Maria de la Cruz spoke. | [De la Cruz] said so.", "Maria de la Cruz", PERSON, (), "a surname with two particles"),
    ("[German Chancellor Anna Keller] said so.", "Anna Keller", PERSON, (), "nationality and office before the name"),
    ("[Anna Keller, the mayor of Halden] said so.", "Anna Keller", PERSON, (), "what she is after the name"),
    ("[Port director Anna Keller] said so.", "Anna Keller", PERSON, (), "an office before the name"),
    ("[a spokeswoman, Anna Keller], said so.", "Anna Keller", PERSON, (), "the name in apposition"),
    ("Anna Keller spoke. | [Keller’s] figures say so.", "Anna Keller", PERSON, (), "possessive, curly"),
    ("Anna Keller spoke. | [Keller's] figures say so.", "Anna Keller", PERSON, (), "possessive, straight"),
    ("[Anna Keller and Thomas Brandt] said so.", "Anna Keller and Thomas Brandt", GROUP, (), "two people"),
    # family name first
    ("[Secretary of State Anna Keller] said so.", "Anna Keller", PERSON, (), "an office with its field"),
    ("[Minister of Finance Okwo Benzar] said so.", "Okwo Benzar", PERSON, (), "a field before an unusual name"),
    ("[Minister of Health and Sport Tervo Lind] said so.", "Tervo Lind", PERSON, (), "two fields"),
    ("[Speaker of the House Anna Keller] said so.", "Anna Keller", PERSON, (), "an office of a house"),
    ("The World Health Organization (WHO) met. | [The WHO] said so.", "World Health Organization", BODY, (),
     "initials like a pronoun"),
    ("The Department of Coastal Safety met. | [CS] said so.", "Department of Coastal Safety", BODY, (),
     "initials of what stands behind 'of'"),
    ("[The Halden County Sheriff's Office] said so.", "Halden County Sheriff's Office", BODY, (),
     "a sheriff's office"),
    ("[Sheriff Keller's office] said so.", "Sheriff Keller's office", BODY, (), "the office of somebody named"),
    ("[The mayor of Halden, Anna Keller], said so.", "Anna Keller", PERSON, (), "the name behind the town"),
    ("[A spokeswoman for the port, Anna Keller], said so.", "Anna Keller", PERSON, (), "the name behind the port"),
    ("[A spokeswoman for the port, a ferry firm], said so.", "spokeswoman for the port, a ferry firm", UNNAMED, (),
     "no name behind the port"),
    ("The Halden Times wrote. | [The Times] said so.", "Halden Times", BODY, (), "a newspaper by its last word"),
    ("Port Mayor Anna Church spoke. | [Church] said so.", "Anna Church", PERSON, (), "a surname like a body"),
    ('"We met in Halden," the mayor said. | [The mayor] said so.', "mayor", UNNAMED, (),
     "no apposition behind a quotation"),
    ("Kim Min-ho spoke. | [Kim] said so.", "Kim Min-ho", PERSON, (), "family name first"),
    ("Kim Min-ho spoke. | [Mr. Kim] said so.", "Kim Min-ho", PERSON, (), "family name first, with title"),
    ("Min-ho Kim spoke. | [Kim] said so.", "Min-ho Kim", PERSON, (), "the same name turned round"),
    ("Nguyen Van Minh spoke. | [Minh] said so.", "Nguyen Van Minh", PERSON, (), "by the given name, which is last"),
    # two that fit
    ("Anna Keller met Paul Keller. | [Keller] said so.", "Paul Keller", PERSON, TIE,
     "two of a name: the last, flagged"),
    ("Anna Keller met Paul Keller. | [Mr. Keller] said so.", "Paul Keller", PERSON, (), "a title that tells a man"),
    ("Anna Keller met Paul Keller. | [Ms. Keller] said so.", "Anna Keller", PERSON, (), "a title that tells a woman"),
    ("Anna Keller met Paul Keller. | [Dr. Keller] said so.", "Paul Keller", PERSON, TIE, "a title that tells nothing"),
    ("Anna Keller met Paul Keller. | [Paul Keller] said so.", "Paul Keller", PERSON, (), "the full name is no tie"),
    ("[Keller] said so. | Anna Keller met Paul Keller.", "Keller", PERSON, TIE, "none named before: as written"),
    # bodies
    ("The Coastal Safety Board (CSB) met. | [The CSB] said so.", "Coastal Safety Board", BODY, (),
     "defined in brackets"),
    ("The CSB (Coastal Safety Board) met. | [The CSB] said so.", "Coastal Safety Board", BODY, (),
     "long form in brackets"),
    ("The Coastal Safety Board met. | [The CSB] said so.", "Coastal Safety Board", BODY, (), "spelled by the initials"),
    ("The Board of Coastal Safety met. | [BCS] said so.", "Board of Coastal Safety", BODY, (), "initials without 'of'"),
    ("The Coastal Safety Board met. | [The XQR] said so.", "XQR", BODY, (), "initials of another"),
    ("Experts of the World Health Organization met. | [The WHO] said so.", "World Health Organization", BODY, (),
     "initials that are a word"),
    ("[a WHO spokesman in Oslo] said so.", "WHO spokesman in Oslo", UNNAMED, (), "no relative clause"),
    ("[The CSB] said so.", "CSB", BODY, (), "never spelled out"),
    ("[The Coastal Safety Board] said so.", "Coastal Safety Board", BODY, (), "without its article"),
    ("[Norway's Coastal Safety Board] said so.", "Coastal Safety Board", BODY, (), "without whose it is"),
    ("[Norway’s Coastal Safety Board] said so.", "Coastal Safety Board", BODY, (), "without whose it is, curly"),
    ("The Fishing Agency met. | [The Norwegian Fishing Agency] said so.", "Fishing Agency", BODY, (),
     "without its nationality where the rest is named alone"),
    ("[British Airways] said so.", "British Airways", BODY, (), "a nationality that is part of the name"),
    ("[Coastal Safety Board estimates] say so.", "Coastal Safety Board", BODY, (), "whose figures they are"),
    ("The Coastal Safety Board met. | [data released on Friday by the board] say so.", "Coastal Safety Board", BODY,
     DESCRIBED, "by whom they were released"),
    ("The Coastal Safety Board met. | [information presented by the Coastal Safety Board at a meeting] says so.",
     "Coastal Safety Board", BODY, (), "by whom it was presented"),
    ("[The Union ministry of health] said so.", "Union ministry of health", BODY, (), "no name inside the description"),
    ("Halden Motors Inc. fell. | [Halden] said so.", "Halden Motors Inc.", BODY, (), "the first word of a company"),
    ("The World Bank met. | [Bank] said so.", "Bank", BODY, (), "a word of bodies is no short form"),
    ("[Germany] said so.", "Germany", PLACE, (), "a country"),
    ("[Keller University] said so.", "Keller University", BODY, (), "a body with a family's name"),
    ("Anna Keller left the Keller Harbour Hotel. | [Keller] said so.", "Anna Keller", PERSON, (),
     "the bare surname is no hotel"),
    ("Anna Keller spoke. | [Keller Wednesday] said so.", "Anna Keller", PERSON, (), "a day behind a name"),
    ("Anna Keller met Mr. Keller. | Ms. Keller left. | [Mr. Keller] said so.", "Keller", PERSON, (), "her husband"),
    ("Anna Keller met Mr. Keller. | Mr. Keller left. | [Ms. Keller] said so.", "Anna Keller", PERSON, (),
     "not her husband"),
    ("Anna Keller met Mr. Keller. | [Keller] said so.", "Anna Keller", PERSON, (), "the bare surname is hers"),
    ("[The head of the union, Anna Keller,] said so.", "Anna Keller", PERSON, (), "who holds an office"),
    ("[The head of the Harbour Board (HB), Omar al-Masri,] said so.", "Omar al-Masri", PERSON, (),
     "who holds an office of a body in brackets"),
    ("[The mayor of Halden, Norway,] said so.", "mayor of Halden, Norway", UNNAMED, (), "where an office is"),
    ("Omar al-Masri spoke. | [Masri] said so.", "Omar al-Masri", PERSON, (), "a surname without its article"),
    ("[Responding, Anna Keller, the mayor,] said so.", "Anna Keller", PERSON, (), "a participle before the name"),
    ("Anna Keller spoke. | [Cllr Keller] said so.", "Anna Keller", PERSON, (), "a councillor"),
    ("[22nd Century Foods Inc.] said so.", "22nd Century Foods Inc.", BODY, (), "an ordinal in a name"),
    ("[The 44th President Anna Keller] said so.", "Anna Keller", PERSON, (), "an ordinal before an office"),
    ("The Halden Group Price Index rose. | [Halden Group] said so.", "Halden Group", BODY, (), "not its index"),
    ("[The director of Harbour Aid Anna Keller] said so.", "Anna Keller", PERSON, (), "a name right behind a body's"),
    ("[The director of the Bank of Halden] said so.", "director of the Bank of Halden", UNNAMED, (), "a body alone"),
    ("[US Secretary of the Interior Anna Keller] said so.", "Anna Keller", PERSON, (), "an office of something"),
    ("Chief Secretary to the Treasury Paul Keller spoke. | [He] said so.", "Paul Keller", PERSON, ("who_by_pronoun",),
     "an office to something"),
    ("Minister for Rural Affairs Anna Keller spoke. | [Keller] said so.", "Anna Keller", PERSON, (), "for it"),
    ("[The president of the Anna Keller Trust] said so.", "president of the Anna Keller Trust", UNNAMED, (),
     "a body with a given name"),
    ("[Separate CSB data] show so.", "CSB", BODY, (), "a word that opens the sentence before a body's name"),
]  # fmt: skip

DESCRIPTIONS = [
    ("The Coastal Safety Agency met. | [The agency] said so.", "Coastal Safety Agency", BODY, DESCRIBED,
     "the last word of its name"),
    ("The Coastal Safety Board met. | [The agency] said so.", "agency", BODY, (), "a name that does not bear it out"),
    ("Halden Motors Inc. fell. | [The company] said so.", "Halden Motors Inc.", BODY, DESCRIBED, "a company"),
    ("Sen. Anna Keller spoke. | [The senator] said so.", "Anna Keller", PERSON, DESCRIBED, "her title"),
    ("Sen. Anna Keller spoke. | [The lawmaker] said so.", "Anna Keller", PERSON, DESCRIBED, "what her title means"),
    ("Anna Keller, a lawyer for the miners, spoke. | [The lawyer] said so.", "Anna Keller", PERSON, DESCRIBED,
     "an apposition"),
    ("Sen. Anna Keller spoke. | [The analyst] said so.", "analyst", UNNAMED, (), "a role she does not have"),
    ("Sen. Anna Keller spoke. | [A lawmaker] said so.", "lawmaker", UNNAMED, (), "an indefinite one is somebody else"),
    ("The Coastal Safety Agency met. | [An agency] said so.", "agency", BODY, (), "an indefinite body is another"),
    ("The Coastal Safety Agency met the Fishing Agency. | [The agency] said so.", "agency", BODY, (),
     "two in one sentence: as written"),
    ("The Coastal Safety Agency met. | The Fishing Agency met. | [The agency] said so.", "Fishing Agency", BODY,
     DESCRIBED, "two in turn: the last"),
    ("It sank in the town of Kelo, the agency said. | [The agency] said so.", "agency", BODY, (),
     "who speaks behind a comma is no place"),
    ("A port official spoke. | [The official] said so.", "port official", UNNAMED, DESCRIBED, "as it was introduced"),
    ("Norway's air force met. | [The air force] said so.", "Norway's air force", BODY, DESCRIBED, "whose it is"),
]  # fmt: skip

WITHOUT_NAME = [
    ("[Two officials familiar with the talks] said so.", "Two officials familiar with the talks", GROUP, (), "several"),
    ("[a person close to the deal] said so.", "person close to the deal", UNNAMED, (), "one"),
    ("[The police] said so.", "police", GROUP, (), "police"),
    ("[a source at the harbour] said so.", "source at the harbour", UNNAMED, (), "a source"),
    ("[Farmers] said so.", "Farmers", GROUP, (), "a capital that only opens the sentence"),
    ("[witnesses] said so.", "witnesses", GROUP, (), "witnesses"),
    ("[the health ministry] said so.", "health ministry", BODY, (), "a body without a name"),
    ("[A report] said so.", "report", DOCUMENT, (), "a document"),
    ("[The indictment] said so.", "indictment", DOCUMENT, (), "a court's paper"),
    ("[A study published in May] said so.", "study", DOCUMENT, (), "a document without when it came out"),
    ("[Preliminary data] say so.", "Preliminary data", DOCUMENT, (), "figures that are nobody's"),
    ("[a spokesman for the harbour] said so.", "spokesman for the harbour", UNNAMED, (), "whom he speaks for stays"),
    ("[Even the harbour's sternest critics, like Keller and Brandt,] said so.", "harbour's sternest critics", GROUP, (),
     "stress and examples left out"),
    ("[an early count tallied through Friday evening] said so.", "early count", DOCUMENT, (), "a count without when"),
    ("[a report sent by farmers on Monday] said so.", "report sent by farmers", DOCUMENT, (), "without the day"),
    ("[a poll of bakers released on Friday] said so.", "poll of bakers", DOCUMENT, (), "without the day it came out"),
    ("Farm ministry cuts outlook. | [The farm ministry] said so.", "farm ministry", BODY, (),
     "a word with a capital over a headline"),
    ("[first results of surveys conducted for the radio] said so.", "first results of surveys", DOCUMENT, (),
     "without whom they were taken for"),
    ("[one aide involved in the talks, who would not be named,] said so.",
     "one aide involved in the talks", UNNAMED, (), "without what is told of the source"),
    ("[official results announced Monday] said so.", "official results", DOCUMENT, (), "results without when"),
]  # fmt: skip

PRONOUNS = [
    ("The Coastal Safety Board lost ships, [its own figures] show.", "Coastal Safety Board", BODY, PRONOUN,
     "whose figures they are"),
    ("[His figures] say so.", "His figures", DOCUMENT, (), "figures of nobody known"),
    ("Anna Keller spoke. | [She] said so.", "Anna Keller", PERSON, PRONOUN, "she"),
    ("Thomas Brandt spoke. | [He] said so.", "Thomas Brandt", PERSON, PRONOUN, "he"),
    ("Anna Keller spoke. | [He] said so.", "He", UNNAMED, LOST, "he is no woman"),
    ("Thomas Brandt spoke. | [She] said so.", "She", UNNAMED, LOST, "she is no man"),
    ("Anna Keller said Thomas Brandt left. | [She] said so.", "Anna Keller", PERSON, PRONOUN, "she, beside a man"),
    ("Anna Keller said Thomas Brandt left. | [He] said so.", "Thomas Brandt", PERSON, PRONOUN, "he, beside a woman"),
    ("Anna Keller met Maria Brandt. | [She] said so.", "Anna Keller", PERSON, PRONOUN, "the subject before the object"),
    ("Ms. Okafo spoke. | [She] said so.", "Okafo", PERSON, PRONOUN, "a title tells"),
    ("Anna Keller spoke. | The harbour is shut. | [She] said so.", "Anna Keller", PERSON, PRONOUN,
     "over a sentence about no one"),
    ("The Coastal Safety Board met. | [It] said so.", "Coastal Safety Board", BODY, PRONOUN, "it"),
    ("The Coastal Safety Board met. | [They] said so.", "Coastal Safety Board", BODY, PRONOUN, "they, of one body"),
    ("Anna Keller spoke. | [It] said so.", "It", UNNAMED, LOST, "it is no person"),
    ("The Coastal Safety Board met. | [She] said so.", "She", UNNAMED, LOST, "she is no body"),
    ("[She] said so. | Anna Keller spoke.", "She", UNNAMED, LOST, "nobody before"),
    ("Anna Keller spoke. | [I] said so.", "I", UNNAMED, LOST, "the one who speaks is unknown here"),
    ("Anna Keller spoke. | [We] said so.", "We", UNNAMED, LOST, "those who speak are unknown here"),
    ("Anna Keller said so. | “Maria Brandt left.” | [She] said so.", "Anna Keller", PERSON, PRONOUN,
     "not one named in a quotation"),
    ("Anna Keller spoke." + " | The harbour is shut." * 8 + " | [She] said so.", "She", UNNAMED, LOST, "too far back"),
    ("Asked whether Paul Brandt, who once ran the port, might win, Thomas Keller frowned. | [He] said so.",
     "Thomas Keller", PERSON, PRONOUN, "the subject after an opening clause"),
    ("When Paul Brandt left, the crowd cheered. | [He] said so.", "Paul Brandt", PERSON, PRONOUN,
     "the only one named, in an opening clause"),
    ("Thomas Keller, a Halden Republican, spoke. | [He] said so.", "Thomas Keller", PERSON, PRONOUN,
     "a party member of some place is no name"),
    ("Anna Keller met Mr. Keller. | [He] said so.", "Keller", PERSON, PRONOUN, "he, her husband"),
]  # fmt: skip

# What only a parse tells.
WITH_PARSE = [
    ("Norway's defence ministry said it had struck bases and that all targets were hit. | [It] said so.",
     "Norway's defence ministry", BODY, PRONOUN, "a body that the tagger took for a name"),
    ("Developers built 40 homes. | [They] said so.", "Developers", GROUP, PRONOUN, "they, of many"),
    ("The health ministry met. | [It] said so.", "health ministry", BODY, PRONOUN, "it, of a body"),
    ("A spokesman spoke of delays. | [He] said so.", "spokesman", UNNAMED, PRONOUN, "he, of a spokesman"),
    ("Wang Xiaoming spoke. | [Wang] said so.", "Wang Xiaoming", PERSON, (), "family name first, without hyphen"),
    ("The couple said 40 homes were lost. | [They] said so.", "They", UNNAMED, LOST, "homes say nothing"),
    ("The boat sank. | [It] said so.", "It", UNNAMED, LOST, "a thing says nothing"),
]  # fmt: skip

Row = tuple[str, str, SourceKind, tuple[str, ...], str]


DOUBTFUL = [
    pytest.param(
        *("The Food and Drug Office met. | [The FDO] said so.", "Food and Drug Office", BODY, ()),
        marks=pytest.mark.xfail(strict=True, reason="'and' after the first word of a body parts it"),
        id="initials across 'and'",
    ),
    pytest.param(
        *("The United Nations met. | [The U.N.] said so.", "United Nations", BODY, ()),
        marks=pytest.mark.xfail(strict=True, reason="initials with full stops are not spelled out"),
        id="initials with full stops",
    ),
]


def _rows(*rows: Row) -> list[ParameterSet]:
    return [pytest.param(*row[:4], id=row[4]) for row in rows]


def _read(marked: str) -> tuple[str, Layout, CharSpan]:
    marked = marked.replace(" | ", "\n")
    text = marked.replace("[", "").replace("]", "")
    return text, _layout(text), CharSpan(marked.index("["), marked.index("]") - 1)


def _layout(text: str) -> Layout:
    sentences, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):  # from paragraph 1: the first might be a headline
        if line:
            sentences.append(Sentence(CharSpan(start, start + len(line)), SentenceKind.BODY, number))
        start += len(line) + 1
    return Layout(tuple(sentences), ())


@pytest.mark.parametrize(("marked", "name", "kind", "flags"), _rows(*NAMES, *DESCRIPTIONS, *WITHOUT_NAME, *PRONOUNS))
def test_speakers(marked: str, name: str, kind: SourceKind, flags: tuple[str, ...]) -> None:
    text, layout, source = _read(marked)
    assert resolve_speaker(text, find_names(text, layout, (), [source]), source) == Speaker(name, kind, flags)


@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "name", "kind", "flags"),
    [*_rows(*NAMES, *DESCRIPTIONS, *WITHOUT_NAME, *PRONOUNS, *WITH_PARSE), *DOUBTFUL],
)
def test_speakers_beside_a_parse(
    annotator: Annotator, marked: str, name: str, kind: SourceKind, flags: tuple[str, ...]
) -> None:
    text, layout, source = _read(marked)
    parsed = annotator.parse(text, layout.sentences)
    assert resolve_speaker(text, find_names(text, layout, parsed, [source]), source) == Speaker(name, kind, flags)


WORDS = ["Anna", "Keller", "Mr.", "the", "agency", "She", "it", "CSB", "(", ")", ",", "'s", "’", "of", "by", "\n",
         "and", "said", "U.S.", "-", "“", "é", "İ", "ﬁ", "data"]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.integers(0, 30),
    st.integers(1, 30),
)  # fmt: skip
def test_any_text_gives_a_speaker_on_one_line(words: list[str], start: int, length: int) -> None:
    text = " ".join(words)
    names = find_names(text, _layout(text), (), [CharSpan(0, len(text))])
    speaker = resolve_speaker(text, names, CharSpan(min(start, len(text)), min(start + length, len(text))))
    assert "\n" not in speaker.name
