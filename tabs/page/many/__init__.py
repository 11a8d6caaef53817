"""The page that asks one task about many inputs: a table, a zip, or several files."""

from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.many.limits import read_many_limits
from tabs.many.runner import Runner
from tabs.page.data.chosen import Owners
from tabs.page.gradio_bends import QUIET
from tabs.page.many import actions, form, view
from tabs.run.engine import Engine
from tabs.task import Tab
from tabs.words import say


def draw_many_page(tabs: tuple[Tab, ...], engine: Engine, owner: Component, *, shared: bool) -> None:
    """Draw the page inside the surrounding Blocks.

    Args:
        tabs: the tasks.
        engine: has the pipelines.
        owner: what tells visitors apart, see the Train page.
        shared: whether all see all works, as on a machine of one's own.
    """
    who = Owners(shared)
    tasks = {task.id: task for tab in tabs for task in tab.tasks}
    runner = Runner(engine, tasks, read_many_limits())
    with gr.Tab(say("many.title"), id="many", elem_id="tab-many") as tab:
        gr.HTML(f"<h2>{say('many.title')}</h2><p>{say('many.summary')}</p>", elem_classes="heading")
        fields = form.draw_form(tasks)
        draft = gr.State("")
        chosen_by_link = gr.Button("Choose", visible="hidden", elem_id="many-choose")
    connect_rows(runner, who, owner, draft, fields, chosen_by_link)
    connect_works(runner, who, owner, fields, tab)


def connect_rows(
    runner: Runner, who: Owners, owner: Component, draft: gr.State, fields: form.Fields, link: gr.Button
) -> None:
    """Let rows be brought, columns be chosen, and the work begin."""
    slots = len(fields.columns)
    quiet: dict[str, Any] = {**QUIET, "preprocess": False}
    busy: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "concurrency_id": "many"}
    gr.on(
        [fields.files.upload, fields.files.clear],
        lambda *values: actions.bring(runner, who, slots, *values),
        [owner, fields.task, fields.files],
        [owner, draft, *fields.of_rows],
        show_progress="minimal",
        show_progress_on=[fields.told],
        **busy,
    )
    fields.task.input(
        lambda *values: actions.choose_task(runner, who, slots, *values),
        [owner, fields.task, draft],
        fields.of_rows,
        **quiet,
    )
    link.click(
        lambda one, task, kept: [task, *actions.choose_task(runner, who, slots, one, task, kept)],
        [owner, fields.task, draft],
        [fields.task, *fields.of_rows],
        js="(owner, task, draft) => [owner, window.playground.linked ?? task, draft]",
        **quiet,
    )
    fields.start.click(
        lambda *values: actions.start(runner, who, *values),
        [owner, draft, fields.task, fields.given, *fields.columns],
        [owner, draft, *fields.watched],
        js="async (owner, draft, task, given, ...columns) => "
        "[owner, draft, task, await window.playground.valuesOf(task), ...columns]",
        **busy,
    )


def connect_works(runner: Runner, who: Owners, owner: Component, fields: form.Fields, tab: gr.Tab) -> None:
    """Let a work be watched, paused, stopped, gone on with, and taken away."""
    quiet: dict[str, Any] = {**QUIET, "preprocess": False}
    busy: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "concurrency_id": "many"}
    asked = [owner, fields.work, fields.page]

    def look(one: Any, chosen: Any, page: Any) -> list[Any]:
        return view.describe_work(runner, who.of(one), chosen, page)

    gr.on([tab.select, fields.timer.tick, fields.work.input, fields.page.submit], look, asked, fields.watched, **quiet)
    for what in ("pause", "go_on", "stop", "again", "delete"):
        button = getattr(fields, what)
        button.click(lambda *values, what=what: actions.act(runner, who, what, *values), asked, fields.watched, **busy)
    for button, step in ((fields.before, -1), (fields.after, 1)):
        button.click(
            lambda *values, step=step: actions.turn_page(runner, who, step, *values),
            asked,
            [fields.page, *fields.watched],
            **quiet,
        )
    fields.save.click(
        lambda *values: actions.save(who, *values),
        [owner, fields.work, fields.form],
        [fields.file, fields.saved],
        **busy,
    )
