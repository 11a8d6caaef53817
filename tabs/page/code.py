"""The code of the run that a panel shows: asked for by assets/page.js when somebody looks at it."""

from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from models.elsewhere import SOURCES, is_named
from models.errors import AppError, BadInput
from tabs.kinds import MESSAGES, PICTURES
from tabs.page.snippet import (
    ADDRESS,
    Asked,
    ask_example,
    write_curl,
    write_http_call,
    write_javascript,
    write_python,
)
from tabs.read.messages import add_turn, read_messages
from tabs.read.parameter import read_parameter
from tabs.task import Input, ModelChoice, Tab, Task
from tabs.words import say

LONGEST_ADDRESS = 300
MOST_FILES = 100
ELSEWHERE = {
    "providers": "# It ran elsewhere; here is the model on a machine of your own.\n",
    "endpoint": "# An Endpoint answered with a model of its own; here is the task's full model.\n",
}
Code = list[dict[str, str]]
"""Programs in order: {"title", "text"}."""


def serve_code(tabs: tuple[Tab, ...]) -> None:
    """Make the event that writes the code, inside the surrounding Blocks: one for all tasks."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    def code(task: str, sent: dict[str, Any], run: dict[str, Any], address: str) -> Code:
        told = (task, str), (sent, dict), (run, dict), (address, str)
        if not all(isinstance(value, kind) for value, kind in told) or task not in tasks:
            raise BadInput("page.code_run_asked_for_with_task")
        return write_code(tasks[task], sent, run, address)

    gr.api(code, api_name="code", api_visibility="undocumented", queue=False)


def write_code(task: Task, sent: Mapping[str, Any], run: Mapping[str, Any], address: str) -> Code:
    """Return the programs that do what a run did.

    Args:
        task: what was run.
        sent: the arguments of the endpoint by name, files as {"name"}; empty before the first run.
        run: the run's report; empty before the first run.
        address: of the page, as the browser knows it.
    """
    asked = read_asked(task, sent, read_address(address))
    model, comment = find_model(task, asked, run)
    return [
        {"title": say("data.the_same_in_python"), "text": comment + write_python(task, model, asked)},
        {"title": say("page.same_over_http_from_python"), "text": write_http_call(task, asked)},
        {"title": say("page.same_over_http_from_javascript"), "text": write_javascript(task, asked)},
        {"title": say("page.same_over_http_from_shell"), "text": write_curl(task, asked)},
    ]


def read_asked(task: Task, sent: Mapping[str, Any], address: str) -> Asked:
    """Return the call; what was not sent, or means nothing, is as in the first example."""
    example = ask_example(task).inputs
    inputs = {one.name: read_value(one, sent[one.name], example[one.name]) for one in task.inputs if one.name in sent}
    if any(one.kind is MESSAGES for one in task.inputs) and inputs.get("text"):
        inputs["messages"], inputs["text"] = add_turn(inputs["messages"], inputs["text"]), ""
    parameters = {}
    for one in task.parameters:
        try:
            value = read_parameter(one, sent.get(one.name))
        except BadInput:
            continue
        if value != one.default:
            parameters[one.name] = value
    model, revision = (str(sent.get(name) or "").strip() for name in ("model", "revision"))
    return Asked({**example, **inputs}, parameters, model, revision, address)


def read_value(one: Input, payload: Any, example: Any) -> Any:
    """Return a payload in the form that examples have; the example's own where it cannot be written as code."""
    try:
        if one.kind.media:
            sent = payload if isinstance(payload, list) else [payload]
            files = [name_file(file) for file in sent[:MOST_FILES] if file]
            value: Any = files if one.kind is PICTURES else next(iter(files), None)
        else:
            value = read_messages(payload) if one.kind is MESSAGES else payload
            if not isinstance(payload, str) and one.kind is not MESSAGES:
                return example
        one.kind.write_literal(value)
    except (AppError, AttributeError):
        return example
    return value if value or not one.required else example


def name_file(file: Any) -> PurePosixPath:
    """Return a sent file's bare name."""
    name = PureWindowsPath(str(file.get("name") or "file")).name
    return PurePosixPath("".join(letter for letter in name if letter.isprintable() and letter not in '"`$') or "file")


def read_address(address: str) -> str:
    """Return the page's address with a slash at the end; the usual one where it is none."""
    parts = urlsplit(address) if len(address) <= LONGEST_ADDRESS and address.isprintable() else None
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname or set(address) & set(" \"'<>\\`$"):
        return ADDRESS
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def find_model(task: Task, asked: Asked, run: Mapping[str, Any]) -> tuple[ModelChoice, str]:
    """Return the model for a program of Transformers, and a comment where it is not the one that answered."""
    source, model = str(run.get("source", "")), str(run.get("model", ""))
    full = task.models[0]
    if source == "starter":
        name = "".join(letter for letter in model if letter.isprintable())[:100]
        return full, f"# {name}, which answered, is a starter of this app; here is the task's full model.\n"
    if source in SOURCES:
        model = model if source == "providers" else full.id
        known = next((one for one in task.models if one.id == model), None)
        return known or ModelChoice(model, 0, "", ""), ELSEWHERE[source]
    if source != "hub":
        is_hub_id = "/" in asked.model and not asked.model.startswith(("/", ".", "~")) and not is_named(asked.model)
        model, revision = asked.model if is_hub_id else "", asked.revision
    else:
        revision = str(run.get("revision", ""))
    known = next((one for one in task.models if one.id == model), None)
    if known and revision in ("", known.revision):
        return known, ""
    return (ModelChoice(model, 0, "", "", revision), "") if model else (full, "")
