"""Clicks on a picture: they fill a field, and stand on the picture as dots."""

from collections.abc import Callable, Collection
from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.page.gradio_bends import QUIET
from tabs.read.points import add_point
from tabs.task import Task
from tabs.words import say


def draw_points_on_click(field: gr.Textbox) -> None:
    """Draw the field's points as dots on the picture above it, whenever it changes."""
    field.change(None, field, None, js="() => window.playground.dots()", api_visibility="private", queue=False)


def connect_clicks(task: Task, inputs: list[Component]) -> None:
    """Let clicks on a picture fill the input that asks for them; another picture or the button empties it."""
    widgets = dict(zip([one.name for one in task.inputs], inputs, strict=True))
    for place, one in enumerate(task.inputs):
        if one.clicked_on:
            picture, filled = widgets[one.clicked_on], widgets[one.name]
            picture.select(make_click_adder({example[place] for example in task.examples}), filled, filled, **QUIET)
            anew = gr.Button(say("page.start_over"), size="sm", elem_classes="another anew")
            gr.on([picture.input, picture.clear, anew.click], None, None, filled, js="() => ''", **QUIET)


def make_click_adder(examples: Collection[str]) -> Callable[..., str]:
    """Return the function that adds a click to the points; the first click replaces an example's."""

    def add_click(text: Any, event: gr.SelectData) -> str:
        return add_point("" if text in examples else text, event.index)

    return add_click
