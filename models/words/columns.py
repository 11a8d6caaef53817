"""The columns of a table: which hold numbers, years, dates or times, and which are named alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.words.dates import read_dates
from models.words.quantities import Quantity, is_blank, read_quantity

ENOUGH = 0.7
"""Of a column's cells that are not blank must be of its kind."""

OF_TIMES = re.compile(r"\b(time|times|duration|lap|split|seconds|minutes|hours)\b", re.IGNORECASE)
OF_RANKS = re.compile(r"\b(rank|ranking|position|place|placing|seed)\b", re.IGNORECASE)
OF_AGES = re.compile(r"\b(age|ages|born|birth|birthday|birthdate|founded|built|established)\b", re.IGNORECASE)
OF_TOTALS = re.compile(r"(?:grand |sub-?|in )?totals?:?|sum:?|overall:?|averages?:?|mean:?|Σ|all", re.IGNORECASE)
TWIN = re.compile(r"(.*) \(\d+\)")
"""A heading that stands there several times is told apart by a number."""


@dataclass(frozen=True)
class Columns:
    """A table: headings, and rows of texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def texts(self, column: int) -> list[str]:
        """Return a column's cells, row by row."""
        return [row[column] for row in self.rows]

    @cached_property
    def quantities(self) -> list[list[Quantity | None]]:
        """The quantities of each column, row by row; None for what is none."""
        return [[read_quantity(text) for text in self.texts(place)] for place in range(len(self.header))]

    @cached_property
    def dates(self) -> list[list[float | None]]:
        """The dates of each column in days; None for what is none."""
        return [read_dates(self.texts(place)) for place in range(len(self.header))]

    @cached_property
    def numeric(self) -> list[int]:
        """The columns that hold hardly anything but quantities; in "May 3" there is one, and still it is a date."""
        places = (place for place in range(len(self.header)) if place not in self.dated)
        return [place for place in places if self.holds_enough(self.quantities[place], place)]

    @cached_property
    def dated(self) -> list[int]:
        """The columns that hold hardly anything but dates."""
        return [place for place in range(len(self.header)) if self.holds_enough(self.dates[place], place)]

    @cached_property
    def numbers(self) -> list[list[float | None]]:
        """What is compared: of each column the dates where it holds dates, else the values of its quantities."""
        return [
            self.dates[place] if place in self.dated else [None if one is None else one.value for one in column]
            for place, column in enumerate(self.quantities)
        ]

    def holds_enough(self, read: Sequence[object], column: int) -> bool:
        """Tell whether enough cells of a column that are not blank were read."""
        there = sum(not is_blank(text) for text in self.texts(column))
        return there > 0 and sum(one is not None for one in read) >= ENOUGH * there

    def is_years(self, column: int) -> bool:
        """Tell whether a column holds years or dates."""
        whole = all(one is None or (one == int(one) and 1000 <= one < 2100) for one in self.numbers[column])
        return column in self.dated or whole

    def is_times(self, column: int) -> bool:
        """Tell whether a column holds times that something took: the smallest is the fastest."""
        units = {one.base for one in self.quantities[column] if one is not None}
        return bool(units & {"s", "2 parts", "3 parts"}) or OF_TIMES.search(self.header[column]) is not None

    def is_ranks(self, column: int) -> bool:
        """Tell whether a column holds ranks."""
        return OF_RANKS.search(self.header[column]) is not None

    @cached_property
    def totals(self) -> set[int]:
        """The rows that sum up the others."""
        rows = {number for number, row in enumerate(self.rows) if OF_TOTALS.fullmatch(row[0].strip())}
        return rows if len(rows) < len(self.rows) else set()

    def is_age(self, column: int) -> bool:
        """Tell whether a column says how old somebody or something is, or since when."""
        return OF_AGES.search(self.header[column]) is not None

    def twins(self, column: int) -> list[int]:
        """Return the columns whose heading is the same, this one among them, in their order."""
        return [place for place, name in enumerate(self.header) if bare(name) == bare(self.header[column])]


def bare(heading: str) -> str:
    """Return a heading without the number that tells it from its twins."""
    found = TWIN.fullmatch(heading)
    return (found[1] if found else heading).lower()
