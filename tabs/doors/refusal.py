"""From errors to HTTP: which status, which words."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from models.errors import (
    AppError,
    BadInput,
    BadModelName,
    Busy,
    DownloadFailed,
    HubUnreachable,
    ModelGated,
    ModelLoadError,
    ModelNotFound,
    ModelRefused,
    ModelTooLarge,
    OutOfMemory,
    QueueFull,
    Stopped,
)
from tabs.run.engine.errors import Lost, NoReplica, NotServed
from tabs.words import say

log = logging.getLogger(__name__)

Handler = Callable[[HttpRequest], Awaitable[Response]]


class ModelLoading(AppError):
    """The model is being loaded; `estimated_s` is about how long that takes."""

    def __init__(self, model: str, estimated_s: float) -> None:
        self.estimated_s = estimated_s
        super().__init__("doors.model_model_currently_loading", model=model, estimated_s=estimated_s)


STATUS: tuple[tuple[type[AppError], int], ...] = (
    (BadInput, 400),
    (BadModelName, 400),
    (ModelNotFound, 404),
    (ModelGated, 403),
    (ModelRefused, 403),
    (HubUnreachable, 503),
    (DownloadFailed, 503),
    (ModelTooLarge, 507),
    (OutOfMemory, 507),
    (Busy, 429),
    (QueueFull, 429),
    (ModelLoading, 503),
    (Lost, 503),
    (NoReplica, 503),
    (NotServed, 503),
    (ModelLoadError, 500),
    (Stopped, 499),
)
"""The first that fits."""

NO_FORM = "doors.form_cannot_be_read"

BROKEN = "doors.something_went_wrong"


def find_status(error: BaseException) -> int:
    """Return the HTTP status of an error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def describe_error(error: BaseException) -> str:
    """Return what the caller reads; of what is no AppError nothing is told."""
    return str(error) if isinstance(error, AppError) else say(BROKEN)


def make_headers(error: BaseException) -> dict[str, str]:
    """Return when to come back, where that helps."""
    if isinstance(error, ModelLoading):
        return {"Retry-After": str(max(1, round(error.estimated_s)))}
    return {"Retry-After": "2"} if isinstance(error, Busy | QueueFull | DownloadFailed) else {}


def tell_errors(handler: Handler, describe: Callable[[Exception], dict[str, Any]]) -> Handler:
    """Return a door's handler with its errors answered as JSON; what is no AppError goes to the log.

    Args:
        handler: of the door.
        describe: returns the body for an error, in the form of the door's API.
    """

    async def handle(http: HttpRequest) -> Response:
        try:
            return await handler(http)
        except Exception as caught:
            error = BadInput(NO_FORM) if isinstance(caught, HTTPException) else caught
            if not isinstance(error, AppError):
                log.exception("A call failed")
            return JSONResponse(describe(error), find_status(error), make_headers(error))

    return handle
