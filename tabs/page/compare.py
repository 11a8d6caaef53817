"""The page that asks two models, or with two settings, about one input: opened from any panel, one for all of them.

assets/compare.js draws what can be chosen there, from what the page knows of the panel, and sends it as one request.
"""

import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import EventListenerMethod, set_cancel_events

from models.errors import BadInput
from tabs.doors.visitor import current_visitor
from tabs.page.gradio_bends import QUIET, RUN, word_error
from tabs.render.compared import draw_values, tell_differences
from tabs.run.engine import Engine
from tabs.run.side_by_side import Side, run_side_by_side
from tabs.task import Request, Tab, Task
from tabs.words import say

NAMES = ("A", "B")
FROM = {
    "hub": "compare.from_hub",
    "local": "compare.from_local",
    "starter": "compare.from_starter",
    "trained": "compare.from_trained",
    "providers": "compare.from_providers",
    "endpoint": "compare.from_endpoint",
}
"""Where the files of a model came from, or where it ran, in words."""


def draw_compare_page(tabs: tuple[Tab, ...], engine: Engine) -> None:
    """Draw the page inside the surrounding Blocks; its tab is seen in the row only while it is open."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}
    with gr.Tab(say("compare.title"), id="compare", elem_id="tab-compare"):
        gr.HTML(f"<p class='empty'>{say('compare.open_from_a_task')}</p>", elem_id="compare-form", js_on_load=None)
        request = gr.JSON(visible="hidden")
        with gr.Row(elem_classes="buttons compare-buttons"):
            go = gr.Button(say("compare.title"), variant="primary", scale=2, min_width=140, elem_classes="compare-go")
            stop = gr.Button(say("compare.stop"), scale=1, min_width=90, elem_classes="compare-stop")
        told = gr.HTML("", elem_classes="compared-told", js_on_load=None)
        with gr.Row(elem_classes="sides"):
            drawn = [gr.HTML("", elem_classes="compared", js_on_load=None, min_width=300) for _ in NAMES]

    def compare(asked: Any) -> Iterator[list[str]]:
        try:
            task, requests = read_comparison(tasks, asked)
        except BadInput as error:
            yield [draw_failure(str(error)), *[""] * len(NAMES)]
            return
        for sides in run_side_by_side(task, engine, requests, word_error):
            yield draw_sides(task, sides)

    go.click(None, None, [told, *drawn], js="() => window.playground.blank()", **QUIET)
    running = go.click(
        compare,
        request,
        [told, *drawn],
        js="() => [window.playground.comparison()]",
        api_visibility="private",
        preprocess=False,  # payloads are read by tabs.read, which trusts nothing
        show_progress="minimal",
        show_progress_on=[told],
        concurrency_id=RUN,
        concurrency_limit=32,
        trigger_mode="once",
    )
    set_cancel_events([EventListenerMethod(stop, "click")], [running])


def connect_reading(asked: list[Component]) -> None:
    """Let scripts read what stands in the panels, from whichever page: one event for all, with no answer."""
    button = gr.Button("Read", visible="hidden", elem_id="read")
    button.click(None, asked, None, js="(...values) => { window.playground.given(values); }", **QUIET)


def read_comparison(tasks: Mapping[str, Task], asked: Any) -> tuple[Task, list[Request]]:
    """Return the task and a request for each side.

    Args:
        tasks: by their ids.
        asked: {"task", "sent": {name: payload} of the inputs, "sides": two of {name: payload} of model and settings}.

    Raises:
        BadInput: it is not that.
    """
    asked = json.loads(asked) if isinstance(asked, str) else asked
    task = tasks.get(str(asked.get("task"))) if isinstance(asked, dict) else None
    sent, sides = (asked.get("sent"), asked.get("sides")) if task else (None, None)
    if task is None or not isinstance(sent, dict) or not isinstance(sides, list) or len(sides) != len(NAMES):
        raise BadInput("compare.open_from_a_task")
    return task, [read_side(task, sent, side if isinstance(side, dict) else {}) for side in sides]


def read_side(task: Task, sent: Mapping[str, Any], side: Mapping[str, Any]) -> Request:
    """Return what one side asks: the inputs of both, its own model and settings."""
    return Request(
        inputs={one.name: sent.get(one.name) for one in task.inputs},
        model=side.get("model") or "",
        revision=side.get("revision") or "",
        parameters={one.name: side.get(one.name) for one in task.parameters},
        visitor=current_visitor(),
    )


def draw_sides(task: Task, sides: tuple[Side, ...]) -> list[str]:
    """Return what is told of both, and each of them."""
    drawn = [draw_side(task, name, sides[place], sides[1 - place]) for place, name in enumerate(NAMES)]
    return [draw_told(sides), *drawn]


def draw_told(sides: tuple[Side, ...]) -> str:
    """Return how two finished answers differ; what is going on until then."""
    if all(side.is_finished for side in sides):
        told = tell_differences([side.raw for side in sides], [side.report["run_s"] for side in sides])
        return "<div role='status'><ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in told) + "</ul></div>"
    if all(side.is_finished or side.error for side in sides):
        return ""
    place = next(place for place, side in enumerate(sides) if not (side.is_finished or side.error))
    message = say("compare.busy", side=NAMES[place], doing=sides[place].message)
    part = sides[place].part
    bar = "" if part is None else f"<progress max='1' value='{part:.3f}' aria-label='{say('compare.part')}'></progress>"
    return f"<div class='run-line'><span class='busy' role='status'>{html.escape(message)}</span>{bar}</div>"


def draw_side(task: Task, name: str, side: Side, other: Side) -> str:
    """Return one side: who answered and how fast, what is to be known, the answer."""
    head = f"<h3>{name}</h3>"
    if side.error:
        return head + draw_failure(side.error)
    if side.values is None:
        return f"{head}<p class='empty'>{html.escape(side.message or say('compare.waits'))}</p>"
    values = draw_values(task, side.values, other.values if side.is_finished and other.is_finished else None)
    return head + (draw_report(side.report) if side.is_finished else "") + values


def draw_failure(words: str) -> str:
    """Return a sentence about what went wrong."""
    return f"<div class='run-line'><div class='failed' role='alert'><p>{html.escape(words)}</p></div></div>"


def draw_report(report: Mapping[str, Any]) -> str:
    """Return who answered, and in which time."""
    seconds = f"{report['run_s']:.2g}" if report["run_s"] < 10 else f"{report['run_s']:.0f}"
    who = f"<b>{html.escape(str(report['model']))}</b>"
    where = html.escape(say(FROM[report["source"]]))
    times = html.escape(say("compare.took", seconds=seconds, ready=f"{report['load_s']:.2g}"))
    more = [str(report[name]) for name in ("limits", "note") if report.get(name)]
    notes = "".join(f"<p class='note'>{html.escape(one)}</p>" for one in more)
    return f"<p class='by'>{who} · {where} · {times}</p>{notes}"
