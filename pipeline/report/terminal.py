"""An article and its claims on a terminal, for a quick look."""

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from pipeline.tables.places import find_places

STYLES = {"number": "bold black on yellow", "who": "black on cyan", "cue": "black on magenta", "date": "black on green"}
COLUMNS = ("who_said", "number", "unit", "item", "event", "date", "modality", "flags")


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
    """Return the claims as a table, one a row, in text order."""
    table = Table(*COLUMNS, row_styles=["", "dim"])
    for row in rows:
        figure = row["number"] or "–".join(bound for bound in (row["low"], row["high"]) if bound)
        cells = {**row, "number": f"{figure} ({row['modifier']})" if row["modifier"] != "exact" else figure}
        table.add_row(*(Text(cells[column]) for column in COLUMNS))
    return table
