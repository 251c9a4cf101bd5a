"""brat standoff: one .ann file beside each article; numbers, sources, cues, dates and clauses are text-bound spans.

Closed vocabularies are attributes, links are relations, the other cells of a claim a note in JSON on its number.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import OutputError, UsageError
from pipeline.gold.exchange.records import Label, MarkedArticle, MarkedClaim, make_gold, read_text, shown_cells
from pipeline.gold.files import GoldFile
from pipeline.gold.rows import CORRECT, UNSURE, VERDICT
from pipeline.types import CharSpan, Modality, Modifier, QuoteKind

HEADERS, CONFIG = "headers.jsonl", "annotation.conf"

ATTRIBUTES = {"modifier": ("Modifier", Modifier), "modality": ("Modality", Modality), "quote": ("Quote", QuoteKind)}
UNSURE_FLAG = "Unsure"
RELATIONS = {Label.SOURCE: "Said-by", Label.CUE: "Cued-by", Label.DATE: "Dated", Label.CLAIM: "Stated-in"}

BOUND = re.compile(r"(\S{1,40}) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12}){0,1000})", re.ASCII)
LINK = re.compile(r"(\S{1,40}) Arg1:(\S{1,20}) Arg2:(\S{1,20})")


@dataclass(slots=True)
class _Standoff:
    """What an .ann file says, by identifier; ``spans`` holds label and place, ``lines`` where it was said."""

    spans: dict[str, tuple[str, CharSpan]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)


def annotation_config() -> str:
    """Return the annotation.conf that brat asks for in a folder."""
    attributes = [f"{name}\tArg:{Label.NUMBER}, Value:{'|'.join(kind)}" for name, kind in ATTRIBUTES.values()]
    relations = [f"{name}\tArg1:{Label.NUMBER}, Arg2:{label}" for label, name in RELATIONS.items()]
    # Numbers stand inside clauses.
    relations.append("<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")
    parts = ["[entities]", *Label, "[relations]", *relations, "[events]", "[attributes]", *attributes]
    return "\n".join([*parts, f"{UNSURE_FLAG}\tArg:{Label.NUMBER}", ""])


def write_brat(folder: Path, articles: Iterable[MarkedArticle]) -> None:
    """Write a folder that brat can open: texts, .ann files, annotation.conf, and the headers of the gold.

    Raises OutputError; also where the folder holds an .ann file that says something else already.
    """
    contents = {CONFIG: annotation_config().encode()}
    headers = []
    for article in articles:
        name = _base(article.doc)
        contents[f"{name}.txt"] = article.text.encode()
        contents[f"{name}.ann"] = standoff(article).encode()
        headers.append(article.header)
    contents[HEADERS] = "\n".join([*headers, ""]).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            path = folder / name
            if path.suffix == ".ann" and path.exists() and path.read_bytes() != content:
                raise OutputError(f"{path}: there are annotations already; name another folder")
        for name, content in contents.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error


def standoff(article: MarkedArticle) -> str:
    """Return the content of an article's .ann file."""
    bounds: list[str] = []
    others: list[str] = []
    known: dict[tuple[Label, CharSpan], str] = {}
    counts = dict.fromkeys("AR#", 0)

    def bound(label: Label, span: CharSpan) -> str:
        name = f"T{len(bounds) + 1}"
        pieces = _pieces(article.text, span)
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = " ".join(article.text[piece.start : piece.end] for piece in pieces)
        bounds.append(f"{name}\t{label} {places}\t{words}")
        return name

    def other(kind: str, said: str) -> None:
        counts[kind] += 1
        others.append(f"{kind}{counts[kind]}\t{said}")

    for claim in article.claims:
        number = bound(Label.NUMBER, claim.span)
        cells = shown_cells(claim)
        for column, (name, _) in ATTRIBUTES.items():
            if stated := cells.pop(column, ""):
                other("A", f"{name} {number} {stated}")
        if cells.pop(VERDICT, "") == UNSURE:
            other("A", f"{UNSURE_FLAG} {number}")
        for label, span in claim.links.items():
            if (label, span) not in known:
                known[label, span] = bound(label, span)
            other("R", f"{RELATIONS[label]} Arg1:{number} Arg2:{known[label, span]}")
        other("#", f"AnnotatorNotes {number}\t{json.dumps(cells)}")
    return "".join(f"{line}\n" for line in (*bounds, *others))


def read_brat(folder: Path, texts: Path) -> tuple[GoldFile, ...]:
    """Return the gold that the .ann files of a folder make; raise UsageError naming file and line."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: {'expected a folder, found a file' if folder.exists() else 'no such folder'}")
    paths = sorted(folder.glob("*.ann"))
    if not paths:
        raise UsageError(f"{folder}: no annotations; looked for .ann files")
    problems: list[str] = []
    headers = _headers(folder / HEADERS, problems)
    articles = []
    for path in paths:
        try:
            doc = next((doc for doc in (f"{path.stem}.txt", path.stem) if (texts / doc).is_file()), f"{path.stem}.txt")
            text = read_text(texts, doc)
            said = _parse(path, text, problems)
            articles.append(MarkedArticle(doc, text, headers.get(doc, ""), tuple(_claims(path, said, problems))))
        except UsageError as error:
            problems.append(f"{path.name}: {error}")
    return make_gold(folder, articles, problems)


def _base(doc: str) -> str:
    """Name the files of an article: brat wants a .txt beside the .ann."""
    return doc.removesuffix(".txt")


def _pieces(text: str, span: CharSpan) -> list[CharSpan]:
    """Cut a span at line ends, which no span of brat's may cross."""
    pieces = [
        CharSpan(span.start + match.start(), span.start + match.end())
        for match in re.finditer(r"[^\r\n]+", text[span.start : span.end])
    ]
    return pieces or [span]


def _parse(path: Path, text: str, problems: list[str]) -> _Standoff:
    said = _Standoff()
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(str(error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise UsageError(f"expected UTF-8, not so at byte {error.start}") from error
    for number, line in enumerate(content.split("\n"), start=1):
        try:
            _parse_line(line.rstrip("\r"), number, text, said)
        except ValueError as error:
            problems.append(f"{path.name}, line {number}: {error}")
    return said


def _parse_line(line: str, number: int, text: str, said: _Standoff) -> None:
    """Add what a line says; events, equivalences and normalizations are not ours and pass."""
    name, _, rest = line.partition("\t")
    match name[:1]:
        case "T":
            stated, _, words = rest.partition("\t")
            match = BOUND.fullmatch(stated)
            if not match:
                raise ValueError(f"expected a label and positions, found {stated[:40]!r}")
            places = [int(place) for piece in match[2].split(";") for place in piece.split()]
            span = CharSpan(places[0], places[-1])
            if not span.start < span.end <= len(text) or sorted(places) != places:
                raise ValueError(f"expected positions in the article's {len(text)} characters, found {match[2]}")
            if len(places) == 2 and text[span.start : span.end].split() != words.split():
                raise ValueError(f"{words[:40]!r} does not stand at {match[2]} of the article")
            said.spans[name] = (match[1], span)
            said.lines[name] = number
        case "A":
            if len(parts := rest.split()) < 2:
                raise ValueError(f"expected an attribute and what it is of, found {rest[:40]!r}")
            said.attributes.setdefault(parts[1], {})[parts[0]] = " ".join(parts[2:])
        case "R":
            if match := LINK.match(rest):
                said.links.append((match[2], match[3]))
        case "#":
            about, _, note = rest.partition("\t")
            said.notes[about.rpartition(" ")[2]] = note


def _claims(path: Path, said: _Standoff, problems: list[str]) -> Iterable[MarkedClaim]:
    for name, (label, span) in said.spans.items():
        if label != Label.NUMBER:
            continue
        where = f"{path.name}, line {said.lines[name]} ({name})"
        try:
            cells = _note(said.notes.get(name, ""))
        except ValueError as error:
            problems.append(f"{where}: {error}")
            continue
        attributes = said.attributes.get(name, {})
        cells |= {column: attributes.get(attribute, "") for column, (attribute, _) in ATTRIBUTES.items()}
        cells[VERDICT] = UNSURE if UNSURE_FLAG in attributes else CORRECT
        linked = [said.spans[to] for start, to in said.links if start == name and to in said.spans]
        links = {Label(other): place for other, place in linked if other in set(RELATIONS)}
        yield MarkedClaim(where, span, cells, links)


def _note(note: str) -> dict[str, str]:
    """Return the cells in a note; a note that is no JSON object is a note on the claim."""
    if not note.strip().startswith("{"):
        return {"notes": note.strip()}
    try:
        stated = json.loads(note)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"expected a note in JSON: {error}") from error
    if not isinstance(stated, dict) or not all(isinstance(cell, str | int | float) for cell in stated.values()):
        raise ValueError('expected a note such as {"number": "40", "unit": "USD"}')
    return {column: str(cell) for column, cell in stated.items()}


def _headers(path: Path, problems: list[str]) -> dict[str, str]:
    """Return the headers of gold by article; there need be none."""
    if not path.is_file():
        return {}
    headers = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
        try:
            headers[str(json.loads(line)["doc"])] = line
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f"{path.name}, line {number}: expected the header of gold: {error}")
    return headers
