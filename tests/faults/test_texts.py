"""Whatever stands in a text: no exception, no row out of place, no time beyond what its length explains."""

import json
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from ftfy.badness import is_bad

from pipeline.annotate import Annotator
from pipeline.errors import ArticleError
from pipeline.extract import extract_article
from pipeline.read.articles import ReadOptions, read_file
from pipeline.read.files import ArticleFile
from pipeline.read.language import refuse_foreign
from pipeline.read.text import Decoded, decode, repair
from pipeline.tables.columns import claim_row, rejection_row
from pipeline.tables.csv import TableFile, read_table
from pipeline.types import Article, Extraction

STORM = "The harbour board said on Monday that 14 boats had sunk in the storm near Brisa."
PLAIN = "The council said that repairs would cost about a million and would take until May. " * 3

ENCODED = [
    pytest.param("café", id="accent"),
    pytest.param("£5m", id="pound sign"),
    pytest.param("“yes”, it’s", id="curly quotes"),
    pytest.param("a – b", id="dash"),
    pytest.param("5 °C", id="degree"),
    pytest.param("Zoë Ångström, São Paulo", id="names"),
]


@pytest.mark.parametrize("extra", ENCODED)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_found_out(extra: str, encoding: str) -> None:
    text = f"{PLAIN}{extra} {PLAIN}"
    found = decode(text.encode(encoding))
    assert (found.text, found.exact) == (text, False)
    assert found.flags == (() if encoding in ("utf-16", "utf-32") else ("encoding_guessed",))


@pytest.mark.parametrize("extra", ENCODED)
def test_encodings_mixed_line_by_line_are_read_each_by_its_own(extra: str) -> None:
    lines = [f"{extra}, they said.".encode(encoding) for encoding in ("utf-8", "cp1252", "utf-8")]
    found = decode(b"\n".join(lines))
    assert found.text.splitlines() == [f"{extra}, they said."] * 3
    assert found.flags == ("encodings_mixed",)


@pytest.mark.parametrize("extra", ENCODED)
@pytest.mark.parametrize("wrong", ["latin-1", "mac_roman"])
def test_mojibake_is_mended_line_by_line_and_flagged(extra: str, wrong: str) -> None:
    broken = f"{extra}, they said.".encode().decode(wrong)
    found = repair(Decoded(f"{PLAIN}“sound”\n{broken}\r\n", True))
    assert found == Decoded(f"{PLAIN}“sound”\n{extra}, they said.\r\n", False, ("mojibake_repaired",))


def test_typographic_signs_are_no_mojibake_in_any_order() -> None:
    signs = "‘’“”–—…• aZ1.$"
    for some in product(signs, repeat=3):
        assert not is_bad(f"a{''.join(some)} b")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Łódź, Erdoğan, Đà Nẵng, Þór, naïve, £5m, 5 °C", id="names and signs"),
        pytest.param("“Où est-il ?” «Là», demanda-t-il…", id="French punctuation"),
        pytest.param("Привет 14, 你好, مرحبا", id="other scripts"),
        pytest.param("A\N{NO-BREAK SPACE}b\N{SOFT HYPHEN}c\u2028d", id="rare spaces"),
        pytest.param("👩‍🚒🇩🇪 1️⃣4️⃣", id="emoji"),
        pytest.param("\r\n \r \u200b \ufeff", id="nothing but spaces"),
    ],
)
def test_sound_text_is_left_as_it_is(text: str) -> None:
    assert repair(Decoded(text, True)) == Decoded(text, True)


@pytest.mark.parametrize("character", ["\ud800", "\0"])
def test_what_no_file_can_hold_is_replaced_one_for_one(tmp_path: Path, character: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": f"{character}{STORM}"}), encoding="utf-8")
    (found,) = read_file(ArticleFile("a.json", path), None, ReadOptions())
    assert isinstance(found, Article)
    assert (found.text, found.flags) == (f"\ufffd{STORM}", ("characters_replaced",))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(bytes(range(128, 256)) * 20, id="all high bytes"),
        pytest.param("Привет, сегодня погибли 14 человек.".encode("cp1251"), id="Cyrillic, one byte each"),
        pytest.param("警方表示，十四人死亡。".encode("gb18030"), id="Chinese"),
        pytest.param("警方表示，十四人死亡。".encode("shift_jis", "ignore"), id="Japanese encoding"),
        pytest.param(b"abc\xed\xa0\x80def", id="a surrogate in UTF-8"),
        pytest.param(b"abc\xc0\xafdef", id="an overlong form"),
        pytest.param(b"abc\xf4\x90\x80\x80def", id="beyond Unicode"),
        pytest.param(b"\xe2\x80", id="cut inside a character"),
    ],
)
def test_other_bytes_are_read_or_refused_but_nothing_breaks(content: bytes) -> None:
    try:
        found = decode(content)
    except ArticleError:
        return
    assert not found.exact
    assert found.flags


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Bei dem Unglück kamen nach Angaben der Polizei am Montag mindestens 14 Menschen ums Leben.",
        ),
        (
            "fr",
            "Au moins quatorze personnes sont mortes lundi dans l'accident, selon la police, et trente sont blessées.",
        ),
        (
            "es",
            "Al menos catorce personas murieron el lunes en el accidente, según la policía, y otras treinta heridas.",
        ),
        (
            "ru",
            "По меньшей мере четырнадцать человек погибли в понедельник, сообщила полиция, ещё тридцать ранены.",
        ),
    ],
)
def test_other_languages_are_refused_by_name(language: str, text: str) -> None:
    with pytest.raises(ArticleError, match=f"expected English, found the language '{language}'") as caught:
        refuse_foreign(text)
    assert caught.value.reason == "not_english"
    refuse_foreign(f"{STORM}\n" * 30 + text)  # a foreign sentence in an English article
    refuse_foreign(text[:60])  # too short to tell


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(STORM, id="one sentence"),
        pytest.param("14 boats", id="two words"),
        pytest.param("Kyiv, Kharkiv, Zaporizhzhia, Mykolaiv: 14, 15, 16. Zelenskyy, Syrskyi.", id="names and figures"),
        pytest.param("1234567890 " * 100, id="figures"),
        pytest.param(STORM.upper() * 5, id="capitals"),
        pytest.param("=" * 500, id="a line"),
    ],
)
def test_english_and_what_is_no_language_pass(text: str) -> None:
    refuse_foreign(text)


# A text of 200 KB; the slowest, whose 10,000 signs are one sentence to parse, takes a fifth.
MOST_SECONDS = 10.0
TEXTS = [
    pytest.param("\u202e14 boats\u202c sank, \u2066the board\u2069 said.", id="bidirectional marks"),
    pytest.param("1\u200b4 boats sank; 1\u00ad4 sank; 1\u20604 sank.", id="zero width inside numbers"),
    pytest.param("１４ boats sank, ３．５ million lost.", id="full-width digits"),
    pytest.param("١٤ boats sank, ٣٥ lost, १४ found, ๑๔ gone.", id="digits of other scripts"),
    pytest.param("l4 b0ats, Ⅷ ships, ⑭ crews, ²³ and ½ of 1⁄2 sank.", id="what looks like digits"),
    pytest.param("Тhe bоard sаid 14 bоаts sank.", id="Cyrillic letters among Latin"),
    pytest.param("14\u2028boats\u2029sank.\x85The board\x0bsaid\x0c15\x1c.", id="rare line ends"),
    pytest.param("👩‍🚒 1️⃣4️⃣ boats 🚤🇩🇪 sank 💯%.", id="emoji"),
    pytest.param("e\u0301" * 500 + " 14 " + "z\u0300\u0301\u0302" * 500, id="combining marks"),
    pytest.param("\x01\x02\x1b[31m14 boats\x1b[0m sank\x7f.", id="control characters"),
    pytest.param("=1+1 @SUM(A1) -2 +3 \t14 boats; 'twas 15.", id="formulas"),
    pytest.param("<script>14</script> {{7*7}} ${14} %s %n ../../14", id="code"),
    pytest.param("\ufeff\ufffe\uffff\ufffd 14 boats sank.", id="non-characters"),
    pytest.param("NA null NaN inf -inf 1e999 0x14 1_000 007 14.", id="numbers of programs"),
    pytest.param("10" * 100_000, id="200 KB of digits"),
    pytest.param(f"{'60' * 20} of 200 and below died.", id="a number beyond the precision of Decimal"),
    pytest.param("1," * 400, id="digits and commas"),
    pytest.param("1-2" * 1_000, id="digits and dashes"),
    pytest.param("14 " * 200, id="a sentence of numbers"),
    pytest.param("$" * 5_000 + "14", id="dollar signs"),
    pytest.param("one hundred and " * 200, id="number words"),
    pytest.param("million " * 5_000, id="magnitudes"),
    pytest.param("January " * 2_000 + "14", id="months"),
    pytest.param("between 1 and " * 200, id="ranges that go on"),
    pytest.param("“" * 20_000, id="opening quotation marks"),
    pytest.param('"14" ' * 150, id="quotations of a number"),
    pytest.param("(" * 5_000 + "14" + ")" * 5_000, id="brackets"),
    pytest.param(" " * 200_000 + "14 boats", id="blanks"),
    pytest.param("\n" * 200_000 + "14 boats", id="line ends"),
    pytest.param("a" * 200_000 + " 14", id="a word of 200 KB"),
    pytest.param("." * 100_000 + "14", id="full stops"),
    pytest.param("Mr. " * 1_000 + "14", id="titles"),
    pytest.param("said said said 14, he said, " * 30, id="cues"),
    pytest.param("A 1\n" * 200, id="short lines"),
    pytest.param("the the-" * 5_000 + "14", id="hyphens"),
]


@pytest.fixture
def extract(annotator: Annotator) -> Callable[[str], Extraction]:
    """Extract the claims of a text."""

    def extract_text(text: str) -> Extraction:
        return extract_article(Article("a.txt", text, ""), annotator)

    return extract_text


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_no_text_breaks_a_rule_or_a_row(tmp_path: Path, text: str, extract: Callable[[str], Extraction]) -> None:
    extract("Two died.")  # what is loaded when first needed
    started = time.process_time()
    extraction = extract(text)
    assert time.process_time() - started < MOST_SECONDS
    for claim in extraction.claims:
        row = claim_row(claim)
        assert text[int(row["char_start"]) : int(row["char_end"])] == row["number_text"] != ""
        assert claim.sentence.covers(claim.quantity.span)
        assert claim.who_text in text
        assert claim.date_text in text
    for rejection in extraction.rejections:
        assert rejection.span is not None
        assert text[rejection.span.start : rejection.span.end] == rejection.text
    for name, rows in (
        ("claims.csv", [claim_row(claim) for claim in extraction.claims[:500]]),
        ("rejected.csv", [rejection_row(rejection) for rejection in extraction.rejections[:500]]),
    ):
        if rows:
            table = TableFile(tmp_path / name, list(rows[0]))
            table.append(rows)
            short = [{column: cell for column, cell in row.items() if len(cell) < 16_000} for row in rows]
            assert [
                {column: row[column] for column in expected}
                for row, expected in zip(read_table(tmp_path / name), short, strict=True)
            ] == short
