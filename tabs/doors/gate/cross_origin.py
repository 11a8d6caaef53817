"""What a page of another site may read: only an admitted one, and never with the visitor's credentials.

Stands where Gradio 6.31 has its CustomCORSMiddleware, which mirrors every Origin with credentials as soon as the
server is asked for under a name that is not a local one.
"""

from typing import Any

from tabs.doors.gate.asked import asked_of
from tabs.doors.gate.hosts import is_admitted, is_own
from tabs.doors.gate.limits import Limits, read_limits
from tabs.doors.gate.refusal import send_all

PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, DELETE",
    "access-control-allow-headers": "authorization, content-type, mcp-protocol-version, mcp-session-id, x-hf-token",
    "access-control-max-age": "600",
}


class CrossOrigin:
    """ASGI middleware that answers preflights and marks what other sites may read."""

    def __init__(self, app: Any, limits: Limits | None = None, **_: Any) -> None:
        """Wrap an ASGI app; Gradio passes arguments of its own, which do not matter here."""
        self.app = app
        self.limits = limits or read_limits()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request."""
        asked = asked_of(scope, self.limits.proxies) if scope["type"] == "http" else None
        origin = asked.headers.get("origin", "").lower() if asked else ""
        if asked is None or not origin or is_own(asked, origin):
            await self.app(scope, receive, send)
            return
        admitted = is_admitted(asked, origin, self.limits)
        marks = {"vary": "Origin", **({"access-control-allow-origin": origin} if admitted else {})}
        if asked.method == "OPTIONS":
            headers = {**marks, **(PREFLIGHT if admitted else {}), "content-length": "0"}
            await send_all(204 if admitted else 403, headers, b"", send)
            return

        async def send_marked(message: Any) -> None:
            if message["type"] == "http.response.start":
                pairs = [(name.encode(), value.encode("latin-1")) for name, value in marks.items()]
                message = {**message, "headers": [*message["headers"], *pairs]}
            await send(message)

        await self.app(scope, receive, send_marked)
