"""The commands of ``claimrows gold``: gold to and from sheets, Label Studio and brat."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.gold.files import GoldFile

app = typer.Typer(
    name="gold",
    help="Gold to and from sheets that people correct, Label Studio and brat.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Gold = Annotated[Path, typer.Argument(help="Folder of annotated articles (ARTICLE.jsonl).", metavar="GOLD")]
GoldOut = Annotated[Path, typer.Option("-o", "--gold", help="Folder for the gold, e.g. -o gold")]
Source = Annotated[Path, typer.Argument(help="A GOLD folder, a claims.csv or a claims.xlsx.", metavar="SOURCE")]
FolderOut = Annotated[Path, typer.Option("-o", "--folder", help="Folder to write into, e.g. -o tasks")]
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
    if made.carried:
        typer.echo(f"given to an earlier version of the row, see the column carried: {', '.join(made.carried)}")
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


@app.command("to-label-studio", epilog="Example: claimrows gold to-label-studio gold/ --texts articles/ -o tasks")
def to_label_studio(source: Source, texts: Texts, folder: FolderOut) -> None:
    """Write tasks for Label Studio: gold as annotations, a table of claims as predictions."""
    from pipeline.gold.exchange.label_studio import write_tasks

    for path in write_tasks(folder, source, texts):
        typer.echo(path)


@app.command("from-label-studio", epilog="Example: claimrows gold from-label-studio e.json --texts articles/ -o gold")
def from_label_studio(
    export: Annotated[Path, typer.Argument(help="An export of Label Studio in the format JSON.", metavar="EXPORT")],
    texts: Texts,
    gold: GoldOut,
    predictions: Annotated[
        bool, typer.Option("--predictions", help="Read the predictions, not the annotations, e.g. --predictions")
    ] = False,
) -> None:
    """Make gold of the annotations in a Label Studio export."""
    from pipeline.gold.exchange.label_studio import read_tasks

    _write(gold, read_tasks(export, texts, predictions=predictions))


@app.command("to-brat", epilog="Example: claimrows gold to-brat gold/ --texts articles/ -o brat")
def to_brat(source: Source, texts: Texts, folder: FolderOut) -> None:
    """Write articles and claims as a folder for brat: .txt, .ann and annotation.conf."""
    from pipeline.gold.exchange.brat import write_brat
    from pipeline.gold.exchange.records import read_source

    articles, _ = read_source(source, texts)
    write_brat(folder, articles)
    typer.echo(f"{len(articles)} articles, {sum(len(article.claims) for article in articles)} claims\n{folder}")


@app.command("from-brat", epilog="Example: claimrows gold from-brat brat/ --texts articles/ -o gold")
def from_brat(
    folder: Annotated[Path, typer.Argument(help="Folder of .ann files.", metavar="FOLDER")], texts: Texts, gold: GoldOut
) -> None:
    """Make gold of brat's .ann files."""
    from pipeline.gold.exchange.brat import read_brat

    _write(gold, read_brat(folder, texts))


def _write(gold: Path, files: "Sequence[GoldFile]") -> None:
    from pipeline.gold.files import write_gold_files

    copies = write_gold_files(gold, files)
    typer.echo(f"{len(files)} articles, {sum(len(file.lines) for file in files)} claims\n{gold}")
    _tell_copies(copies)


def _tell_copies(copies: list[Path]) -> None:
    for copy in copies:
        typer.echo(f"the gold that was there is kept in {copy}")
