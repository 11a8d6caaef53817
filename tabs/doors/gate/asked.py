"""What a request asks for, as far as the gate looks at it."""

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

API = "/gradio_api"
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})

CALLS = (f"{API}/queue/join", f"{API}/call/", f"{API}/run/inside")

INNER = -1
"""In place of a number of proxies: however many with addresses of no public network, and the one before them."""

FORWARDED = "x-forwarded-for"


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
        """Tell whether a task is called with it, at whichever door, or a model is looked into, which runs it, too."""
        return self.is_door or (self.method == "POST" and self.path.startswith(CALLS))

    @property
    def length(self) -> int | None:
        """Return the body's size in bytes, None where the sender does not say."""
        text = self.headers.get("content-length", "")
        return int(text) if text.isdecimal() else None


def asked_of(scope: Mapping[str, Any], proxies: int) -> Asked:
    """Read an ASGI scope; `proxies` as in visitor_of."""
    forwarded = (value.decode("latin-1") for name, value in scope["headers"] if name.lower() == FORWARDED.encode())
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return Asked(
        method=scope["method"],
        path=scope["path"].removeprefix(scope.get("root_path", "")) or "/",
        headers=headers,
        visitor=visitor_of(scope.get("client"), forwarded, proxies),
    )


def visitor_of(client: Any, forwarded_for: Iterable[str], proxies: int) -> str:
    """Return the address a request comes from.

    Each proxy appends the address that it was asked from, so what stands before those is the visitor's own invention.

    Args:
        client: the address and port at the other end of the connection, or None.
        forwarded_for: the X-Forwarded-For headers, in order.
        proxies: how many stand before this server, or INNER.
    """
    addresses = [one.strip()[:64] for one in ",".join(forwarded_for).split(",") if one.strip()]
    if proxies == INNER:
        while len(addresses) > 1 and not is_public(addresses[-1]):
            addresses.pop()
    if proxies and addresses:
        return line_of(addresses[max(-abs(proxies), -len(addresses))])
    return line_of(str(client[0])) if client else ""


def line_of(address: str) -> str:
    """Return what tells a visitor's line from others: of IPv6 half the address, for each line has all of the rest."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(found.ipv4_mapped or f"{ipaddress.IPv6Address(int(found) >> 64 << 64)}/64")


def address_of(http: Any, proxies: int) -> str:
    """Return the address that a Starlette request comes from; `proxies` as in visitor_of."""
    return visitor_of(http.client, http.headers.getlist(FORWARDED), proxies)


def is_public(address: str) -> bool:
    """Tell whether it is an address of the internet at large; what is no address is none of a proxy's."""
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return True
