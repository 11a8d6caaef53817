"""POST /v1/completions: a text goes on."""

from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse

from models.errors import BadInput
from tabs.doors.caller import Caller
from tabs.doors.openai.chat import find_finish_reason, make_envelope, pick_known, read_written, send_events
from tabs.doors.openai.settings import cut_at, read_generation, read_model, read_stops
from tabs.run import Computed
from tabs.task import Request, Task


async def complete(task: Task, caller: Caller, body: dict[str, Any], http: HttpRequest) -> Response:
    """Continue a prompt, or each of several."""
    prompts = read_prompts(body)
    settings, stops = pick_known(task, read_generation(body)), read_stops(body)
    requests = [Request({"text": one}, model=read_model(body), parameters=settings) for one in prompts]
    if body.get("stream"):
        if len(requests) > 1:
            raise BadInput("openai.stream_one_prompt")
        chunks = stream_text(task, requests[0], stops, caller, http)
        return StreamingResponse(send_events(await anext(chunks), chunks), media_type="text/event-stream")
    done = await caller.call_all(task, requests, http, wait_for_model=True)
    choices = [make_choice(*end_text(one, stops), number) for number, one in enumerate(done)]
    return JSONResponse({**make_envelope("text_completion", done[0].report["model"]), "choices": choices})


def end_text(done: Computed, stops: list[str]) -> tuple[str, str]:
    """Return a continuation up to the first stop, and why it ended there."""
    text, stopped = cut_at(read_written(done.raw), stops)
    return text, "stop" if stopped else find_finish_reason(done)


def read_prompts(body: dict[str, Any]) -> list[str]:
    """Return the prompts: one text or a list of them."""
    prompt = body.get("prompt")
    prompts: list[Any] = prompt if isinstance(prompt, list) else [prompt]
    if not prompts or not all(isinstance(one, str) for one in prompts):
        raise BadInput("openai.prompt_text_or_list_texts")
    return prompts


async def stream_text(
    task: Task, request: Request, stops: list[str], caller: Caller, http: HttpRequest
) -> AsyncIterator[dict[str, Any]]:
    """Yield the chunks of a continuation."""
    sent, reason, told = "", "stop", make_envelope("text_completion", request.model or "automatic")
    async for step in caller.stream(task, request, http):
        text, stopped = cut_at(read_written(step.raw if isinstance(step, Computed) else step), stops)
        if len(text) > len(sent):
            yield {**told, "choices": [make_choice(text[len(sent) :], None)]}
            sent = text
        if stopped:
            break
        reason = find_finish_reason(step) if isinstance(step, Computed) else reason
    yield {**told, "choices": [make_choice("", reason)]}


def make_choice(text: str, reason: str | None, number: int = 0) -> dict[str, Any]:
    """Return one continuation."""
    return {"index": number, "text": text, "finish_reason": reason, "logprobs": None}
