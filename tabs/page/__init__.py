"""The whole page: a heading, a search for tasks, the tabs with their panels, the Models page."""

from typing import Any

import gradio as gr
from gradio.components import Component

from models.cache import ModelCache
from models.training.keeper import Keeper
from tabs.page.device_choice import make_device_choice
from tabs.page.endpoint import SHARED
from tabs.page.gradio_bends import GuardedBlocks, describe_argument
from tabs.page.panel import draw_panel
from tabs.page.status import draw_status_page
from tabs.page.train import Choices, draw_train_page
from tabs.task import Tab, Task

TITLE = "Try AI models"

OPEN_TASK = """
(task) => {
  const open = (id) => document.getElementById(id + "-button")?.click();
  if (!task) return;
  const [tab, panel] = task.split("/");
  open("tab-" + tab);
  setTimeout(() => {
    open("task-" + panel);
    document.getElementById("task-" + panel + "-button")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, 60);
}
"""


def build_page(tabs: tuple[Tab, ...], cache: ModelCache[Any], keeper: Keeper | None = None) -> gr.Blocks:
    """Build the page; nothing is loaded before somebody runs something. Without a keeper nothing is trained."""
    with GuardedBlocks(title="Pipeline Playground", analytics_enabled=False, delete_cache=(3600, 24 * 3600)) as page:
        with gr.Row(elem_classes="top"):
            with gr.Column(elem_classes="title", min_width=280):
                gr.HTML(f"<h1>{TITLE}</h1><p>Pick a kind of data, pick a task, press <b>Run</b>.</p>")
                instant = draw_instant_switch()
            draw_search(tabs)
        precision = make_device_choice()
        shared = [*precision, instant]
        for widget, name in zip(shared, ("device", "dtype", "try_instantly"), strict=True):
            describe_argument(widget, SHARED[name])
        models: dict[str, gr.Dropdown] = {}
        with gr.Tabs(elem_classes="kinds", overflow_behavior="wrap"):
            for tab in tabs:
                with gr.Tab(tab.title, id=tab.id, elem_id=f"tab-{tab.id}"):
                    models |= draw_tasks(tab.tasks, cache, shared)
            if keeper is not None:
                draw_train_page(page, keeper, tabs, Choices(models))
            draw_status_page(cache, tabs, precision)
    return page


def draw_tasks(tasks: tuple[Task, ...], cache: ModelCache[Any], shared: list[Component]) -> dict[str, gr.Dropdown]:
    """Draw the tasks of one tab: a list at the side, on a phone a row of chips; return their choices of a model."""
    models = {}
    with gr.Tabs(elem_classes="tasks", overflow_behavior="wrap"):
        for task in tasks:
            with gr.Tab(task.title, id=task.id, elem_id=f"task-{task.id}"):
                models[task.id] = draw_panel(task, cache, shared)
    return models


def draw_instant_switch() -> gr.Checkbox:
    """Draw the switch that lets the starters answer first."""
    return gr.Checkbox(
        value=True,
        label="Try instantly: a small built-in model answers while the full one is fetched",
        container=False,
    )


def draw_search(tabs: tuple[Tab, ...]) -> None:
    """Draw the field that finds a task by its plain title or by the field's term."""
    choices = [(f"{task.title} ({task.term})", f"{tab.id}/{task.id}") for tab in tabs for task in tab.tasks]
    field = gr.Dropdown(
        choices,
        value=None,
        label="Find a task",
        info="Type a word, for example: speech",
        elem_classes="search",
    )
    field.input(None, field, None, js=OPEN_TASK, api_visibility="private", queue=False)
