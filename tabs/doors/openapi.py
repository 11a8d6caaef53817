"""The description of the plain doors: /openapi.json for programs, /docs for people; both made from the tasks."""

import html
import json
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tabs.page.endpoint import describe_input, describe_parameter
from tabs.task import Input, Parameter, Tab, Task

TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))

LOGIN = {
    "name": "X-HF-Token",
    "in": "header",
    "schema": {"type": "string"},
    "description": "A token of the Hub, for models that only its owner may read; it is kept for this call alone",
}

STYLE = """
body { font: 17px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1e293b; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; background: #f1f5f9; border-radius: 6px; }
code { padding: 0.1em 0.3em; } pre { padding: 1rem; overflow-x: auto; }
details { border-bottom: 1px solid #e2e8f0; padding: 0.6rem 0; } summary { cursor: pointer; font-weight: 700; }
summary span { font-weight: 400; color: #475569; } td { padding: 0.2rem 1rem 0.2rem 0; vertical-align: top; }
@media (prefers-color-scheme: dark) { body { background: #0f172a; color: #e2e8f0; }
  code, pre { background: #1e293b; } details { border-color: #334155; } summary span { color: #94a3b8; } }
"""


def make_description_routes(tabs: tuple[Tab, ...]) -> list[BaseRoute]:
    """Return the routes; what they answer is made once."""
    tasks = tuple(task for tab in tabs for task in tab.tasks)
    described = describe_api(tasks)
    page = describe_for_people(tasks)

    async def answer_openapi(_: HttpRequest) -> Response:
        return JSONResponse(described)

    async def answer_docs(_: HttpRequest) -> Response:
        return HTMLResponse(page)

    return [Route("/openapi.json", answer_openapi, methods=["GET"]), Route("/docs", answer_docs, methods=["GET"])]


def describe_api(tasks: tuple[Task, ...]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of POST /tasks/{task} for every task."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pipeline Playground", "version": "1"},
        "paths": {f"/tasks/{task.id}": {"post": describe_task(task)} for task in tasks},
        "components": {
            "schemas": {
                "Error": {
                    "type": "object",
                    "properties": {"error": {"type": "string"}, "estimated_time": {"type": "number"}},
                    "required": ["error"],
                }
            }
        },
    }


def describe_task(task: Task) -> dict[str, Any]:
    """Return the description of a task's operation."""
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    model = {"name": "model", "in": "query", "schema": {"type": "string"}, "description": "A Hub id; empty: automatic"}
    return {
        "operationId": task.endpoint,
        "summary": task.title,
        "description": task.summary,
        "parameters": [model, LOGIN],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": describe_body(task), "example": make_example(task)}},
        },
        "responses": {
            "200": {"description": "The answer", "content": {"application/json": {"schema": {}}}},
            "400": {"description": "The input or a setting cannot be used", "content": error},
            "429": {"description": "Too many calls wait", "content": error},
            "503": {"description": "The model is being loaded, or the Hub cannot be reached", "content": error},
        },
    }


def describe_body(task: Task) -> dict[str, Any]:
    """Return the JSON schema of a request."""
    inputs = describe_inputs(task)
    parameters = {one.name: describe_parameter_schema(one) for one in task.parameters}
    settings = {"type": "object", "properties": parameters, "additionalProperties": False}
    return {"type": "object", "properties": {"inputs": inputs, "parameters": settings}, "required": ["inputs"]}


def describe_inputs(task: Task) -> dict[str, Any]:
    """Return the schema of the inputs: the first alone, or all by their names."""
    properties = {one.name: describe_input_schema(one) for one in task.inputs}
    named = {
        "type": "object",
        "properties": properties,
        "required": [one.name for one in task.inputs if one.required],
    }
    return {"anyOf": [properties[task.inputs[0].name], named]} if len(properties) == 1 else named


def describe_input_schema(one: Input) -> dict[str, Any]:
    """Return the schema of an input."""
    return {**one.kind.schema, "description": describe_input(one)}


def describe_parameter_schema(one: Parameter) -> dict[str, Any]:
    """Return the schema of a setting."""
    kind = next(name for python, name in TYPES if isinstance(one.default, python))
    schema: dict[str, Any] = {"type": kind, "default": one.default, "description": describe_parameter(one)}
    if one.choices and not one.aliases:
        schema["enum"] = list(one.choices)
    if one.lists:
        schema["type"] = [kind, "array"]
    if one.minimum is not None:
        schema["minimum"] = one.minimum
    if one.maximum is not None:
        schema["maximum"] = one.maximum
    return schema


def make_example(task: Task) -> dict[str, Any]:
    """Return a request that works; files stand as what they are."""
    values = {
        one.name: "<base64 of a file>" if one.kind.media else example
        for one, example in zip(task.inputs, task.examples[0], strict=True)
        if example not in (None, "")
    }
    inputs = next(iter(values.values())) if len(task.inputs) == 1 else values
    return {"inputs": inputs, "parameters": {one.name: one.default for one in task.parameters[:2]}}


def describe_for_people(tasks: tuple[Task, ...]) -> str:
    """Return the page."""
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>Pipeline Playground: calls</title><style>{STYLE}</style>"
        "<h1>Calls for programs</h1><p>Every task at one address each, in the form of the Hugging Face Inference API. "
        "<code>POST /models/ORGANISATION/NAME</code> and <code>/pipeline/TASK/ORGANISATION/NAME</code> name the "
        "model, too. Chat, embeddings, speech: <code>/v1</code>, as OpenAI’s clients call it. "
        "For programs: <a href='openapi.json'>openapi.json</a>.</p>"
        f"{''.join(describe_task_for_people(task) for task in tasks)}</html>"
    )


def describe_task_for_people(task: Task) -> str:
    """Return one task as a section that opens."""
    rows = [(one.name, describe_input(one)) for one in task.inputs]
    rows += [(one.name, f"{describe_parameter(one)} Default: {one.default!r}") for one in task.parameters]
    table = "".join(f"<tr><td><code>{name}</code></td><td>{html.escape(words)}</td></tr>" for name, words in rows)
    example = html.escape(json.dumps(make_example(task), ensure_ascii=False, indent=2))
    return (
        f"<details id='{task.id}'><summary>{html.escape(task.title)} <span>{html.escape(task.id)}</span></summary>"
        f"<p>{html.escape(task.summary)}</p><table>{table}</table>"
        f"<pre>POST /tasks/{task.id}\n{example}</pre></details>"
    )
