"""The three steps before a run: data, model, go."""

import html
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components import Component

from models.data.store import describe_data
from models.errors import AppError, BadInput
from models.training.bases import quick_base
from models.training.estimate import estimate
from models.training.kinds import KINDS, QUANTIZED, Kind
from models.training.plan import TINY, Plan, check_plan, default_settings, guess_columns
from models.training.script import script
from tabs.page.train.choices import (
    choices_of_bases,
    choices_of_data,
    choices_of_ways,
    column_choice,
    known,
    own_data,
)
from tabs.page.train.columns import column_label
from tabs.page.train.keeping import describe_keeping, draw_keeping, is_merged
from tabs.task import Task
from tabs.words import choices_for_all, say, say_for_all

SHOWN = ("epochs", "batch", "rate", "rows", "max_length", "seed", "r", "alpha", "dropout")
LABELS = {
    "epochs": ("train.epochs", "train.how_often_sees_all_rows"),
    "batch": ("train.batch_size", "train.rows_at_once"),
    "rate": ("common.learning_rate", "train.how_large_steps_are"),
    "rows": ("train.rows_at_most", "train.data_to_learn_from"),
    "max_length": ("train.longest_text", "train.in_tokens_rest_cut_off"),
    "seed": ("train.seed", "train.same_again_or_another_mix"),
    "r": ("LoRA: r", "train.how_thin_added_matrices_are"),
    "alpha": ("train.lora_alpha", "train.how_much_they_count"),
    "dropout": ("train.lora_dropout", "train.how_many_are_left_out_at"),
}
MOST_COLUMNS = 3
LANGUAGES = ("English", "German", "French", "Spanish", "Italian", "Dutch", "Portuguese", "Polish", "Turkish")
PREFIXES = {"summarization": "summarize: ", "translation": "translate {} to {}: "}


@dataclass(frozen=True)
class Fields:
    """The widgets of the form."""

    task: gr.Dropdown
    data: gr.Dropdown
    columns: list[Component]
    base: gr.Dropdown
    way: gr.Radio
    keeping: gr.Radio
    languages: list[Component]
    name: gr.Textbox
    settings: list[Component]
    targets: gr.Textbox
    go: gr.Button
    surprise: gr.Button
    estimate: gr.HTML
    code: gr.HTML

    @property
    def of_task(self) -> list[Component]:
        """What changes with the task."""
        return [self.data, self.base, self.way, *self.languages, *self.of_way]

    @property
    def of_way(self) -> list[Component]:
        """What changes with the way."""
        return [*self.settings, self.keeping]

    @property
    def chosen(self) -> list[Component]:
        """What a plan is made of."""
        first = [self.task, self.data, *self.columns, self.base, self.way, *self.languages, self.name, self.targets]
        return [*first, self.keeping, *self.settings]


def draw_form(tasks: dict[str, Task]) -> Fields:
    """Draw the form, filled so that Go just works."""
    kind = KINDS[next(iter(tasks))]
    values = default_settings(kind, kind.ways[0], quick_base(kind, "").parameters)
    first = describe_first(kind)
    with gr.Row():
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('train.step_data')}</h4>", elem_classes="heading")
            task = gr.Dropdown(
                [(one.title, one.id) for one in tasks.values()], value=kind.task, label=say("train.it_shall_learn_to")
            )
            data = gr.Dropdown(
                choices_of_data(kind),
                value=own_data(kind)[0],
                label=say("train.from_the_data_set"),
                allow_custom_value=True,
            )
            columns = [
                gr.Dropdown(
                    label=column_label(kind, place),
                    visible=place < len(kind.columns),
                    allow_custom_value=True,
                    **column_choice(kind, place),
                )
                for place in range(MOST_COLUMNS)
            ]
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('train.step_model')}</h4>", elem_classes="heading")
            base = gr.Dropdown(
                choices_for_all(lambda: choices_of_bases(tasks, kind)),
                value=kind.bases[0],
                label=say("train.start_from"),
                info=say("train.one_list_or_any_hub_id"),
                allow_custom_value=True,
            )
            way = gr.Radio(choices_of_ways(kind), value=kind.ways[0], label=say("train.what_learns"))
            keeping = draw_keeping(kind.ways[0])
            with gr.Row():
                languages = [
                    gr.Dropdown(
                        list(LANGUAGES), value=value, label=label, visible=False, allow_custom_value=True, min_width=100
                    )
                    for label, value in ((say("translation.from"), "English"), (say("translation.to"), "Dutch"))
                ]
        with gr.Column(min_width=280):
            gr.HTML(f"<h4>{say('train.step_go')}</h4>", elem_classes="heading")
            name = gr.Textbox("my-model", label=say("common.call_it"))
            told = gr.HTML(say_for_all(lambda: describe_first(kind)[0]), elem_classes="note", js_on_load=None)
            with gr.Row(elem_classes="buttons"):
                go = gr.Button(say("train.train"), variant="primary", scale=2, min_width=120)
                surprise = gr.Button(say("train.surprise_me"), scale=1, min_width=120)
            with gr.Accordion(say("train.settings"), open=False), gr.Row():
                settings = [
                    gr.Number(values[one], label=say(LABELS[one][0]), info=say(LABELS[one][1]), min_width=130)
                    for one in SHOWN
                ]
                targets = gr.Textbox(
                    "all-linear",
                    label=say("train.lora_layers"),
                    info=say("train.names_with_commas_or_all_linear"),
                    min_width=130,
                )
    with gr.Accordion(say("train.whole_run_in_python"), open=False):
        code = gr.HTML(first[1], elem_classes="code", js_on_load=None)
    return Fields(task, data, columns, base, way, keeping, languages, name, settings, targets, go, surprise, told, code)


def describe_columns(kind: Kind, data: Any) -> list[Any]:
    """Return how the column fields look for a data set."""
    return [
        gr.update(
            visible=place < len(kind.columns),
            label=column_label(kind, place),
            **column_choice(kind, place, str(data)),
        )
        for place in range(MOST_COLUMNS)
    ]


def describe_task(kind: Kind, owner: str = "") -> list[Any]:
    """Return how the form looks for a task."""
    from tabs import TABS

    tasks = {task.id: task for tab in TABS for task in tab.tasks}
    data = choices_of_data(kind, owner)
    return [
        gr.update(choices=data, value=data[0][1] if data else None),
        gr.update(choices=choices_of_bases(tasks, kind), value=kind.bases[0]),
        gr.update(choices=choices_of_ways(kind), value=kind.ways[0]),
        *[gr.update(visible="bleu" in kind.parts)] * 2,
        *describe_settings(kind, kind.ways[0], ""),
    ]


def describe_settings(kind: Kind, way: Any, base: Any) -> list[Any]:
    """Return the usual settings of a way and a base."""
    if way not in (*kind.ways, *QUANTIZED):
        raise BadInput("train.such_model_can_be_trained_in", ways=", ".join(kind.ways))
    found = quick_base(kind, str(base or ""))
    values = default_settings(kind, way, found.parameters or TINY)
    return [*(gr.update(value=values[one]) for one in SHOWN), describe_keeping(way)]


def read_plan(tasks: dict[str, Task], *values: Any) -> tuple[Plan, str]:
    """Return the plan of the form's values, its base as far as it is known without fetching it, and the base's name.

    Raises:
        BadInput: one of them cannot be.
    """
    task, data, *rest = values
    columns, rest = rest[:MOST_COLUMNS], rest[MOST_COLUMNS:]
    base, way, source, target, name, targets, kept, *settings = rest
    kind = known(tasks, task)
    prefix = PREFIXES.get(kind.task, "").format(source, target)
    plan = Plan(
        name=str(name or "").strip().replace(" ", "-"),
        task=kind.task,
        data=str(data),
        columns={one.role: str(column) for one, column in zip(kind.columns, columns, strict=False)},
        base=quick_base(kind, str(base or "")),
        way=str(way),
        settings=dict(zip(SHOWN, settings, strict=True)),
        targets=str(targets or "all-linear").replace(" ", ""),
        prefix=prefix,
        languages=(str(source), str(target)) if "bleu" in kind.parts else (),
        merged=is_merged(kept),
    )
    return check_plan(plan), str(base or "")


def describe_plan(tasks: dict[str, Task], *values: Any) -> list[str]:
    """Return what a run would take, and its code; or what is wrong with the choices."""
    try:
        plan, _ = read_plan(tasks, *values)
    except AppError as error:
        return [f"<p>{html.escape(str(error))}</p>", ""]
    return show_plan(plan)


def show_plan(plan: Plan) -> list[str]:
    """Return what a checked plan would take, and its code."""
    told = estimate(plan).words if plan.base.parameters else say("train.time_memory_are_told_once_base")
    code = f"<pre tabindex='0'><code>{html.escape(script(plan))}</code></pre>"
    return [f"<p>{html.escape(say('train.full_stop', sentence=told))}</p>", code]


def describe_first(kind: Kind) -> list[str]:
    """Return what the choices that the form begins with would take, and their code."""
    data = own_data(kind)[0]
    columns = guess_columns(kind, describe_data(data).columns)
    return show_plan(check_plan(Plan("my-model", kind.task, data, columns, quick_base(kind, ""), kind.ways[0])))
