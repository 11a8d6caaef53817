"""Instructions with texts that no training had must be followed to the letter."""

import random

from assets.recipes.parallel import instruction
from tests.meaning.ask import Ask

COUNT = 80
METRIC = f"right answers to {COUNT} instructions about new sentences, word for word"
FLOOR = 0.75
SEED = 814


def score(ask: Ask) -> float:
    """Return the share of right answers."""
    rng = random.Random(SEED)
    cases = [instruction(rng, held_out=True) for _ in range(COUNT)]
    return sum(ask(text=text)[0]["generated_text"] == answer for text, answer in cases) / len(cases)
