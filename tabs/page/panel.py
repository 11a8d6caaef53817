"""One Task -> the widgets a person sees, and the endpoint a program calls: the same event."""

import html
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.components import Component
from gradio.events import EventListenerMethod, set_cancel_events

from models.cache import ModelCache
from tabs.page.run_line import run_line
from tabs.page.snippet import http_call, python_code
from tabs.run import Answer, run
from tabs.task import ModelChoice, Parameter, Request, Task

AUTOMATIC = ""
MANY = 8
"""More choices than this are a list to open and search."""

MADE = {"audio": "sound", "video": "clip"}
"""What the button for a new example makes, by the name of the first input; otherwise a scene."""


def panel(task: Task, cache: ModelCache[Any], shared: list[Component]) -> None:
    """Draw a task inside the surrounding Blocks and connect it to the cache.

    `shared` are the settings of the whole page: device, number format, and whether starters answer first.
    """
    gr.HTML(heading(task), elem_classes="heading", js_on_load=None)
    with gr.Row():
        with gr.Column(min_width=320):
            inputs = input_widgets(task)
            connect_clicks(task, inputs)
            examples = example_widget(task, inputs)
            connect_new_example(task, inputs)
            with gr.Row(elem_classes="buttons"):
                run_button = gr.Button("Run", variant="primary", scale=3, min_width=120)
                stop_button = gr.Button("Stop", scale=1, min_width=80, elem_classes="halt")
                clear_button = gr.ClearButton(value="Clear", scale=1, min_width=80)
            with gr.Accordion("Model and settings", open=False):
                model, revision = model_widgets(task)
                parameters = [parameter_widget(parameter) for parameter in task.parameters]
        with gr.Column(min_width=320):
            outputs = output_widgets(task, inputs)
            line = run_line()
            with gr.Accordion("Details for programmers", open=False):
                raw = gr.JSON(label="raw", max_height=320)
                gr.HTML(code(task), elem_classes="code", js_on_load=None)

    settings = [model, revision, *parameters, *shared]
    texts = [widget for widget in inputs if isinstance(widget, gr.Textbox)]
    running = gr.on(
        [run_button.click, *(widget.submit for widget in texts if widget.lines == 1)],
        handler(task, cache),
        [*inputs, *settings],
        [*outputs, raw, line],
        api_name=task.endpoint,
        api_description=f"{task.title}: {task.summary}",
        preprocess=False,  # payloads are read by tabs.read, which trusts nothing
        show_progress="hidden",  # the run line says more
        concurrency_id="run",
        concurrency_limit=8,
        trigger_mode="once",
    )
    set_cancel_events([EventListenerMethod(stop_button, "click")], [running])
    clear_button.add([*inputs, *outputs, raw, line])
    if examples:
        examples.click(
            example_loader(task),
            examples,
            inputs,
            api_visibility="private",
            queue=False,
            show_progress="hidden",
        )


def handler(task: Task, cache: ModelCache[Any]) -> Callable[..., Iterator[Any]]:
    """Return the function behind Run and behind the endpoint, with the arguments of the HTTP contract."""
    input_names = [one.name for one in task.inputs]
    parameter_names = [one.name for one in task.parameters]
    names = [*input_names, "model", "revision", *parameter_names, "device", "dtype", "try_instantly"]
    untouched = [gr.skip()] * len(task.outputs)

    def run_task(*payloads: Any) -> Iterator[Any]:
        sent = dict(zip(names, payloads, strict=True))
        request = Request(
            inputs={name: sent[name] for name in input_names},
            model=sent["model"],
            revision=sent["revision"],
            device=sent["device"],
            dtype=sent["dtype"],
            try_instantly=sent["try_instantly"],
            parameters={name: sent[name] for name in parameter_names},
        )
        try:
            for step in run(task, cache, request):
                if isinstance(step, Answer):
                    yield [*step.values, step.raw, step.run]
                else:
                    yield [*(step.values or untouched), gr.skip(), {"task": task.id, "message": step.message}]
        except Exception:
            yield [*untouched, gr.skip(), {"task": task.id}]  # the run line says no longer that it runs
            raise

    run_task.__signature__ = signature(names)  # type: ignore[attr-defined]
    run_task.__name__ = task.endpoint
    return run_task


def signature(names: list[str]) -> inspect.Signature:
    """Return a signature whose arguments can all be left out; Gradio reads argument names from it."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature([inspect.Parameter(name, kind, default=None) for name in names])


def heading(task: Task) -> str:
    """Return title, term and summary."""
    return (
        f"<h2>{html.escape(task.title)} <span class='term'>{html.escape(task.term)}</span></h2>"
        f"<p>{html.escape(task.summary)}</p>"
    )


def code(task: Task) -> str:
    """Return the code to copy: in Python, and over HTTP."""
    blocks = {"The same in Python": python_code(task), "The same over HTTP": http_call(task)}
    return "".join(
        f"<h4>{title}</h4><pre tabindex='0'><code>{html.escape(text)}</code></pre>" for title, text in blocks.items()
    )


def input_widgets(task: Task) -> list[Component]:
    """Make the inputs, filled with the first example: a first press of Run, or a first call, just works."""
    first = task.examples[0]
    return [one.widget(one.label, value) for one, value in zip(task.inputs, first, strict=True)]


def output_widgets(task: Task, inputs: list[Component]) -> list[Component]:
    """Make the outputs; one that is shown in an input is that input, filled anew: so a chat keeps its history."""
    widgets = dict(zip([one.name for one in task.inputs], inputs, strict=True))
    return [widgets[one.shown_in] if one.shown_in else one.widget(one.label) for one in task.outputs]


def connect_clicks(task: Task, inputs: list[Component]) -> None:
    """Let clicks on a picture fill the input that asks for them, and another picture empty it."""
    widgets = dict(zip([one.name for one in task.inputs], inputs, strict=True))
    quiet: dict[str, Any] = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
    for one in task.inputs:
        if one.add_click is not None:
            picture, filled = widgets[one.clicked_on], widgets[one.name]
            picture.select(click_handler(one.add_click), filled, filled, **quiet)
            gr.on([picture.upload, picture.clear], None, None, filled, js="() => ''", **quiet)


def click_handler(add_click: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """Return the function that adds a click to an input's payload."""

    def clicked(payload: Any, event: gr.SelectData) -> Any:
        return add_click(payload, event.index)

    return clicked


def example_widget(task: Task, inputs: list[Component]) -> gr.Dataset | None:
    """Make the row of examples, shown by their first input; None where there is only one."""
    if len(task.examples) == 1:
        return None
    return gr.Dataset(
        label="Try an example",
        components=["textbox" if isinstance(inputs[0], gr.Chatbot) else inputs[0]],
        samples=[[example_sample(example[0])] for example in task.examples],
        type="index",
        samples_per_page=6,
        elem_classes="examples",
    )


def connect_new_example(task: Task, inputs: list[Component]) -> None:
    """Draw the button that makes a new example, where the task has it."""
    if task.make_example is None:
        return
    made = MADE.get(task.inputs[0].name, "scene")
    gr.Button(f"Make me a new {made}", size="sm", elem_classes="new-scene").click(
        new_example_loader(task.make_example),
        None,
        inputs,
        api_visibility="private",
        queue=False,
        show_progress="hidden",
    )


def new_example_loader(make_example: Callable[[], tuple[Any, ...]]) -> Callable[[], Any]:
    """Return the function that fills the inputs with a new example."""

    def load_new_example() -> Any:
        values = list(make_example())
        return values if len(values) > 1 else values[0]

    return load_new_example


def example_sample(value: Any) -> Any:
    """Return an example as the row of examples shows it."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "content" in value[0]:
        return value[-1]["content"]
    return str(value) if isinstance(value, Path) else value


def example_loader(task: Task) -> Callable[[int], Any]:
    """Return the function that fills the inputs with an example."""

    def load_example(index: int) -> Any:
        values = list(task.examples[index])
        return values if len(values) > 1 else values[0]

    return load_example


def model_widgets(task: Task) -> tuple[gr.Dropdown, gr.Textbox]:
    """Make the choice of a model and of its revision."""
    choices = [("Automatic", AUTOMATIC)]
    if task.starter:
        choices.append(("Embedded starter (works without a network)", "starter"))
    choices += [(model_line(one), one.id) for one in task.models]
    model = gr.Dropdown(
        choices,
        value=AUTOMATIC,
        label="Model",
        info="Automatic, one of the list, or any Hub id: organisation/name",
        allow_custom_value=True,
    )
    revision = gr.Textbox("", label="Revision", info="A branch, tag or commit of the model. Empty: the default.")
    return model, revision


def model_line(model: ModelChoice) -> str:
    """Return a model of the catalogue as the list shows it."""
    needs = f"needs {model.needs.replace(' ', ' and ')}" if model.needs else ""
    parts = (model.id, f"{model.bytes / 1e6:,.0f} MB", model.licence, model.good_for, needs)
    return " · ".join(part for part in parts if part)


def parameter_widget(parameter: Parameter) -> Component:
    """Make the widget of a setting."""
    common: dict[str, Any] = {
        "value": parameter.default,
        "label": parameter.label,
        "info": f"{parameter.info} ({parameter.name})" if parameter.info else parameter.name,
    }
    if isinstance(parameter.default, bool):
        return gr.Checkbox(**common)
    if len(parameter.choices) > MANY:
        return gr.Dropdown(list(parameter.choices), **common)
    if parameter.choices:
        return gr.Radio(list(parameter.choices), **common)
    if isinstance(parameter.default, str):
        return gr.Textbox(**common)
    return gr.Slider(parameter.minimum, parameter.maximum, step=parameter.step, **common)
