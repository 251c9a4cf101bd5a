"""The commands of ``claimrows gold``: gold to and from sheets, Label Studio and brat."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="gold",
    help="Gold to and from sheets that people correct, Label Studio and brat.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Gold = Annotated[Path, typer.Argument(help="Folder of annotated articles (ARTICLE.jsonl).", metavar="GOLD")]
GoldOut = Annotated[Path, typer.Option("-o", "--gold", help="Folder for the gold, e.g. -o gold")]
Texts = Annotated[Path, typer.Option(help="Folder of the articles, e.g. --texts articles/")]


@app.command("from-sheet", epilog="Example: claimrows gold from-sheet outputs/claims.xlsx --texts articles/ -o gold")
def from_sheet(
    sheet: Annotated[Path, typer.Argument(help="A corrected claims.xlsx or claims.csv.", metavar="SHEET")],
    texts: Texts,
    gold: GoldOut,
) -> None:
    """Make gold of a corrected sheet: edited cells, rows marked wrong or deleted, rows added."""
    from pipeline.gold.files import write_gold_files
    from pipeline.gold.sheets import read_corrections

    made = read_corrections(sheet, texts)
    copies = write_gold_files(gold, made.files)
    typer.echo(
        f"{len(made.files)} articles, {made.claims} claims ({made.unsure} unsure, {made.added} located by "
        f"their words), {made.wrong} rows left out as wrong"
    )
    if made.unread:
        typer.echo(f"left out, as no row of theirs has a verdict: {', '.join(made.unread)}")
    _tell_copies(copies)


@app.command("to-sheet", epilog="Example: claimrows gold to-sheet gold/ --texts articles/ -o gold.xlsx")
def to_sheet(
    gold: Gold,
    texts: Texts,
    sheet: Annotated[Path, typer.Option("-o", "--sheet", help="The .xlsx or .csv file to write, e.g. -o gold.xlsx")],
) -> None:
    """Show gold as a sheet; from-sheet gives the same gold again, but for what was corrected."""
    from pipeline.gold.files import read_gold_files
    from pipeline.gold.sheets import write_gold_sheet

    golds = read_gold_files(gold, texts)
    write_gold_sheet(sheet, golds)
    typer.echo(f"{len(golds)} articles, {sum(len(one.claims) for one in golds)} claims\n{sheet}")


def _tell_copies(copies: list[Path]) -> None:
    for copy in copies:
        typer.echo(f"the gold that was there is kept in {copy}")
