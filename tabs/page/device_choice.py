"""The choice of a device and of a number format, one for all panels."""

import gradio as gr
from gradio.components import Component

from models.precision import DEVICES, DTYPES, lacking
from tabs.words import say, say_for_all


def make_device_choice() -> list[Component]:
    """Make the two choices, to be shown later: `render()` puts each where it belongs."""
    return [
        make_choice(DEVICES, say("page.device"), say("page.where_models_run_device")),
        make_choice(DTYPES, say("page.number_format"), say("page.what_numbers_are_computed_in_dtype")),
    ]


def make_choice(choices: tuple[str, ...], label: str, info: str) -> gr.Dropdown:
    """Make one of them, set to the first choice."""
    return gr.Dropdown(label_choices(choices), value=choices[0], label=label, info=info, render=False)


def label_choices(choices: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (label, value) of each choice; what this server lacks for it stands behind its name."""
    return [(say_for_all(lambda one=one: label_choice(one)), one) for one in choices]  # type: ignore[misc]


def label_choice(one: str) -> str:
    """Return a choice, with what this server lacks for it."""
    return say("page.choice_needs", name=one, needs=say(lacking(one))) if lacking(one) else one


def draw_device_choice(widgets: list[Component]) -> None:
    """Draw the choices inside the surrounding Blocks."""
    gr.HTML(
        (f"<h2>{say('page.where_how_models_run')}</h2><p>{say('page.for_every_task_on_page_from')}</p>"),
        elem_classes="heading",
    )
    with gr.Row():
        for widget in widgets:
            widget.render()
