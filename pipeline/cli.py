"""The command line: arguments, messages, exit codes; the only place that prints."""

import sys
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Optional

import typer

from pipeline import DEFAULT_MODEL
from pipeline.cli_gold import app as gold_app
from pipeline.errors import LockedError, OutputError, PipelineError

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


def main() -> None:
    """Run the command line and leave with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):  # quoted news must not fail on a terminal that lacks its signs
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except PipelineError as error:
        _say(f"claimrows: {error}")
        codes = {OutputError: NO_OUTPUT, LockedError: LOCKED}
        raise SystemExit(codes.get(type(error), USAGE)) from error
    except KeyboardInterrupt as error:
        _say("claimrows: interrupted; --resume goes on from here; the files of an earlier run are unchanged")
        raise SystemExit(INTERRUPTED) from error


@app.command(epilog="Example: claimrows run articles/ -o outputs")
def run(
    paths: Annotated[
        list[Path], typer.Argument(help="Article files (.txt, .md) or folders of them.", metavar="PATH...")
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
    workers: Annotated[
        int, typer.Option(min=0, help="Processes at work; 0: one a core, fewer for a small folder, e.g. --workers 4")
    ] = 0,
    deadline: Annotated[
        float, typer.Option(min=0.1, help="Seconds after which an article is given up, e.g. --deadline 300")
    ] = 120.0,
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

    day = published.date() if published else None
    options = RunOptions(
        model=model,
        published=day,
        metadata=metadata,
        workers=workers,
        deadline=deadline,
        resume=resume,
        formats=parse_formats(formats),
        report=report,
    )
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
    from pipeline.read.articles import ReadOptions, find_article_files, read_file, read_metadata
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


@app.command(epilog="Example: claimrows score corpus/gold/dev outputs/claims.csv --texts corpus/articles")
def score(
    gold: Annotated[Path, typer.Argument(help="Folder of annotated articles (ARTICLE.jsonl).", metavar="GOLD")],
    claims: Annotated[Path, typer.Argument(help="A claims.csv, or another GOLD folder to compare.", metavar="CLAIMS")],
    texts: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Folder of the articles, e.g. --texts articles/; else ../../articles as seen from GOLD"),
    ] = None,
    against: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="An earlier claims.csv: list the rows gained and lost, e.g. --against before/claims.csv"),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what is wrong, e.g. --misses")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures and lists as JSON, e.g. --json")] = False,
) -> None:
    """Score claims against annotated articles: precision, recall and F1 by row and by field."""
    import json

    from rich.console import Console

    from pipeline.gold.annotations import find_texts, read_claims, read_gold
    from pipeline.gold.figures import figures
    from pipeline.gold.report import change_lines, field_table, headline_table, miss_lines
    from pipeline.gold.score import compare, score_claims

    folder = texts or find_texts(gold)
    annotated = read_gold(gold, folder)
    scored = score_claims(annotated, read_claims(claims, annotated, folder))
    reached = figures(scored)
    lists = {"misses": miss_lines(scored)} if misses else {}
    if against:
        lists |= change_lines(compare(scored, score_claims(annotated, read_claims(against, annotated, folder))))
    if as_json:
        typer.echo(json.dumps({"figures": reached, **lists}, indent=1))
        return
    console = Console()
    typer.echo("{articles} articles, {gold} claims in gold, {got} scored, {paired} paired".format(**reached))
    console.print(headline_table(reached), "", field_table(reached))
    for name, lines in lists.items():
        typer.echo("\n".join([f"\n{name}: {len(lines)}", *lines]))


def _say(message: str) -> None:
    typer.echo(message, err=True)


if __name__ == "__main__":
    main()
