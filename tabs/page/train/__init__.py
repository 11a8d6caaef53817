"""The Train page: data, model, go; then a run to watch, and a model to try and to share."""

from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from models.errors import BadInput
from models.training.keeper import Keeper
from models.training.kinds import KINDS
from tabs.page.gradio_bends import QUIET
from tabs.page.train import actions, form, view
from tabs.page.train.board import draw_board
from tabs.page.train.choices import choices_of_data, known
from tabs.task import Tab, Task
from tabs.words import say

SEEN_BY = "pipeline-playground-visitor"
"""The name under which a browser keeps what tells its visitor's runs from others'."""

WORDS = (
    f"<h2>{say('train.train_a_model')} <span class='term'>{say('train.fine_tuning')}"
    f"</span></h2><p>{say('train.take_model_somebody_has_trained_show')}"
    "</p>"
)


@dataclass(frozen=True)
class Choices:
    """The model choices of the panels, by task, which show what was trained."""

    by_task: dict[str, gr.Dropdown]

    @property
    def tasks(self) -> list[str]:
        """Those tasks for which something can be trained, in order."""
        return [task for task in self.by_task if any(task in kind.serves for kind in KINDS.values())]

    @property
    def widgets(self) -> list[Component]:
        """Their widgets."""
        return [self.by_task[task] for task in self.tasks]


def draw_train_page(
    page: gr.Blocks, keeper: Keeper, tabs: tuple[Tab, ...], choices: Choices, owner: Component
) -> gr.Tab:
    """Draw the page inside the surrounding Blocks, and keep the panels' model choices up to date."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks if task.id in KINDS}
    with gr.Tab(say("train.train"), id="train", elem_id="tab-train") as tab:
        gr.HTML(WORDS, elem_classes="heading")
        fields = form.draw_form(tasks)
        shown = view.draw_view()
        draw_board(keeper.limits)
    connect_form(keeper, tasks, owner, fields, shown)
    tab.select(
        lambda who, task: gr.update(choices=choices_of_data(known(tasks, task), actions.owner_of(keeper, who))),
        [owner, fields.task],
        fields.data,
        preprocess=False,
        **QUIET,
    )
    connect_view(page, tab, keeper, tasks, owner, shown, choices, {one.id: t.id for t in tabs for one in t.tasks})
    return tab


def make_owner(*, shared: bool) -> Component:
    """Make what tells visitors apart: a secret in the browser; on a machine of one's own all see all."""
    if shared:
        return gr.State("")
    return gr.BrowserState("", storage_key=SEEN_BY, secret=SEEN_BY)


def connect_form(
    keeper: Keeper, tasks: dict[str, Task], owner: Component, fields: form.Fields, shown: view.View
) -> None:
    """Let each choice show what follows from it, and Go start a run."""
    fields.task.change(
        lambda who, task: form.describe_task(known(tasks, task), actions.owner_of(keeper, who)),
        [owner, fields.task],
        fields.of_task,
        preprocess=False,
        **QUIET,
    )
    fields.data.change(
        lambda task, data: form.describe_columns(known(tasks, task), data),
        [fields.task, fields.data],
        fields.columns,
        preprocess=False,
        **QUIET,
    )
    gr.on(
        [fields.way.input, fields.base.input],
        lambda task, way, base: form.describe_settings(known(tasks, task), way, base),
        [fields.task, fields.way, fields.base],
        fields.of_way,
        preprocess=False,
        **QUIET,
    )
    gr.on(
        [one.change for one in (fields.data, fields.way, fields.keeping, *fields.columns)]
        + [one.blur for one in (*fields.settings, fields.base)],
        lambda *values: form.describe_plan(tasks, *values),
        fields.chosen,
        [fields.estimate, fields.code],
        preprocess=False,
        **QUIET,
    )
    busy: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "concurrency_id": "train"}
    watched = [owner, *shown.watched]
    fields.go.click(
        lambda who, *values: actions.start(keeper, tasks, who, *values), [owner, *fields.chosen], watched, **busy
    )
    fields.surprise.click(lambda who: actions.surprise(keeper, tasks, who), owner, watched, **busy)


def connect_view(
    page: gr.Blocks,
    tab: gr.Tab,
    keeper: Keeper,
    tasks: dict[str, Task],
    owner: Component,
    shown: view.View,
    choices: Choices,
    tab_of: dict[str, str],
) -> None:
    """Let a run be watched, stopped, resumed, tried, shared and deleted."""
    quiet: dict[str, Any] = {**QUIET, "preprocess": False}
    asked = [owner, shown.run]

    def look(who: Any, run: Any) -> list[Any]:
        return view.describe_run(actions.owner_of(keeper, who), run)

    shown.timer.tick(look, asked, shown.watched, **quiet)
    shown.run.input(look, asked, shown.watched, **quiet)
    tab.select(look, asked, shown.watched, **quiet)
    shown.stop.click(lambda who, run: actions.stop(keeper, who, run), asked, shown.watched, **quiet)
    shown.resume.click(lambda who, run: actions.resume(keeper, who, run), asked, shown.watched, **quiet)
    shown.delete.click(lambda who, run: actions.delete(keeper, who, run), asked, shown.watched, **quiet)
    shown.zip.click(lambda who, run: actions.pack(keeper, who, run), asked, shown.file, **quiet)
    shown.push.click(
        lambda who, run, *words: actions.push(keeper, who, run, *words),
        [*asked, shown.name, shown.token, shown.private],
        [shown.told, shown.token],
        api_visibility="private",
        preprocess=False,
        concurrency_id="train",
    )

    def list_models(who: Any) -> list[Any]:
        return view.list_models(actions.owner_of(keeper, who), choices.by_task, choices.tasks)

    page.load(list_models, owner, choices.widgets, **quiet)

    def try_it(who: Any, run: Any) -> list[Any]:
        found = actions.own_run(keeper, who, run)
        if found.status != "finished":
            raise BadInput("train.run_has_not_finished_yet")
        return [*view.list_models(found_owner(who), choices.by_task, choices.tasks, found), view.place(found, tab_of)]

    def found_owner(who: Any) -> str:
        return actions.owner_of(keeper, who)

    shown.try_it.click(try_it, asked, [*choices.widgets, shown.place], **quiet).then(
        None, shown.place, None, js=view.OPEN_PANEL, api_visibility="private", queue=False
    )
