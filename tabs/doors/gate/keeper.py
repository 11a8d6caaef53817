"""The gate before Gradio: each request is looked at once, before anything reads its body."""

import errno
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

import anyio.to_thread
from fastapi.exceptions import RequestValidationError
from gradio.route_utils import FnIndexInferError
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from tabs.doors.gate.access import check_access
from tabs.doors.gate.asked import CHANGES, Asked, asked_of
from tabs.doors.gate.folder import UploadFolder
from tabs.doors.gate.hosts import check_host, check_origin
from tabs.doors.gate.limits import MB, Limits
from tabs.doors.gate.policy import Policy
from tabs.doors.gate.quota import OpenRequests, Quota
from tabs.doors.gate.refusal import Refusal, answer, send_all
from tabs.doors.gate.routes import check_route
from tabs.doors.previews import Previews
from tabs.doors.visitor import PASSED, language_of
from tabs.words import say, speaking

log = logging.getLogger(__name__)

UPLOAD_PARTS = 4
"""An upload request may hold this many times the largest file: several pictures come together."""

CALLS_HELD = 4
"""Calls at plain doors are held whole; together they may be this many times the largest one."""

TOO_MUCH_HELD = "doors.server_busy_with_large_calls"
NO_LENGTH = "doors.request_does_not_say_how_long"
TOO_MANY_OPEN = "doors.too_many_requests_yours_are_open"
MALFORMED = "doors.request_could_not_be_read"
DISK_FULL = "doors.server_has_no_room_for_more"

MALFORMED_BY = (RequestValidationError, FnIndexInferError, ValueError, TypeError, LookupError, ArithmeticError)
"""What Gradio's routes raise at a request that is not of their form."""

Doors = dict[str, Callable[[], tuple[int, Any]]]
"""What is answered beside Gradio, without its queue: by path, a function that returns HTTP status and JSON."""


class Gate:
    """ASGI middleware: routes, names, sizes, quotas; and the plain doors."""

    def __init__(self, app: Any, limits: Limits, folder: UploadFolder, doors: Doors) -> None:
        """Wrap an ASGI app."""
        self.app = app
        self.limits = limits
        self.folder = folder
        self.doors = doors
        self.open = OpenRequests(limits.visitor_requests)
        self.calls = OpenRequests(limits.visitor_calls)
        self.held_bytes = 0
        self.bytes = Quota(limits.visitor_bytes)
        self.files = Quota(limits.visitor_files)
        self.rate = Quota(limits.calls_per_minute, period_s=60.0)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        asked = asked_of(scope, self.limits.proxies)
        with speaking(language_of(HTTPConnection(scope))), self.open.one_more(asked.visitor) as allowed:
            refusal = self.check(asked) if allowed else Refusal(429, TOO_MANY_OPEN, after_s=5)
            if refusal:
                await self.refuse(refusal, asked, receive, send)
            elif asked.path in self.doors:
                await self.answer_plainly(asked, send)
            else:
                query = without_deep_link(scope["query_string"])
                scope = {**scope, "query_string": query, PASSED: (asked.visitor, self.limits)}
                await self.pass_on(asked, scope, receive, send)

    def check(self, asked: Asked) -> Refusal | None:
        """Return why a request is not let through, None where it is."""
        return (
            check_host(asked, self.limits)
            or check_access(asked, self.limits)
            or check_route(asked, self.limits.mcp, self.limits.signs_in)
            or check_origin(asked, self.limits)
            or check_size(asked, self.limits)
        )

    async def pass_call(self, asked: Asked, scope: Any, receive: Any, send: Any) -> None:
        """Hand a call to its door, which reads it whole: so many bytes at once, and so many calls a visitor."""
        length = asked.length or 0
        with self.calls.one_more(asked.visitor) as allowed:
            if not allowed or self.held_bytes + length > self.limits.call_bytes * CALLS_HELD:
                await self.refuse(
                    Refusal(429, TOO_MANY_OPEN if not allowed else TOO_MUCH_HELD, 5), asked, receive, send
                )
                return
            self.held_bytes += length
            try:
                await self.app(scope, receive, send)
            finally:
                self.held_bytes -= length

    async def refuse(self, refusal: Refusal, asked: Asked, receive: Any, send: Any) -> None:
        """Say why not. A body of ordinary size is taken first: senders look for an answer only after it."""
        if asked.method in CHANGES and check_size(asked, self.limits) is None:
            more = bool(asked.length)
            while more:
                message = await receive()
                more = message["type"] == "http.request" and message.get("more_body", False)
        await answer(refusal, asked, send)

    async def answer_plainly(self, asked: Asked, send: Any) -> None:
        """Answer at a plain door."""
        status, content = self.doors[asked.path]()
        body = json.dumps(content).encode()
        headers = {"content-type": "application/json", "cache-control": "no-store", "content-length": str(len(body))}
        await send_all(status, headers, b"" if asked.method == "HEAD" else body, send)

    async def pass_on(self, asked: Asked, scope: Any, receive: Any, send: Any) -> None:
        """Hand a request to Gradio; for an upload, once there is room for it."""
        length = asked.length or 0
        if asked.is_call and (after_s := self.rate.take(asked.visitor, 1)):
            await self.refuse(Refusal(429, called_enough(self.limits), after_s), asked, receive, send)
            return
        after_s = (asked.is_upload and self.files.take(asked.visitor, 1)) or self.bytes.take(asked.visitor, length)
        if after_s:
            await self.refuse(Refusal(429, sent_enough(self.limits), after_s), asked, receive, send)
        elif asked.is_door:
            await self.pass_call(asked, scope, receive, send)
        elif not asked.is_upload:
            await self.app(scope, receive, send)
        elif not await anyio.to_thread.run_sync(self.folder.promise, length):
            await self.refuse(Refusal(507, DISK_FULL), asked, receive, send)
        else:
            try:
                await self.app(scope, receive, send)
            finally:
                self.folder.release(length)


def check_size(asked: Asked, limits: Limits) -> Refusal | None:
    """Refuse a body that is too large, or whose size is not told (uvicorn holds senders to what they told)."""
    if asked.method not in CHANGES:
        return None
    if asked.length is None:
        return Refusal(411, NO_LENGTH)
    calling = limits.call_bytes if asked.is_door else limits.request_bytes
    most = limits.file_bytes * UPLOAD_PARTS if asked.is_upload else calling
    if asked.length > most:
        what = say("doors.these_files_together_are") if asked.is_upload else say("doors.this_request_is")
        return Refusal(413, say("doors.what_larger_than_most_mb_server", what=what, most=most / MB))
    return None


def sent_enough(limits: Limits) -> str:
    """Say that a visitor has used up an hour's uploads."""
    sums = [f"{limits.visitor_bytes / MB:,.0f} MB"] if limits.visitor_bytes else []
    sums += [say("doors.so_many_uploads", count=limits.visitor_files)] if limits.visitor_files else []
    return say("doors.sent_enough", sums=say("common.or").join(sums))


def called_enough(limits: Limits) -> str:
    """Say that a visitor has used up a minute's calls."""
    return say("doors.one_visitor_may_make_calls_per", calls_per_minute=limits.calls_per_minute)


def without_deep_link(query: bytes) -> bytes:
    """Return a query without the name of a stored state of the page: nothing that others stored is shown."""
    return b"&".join(one for one in query.split(b"&") if not one.startswith(b"deep_link"))


async def answer_full_disk(_: Request, error: Exception) -> Response:
    """Put into words that the disk is full; Gradio 6.31 answers a bare 500."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PlainTextResponse(say(DISK_FULL), status_code=507)
    if isinstance(error, OSError) and error.errno not in (errno.ENAMETOOLONG, errno.EINVAL):
        raise error
    return await answer_malformed(_, error)


async def answer_malformed(_: Request, error: Exception) -> Response:
    """Put into words that a request is not of the form its route takes; Gradio 6.31 breaks over some of them.

    What fails inside a call never comes here: the queue tells it in the call's answer.
    """
    log.info("Refused a request: %s", error)
    return JSONResponse({"detail": say(MALFORMED), "error": say(MALFORMED)}, status_code=400)


def app_arguments(limits: Limits, folder: UploadFolder, doors: Doors) -> dict[str, Any]:
    """Return the `app_kwargs` of gradio's launch() that put the gate before its routes."""
    handlers: dict[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
        OSError: answer_full_disk,
        **dict.fromkeys(MALFORMED_BY, answer_malformed),
    }
    return {
        "middleware": [
            Middleware(Policy, limits=limits),
            Middleware(Gate, limits=limits, folder=folder, doors=doors),
            Middleware(Previews),
        ],
        "exception_handlers": handlers,
    }
