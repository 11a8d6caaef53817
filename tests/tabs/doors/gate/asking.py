"""Requests as the gate sees them."""

from tabs.doors.gate.asked import Asked, asked_of


def ask(method: str = "GET", path: str = "/", visitor: str = "10.0.0.1", **headers: str) -> Asked:
    """Return a request; `x_forwarded_for` stands for x-forwarded-for."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Asked(method, path, {"host": "127.0.0.1:7860", **named}, visitor)


def read(client: str, *forwarded_for: str, proxies: int) -> str:
    """Return the visitor that a request comes from."""
    headers = [(b"X-Forwarded-For", one.encode()) for one in forwarded_for]
    scope = {"method": "GET", "path": "/", "headers": headers, "client": (client, 1)}
    return asked_of(scope, proxies).visitor
