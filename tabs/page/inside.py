"""The endpoint behind “What happened inside”: one for all tasks; assets/access.js asks when somebody looks."""

from dataclasses import asdict
from typing import Any

import gradio as gr

from models.errors import BadInput
from tabs.render.inside import draw_inside
from tabs.run.engine import Engine
from tabs.run.inside import explain
from tabs.run.wire import to_wire
from tabs.task import Tab


def serve_inside(tabs: tuple[Tab, ...], engine: Engine) -> None:
    """Make the event inside the surrounding Blocks; its endpoint is /inside."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    def inside(task: str, text: str, model: str = "", revision: str = "") -> dict[str, Any]:
        """Tell the steps of a text through the model that answered it: tokens, tensors, logits, probabilities.

        Args:
            task: text-classification, token-classification or fill-mask.
            text: What was asked.
            model: A Hub id, or starter; empty: chosen automatically. It must be in memory: call the task first.
            revision: A branch, tag or commit of the model; empty: the default.
        """
        if task not in tasks:
            raise BadInput("There is no such task. Reload the page.")
        steps = explain(tasks[task], engine, text, model, revision)
        return {"steps": to_wire(asdict(steps)), "drawing": draw_inside(steps)}

    gr.api(inside, api_name="inside", api_visibility="undocumented", queue=False)
