"""Tables whose answer cells are marked."""

import html
import math
from collections.abc import Sequence
from typing import Any

from models.words.written_numbers import number_of
from tabs.read.table import Table

SHOWN_ROWS = 60
WORDS = {"SUM": "sum", "AVERAGE": "average", "COUNT": "number"}
NO_ANSWER = "No cell of the table answers this."


def write_answer(raw: dict[str, Any]) -> str:
    """Return the answer as a sentence for people.

    TAPAS names the cells and what to do with them ("SUM > 2, 3"); it does no sums itself (Herzig et al. 2020,
    arXiv:2004.02349, section 3).

    Args:
        raw: {"answer", "cells", "aggregator"} of Transformers' table-question-answering pipeline, or {"answer"} of
            a model that writes its answers.
    """
    if "cells" not in raw:
        return str(raw["answer"]).strip() or NO_ANSWER
    cells, aggregator = raw["cells"], raw.get("aggregator", "NONE")
    if not cells:
        return NO_ANSWER
    listed = ", ".join(cells)
    result = aggregate(aggregator, cells)
    return listed if result is None else f"{result} ({WORDS[aggregator]} of: {listed})"


def aggregate(aggregator: str, cells: Sequence[str]) -> str | None:
    """Return the sum, average or count of the cells; None where there is nothing to work out, or no numbers."""
    if aggregator == "COUNT":
        return str(len(cells))
    numbers = [number_of(cell) for cell in cells]
    if aggregator not in WORDS or len(cells) < 2 or None in numbers:
        return None
    total = math.fsum(number for number in numbers if number is not None)
    return f"{total / len(cells) if aggregator == 'AVERAGE' else total:,.10g}"


def draw_table(table: Table, coordinates: Sequence[tuple[int, int]]) -> str:
    """Return the table as HTML, the cells at the (row, column) coordinates marked; of many rows those matter."""
    hits = {(int(row), int(column)) for row, column in coordinates}
    numbers = pick_rows(len(table.rows), sorted({row for row, _ in hits}))
    head = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in table.header)
    rows = "".join(
        f"<tr>{''.join(draw_cell(text, (row, column) in hits) for column, text in enumerate(table.rows[row]))}</tr>"
        for row in numbers
    )
    more = len(table.rows) - len(numbers)
    note = f"<p class='note'>{more} more rows are not drawn.</p>" if more else ""
    return f"<div class='scroll' tabindex='0'><table class='cells'><tr>{head}</tr>{rows}</table></div>{note}"


def pick_rows(count: int, wanted: Sequence[int]) -> list[int]:
    """Return the rows to draw: all, or the wanted ones and the first that fit beside them."""
    kept = set(wanted[:SHOWN_ROWS])
    for number in range(count):
        if len(kept) >= SHOWN_ROWS:
            break
        kept.add(number)
    return sorted(kept)


def draw_cell(text: str, hit: bool) -> str:
    """Return one cell."""
    return f"<td class='hit'><mark>{html.escape(text)}</mark></td>" if hit else f"<td>{html.escape(text)}</td>"
