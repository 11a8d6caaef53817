"""The choice of a device and of a number format, one for all panels."""

import gradio as gr
from gradio.components import Component

from models.precision import DEVICES, DTYPES


def precision_widgets() -> list[Component]:
    """Make the two choices, to be shown later: `render()` puts each where it belongs."""
    return [
        gr.Dropdown(list(DEVICES), value=DEVICES[0], label="Device", info="device", render=False),
        gr.Dropdown(
            list(DTYPES),
            value=DTYPES[0],
            label="Number format",
            info="dtype; 8-bit and 4-bit need an NVIDIA GPU",
            render=False,
        ),
    ]


def show_precision(widgets: list[Component]) -> None:
    """Draw the choices inside the surrounding Blocks."""
    gr.HTML(
        "<h2>Where and how models run</h2><p>For every task on this page, from the next Run on.</p>",
        elem_classes="heading",
    )
    with gr.Row():
        for widget in widgets:
            widget.render()
