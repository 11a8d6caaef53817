"""The whole page: a heading, a search for tasks, the tabs with their panels, the Models page."""

from dataclasses import dataclass, field

import gradio as gr
from gradio.components import Component

from models.training.keeper import Keeper
from models.training.limits import read_training_limits
from tabs.page.check import serve_check
from tabs.page.code import serve_code
from tabs.page.compare import connect_reading, draw_compare_page
from tabs.page.data import draw_data_page
from tabs.page.device_choice import make_device_choice
from tabs.page.endpoint import SHARED
from tabs.page.gradio_bends import QUIET, GuardedBlocks, describe_argument
from tabs.page.history import connect_answers, draw_history
from tabs.page.inside import serve_inside
from tabs.page.languages import draw_languages
from tabs.page.learn import serve_learn
from tabs.page.many import draw_many_page
from tabs.page.panel import draw_panel
from tabs.page.picker import serve_picker
from tabs.page.search import draw_search
from tabs.page.sign_in import draw_sign_in
from tabs.page.status import draw_status_page
from tabs.page.train import Choices, draw_train_page, make_owner
from tabs.run.engine import Engine
from tabs.task import Tab, Task
from tabs.words import say

TITLE = "page.try_ai_models"

SIGNS = (
    f"<ul class='signs'><li>{say('page.answers_on_this_machine')}</li>"
    f"<li>{say('page.its_examples_little_more')}</li><li>{say('page.after_a_download')}"
    "</li></ul>"
)
"""What the signs behind the tasks say; assets/access.js sets them."""


def build_page(tabs: tuple[Tab, ...], engine: Engine, keeper: Keeper | None = None) -> gr.Blocks:
    """Build the page; nothing is loaded before somebody runs something. Without a keeper nothing is trained."""
    with GuardedBlocks(title="Pipeline Playground", analytics_enabled=False, delete_cache=(3600, 24 * 3600)) as page:
        with gr.Row(elem_classes="top"):
            with gr.Column(elem_classes="title", min_width=280):
                gr.HTML(
                    f"<h1>{say(TITLE)}</h1><p>{say('page.pick_kind_data_pick_task_press')} "
                    f"<b>{say('common.run')}</b>{say('common.full_stop')}</p>{SIGNS}"
                )
                draw_languages()
                draw_sign_in()
            draw_search(tabs)
            draw_history()
        precision, instant = make_device_choice(), make_instant_switch()
        shared = [*precision, instant]
        for widget, name in zip(shared, ("device", "dtype", "try_instantly"), strict=True):
            describe_argument(widget, SHARED[name])
        drawn = Drawn()
        limits = keeper.limits if keeper is not None else read_training_limits()
        owner = make_owner(shared=limits.shared)
        with gr.Tabs(elem_classes="kinds", overflow_behavior="wrap"):
            for tab in tabs:
                with gr.Tab(tab.title, id=tab.id, elem_id=f"tab-{tab.id}"):
                    draw_tasks(tab.tasks, engine, shared, drawn)
            draw_compare_page(tabs, engine)
            draw_many_page(tabs, engine, owner, shared=limits.shared)
            draw_data_page(owner, shared=limits.shared)
            if keeper is not None:
                draw_train_page(page, keeper, tabs, Choices(drawn.models), owner)
            draw_status_page(engine, tabs, shared)
        connect_restoring(drawn.asked)
        connect_reading(drawn.asked)
        connect_answers(page)
        serve_code(tabs)
        serve_inside(tabs, engine)
        serve_learn()
        serve_check(tabs)
        serve_picker(tabs, engine)
    return page


@dataclass
class Drawn:
    """What is drawn of all panels: their inputs and settings, and by task the choice of a model."""

    asked: list[Component] = field(default_factory=list)
    models: dict[str, gr.Dropdown] = field(default_factory=dict)


def draw_tasks(tasks: tuple[Task, ...], engine: Engine, shared: list[Component], drawn: Drawn) -> None:
    """Draw the tasks of one tab: a list at the side, on a phone a row of chips."""
    with gr.Tabs(elem_classes="tasks", overflow_behavior="wrap"):
        for task in tasks:
            with gr.Tab(task.title, id=task.id, elem_id=f"task-{task.id}"):
                asked, drawn.models[task.id] = draw_panel(task, engine, shared)
                drawn.asked += asked


def connect_restoring(asked: list[Component]) -> None:
    """Let assets/page.js fill inputs and settings, of an address or of the visit before a reload: one event for all."""
    button = gr.Button("Restore", visible="hidden", elem_id="restore")
    button.click(None, None, asked, js="() => window.playground.take()", **QUIET)


def make_instant_switch() -> gr.Checkbox:
    """Make the switch that lets the starters answer first, to be shown on the Models page."""
    return gr.Checkbox(
        value=True,
        label=say("page.try_instantly"),
        info=say("page.tasks_starter_small_model_comes_with"),
        render=False,
    )
