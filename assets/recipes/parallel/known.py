"""Which words stand side by side in the sentences that the phrasebook learned: what its guard goes by.

    python -m assets.recipes.parallel.known

writes them beside the weights (takes half a minute on one core).
"""

import random
from pathlib import Path

import numpy as np

from assets.recipes.parallel import instruction, pair
from models.guards.phrasebook import FILE, digests
from models.starters.starter import ASSETS
from models.words.sentences import cut_sentences

SEED = 21
SENTENCES, INSTRUCTIONS = 400_000, 200_000


def known_pairs(sentences: int = SENTENCES, instructions: int = INSTRUCTIONS) -> np.ndarray:
    """Return the sorted digests of all pairs in so many sentences and instructions, uint32 (n,)."""
    rng = random.Random(SEED)
    seen: set[int] = set()
    for _ in range(sentences):
        for one in cut_sentences(pair(rng).english):
            seen.update(digests("translation", one.strip()))
    for _ in range(instructions):
        seen.update(digests("text2text-generation", instruction(rng)[0]))
    return np.array(sorted(seen), np.uint32)


def write(folder: Path, sentences: int = SENTENCES, instructions: int = INSTRUCTIONS) -> None:
    """Write the pairs into a starter's folder."""
    np.save(folder / FILE, known_pairs(sentences, instructions))


if __name__ == "__main__":
    write(ASSETS / "text2text-generation")
