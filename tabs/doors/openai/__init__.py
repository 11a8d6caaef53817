"""The part of OpenAI's API that fits our tasks: an unmodified `openai` client with base_url=".../v1" works with it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.errors import BadInput
from tabs.doors.caller import Caller
from tabs.doors.openai.audio import speak, transcribe
from tabs.doors.openai.catalogue import list_models
from tabs.doors.openai.chat import answer_chat
from tabs.doors.openai.completions import complete
from tabs.doors.openai.embeddings import embed
from tabs.doors.refusal import Handler, describe_error, tell_errors
from tabs.task import Tab

JsonAnswerer = Callable[[dict[str, Any], HttpRequest], Awaitable[Response]]


def make_openai_routes(tabs: tuple[Tab, ...], caller: Caller) -> list[BaseRoute]:
    """Return the routes."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    async def answer_chat_completions(body: dict[str, Any], http: HttpRequest) -> Response:
        return await answer_chat(tasks, caller, body, http)

    async def answer_completions(body: dict[str, Any], http: HttpRequest) -> Response:
        return await complete(tasks["text-generation"], caller, body, http)

    async def answer_embeddings(body: dict[str, Any], http: HttpRequest) -> Response:
        return await embed(tasks["feature-extraction"], caller, body, http)

    async def answer_speech(body: dict[str, Any], http: HttpRequest) -> Response:
        return await speak(tasks["text-to-speech"], caller, body, http)

    async def answer_transcriptions(http: HttpRequest) -> Response:
        return await transcribe(tasks["automatic-speech-recognition"], caller, http)

    async def answer_models(_: HttpRequest) -> Response:
        return JSONResponse(list_models(tuple(tasks.values())))

    return [
        Route(
            "/v1/chat/completions", tell_errors(read_json(answer_chat_completions), describe_failure), methods=["POST"]
        ),
        Route("/v1/completions", tell_errors(read_json(answer_completions), describe_failure), methods=["POST"]),
        Route("/v1/embeddings", tell_errors(read_json(answer_embeddings), describe_failure), methods=["POST"]),
        Route("/v1/audio/speech", tell_errors(read_json(answer_speech), describe_failure), methods=["POST"]),
        Route("/v1/audio/transcriptions", tell_errors(answer_transcriptions, describe_failure), methods=["POST"]),
        Route("/v1/models", tell_errors(answer_models, describe_failure), methods=["GET"]),
    ]


def read_json(answer: JsonAnswerer) -> Handler:
    """Return a handler that reads the body as a JSON object first."""

    async def handle(http: HttpRequest) -> Response:
        try:
            body = json.loads(await http.body())
        except (ValueError, RecursionError) as error:
            raise BadInput("openai.body_no_json") from error
        if not isinstance(body, dict):
            raise BadInput("openai.body_no_json_object")
        return await answer(body, http)

    return handle


def describe_failure(error: Exception) -> dict[str, Any]:
    """Return an error in OpenAI's form."""
    kind = "invalid_request_error" if isinstance(error, BadInput) else "server_error"
    return {"error": {"message": describe_error(error), "type": kind, "param": None, "code": type(error).__name__}}
