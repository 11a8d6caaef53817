"""What a request asks for, as far as the gate looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

API = "/gradio_api"
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Asked:
    """A request without its body. Header names are small letters; `visitor` is the sender's address."""

    method: str
    path: str
    headers: Mapping[str, str]
    visitor: str

    @property
    def is_upload(self) -> bool:
        """Tell whether files come with it."""
        return self.method == "POST" and self.path.rstrip("/") == f"{API}/upload"

    @property
    def is_door(self) -> bool:
        """Tell whether it is a call at a plain door, which brings its files along."""
        return self.method == "POST" and self.path.startswith(("/models/", "/pipeline/", "/tasks/", "/v1/"))

    @property
    def is_call(self) -> bool:
        """Tell whether a task is called with it, at whichever door."""
        return self.is_door or (self.method == "POST" and self.path.startswith((f"{API}/queue/join", f"{API}/call/")))

    @property
    def length(self) -> int | None:
        """Return the body's size in bytes, None where the sender does not say."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isdecimal() else None


def asked_of(scope: Mapping[str, Any], trusts_proxy: bool) -> Asked:
    """Read an ASGI scope."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return Asked(
        method=scope["method"],
        path=scope["path"].removeprefix(scope.get("root_path", "")) or "/",
        headers=headers,
        visitor=visitor_of(scope.get("client"), headers.get("x-forwarded-for", ""), trusts_proxy),
    )


def visitor_of(client: Any, forwarded_for: str, trusts_proxy: bool) -> str:
    """Return the address a request comes from; behind a trusted proxy the one that the proxy names first.

    A visitor can pretend to be others there, if the proxy only appends to the header: the bounds in total hold.
    """
    first = forwarded_for.split(",", maxsplit=1)[0].strip()
    if trusts_proxy and first:
        return first[:64]
    return str(client[0]) if client else ""
