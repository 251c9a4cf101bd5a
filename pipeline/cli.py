"""The command line: arguments, messages, exit codes; the only place that prints."""

import os
import sys
from datetime import datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Optional

import typer

from pipeline import DEFAULT_MODEL
from pipeline.cli_gold import app as gold_app
from pipeline.cli_score import score
from pipeline.errors import LockedError, OutputError, PipelineError
from pipeline.types import DateOrder

app = typer.Typer(
    name="claimrows",
    help="Numeric claims from news articles as a spreadsheet: who said it, what, the number, the date.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

app.add_typer(gold_app)

# The promise of the exit codes (README, "Exit codes").
SOME_FAILED, USAGE, NO_OUTPUT, LOCKED, INTERRUPTED = 1, 2, 3, 4, 130


class Annotate(StrEnum):
    """How much of an article is parsed."""

    SELECTIVE = "selective"
    FULL = "full"


def main() -> None:
    """Run the command line and leave with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):  # quoted news must not fail on a terminal that lacks its signs
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except OSError as error:  # a full disk behind standard output
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what it still holds is not to be tried again
        _say(f"claimrows: {error}")
        raise SystemExit(NO_OUTPUT) from error
    except PipelineError as error:
        _say(f"claimrows: {error}")
        codes = {OutputError: NO_OUTPUT, LockedError: LOCKED}
        raise SystemExit(codes.get(type(error), USAGE)) from error


@app.command(epilog="Example: claimrows run articles/ -o outputs")
def run(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Files of articles (text, HTML, JSON, CSV) or folders of them; - reads standard input.",
            metavar="PATH...",
        ),
    ],
    outputs: Annotated[
        Path, typer.Option("-o", "--outputs", help="Folder for claims.csv, rejected.csv and run.json, e.g. -o outputs")
    ],
    model: Annotated[
        str, typer.Option(help="An installed spaCy pipeline for English, e.g. --model en_core_web_lg")
    ] = DEFAULT_MODEL,
    published: Annotated[
        Optional[datetime],  # noqa: UP045 - typer reads the annotation
        typer.Option(formats=["%Y-%m-%d"], help="Publication date of all the articles, e.g. --published 2025-01-14"),
    ] = None,
    metadata: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Table with the columns article, published, outlet, title, e.g. --metadata articles.csv"),
    ] = None,
    field: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            help="What a field of JSON or CSV records is called, e.g. --field text=body --field date=meta.day"
        ),
    ] = None,
    date_order: Annotated[
        Optional[DateOrder],  # noqa: UP045
        typer.Option(help="How dates like 03/04/2025 are meant, day or month first, e.g. --date-order dmy"),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links that lead out of a folder, e.g. --follow-links")
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            min=0, max=256, help="Processes at work; 0: one a core, fewer for a small folder, e.g. --workers 4"
        ),
    ] = 0,
    deadline: Annotated[
        float, typer.Option(min=0.1, max=86_400, help="Seconds after which an article is given up, e.g. --deadline 300")
    ] = 120.0,
    annotate: Annotated[
        Annotate,
        typer.Option(help="Parse the sentences that a claim needs, or all (slow, to compare), e.g. --annotate full"),
    ] = Annotate.SELECTIVE,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run, e.g. --resume")] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="Formats of the claims: csv (always), xlsx, jsonl, parquet, e.g. --format csv,xlsx"
        ),
    ] = "csv",
    report: Annotated[
        bool, typer.Option(help="Write report.html, which shows claims beside articles, e.g. --no-report")
    ] = True,
) -> None:
    """Extract the claims of articles into claims.csv, rejected.csv and run.json."""
    from rich.console import Console
    from rich.progress import Progress

    from pipeline.batch.formats import parse_formats
    from pipeline.batch.run import RunOptions
    from pipeline.batch.run import run as run_batch
    from pipeline.read.records import parse_fields

    day = published.date() if published else None
    options = RunOptions(
        model=model,
        published=day,
        metadata=metadata,
        workers=workers,
        deadline=deadline,
        full=annotate is Annotate.FULL,
        resume=resume,
        formats=parse_formats(formats),
        report=report,
        fields=parse_fields(field or []),
        follow_links=follow_links,
        date_order=date_order,
    )
    with Progress(console=Console(stderr=True), transient=True, disable=not Console(stderr=True).is_terminal) as bar:
        task = bar.add_task("articles", total=None)
        try:
            summary = run_batch(
                paths, outputs, options, progress=lambda done, total: bar.update(task, completed=done, total=total)
            )
        except KeyboardInterrupt as error:
            _say("claimrows: interrupted; --resume goes on from here; the files of an earlier run are unchanged")
            raise typer.Exit(INTERRUPTED) from error
    for rejection in summary.failed:
        _say(f"claimrows: {rejection.article}: {rejection.reason}: {rejection.text}")
    typer.echo(
        f"{summary.articles} articles ({len(summary.failed)} failed), {summary.claims} claims, "
        f"{summary.rejected} rejected, {summary.seconds:.1f} s"
    )
    for name in summary.files:
        typer.echo(str(outputs / name))
    for note in summary.notes:
        _say(f"claimrows: {note}")
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


@app.command(epilog="Example: claimrows show articles/ferry.txt")
def show(
    article: Annotated[Path, typer.Argument(help="A file that holds one article or several.", metavar="ARTICLE")],
    model: Annotated[
        str, typer.Option(help="An installed spaCy pipeline for English, e.g. --model en_core_web_lg")
    ] = DEFAULT_MODEL,
    published: Annotated[
        Optional[datetime],  # noqa: UP045
        typer.Option(formats=["%Y-%m-%d"], help="Publication date, e.g. --published 2025-01-14"),
    ] = None,
) -> None:
    """Show an article with its claims highlighted, and the claims as a table."""
    from rich.console import Console

    from pipeline.annotate import Annotator
    from pipeline.extract import extract_article
    from pipeline.read.articles import ReadOptions, read_file
    from pipeline.read.files import find_article_files
    from pipeline.read.metadata import read_metadata
    from pipeline.report.terminal import article_text, claim_table, legend
    from pipeline.tables.columns import claim_row
    from pipeline.types import Rejection

    files = find_article_files([article])
    metadata = read_metadata(files, None)
    annotator = Annotator(model)
    console = Console(highlight=False)
    failed = False
    for file in files:
        for found in read_file(file, metadata.get(file.path), ReadOptions(published.date() if published else None)):
            if isinstance(found, Rejection):
                _say(f"claimrows: {found.article}: {found.reason}: {found.text}")
                failed = True
                continue
            rows = [claim_row(claim) for claim in extract_article(found, annotator).claims]
            console.rule(found.id)
            console.print(article_text(found.text, rows), "", legend(), claim_table(rows))
    if failed:
        raise typer.Exit(SOME_FAILED)


app.command(epilog="Example: claimrows score corpus/gold/dev outputs/claims.csv --texts corpus/articles")(score)


def _say(message: str) -> None:
    typer.echo(message, err=True)


if __name__ == "__main__":
    main()
