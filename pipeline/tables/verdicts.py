"""What people typed into a sheet (verdict, notes) carried over to the rows of a later run.

A claim is told by its ``claim_id``; where the article's bytes changed since, by article, sentence and number text. What
fits no claim any more is lost from the sheet Claims and kept in the sheet Lost, so that nothing vanishes.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.tables.cells import fit
from pipeline.tables.columns import CLAIM_COLUMNS
from pipeline.tables.sheets import SheetError, SheetRow, read_sheets
from pipeline.tables.workbook import (
    ARTICLES_SHEET,
    CREATOR,
    LOST_SHEET,
    README_SHEET,
    REJECTED_SHEET,
    VERDICT_COLUMNS,
    VERDICTS,
    WRITTEN,
)

CLAIM_ID = re.compile(r"[0-9a-f]{16}")
TYPED = ("verdict", "notes")
# The cells a verdict is about: if they differ now, the verdict was given to another reading of the number.
JUDGED = ("who_said", "what", "number", "unit", "date", "modifier", "low", "high", "item")
NOT_CLAIMS = frozenset({ARTICLES_SHEET, REJECTED_SHEET, README_SHEET})


@dataclass(frozen=True, slots=True)
class Earlier:
    """The rows of an earlier sheet (typed in or not), and what was odd."""

    rows: tuple[SheetRow, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Cells of VERDICT_COLUMNS by claim_id, rows of LOST_COLUMNS, and messages for the person who typed."""

    verdicts: Mapping[str, Mapping[str, str]]
    lost: tuple[Mapping[str, str], ...]
    problems: tuple[str, ...]


def read_earlier(path: Path) -> Earlier:
    """Read the sheet of an earlier run at ``path``, which need not exist; never raises for what is in it."""
    if not path.is_file():
        return Earlier()
    if path.suffix == ".csv" and not _names_typed_columns(path):
        return Earlier()  # as a run writes it
    if path.suffix == ".xlsx" and _written_without_verdicts(path):
        return Earlier()
    try:
        sheets = read_sheets(path)
    except SheetError as error:
        return Earlier((), (f"{error}: no verdicts carried over from it",))
    rows = tuple(row for row in sheets.rows if row.sheet not in NOT_CLAIMS)
    problems = list(sheets.problems)
    missing = [column for column in (*TYPED, "claim_id") if column not in sheets.columns]
    if missing:
        problems.append(
            f"{path.name}, row 1: expected the columns verdict, notes, claim_id; missing {', '.join(missing)}"
        )
    return Earlier(rows, tuple(problems))


def carry_over(earlier: Sequence[SheetRow], claims: Iterable[Mapping[str, str]]) -> CarriedOver:
    """Match rows that people typed into with the rows ``claims`` of the new claims.csv."""
    typed, problems, lost = _typed(earlier)
    if not typed:
        return CarriedOver({}, tuple(lost), tuple(problems))
    earlier_ids = {row.cells.get("claim_id", "") for row in earlier}
    before: dict[tuple[str, str, str], list[SheetRow]] = defaultdict(list)
    for row in earlier:
        before[_key(row.cells)].append(row)
    verdicts: dict[str, Mapping[str, str]] = {}
    still_there: set[str] = set()
    changed: dict[tuple[str, str, str], list[Mapping[str, str]]] = defaultdict(list)
    for claim in claims:
        claim_id = claim["claim_id"]
        if claim_id in earlier_ids:
            still_there.add(claim_id)
            if claim_id in typed:
                verdicts[claim_id] = _carried(typed.pop(claim_id).cells, claim, "")
        elif (key := _key(claim)) in before:
            changed[key].append(claim)
    waiting = {id(row) for row in typed.values()}
    for key, rows in before.items():
        gone = [row for row in rows if row.cells.get("claim_id", "") not in still_there]
        new = changed.get(key, [])
        if len(new) == len(gone):  # as many as there were: in the order of the text
            for row, claim in zip(gone, new, strict=True):
                if id(row) in waiting:
                    verdicts[claim["claim_id"]] = _carried(row.cells, claim, "the article changed")
        else:
            reason = "several claims fit" if new else "no such claim any more"
            lost += [_lost(row, row.cells.get("lost") or reason) for row in gone if id(row) in waiting]
    return CarriedOver(verdicts, tuple(lost), tuple(problems))


def _names_typed_columns(path: Path) -> bool:
    """Tell whether the first line of a CSV file names a column that people type into."""
    try:
        with path.open("rb") as file:
            header = file.readline(1 << 16).replace(b"\0", b"").lower()
    except OSError:
        return False
    return any(column.encode() in header for column in TYPED)


def _written_without_verdicts(path: Path) -> bool:
    """Tell whether the workbook is as a run wrote it, with no verdict in it; any other program leaves its mark."""
    try:
        with zipfile.ZipFile(path) as packed:
            core = packed.read("docProps/core.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError):
        return False
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ")
    ours = core.count(f">{stamp}</dcterms:") == 2 and f">{CREATOR}</cp:lastModifiedBy>" in core
    return ours and ">0 verdicts</cp:contentStatus>" in core


def _typed(
    earlier: Sequence[SheetRow],
) -> tuple[dict[str, SheetRow], list[str], list[Mapping[str, str]]]:
    """Return the rows typed into by claim_id (by address, without one), messages, and what collides."""
    typed: dict[str, SheetRow] = {}
    problems: list[str] = []
    lost: list[Mapping[str, str]] = []
    for row in earlier:
        if not any(row.cells.get(column, "").strip() for column in TYPED):
            continue
        verdict = row.cells.get("verdict", "").strip()
        if verdict and verdict.casefold() not in VERDICTS:
            problems.append(
                f"{row.address('verdict')}: expected {', '.join(VERDICTS)}; found {verdict[:40]!r}, kept as it is"
            )
        claim_id = row.cells.get("claim_id", "").strip()
        if claim_id and not CLAIM_ID.fullmatch(claim_id):
            problems.append(
                f"{row.address('claim_id')}: {claim_id[:40]!r} is no claim_id; looked for by sentence and number"
            )
        first = typed.setdefault(claim_id or row.address(""), row)
        if first is row:
            continue
        if all(first.cells.get(column, "") == row.cells.get(column, "") for column in TYPED):
            continue  # the same row twice
        where = first.address("claim_id")
        problems.append(
            f"{row.address('claim_id')}: the claim of {where} again, with another verdict; kept in sheet {LOST_SHEET}"
        )
        lost.append(_lost(row, "a second verdict on one claim"))
    return typed, problems, lost


def _carried(old: Mapping[str, str], claim: Mapping[str, str], reason: str) -> dict[str, str]:
    """Return the typed cells, with a word on what changed since they were typed."""
    differing = [column for column in JUDGED if column in old and _words(old[column]) != _words(fit(claim[column]))]
    reasons = [*([reason] if reason else []), *([f"the row differs: {', '.join(differing)}"] if differing else [])]
    verdict = old.get("verdict", "").strip()
    return {
        "verdict": verdict.casefold() if verdict.casefold() in VERDICTS else verdict,
        "notes": old.get("notes", ""),
        "carried": "; ".join(reasons) or old.get("carried", ""),
    }


def _lost(row: SheetRow, reason: str) -> dict[str, str]:
    return {**{column: row.cells.get(column, "") for column in (*VERDICT_COLUMNS, *CLAIM_COLUMNS)}, "lost": reason}


def _key(cells: Mapping[str, str]) -> tuple[str, str, str]:
    """Tell a claim by its words; white space aside, which spreadsheets change."""
    return cells.get("article", ""), _words(fit(cells.get("sentence", ""))), _words(cells.get("number_text", ""))


def _words(cell: str) -> str:
    return " ".join(cell.split())
