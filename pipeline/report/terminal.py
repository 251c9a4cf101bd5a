"""An article and its claims on a terminal, for a quick look."""

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from pipeline.tables.places import find_places

STYLES = {"number": "bold black on yellow", "who": "black on cyan", "cue": "black on magenta", "date": "black on green"}
SIGNS = {"approx": "≈ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}


def article_text(text: str, rows: Sequence[Mapping[str, str]]) -> Text:
    """Return the article with number, source, cue and date of each claim in the colours of ``legend``."""
    shown = Text(text)
    for row in rows:
        places = find_places(row, text)
        if places is None:
            continue
        spans = {"who": places.who, "cue": places.cue, "date": places.date, "number": places.number}
        for role, span in spans.items():
            if span:
                shown.stylize(STYLES[role], span.start, span.end)
    return shown


def legend() -> Text:
    """Return the colours and what they mean."""
    names = {"number": "number", "who": "source", "cue": "cue", "date": "date"}
    return Text("  ").join(Text(f" {names[role]} ", style) for role, style in STYLES.items())


def claim_table(rows: Sequence[Mapping[str, str]]) -> Table:
    """Return the claims as a table, one a row, in text order; a narrow terminal cuts no number."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("who said", overflow="fold")
    table.add_column("number", justify="right", no_wrap=True)
    for name in ("unit", "item", "event"):
        table.add_column(name, overflow="fold")
    table.add_column("date", no_wrap=True)
    table.add_column("doubts", overflow="fold")
    for row in rows:
        figure = row["number"] or "–".join(bound for bound in (row["low"], row["high"]) if bound)
        doubts = [row["modality"]] if row["modality"] not in ("", "fact") else []
        cells = (
            row["who_said"],
            f"{SIGNS.get(row['modifier'], '')}{figure}",
            row["unit"].replace("_", " "),
            row["item"],
            row["event"],
            row["date"],
            "; ".join([*doubts, *row["flags"].replace("_", " ").split(";")]).strip("; "),
        )
        table.add_row(*map(Text, cells))
    return table
