"""A run's curve: loss and metric over the steps, as two small drawings (SVG)."""

import html
from collections.abc import Sequence
from typing import Any

from tabs.words import say

WIDTH, HEIGHT = 320, 130
LEFT, BOTTOM = 44, 22
COLOURS = ("#1d4ed8", "#b45309")
"""Of what it learns from, and of what is held out."""

Points = list[tuple[float, float]]


def draw_curves(lines: Sequence[dict[str, Any]], metric: str) -> str:
    """Return the drawings of what the Trainer logged; "" before there is anything.

    Args:
        lines: each with its step, and some of loss, eval_loss, learning_rate, eval_<metric>.
        metric: the number that tells most of the task.
    """
    drawings = [
        draw_chart(
            say("render.loss"),
            {say("render.learning"): points(lines, "loss"), say("render.held_out"): points(lines, "eval_loss")},
        ),
        draw_chart(metric, {"": [], say("render.held_out"): points(lines, f"eval_{metric}")}),
        draw_chart(say("common.learning_rate"), {"": points(lines, "learning_rate")}),
    ]
    found = "".join(drawings)
    return f"<div class='curves'>{found}</div>" if found else ""


def points(lines: Sequence[dict[str, Any]], name: str) -> Points:
    """Return the steps at which something was logged, and its values."""
    return [(float(line["step"]), float(line[name])) for line in lines if name in line and "step" in line]


def draw_chart(title: str, series: dict[str, Points]) -> str:
    """Return one drawing with a line for each series; "" where all are empty."""
    everything = [point for one in series.values() for point in one]
    if not everything:
        return ""
    last = max(step for step, _ in everything) or 1
    low, high = min(value for _, value in everything), max(value for _, value in everything)
    span = (high - low) or abs(high) or 1

    def place(step: float, value: float) -> str:
        x = LEFT + step / last * (WIDTH - LEFT - 8)
        y = 8 + (high - value) / span * (HEIGHT - BOTTOM - 16)
        return f"{x:.1f},{y:.1f}"

    drawn = "".join(
        f"<polyline fill='none' stroke='{colour}' stroke-width='2' points='{' '.join(place(*one) for one in found)}'/>"
        + "".join(
            f"<circle cx='{place(*one).split(',')[0]}' cy='{place(*one).split(',')[1]}' r='2.5' fill='{colour}'/>"
            for one in (found if len(found) < 20 else found[-1:])
        )
        for found, colour in zip(series.values(), COLOURS, strict=False)
        if found
    )
    named = [f"<tspan fill='{colour}'>{name}</tspan>" for name, colour in zip(series, COLOURS, strict=False) if name]
    words = say("render.curve_from_to", title=html.escape(title), low=low, high=high, steps=last)
    told = say("render.step_last", last=last)
    return (
        f"<figure><figcaption>{html.escape(title)}</figcaption>"
        f"<svg viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{words}'>{drawn}"
        f"<g font-size='10' fill='currentColor'><text x='2' y='14'>{high:.3g}"
        f"</text><text x='2' y='{HEIGHT - BOTTOM - 4}'>{low:.3g}</text>"
        f"<text x='{LEFT}' y='{HEIGHT - 6}'>{' · '.join(named)}</text>"
        f"<text x='{WIDTH - 8}' y='{HEIGHT - 6}' text-anchor='end'>{told}"
        "</text></g></svg></figure>"
    )
