"""Tables whose answer cells are marked."""

import html
from collections.abc import Sequence
from typing import Any

from models.words.quantities import add_up, is_blank
from tabs.read.table import Table
from tabs.words import say

SHOWN_ROWS = 60
WORDS = {"SUM": "sum", "AVERAGE": "average", "COUNT": "number"}
NO_ANSWER = "render.no_cell_table_answers"
EMPTY_CELL = "render.cell_answers_empty"
EMPTY_CELLS = "render.cells_answer_are_empty"


def write_answer(raw: dict[str, Any]) -> str:
    """Return the answer as a sentence for people.

    TAPAS names the cells and what to do with them ("SUM > 2, 3"); it does no sums itself (Herzig et al. 2020,
    arXiv:2004.02349, section 3).

    Args:
        raw: {"answer", "cells", "aggregator"} of Transformers' table-question-answering pipeline, or {"answer"} of
            a model that writes its answers.
    """
    if "cells" not in raw:
        return str(raw["answer"]).strip() or say(NO_ANSWER)
    cells, aggregator = raw["cells"], raw.get("aggregator", "NONE")
    if not cells:
        return say(NO_ANSWER)
    if all(is_blank(cell) for cell in cells) and aggregator != "COUNT":
        return say(EMPTY_CELLS if len(cells) > 1 else EMPTY_CELL)
    listed = ", ".join(cell or "–" for cell in cells)
    result = aggregate(aggregator, cells)
    if result:
        return say(f"render.{WORDS[aggregator]}_of", result=result, listed=listed)
    return say(f"render.no_{WORDS[aggregator]}_of", listed=listed) if aggregator in WORDS and len(cells) > 1 else listed


def aggregate(aggregator: str, cells: Sequence[str]) -> str | None:
    """Return the sum, average or count of the cells, blank ones left out of the first two.

    None where there is nothing to work out, no number in a cell, or one unit beside another.
    """
    if aggregator == "COUNT":
        return str(len(cells))
    there = [cell for cell in cells if not is_blank(cell)]
    if aggregator not in WORDS or len(cells) < 2 or not there:
        return None
    return add_up(there, average=aggregator == "AVERAGE")


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
    note = f"<p class='note'>{say('render.more_more_rows_are_not_drawn', more=more)}</p>" if more else ""
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
