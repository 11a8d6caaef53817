"""The widgets of the page for many inputs, and how they look for a task and its rows."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from models.data.sources import FORMS
from tabs.many.columns import guess_columns, list_fitting
from tabs.many.rows import KINDS
from tabs.task import Task
from tabs.words import say

AS_IN_PANEL = ""
"""What a choice of column holds where the input is taken from the task's panel."""

LOOK_EVERY_S = 1.5


@dataclass(frozen=True)
class Fields:
    """The widgets."""

    task: gr.Dropdown
    files: gr.File
    told: gr.HTML
    columns: list[gr.Dropdown]
    given: gr.JSON
    start: gr.Button
    panel: gr.HTML
    work: gr.Dropdown
    pause: gr.Button
    go_on: gr.Button
    stop: gr.Button
    again: gr.Button
    delete: gr.Button
    state: gr.HTML
    before: gr.Button
    page: gr.Number
    after: gr.Button
    rows: gr.HTML
    form: gr.Radio
    save: gr.Button
    file: gr.File
    saved: gr.HTML
    timer: gr.Timer

    @property
    def of_rows(self) -> list[Component]:
        """What follows from the task and the rows."""
        return [self.told, *self.columns, self.start]

    @property
    def watched(self) -> list[Component]:
        """What changes while rows are answered."""
        buttons = [self.pause, self.go_on, self.stop, self.again, self.delete]
        return [self.work, *buttons, self.state, self.rows, self.save, self.timer]


def draw_form(tasks: Mapping[str, Task]) -> Fields:
    """Draw the page."""
    most = max(len(task.inputs) for task in tasks.values())
    with gr.Row():
        with gr.Column(min_width=300):
            gr.HTML(f"<h4>{say('many.step_rows')}</h4>", elem_classes="heading")
            choices = [(task.title, task.id) for task in tasks.values()]
            task = gr.Dropdown(choices, value=choices[0][1], label=say("many.task"))
            files = gr.File(
                label=say("many.files"),
                file_count="multiple",
                file_types=[*FORMS, *KINDS],
                height=150,
                elem_classes="many-files",
            )
        with gr.Column(min_width=300):
            gr.HTML(f"<h4>{say('many.step_columns')}</h4>", elem_classes="heading")
            told = gr.HTML(f"<p class='empty'>{say('many.no_rows_yet')}</p>", js_on_load=None)
            columns = [
                gr.Dropdown([(say("many.as_in_panel"), AS_IN_PANEL)], value=AS_IN_PANEL, visible=False)
                for _ in range(most)
            ]
            button = f"<button type='button' class='open-panel'>{say('many.open_panel')}</button>"
            panel = gr.HTML(f"<p>{say('many.settings')} {button}</p>", elem_classes="many-panel", js_on_load=None)
            given = gr.JSON(visible="hidden")
            start = gr.Button(say("many.start"), variant="primary", interactive=False, min_width=140)
    gr.HTML(f"<h2>{say('many.answers')}</h2>", elem_classes="heading")
    with gr.Row(elem_classes="buttons many-buttons"):
        work = gr.Dropdown([], value=None, label=say("many.table"), scale=3, allow_custom_value=True, min_width=240)
        pause, go_on, stop, again, delete = (
            gr.Button(say(key), visible=False, min_width=260 if key == "many.again" else 110, scale=0)
            for key in ("many.pause", "many.go_on", "many.stop", "many.again", "many.delete")
        )
    state = gr.HTML(f"<p class='empty'>{say('many.nothing_yet')}</p>", elem_classes="trained", js_on_load=None)
    rows = gr.HTML("", elem_classes="trained rows many-rows", js_on_load=None)
    with gr.Row(elem_classes="buttons"):
        before = gr.Button(say("many.before"), min_width=90, scale=0)
        page = gr.Number(1, label=say("many.page"), precision=0, min_width=90, scale=0)
        after = gr.Button(say("many.after"), min_width=90, scale=0)
    with gr.Row(elem_classes="buttons"):
        names = [("CSV", "csv"), ("JSON", "json"), ("Parquet", "parquet"), (say("many.zip"), "zip")]
        form = gr.Radio(names, value="csv", label=say("many.form"), scale=2, min_width=240)
        save = gr.Button(say("many.save"), min_width=140, scale=0, interactive=False)
    file = gr.File(label=say("many.the_table"), visible=False, interactive=False)
    saved = gr.HTML("", elem_classes="note", js_on_load=None)
    timer = gr.Timer(LOOK_EVERY_S, active=False)
    return Fields(
        *(task, files, told, columns, given, start, panel, work, pause, go_on, stop, again, delete, state),
        *(before, page, after, rows, form, save, file, saved, timer),
    )


def describe_rows(task: Task, slots: int, title: str, count: int, columns: Mapping[str, str]) -> list[Any]:
    """Return how the choice of columns looks for a task and rows: guessed, to be changed."""
    guessed = guess_columns(task, columns)
    shown = [describe_slot(one.label, list_fitting(one, columns), guessed[one.name]) for one in task.inputs]
    hidden = [gr.update(visible=False, value=AS_IN_PANEL)] * (slots - len(shown))
    names = ", ".join(html.escape(column[:60]) for column in list(columns)[:30])
    told = (
        f"<p><b>{html.escape(title[:80])}</b>: {say('many.found', count=count)}</p><p>{say('many.columns')} {names}</p>"
    )
    if not any(guessed.values()):
        told += f"<p class='note'>{say('many.no_column')}</p>"
    return [told, *shown, *hidden, gr.update(interactive=True)]


def describe_slot(label: str, fitting: list[str], guessed: str) -> Any:
    """Return one choice of column."""
    choices = [(say("many.as_in_panel"), AS_IN_PANEL), *((column, column) for column in fitting)]
    return gr.update(label=label, choices=choices, value=guessed, visible=True)


def describe_nothing(slots: int, why: str = "") -> list[Any]:
    """Return how the choice of columns looks before there are rows, or where they cannot be read."""
    told = f"<div class='run-line'><div class='failed' role='alert'><p>{html.escape(why)}</p></div></div>"
    empty = f"<p class='empty'>{say('many.no_rows_yet')}</p>"
    return [
        told if why else empty,
        *[gr.update(visible=False, value=AS_IN_PANEL)] * slots,
        gr.update(interactive=False),
    ]
