"""The list beside a picture: what was found in it, with the colours and numbers that stand on the picture."""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from tabs.render.palette import Colour, format_css, pick_ink
from tabs.words import say

NOTHING = "render.nothing_was_found"


@dataclass(frozen=True)
class Row:
    """One line: its number and colour, its label, a remark in small letters, and a figure at the right."""

    number: int
    colour: Colour
    label: str
    figure: str
    remark: str = ""


def draw_legend(rows: Sequence[Row], left_out: str = "") -> str:
    """Return the rows as an HTML list with a sentence about what is left out; NOTHING for no rows."""
    if not rows:
        return f"<p class='note'>{say(NOTHING)}</p>"
    note = f"<p class='note'>{html.escape(left_out)}</p>" if left_out else ""
    return f"<ol class='things'>{''.join(draw_row(row) for row in rows)}</ol>{note}"


def draw_row(row: Row) -> str:
    """Return one line."""
    remark = f" <small>{html.escape(row.remark)}</small>" if row.remark else ""
    style = f"background:{format_css(row.colour)};color:{format_css(pick_ink(row.colour))}"
    return (
        f"<li><span class='chip' style='{style}'>{row.number}</span> <span>{html.escape(row.label)}{remark}</span>"
        f"<span class='amount'>{html.escape(row.figure)}</span></li>"
    )
