"""When something happens in a recording: a time line, and rows one can click."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tabs.render.clock import format_seconds, format_tenths
from tabs.render.download import draw_link
from tabs.words import say

WIDTH, HEIGHT = 400, 90
TOP, BOTTOM = 4, 70
"""Between them the curve; the marks of the clock lie below."""

CURVE_POINTS = 200
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
MOST_MARKS = 6


def draw_time_line(segments: Sequence[dict[str, float]], curve: np.ndarray, duration_s: float) -> str:
    """Return an SVG of the segments over the curve of probabilities; a click on a segment seeks there.

    Args:
        segments: {"start", "end"} in seconds.
        curve: float (frames,), 0..1, evenly over the duration.
        duration_s: of the recording.
    """
    bars = "".join(draw_bar(one, duration_s) for one in segments)
    marks = "".join(draw_mark(second, duration_s) for second in choose_marks(duration_s))
    told = say("render.time_line_with_count_parts", count=len(segments))
    return (
        f"<svg class='time-line' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{told}'>{bars}"
        f"<polyline points='{trace_curve(curve)}'/>{marks}</svg>"
    )


def draw_bar(segment: dict[str, float], duration_s: float) -> str:
    """Return one segment as a box."""
    left, right = (min(segment[side] / duration_s, 1) * WIDTH for side in ("start", "end"))
    return (
        f"<rect data-seek='{segment['start']:.2f}' x='{left:.1f}' y='{TOP}' "
        f"width='{max(right - left, 2):.1f}' height='{BOTTOM - TOP}' rx='4'>"
        f"<title>{describe_span(segment)}</title></rect>"
    )


def trace_curve(curve: np.ndarray) -> str:
    """Return the curve's points, thinned by the highest value of each stretch."""
    values = np.nan_to_num(np.asarray(curve, dtype=np.float64)).clip(0, 1)
    if len(values) > CURVE_POINTS:
        values = np.array([part.max() for part in np.array_split(values, CURVE_POINTS)])
    xs = (np.arange(len(values)) + 0.5) / max(len(values), 1) * WIDTH
    return " ".join(f"{x:.1f},{BOTTOM - value * (BOTTOM - TOP):.1f}" for x, value in zip(xs, values, strict=True))


def choose_marks(duration_s: float) -> list[int]:
    """Return the seconds to mark: round ones, at most MOST_MARKS."""
    step = next((one for one in STEPS_S if duration_s / one <= MOST_MARKS), STEPS_S[-1])
    return list(range(0, int(duration_s) + 1, step))


def draw_mark(second: int, duration_s: float) -> str:
    """Return one mark of the clock."""
    x = second / duration_s * WIDTH
    anchor = "start" if x < WIDTH * 0.04 else "end" if x > WIDTH * 0.96 else "middle"
    return f"<text x='{x:.1f}' y='{HEIGHT - 4}' text-anchor='{anchor}'>{format_seconds(second)}</text>"


def describe_span(segment: dict[str, float]) -> str:
    """Return from when to when, and for how long."""
    length = segment["end"] - segment["start"]
    return f"{format_tenths(segment['start'])} to {format_tenths(segment['end'])}, {length:.1f} s"


def describe_row(segment: dict[str, Any]) -> str:
    """Return the words of a row, its time set off."""
    start, rest = describe_span(segment).split(" ", 1)
    return f"<time>{start}</time> {rest}"


def list_segments(segments: Sequence[dict[str, Any]], none: str) -> str:
    """Return an HTML list of the segments with a table to take away; the sentence `none` where there are none."""
    if not segments:
        return f"<p class='note'>{none}</p>"
    rows = "".join(
        f"<li><button type='button' data-seek='{one['start']:.2f}'>{describe_row(one)}</button></li>"
        for one in segments
    )
    table = "start_s,end_s,score\n" + "".join(
        f"{one['start']:.3f},{one['end']:.3f},{one['score']:.3f}\n" for one in segments
    )
    return f"<ol class='transcript'>{rows}</ol><p>{draw_link('speech.csv', table, 'Table (CSV)', 'text/csv')}</p>"
