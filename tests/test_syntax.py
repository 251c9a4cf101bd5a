"""What the finders read off a parse, on parses built by hand: right ones and the wrong ones a small model makes."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.parsed import ParsedSentence
from pipeline.syntax import direct_object, is_noun, is_verb, noun_above, path_up, predicate, said_right_after, subject

Row = tuple[str, str, str, int]
Build = Callable[[Sequence[Row]], ParsedSentence]

SUBJECTS_OF = [
    ([("Rents", "NNS", "nsubj", 1), ("rose", "VBD", "ROOT", 1)], 1, "Rents", "its own"),
    ([("Rents", "NNS", "nsubj", 1), ("rose", "VBD", "ROOT", 1), ("and", "CC", "cc", 1), ("fell", "VBD", "conj", 1)],
     3, "Rents", "shared with the verb before"),
    ([("bombs", "NNS", "nsubj", 3), ("which", "WDT", "nsubj", 2), ("fell", "VBD", "relcl", 0),
      ("hit", "VBD", "ROOT", 3)], 2, "bombs", "the noun a relative stands for"),
    ([("tests", "NNS", "ROOT", 0), ("on", "IN", "prep", 0), ("hair", "NN", "pobj", 1), ("that", "WDT", "nsubj", 4),
      ("is", "VBZ", "relcl", 0)], 4, "hair", "the noun that agrees, where the parse has another"),
    ([("data", "NNS", "nsubj", 1), ("show", "VBP", "ROOT", 1), ("fares", "NNS", "dobj", 1),
      ("fell", "VBD", "ccomp", 1)], 3, "fares", "the noun before a verb that was given none"),
    ([("it", "PRP", "nsubj", 1), ("lets", "VBZ", "ROOT", 1), ("them", "PRP", "dobj", 1), ("to", "TO", "aux", 4),
      ("pay", "VB", "xcomp", 1)], 4, "them", "who is let do it"),
    ([("they", "PRP", "nsubj", 1), ("say", "VBP", "ROOT", 1), ("that", "IN", "mark", 4), ("much", "JJ", "advmod", 4),
      ("fell", "VBD", "ccomp", 1)], 4, None, "not from across a clause"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "at", "word"), [row[:3] for row in SUBJECTS_OF], ids=[row[3] for row in SUBJECTS_OF])
def test_subject(build: Build, rows: list[Row], at: int, word: str | None) -> None:
    found = subject(build(rows).doc[at])
    assert (found.text if found is not None else None) == word


def test_a_dash_tagged_as_a_noun_is_none(build: Build) -> None:
    doc = build([("making", "VBG", "ROOT", 0), ("―", "NN", "dobj", 0)]).doc
    assert not is_noun(doc[1])
    assert direct_object(doc[0]) is None


def test_a_helping_verb_is_no_verb_of_its_own(build: Build) -> None:
    doc = build([("has", "VBZ", "aux", 1), ("risen", "VBN", "ROOT", 1)]).doc
    assert [is_verb(token) for token in doc] == [False, True]


def test_an_infinitive_is_a_verb_whatever_its_tag(build: Build) -> None:
    doc = build([("to", "TO", "aux", 1), ("lower", "JJR", "ROOT", 1)]).doc
    assert is_verb(doc[1])


def test_noun_above_climbs_out_of_a_preposition(build: Build) -> None:
    doc = build([("exports", "NNS", "nsubj", 4), ("to", "IN", "prep", 0), ("the", "DT", "det", 3),
                 ("States", "NNPS", "pobj", 1), ("fell", "VBD", "ROOT", 4)]).doc  # fmt: skip
    assert noun_above(doc[3]).text == "exports"


def test_noun_above_stops_at_a_comma(build: Build) -> None:
    doc = build(
        [("grace", "NN", "ROOT", 0), (",", ",", "punct", 0), ("with", "IN", "prep", 0), ("sales", "NNS", "pobj", 2)]
    ).doc
    assert noun_above(doc[3]).text == "sales"


def test_a_path_ends_however_deep_the_tree(build: Build) -> None:
    rows = [(f"w{index}", "NN", "pobj", max(0, index - 1)) for index in range(300)]
    assert len(list(path_up(build(rows).doc[299]))) < 100


def test_a_preposition_tagged_as_a_verb_has_no_predicate(build: Build) -> None:
    doc = build([("lost", "VBD", "ROOT", 0), ("40", "CD", "dobj", 0), (",", ",", "punct", 1),
                 ("including", "VBG", "prep", 1), ("6", "CD", "pobj", 3)]).doc  # fmt: skip
    found = predicate(doc[4], 4, 5)
    assert found is not None
    assert found.text == "lost"


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([("12", "CD", "ROOT", 0), ("dead", "JJ", "amod", 0)], "dead"),
        ([("12", "CD", "nummod", 2), ("dead", "JJ", "amod", 2), ("birds", "NNS", "ROOT", 2)], None),
        ([("12", "CD", "nummod", 1), ("birds", "NNS", "ROOT", 1), ("shot", "VBN", "acl", 1)], "shot"),
        ([("12", "CD", "ROOT", 0), ("of", "IN", "prep", 0)], None),
    ],
    ids=["right after", "an adjective of the noun", "after the noun", "nothing said"],
)
def test_said_right_after(build: Build, rows: list[Row], word: str | None) -> None:
    found = said_right_after(build(rows).doc, 1)
    assert (found.text if found is not None else None) == word
