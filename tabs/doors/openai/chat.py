"""POST /v1/chat/completions: a conversation, with pictures too, whole or as server-sent events."""

import json
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse

from models.errors import AppError, BadInput
from tabs.doors.caller import Caller, Parcel
from tabs.doors.openai.settings import cut_at, read_generation, read_model, read_stops
from tabs.doors.refusal import describe_error
from tabs.run import Computed
from tabs.task import Request, Task


async def answer_chat(tasks: Mapping[str, Task], caller: Caller, body: dict[str, Any], http: HttpRequest) -> Response:
    """Answer a conversation."""
    parcel = Parcel()
    folder = parcel.__enter__()
    try:
        task, request = read_chat(tasks, body, folder)
        stops = read_stops(body)
        if body.get("stream"):
            chunks = stream_chat(task, request, stops, caller, http, parcel)
            first = await anext(chunks)  # an error before the first word still has a status of its own
            return StreamingResponse(send_events(first, chunks), media_type="text/event-stream")
        computed = await caller.call(task, request, http, wait_for_model=True)
    finally:
        if not body.get("stream"):
            parcel.__exit__()
    text, stopped = cut_at(read_written(computed.raw), stops)
    message = {"role": "assistant", "content": text}
    reason = "stop" if stopped else find_finish_reason(computed)
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    told = make_envelope("chat.completion", computed.report["model"])
    return JSONResponse({**told, "choices": [choice], **count_usage(computed)})


def read_chat(tasks: Mapping[str, Task], body: Mapping[str, Any], folder: Path) -> tuple[Task, Request]:
    """Return the task that answers a conversation, and the request: with a picture, the one that sees."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadInput("openai.there_are_no_messages")
    settings, model = read_generation(body), read_model(body)
    pictures = [part for message in messages for part in list_parts(message) if part.get("type") == "image_url"]
    if not pictures:
        task = tasks["chat"]
        return task, Request({"messages": messages}, model=model, parameters=pick_known(task, settings))
    if len(pictures) > 1:
        raise BadInput("openai.there_are_several_pictures_in_conversation")
    task = tasks["image-text-to-text"]
    texts = [part.get("text", "") for part in list_parts(messages[-1]) if part.get("type") == "text"]
    image = task.inputs[0].kind.store(read_address(pictures[0]), folder)
    return task, Request({"image": image, "text": "\n".join(texts)}, model=model, parameters=pick_known(task, settings))


def list_parts(message: Any) -> list[dict[str, Any]]:
    """Return the parts of a message; [] of one that is a text."""
    content = message.get("content") if isinstance(message, Mapping) else None
    return [part for part in content if isinstance(part, dict)] if isinstance(content, list) else []


def read_address(part: Mapping[str, Any]) -> str:
    """Return the data URL of a picture; other addresses are not fetched."""
    address = part.get("image_url")
    address = address.get("url") if isinstance(address, Mapping) else address
    if not isinstance(address, str) or not address.startswith("data:"):
        raise BadInput("openai.server_fetches_no_addresses")
    return address


def pick_known(task: Task, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a task has."""
    names = {one.name for one in task.parameters}
    return {name: value for name, value in settings.items() if name in names}


def read_written(raw: Any) -> str:
    """Return what the model wrote, whole or so far."""
    written = raw[0]["generated_text"]
    return written if isinstance(written, str) else str(written[-1]["content"])


def find_finish_reason(computed: Computed) -> str:
    """Return why an answer ended: because the model was done, or because it had written as much as allowed."""
    return "length" if computed.cut else "stop"


def count_usage(computed: Computed) -> dict[str, Any]:
    """Return the tokens that were generated, where they were counted."""
    return {"usage": {"completion_tokens": computed.tokens}} if computed.tokens else {}


async def stream_chat(
    task: Task, request: Request, stops: list[str], caller: Caller, http: HttpRequest, parcel: Parcel
) -> AsyncIterator[dict[str, Any]]:
    """Yield the chunks of an answer."""
    sent, reason = "", "stop"
    told, content = make_envelope("chat.completion.chunk", request.model or "automatic"), {"role": "assistant"}
    try:
        async for step in caller.stream(task, request, http):
            raw = step.raw if isinstance(step, Computed) else step
            text, stopped = cut_at(read_written(raw), stops)
            if len(text) > len(sent):
                yield {**told, "choices": [make_delta({**content, "content": text[len(sent) :]})]}
                sent, content = text, {}
            if stopped:
                break
            reason = find_finish_reason(step) if isinstance(step, Computed) else reason
        yield {**told, "choices": [make_delta(content, reason)]}
    finally:
        parcel.__exit__()


def make_delta(content: dict[str, str], reason: str | None = None) -> dict[str, Any]:
    """Return what a chunk adds."""
    return {"index": 0, "delta": content, "finish_reason": reason, "logprobs": None}


async def send_events(first: Any, rest: AsyncIterator[Any]) -> AsyncIterator[str]:
    """Yield chunks as server-sent events, and at the end [DONE]; an error is one more event."""
    yield write_event(first)
    try:
        async for chunk in rest:
            yield write_event(chunk)
    except AppError as error:
        yield write_event(
            {"error": {"message": describe_error(error), "type": "server_error", "code": type(error).__name__}}
        )
    yield "data: [DONE]\n\n"


def write_event(value: Any) -> str:
    """Return one server-sent event."""
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"


def make_envelope(kind: str, model: str) -> dict[str, Any]:
    """Return what stands around every answer."""
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": model}
