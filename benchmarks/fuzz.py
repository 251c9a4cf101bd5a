"""Search for inputs that break the grammars or the readers, guided by the code they reach (atheris, libFuzzer).

usage: python benchmarks/fuzz.py KEPT [--seconds 60] [--target NAME ...] [--longest 2000]

Each target runs in a process of its own for so many seconds. KEPT is a folder: the inputs found worth keeping, the
executions so far, and what broke go there, so that a long run can be made in parts. Exit code 0: nothing broke;
1: something did (KEPT/NAME/broken-* holds the input). Needs the extra "fuzz" (Linux, Python 3.11 to 3.13).
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.errors import ArticleError

TARGETS = ("numbers", "dates", "cleaning", "readers")
# Seconds of processor time; what takes longer counts as broken.
SLOW = 1.0
# Bytes of an input. Two make a word: 64 are a sentence and run many times as fast as an article does.
LONGEST = 2000
SHOWN = 3000
VOCABULARY = ("numerals", "modifiers", "currencies", "time_words", "numbered_things")
SIGNS = (
    *tuple(" .,;:!?%$£€-–—/()[]'\"“”’\n\t"),
    " 14",
    "2,500",
    "1.5",
    "2024-05-01",
    "10:30",
    "per ",
    "of ",
    "@",
    "AP",
)
FORMS = (".txt", ".html", ".json", ".jsonl", ".csv", ".gz")
DONE = re.compile(r"Done (\d+) runs in \d+ second")


def main() -> int:
    """Run the targets, print executions, and return the exit code."""
    parser = argparse.ArgumentParser(description="Search for inputs that break the grammars or the readers.")
    parser.add_argument("kept", type=Path, help="folder for what is kept between parts")
    parser.add_argument("--seconds", type=int, default=60, help="seconds for each target")
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this target; may be given again")
    parser.add_argument("--longest", type=int, default=LONGEST, help="bytes of the longest input")
    parser.add_argument("--child", choices=TARGETS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        _fuzz(given.child, given.kept, given.seconds, given.longest)
        return 0
    return max(_run_part(target, given.kept, given.seconds, given.longest) for target in given.target or TARGETS)


def _run_part(target: str, kept: Path, seconds: int, longest: int) -> int:
    """Run one target in a process of its own and add up its executions; return 1 where something broke."""
    folder = kept / target
    folder.mkdir(parents=True, exist_ok=True)
    limits = ["--seconds", str(seconds), "--longest", str(longest)]
    command = [sys.executable, __file__, str(kept), *limits, "--child", target]
    started = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    ran = DONE.search(done.stderr)
    runs, took = int(ran[1]) if ran else _last_told(done.stderr), round(time.monotonic() - started)
    total_file = kept / f"{target}.json"
    total = json.loads(total_file.read_text(encoding="utf-8")) if total_file.exists() else {"runs": 0, "seconds": 0}
    total = {"runs": total["runs"] + runs, "seconds": total["seconds"] + took}
    total_file.write_text(json.dumps(total), encoding="utf-8")
    print(f"{target}: {runs:,} executions in {took} s; {total['runs']:,} in {total['seconds']} s so far")
    if done.returncode or not ran:
        told = done.stderr[max(done.stderr.find("=== Uncaught"), 0) :]
        print(told[:SHOWN] if "=== Uncaught" in done.stderr else told[-SHOWN:], file=sys.stderr)
        return 1
    return 0


def _last_told(log: str) -> int:
    """Return the executions that libFuzzer told last before it ended early."""
    return max((int(told) for told in re.findall(r"^#(\d+)", log, re.MULTILINE)), default=0)


def _fuzz(target: str, kept: Path, seconds: int, longest: int) -> None:
    """Fuzz one target; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        check = _reader_check() if target == "readers" else _text_check(target)

    def one(content: bytes) -> None:
        started = time.process_time()
        check(content)
        if time.process_time() - started > SLOW:
            raise TimeoutError(f"over {SLOW} s of processor time")

    check(b"warm up, 14 May")  # word lists are loaded once
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            f"-max_len={longest}",
            f"-artifact_prefix={kept / target / 'broken-'}",
            str(kept / target),
        ],
        one,
    )
    atheris.Fuzz()


def _text_check(target: str) -> Callable[[bytes], None]:
    """Return a check of one grammar over texts made of its own words and of any characters."""
    from pipeline.clean.segment import segment
    from pipeline.find.quantities import find_quantities
    from pipeline.find.timexes import find_timexes
    from pipeline.lexicons import load_rows
    from pipeline.normalize.timexes import read_times
    from pipeline.types import CharSpan, Sentence, SentenceKind

    cells = {cell for name in VOCABULARY for row in load_rows(name) for cell in row.values() if cell}
    vocabulary = (*SIGNS, *sorted(cells))
    published = date(2024, 2, 29)

    def check(content: bytes) -> None:
        text = _compose(content, vocabulary)
        whole = CharSpan(0, len(text))
        if target == "cleaning":
            spans = [sentence.span for sentence in segment(text).sentences]
        elif target == "dates":
            spans = [timex.span for timex in find_timexes(text, [whole])]
            read_times(text, [Sentence(whole, SentenceKind.BODY, 0)], published, None)
        else:
            spans = [mention.span for mention in find_quantities(text, [whole], find_timexes(text, [whole]))[0]]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert spans == sorted(spans)

    return check


def _compose(content: bytes, vocabulary: tuple[str, ...]) -> str:
    """Make a text: two bytes for a word of the vocabulary, or for a character of the first planes."""
    parts = []
    for high, low in zip(content[::2], content[1::2], strict=False):
        code = high * 256 + low
        if high < 128:
            parts.append(vocabulary[code % len(vocabulary)])
        else:
            parts.append(" " if low < 64 else chr(low) if low < 200 else chr(code % 0xD800))
    return "".join(parts)


def _reader_check() -> Callable[[bytes], None]:
    """Return a check of the readers; the first byte chooses the format."""
    import gzip
    import io

    from pipeline.read.archives import portions
    from pipeline.read.files import ArticleFile
    from pipeline.read.formats import READERS, find_articles
    from pipeline.read.records import FieldNames
    from pipeline.read.text import decode, repair

    names = FieldNames({})

    def check(content: bytes) -> None:
        form, content = FORMS[content[0] % len(FORMS) if content else 0], content[1:]
        try:
            if form == ".txt":
                repair(decode(content))
            elif form == ".gz":
                packed = io.BytesIO(gzip.compress(content[8:], 1, mtime=0)).getvalue()
                list(portions(ArticleFile("-", Path("-"), content=content[:8] + packed)))
                list(find_articles(ArticleFile("-", Path("-"), content=packed), names))
            else:
                list(READERS[form](iter([content[:700], content[700:]]), names))
        except ArticleError:
            return

    return check


if __name__ == "__main__":
    raise SystemExit(main())
