"""Clients that call one door as fast as it answers, and what they found."""

import http.client
import itertools
import json
import statistics
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psutil

from tests.bench.classifier import TEXTS

TIMEOUT_S = 120
IDLE_S, SETTLES_S = 5, 90
"""How long a server does nothing before it is measured, and the longest that is waited for it; seconds."""


class Connection:
    """One client's connection; kept open between calls."""

    def __init__(self, url: str) -> None:
        self._http = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=TIMEOUT_S)
        self.session = uuid.uuid4().hex

    def post(self, path: str, body: Any) -> Any:
        """Send JSON and return the answer's."""
        return json.loads(self.ask("POST", path, json.dumps(body).encode()))

    def begin(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> None:
        """Send a call."""
        headers = {"Content-Type": kind, "x-wait-for-model": "true"}
        self._http.request(method, path, body, headers)

    def answer(self) -> http.client.HTTPResponse:
        """Return what comes back, still to be read."""
        return self._http.getresponse()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        """Return the body of an answer; an answer that is none is an error."""
        self.begin(method, path, body, kind)
        answer = self._http.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise OSError(f"{answer.status} {content[:300]!r}")
        return content

    def gradio(self, name: str, data: list[Any], session: str = "") -> str:
        """Call an endpoint of a Gradio page the way its API page tells: two requests."""
        called = {"data": data, **({"session_hash": session} if session else {})}
        event = self.post(f"/gradio_api/call/{name}", called)["event_id"]
        answer = self.ask("GET", f"/gradio_api/call/{name}/{event}").decode()
        if "event: complete" not in answer:
            raise OSError(answer[-300:])
        return answer


Call = Callable[[Connection, str], Any]
"""Asks one door about one text."""


def plain_gradio(client: Connection, text: str) -> Any:
    """Ask the plain Gradio application."""
    return client.gradio("predict", [text])


def endpoint(client: Connection, text: str) -> Any:
    """Ask our endpoint as a script does that brings no session."""
    return client.gradio("text_classification", [text, "starter"])


def endpoint_with_session(client: Connection, text: str) -> Any:
    """Ask our endpoint as a page does."""
    return client.gradio("text_classification", [text, "starter"], client.session)


def door(client: Connection, text: str) -> Any:
    """Ask our plain door."""
    return client.post("/tasks/text-classification?model=starter", {"inputs": text})


def bare(client: Connection, text: str) -> Any:
    """Ask the bare FastAPI application."""
    return client.post("/predict", {"inputs": text})


@dataclass(frozen=True)
class Found:
    """What a round of calls took.

    Attributes:
        per_s: answers a second.
        times_s: of each call, sorted.
        cpu_ms: the server's time on the processor for each answer, in milliseconds; hardly depends on what else runs.
        errors: what went wrong, in words.
    """

    per_s: float
    times_s: list[float]
    cpu_ms: float
    errors: list[str]

    def percentile_ms(self, share: float) -> float:
        """Return the time within which this share of the calls was answered, in milliseconds."""
        return 1000 * self.times_s[min(int(share * len(self.times_s)), len(self.times_s) - 1)]


def press(url: str, server: psutil.Process, call: Call, clients: int, seconds: float) -> Found:
    """Let clients call a door at once, each its next text as soon as it has its answer."""
    times_s: list[float] = []
    errors: list[str] = []
    texts = itertools.cycle(TEXTS)
    end_s = time.monotonic() + seconds
    together = threading.Barrier(clients + 1)

    def client() -> None:
        connection = Connection(url)
        together.wait()
        while time.monotonic() < end_s:
            began_s = time.monotonic()
            try:
                call(connection, next(texts))
                times_s.append(time.monotonic() - began_s)
            except (OSError, http.client.HTTPException) as error:
                errors.append(str(error)[:200])
                break
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    together.wait()
    began_s, before_s = time.monotonic(), cpu_s(server)
    for thread in threads:
        thread.join()
    seconds, server_s = time.monotonic() - began_s, cpu_s(server) - before_s
    cpu_ms = 1000 * server_s / max(len(times_s), 1)
    return Found(len(times_s) / seconds, sorted(times_s) or [float("nan")], cpu_ms, errors)


def settle(server: psutil.Process) -> None:
    """Wait until a server does nothing: after its start it imports in the background what others will need."""
    idle_s, end_s = 0.0, time.monotonic() + SETTLES_S
    while idle_s < IDLE_S and time.monotonic() < end_s:
        before_s = cpu_s(server)
        time.sleep(1)
        idle_s = idle_s + 1 if cpu_s(server) - before_s < 0.1 else 0.0


def cpu_s(process: psutil.Process) -> float:
    """Return the seconds that a process has spent on the processor."""
    times = process.cpu_times()
    return float(times.user + times.system)


def median_of(rounds: list[Found]) -> Found:
    """Return the round with the median rate."""
    rate = statistics.median_low([one.per_s for one in rounds])
    return next(one for one in rounds if one.per_s == rate)
