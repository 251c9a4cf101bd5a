"""Label Studio: gold as annotations, claims as predictions, and annotations as gold.

A task is an article; a claim is a region labelled Number, with the cells of a sheet of gold as its controls.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pipeline.errors import OutputError, UsageError
from pipeline.gold.exchange.records import (
    Label,
    MarkedArticle,
    MarkedClaim,
    make_gold,
    read_source,
    read_text,
    shown_cells,
)
from pipeline.gold.files import GoldFile
from pipeline.gold.rows import ALT, GOLD, NOTES, VERDICT, VERDICTS, WHO_ALSO
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind

TASKS, CONFIG = "tasks.json", "labels.xml"

LABELS, TEXT = "label", "text"
CHOICES: Mapping[str, Iterable[str]] = {
    "modifier": list(Modifier),
    "modality": list(Modality),
    "quote": list(QuoteKind),
    VERDICT: VERDICTS,
}
TEXTAREAS = (
    "number", "low", "high", "unit", "item", "event", "what", "who_said", WHO_ALSO, "relayed_by", "cue", "date",
    "date_text", "said_on", NOTES, ALT,
)  # fmt: skip
COLOURS = {
    Label.NUMBER: "#c62828",
    Label.SOURCE: "#1565c0",
    Label.CUE: "#6a1b9a",
    Label.DATE: "#2e7d32",
    Label.CLAIM: "#9e9e9e",
}

Result = dict[str, object]


def label_config() -> str:
    """Return the labelling interface: the labels, and a control for each cell of a number."""
    labels = [f'    <Label value="{label}" background="{COLOURS[label]}"/>' for label in Label]
    areas = [
        f'    <Header value="{name}" size="6"/>\n    <TextArea name="{name}" toName="{TEXT}" perRegion="true" '
        f'maxSubmissions="1" editable="true"/>'
        for name in TEXTAREAS
    ]
    choices = [
        f'    <Header value="{name}" size="6"/>\n    <Choices name="{name}" toName="{TEXT}" perRegion="true" '
        f'showInline="true">{"".join(f"<Choice value={quoteattr(choice)}/>" for choice in listed)}</Choices>'
        for name, listed in CHOICES.items()
    ]
    return "\n".join(
        [
            "<View>",
            f'  <Labels name="{LABELS}" toName="{TEXT}">',
            *labels,
            "  </Labels>",
            "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
            f'  <Text name="{TEXT}" value="$text" granularity="word"/>',
            f'  <View visibleWhen="region-selected" whenTagName="{LABELS}" whenLabelValue="{Label.NUMBER}">',
            *areas,
            *choices,
            "  </View>",
            "</View>",
            "",
        ]
    )


def write_tasks(folder: Path, source: Path, texts: Path) -> tuple[Path, Path]:
    """Write the tasks of a gold folder or a table of claims, and the labelling interface; return both paths.

    The claims of a table are predictions, to be checked. Raises UsageError or OutputError.
    """
    articles, by_people = read_source(source, texts)
    tasks = make_tasks(articles, model="" if by_people else f"claimrows {version('claimrows')}")
    paths = folder / TASKS, folder / CONFIG
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths[0].write_text(json.dumps(tasks, indent=1), encoding="utf-8")
        paths[1].write_text(label_config(), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return paths


def make_tasks(articles: Iterable[MarkedArticle], *, model: str = "") -> list[Result]:
    """Return the tasks to import into Label Studio; with the name of a ``model`` the claims are predictions."""
    tasks = []
    for article in articles:
        names = _names(article)
        results = list(_results(article, names))
        lines = {name: claim.cells[GOLD] for name, claim in zip(names, article.claims, strict=True)}
        task: Result = {
            "data": {TEXT: article.text, "article": article.doc, "gold_article": article.header, GOLD: lines}
        }
        if model:
            task["predictions"] = [{"model_version": model, "result": results}]
        else:
            task["annotations"] = [{"result": results, "was_cancelled": False, "ground_truth": True}]
        tasks.append(task)
    return tasks


def read_tasks(path: Path, texts: Path, *, predictions: bool = False) -> tuple[GoldFile, ...]:
    """Return the gold that an export of Label Studio ("JSON") makes of its annotations, or of its predictions.

    Of several annotations of a task, the one marked as ground truth counts. Raises UsageError naming task and region.
    """
    try:
        tasks = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: expected Label Studio's export in JSON: {error}") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise UsageError(f"{path}: expected Label Studio's export in JSON, a list of tasks")
    problems: list[str] = []
    articles: dict[str, MarkedArticle] = {}
    for number, task in enumerate(tasks, start=1):
        where = f"task {task.get('id', number)}"
        try:
            article = _article(task, texts, "predictions" if predictions else "annotations", where, problems)
            if article.doc in articles:
                raise ValueError(f"the article {article.doc} is in another task too")
            articles[article.doc] = article
        except (ValueError, UsageError) as error:
            problems.append(f"{where}: {error}")
    return make_gold(path, articles.values(), problems)


def _results(article: MarkedArticle, names: list[str]) -> Iterator[Result]:
    """Yield the regions, their controls and the relations between them."""
    seen: dict[tuple[Label, CharSpan], str] = {}
    for name, claim in zip(names, article.claims, strict=True):
        yield _region(name, Label.NUMBER, claim.span, article.text)
        bounds = {"start": claim.span.start, "end": claim.span.end}
        for column, cell in shown_cells(claim).items():
            if column in CHOICES:
                yield _control(name, column, "choices", {**bounds, "choices": [cell]})
            elif column in TEXTAREAS:
                yield _control(name, column, "textarea", {**bounds, "text": [cell]})
        for label, span in claim.links.items():
            if (label, span) not in seen:
                seen[label, span] = f"{label}-{span.start}-{span.end}"
                yield _region(seen[label, span], label, span, article.text)
            yield {"type": "relation", "from_id": name, "to_id": seen[label, span], "direction": "right"}


def _names(article: MarkedArticle) -> list[str]:
    """Name the regions by their places; gold may have two claims on one place."""
    names: list[str] = []
    for claim in article.claims:
        name = _number_name(claim.span)
        names.append(name if name not in names else f"{name}-{len(names)}")
    return names


def _number_name(span: CharSpan) -> str:
    return f"{Label.NUMBER}-{span.start}-{span.end}"


def _region(name: str, label: Label, span: CharSpan, text: str) -> Result:
    value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [label.value]}
    return {"id": name, "from_name": LABELS, "to_name": TEXT, "type": "labels", "value": value}


def _control(name: str, control: str, kind: str, value: Result) -> Result:
    return {"id": name, "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def _article(task: Result, texts: Path, kind: str, where: str, problems: list[str]) -> MarkedArticle:
    """Read a task; raise ValueError or UsageError where it is none of an article."""
    data = task.get("data")
    if not isinstance(data, dict) or not isinstance(data.get(TEXT), str):
        raise ValueError("expected data with a text; export as JSON, not as JSON-MIN")
    doc = data.get("article")
    if not isinstance(doc, str):
        raise ValueError("expected data with the article's file name as article")
    text = read_text(texts, doc)
    if data[TEXT].split() != text.split():
        raise ValueError(f"its text is not that of the article {doc}")
    lines = data.get(GOLD)
    header = data.get("gold_article")
    results = _chosen(task, kind)
    controls: dict[str, dict[str, str]] = defaultdict(dict)
    regions: dict[str, tuple[str, CharSpan]] = {}
    links: list[tuple[str, str]] = []
    for result in results:
        name, value = str(result.get("id", "")), result.get("value")
        if result.get("type") == "relation":
            links.append((str(result.get("from_id")), str(result.get("to_id"))))
        elif not isinstance(value, dict):
            problems.append(f"{where}, region {name}: expected a value, found {value!r}")
        elif result.get("type") == "labels":
            try:
                labels = value.get("labels")
                regions[name] = (str(labels[0]) if isinstance(labels, list) and labels else "", _span(value, text))
            except ValueError as error:
                problems.append(f"{where}, region {name}: {error}")
        else:
            controls[name][str(result.get("from_name"))] = _stated(value)
    claims = []
    for name, (label, span) in regions.items():
        if label != Label.NUMBER:
            continue
        cells = dict.fromkeys((*TEXTAREAS, *CHOICES), "") | controls[name]
        # Some versions name the regions of a prediction anew; then the place tells the line.
        cells[GOLD] = str(lines.get(name, lines.get(_number_name(span), ""))) if isinstance(lines, dict) else ""
        linked = {regions[to][0]: regions[to][1] for start, to in links if start == name and to in regions}
        claims.append(
            MarkedClaim(
                f"{where}, region {name}",
                span,
                cells,
                {Label(other): place for other, place in linked.items() if other in set(Label) - {Label.NUMBER}},
            )
        )
    return MarkedArticle(doc, text, header if isinstance(header, str) else "", tuple(claims))


def _chosen(task: Result, kind: str) -> list[Result]:
    """Return the results of the annotation that counts."""
    listed = task.get(kind)
    stated = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    made = [one for one in stated if not one.get("was_cancelled")]
    chosen = [one for one in made if one.get("ground_truth")] or made
    if len(chosen) != 1:
        hint = "; mark one of them as ground truth" if len(chosen) > 1 else ""
        raise ValueError(f"expected one of {kind}, found {len(chosen)}{hint}")
    results = chosen[0].get("result")
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise ValueError(f"expected a list of results in its {kind}")
    return results


def _stated(value: Mapping[str, object]) -> str:
    """Return what a control says: its text, its choice, or its number."""
    stated = value.get("text", value.get("choices", value.get("number", "")))
    if isinstance(stated, list):
        return " ".join(str(entry) for entry in stated)
    return str(stated)


def _span(value: Mapping[str, object], text: str) -> CharSpan:
    """Return the positions of a region in the article's text.

    Older versions count as JavaScript does, in units of UTF-16, and some browsers take CR LF for one sign: the
    region's own text tells which.
    """
    try:
        start, end = int(str(value.get("start"))), int(str(value.get("end")))
    except ValueError as error:
        raise ValueError(f"expected positions, found {value.get('start')!r} and {value.get('end')!r}") from error
    excerpt = value.get("text")
    for places in _countings(text):
        if 0 <= start < end < len(places):
            span = CharSpan(places[start], places[end])
            if not isinstance(excerpt, str) or text[span.start : span.end].split() == excerpt.split():
                return span
    raise ValueError(f"{str(excerpt)[:40]!r} does not stand at {start}-{end} of the article")


def _countings(text: str) -> Iterator[list[int]]:
    """Yield, for each way of counting signs, the position in ``text`` of each of its positions.

    >>> [places[-2:] for places in _countings("a🚢b")]
    [[2, 3], [2, 3], [2, 3], [2, 3]]
    """
    for wide, joined in ((False, False), (False, True), (True, False), (True, True)):
        places = [
            at
            for at, sign in enumerate(text)
            if not (joined and text.startswith("\r\n", at))
            for _ in range(2 if wide and sign > "\uffff" else 1)
        ]
        yield [*places, len(text)]
