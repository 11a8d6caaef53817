"""One Task -> the widgets a person sees, and the endpoint a program calls: the same event."""

import html
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import EventListenerMethod, set_cancel_events

from models.errors import BadInput
from tabs.page.conversation import connect_conversation
from tabs.page.endpoint import describe_arguments, make_handler
from tabs.page.example_names import label_examples, name_examples
from tabs.page.gradio_bends import QUIET, RUN, describe_argument
from tabs.page.in_sight import draw_in_sight, offer_what_is_known
from tabs.page.points import connect_clicks
from tabs.page.run_line import make_run_line
from tabs.page.widgets import make_inputs, make_model_choice, make_outputs, make_parameter
from tabs.run.engine import Destination, Engine
from tabs.task import Task
from tabs.words import say, say_for_all

NEW_EXAMPLE = {"sound": "page.another_sound", "video": "page.another_clip"}
"""What the button for a new example makes, by the kind of the first input; otherwise a picture."""


def draw_panel(task: Task, engine: Engine, shared: list[Component]) -> tuple[list[Component], gr.Dropdown]:
    """Draw a task inside the surrounding Blocks and connect it to the engine.

    `shared` are the settings of the whole page: device, number format, and whether starters answer first.
    Returns the inputs and settings of the panel itself.
    """
    gr.HTML(say_for_all(lambda: write_heading(task)), elem_classes="heading", js_on_load=None)
    with gr.Row():
        with gr.Column(min_width=320, elem_classes="asked"):
            inputs = make_inputs(task)
            connect_clicks(task, inputs)
            in_sight = draw_in_sight(task)
            told = tell_destination(engine.destination(task))
            with gr.Row(elem_classes="buttons at-hand"):
                run_button = gr.Button(say("common.run"), variant="primary", scale=3, min_width=120, elem_classes="run")
                stop_button = gr.Button(say("common.stop"), scale=1, min_width=80, elem_classes="halt")
                clear_button = gr.Button(say("page.clear"), scale=1, min_width=80, elem_classes="clear")
            examples = show_examples(task, inputs)
            new_example = draw_new_example(task)
            with gr.Accordion(say("page.model_and_settings"), open=False):
                model, revision = make_model_choice(task)
                parameters = [in_sight.get(one.name) or make_parameter(one) for one in task.parameters]
        with gr.Column(min_width=320, elem_classes="answers"):
            line = make_run_line()
            outputs = make_outputs(task, inputs)
            with gr.Accordion(say("page.details_for_programmers"), open=False):
                raw = gr.JSON(label="raw", max_height=320)
                gr.HTML("", elem_classes="code", js_on_load=None)  # assets/page.js asks for it when it is looked at

    arguments = [*inputs, model, revision, *parameters]
    for widget, words in zip(arguments, describe_arguments(task).values(), strict=False):
        describe_argument(widget, words)
    offer_what_is_known(task, model, in_sight)
    if engine.offer(task):
        model.change(None, model, told, js="(model) => window.playground.destination(model)", **QUIET)
    texts = [widget for widget in inputs if isinstance(widget, gr.Textbox)]
    running = gr.on(
        [run_button.click, *(widget.submit for widget in texts if widget.lines == 1)],
        make_handler(task, engine),
        [*arguments, *shared],
        [*outputs, raw, line],
        api_name=task.endpoint,
        preprocess=False,  # payloads are read by tabs.read, which trusts nothing
        show_progress="minimal",  # the place in the queue; the run line says more
        show_progress_on=[line],
        concurrency_id=RUN,
        concurrency_limit=32,
        trigger_mode="once",
    )
    set_cancel_events([EventListenerMethod(button, "click") for button in (stop_button, clear_button)], [running])
    cleared = [*inputs, *outputs, raw]
    clear_button.click(None, inputs, [*cleared, line], js=write_clear(task, cleared), **QUIET)
    filled = [*inputs, line]
    connect_conversation(task, inputs, parameters, line, lambda: tell_to_run(task))
    if examples:
        examples.click(load_example(task), examples, filled, **QUIET)
    if new_example and task.make_example:
        new_example.click(load_new_example(task, task.make_example), None, filled, **QUIET)
    return arguments, model


def tell_destination(told: Destination | None) -> gr.HTML:
    """Draw where what is asked will be sent, before it is; empty where it stays."""
    sentence = say_for_all(lambda: f"<p>{html.escape(say(told.key, **told.values))}</p>") if told else ""
    return gr.HTML(sentence, elem_classes="destination", js_on_load=None)


def write_heading(task: Task) -> str:
    """Return title, term and summary, and the examples' names for assets/access.js."""
    names = html.escape(json.dumps([say(name) for name in name_examples(task)]))
    title = f"{html.escape(say(task.title))} <span class='term'>{html.escape(task.term)}</span>"
    return (
        f"<h2 data-examples='{names}'>{title}</h2><p>{html.escape(say(task.summary))}"
        f"</p><button type='button' class='share'>{say('common.share')}"
        "</button>"
    )


def show_examples(task: Task, inputs: list[Component]) -> gr.Dataset | None:
    """Make the row of examples, shown by their first input; None where there is only one."""
    if len(task.examples) == 1:
        return None
    first = task.inputs[0].kind.name
    return gr.Dataset(
        label=say("page.try_an_example"),
        components=["textbox" if first == "messages" else inputs[0]],
        samples=[[make_sample(first, example[0])] for example in task.examples],
        sample_labels=label_examples(task),
        type="index",
        samples_per_page=6,
        elem_classes="examples",
    )


def make_sample(kind: str, value: Any) -> Any:
    """Return an example's first value as the row of examples shows it."""
    if kind == "messages":
        return value[-1]["content"]
    return str(value) if isinstance(value, Path) else value


def write_clear(task: Task, cleared: list[Component]) -> str:
    """Return the JavaScript that empties widgets and the run line; what the inputs held is kept for Undo."""
    nothing = json.dumps([*map(empty, cleared), {"task": task.id, "cleared": True}])
    return f"(...values) => {{ window.playground?.keep({task.id!r}, values); return {nothing}; }}"


def empty(widget: Component) -> Any:
    """Return what a widget shows when it is empty, as Gradio sends it."""
    if isinstance(widget, gr.HTML):
        return ""
    nothing = widget.postprocess(None)
    return nothing.model_dump() if hasattr(nothing, "model_dump") else nothing


def draw_new_example(task: Task) -> gr.Button | None:
    """Draw the button that makes a new example, where the task has it."""
    if task.make_example is None:
        return None
    key = NEW_EXAMPLE.get(task.inputs[0].kind.name, "page.another_picture")
    return gr.Button(say(key), size="sm", elem_classes="another")


def load_new_example(task: Task, make_example: Callable[[], tuple[Any, ...]]) -> Callable[[], list[Any]]:
    """Return the function that fills the inputs with a new example, and has it run."""
    return lambda: [*make_example(), tell_to_run(task)]


def load_example(task: Task) -> Callable[[int], list[Any]]:
    """Return the function that fills the inputs with an example, and has it run."""

    def load(index: Any) -> list[Any]:
        if not isinstance(index, int) or not 0 <= index < len(task.examples):
            raise BadInput("page.there_are_count_examples_counted_from", count=len(task.examples))
        return [*task.examples[index], tell_to_run(task)]

    return load


def tell_to_run(task: Task) -> dict[str, str]:
    """Return what the run line shows when the inputs are filled: assets/page.js presses Run then."""
    return {"task": task.id, "filled": uuid.uuid4().hex}
