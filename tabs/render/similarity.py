"""How alike texts are: a heat map, and a ranking."""

import html
from collections.abc import Sequence

import numpy as np

from tabs.render.percent import format_percent
from tabs.words import say

SHOWN_LINES = 24
"""Larger heat maps cannot be read; the ranking shows the rest."""

INK = 0.5
"""How strong the strongest colour is: letters of the page's own colour can be read on it, light or dark."""


def draw_heat_map(lines: Sequence[str], similarity: np.ndarray) -> str:
    """Return an HTML table of the cosines of every pair.

    Args:
        lines: n texts; the first SHOWN_LINES are shown.
        similarity: float (n, n), cosines from -1 to 1.
    """
    shown = range(min(len(lines), SHOWN_LINES))
    head = "".join(f"<th scope='col' title='{html.escape(lines[i], quote=True)}'>{i + 1}</th>" for i in shown)
    rows = "".join(
        f"<tr><th scope='row'><span class='number'>{i + 1}</span> {html.escape(lines[i])}</th>"
        + "".join(draw_cell(lines[i], lines[j], float(similarity[i, j])) for j in shown)
        + "</tr>"
        for i in shown
    )
    more = len(lines) - len(shown)
    note = f"<p class='note'>{say('render.more_more_lines_are_not_drawn', more=more)}</p>" if more > 0 else ""
    return (
        f"<div class='scroll' tabindex='0'><table class='heat-map'><tr><td></td>{head}</tr>{rows}</table></div>{note}"
    )


def draw_cell(row: str, column: str, cosine: float) -> str:
    """Return one cell, the bluer the more alike; the number stands in it, so colour is not all there is."""
    strength = max(0.0, min(1.0, cosine))
    title = html.escape(f"{row} / {column}", quote=True)
    colour = f"rgba(37,99,235,{strength * INK:.2f})"
    return f"<td title='{title}' style='background:{colour}'>{format_percent(cosine)}</td>"


def draw_ranking(items: Sequence[tuple[float, str]]) -> str:
    """Return an HTML list of texts with a bar for each score, in the order given."""
    rows = "".join(
        f"<li><span class='bar' style='width:{max(0.0, min(1.0, score)) * 100:.0f}%'></span>"
        f"<span class='score'>{format_percent(score)}</span> <span>{html.escape(text)}</span></li>"
        for score, text in items
    )
    return f"<ol class='ranking'>{rows}</ol>"
