"""A table while it is asked about."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from assets.recipes.questions.values import Values
from tests.meaning.tables.columns import Column, Topic

Numbers = tuple[float, ...] | None
"""Of a column; None where it holds words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column 0 holds the keys, the others are of the kinds in `columns`."""

    header: tuple[str, ...]
    keys: list[str]
    columns: list[Column]
    texts: list[list[str]]
    numbers: list[Numbers]

    def filled(self, form: str, column: int, row: int = 0) -> str:
        """Fill a question's template for a column and a row."""
        keys = self.header[0].lower()
        return form.format(
            key=self.keys[row],
            keys=keys,
            many=plural(keys),
            head=self.header[column].lower(),
            value=self.texts[column - 1][row],
        )

    def with_numbers(self) -> Iterator[tuple[int, Column, tuple[float, ...]]]:
        """Yield the columns of numbers: place, kind, numbers."""
        for place, (column, numbers) in enumerate(zip(self.columns, self.numbers, strict=True), 1):
            if numbers:
                yield place, column, numbers

    def rows_like(self, column: int, row: int) -> list[int]:
        """Return the rows whose cell in that column says the same as this row's."""
        texts = self.texts[column - 1]
        return [other for other, text in enumerate(texts) if text == texts[row]]


def make_sheet(rng: random.Random, topic: Topic) -> Sheet:
    """Return a table of two to four columns and up to eight rows."""
    values = Values(rng)
    columns = rng.sample(topic.columns, rng.randint(1, min(3, len(topic.columns))))
    keys = list(dict.fromkeys(values.make(topic.kind) for _ in range(rng.randint(4, 8))))
    header = (rng.choice(topic.headings), *(rng.choice(column.headings) for column in columns))
    made = [_column(rng, values, column, len(keys)) for column in columns]
    return Sheet(header, keys, columns, [texts for texts, _ in made], [numbers for _, numbers in made])


def _column(rng: random.Random, values: Values, column: Column, count: int) -> tuple[list[str], Numbers]:
    if not column.is_number:
        few = (
            [values.make(column.kind) for _ in range(rng.randint(2, count))]
            if count > 1
            else [values.make(column.kind)]
        )
        return [rng.choice(few) for _ in range(count)], None
    limits, _, decimals = column.kind.partition(".")
    low, high = (int(limit) for limit in limits.split("-"))
    high = max(low + 2 * count, rng.choice((high, high // 10)))
    whole = rng.sample(range(low, high), count)
    if decimals and rng.random() < 0.6:
        numbers = tuple(number + rng.randint(0, 99) / 100 for number in whole)
        return [f"{number:.2f}" for number in numbers], numbers
    commas = rng.random() < 0.3 and high > 3000
    return [f"{number:,}" if commas else str(number) for number in whole], tuple(map(float, whole))


def plural(word: str) -> str:
    """Return the plural of a heading."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh")) else f"{word}s"


PLURALS = {
    **dict.fromkeys(("name", "person", "who"), "people"),
    **{"child": "children", "what": "entries", "goods": "goods", "species": "species", "food": "dishes"},
}
