"""The command ``claimrows score``: claims against gold, as tables, as a diff, as JSON, or as a page."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer


class ScoreFormat(StrEnum):
    """How a score is told."""

    TABLE = "table"
    DIFF = "diff"
    HTML = "html"
    JSON = "json"


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
    told: Annotated[
        ScoreFormat,
        typer.Option("--format", help="table, diff (row by row, field by field), html or json, e.g. --format diff"),
    ] = ScoreFormat.TABLE,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("-o", "--output", help="Write there, not to the terminal, e.g. -o score.html"),
    ] = None,
) -> None:
    """Score claims against annotated articles: precision, recall and F1 by row and by field."""
    import json

    from rich.console import Console

    from pipeline.errors import OutputError
    from pipeline.gold.annotations import find_texts, read_claims, read_gold
    from pipeline.gold.diff import Standing, diff_lines, diff_rows
    from pipeline.gold.figures import figures
    from pipeline.gold.page import score_page
    from pipeline.gold.report import change_lines, field_table, headline_table, miss_lines
    from pipeline.gold.score import compare, score_claims

    folder = texts or find_texts(gold)
    annotated = read_gold(gold, folder)
    scored = score_claims(annotated, read_claims(claims, annotated, folder))
    reached = figures(scored)
    lists = {"misses": miss_lines(scored)} if misses else {}
    if against:
        lists |= change_lines(compare(scored, score_claims(annotated, read_claims(against, annotated, folder))))
    if told is ScoreFormat.HTML:
        said = score_page(scored, annotated, reached, lists)
    elif told is ScoreFormat.JSON:
        said = json.dumps({"figures": reached, **lists}, indent=1) + "\n"
    else:
        console = Console(color_system=None) if output else Console()
        with console.capture() as captured:
            console.print(headline_table(reached), "", field_table(reached))
        said = "{articles} articles, {gold} claims in gold, {got} scored, {paired} paired\n".format(**reached)
        said += captured.get()
        if told is ScoreFormat.DIFF:
            rows = [row for row in diff_rows(scored, annotated) if row.standing is not Standing.RIGHT]
            said += "".join(f"\n{line}" for row in rows for line in ("", *diff_lines(row))) + "\n"
        said += "".join(f"{line}\n" for name, lines in lists.items() for line in (f"\n{name}: {len(lines)}", *lines))
    if output is None:
        typer.echo(said, nl=False)
        return
    try:
        output.write_text(said, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    typer.echo(output)
