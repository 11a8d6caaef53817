"""A request that is not let through, and why, in one sentence."""

import json
from dataclasses import dataclass
from typing import Any

from tabs.doors.gate.asked import Asked
from tabs.words import say


@dataclass(frozen=True)
class Refusal:
    """The HTTP status, the sentence or its key, and after how many seconds trying again makes sense (0: never)."""

    status: int
    sentence: str
    after_s: int = 0


async def answer(refusal: Refusal, asked: Asked, send: Any) -> None:
    """Send a refusal: as JSON, after an upload as the plain text that Gradio's page shows as it is."""
    sentence = say(refusal.sentence)
    if asked.is_upload:
        kind, body = "text/plain; charset=utf-8", sentence.encode()
    else:
        kind, body = "application/json", json.dumps({"detail": sentence, "error": sentence}).encode()
    headers = {"content-type": kind, "content-length": str(len(body))}
    if refusal.status == 401:
        headers["www-authenticate"] = 'Basic realm="Pipeline Playground", charset="UTF-8"'
    if refusal.after_s:
        headers["retry-after"] = str(refusal.after_s)
    await send_all(refusal.status, headers, b"" if asked.method == "HEAD" else body, send)


async def send_all(status: int, headers: dict[str, str], body: bytes, send: Any) -> None:
    """Send a whole response over ASGI."""
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
