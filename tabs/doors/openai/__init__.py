"""The part of OpenAI's API that fits our tasks: an unmodified `openai` client with base_url=".../v1" works with it."""

import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.errors import AppError, BadInput
from tabs.doors.caller import Caller
from tabs.doors.openai.audio import speak, transcribe
from tabs.doors.openai.catalogue import list_models
from tabs.doors.openai.chat import answer_chat
from tabs.doors.openai.completions import complete
from tabs.doors.openai.embeddings import embed
from tabs.doors.refusal import describe_error, find_status, make_headers
from tabs.task import Tab

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], Awaitable[Response]]
JsonAnswerer = Callable[[dict[str, Any], HttpRequest], Awaitable[Response]]


NO_FORM = "The form cannot be read. Send it as multipart/form-data, the recording as its “file”."


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
        Route("/v1/chat/completions", tell_errors(read_json(answer_chat_completions)), methods=["POST"]),
        Route("/v1/completions", tell_errors(read_json(answer_completions)), methods=["POST"]),
        Route("/v1/embeddings", tell_errors(read_json(answer_embeddings)), methods=["POST"]),
        Route("/v1/audio/speech", tell_errors(read_json(answer_speech)), methods=["POST"]),
        Route("/v1/audio/transcriptions", tell_errors(answer_transcriptions), methods=["POST"]),
        Route("/v1/models", tell_errors(answer_models), methods=["GET"]),
    ]


def read_json(answer: JsonAnswerer) -> Handler:
    """Return a handler that reads the body as a JSON object first."""

    async def handle(http: HttpRequest) -> Response:
        try:
            body = json.loads(await http.body())
        except (ValueError, RecursionError) as error:
            raise BadInput("The body is no JSON. Send an object, as OpenAI's API describes it.") from error
        if not isinstance(body, dict):
            raise BadInput("The body is no JSON object. Send one as OpenAI's API describes it.")
        return await answer(body, http)

    return handle


def tell_errors(handler: Handler) -> Handler:
    """Return the handler with its errors told in OpenAI's form."""

    async def handle(http: HttpRequest) -> Response:
        try:
            return await handler(http)
        except Exception as caught:
            error = BadInput(NO_FORM) if isinstance(caught, HTTPException) else caught
            if not isinstance(error, AppError):
                log.exception("A call failed")
            kind = "invalid_request_error" if isinstance(error, BadInput) else "server_error"
            told = {"message": describe_error(error), "type": kind, "param": None, "code": type(error).__name__}
            return JSONResponse({"error": told}, find_status(error), make_headers(error))

    return handle
