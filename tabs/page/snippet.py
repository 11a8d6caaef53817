"""The code a panel shows, made from the Task and a call: in Python, and over HTTP from Python, Node.js and a shell."""

import json
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from models.elsewhere import is_named
from tabs.kinds import LABELS, LINES, POINTS
from tabs.read.points import read_points
from tabs.task import Input, ModelChoice, Task

ADDRESS = "http://127.0.0.1:7860/"
"""Where the page is served if nobody says otherwise."""


@dataclass(frozen=True)
class Asked:
    """A call of a task, in the form that examples have.

    Attributes:
        inputs: by name; files as Paths, of which the code shows the bare names.
        parameters: by name, those that are not as they are at first.
        model: as it was asked for, "" where the choice is automatic.
        revision: of the model, "" for its default.
        address: of the page, with a slash at the end.
    """

    inputs: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    model: str = ""
    revision: str = ""
    address: str = ADDRESS


def ask_example(task: Task, number: int = 0) -> Asked:
    """Return the call of an example."""
    return Asked(dict(zip([one.name for one in task.inputs], task.examples[number], strict=True)))


def write_python(task: Task, model: ModelChoice | None = None, asked: Asked | None = None) -> str:
    """Return a program that does what Run does, with the default model or another; without a call, on an example."""
    model = model or task.models[0]
    asked = asked or ask_example(task, model.example)
    literals = {one.name: one.kind.write_literal(asked.inputs[one.name]) for one in task.inputs}
    parameters = {one.name: asked.parameters.get(one.name, one.default) for one in task.parameters}
    literals |= {name: "None" if value == "default" else repr(value) for name, value in parameters.items()}
    revision = f", revision={model.revision!r}" if model.revision else ""
    packages = " ".join(["transformers", "torch", *task.packages])
    code = task.code.format(model=repr(model.id), revision=revision.replace("'", '"'), **literals)
    return f"# pip install {packages}\n{name_own_files(task, asked.inputs.values())}{code}"


def write_http_call(task: Task, asked: Asked | None = None) -> str:
    """Return a program that calls the task's endpoint with gradio_client; without a call, on the first example."""
    asked = asked or ask_example(task)
    given = {one.name: one.kind.write_argument(asked.inputs[one.name]) for one in task.inputs}
    chosen = {"model": asked.model, "revision": asked.revision}
    given |= {name: repr(value) for name, value in {**chosen, **asked.parameters}.items() if value != ""}
    arguments = "".join(f"    {name}={value},\n" for name, value in given.items())
    imports = "Client, handle_file" if "handle_file(" in arguments else "Client"
    return (
        f"# pip install gradio_client\n{note_login(asked)}{name_own_files(task, asked.inputs.values())}"
        f"from gradio_client import {imports}\n\n"
        f"client = Client({json.dumps(asked.address)})\n"
        f'*answer, raw, run = client.predict(\n{arguments}    api_name="/{task.endpoint}",\n)\n'
        "print(answer, run)\n"
    )


def note_login(asked: Asked, comment: str = "#") -> str:
    """Return a comment that tells how a login goes along where the model runs elsewhere."""
    if not is_named(asked.model):
        return ""
    return f"{comment} The model runs elsewhere, on your account: send your token along, as the header X-HF-Token.\n"


def write_javascript(task: Task, asked: Asked) -> str:
    """Return a program for Node.js that calls the task's plain door."""
    body = write_body(task, asked, lambda name: f"await file({json.dumps(name)})")
    reads = (
        'import { readFile } from "node:fs/promises";\n\n'
        'const file = async (name) => (await readFile(name)).toString("base64");\n'
        if "await file(" in body
        else ""
    )
    return (
        f"{note_login(asked, '//')}{name_own_files(task, asked.inputs.values(), '//')}{reads}"
        f"const answer = await fetch({json.dumps(write_address(task, asked))}, {{\n"
        '  method: "POST",\n  headers: { "Content-Type": "application/json", Accept: "application/json" },\n'
        f"  body: JSON.stringify({body}),\n}});\nconsole.log(await answer.json());\n"
    )


def write_curl(task: Task, asked: Asked) -> str:
    """Return a command of a shell that calls the task's plain door."""

    def escape(text: str) -> str:
        return text.replace("\\", "\\\\").replace("$", "\\$").replace("`", "\\`")

    # Marks that no text holds keep the commands apart from what is escaped.
    body = escape(write_body(task, asked, lambda name: f'"\0{shlex.quote(name)}\1"'))
    body = body.replace("\0", "$(base64 < ").replace("\1", " | tr -d '\\n')")
    return (
        f"{note_login(asked)}{name_own_files(task, asked.inputs.values())}"
        f"curl {shlex.quote(write_address(task, asked))} -H 'Content-Type: application/json' "
        f"-H 'Accept: application/json' -d @- <<JSON\n{body}\nJSON\n"
    )


def write_address(task: Task, asked: Asked) -> str:
    """Return the address of the task's plain door, with the model."""
    model = f"?{urlencode({'model': asked.model}, quote_via=quote)}" if asked.model else ""
    return f"{asked.address}tasks/{task.id}{model}"


def write_body(task: Task, asked: Asked, write_file: Callable[[str], str]) -> str:
    """Return the JSON for the plain door; `write_file` writes what a file's bytes are put in place of."""
    given = {one.name: write_value(one, asked.inputs[one.name], write_file) for one in task.inputs}
    given = {name: text for name, text in given.items() if text not in ("null", '""')} or given
    single = len(task.inputs) == 1
    inputs = next(iter(given.values())) if single else write_object(given)
    parts = {"inputs": inputs}
    if asked.parameters:
        parts["parameters"] = write_object({name: write_json(value) for name, value in asked.parameters.items()})
    if asked.revision:
        parts["options"] = write_object({"revision": write_json(asked.revision)})
    return write_object(parts)


def write_value(one: Input, value: Any, write_file: Callable[[str], str]) -> str:
    """Return an input's value as JSON."""
    if one.kind.media and value:
        if isinstance(value, list):
            return f"[{', '.join(write_file(Path(path).name) for path in value)}]"
        return write_file(Path(value).name)
    if one.kind is LINES:
        return write_json(str(value or "").splitlines())
    if one.kind is LABELS:
        return write_json([label.strip() for label in str(value or "").split(",")])
    return write_json([list(point) for point in read_points(value)] if one.kind is POINTS else value)


def write_json(value: Any) -> str:
    """Return JSON in which letters stay letters."""
    return json.dumps(value, ensure_ascii=False)


def write_object(parts: Mapping[str, str]) -> str:
    """Return a JSON object of values that are written already."""
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in parts.items()) + "}"


def name_own_files(task: Task, values: Iterable[Any], comment: str = "#") -> str:
    """Return a comment that asks for files in place of the examples', which stand as bare names in the code."""
    files = [value for one, value in zip(task.inputs, values, strict=True) if one.kind.media and value]
    names = [path.name for value in files for path in (value if isinstance(value, list) else [value])]
    if not names:
        return ""
    return f"{comment} Put your own files beside this program, and write their names instead of: {', '.join(names)}\n"
