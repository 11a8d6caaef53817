"""Which cells of a table answer a question that was read against it."""

from collections.abc import Iterable

from models.words.columns import Columns
from models.words.quantities import is_blank
from models.words.table_words import AGES, OF_MOMENTS, Asked

Cells = list[tuple[int, int]]


def answering(question: Asked, columns: Columns, fits: list[float]) -> tuple[Cells, str]:
    """Return the cells that answer, and what is to be done with them.

    Args:
        question: what was asked.
        columns: the table.
        fits: how well each heading fits the question.
    """
    rows, named, comparison = question.rows, question.columns, question.comparison
    if comparison:
        column = best(fits, columns.dated if comparison.of_dates else columns.numeric)
        rows = [row for row in rows if column is not None and comparison.holds(columns, column, row)]
        named = named | ({column} if column is not None else set())
    elif question.missing and not question.extreme:
        return [], "NONE"
    if question.wants in ("SUM", "AVERAGE"):
        column = best(fits, [place for place in columns.numeric if place not in named])
        return ([], "NONE") if column is None else (with_numbers(rows, column, columns), question.wants)
    if question.extreme:
        return extreme_cells(question, columns, fits, rows), "NONE"
    if question.wants == "COUNT" and counts_rows(question, columns, fits):
        return [(row, 0) for row in rows], "COUNT"
    if not question.names_something and not comparison:
        return [], "NONE"
    others = [place for place in range(len(columns.header)) if place not in named]
    column = best(fits, others) if 0 in named or question.headings - named else 0
    twins = [place for place in columns.twins(column or 0) if len(question.headings) > 1] or [column or 0]
    return [(row, place) for row in rows for place in twins], "NONE"


def with_numbers(rows: list[int], column: int, columns: Columns) -> Cells:
    """Return the cells of a column in some rows, without those that are blank, unless all are."""
    there = [row for row in rows if not is_blank(columns.rows[row][column])]
    return [(row, column) for row in there or rows]


def counts_rows(question: Asked, columns: Columns, fits: list[float]) -> bool:
    """Tell "how many mountains are there" from "how many stars has this one", whose answer stands in a cell."""
    asks_for_number = any(place in columns.numeric for place in question.headings)
    return (
        question.comparison is not None
        or 0 not in question.columns
        or not (asks_for_number or best(fits, columns.numeric))
    )


def extreme_cells(question: Asked, columns: Columns, fits: list[float], rows: list[int]) -> Cells:
    """Return the cell with the largest or smallest number, or what else stands in its row; several where asked for."""
    column = best(fits, columns_of_extreme(question, columns))
    if column is None:
        return []
    counted = [row for row in rows if columns.numbers[column][row] is not None]
    if not counted:
        return []
    values = columns.numbers[column]
    largest_first = not question.wants_smallest(column, columns)
    ordered = sorted(counted, key=lambda one: values[one] or 0.0, reverse=largest_first)
    found = ordered[slice(*question.ranks)]
    if question.asks_for_value(column, columns):
        return [(row, column) for row in found]
    others = [place for place in question.headings if place != column and place not in columns.numeric]
    return [(row, min(others, default=0)) for row in found]


def columns_of_extreme(question: Asked, columns: Columns) -> list[int]:
    """Return the columns in which a superlative may be meant: of age, of dates, of numbers."""
    of_ages = [place for place in (*columns.numeric, *columns.dated) if columns.is_age(place)]
    if question.extreme in AGES and of_ages:
        return of_ages
    return (columns.dated if question.extreme in OF_MOMENTS else []) or columns.numeric or columns.dated


def best(fits: list[float], places: Iterable[int]) -> int | None:
    """Return the place that fits best, None if there are none."""
    return max(places, key=lambda place: fits[place], default=None)
