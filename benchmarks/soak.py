"""Runs that are killed, again and again, and articles that kill: the bytes must not show it (Linux).

    python benchmarks/soak.py kill [--cycles 200] [--seed 1]
    python benchmarks/soak.py poison [--articles 5000] [--share 0.01]

``kill`` starts a run over a small folder with one worker or two, kills it with SIGKILL at a random moment, resumes it
(and kills that again, half of the times), and compares what is then in the folder with what a run left alone gives.
``poison`` puts articles among others that raise, crash, are killed, use up memory or leave without a word, and compares
the rows of the others and the processor time, in which other work on the machine shows little.
"""

import argparse
import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generated import write_articles

from pipeline.batch.run import RunOptions, run
from pipeline.tables.csv import read_table

POISONED = Path(__file__).parent.parent / "tests" / "faults" / "poisoned"
# Forks whose worker has ended become children of this process, so that their time is counted (prctl(2)).
PR_SET_CHILD_SUBREAPER = 36
HARMS = ("raise", "kill", "crash", "swell", "exit")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two soaks; return 1 where bytes differ or an article is not accounted for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    kill = commands.add_parser("kill")
    kill.add_argument("--cycles", type=int, default=200)
    kill.add_argument("--articles", type=int, default=40)
    kill.add_argument("--words", type=int, default=200)
    kill.add_argument("--seed", type=int, default=1)
    kill.set_defaults(soak=_kill)
    poison = commands.add_parser("poison")
    poison.add_argument("--articles", type=int, default=5_000)
    poison.add_argument("--share", type=float, default=0.01)
    poison.add_argument("--workers", type=int, default=1)
    poison.set_defaults(soak=_poison)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        return int(options.soak(options, Path(name)))


def _kill(options: argparse.Namespace, folder: Path) -> bool:
    draw = random.Random(options.seed)
    articles, outputs = folder / "articles", folder / "outputs"
    write_articles(articles, options.articles, words=options.words)
    started = time.monotonic()
    run([articles], folder / "whole", RunOptions(workers=2, report=False))
    usual = time.monotonic() - started
    whole = _bytes(folder / "whole")
    kills = differing = survived = 0
    for cycle in range(1, options.cycles + 1):
        shutil.rmtree(outputs, ignore_errors=True)
        resume: list[str] = []
        while True:
            workers = ["--workers", draw.choice("12")]
            last = bool(resume) and draw.random() < 0.5
            limit = None if last else draw.uniform(0.2, usual * 1.1)
            if not _run(articles, outputs, [*workers, *resume], limit):
                break
            kills += 1
            resume = ["--resume"]
        survived += not resume
        differing += _bytes(outputs) != whole
        if cycle % 10 == 0:
            print(f"after {cycle} cycles: {kills} kills, {differing} differ", flush=True)
    print(f"{options.cycles} cycles, {kills} kills ({survived} cycles ended first), {differing} differ")
    return differing > 0


def _run(articles: Path, outputs: Path, asked: Sequence[str], seconds: float | None) -> bool:
    """Run, and kill the run after so many seconds; return whether it was killed."""
    command = [sys.executable, "-m", "pipeline", "run", str(articles), "-o", str(outputs), "--no-report", *asked]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, message = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    if process.returncode:
        raise RuntimeError(message.decode())
    return False


def _poison(options: argparse.Namespace, folder: Path) -> bool:
    clean, dirty = folder / "clean", folder / "dirty"
    write_articles(clean, options.articles, words=150)
    shutil.copytree(clean, dirty)
    poisoned: set[str] = set()
    for turn in range(int(options.articles * options.share)):
        path = dirty / f"{turn % 5:03}" / f"poison{turn:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"POISON {HARMS[turn % len(HARMS)]}", encoding="utf-8")
        poisoned.add(path.relative_to(dirty).as_posix())
    asked = RunOptions(workers=options.workers, report=False)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    started, used = time.monotonic(), _processor_seconds()
    run([clean], folder / "one", asked)
    alone, used_alone = time.monotonic() - started, _processor_seconds() - used
    sys.path.insert(0, os.fspath(POISONED))
    started, used = time.monotonic(), _processor_seconds()
    summary = run([dirty], folder / "two", asked)
    beside, used_beside = time.monotonic() - started, _processor_seconds() - used
    same = (folder / "one" / "claims.csv").read_bytes() == (folder / "two" / "claims.csv").read_bytes()
    quarantined = {row["article"] for row in read_table(folder / "two" / "rejected.csv") if not row["char_start"]}
    others = quarantined - poisoned
    print(f"{summary.articles} articles, {len(poisoned)} poisoned, {len(quarantined & poisoned)} of them quarantined")
    print(f"{len(others)} others quarantined; rows of the others {'the same' if same else 'DIFFER'}")
    print(f"by the clock: {alone:.1f} s without, {beside:.1f} s with: {beside / alone - 1:.1%} more")
    more = used_beside / used_alone - 1
    print(f"processor time: {used_alone:.1f} s without, {used_beside:.1f} s with: {more:.1%} more")
    return not same or bool(others) or quarantined != poisoned


def _processor_seconds() -> float:
    """Return what this process and all that it has started have used; all of them must have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, 0):  # forks of workers that are gone come here to be buried
            pass
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _bytes(outputs: Path) -> dict[str, bytes]:
    """Return all that a run leaves; run.json, which holds seconds, by its name."""
    return {path.name: b"" if path.name == "run.json" else path.read_bytes() for path in outputs.iterdir()}


if __name__ == "__main__":
    sys.exit(main())
