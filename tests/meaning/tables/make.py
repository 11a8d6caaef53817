"""Makes tables and asks about them."""

import random
from dataclasses import dataclass

from assets.recipes.questions.words import WORDS
from tests.meaning.tables.asking import QUESTIONS, Asked, Cells
from tests.meaning.tables.columns import TOPICS
from tests.meaning.tables.sheet import Numbers, make_sheet

AGGREGATORS = ("NONE", "SUM", "AVERAGE", "COUNT")


@dataclass(frozen=True, slots=True)
class TableCase:
    """A table, a question, and what answers it.

    Attributes:
        header: of each column.
        rows: cells as text.
        numbers: for each column its numbers, None for a column of words.
        cells: (row, column) of those that answer, rows counted without the headings.
        aggregator: what is to be done with them, one of AGGREGATORS.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[Numbers, ...]
    question: str
    cells: Cells
    aggregator: str


def make_table_case(rng: random.Random) -> TableCase:
    """Return a table with a question."""
    topic = rng.choice(TOPICS)
    sheet = make_sheet(rng, topic)
    found: list[Asked] = []
    while not found:
        found = list(rng.choice(QUESTIONS)(rng, sheet))
    question, cells, aggregator = rng.choice(found)
    months = tuple(float(WORDS["month"].index(key)) for key in sheet.keys) if topic.kind == "month" else None
    rows = tuple(zip(sheet.keys, *sheet.texts, strict=True))
    return TableCase(sheet.header, rows, (months, *sheet.numbers), _typed(rng, question), cells, aggregator)


def _typed(rng: random.Random, question: str) -> str:
    """Return the question as people type it: now and then without a question mark."""
    question = question[0].upper() + question[1:]
    return question.rstrip("?") if rng.random() < 0.08 else question
