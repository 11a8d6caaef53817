"""The tone of sentences that twenty people rated."""

from tests.meaning.ask import Ask
from tests.meaning.held_out import rows

METRIC = "right tone of 395 tweets, reviews and editorials"
FLOOR = 0.86


def score(ask: Ask) -> float:
    cases = rows("rated")
    return sum(ask(text=text)[0]["label"] == label for label, text in cases) / len(cases)
