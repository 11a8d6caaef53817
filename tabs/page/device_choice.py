"""The choice of a device and of a number format, one for all panels."""

import gradio as gr
from gradio.components import Component

from models.precision import DEVICES, DTYPES, lacking


def make_device_choice() -> list[Component]:
    """Make the two choices, to be shown later: `render()` puts each where it belongs."""
    return [
        make_choice(DEVICES, "Device", "Where models run (device)"),
        make_choice(DTYPES, "Number format", "What numbers are computed in (dtype)"),
    ]


def make_choice(choices: tuple[str, ...], label: str, info: str) -> gr.Dropdown:
    """Make one of them, set to the first choice."""
    return gr.Dropdown(label_choices(choices), value=choices[0], label=label, info=info, render=False)


def label_choices(choices: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (label, value) of each choice; what this server lacks for it stands behind its name."""
    return [(f"{one} (needs {lacking(one)})" if lacking(one) else one, one) for one in choices]


def draw_device_choice(widgets: list[Component]) -> None:
    """Draw the choices inside the surrounding Blocks."""
    gr.HTML(
        "<h2>Where and how models run</h2><p>For every task on this page, from the next Run on.</p>",
        elem_classes="heading",
    )
    with gr.Row():
        for widget in widgets:
            widget.render()
