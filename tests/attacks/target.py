"""A server under attack: is it alive, how fast does it answer others, how much memory does it hold."""

import json
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.serve import serve

MB = 10**6
OTHERS = {"X-Forwarded-For": "203.0.113.77"}
"""Somebody else than the attacker, as the proxy of a Space would name him."""


LONG = "\n".join(f"Line {number} of a long text" for number in range(60))
CALLS_OF_ONE = 4
"""Of one visitor that may wait or run, as the attacked server is set."""


@dataclass(frozen=True)
class Target:
    """A running application."""

    url: str
    pid: int

    def held_bytes(self) -> int:
        """Return the process's resident memory."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024

    def settled_bytes(self, below: int, seconds: float = 20.0) -> int:
        """Return the memory held once it is below a mark, or after that time."""
        deadline = time.monotonic() + seconds
        while (held := self.held_bytes()) > below and time.monotonic() < deadline:
            time.sleep(0.25)
        return held

    def is_alive(self) -> bool:
        """Tell whether it says that it lives."""
        return httpx.get(f"{self.url}health", headers=OTHERS, timeout=10).status_code == 200

    def answer_s(self) -> float:
        """Return how long somebody else waits for the answer of a small model."""
        started = time.monotonic()
        values = call(self.url, "sentence_similarity", ["A cat sits here\nA dog lies there"], OTHERS)
        assert values[-1]["source"] == "starter"
        return time.monotonic() - started

    def idle_s(self) -> float:
        """Return the longest of five such waits while nothing else goes on, after a first one that loads the model."""
        self.answer_s()
        return max(self.answer_s() for _ in range(5))

    def long_call_s(self) -> float:
        """Return how long one call takes whose text is long, while nothing else goes on."""
        started = time.monotonic()
        call(self.url, "sentence_similarity", [LONG], OTHERS)
        return time.monotonic() - started

    def typical_s(self) -> float:
        """Return the middle of three such waits."""
        return statistics.median(self.answer_s() for _ in range(3))


def call(url: str, endpoint: str, data: list[object], headers: dict[str, str], timeout: float = 60.0) -> list[dict]:
    """Call an endpoint over plain HTTP; return its values.

    Raises:
        AssertionError: it did not answer with values; holds what came.
    """
    joined = httpx.post(f"{url}gradio_api/call/{endpoint}", json={"data": data}, headers=headers, timeout=timeout)
    assert joined.status_code == 200, joined.text
    address = f"{url}gradio_api/call/{endpoint}/{joined.json()['event_id']}"
    *_, kind, values = httpx.get(address, headers=headers, timeout=timeout).text.strip().splitlines()
    assert kind == "event: complete", values
    return json.loads(values.removeprefix("data: "))


@contextmanager
def attacked(folder: Path, **environment: str) -> Iterator[Target]:
    """Serve the application with bounded memory, the bounds of a Space and no Hub; end it afterwards."""
    pid = folder / "pid"
    settings = {
        "ATTACK_PID": str(pid),
        "GRADIO_TEMP_DIR": str(folder / "uploads"),
        "HF_HUB_OFFLINE": "1",
        "PLAYGROUND_MEMORY_GB": "1",
        "PLAYGROUND_TRUST_PROXY": "1",
        "PLAYGROUND_REQUEST_MB": "1",
        "PLAYGROUND_VISITOR_MB": "30",
        "PLAYGROUND_VISITOR_FILES": "50",
        "PLAYGROUND_VISITOR_CALLS": str(CALLS_OF_ONE),
        "PLAYGROUND_VISITOR_REQUESTS": "40",
        "PLAYGROUND_UPLOADS_GB": "0.1",
        "MALLOC_ARENA_MAX": "2",
        **environment,
    }
    with serve("-m", "tests.attacks.limited", log=folder / "log.txt", **settings) as url:
        yield Target(url, int(pid.read_text()))
