"""Stories that begin with heroes nobody has heard of must go on about them, in known words, and end."""

import random
import re
from collections.abc import Iterator

import torch

from models.starters.spin import HELD_OUT_BOYS, HELD_OUT_GIRLS
from models.starters.stories import tell
from tests.meaning.ask import Ask

COUNT = 30
METRIC = f"new stories of {COUNT} that end, in known words, about the one they began with"
FLOOR = 0.6
SEED = 811
NAMES = {*HELD_OUT_BOYS, *HELD_OUT_GIRLS}


def score(ask: Ask) -> float:
    """Return the share of good continuations, with the page's own settings."""
    torch.manual_seed(SEED)
    known = known_words()
    right = []
    for opening, hero in beginnings():
        added = ask(text=opening)[0]["generated_text"]
        found = set(words(added))
        ends = added.rstrip().endswith((".", '"', "!"))
        right.append(ends and hero in found and found <= known | {hero})
    return sum(right) / len(right)


def beginnings() -> Iterator[tuple[str, str]]:
    """Yield first sentences of new stories, and whom they are about."""
    rng = random.Random(SEED)
    for _ in range(COUNT):
        story = tell(rng, held_out=True)
        yield story.opening, story.hero.name


def known_words() -> set[str]:
    """Return all words of stories, without the names of the new heroes."""
    rng = random.Random(SEED + 1)
    return {word for _ in range(4_000) for word in words(tell(rng).text)} - NAMES


def words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return re.findall(r"[A-Za-z']+", text)
