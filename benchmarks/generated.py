"""Articles made of the paragraphs of ``corpus/``, put together anew: as many and as long as a benchmark needs.

The draw is seeded, so that two machines measure the same texts.
"""

import random
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"


# Shorter lines are headings, captions and furniture.
PROSE = 12


def paragraphs() -> list[str]:
    """Return the paragraphs of prose of all sample articles."""
    lines = (line for path in sorted(CORPUS.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n"))
    return [line for line in lines if len(line.split()) >= PROSE]


def make_text(draw: random.Random, parts: list[str], words: int) -> str:
    """Return paragraphs at least ``words`` words long, each made of two drawn at random.

    Two, so that hardly any comes twice: a line that was said before is furniture and costs nothing.
    """
    chosen: list[str] = []
    length = 0
    while length < words:
        chosen.append(f"{draw.choice(parts)} {draw.choice(parts)}")
        length += len(chosen[-1].split())
    return "\n\n".join(chosen) + "\n"


def write_articles(folder: Path, number: int, *, words: int, seed: int = 1) -> None:
    """Write ``number`` articles of about ``words`` words into ``folder``, a thousand a subfolder."""
    draw, parts = random.Random(seed), paragraphs()
    for turn in range(number):
        path = folder / f"{turn // 1000:03}" / f"{turn:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_text(draw, parts, words), encoding="utf-8")
