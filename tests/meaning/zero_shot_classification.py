"""The right label must win for texts and sets of labels of many kinds."""

from collections.abc import Sequence

from models.errors import BadInput
from tests.meaning.ask import Ask
from tests.meaning.labelled import CASES

COUNT = sum(len(pairs) for _, pairs in CASES)
METRIC = f"the right label of 2 to 6, {COUNT} texts; a refusal is a mistake"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of texts whose best label is the right one."""
    right = [best(ask, text, labels) == label for labels, pairs in CASES for text, label in pairs]
    return sum(right) / len(right)


def best(ask: Ask, text: str, labels: Sequence[str]) -> str:
    """Return the best label, "" where none fits the starter well enough."""
    try:
        return str(ask(text=text, candidate_labels=", ".join(labels))["labels"][0])
    except BadInput:
        return ""
