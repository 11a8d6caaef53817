"""POST /v1/embeddings: texts as vectors."""

import base64
from typing import Any

import numpy as np
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from models.errors import BadInput
from tabs.doors.caller import Caller
from tabs.doors.openai.settings import read_model
from tabs.task import Request, Task


async def embed(task: Task, caller: Caller, body: dict[str, Any], http: HttpRequest) -> Response:
    """Return a vector for each text, as floats or as base64 of little-endian float32."""
    texts = read_texts(body)
    encoding = body.get("encoding_format") or "float"
    if encoding not in ("float", "base64"):
        raise BadInput("openai.encoding_format_float_or_base64")
    done = await caller.call(task, Request({"text": texts}, model=read_model(body)), http, wait_for_model=True)
    data = [
        {"object": "embedding", "index": number, "embedding": encode(vector, encoding)}
        for number, vector in enumerate(np.asarray(done.raw, "<f4"))
    ]
    return JSONResponse({"object": "list", "model": done.report["model"], "data": data})


def read_texts(body: dict[str, Any]) -> list[str]:
    """Return the texts without line breaks: to the task a line is a text of its own."""
    given = body.get("input")
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not texts or not all(isinstance(one, str) and one.strip() for one in texts):
        raise BadInput("openai.input_text_or_list_texts_none")
    return [" ".join(one.split()) for one in texts]


def encode(vector: np.ndarray, encoding: str) -> Any:
    """Return a vector in the form that was asked for."""
    return base64.b64encode(vector.tobytes()).decode("ascii") if encoding == "base64" else vector.tolist()
