"""Questions about a table: which cells answer, and what is to be done with them."""

import random
from collections.abc import Iterator

from tests.meaning.tables.sheet import Sheet

Cells = frozenset[tuple[int, int]]
"""(row, column), rows counted without the headings."""

Asked = tuple[str, Cells, str]
"""A question, the cells that answer it, the aggregator."""

LOOK_UP = ("What is the {head} of {key}?", "{head} of {key}?", "Which {head} does {key} have?")
LOOK_BACK = ("Which {keys} has the {head} {value}?",)
MOST = ("Which {keys} has the highest {head}?", "Which {keys} has the most {head}?")
LEAST = ("Which {keys} has the lowest {head}?", "Which {keys} has the fewest {head}?")
COUNT_ALL = ("How many {many} are there?", "How many {many} are in the table?", "What is the number of {many}?")
COUNT_ABOVE = ("How many {many} have more than {limit} {head}?", "How many {many} have a {head} above {limit}?")
COUNT_SAME = (
    "How many {many} have the {head} {value}?",
    "How many have {value}?",
    "How many {many} are there with {value}?",
)
COUNT_IN = ("How many {many} are in {value}?", "How many are from {value}?", "How many {many} are from {value}?")
SUM_OF_ALL = (
    "What is the total {head}?",
    "How many {head} are there in total?",
    "How many {head} in all?",
    "How many {head} altogether?",
    "What is the sum of the {head}?",
    "How much is it in total?",
    "What is the total number of {head}?",
    "How many {head} do all have together?",
)
SUM_OF_TWO = (
    "How many {head} do {key} and {other} have together?",
    "How many {head} were there in {key} and {other} in total?",
    "What is the total {head} of {key} and {other}?",
    "How much are {key} and {other} together?",
    "What is the sum of the {head} of {key} and {other}?",
)
AVERAGE = (
    "What is the average {head}?",
    "What is the mean {head}?",
    "What is the {head} on average?",
    "How high is the average {head}?",
    "Average {head}?",
)


def look_up(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the value of one key."""
    for place, column in enumerate(sheet.columns, 1):
        row = rng.randrange(len(sheet.keys))
        for form in (*column.asks, *column.asks, *LOOK_UP):
            yield sheet.filled(form, place, row), frozenset({(row, place)}), "NONE"


def look_back(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the keys that have a value."""
    for place, column in enumerate(sheet.columns, 1):
        row = rng.randrange(len(sheet.keys))
        keys = _keys(sheet.rows_like(place, row))
        for form in (*column.having, *column.having, *LOOK_BACK):
            yield sheet.filled(form, place, row), keys, "NONE"


def extreme(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the key with the highest or lowest number."""
    for place, column, numbers in sheet.with_numbers():
        for choose, forms in ((max, (*column.most, *MOST)), (min, (*column.least, *LEAST))):
            yield sheet.filled(rng.choice(forms), place), _keys([numbers.index(choose(numbers))]), "NONE"


def extreme_number(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the highest or lowest number itself."""
    for place, _, numbers in sheet.with_numbers():
        for choose, word in ((max, "highest"), (min, "lowest")):
            cell = (numbers.index(choose(numbers)), place)
            yield sheet.filled(f"What is the {word} {{head}}?", place), frozenset({cell}), "NONE"


def counting(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask how many keys there are, or how many have a value or a number above another."""
    yield sheet.filled(rng.choice(COUNT_ALL), 1), _keys(range(len(sheet.keys))), "COUNT"
    for place, column in enumerate(sheet.columns, 1):
        numbers = sheet.numbers[place - 1]
        if numbers and len(numbers) > 1:
            limit = rng.choice(sorted(numbers)[:-1])
            form = rng.choice(COUNT_ABOVE).replace("{limit}", f"{limit:g}")
            above = _keys(row for row, number in enumerate(numbers) if number > limit)
            yield sheet.filled(form, place), above, "COUNT"
        if not numbers:
            row = rng.randrange(len(sheet.keys))
            forms = (*COUNT_SAME, *COUNT_IN) if column.kind in ("city", "country") else COUNT_SAME
            yield sheet.filled(rng.choice(forms), place, row), _keys(sheet.rows_like(place, row)), "COUNT"


def adding(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the sum of a column, or of two of its cells."""
    for place, column, numbers in sheet.with_numbers():
        if not column.sums or len(numbers) < 2:
            continue
        every = frozenset((row, place) for row in range(len(numbers)))
        yield sheet.filled(rng.choice(SUM_OF_ALL), place), every, "SUM"
        first, second = rng.sample(range(len(numbers)), 2)
        form = rng.choice(SUM_OF_TWO).replace("{other}", sheet.keys[second])
        yield sheet.filled(form, place, first), frozenset({(first, place), (second, place)}), "SUM"


def averaging(rng: random.Random, sheet: Sheet) -> Iterator[Asked]:
    """Ask for the average of a column."""
    for place, _, numbers in sheet.with_numbers():
        every = frozenset((row, place) for row in range(len(numbers)))
        yield sheet.filled(rng.choice(AVERAGE), place), every, "AVERAGE"


def _keys(rows: Iterator[int] | range | list[int]) -> Cells:
    return frozenset((row, 0) for row in rows)


QUESTIONS = (
    *(look_up, look_up, look_up, look_up, look_back, look_back, extreme, extreme, extreme, extreme_number),
    *(counting, counting, adding, adding, averaging),
)
"""Each as often as it is likely."""
