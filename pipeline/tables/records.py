"""Claims for other programs: JSON lines and Parquet (pyarrow's adapter), and a pandas DataFrame."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import pandas as pd

from pipeline.errors import UsageError
from pipeline.tables.cells import HALVES, as_number, whole
from pipeline.tables.columns import CLAIM_COLUMNS

WHOLE_COLUMNS = ("char_start", "char_end")
DECIMAL_COLUMNS = ("number", "low", "high")
PORTION = 20_000  # rows held at a time

Cell = str | int | float | None


def write_json_lines(path: Path, claims: Iterable[Mapping[str, str]]) -> None:
    """Write one JSON object a line; numbers are numbers, null where the cell is empty, all else text.

    A number with more digits than a JSON reader keeps (15) is written as text, so that none is lost.
    """
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for row in claims:
            lines.write(json_text(typed_row(row)) + "\n")


def json_text(value: object) -> str:
    """Write JSON in one line and in readable letters; halves of UTF-16 pairs as escapes, which UTF-8 cannot hold.

    >>> print(json_text(["é", chr(0xD800)]))
    ["é","\\ud800"]
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return HALVES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_parquet(path: Path, claims: Iterable[Mapping[str, str]]) -> None:
    """Write Parquet: float64 for number, low, high; int64 for the positions; text for the rest, made whole.

    Raises UsageError where pyarrow is not installed.
    """
    need_parquet()
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {**dict.fromkeys(DECIMAL_COLUMNS, pa.float64()), **dict.fromkeys(WHOLE_COLUMNS, pa.int64())}
    schema = pa.schema([(column, kinds.get(column, pa.string())) for column in CLAIM_COLUMNS])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _portions(claims):
            columns = {column: [_kept(row[column], column) for row in rows] for column in CLAIM_COLUMNS}
            writer.write_table(pa.table(columns, schema=schema))


def need_parquet() -> None:
    """Raise UsageError where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'claimrows[parquet]'") from error


def claim_frame(claims: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Return the rows as a DataFrame: number, low, high float (NaN if empty), positions integer, the rest text."""
    frame = pd.DataFrame(list(claims), columns=list(CLAIM_COLUMNS), dtype=str)
    for column in DECIMAL_COLUMNS:
        frame[column] = [float(cell) if cell else float("nan") for cell in frame[column]]
    for column in WHOLE_COLUMNS:
        frame[column] = [int(cell) for cell in frame[column]]
    return frame


def typed_row(row: Mapping[str, str]) -> dict[str, Cell]:
    """Return the cells of a claims.csv row as JSON holds them.

    >>> typed_row({"number": "1150", "low": "", "char_start": "19", "unit": ""})
    {'number': 1150, 'low': None, 'char_start': 19, 'unit': ''}
    """
    return {column: _typed(cell, column) for column, cell in row.items()}


def _typed(cell: str, column: str) -> Cell:
    if column not in DECIMAL_COLUMNS and column not in WHOLE_COLUMNS:
        return cell
    if not cell:
        return None
    value = as_number(cell)
    if value is None:
        return cell
    return int(value) if value.is_integer() else value


def _kept(cell: str, column: str) -> Cell:
    if column in DECIMAL_COLUMNS:
        return float(cell) if cell else None
    return int(cell) if column in WHOLE_COLUMNS else whole(cell)


def _portions(rows: Iterable[Mapping[str, str]]) -> Iterator[list[Mapping[str, str]]]:
    iterator = iter(rows)
    while portion := list(islice(iterator, PORTION)):
        yield portion
