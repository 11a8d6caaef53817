"""A client for a server that a visitor named: it follows no redirection, and takes no more than so many bytes."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from huggingface_hub import InferenceClient
from huggingface_hub.utils import get_session

from tabs.run.engine.providers.refusal import Refused

MOST_BYTES = 60_000_000
MOST_ERROR_BYTES = 20_000
MOST_LINE_BYTES = 1_000_000
LONGEST_S = 300.0


class BoundedClient(InferenceClient):  # type: ignore[misc]
    """Sends each request itself, as the client's own method would but for the bounds."""

    def _inner_post(self, request_parameters: Any, *, stream: bool = False) -> Any:
        """Return the body of the answer; with `stream` its lines as they come.

        Raises:
            Refused: the server says no, sends on to another address, or sends too much.
        """
        headers = {**request_parameters.headers}
        if request_parameters.task == "image-to-image":
            headers.setdefault("Accept", "image/png")
        asked = get_session().stream(
            "POST",
            request_parameters.url,
            json=request_parameters.json,
            content=request_parameters.data,
            headers=headers,
            timeout=self.timeout,
            follow_redirects=False,
        )
        response = self.exit_stack.enter_context(asked)
        if response.status_code >= 300:
            raise Refused(response.status_code, take(response.iter_bytes(), MOST_ERROR_BYTES))
        body = bound(response.iter_bytes())
        return read_lines(body) if stream else b"".join(body)


def bound(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the parts of a body; raise Refused where they are too many, or come for too long."""
    received, until_s = 0, time.monotonic() + LONGEST_S
    for part in parts:
        received += len(part)
        if received > MOST_BYTES or time.monotonic() > until_s:
            raise Refused(0, b"", is_too_much=True)
        yield part


def take(parts: Iterable[bytes], most: int) -> bytes:
    """Return the beginning of a body."""
    taken = b""
    for part in parts:
        taken += part
        if len(taken) >= most:
            break
    return taken[:most]


def read_lines(parts: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a body as they come."""
    rest = b""
    for part in parts:
        *lines, rest = (rest + part).split(b"\n")
        if len(rest) > MOST_LINE_BYTES:
            raise Refused(0, b"", is_too_much=True)
        yield from (one.decode("utf-8", "replace").rstrip("\r") for one in lines)
    if rest:
        yield rest.decode("utf-8", "replace")
