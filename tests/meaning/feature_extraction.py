"""The nearest vector must belong to a line on the same topic."""

import numpy as np

from tests.meaning.ask import Ask
from tests.meaning.sentences import TOPICS

METRIC = f"nearest vector on the same one of {len(TOPICS)} topics, 40 lines"
FLOOR = 0.8


def score(ask: Ask) -> float:
    """Return the share of lines whose nearest other line is on the same topic."""
    topics, lines = zip(*[(topic, line) for topic, lines in TOPICS.items() for line in lines], strict=True)
    vectors = ask(text="\n".join(lines))
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    return float(np.mean([topics[index] == topic for topic, index in zip(topics, cosines.argmax(axis=1), strict=True)]))
