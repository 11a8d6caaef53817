"""What lends GPUs on ZeroGPU, as far as `spaces` 0.51 asks it: two of them, on 127.0.0.1."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

GPUS = 2


class DeviceService:
    """A context manager; `url` is for SPACES_ZERO_DEVICE_API_URL.

    Attributes:
        asked: the requests in order, as (path, arguments).
        quota_left: what is left of the visitor's seconds; less than asked for is refused.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.quota_left = 300
        self._lock = threading.Lock()
        self._busy: dict[str, int] = {}
        self._used: set[int] = set()

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def told(self, path: str) -> list[dict[str, str]]:
        """Return the arguments of the requests for a path, in order."""
        return [arguments for name, arguments in list(self.asked) if name == path]

    @property
    def lent(self) -> int:
        """How many GPUs are lent now."""
        return len(self._busy)

    def answer(self, path: str, arguments: dict[str, str]) -> tuple[int, Any]:
        with self._lock:
            self.asked.append((path, arguments))
            if path == "/schedule":
                return self._schedule(int(arguments["durationSeconds"]))
            if path == "/release":
                return (200, {}) if self._busy.pop(arguments["allowToken"], None) is not None else (404, {})
            return (200, {}) if path in ("/startup-report", "/allow") else (404, {})

    def _schedule(self, seconds: int) -> tuple[int, Any]:
        free = sorted(set(range(GPUS)) - set(self._busy.values()))
        if seconds > self.quota_left:
            return 429, {"left": self.quota_left, "wait": "PT1H"}
        if not free:
            return 503, {}
        token, gpu = f"lent-{len(self.asked)}", free[0]
        self._busy[token] = gpu
        used, self._used = gpu in self._used, self._used | {gpu}
        return 200, {"idle": used, "nvidiaIndex": gpu, "nvidiaUUID": f"MIG-{gpu}", "allowToken": token}


def handler_of(service: DeviceService) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            url = urlsplit(self.path)
            status, told = service.answer(url.path, dict(parse_qsl(url.query)))
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
