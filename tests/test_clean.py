"""The page taken apart: sentences, furniture, datelines, repeated lines; nothing is deleted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.furniture import credit_start, furniture_reason
from pipeline.clean.segment import segment
from pipeline.clean.sentences import split_sentences
from pipeline.types import CharSpan, SentenceKind

SENTENCES = [
    pytest.param("Two fell. Three ran.", ["Two fell.", "Three ran."], id="full stop"),
    pytest.param("Gen. Ito met Dr. Abe. They spoke.", ["Gen. Ito met Dr. Abe.", "They spoke."], id="titles"),
    pytest.param("It left the U.S. in May.", ["It left the U.S. in May."], id="initials inside a sentence"),
    pytest.param("It left the U.S. The fleet stayed.", ["It left the U.S.", "The fleet stayed."], id="initials at end"),
    pytest.param("Acme Corp. Chairman Jo Li left.", ["Acme Corp. Chairman Jo Li left."], id="company"),
    pytest.param("Acme Corp. said so.", ["Acme Corp. said so."], id="lower case goes on"),
    pytest.param("On Jan. 11 it rained.", ["On Jan. 11 it rained."], id="month before a day"),
    pytest.param("Gate No. 4 shut.", ["Gate No. 4 shut."], id="number sign"),
    pytest.param("He said no. Then he left.", ["He said no.", "Then he left."], id="the word no"),
    pytest.param("J. K. Mora came. So did we.", ["J. K. Mora came.", "So did we."], id="initials of a name"),
    pytest.param("“Why now?” he asked. “Go!”", ["“Why now?” he asked.", "“Go!”"], id="a question inside a sentence"),
    pytest.param("“We lost 3.” He wept.", ["“We lost 3.”", "He wept."], id="stop inside the quote"),
    pytest.param("It cost $3.5 million. We paid.", ["It cost $3.5 million.", "We paid."], id="decimal point"),
    pytest.param("They held the zone.The army left.", ["They held the zone.", "The army left."], id="space lost"),
    pytest.param("See example.com for more.", ["See example.com for more."], id="a web address"),
    pytest.param("At 5 p.m. Monday it fell. At 6 p.m. The wall held.",
                 ["At 5 p.m. Monday it fell.", "At 6 p.m.", "The wall held."], id="time of day"),
    pytest.param("It fell at 3 a.m. Four died.", ["It fell at 3 a.m.", "Four died."], id="a number word opens"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_are_cut(text: str, sentences: list[str]) -> None:
    found = split_sentences(text, CharSpan(0, len(text)))
    assert [text[span.start : span.end] for span in found] == sentences


def test_an_endless_sentence_is_cut_at_a_space() -> None:
    text = "word " * 5000
    spans = list(split_sentences(text, CharSpan(0, len(text))))
    assert all(span.end - span.start <= 3000 for span in spans)
    assert " ".join(text[span.start : span.end] for span in spans) == text.strip()


FURNITURE = [
    ("57.2 F", "weather"),
    ("27°C, showers", "weather"),
    ("WEATHER  Port Ada 27°C, showers. High tide 4.12pm.", "weather"),
    ("Temperatures fell to 4C, the office said.", ""),
    ("Home | News | Islands | Sport", "navigation"),
    ("scroll to top", "navigation"),
    ("Skip to main content", "navigation"),
    ("Top 10 schools close", ""),
    ("27 comments", "counter"),
    ("View comments (27)", "counter"),
    ("184 shares", "counter"),
    ("96", "counter"),
    ("8.", "list_number"),
    ("width:100%; margin: 0 auto;", "markup"),
    (".box { width: 275px; }", "markup"),
    ("}", "markup"),
    ("Note: 12 died; nine were hurt.", ""),
    ("300 comments drew a warning", ""),
    ("Share   Tweet   Email   27 comments", "sharing"),
    ("Share prices fell 3%", ""),
    ("Wednesday, April 30, 2025", "date_line"),
    ("Published 4:52 p.m. CT July 25, 2024 | Updated 6:10 p.m. CT July 25, 2024", "date_line"),
    ("Fri 21 Mar 2025 06.30 GMT", "date_line"),
    ("May 5 was the deadline", ""),
    ("By Denise Orr | The Ledger", "byline"),
    ("By GARY TULL FOR THE DAILY LANTERN", "byline"),
    ("By Monday 40 bodies had been found", ""),
    ("By 2030 half of all cars will be electric", ""),
    ("(Reporting by Ann Day; Editing by Jo Li)", "byline"),
    ("Listen to this article - 4 min 10 sec", "audio"),
    ("5 min read", "audio"),
    ("Read more: 5 things we know", "read_more"),
    ("READ ALSO: Lake fishermen count 30 lost boats", "read_more"),
    ("More than 300 people killed", ""),
    ("JOBS: Ministry of Works seeks 12 drivers. Apply before 30 August.", "advert"),
    ("Now hiring! Ramp agents from $17.50/hr", "advert"),
    ("Jobs: 300 lost", ""),
    ("Get our morning briefing: join 140,000 readers", "newsletter"),
    ("SUBSCRIBE: 48 issues a year for $310 + GST", "newsletter"),
    ("We use cookies and share data with our 143 partners. Accept all", "cookies"),
    ("© 2024 Lantern Media", "copyright"),
    ("Photo: Jo Li/Lantern", "credit"),
    ("Photo: Relatives wait at the quay on Friday, where 61 are missing. (Courier/S. Nai)", ""),
    ("By Kremlin.ru, CC BY 4.0", "credit"),
    ("Reach Jo Li at 918-555-0143.", "contact"),
    ("BmAecQeX7TnJ1wk.jpg", "file_name"),
    ("EUR 97.8", "ticker"),
]


@pytest.mark.parametrize(("line", "reason"), [pytest.param(*row, id=row[0][:40]) for row in FURNITURE])
def test_furniture_is_told_from_text(line: str, reason: str) -> None:
    assert furniture_reason(line) == reason


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        pytest.param("Two boats at the quay. (Image: Lantern Pictures)", "Two boats at the quay.", id="in brackets"),
        pytest.param("Two boats at the quay. [YONHAP]", "Two boats at the quay.", id="an agency"),
        pytest.param("Two boats. Photo: Jo Li/AFP", "Two boats.", id="after its name"),
        pytest.param("Photo: Two boats. © Post/J. Li", "Photo: Two boats.", id="after a caption that opens so"),
        pytest.param("Two boats (one of them new)", "Two boats (one of them new)", id="brackets that are text"),
    ],
)
def test_credit_at_the_end_of_a_caption(line: str, kept: str) -> None:
    assert line[: credit_start(line)].rstrip() == kept


def _sentences(text: str) -> list[str]:
    return [text[sentence.span.start : sentence.span.end] for sentence in segment(text).sentences]


def _furniture(text: str) -> list[tuple[str, str]]:
    return [(item.reason, text[item.span.start : item.span.end]) for item in segment(text).furniture]


@pytest.mark.parametrize(
    ("text", "dateline", "first"),
    [
        pytest.param("NAIROBI, Oct 4 (Wire) -- Two died.", "NAIROBI, Oct 4 (Wire) --", "Two died.", id="wire"),
        pytest.param("Seoul – About 300 came.", "Seoul –", "About 300 came.", id="capitalised city"),
        pytest.param("WASHINGTON _ Two died.", "WASHINGTON _", "Two died.", id="underscore"),
        pytest.param("FORT HANLEY, Ohio (TLP) — A man fell.", "FORT HANLEY, Ohio (TLP) —", "A man fell.", id="state"),
        pytest.param("KABUL: Two died.", "KABUL:", "Two died.", id="a city and a colon"),
        pytest.param(
            "New Delhi, June 3 (Wire): Two died.", "New Delhi, June 3 (Wire):", "Two died.", id="its date too"
        ),
        pytest.param("LEE: Two died.", None, "LEE: Two died.", id="a speaker and a colon"),
        pytest.param("Paris-based Acme cut 300 jobs.", None, "Paris-based Acme cut 300 jobs.", id="a hyphen is none"),
        pytest.param(
            "Prices rose – sharply, some say.", None, "Prices rose – sharply, some say.", id="a dash in prose"
        ),
    ],
)
def test_datelines_are_kept_out_of_the_sentence(text: str, dateline: str | None, first: str) -> None:
    assert _furniture(text) == ([("dateline", dateline)] if dateline else [])
    assert _sentences(text) == [first]


def test_a_line_said_before_is_used_once() -> None:
    text = "At least 12 die in fire\n\nBy Jo Li\n\nAt Least 12 Die in Fire.\n\nTwelve people died on Monday."
    assert _sentences(text) == ["At least 12 die in fire", "Twelve people died on Monday."]
    assert ("repeated_line", "At Least 12 Die in Fire.") in _furniture(text)


def test_a_line_break_ends_a_sentence() -> None:
    assert _sentences("Mayor quits\r\nTwo aides left with him") == ["Mayor quits", "Two aides left with him"]


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "The ministry said on Monday that the number of people who lost their\n"
        "homes had risen to 4,100, and that it expected to find many more of\n"
        "them in the valleys that nobody had reached. Rain is forecast for the\n"
        "whole of next week.\n\nA second camp opens on Friday."
    )
    assert len(_sentences(text)) == 3


def test_links_under_a_heading_are_furniture_up_to_the_next_sentence() -> None:
    text = "Two died.\n\nMost read\n\n5 ways to save water\n12 lost dogs found\n\nThe mayor wept."
    assert _sentences(text) == ["Two died.", "The mayor wept."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Toll rises to 12 as search ends", SentenceKind.HEADLINE, id="no full stop"),
        pytest.param("The toll rose to 12.", SentenceKind.BODY, id="a sentence"),
        pytest.param("Photo: Two boats at the quay on Friday.", SentenceKind.CAPTION, id="caption"),
    ],
)
def test_kinds(text: str, kind: SentenceKind) -> None:
    assert [sentence.kind for sentence in segment(text).sentences] == [kind]


PIECES = [
    *("Two died. ", "\n", "\r\n", "\n\n", "Photo: ", "(AP) -- ", "SEOUL – ", "27 comments", "Most read", "“", "”"),
    *("U.S. ", "3.5 ", "\u2028", "\ufeff", "| ", "x" * 50),
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_is_taken_apart_without_loss_of_order_or_overlap(text: str) -> None:
    layout = segment(text)
    spans = sorted([s.span for s in layout.sentences] + [f.span for f in layout.furniture])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert [s.span for s in layout.sentences] == sorted(s.span for s in layout.sentences)
