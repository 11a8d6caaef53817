"""What there is in the rows: how often each label, how long the texts, what is missing or there twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.data.steps import names_of
from models.errors import word

if TYPE_CHECKING:
    from datasets import Dataset

COUNTED = 20_000
"""Rows that are looked at, the first ones: some seconds."""

FEW = 12
"""So many different values are counted each; of more, lengths."""

BARS = 10


@dataclass(frozen=True, slots=True)
class Distribution:
    """One plot: bars with their names, and what is counted."""

    column: str
    counted: str
    bars: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted.

    Attributes:
        rows: that were looked at.
        missing: by column, cells that hold nothing; columns without are left out.
        duplicates: rows that were there before.
        distributions: a plot for each column that has one.
    """

    rows: int
    missing: Mapping[str, int]
    duplicates: int
    distributions: tuple[Distribution, ...]


def count_rows(rows: "Dataset") -> Counts:
    """Count the first COUNTED rows."""
    rows = rows.select(range(min(COUNTED, len(rows))))
    columns = rows.column_names
    missing: Counter[str] = Counter()
    seen: set[int] = set()
    cells: dict[str, list[Any]] = {column: [] for column in columns}
    for table in rows.with_format("arrow").iter(1000):
        for row in table.to_pylist():
            seen.add(hash(repr(row)))
            for column in columns:
                cell = row[column]
                if cell is None or cell == "":
                    missing[column] += 1
                else:
                    cells[column].append(len(cell) if hasattr(cell, "__len__") and not isinstance(cell, str) else cell)
    found = (distribution(column, rows.features[column], cells[column]) for column in columns)
    return Counts(len(rows), dict(missing), len(rows) - len(seen), tuple(one for one in found if one is not None))


def distribution(column: str, feature: Any, cells: Sequence[Any]) -> Distribution | None:
    """Return a column's plot; None where there is nothing to see, as of pictures."""
    if not cells or getattr(feature, "_type", "") in ("Image", "Audio") or isinstance(feature, dict):
        return None
    names = names_of(feature)
    if names:
        counts = Counter(cells)
        bars = tuple((names[place], counts[place]) for place in range(len(names)))
        return Distribution(column, word("data.rows_of_each_class"), bars[: FEW * 2])
    if isinstance(cells[0], bool | str):
        different = Counter(map(str, cells))
        if len(different) <= min(FEW, len(cells) // 2):
            return Distribution(column, word("data.rows_of_each_value"), tuple(different.most_common()))
        if isinstance(cells[0], str):
            return Distribution(column, word("data.characters"), bins([len(one) for one in cells]))
    numbers = [one for one in cells if isinstance(one, int | float) and abs(one) < float("inf")]
    is_list = getattr(feature, "_type", "") in ("List", "LargeList", "Sequence")
    return (
        Distribution(column, word("data.items") if is_list else word("data.value"), bins(numbers)) if numbers else None
    )


def bins(numbers: Sequence[float]) -> tuple[tuple[str, int], ...]:
    """Return how many numbers lie in each of at most BARS equal spans."""
    low, high = min(numbers), max(numbers)
    if low == high:
        return ((f"{low:.4g}", len(numbers)),)
    are_whole = all(float(one).is_integer() for one in numbers)
    count = min(BARS, int(high - low) + 1) if are_whole else BARS
    width = (high - low + (1 if are_whole else 0)) / count
    places = Counter(min(count - 1, int((one - low) / width)) for one in numbers)
    return tuple((f"{low + place * width:.4g}", places[place]) for place in range(count))
