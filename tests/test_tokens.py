"""Our own tokens mean what spaCy's do, on parses built by hand and on those of the model."""

import gc
from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from spacy.tokens import Doc as SpacyDoc

from pipeline.annotate import Annotator, Labels, read_parse
from pipeline.parsed import ParsedSentence
from pipeline.tokens import Doc, Parse, Token, build_doc
from pipeline.types import CharSpan, Sentence, SentenceKind

Build = Callable[[Sequence[tuple[str, str, str, int]]], ParsedSentence]

# "The old ferry sank , rolled and broke ." with the arcs of a right parse.
FERRY = [
    ("The", "DT", "det", 2), ("old", "JJ", "amod", 2), ("ferry", "NN", "nsubj", 3), ("sank", "VBD", "ROOT", 3),
    (",", ",", "punct", 3), ("rolled", "VBD", "conj", 3), ("and", "CC", "cc", 5), ("broke", "VBD", "conj", 5),
    (".", ".", "punct", 3),
]  # fmt: skip

# The arc from "wants" to "What" crosses all that hang on "say".
CROSSED = [
    ("What", "WP", "dobj", 5), ("did", "VBD", "aux", 3), ("you", "PRP", "nsubj", 3), ("say", "VB", "ROOT", 3),
    ("she", "PRP", "nsubj", 5), ("wants", "VBZ", "ccomp", 3),
]  # fmt: skip


@pytest.fixture
def ferry(build: Build) -> Doc:
    return build(FERRY).doc


def written(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


@pytest.mark.parametrize(
    ("at", "lefts", "rights"),
    [
        pytest.param(3, "ferry", ", rolled .", id="root"),
        pytest.param(2, "The old", "", id="in the order of the text"),
        pytest.param(5, "", "and broke", id="behind only"),
        pytest.param(8, "", "", id="none"),
    ],
)
def test_children(ferry: Doc, at: int, lefts: str, rights: str) -> None:
    token = ferry[at]
    assert (written(token.lefts), written(token.rights), token.n_lefts) == (lefts, rights, len(lefts.split()))
    assert token.children == token.lefts + token.rights


@pytest.mark.parametrize(("at", "first", "last"), [(3, 0, 8), (2, 0, 2), (5, 5, 7), (1, 1, 1)])
def test_edges_and_what_lies_between(ferry: Doc, at: int, first: int, last: int) -> None:
    token = ferry[at]
    assert (token.left_edge.i, token.right_edge.i) == (first, last)
    assert tuple(token.subtree) == ferry[first : last + 1]


def test_edges_where_arcs_cross(build: Build) -> None:
    say = build(CROSSED).doc[3]
    assert (say.left_edge.text, say.right_edge.text) == ("What", "wants")
    assert written(tuple(say.subtree)) == "did you say What she wants"


def test_no_tree_is_too_deep(build: Build) -> None:
    doc = build([("w", "NN", "pobj", max(0, index - 1)) for index in range(3000)]).doc
    assert tuple(doc[0].subtree) == doc
    assert (doc[0].right_edge, len(list(doc[-1].ancestors))) == (doc[-1], 2999)


@pytest.mark.parametrize(
    ("at", "joined"),
    [
        pytest.param(3, "rolled broke", id="of the first, those that hang on each other"),
        pytest.param(7, "sank rolled", id="of the last, from the first on"),
        pytest.param(2, "", id="none"),
    ],
)
def test_conjuncts(ferry: Doc, at: int, joined: str) -> None:
    assert written(ferry[at].conjuncts) == joined


def test_ancestors_end_at_the_root(ferry: Doc) -> None:
    assert written(tuple(ferry[7].ancestors)) == "rolled sank"
    assert ferry[3].is_ancestor(ferry[7])
    assert not ferry[3].is_ancestor(ferry[3])


def test_neighbours_do_not_go_round(ferry: Doc) -> None:
    assert (ferry[2].nbor().text, ferry[2].nbor(-2).text) == ("sank", "The")
    for at, by in ((0, -1), (8, 1)):
        with pytest.raises(IndexError):
            ferry[at].nbor(by)


@pytest.mark.parametrize(
    ("start", "end", "root"),
    [
        pytest.param(0, 3, "ferry", id="what the others hang on"),
        pytest.param(0, 9, "sank", id="the sentence's root"),
        pytest.param(0, 2, "The", id="the first of two equally high"),
        pytest.param(4, 6, "rolled", id="a mark comes last"),
        pytest.param(6, 9, "and", id="however high it hangs"),
    ],
)
def test_root_of_a_span(ferry: Doc, start: int, end: int, root: str) -> None:
    assert ferry.span(start, end).root.text == root


@pytest.mark.parametrize(
    ("start", "end", "text", "chars"),
    [
        pytest.param(1, 3, "old ferry", (4, 13), id="inside"),
        pytest.param(7, 20, "broke .", (32, 39), id="no further than there are tokens"),
        pytest.param(5, 3, "", (21, 21), id="no token"),
        pytest.param(9, 9, "", (40, 40), id="no token, at the end"),
    ],
)
def test_span(ferry: Doc, start: int, end: int, text: str, chars: tuple[int, int]) -> None:
    span = ferry.span(start, end)
    assert (span.text, (span.start_char, span.end_char)) == (text, chars)
    assert tuple(span) == ferry[start:end]
    assert len(span) == len(ferry[start:end])


def test_a_span_counts_from_both_ends_and_ends_there(ferry: Doc) -> None:
    span = ferry.span(1, 3)
    assert (span[0].text, span[-1].text) == ("old", "ferry")
    with pytest.raises(IndexError):
        span[2]


# Sentence "Ana  paid 5% ." from position 10 of an article: "Ana", " ", "paid", "5", "%", "."
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(10, 13, "Ana", id="a token"),
        pytest.param(11, 12, "Ana", id="part of one"),
        pytest.param(16, 21, "paid 5", id="parts of two"),
        pytest.param(13, 19, " paid", id="the space behind a token is not of it"),
        pytest.param(20, 22, "5%", id="no space between"),
        pytest.param(0, 12, "Ana", id="from before the sentence"),
        pytest.param(23, 90, ".", id="beyond it"),
        pytest.param(24, 90, None, id="behind it"),
        pytest.param(0, 10, None, id="before it"),
        pytest.param(12, 12, None, id="nothing"),
    ],
)
def test_tokens_that_touch_a_stretch_of_the_article(start: int, end: int, expected: str | None) -> None:
    texts = ["Ana", " ", "paid", "5", "%", "."]
    parse = Parse(
        text="Ana  paid 5% .",
        texts=texts,
        words=tuple(text.lower() for text in texts),
        starts=[0, 4, 5, 10, 11, 13],
        tags=["NNP", "_SP", "VBD", "CD", "NN", "."],
        deps=["nsubj", "dep", "ROOT", "nummod", "dobj", "punct"],
        heads=[2, -1, 0, 1, -2, -3],
        marks=[False, False, False, False, True, True],
        numbers=[False, False, False, True, False, False],
        entities=((0, 1, "PERSON"), (3, 5, "PERCENT")),
    )
    sentence = ParsedSentence(Sentence(CharSpan(10, 24), SentenceKind.BODY, 0), parse)
    found = sentence.tokens(CharSpan(start, end))
    assert (None if found is None else found.text) == expected
    assert sentence.tokens(CharSpan(start, end)) is found
    assert list(sentence.entities) == [(CharSpan(10, 13), "PERSON"), (CharSpan(20, 22), "PERCENT")]
    assert [sentence.span(ent) for ent in sentence.doc.ents] == [span for span, _ in sentence.entities]
    assert [token.ent_type_ for token in sentence.doc] == ["PERSON", "", "", "PERCENT", "PERCENT", ""]


def test_a_sentence_without_tokens_has_none_anywhere(build: Build) -> None:
    parse = Parse("", [], (), [], [], [], [], [], [], ())
    sentence = ParsedSentence(Sentence(CharSpan(0, 4), SentenceKind.BODY, 0), parse)
    assert sentence.tokens(CharSpan(0, 4)) is None
    assert sentence.doc == ()


def test_tokens_having_words(build: Build) -> None:
    sentence = build(FERRY)
    assert [token.i for token in sentence.having({"the", "broke", "ship"})] == [0, 7]
    assert sentence.span(sentence.doc[1]) == CharSpan(4, 7)
    assert sentence.span(sentence.doc.span(1, 3)) == CharSpan(4, 13)


SENTENCES = [
    "Ana Ruiz of the Port Authority said on Monday that 1,200 containers, 3/4 of them empty, were lost at sea.",
    "“We don't know,” the mayor's aide told Reuters,  “whether ten or twenty-one homes burned, flooded or fell.”",
    "A review is due today of the U.S. $4.5bn scheme; WHO staff in al-Hasakah — some 40% — weren't asked about it...",
    "Prices rose 2.1 percent (from €3 to €3.06)\u00a0in March, Straße AG's İlhan Ay, who sells oil and flour, says.",
    "12 dead",
]
VALUES = (
    *("i", "idx", "text", "lower_", "tag_", "dep_", "ent_type_", "whitespace_", "n_lefts"),
    *("is_punct", "like_num", "is_space", "is_title", "is_alpha"),
)
ONE = ("head", "left_edge", "right_edge")
SEVERAL = ("lefts", "rights", "children", "subtree", "ancestors", "conjuncts")
PLACES = ("start", "end", "start_char", "end_char", "text", "label_")


@pytest.fixture
def pairs(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> list[tuple[SpacyDoc, Doc]]:
    """The sentences as spaCy parsed them, each beside our tokens."""
    found = []

    def read(doc: SpacyDoc, text: str, names: Labels) -> Parse:
        parse = read_parse(doc, text, names)
        found.append((doc, build_doc(parse)))
        return parse

    monkeypatch.setattr("pipeline.annotate.read_parse", read)
    for text in SENTENCES:
        annotator.parse(text, [Sentence(CharSpan(0, len(text)), SentenceKind.BODY, 0)])
    return found


@pytest.mark.model
def test_tokens_are_as_spacys(pairs: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in pairs:
        assert ours.text == theirs.text
        for their, our in zip(theirs, ours, strict=True):
            assert {name: getattr(our, name) for name in VALUES} == {name: getattr(their, name) for name in VALUES}
            assert [getattr(our, name).i for name in ONE] == [getattr(their, name).i for name in ONE]
            for name in SEVERAL:
                assert (name, [one.i for one in getattr(our, name)]) == (name, [one.i for one in getattr(their, name)])
            assert [their.is_ancestor(one) for one in theirs] == [our.is_ancestor(one) for one in ours]


@pytest.mark.model
def test_spans_are_as_spacys(pairs: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in pairs:
        spans = [(theirs[i:j], ours.span(i, j)) for i in range(len(ours)) for j in range(i, len(ours) + 1)]
        for their, our in [*spans, *zip(theirs.ents, ours.ents, strict=True)]:
            assert [getattr(our, name) for name in PLACES] == [getattr(their, name) for name in PLACES]
            assert [token.i for token in our] == [token.i for token in their]
            if len(our):
                assert our.root.i == their.root.i


@pytest.mark.model
def test_stretches_are_as_spacys(pairs: list[tuple[SpacyDoc, Doc]]) -> None:
    for theirs, ours in pairs:
        whole = CharSpan(0, len(ours.text))
        sentence = ParsedSentence(Sentence(whole, SentenceKind.BODY, 0), ours.parse)
        for start, end in combinations(range(whole.end + 1), 2):
            their, our = theirs.char_span(start, end, alignment_mode="expand"), sentence.tokens(CharSpan(start, end))
            assert their is not None
            assert our is not None
            assert (our.start, our.end) == (their.start, their.end)


def test_tokens_let_go_are_freed_at_once_and_made_anew(build: Build) -> None:
    sentence = build(FERRY)
    tokens = {id(token) for token in sentence.doc}
    gc.disable()
    try:
        sentence.let_go()
        assert not any(id(one) in tokens for one in gc.get_objects() if isinstance(one, Token))
    finally:
        gc.enable()
    assert written(sentence.doc) == "The old ferry sank , rolled and broke ."
