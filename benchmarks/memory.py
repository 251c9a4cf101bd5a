"""Does memory grow with the number of articles? The largest resident size of run and worker over a long run (Linux).

    python benchmarks/memory.py [--articles 20000] [--words 150] [--recycle 1000000]

By default no worker makes way for a fresh one, so that nothing hides a leak. Prints the sizes at tenths of the run, and
the growth from the first tenth to the end.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generated import write_articles

from pipeline.batch.run import RunOptions, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Print resident sizes in MB."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--recycle", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    sizes: list[tuple[int, float, float]] = []

    def look(done: int, total: int) -> None:
        if done % max(1, total // 10) == 0:
            workers = [_resident(pid) for pid in _descendants(os.getpid())]
            sizes.append((done, _resident(os.getpid()), max(workers, default=0.0)))
            print(f"{done:>7} articles: run {sizes[-1][1]:6.1f} MB, worker {sizes[-1][2]:6.1f} MB", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles", options.articles, words=options.words)
        asked = RunOptions(workers=1, recycle=options.recycle, report=False)
        run([folder / "articles"], folder / "outputs", asked, progress=look)
    (_, run_before, worker_before), (_, run_after, worker_after) = sizes[0], sizes[-1]
    print(f"growth: run {run_after / run_before - 1:.1%}, worker {worker_after / worker_before - 1:.1%}")
    return 0


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="ascii").split()):
            yield child
            yield from _descendants(child)


if __name__ == "__main__":
    sys.exit(main())
