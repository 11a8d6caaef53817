"""The Hugging Face Inference API: POST /models/{id}, /pipeline/{task}/{id} and /tasks/{task}.

An unmodified huggingface_hub.InferenceClient(base_url=...) and @huggingface/inference work with it.
"""

import asyncio
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.errors import BadInput
from models.starters import STARTERS
from tabs.doors.caller import Caller, Parcel
from tabs.doors.inference.find_task import find_task
from tabs.doors.inference.requests import read_body, read_calls, read_model
from tabs.doors.inference.responses import respond
from tabs.doors.refusal import ModelLoading, describe_error, tell_errors
from tabs.doors.visitor import visitor_of
from tabs.task import Tab, Task


def make_inference_routes(tabs: tuple[Tab, ...], caller: Caller) -> list[BaseRoute]:
    """Return the routes."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    async def answer_model(http: HttpRequest) -> Response:
        model = mark_starter(http.path_params["model"])
        task = await asyncio.to_thread(find_task, tasks, model, http.query_params.get("task"), visitor_of(http))
        return await answer(task, model, caller, http)

    async def answer_pipeline(http: HttpRequest) -> Response:
        return await answer(pick_task(tasks, http.path_params["task"]), http.path_params["model"], caller, http)

    async def answer_task(http: HttpRequest) -> Response:
        model = mark_starter(http.query_params.get("model", ""))
        return await answer(pick_task(tasks, http.path_params["task"]), model, caller, http)

    return [
        Route("/tasks/{task}", tell_errors(answer_task, describe_failure), methods=["POST"]),
        Route("/pipeline/{task}/{model:path}", tell_errors(answer_pipeline, describe_failure), methods=["POST"]),
        Route("/models/{model:path}", tell_errors(answer_model, describe_failure), methods=["POST"]),
    ]


def mark_starter(model: str) -> str:
    """Return a model's name as the choice of a model takes it: that of a starter with its mark."""
    return f"starter:{model}" if model in STARTERS else model


def pick_task(tasks: dict[str, Task], name: str) -> Task:
    """Return the task of an id, as in the Inference API or with underscores as in the endpoints.

    Raises:
        BadInput: there is none.
    """
    task = tasks.get(name.replace("_", "-"))
    if task is None:
        raise BadInput("doors.there_no_task_name", name=name[:60], tasks=", ".join(tasks))
    return task


async def answer(task: Task, model: str, caller: Caller, http: HttpRequest) -> Response:
    """Answer one request: a call of the task, or one for each of a list of inputs; its body may name the model too."""
    with Parcel() as folder:
        body = await read_body(http)
        model = model or mark_starter(read_model(body))
        if any(one.kind.media for one in task.inputs):
            calls, many = await asyncio.to_thread(read_calls, task, model, body, folder)
        else:
            calls, many = read_calls(task, model, body, folder)
        wait = http.headers.get("x-wait-for-model", "") in ("true", "1") or body.options.get("wait_for_model") is True
        computed = await caller.call_all(task, calls, http, wait_for_model=wait)
        return respond(task, computed, many, http.headers.get("accept", ""))


def describe_failure(error: Exception) -> dict[str, Any]:
    """Return an error in the Inference API's form."""
    told: dict[str, Any] = {"error": describe_error(error), "error_type": type(error).__name__}
    return {**told, "estimated_time": error.estimated_s} if isinstance(error, ModelLoading) else told
