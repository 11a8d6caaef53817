"""The code a panel shows: the same in Python, and the same over HTTP, made from the Task alone."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tabs.task import ModelChoice, Task


def python_code(task: Task, model: ModelChoice | None = None) -> str:
    """Return a program that does what Run does on an example, with the default model or another."""
    model = model or task.models[0]
    values = dict(zip([one.name for one in task.inputs], task.examples[model.example], strict=True))
    literals = {one.name: one.literal(values[one.name]) for one in task.inputs}
    literals |= {one.name: repr(one.default) for one in task.parameters}
    revision = f', revision="{model.revision}"' if model.revision else ""
    packages = " ".join(["transformers", "torch", *task.packages])
    code = task.code.format(model=repr(model.id), revision=revision, **literals)
    return f"# pip install {packages}\n{own_files(values.values())}{code}"


def http_call(task: Task) -> str:
    """Return a program that calls the task's endpoint with gradio_client, on the first example."""
    values = dict(zip([one.name for one in task.inputs], task.examples[0], strict=True))
    arguments = "".join(f"    {name}={http_literal(value)},\n" for name, value in values.items())
    imports = "Client, handle_file" if "handle_file(" in arguments else "Client"
    return (
        f"# pip install gradio_client\n{own_files(values.values())}"
        f"from gradio_client import {imports}\n\n"
        'client = Client("http://127.0.0.1:7860")\n'
        f'*answer, raw, run = client.predict(\n{arguments}    api_name="/{task.endpoint}",\n)\n'
        "print(answer, run)\n"
    )


def own_files(values: Iterable[Any]) -> str:
    """Return a comment that asks for files in place of the examples', which stand as bare names in the code."""
    paths = [path for value in values for path in (value if isinstance(value, list) else [value])]
    names = ", ".join(path.name for path in paths if isinstance(path, Path))
    return f"# Put your own files beside this program, and write their names instead of: {names}\n" if names else ""


def http_literal(value: Any) -> str:
    """Return an example's value as an argument of gradio_client."""
    if isinstance(value, Path):
        return f'handle_file("{value.name}")'
    if isinstance(value, list) and all(isinstance(one, Path) for one in value):
        pictures = ", ".join(f'{{"image": {http_literal(path)}}}' for path in value)
        return f"[{pictures}]"
    return repr(value)
