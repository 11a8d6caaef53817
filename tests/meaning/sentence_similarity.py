"""Of thirty sentences, each must find the one that means the same."""

import numpy as np

from tests.meaning.ask import Ask
from tests.meaning.sentences import PAIRS

METRIC = f"the paraphrase found among {len(PAIRS)}"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of sentences whose nearest line is their paraphrase."""
    lines = [sentence for pair in zip(*PAIRS, strict=True) for sentence in pair]
    similarity = ask(text="\n".join(lines))["similarity"]
    nearest = similarity[: len(PAIRS), len(PAIRS) :].argmax(axis=1)
    return float((nearest == np.arange(len(PAIRS))).mean())
