"""The code a panel shows: the same in Python, and the same over HTTP, made from the Task alone."""

from collections.abc import Iterable
from typing import Any

from tabs.task import ModelChoice, Task


def write_python(task: Task, model: ModelChoice | None = None) -> str:
    """Return a program that does what Run does on an example, with the default model or another."""
    model = model or task.models[0]
    values = dict(zip([one.name for one in task.inputs], task.examples[model.example], strict=True))
    literals = {one.name: one.kind.write_literal(values[one.name]) for one in task.inputs}
    literals |= {one.name: repr(one.default) for one in task.parameters}
    revision = f', revision="{model.revision}"' if model.revision else ""
    packages = " ".join(["transformers", "torch", *task.packages])
    code = task.code.format(model=repr(model.id), revision=revision, **literals)
    return f"# pip install {packages}\n{name_own_files(task, values.values())}{code}"


def write_http_call(task: Task) -> str:
    """Return a program that calls the task's endpoint with gradio_client, on the first example."""
    values = task.examples[0]
    pairs = zip(task.inputs, values, strict=True)
    arguments = "".join(f"    {one.name}={one.kind.write_argument(value)},\n" for one, value in pairs)
    imports = "Client, handle_file" if "handle_file(" in arguments else "Client"
    return (
        f"# pip install gradio_client\n{name_own_files(task, values)}"
        f"from gradio_client import {imports}\n\n"
        'client = Client("http://127.0.0.1:7860")\n'
        f'*answer, raw, run = client.predict(\n{arguments}    api_name="/{task.endpoint}",\n)\n'
        "print(answer, run)\n"
    )


def name_own_files(task: Task, values: Iterable[Any]) -> str:
    """Return a comment that asks for files in place of the examples', which stand as bare names in the code."""
    files = [value for one, value in zip(task.inputs, values, strict=True) if one.kind.media and value]
    names = [path.name for value in files for path in (value if isinstance(value, list) else [value])]
    if not names:
        return ""
    return f"# Put your own files beside this program, and write their names instead of: {', '.join(names)}\n"
