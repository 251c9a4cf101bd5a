"""How long does one wait? Seconds to the help, to the first row and to the end of a run over ten sample articles.

    python benchmarks/start.py [--repeats 5]

By the clock, so a quiet machine is needed. The first row is there when the run's journal holds it.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generated import CORPUS

from pipeline.batch.run import JOURNAL, WORKPLACE

COMMAND = (sys.executable, "-m", "pipeline")
# How an article that gave rows stands in the journal.
ROW = b'"claims":[["'
# Seconds between two looks at the journal.
TICK = 0.005


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--articles", type=int, default=10)
    options = parser.parse_args(arguments)
    helped, first, ended = [], [], []
    with tempfile.TemporaryDirectory() as name:
        articles = Path(name) / "articles"
        articles.mkdir()
        for path in sorted(CORPUS.glob("*.txt"))[: options.articles]:
            shutil.copy(path, articles)
        for turn in range(options.repeats):
            started = time.perf_counter()
            subprocess.run([*COMMAND, "--help"], stdout=subprocess.DEVNULL, check=True)
            helped.append(time.perf_counter() - started)
            row, end = _run(articles, Path(name) / f"outputs{turn}")
            first.append(row)
            ended.append(end)
    for what, seconds in (("help", helped), ("first row", first), ("end", ended)):
        print(f"{what:10} {statistics.median(seconds):5.2f} s (from {min(seconds):.2f} to {max(seconds):.2f})")
    return 0


def _run(articles: Path, outputs: Path) -> tuple[float, float]:
    """Run and return the seconds to the first row in the journal and to the end."""
    journal, first = outputs / WORKPLACE / JOURNAL, 0.0
    started = time.perf_counter()
    command = [*COMMAND, "run", str(articles), "-o", str(outputs)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if not first and journal.exists() and ROW in journal.read_bytes():
                first = time.perf_counter() - started
            time.sleep(TICK)
    return first, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
