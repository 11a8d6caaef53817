"""From kinds to widgets: the one place that knows which Gradio component shows what."""

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.page.chooser import DOCUMENTS, PICTURES
from tabs.page.points import draw_points_on_click
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say, say_for_all

AUTOMATIC = ""
MANY = 8
"""More choices than this are a list to open and search."""

EMPTY = f"<p class='empty'>{say('page.press_run_to_see_answer_here')}</p>"


def make_text(one: Input, value: Any) -> gr.Textbox:
    """Make a text field."""
    return gr.Textbox(
        value, label=one.label, lines=one.lines, max_lines=max(one.lines, 12), placeholder=one.placeholder
    )


def make_labels(one: Input, value: Any) -> gr.Textbox:
    """Make a field for words with commas between."""
    return gr.Textbox(
        value, label=one.label, lines=one.lines, max_lines=12, placeholder=one.placeholder or "cat, dog, bird"
    )


def make_points(one: Input, value: Any) -> gr.Textbox:
    """Make the field that clicks on a picture fill; they are drawn as dots on the picture above it."""
    field = gr.Textbox(value, label=one.label, placeholder="120, 80; 40, 60", elem_classes="points")
    draw_points_on_click(field)
    return field


def make_picture(one: Input, value: Any) -> gr.Image:
    """Make the widget for one picture."""
    sources: Any = ["upload", "webcam", "clipboard"]
    return gr.Image(value, label=one.label, type="filepath", sources=sources, height=300, buttons=[])


def make_pictures(one: Input, value: Any) -> gr.Gallery:
    """Make the widget for several pictures."""
    return gr.Gallery(
        value, label=one.label, type="filepath", file_types=PICTURES, columns=4, height=220, interactive=True
    )


def make_sound(one: Input, value: Any) -> gr.Audio:
    """Make the widget for one recording."""
    return gr.Audio(value, label=one.label, type="filepath", sources=["upload", "microphone"], buttons=[])


def make_video(one: Input, value: Any) -> gr.Video:
    """Make the widget for one video."""
    return gr.Video(value, label=one.label, sources=["upload", "webcam"], height=300, buttons=[])


def make_document(one: Input, value: Any) -> gr.File:
    """Make the widget for one document."""
    return gr.File(value and str(value), label=one.label, file_types=DOCUMENTS, height=140)


def make_chat(one: Input, value: Any) -> gr.Chatbot:
    """Make the widget for a conversation; programs may send a plain text or plain messages, too."""
    chat = gr.Chatbot(
        value,
        label=one.label,
        height=380,
        buttons=["copy"],
        editable="user",
        sanitize_html=True,
        elem_classes="chat",
    )
    chat.data_model = None  # Gradio's own model accepts only what its page sends; read_messages checks
    chat.api_info = lambda: {"type": {}, "description": say("page.text_or_list_role")}
    return chat


INPUTS: dict[str, Callable[[Input, Any], Component]] = {
    "text": make_text,
    "lines": make_text,
    "table": make_text,
    "labels": make_labels,
    "points": make_points,
    "messages": make_chat,
    "picture": make_picture,
    "pictures": make_pictures,
    "sound": make_sound,
    "video": make_video,
    "document": make_document,
}
"""By the name of the input's kind."""

OUTPUTS: dict[str, Callable[[Output], Component]] = {
    "scores": lambda one: gr.Label(label=one.label, elem_classes="labels"),
    "written": lambda one: gr.Textbox(label=one.label, lines=one.lines, max_lines=20, buttons=[]),
    "drawing": lambda one: gr.HTML(
        EMPTY,
        label=one.label,
        show_label=True,
        container=True,
        js_on_load=one.script or None,
        elem_classes="answer",
    ),
    "drawn picture": lambda one: gr.Image(
        label=one.label, type="pil", format="png", interactive=False, buttons=["fullscreen"]
    ),
    "before and after": lambda one: gr.ImageSlider(label=one.label, type="pil", format="png", interactive=False),
    "gallery": lambda one: gr.Gallery(label=one.label, columns=3, height=320, interactive=False, object_fit="contain"),
    "player": lambda one: gr.Audio(label=one.label, format="wav", interactive=False, buttons=[]),
    "note": lambda _: gr.HTML("", elem_classes="note"),
}
"""By the name of the output's kind; the other kinds are shown in an input."""


def make_inputs(task: Task) -> list[Component]:
    """Make the inputs, filled with the first example: a first press of Run, or a first call, just works."""
    return [INPUTS[one.kind.name](one, value) for one, value in zip(task.inputs, task.examples[0], strict=True)]


def make_outputs(task: Task, inputs: list[Component]) -> list[Component]:
    """Make the outputs; one that is shown in an input is that input, filled anew: so a chat keeps its history."""
    widgets = dict(zip([one.name for one in task.inputs], inputs, strict=True))
    return [widgets[one.shown_in] if one.shown_in else OUTPUTS[one.kind.name](one) for one in task.outputs]


def make_model_choice(task: Task) -> tuple[gr.Dropdown, gr.Textbox]:
    """Make the choice of a model and of its revision."""
    choices = [(say("page.automatic"), AUTOMATIC)]
    if task.starter:
        choices.append((say("page.starter"), "starter"))
    choices += [(say_for_all(lambda one=one: describe_model(one)), one.id) for one in task.models]  # type: ignore[misc]
    model = gr.Dropdown(
        choices,
        value=AUTOMATIC,
        label=say("page.model"),
        info=say("page.automatic_one_list_or_any_hub"),
        allow_custom_value=True,
        elem_classes="model-choice",  # assets/choose.js puts the search beside it
    )
    revision = gr.Textbox("", label=say("page.revision"), info=say("page.branch_tag_or_commit_model"))
    return model, revision


def describe_model(model: ModelChoice) -> str:
    """Return a model of the catalogue as the list shows it."""
    needs = say("page.needs_packages", packages=model.needs.replace(" ", " + ")) if model.needs else ""
    parts = (model.id, f"{model.bytes / 1e6:,.0f} MB", say(model.licence), say(model.good_for), needs)
    return " · ".join(part for part in parts if part)


def describe_info(parameter: Parameter) -> str:
    """Return what stands below a setting's label: what it does, and its name for programs."""
    has_room = parameter.info and not parameter.in_sight
    return f"{say(parameter.info)} ({parameter.name})" if has_room else parameter.name


def make_parameter(parameter: Parameter) -> Component:
    """Make the widget of a setting."""
    common: dict[str, Any] = {
        "value": parameter.default,
        "label": parameter.label,
        "info": say_for_all(lambda: describe_info(parameter)),
    }
    if isinstance(parameter.default, bool):
        return gr.Checkbox(**common)
    if len(parameter.choices) > MANY:
        return gr.Dropdown(list(parameter.choices), **common)
    if parameter.choices:
        return gr.Radio(list(parameter.choices), **common)
    if isinstance(parameter.default, str):
        return gr.Textbox(**common, lines=2 if parameter.lists else 1)
    return gr.Slider(parameter.minimum, parameter.maximum, step=parameter.step, **common)
