"""Articles made of the paragraphs of ``corpus/``, put together anew: as many and as long as a benchmark needs.

The draw is seeded, so that two machines measure the same texts.
"""

import random
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus" / "articles"


def paragraphs() -> list[str]:
    """Return the paragraphs of all sample articles."""
    found: list[str] = []
    for path in sorted(CORPUS.glob("*.txt")):
        found += [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    return found


def make_text(draw: random.Random, parts: list[str], words: int) -> str:
    """Return paragraphs drawn at random, at least ``words`` words of them."""
    chosen: list[str] = []
    length = 0
    while length < words:
        chosen.append(draw.choice(parts))
        length += len(chosen[-1].split())
    return "\n\n".join(chosen) + "\n"


def write_articles(folder: Path, number: int, *, words: int, seed: int = 1) -> None:
    """Write ``number`` articles of about ``words`` words into ``folder``, a thousand a subfolder."""
    draw, parts = random.Random(seed), paragraphs()
    for turn in range(number):
        path = folder / f"{turn // 1000:03}" / f"{turn:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_text(draw, parts, words), encoding="utf-8")
