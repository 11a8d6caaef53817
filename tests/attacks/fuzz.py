"""Anything at all, sent to every endpoint and door: nothing may break, and no answer may tell what is not to be told.

    python -m tests.attacks.fuzz --hours 1 [--seed N]

starts the application under a memory bound and sends random calls to it; the seed is printed, and gives the same
calls again.
"""

import argparse
import json
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tabs.page.gradio_bends import UNREADABLE
from tabs.words import say
from tests.attacks.target import attacked
from tests.serve import ROOT

ALL_AT_ONCE = 4
PATIENCE_S = 60.0
JSON = {"content-type": "application/json"}
NOT_TO_BE_TOLD = ("Traceback", "site-packages", str(ROOT), "root:x:0", "/.cache/", "Errno")
FRAMEWORK_FAULTS = (500, 502)
"""But where the sentence for what cannot be read comes along: Gradio answers every refused call without a queue so."""


OPENAI = ("v1/chat/completions", "v1/completions", "v1/embeddings", "v1/audio/speech", "v1/audio/transcriptions")
DOORS = ("", "health", "ready", "status", "config", "gradio_api/info", "gradio_api/openapi.json", "theme.css")
PATHS = (
    "/etc/passwd", "../../../../etc/passwd", "app.py", "file:///etc/passwd", "http://127.0.0.1:1/x", "\x00", ".", "",
    "C:\\Windows\\win.ini", "/proc/self/environ", "/dev/zero", "~/.ssh/id_rsa", "%2e%2e/%2e%2e/etc/passwd",
)  # fmt: skip
WORDS = (
    "", " ", "a", "A cat sits on the mat.", "你好", "\u202e\u0000", "${window.ran=1}", "{{value}}",
    "<script>x</script>", "=1+1", "%s%n", "'; --", "😀" * 30, "NaN", "-1",
    "1e999", "[MASK]", "<mask>", "a" * 3000,
    "\n" * 500, "starter", "cpu", "cuda:99", "auto", "gpt2", "a/b", "../a", "http://x/y",
)  # fmt: skip
NUMBERS = (0, -1, 1, 3, 0.5, 1e308, -1e308, 2**63, 10**40, True)


@dataclass
class Report:
    """What was sent, what came back, and what must not have happened."""

    seed: int
    calls: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return it in a line, and a line a fault."""
        lines = [f"seed {self.seed}: {self.calls} calls, {dict(self.statuses)}, {len(self.faults)} faults"]
        return "\n".join([*lines, *self.faults[:50]])


def value(chance: random.Random, depth: int = 0) -> Any:
    """Return any JSON value."""
    kinds = [
        lambda: chance.choice(WORDS),
        lambda: chance.choice(NUMBERS),
        lambda: None,
        lambda: "\ud800",
        lambda: {
            "path": chance.choice(PATHS),
            **({"meta": {"_type": "gradio.FileData"}} if chance.random() < 0.5 else {}),
        },
        lambda: {"path": None, "url": chance.choice(PATHS), "orig_name": chance.choice(WORDS)},
        lambda: "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(40))),
        lambda: {"headers": ["a", "b"], "data": [[chance.choice(WORDS), chance.choice(NUMBERS)]]},
        lambda: [{"role": chance.choice(("user", "system", "x")), "content": chance.choice(WORDS)}],
    ]
    if depth < 3:
        kinds += [
            lambda: [value(chance, depth + 1) for _ in range(chance.randrange(5))],
            lambda: {chance.choice(WORDS): value(chance, depth + 1) for _ in range(chance.randrange(4))},
        ]
    return chance.choice(kinds)()


def arguments(chance: random.Random, names: list[str]) -> list[Any]:
    """Return arguments for an endpoint: mostly its own, some anything, sometimes too few or too many."""
    count = len(names) if chance.random() < 0.8 else chance.randrange(len(names) + 4)
    sent = [value(chance) if chance.random() < 0.4 else ("starter" if name == "model" else None) for name in names]
    return (sent + [value(chance) for _ in range(4)])[:count]


def one_call(client: httpx.Client, chance: random.Random, endpoints: dict[str, list[str]]) -> tuple[str, str, int]:
    """Send one thing; return what it was, the text that came back, and the status."""
    visitor = {"X-Forwarded-For": f"198.51.100.{chance.randrange(250)}"}
    kind = chance.random()
    if kind < 0.2:
        return door_call(client, chance, sorted(endpoints), visitor)
    if kind < 0.65:
        endpoint = chance.choice(sorted(endpoints))
        data = arguments(chance, endpoints[endpoint])
        what = f"{endpoint} {json.dumps(data)}"
        joined = client.post(
            f"gradio_api/call{endpoint}", content=json.dumps({"data": data}), headers={**visitor, **JSON}
        )
        if joined.status_code != 200:
            return what, joined.text, joined.status_code
        address = f"gradio_api/call{endpoint}/{joined.json()['event_id']}"
        answer = client.get(address, headers=visitor)
        return what, answer.text, answer.status_code
    if kind < 0.75:
        path = chance.choice(["gradio_api/file=" + chance.choice(PATHS), chance.choice(DOORS), chance.choice(PATHS)])
        what = f"{chance.choice(('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'))} {path!r}"
        method = what.split()[0]
        answer = client.request(method, f"{client.base_url}{quoted(path)}", headers=visitor)
        return what, "" if path in DOORS else answer.text, answer.status_code
    if kind < 0.85:
        name, content = chance.choice((*PATHS, *WORDS)), chance.randbytes(chance.randrange(2000))
        answer = client.post("gradio_api/upload", files=[("files", (name[:200] or "x", content))], headers=visitor)
        return f"upload {name[:200]!r}", "" if answer.status_code == 200 else answer.text, answer.status_code
    place = chance.choice(("queue/join", "cancel", "reset", "upload", "run/status", "call/v2/check_model", "api/x"))
    body = chance.choice((b"", b"{}", b"[]", b"null", b"{", json.dumps(value(chance)).encode(), chance.randbytes(50)))
    if chance.random() < 0.5:
        body = json.dumps({"data": value(chance), "fn_index": chance.choice(NUMBERS), "session_hash": "x"}).encode()
    types = ("application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "")
    headers = {**visitor, "content-type": chance.choice(types)}
    answer = client.post(f"gradio_api/{place}", content=body, headers=headers)
    return f"{place} {headers['content-type']} {body!r}", answer.text, answer.status_code


def door_call(
    client: httpx.Client, chance: random.Random, endpoints: list[str], visitor: dict[str, str]
) -> tuple[str, str, int]:
    """Call a plain door; return as one_call does."""
    task = chance.choice(endpoints).strip("/").replace("_", "-")
    model = chance.choice(("gpt2", "starter", "minilm-tone", "../x", "a" * 500, "org/name", "%2e%2e"))
    place = chance.choice((f"tasks/{task}", f"tasks/{task}", f"pipeline/{task}/{model}", f"models/{model}", *OPENAI))
    names = ("inputs", "input", "messages", "prompt", "parameters", "options", "model", "n", "file", "stream")
    sent = {name: value(chance) for name in chance.sample(names, 4)}
    types = ("application/json", "image/png", "audio/wav", "application/pdf", "multipart/form-data; boundary=x", "")
    kind = chance.choice(types) if chance.random() < 0.3 else types[0]
    body = chance.randbytes(300) if kind != types[0] else json.dumps({"inputs": value(chance), **sent}).encode()
    answer = client.post(quoted(place), content=body, headers={**visitor, "content-type": kind})
    return f"{place} {kind} {body!r}", answer.text, answer.status_code


def quoted(path: str) -> str:
    """Return a path that can stand in a URL."""
    return "".join(
        one if one.isascii() and one.isprintable() and one not in " ?#\\" else f"%{ord(one) % 256:02x}" for one in path
    )


def fuzz(url: str, seconds: float, seed: int | None = None) -> Report:
    """Send random calls for that long."""
    report = Report(secrets.randbelow(10**9) if seed is None else seed)
    with httpx.Client(base_url=url, timeout=PATIENCE_S) as client:
        described = client.get("gradio_api/info").json()["named_endpoints"]
        endpoints = {
            name: [one["parameter_name"] for one in endpoint["parameters"]] for name, endpoint in described.items()
        }
        deadline = time.monotonic() + seconds

        def keep_sending(number: int) -> None:
            chance = random.Random(report.seed * ALL_AT_ONCE + number)
            while time.monotonic() < deadline:
                send_and_judge(client, chance, endpoints, report)

        with ThreadPoolExecutor(ALL_AT_ONCE) as pool:
            list(pool.map(keep_sending, range(ALL_AT_ONCE)))
    return report


def send_and_judge(
    client: httpx.Client, chance: random.Random, endpoints: dict[str, list[str]], report: Report
) -> None:
    """Send one thing and note what came, and what must not come."""
    try:
        what, text, status = one_call(client, chance, endpoints)
    except httpx.TransportError as error:
        asked = error.request
        report.faults.append(f"{type(error).__name__}: {error}: {asked.method} {asked.url} {asked.content[:300]!r}")
        return
    report.calls += 1
    kind = "answer" if "event: complete" in text else "sentence" if "event: error" in text else str(status)
    report.statuses[kind] += 1
    told = [one for one in NOT_TO_BE_TOLD if one in text and one not in what]
    if (status in FRAMEWORK_FAULTS and say(UNREADABLE) not in text) or told:
        report.faults.append(f"{what[:300]} -> {status} {told} {text[:300]!r}")


def main() -> int:
    """Read the command line."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--hours", type=float, default=1.0)
    reader.add_argument("--seed", type=int)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder, attacked(Path(folder)) as target:
        report = fuzz(target.url, asked.hours * 3600, asked.seed)
        sys.stdout.write(f"{report}\nholds {target.held_bytes() / 1e6:,.0f} MB\n")
        alive = target.is_alive()
    return 0 if alive and not report.faults else 1


if __name__ == "__main__":
    sys.exit(main())
