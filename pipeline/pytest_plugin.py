"""A pytest plugin: a folder of gold as a regression test. pytest finds it by its entry point.

def test_claims(check_gold):
    check_gold("gold", texts="articles", row_f1=0.8)
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import DEFAULT_MODEL

if TYPE_CHECKING:
    from pipeline.gold.figures import Figures
    from pipeline.gold.files import GoldText

# Rows shown where a figure falls below its floor.
MOST_ROWS = 30

CheckGold = Callable[..., "Figures"]


@pytest.fixture
def check_gold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CheckGold:
    """Check the claims of annotated articles against their gold, as ``claimrows run`` and ``score`` find them.

    ``check_gold(gold, texts=..., metadata=..., model=..., **floors)`` takes folders relative to the test's own, fails
    where a figure is below its floor, naming the rows that differ, and returns all figures. ``floors`` are figures of
    ``claimrows score --format json`` such as ``row_f1``; without any, every row must be right. The publication dates
    are those of ``metadata``, of a table beside the articles, or of the gold's own headers.
    """

    def check(
        gold: str | Path,
        *,
        texts: str | Path | None = None,
        metadata: str | Path | None = None,
        model: str = DEFAULT_MODEL,
        **floors: float,
    ) -> "Figures":
        from pipeline.batch.run import RunOptions, run
        from pipeline.batch.tables import CLAIMS
        from pipeline.gold.annotations import find_texts, read_claims, read_gold
        from pipeline.gold.diff import Standing, diff_lines, diff_rows
        from pipeline.gold.figures import below_floors, figures
        from pipeline.gold.files import read_gold_files
        from pipeline.gold.score import Score, score_claims
        from pipeline.read.metadata import METADATA_NAMES

        here = request.path.parent
        known = figures(Score(0, ()))
        if strangers := sorted(set(floors) - set(known)):
            raise pytest.UsageError(f"{', '.join(strangers)}: no figure of a score; there are {', '.join(known)}")
        folder = here / gold
        articles = here / texts if texts else find_texts(folder)
        annotated = read_gold(folder, articles)
        outputs = tmp_path_factory.mktemp("claimrows")
        table = here / metadata if metadata else None
        if table is None and not any((articles / name).is_file() for name in METADATA_NAMES):
            table = _write_headers(outputs, read_gold_files(folder, articles))
        done = run([articles / doc for doc in annotated], outputs / "run", RunOptions(model, None, table, report=False))
        scored = score_claims(annotated, read_claims(outputs / "run" / CLAIMS, annotated, articles))
        reached = figures(scored)
        problems = [f"{failed.article}: {failed.reason}: {failed.text}" for failed in done.failed]
        problems += below_floors(reached, floors or {"row_f1": 1.0})
        if problems:
            wrong = [
                row for row in diff_rows(scored, annotated) if row.standing not in (Standing.RIGHT, Standing.NEARLY)
            ]
            more = [f"and {len(wrong) - MOST_ROWS} rows more"] if len(wrong) > MOST_ROWS else []
            rows = [line for row in wrong[:MOST_ROWS] for line in ("", *diff_lines(row))]
            pytest.fail("\n".join([*problems, *rows, *more]), pytrace=False)
        return reached

    return check


def _write_headers(folder: Path, golds: "list[GoldText]") -> Path | None:
    """Write what the gold's headers say of the articles as a table of metadata; None where they say nothing."""
    from pipeline.gold.fields import parse_object
    from pipeline.tables.csv import TableFile

    columns = ("article", "published", "outlet", "title")
    rows = []
    for gold in golds:
        header = parse_object(gold.file.header)
        rows.append({column: str(header.get(column) or "") for column in columns} | {"article": gold.file.doc})
    if not any(row["published"] for row in rows):
        return None
    path = folder / "metadata.csv"
    TableFile(path, columns).append(rows)
    return path
