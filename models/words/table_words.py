"""What the words of a question say about a table: which cells they name, and what is to be done."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from models.words.written_numbers import measured

SUM = re.compile(r"\b(total|sum|altogether|together|combined|in all)\b", re.IGNORECASE)
AVERAGE = re.compile(r"\b(average|mean)\b", re.IGNORECASE)
COUNT = re.compile(r"\b(how many|number of|count)\b", re.IGNORECASE)
ABOVE = re.compile(r"\b(more|greater|higher|larger|over|above|after|exceeds?|exceeding) (?:than )?", re.IGNORECASE)
BELOW = re.compile(r"\b(less|fewer|lower|smaller|under|below|before) (?:than )?", re.IGNORECASE)
SUPERLATIVE = re.compile(r"\b(\w{2,}est|most|least|first|last|maximum|minimum|worst)\b", re.IGNORECASE)
SMALL = {
    *("lowest", "least", "fewest", "smallest", "shortest", "youngest", "cheapest", "lightest", "slowest", "coldest"),
    *("earliest", "first", "minimum", "nearest", "closest", "worst", "poorest", "narrowest", "weakest", "coolest"),
}
AGES = {"oldest", "eldest", "youngest"}
"""Of years of birth or building, the smallest is the oldest."""

NO_SUPERLATIVES = {"interest", "forest", "harvest", "request", "guest", "west", "test", "rest", "nest", "honest"}
VALUE = re.compile(r"\s*(what|how) ", re.IGNORECASE)
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Columns:
    """A table: headings, and rows of texts."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def numbers(self) -> list[list[float | None]]:
        """The numbers of each column, row by row; None for what is none."""
        return [[measured(row[place]) for row in self.rows] for place in range(len(self.header))]

    @cached_property
    def numeric(self) -> list[int]:
        """The columns that hold hardly anything but numbers."""
        enough = 0.7 * len(self.rows)
        return [place for place, column in enumerate(self.numbers) if sum(one is not None for one in column) >= enough]

    def is_years(self, column: int) -> bool:
        """Tell whether a column's numbers are years."""
        return all(one is None or (one == int(one) and 1000 <= one < 2100) for one in self.numbers[column])


@dataclass(frozen=True)
class Asked:
    """A question, read against a table.

    Attributes:
        bare: the question without the cells it names, in words.
        rows: the rows that are meant, all where none is named.
        columns: where the named cells stand.
        headings: the columns whose heading stands in the question.
        wants: "SUM", "AVERAGE", "COUNT" or "NONE".
        extreme: the superlative, "" for none.
        above: the number that has to be passed, None for none.
        below: the number not to be reached, None for none.
    """

    question: str
    bare: str
    rows: list[int]
    columns: set[int]
    headings: set[int]
    wants: str
    extreme: str
    above: float | None
    below: float | None

    @property
    def names_something(self) -> bool:
        """Whether the question names a cell."""
        return bool(self.columns)

    @property
    def compares(self) -> bool:
        """Whether the rows have to pass a comparison."""
        return self.above is not None or self.below is not None

    def asks_for_value(self, column: int) -> bool:
        """Tell whether "the highest price" itself is asked for, not what has it."""
        return column in self.headings and VALUE.match(self.question) is not None

    def holds(self, number: float | None) -> bool:
        """Tell whether a number passes the comparison."""
        if number is None:
            return False
        return (self.above is None or number > self.above) and (self.below is None or number < self.below)

    def wants_smallest(self, is_years: bool) -> bool:
        """Tell whether the superlative asks for the smallest number."""
        return (self.extreme in SMALL) != (is_years and self.extreme in AGES)


def asked(question: str, table: Columns) -> Asked:
    """Read a question against a table."""
    words = words_of(question)
    above, below = limit(ABOVE, question), limit(BELOW, question)
    compares = above is not None or below is not None
    named = [cell for cell in named_cells(words, table) if not (compares and cell[1] in table.numeric)]
    bare = without(question, [table.rows[row][column] for row, column in named])
    headings = {place for place, name in enumerate(table.header) if overlaps(words_of(name), words_of(bare))}
    return Asked(
        question=question,
        bare=bare,
        rows=meant_rows(named, len(table.rows)),
        columns={column for _, column in named},
        headings=headings,
        wants=find_wanted(bare),
        extreme="" if compares or any(column == 0 for _, column in named) else superlative(bare),
        above=above,
        below=below,
    )


def named_cells(words: list[str], table: Columns) -> list[tuple[int, int]]:
    """Return the cells whose whole text stands in the question; a cell inside a longer one's words is not meant."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            parts = words_of(text)
            start = position(parts, words)
            if start >= 0:
                found[row, column] = (start, start + len(parts))
    spans = found.values()
    return [cell for cell, span in found.items() if not any(inside(span, other) for other in spans)]


def meant_rows(named: list[tuple[int, int]], count: int) -> list[int]:
    """Return the rows of the named cells: those of one column add up, those of several must agree."""
    by_column: dict[int, set[int]] = {}
    for row, column in named:
        by_column.setdefault(column, set()).add(row)
    if not by_column:
        return list(range(count))
    most = max(by_column.values(), key=len)
    return sorted(set.intersection(*by_column.values()) or most)


def find_wanted(question: str) -> str:
    """Return what is to be done with the cells."""
    for name, words in (("SUM", SUM), ("AVERAGE", AVERAGE), ("COUNT", COUNT)):
        if words.search(question):
            return name
    return "NONE"


def superlative(question: str) -> str:
    """Return the word that asks for the largest or smallest, "" for none."""
    found = [word.lower() for word in SUPERLATIVE.findall(question)]
    return next((word for word in found if word not in NO_SUPERLATIVES), "")


def limit(comparison: re.Pattern[str], question: str) -> float | None:
    """Return the number after a comparison, None for none."""
    found = comparison.search(question)
    number = NUMBER.match(question, found.end()) if found else None
    return float(number.group().replace(",", "")) if number else None


def without(question: str, texts: Iterable[str]) -> str:
    """Return the question without some texts."""
    for text in sorted(texts, key=len, reverse=True):
        question = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", "it", question, flags=re.IGNORECASE)
    return question


def words_of(text: str) -> list[str]:
    """Return the words in small letters, without the s of a plural."""
    return [word.removesuffix("s") if len(word) > 3 else word for word in WORD.findall(text.lower())]


def position(parts: list[str], words: list[str]) -> int:
    """Return where some words stand in others, one after the other; -1 for nowhere, and for no words."""
    places = range(len(words) - len(parts) + 1) if parts else range(0)
    return next((place for place in places if words[place : place + len(parts)] == parts), -1)


def overlaps(name: list[str], words: list[str]) -> bool:
    """Tell whether the first word of a heading, or all of it, stands among the words."""
    return bool(name) and (set(name) <= set(words) or (len(name[0]) > 2 and name[0] in words))


def inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a span lies within a longer one."""
    return other[0] <= span[0] and span[1] <= other[1] and other != span
