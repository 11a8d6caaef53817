"""Settings beside the inputs, which offer no more than the model in use knows."""

from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.context import Context

from models.errors import AppError
from tabs.page.gradio_bends import QUIET
from tabs.page.widgets import make_parameter
from tabs.run.choice import choose_key
from tabs.task import Parameter, Request, Task
from tabs.words import say


def draw_in_sight(task: Task) -> dict[str, Component]:
    """Draw the settings of a task that stand beside its inputs; return them by name."""
    shown = [one for one in task.parameters if one.in_sight]
    if not shown:
        return {}
    with gr.Row(elem_classes="in-sight"):
        return {one.name: make_parameter(one) for one in shown}


def offer_what_is_known(task: Task, model: Component, widgets: dict[str, Component]) -> None:
    """Narrow the choices to those that the chosen model knows, when it is chosen and when the task is opened."""
    narrowed = [one for one in task.parameters if one.in_sight and one.choices]
    if task.find_known is None or not narrowed:
        return

    def offer(chosen: Any, *values: Any) -> Any:
        known = find_choices(task, chosen)
        updates = [offer_choices(one, known, value) for one, value in zip(narrowed, values, strict=True)]
        return updates if len(updates) > 1 else updates[0]

    shown = [widgets[one.name] for one in narrowed]
    gr.on([find_tab().select, model.change], offer, [model, *shown], shown, preprocess=False, **QUIET)


def find_tab() -> gr.Tab:
    """Return the tab that is being drawn."""
    block = Context.block
    while not isinstance(block, gr.Tab):
        block = block.parent
    return block


def find_choices(task: Task, chosen: Any) -> dict[str, tuple[str, ...]]:
    """Return the choices that the model in use knows: for an automatic choice that which would answer now."""
    try:
        key = choose_key(task, Request({}, model=chosen))
    except AppError:
        return {}
    return dict(task.find_known(key.model)) if task.find_known and key.source != "local" else {}


def offer_choices(setting: Parameter, known: dict[str, tuple[str, ...]], value: Any) -> Any:
    """Return the widget's new choices, and its value: as it was if the model knows it, else the first that it knows."""
    choices = known.get(setting.name, setting.choices)
    kept = value if value in choices else setting.default if setting.default in choices else choices[0]
    return gr.Dropdown(choices=[(say(one), one) for one in choices], value=kept)
