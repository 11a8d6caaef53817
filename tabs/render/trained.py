"""What came of a run: the metrics before and after, the rows it gets wrong, which classes it takes for which."""

import html
from collections import Counter
from typing import Any

from tabs.words import say

MOST_CLASSES = 12
"""Of a confusion matrix; more do not fit on a page."""

ROWS_SHOWN = 12
LONGEST = 300


def draw_result(result: dict[str, Any], metric: str, is_classes: bool) -> str:
    """Return a finished run's result; "" where there is none.

    Args:
        result: what the script wrote: `before`, `after`, and `rows` of input, wanted, before, after.
        metric: the number that tells most.
        is_classes: whether answers are classes.
    """
    if not result.get("rows"):
        return ""
    matrix = draw_confusion(result["rows"]) if is_classes else ""
    return draw_metrics(result, metric) + matrix + draw_mistakes(result["rows"])


def draw_metrics(result: dict[str, Any], metric: str) -> str:
    """Return the table of metrics, the telling one first."""
    hidden = ("runtime", "per_second", "model_preparation_time", "epoch")
    names = sorted((one for one in result["after"] if not one.endswith(hidden)), key=lambda one: one != metric)
    lines = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{result['before'].get(name, 0):.3f}</td>"
        f"<td><b>{result['after'][name]:.3f}</b></td></tr>"
        for name in names
    )
    count = len(result["rows"])
    return (
        f"<h4>{say('render.on_count_held_out_rows', count=count)}</h4><table>"
        f"<tr><th>{say('render.metric')}</th><th>{say('common.before')}"
        f"</th><th>{say('common.after')}</th></tr>{lines}</table>"
    )


def draw_confusion(rows: list[dict[str, str]]) -> str:
    """Return how often each class (a line) was taken for each (a column); "" where there are too many."""
    names = sorted({row[key] for row in rows for key in ("wanted", "after")})
    if len(names) > MOST_CLASSES:
        return ""
    counts = Counter((row["wanted"], row["after"]) for row in rows)
    most = max(counts.values())
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    lines = "".join(
        f"<tr><th>{html.escape(wanted)}</th>"
        + "".join(shade(counts[wanted, found], most, wanted == found) for found in names)
        + "</tr>"
        for wanted in names
    )
    return (
        f"<h4>{say('render.what_takes_for_what')}</h4><table class='confusion'>"
        f"<tr><th>{say('render.is_found')}</th>{head}</tr>{lines}</table>"
    )


def shade(count: int, most: int, is_right: bool) -> str:
    """Return a cell, the fuller the more."""
    colour = "29, 78, 216" if is_right else "180, 83, 9"
    return f"<td style='background: rgba({colour}, {count / most * 0.5:.2f})'>{count or ''}</td>"


def draw_mistakes(rows: list[dict[str, str]]) -> str:
    """Return the rows that it gets wrong, the first some of them."""
    wrong = [row for row in rows if row["after"].strip() != row["wanted"].strip()]
    if not wrong:
        return f"<h4>{say('render.gets_all_them_right')}</h4>"
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{html.escape(cut(row[key]))}</td>" for key in ("input", "wanted", "before", "after"))
        + "</tr>"
        for row in wrong[:ROWS_SHOWN]
    )
    more = say("render.first_rows_shown_them", rows_shown=ROWS_SHOWN) if len(wrong) > ROWS_SHOWN else ""
    return (
        f"<h4>{say('render.still_wrong', count=len(wrong), count_2=len(rows), more=more)}"
        f"</h4><div class='scroll' tabindex='0'><table><tr><th>{say('render.row')}"
        f"</th><th>{say('render.right_is')}</th><th>{say('common.before')}"
        f"</th><th>{say('common.after')}</th></tr>{lines}</table></div>"
    )


def cut(text: str) -> str:
    """Return the beginning of a text, or a sign that there is none."""
    return (text[:LONGEST] + "…" if len(text) > LONGEST else text) or "—"
