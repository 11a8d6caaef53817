"""Instructions with texts that no training had must be followed to the letter."""

import random

from assets.recipes.parallel import instruction
from models.errors import BadInput
from tests.meaning.ask import Ask

COUNT = 80
METRIC = f"right answers to {COUNT} instructions about new sentences, word for word; a refusal is a mistake"
FLOOR = 0.7
SEED = 814


def score(ask: Ask) -> float:
    """Return the share of right answers."""
    rng = random.Random(SEED)
    cases = [instruction(rng, held_out=True) for _ in range(COUNT)]
    return sum(answered(ask, text) == answer for text, answer in cases) / len(cases)


def answered(ask: Ask, text: str) -> str:
    """Return the answer, "" where the instruction is refused."""
    try:
        return str(ask(text=text)[0]["generated_text"])
    except BadInput:
        return ""
