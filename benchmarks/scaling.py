"""How much faster are two workers than one, and are the rows the same? Whole runs over generated articles, interleaved.

    python benchmarks/scaling.py [--articles 400] [--workers 1 2] [--repeats 5]

The model's load is excluded: what counts is the time from the first article to the last.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generated import write_articles

from pipeline.batch.run import RunOptions, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Print articles a second by number of workers; return 1 where the rows differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args(arguments)
    taken: dict[int, list[float]] = {workers: [] for workers in options.workers}
    rows = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles", options.articles, words=400)
        for turn in range(options.repeats):
            for workers in options.workers:
                outputs = folder / f"{turn}-{workers}"
                taken[workers].append(_seconds(folder / "articles", outputs, workers))
                rows.add((outputs / "claims.csv").read_bytes() + (outputs / "rejected.csv").read_bytes())
    for workers, seconds in taken.items():
        ratio = statistics.median(one / own for one, own in zip(taken[options.workers[0]], seconds, strict=True))
        print(f"{workers:3} workers: {options.articles / statistics.median(seconds):7.1f} articles/s  {ratio:5.2f}")
    print("same bytes" if len(rows) == 1 else "THE BYTES DIFFER")
    return int(len(rows) != 1)


def _seconds(folder: Path, outputs: Path, workers: int) -> float:
    """Run, and return the seconds from the end of the first article to the end of the last."""
    times: list[float] = []
    options = RunOptions(workers=workers, report=False)
    run([folder], outputs, options, progress=lambda *_: times.append(time.perf_counter()))
    return times[-1] - times[0]


if __name__ == "__main__":
    sys.exit(main())
