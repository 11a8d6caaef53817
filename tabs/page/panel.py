"""One Task -> the widgets a person sees, and the endpoint a program calls: the same event."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import EventListenerMethod, set_cancel_events

from models.cache import ModelCache
from models.errors import BadInput
from tabs.page.endpoint import describe_arguments, make_handler
from tabs.page.gradio_bends import QUIET, describe_argument
from tabs.page.points import connect_clicks
from tabs.page.run_line import make_run_line
from tabs.page.snippet import write_http_call, write_python
from tabs.page.widgets import make_inputs, make_model_choice, make_outputs, make_parameter
from tabs.task import Task

NEW_EXAMPLE = {"sound": "sound", "video": "clip"}
"""What the button for a new example makes, by the kind of the first input; otherwise a picture."""


def draw_panel(task: Task, cache: ModelCache[Any], shared: list[Component]) -> gr.Dropdown:
    """Draw a task inside the surrounding Blocks and connect it to the cache; return its choice of a model.

    `shared` are the settings of the whole page: device, number format, and whether starters answer first.
    """
    gr.HTML(write_heading(task), elem_classes="heading", js_on_load=None)
    with gr.Row():
        with gr.Column(min_width=320):
            inputs = make_inputs(task)
            connect_clicks(task, inputs)
            examples = show_examples(task, inputs)
            connect_new_example(task, inputs)
            with gr.Row(elem_classes="buttons"):
                run_button = gr.Button("Run", variant="primary", scale=3, min_width=120)
                stop_button = gr.Button("Stop", scale=1, min_width=80, elem_classes="halt")
                clear_button = gr.ClearButton(value="Clear", scale=1, min_width=80)
            with gr.Accordion("Model and settings", open=False):
                model, revision = make_model_choice(task)
                parameters = [make_parameter(parameter) for parameter in task.parameters]
        with gr.Column(min_width=320):
            outputs = make_outputs(task, inputs)
            line = make_run_line()
            with gr.Accordion("Details for programmers", open=False):
                raw = gr.JSON(label="raw", max_height=320)
                gr.HTML(show_code(task), elem_classes="code", js_on_load=None)

    arguments = [*inputs, model, revision, *parameters]
    for widget, words in zip(arguments, describe_arguments(task).values(), strict=False):
        describe_argument(widget, words)
    texts = [widget for widget in inputs if isinstance(widget, gr.Textbox)]
    running = gr.on(
        [run_button.click, *(widget.submit for widget in texts if widget.lines == 1)],
        make_handler(task, cache),
        [*arguments, *shared],
        [*outputs, raw, line],
        api_name=task.endpoint,
        preprocess=False,  # payloads are read by tabs.read, which trusts nothing
        show_progress="hidden",  # the run line says more
        concurrency_id="run",
        concurrency_limit=32,
        trigger_mode="once",
    )
    set_cancel_events([EventListenerMethod(stop_button, "click")], [running])
    clear_button.add([*inputs, *outputs, raw, line])
    if examples:
        examples.click(load_example(task), examples, inputs, **QUIET)
    return model


def write_heading(task: Task) -> str:
    """Return title, term and summary."""
    return (
        f"<h2>{html.escape(task.title)} <span class='term'>{html.escape(task.term)}</span></h2>"
        f"<p>{html.escape(task.summary)}</p>"
    )


def show_code(task: Task) -> str:
    """Return the code to copy: in Python, and over HTTP."""
    blocks = {"The same in Python": write_python(task), "The same over HTTP": write_http_call(task)}
    return "".join(
        f"<h4>{title}</h4><pre tabindex='0'><code>{html.escape(text)}</code></pre>" for title, text in blocks.items()
    )


def show_examples(task: Task, inputs: list[Component]) -> gr.Dataset | None:
    """Make the row of examples, shown by their first input; None where there is only one."""
    if len(task.examples) == 1:
        return None
    first = task.inputs[0].kind.name
    return gr.Dataset(
        label="Try an example",
        components=["textbox" if first == "messages" else inputs[0]],
        samples=[[make_sample(first, example[0])] for example in task.examples],
        type="index",
        samples_per_page=6,
        elem_classes="examples",
    )


def make_sample(kind: str, value: Any) -> Any:
    """Return an example's first value as the row of examples shows it."""
    if kind == "messages":
        return value[-1]["content"]
    return str(value) if isinstance(value, Path) else value


def connect_new_example(task: Task, inputs: list[Component]) -> None:
    """Draw the button that makes a new example, where the task has it."""
    if task.make_example is None:
        return
    what = NEW_EXAMPLE.get(task.inputs[0].kind.name, "picture")
    button = gr.Button(f"Another {what}", size="sm", elem_classes="another")
    button.click(load_new_example(task.make_example), None, inputs, **QUIET)


def load_new_example(make_example: Callable[[], tuple[Any, ...]]) -> Callable[[], Any]:
    """Return the function that fills the inputs with a new example."""
    return lambda: unwrap_single(make_example())


def load_example(task: Task) -> Callable[[int], Any]:
    """Return the function that fills the inputs with an example."""

    def load(index: Any) -> Any:
        if not isinstance(index, int) or not 0 <= index < len(task.examples):
            raise BadInput(f"There are {len(task.examples)} examples, counted from 0. Choose one of them.")
        return unwrap_single(task.examples[index])

    return load


def unwrap_single(values: tuple[Any, ...]) -> Any:
    """Return values as Gradio takes them from a function: a single one without a list."""
    return list(values) if len(values) > 1 else values[0]
