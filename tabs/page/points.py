"""Clicks on a picture: they fill a field, and stand on the picture as dots."""

from typing import Any

import gradio as gr
from gradio.components import Component

from tabs.page.gradio_bends import QUIET
from tabs.read.points import add_point
from tabs.task import Task

DRAW_DOTS = """
(text) => {
  const picture = document.querySelector(".points")?.closest("[role=tabpanel]").querySelector("img");
  if (!picture) return;
  const draw = () => {
    const frame = picture.parentElement;
    frame.querySelectorAll(".click-dot").forEach((dot) => dot.remove());
    frame.style.position = "relative";
    for (const [x, y] of [...(text || "").matchAll(/([\\d.]+)[,\\s]+([\\d.]+)/g)].map((pair) => pair.slice(1))) {
      const dot = document.createElement("span");
      dot.className = "click-dot";
      dot.style.left = (100 * x) / picture.naturalWidth + "%";
      dot.style.top = (100 * y) / picture.naturalHeight + "%";
      frame.append(dot);
    }
  };
  picture.decode().then(draw, () => {});
}
"""


def draw_points_on_click(field: gr.Textbox) -> None:
    """Draw the field's points as dots on the picture above it, whenever it changes."""
    field.change(None, field, None, js=DRAW_DOTS, api_visibility="private", queue=False)


def connect_clicks(task: Task, inputs: list[Component]) -> None:
    """Let clicks on a picture fill the input that asks for them, and another picture empty it."""
    widgets = dict(zip([one.name for one in task.inputs], inputs, strict=True))
    for one in task.inputs:
        if one.clicked_on:
            picture, filled = widgets[one.clicked_on], widgets[one.name]
            picture.select(add_click, filled, filled, **QUIET)
            gr.on([picture.upload, picture.clear], None, None, filled, js="() => ''", **QUIET)


def add_click(text: Any, event: gr.SelectData) -> str:
    """Return the points with one more."""
    return add_point(text, event.index)
