"""Score the program on annotated articles kept outside the project; fail where a figure is below its floor.

usage: python benchmarks/shared_gold.py GOLD_ROOT TEXT_ROOT [FLOORS]

Each folder PART of GOLD_ROOT annotates the articles in TEXT_ROOT/PART. FLOORS (corpus/gold/floors.json) pins the
figures of a part under "shared-PART". Exit code 0: all floors held; 1: some not; 2: wrong usage.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from pipeline.batch.run import RunOptions, run
from pipeline.batch.tables import CLAIMS
from pipeline.errors import PipelineError, UsageError
from pipeline.gold.annotations import read_claims, read_gold
from pipeline.gold.figures import Figures, below_floors, figures, read_floors
from pipeline.gold.score import score_claims

FLOORS = Path(__file__).parents[1] / "corpus" / "gold" / "floors.json"
PREFIX = "shared-"
SHOWN = ("detect_f1", "row_f1", "full_row_f1", "number_accuracy", "unit_accuracy", "modifier_accuracy")


def main() -> int:
    """Score each part, print its figures, and return the exit code."""
    parser = argparse.ArgumentParser(description="Score the program on annotated articles kept outside the project.")
    parser.add_argument("gold_root", type=Path, help="folder with a folder of annotations for each part")
    parser.add_argument("text_root", type=Path, help="folder with a folder of articles for each part")
    parser.add_argument("floors", type=Path, nargs="?", default=FLOORS, help="figures pinned by part (JSON)")
    given = parser.parse_args()
    try:
        failures = _check_parts(given.gold_root, given.text_root, given.floors)
    except PipelineError as error:
        print(f"shared_gold: {error}", file=sys.stderr)
        return 2
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


def _check_parts(gold_root: Path, text_root: Path, floors: Path) -> list[str]:
    pinned = {part.removeprefix(PREFIX): of for part, of in read_floors(floors).items() if part.startswith(PREFIX)}
    parts = {path.parent.name for path in gold_root.glob("*/*.jsonl")}
    missing = sorted(pinned.keys() - parts)
    if missing or not parts:
        raise UsageError(f"{gold_root}: expected folders of gold for all pinned parts; missing: {missing or 'any'}")
    failures = []
    for part in sorted(parts):
        reached = _score_part(gold_root / part, text_root / part)
        print(f"{part}: " + "  ".join(f"{name} {reached[name] or 0:.3f}" for name in SHOWN))
        failures += [f"{part}: {miss}" for miss in below_floors(reached, pinned.get(part, {}))]
    return failures


def _score_part(gold: Path, texts: Path) -> Figures:
    annotated = read_gold(gold, texts)
    with tempfile.TemporaryDirectory() as outputs:
        run([texts], Path(outputs), RunOptions())
        return figures(score_claims(annotated, read_claims(Path(outputs) / CLAIMS, annotated, texts)))


if __name__ == "__main__":
    raise SystemExit(main())
