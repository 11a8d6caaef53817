"""Questions of some twenty kinds about generated tables: just the right cells, and the right thing done with them."""

import csv
import io
import random

from tests.meaning.ask import Ask
from tests.meaning.tables.make import TableCase, make_table_case

SEED, CASES = 2024, 120
METRIC = f"cells and operation exactly right, {CASES} questions about generated tables"
FLOOR = 0.9


def score(ask: Ask) -> float:
    """Return the share of questions answered exactly."""
    rng = random.Random(SEED)
    return sum(is_right(ask, make_table_case(rng)) for _ in range(CASES)) / CASES


def is_right(ask: Ask, case: TableCase) -> bool:
    """Tell whether just the cells of the case were found, and the same is to be done with them."""
    raw = ask(table=as_csv(case), question=case.question)
    return set(map(tuple, raw["coordinates"])) == set(case.cells) and raw["aggregator"] == case.aggregator


def as_csv(case: TableCase) -> str:
    """Return the table as text."""
    text = io.StringIO()
    csv.writer(text).writerows([case.header, *case.rows])
    return text.getvalue()
