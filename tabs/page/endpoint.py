"""The function behind a panel's Run and behind the task's endpoint: the same event."""

import hashlib
import inspect
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from tabs.doors.visitor import current_visitor
from tabs.page.gradio_bends import word_error
from tabs.read.upload import find_upload_folder
from tabs.run import Answer, run
from tabs.run.engine import Engine
from tabs.run.wire import to_wire
from tabs.task import Input, Parameter, Request, Task

SHARED = {
    "model": "A Hub id, a folder where the server allows it, or starter; empty: chosen automatically.",
    "revision": "A branch, tag or commit of the model; empty: the default.",
    "device": "Where the model runs, such as cpu or cuda:0, or a number: -1 is the CPU; empty: the best there is.",
    "dtype": "The number format, such as auto, float32 or bfloat16.",
    "try_instantly": "Whether the starter answers first while the full one is fetched.",
}
"""The arguments that every task has."""

NOTHING = {"drawing": "", "note": "", "written": ""}
"""What an output of that kind shows when there is no answer; the others take None."""

Handler = Callable[..., Iterator[Any]]


def make_handler(task: Task, engine: Engine) -> Handler:
    """Return the function, with the arguments of the HTTP contract."""
    input_names = [one.name for one in task.inputs]
    parameter_names = [one.name for one in task.parameters]
    names = name_arguments(task)
    untouched = [gr.skip()] * len(task.outputs)
    emptied = [gr.skip() if one.shown_in else NOTHING.get(one.kind.name) for one in task.outputs]

    def run_task(*payloads: Any) -> Iterator[Any]:
        sent = dict(zip(names, payloads, strict=True))
        request = Request(
            inputs={name: sent[name] for name in input_names},
            model=sent["model"],
            revision=sent["revision"],
            device=sent["device"],
            dtype=sent["dtype"],
            try_instantly=sent["try_instantly"],
            parameters={name: sent[name] for name in parameter_names},
            visitor=current_visitor(),
        )
        by = ""
        try:
            for step in run(task, engine, request):
                if isinstance(step, Answer):
                    yield [*step.values, write_json(to_wire(step.raw, keep_file)), {**step.run, **mark(task, request)}]
                else:
                    by = step.by
                    part = {} if step.part is None else {"part": round(step.part, 3)}
                    line = {"task": task.id, "message": step.message, **part}
                    yield [*(step.values or untouched), gr.skip(), line]
        except Exception as error:
            # Another answer than the one that failed must not stand there; a first answer may, with its maker's name.
            line = {"task": task.id, "error": word_error(error), "by": by}
            yield [*(untouched if by else emptied), gr.skip() if by else None, line]
            raise

    run_task.__signature__ = make_signature(names)  # type: ignore[attr-defined]
    run_task.__name__ = task.endpoint
    run_task.__doc__ = document(task)
    return run_task


def mark(task: Task, request: Request) -> dict[str, bool]:
    """Return a mark for programs where nothing of their own was asked about, but the task's first example."""
    example = dict(zip([one.name for one in task.inputs], task.examples[0], strict=True))
    same = all(is_example(request.inputs[name], value) for name, value in example.items())
    return {"example": True} if same else {}


def is_example(payload: Any, value: Any) -> bool:
    """Tell whether a payload is what the page shows at first: the same text, or a file of the same name."""
    if isinstance(value, Path):
        return isinstance(payload, dict) and Path(str(payload.get("path"))).name == value.name
    return payload is None or payload == value or isinstance(value, list)


def write_json(value: Any) -> Any:
    """Return a JSON value as gr.JSON takes it, which parses texts."""
    return json.dumps(value) if isinstance(value, str) else value


def name_arguments(task: Task) -> list[str]:
    """Return the endpoint's arguments in order."""
    inputs, parameters = [one.name for one in task.inputs], [one.name for one in task.parameters]
    return [*inputs, "model", "revision", *parameters, "device", "dtype", "try_instantly"]


def make_signature(names: list[str]) -> inspect.Signature:
    """Return a signature whose arguments can all be left out; Gradio reads argument names from it."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature([inspect.Parameter(name, kind, default=None) for name in names])


def describe_arguments(task: Task) -> dict[str, str]:
    """Return what each argument is, in a line."""
    inputs = {one.name: describe_input(one) for one in task.inputs}
    parameters = {one.name: describe_parameter(one) for one in task.parameters}
    described = {**inputs, **SHARED, **parameters}
    return {name: described[name] for name in name_arguments(task)}


def describe_input(one: Input) -> str:
    """Return what an input is."""
    optional = "" if one.required else "; may be left out"
    return f"{one.label.rstrip('.')}{optional}."


def describe_parameter(one: Parameter) -> str:
    """Return what a setting does, and its bounds."""
    info = f": {one.info.rstrip('.')}" if one.info else ""
    if one.choices:
        bounds = f"One of {', '.join(one.choices[:10])}{', …' if len(one.choices) > 10 else ''}."
    elif one.minimum is not None and one.maximum is not None:
        bounds = f"From {one.minimum:g} to {one.maximum:g}."
    else:
        bounds = ""
    return f"{one.label}{info}. {bounds}".strip()


def document(task: Task) -> str:
    """Return the docstring from which Gradio describes the endpoint and the MCP tool."""
    arguments = "\n".join(f"    {name}: {words}" for name, words in describe_arguments(task).items())
    outputs = ", ".join(one.name for one in task.outputs)
    return (
        f"{task.title}: {task.summary}\n\nArgs:\n{arguments}\n\n"
        f"Returns:\n    {outputs}, then raw (the model's own output as JSON) and run (which model answered)."
    )


def keep_file(content: bytes, ending: str) -> dict[str, Any]:
    """Store a file of an answer where the page serves it from; return it as Gradio passes files on."""
    folder = find_upload_folder() / "raw"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{hashlib.sha256(content).hexdigest()[:32]}{ending}"
    if not file.is_file():
        draft = file.with_name(f"{file.name}.{os.urandom(8).hex()}")
        draft.write_bytes(content)
        draft.replace(file)  # in one step: another visitor may be reading the same answer
    return {"path": str(file), "orig_name": f"raw{ending}", "meta": {"_type": "gradio.FileData"}}
