"""Looking at a model before it is downloaded: its fit for the task, its size, its licence."""

import math
from pathlib import Path
from typing import Any

import gradio as gr

from models import hub
from models.elsewhere import SOURCES
from models.errors import BadInput, ModelRefused
from models.examine import Findings, examine, examine_folder
from models.key import ModelKey
from models.training.runs import trained_folder
from tabs.doors.visitor import current_visitor
from tabs.run.choice import choose_key
from tabs.run.report import name_model
from tabs.task import Request, Tab, Task


def serve_check(tabs: tuple[Tab, ...]) -> None:
    """Make the endpoint /check_model inside the surrounding Blocks; assets/picker.js asks it, too."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    def check_model(task: str = "", model: str = "", revision: str = "") -> dict[str, Any]:
        """Tell what would happen with a model of the Hub, before anything of it is downloaded.

        Args:
            task: One of the tasks, such as text-classification; empty: the first.
            model: A Hub id, or a folder where the server allows it.
            revision: A branch, tag or commit of the model; empty: the default.
        """
        return describe_model(find_task(tasks, task or None), model, revision)

    gr.api(check_model, api_name="check_model")


def find_task(tasks: dict[str, Task], name: Any) -> Task:
    """Return the task of that id, the first for None."""
    found = next(iter(tasks.values())) if name is None else tasks.get(str(name))
    if found is None:
        raise BadInput("page.there_no_such_task", tasks=", ".join(tasks))
    return found


def describe_model(task: Task, model: Any, revision: Any) -> dict[str, Any]:
    """Return what is known of a model, for the page and for programs.

    Raises:
        AppError: the model cannot be had or cannot do the task; the message says why.
    """
    visitor = current_visitor()
    with hub.logged_in(visitor.token):
        key = choose_key(task, Request({}, model=model, revision=revision, visitor=visitor))
        found = examine_key(key)
    return {
        "model": name_model(key),
        "source": key.source,
        "task": task.id,
        "fits": not found.doubt,
        "doubt": found.doubt,
        "download_mb": math.ceil(found.download_bytes / 1e5) / 10,
        "licence": found.licence,
        "kind": found.kind,
        "made_for": found.made_for,
    }


def examine_key(key: ModelKey) -> Findings:
    """Look at a model where it is; starters were made for their tasks."""
    if key.source in SOURCES:
        raise ModelRefused("elsewhere.not_loaded_here")
    if key.source == "hub":
        with hub.asking_for(key.visitor):
            return examine(key.task, key.model, key.revision, allow_pickle=key.pickle)
    if key.source == "trained":
        return examine_folder(key.task, trained_folder(key.task, key.model), allow_pickle=False)
    if key.source == "local":
        return examine_folder(key.task, Path(key.model), allow_pickle=key.pickle)
    return Findings(kind="", made_for="", licence="", download_bytes=0, doubt="")
