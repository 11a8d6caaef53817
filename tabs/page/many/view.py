"""A table of inputs and their answers, as the page shows it: how far it is, and a page of rows."""

import html
import time
from typing import Any

import gradio as gr

from models.errors import AppError
from tabs.many.rows import open_rows
from tabs.many.runner import Runner
from tabs.many.table import join_row, list_answer_columns
from tabs.many.work import Work, list_works
from tabs.render.rows import cut
from tabs.words import say

PAGE = 20
STATES = {
    "running": "many.is_running",
    "paused": "many.is_paused",
    "stopped": "many.is_stopped",
    "finished": "many.is_finished",
}
MOST_LETTERS = 160
"""Of one cell on the page; the files hold all."""

LONG = 24
"""Letters of a cell that needs a wide column."""


def describe_work(runner: Runner, owner: str, chosen: Any, page: Any) -> list[Any]:
    """Return what the page shows of a work; of the newest where none is chosen."""
    works = [one for one in list_works(owner) if runner.status_of(one) != "new"]
    found = next((one for one in works if one.id == chosen), works[0] if works else None)
    if found is None:
        hidden = [gr.update(visible=False)] * 5
        empty = f"<p class='empty'>{say('many.nothing_yet')}</p>"
        return [
            gr.update(choices=[], value=None),
            *hidden,
            empty,
            "",
            gr.update(interactive=False),
            gr.Timer(active=False),
        ]
    status = runner.status_of(found)
    answers = found.read_answers()
    failed = sum("error" in one for one in answers.values())
    running = status == "running"
    shown = (running, status in ("paused", "stopped"), running, failed > 0 and not running, not running)
    return [
        gr.update(choices=[(label(one), one.id) for one in works], value=found.id),
        *[gr.update(visible=one) for one in shown],
        draw_state(found, status, len(answers), failed),
        draw_page(found, answers, page),
        gr.update(interactive=bool(answers)),
        gr.Timer(active=running),
    ]


def label(work: Work) -> str:
    """Return a work as the list shows it."""
    made = time.strftime("%d %b %H:%M", time.localtime(float(work.state.get("made", 0))))
    return f"{work.plan.title[:60]} · {work.plan.task.replace('-', ' ')} · {made}"


def draw_state(work: Work, status: str, done: int, failed: int) -> str:
    """Return how far a work is, in words and as a bar."""
    state = work.state
    count = int(state.get("rows", 0))
    words = [say(STATES.get(status, status)), say("many.done", done=done, count=count)]
    if failed:
        words.append(say("many.failed", failed=failed))
    share = done / max(count, 1)
    told = f"<p class='note'>{html.escape(str(state['message']))}</p>" if state.get("message") else ""
    return (
        f"<p role='status'><b>{html.escape(words[0])}</b> · {html.escape(' · '.join(words[1:]))}</p>"
        f"<div class='meter' role='img' aria-label='{share:.0%}'><span style='width:{share:.1%}'></span></div>{told}"
    )


def count_pages(count: int) -> int:
    """Return how many pages the rows have."""
    return max(1, -(-count // PAGE))


def draw_page(work: Work, answers: dict[int, dict[str, Any]], page: Any) -> str:
    """Return a page of rows with their answers."""
    try:
        rows = open_rows(work.folder)
    except AppError as error:
        return f"<p class='empty'>{html.escape(str(error))}</p>"
    last = count_pages(rows.count)
    number = min(max(1, int(page or 1)), last) if isinstance(page, int | float) else 1
    first = (number - 1) * PAGE
    here = range(first, min(first + PAGE, rows.count))
    headings = list_answer_columns(answers, rows.columns)
    lines = [join_row(rows.name(row), answers.get(row, {}), headings) for row in here]
    wanted = [column for column in [*headings.values(), *rows.columns] if column not in ("all",)]
    used = [one for one in work.plan.columns.values() if one in rows.columns]
    columns = list(dict.fromkeys([*used, *wanted]))
    head = "".join(f"<th scope='col'>{html.escape(cut(column, 40))}</th>" for column in columns)
    body = "".join(
        f"<tr{' class=broken' if 'error' in answers.get(row, {}) else ''}><td>{row + 1:,}</td>"
        + "".join(draw_cell(line.get(column)) for column in columns)
        + "</tr>"
        for row, line in zip(here, lines, strict=True)
    )
    title = html.escape(say("many.page_of", page=number, pages=last))
    return (
        f"<p>{title}</p><div class='scroll' tabindex='0' role='region' aria-label='{html.escape(say('many.answers'))}'>"
        f"<table><tr><th scope='col'>#</th>{head}</tr>{body}</table></div>"
    )


def draw_cell(cell: Any) -> str:
    """Return one cell of the table."""
    text = "" if cell is None else f"{cell:.4g}" if isinstance(cell, float) else str(cell)
    kind = " class='long'" if len(text) > LONG else ""
    return f"<td{kind}>{html.escape(cut(text, MOST_LETTERS))}</td>"
