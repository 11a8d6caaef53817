"""The endpoint behind “What happened inside”: one for all tasks; assets/access.js asks when somebody looks."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

import gradio as gr

from models.errors import BadInput
from tabs.page.auto import write_auto_code
from tabs.page.code import find_model, read_asked
from tabs.page.snippet import ADDRESS
from tabs.render.inside import draw_inside
from tabs.run.engine import Engine
from tabs.run.inside import explain
from tabs.run.wire import to_wire
from tabs.task import Tab


def serve_inside(tabs: tuple[Tab, ...], engine: Engine) -> None:
    """Make the event inside the surrounding Blocks; its endpoint is /inside."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    def inside(task: str, sent: dict[str, Any], model: str = "", revision: str = "") -> dict[str, Any]:
        """Tell what happens inside the model in a run: tokens, tensors, logits, probabilities, step by step.

        Args:
            task: The task's id, text-classification.
            sent: Inputs and settings by name, as the task's own endpoint takes them; files as uploaded.
            model: A Hub id, or starter; empty: chosen automatically. It must be in memory: call the task first.
            revision: A branch, tag or commit of the model; empty: the default.
        """
        if task not in tasks or not isinstance(sent, dict):
            raise BadInput("inside.no_task")
        asked = tasks[task]
        told = explain(asked, engine, sent, model, revision)
        run = {"source": told.key.source, "model": told.key.model, "revision": told.key.revision}
        code = write_auto_code(asked, *find_by_name(asked, sent, run))
        steps = [{"step": part.name, **asdict(part)} for part in told.parts]
        return {"steps": to_wire(steps), "code": code, "drawing": draw_inside(told.parts, code)}

    gr.api(inside, api_name="inside", api_visibility="undocumented", queue=False)


def find_by_name(task: Any, sent: Mapping[str, Any], run: Mapping[str, Any]) -> tuple[Any, Any, str]:
    """Return the call and the model for a program, and a comment where it is not the one that answered."""
    asked = read_asked(task, {name: name_files(value) for name, value in sent.items()}, ADDRESS)
    model, comment = find_model(task, asked, run)
    return asked, model, comment


def name_files(value: Any) -> Any:
    """Return what was sent with files as {"name"}."""
    if isinstance(value, list):
        return [name_files(one) for one in value]
    if isinstance(value, dict) and isinstance(value.get("image"), dict):
        return name_files(value["image"])
    if isinstance(value, dict) and "path" in value:
        return {"name": str(value.get("orig_name") or PurePosixPath(str(value["path"])).name)}
    return value
