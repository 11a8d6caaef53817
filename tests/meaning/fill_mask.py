"""The missing word of definitions and examples from a dictionary."""

from tests.meaning.ask import Ask
from tests.meaning.held_out import rows

METRIC = "missing word among the first five, 300 definitions and examples"
FLOOR = 0.4


def score(ask: Ask) -> float:
    cases = rows("gaps")
    return sum(word in words_for(ask, text) for word, text in cases) / len(cases)


def words_for(ask: Ask, text: str) -> list[str]:
    return [guess["token_str"].strip().lower() for guess in ask(text=text)]
