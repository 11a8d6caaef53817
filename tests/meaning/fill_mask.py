"""The missing word of definitions and examples from a dictionary."""

from models.errors import BadInput
from tests.meaning.ask import Ask
from tests.meaning.held_out import rows

METRIC = "missing word among the first five, 300 definitions and examples; a refusal is none"
FLOOR = 0.29


def score(ask: Ask) -> float:
    cases = rows("gaps")
    return sum(word in words_for(ask, text) for word, text in cases) / len(cases)


def words_for(ask: Ask, text: str) -> list[str]:
    try:
        return [guess["token_str"].strip().lower() for guess in ask(text=text)]
    except BadInput:  # no word stands out
        return []
