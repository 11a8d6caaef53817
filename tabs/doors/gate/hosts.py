"""Under which names the server answers, and which other sites' pages may call it.

A page of another site can point its own name at this machine (DNS rebinding): only names that are ours are served.
A literal address cannot be pointed elsewhere.
"""

import ipaddress
import socket
from functools import cache, lru_cache
from urllib.parse import urlsplit

from tabs.doors.gate.asked import CHANGES, Asked
from tabs.doors.gate.limits import Limits
from tabs.doors.gate.refusal import Refusal

NOT_OURS = "doors.server_not_known_by_name"
FOREIGN = "doors.page_another_site_may_not_call"

KNOWN = 256
"""Names that are remembered: to parse an address takes longer than all the rest of the gate."""


def check_host(asked: Asked, limits: Limits) -> Refusal | None:
    """Refuse a request for a name that is not this server's."""
    named = [asked.headers.get("host", ""), *asked.headers.get("x-forwarded-host", "").split(",")]
    return None if all(is_served(name_of(one), limits) for one in named if one.strip()) else Refusal(421, NOT_OURS)


def is_served(name: str, limits: Limits) -> bool:
    """Tell whether the server answers under a name or an address."""
    patterns = (*limits.hosts, *(("*.hf.space",) if limits.on_space else ()))
    if any(matches(name, pattern) for pattern in patterns):
        return True
    if is_loopback(limits.listens_on):
        return is_loopback(name)
    return name in {"localhost", limits.listens_on} | own_names() or is_address(name)


def matches(name: str, pattern: str) -> bool:
    """Tell whether a name is the pattern, or below it where that begins with `*.`; `*` is every name."""
    return pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def name_of(netloc: str) -> str:
    """Return the name or address in `name:port`, without brackets, in small letters."""
    try:
        return (urlsplit(f"//{netloc.strip()}").hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(KNOWN)
def is_address(name: str) -> bool:
    """Tell whether it is an IP address rather than a name."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@lru_cache(KNOWN)
def is_loopback(name: str) -> bool:
    """Tell whether only this machine itself is meant."""
    name = name.strip("[]")
    return name == "localhost" or (is_address(name) and ipaddress.ip_address(name).is_loopback)


@cache
def own_names() -> frozenset[str]:
    """Return what this machine calls itself, also on a local network (mDNS)."""
    name = socket.gethostname().lower()
    return frozenset({name, f"{name.partition('.')[0]}.local"})


def check_origin(asked: Asked, limits: Limits) -> Refusal | None:
    """Refuse what a page of another site would have changed or run; forms and simple posts among it."""
    if asked.method in CHANGES and not may_call(asked, limits):
        return Refusal(403, FOREIGN)
    return None


def may_call(asked: Asked, limits: Limits) -> bool:
    """Tell whether the page that sent a request may; a program sends no Origin."""
    origin = asked.headers.get("origin", "").lower()
    return not origin or is_own(asked, origin) or is_admitted(asked, origin, limits)


def is_own(asked: Asked, origin: str) -> bool:
    """Tell whether the page is the server's own."""
    page = origin.partition("://")[2]
    served = (asked.headers.get("host", ""), *asked.headers.get("x-forwarded-host", "").split(","))
    return bool(page) and page in {one.strip().lower() for one in served}


def is_admitted(asked: Asked, origin: str, limits: Limits) -> bool:
    """Tell whether it is another site whose pages may call: a listed one, or this machine's own to itself."""
    if "*" in limits.origins or origin in limits.origins:
        return True
    return is_loopback(name_of(origin.partition("://")[2])) and is_loopback(name_of(asked.headers.get("host", "")))
