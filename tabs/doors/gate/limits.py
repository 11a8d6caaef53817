"""The bounds on what visitors may send, read once from the environment: safe on a Space, easy on a laptop."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tabs.doors.gate.asked import INNER

MB = 10**6
GB = 10**9

BOUNDS = {
    "PLAYGROUND_FILE_MB": (200.0, 100.0),
    "PLAYGROUND_REQUEST_MB": (4.0, 1.0),
    "PLAYGROUND_CALL_MB": (50.0, 20.0),
    "PLAYGROUND_VISITOR_MB": (0.0, 500.0),
    "PLAYGROUND_VISITOR_FILES": (0.0, 300.0),
    "PLAYGROUND_VISITOR_CALLS": (48.0, 16.0),
    "PLAYGROUND_CALLS_PER_MINUTE": (0.0, 0.0),
    "PLAYGROUND_VISITOR_REQUESTS": (400.0, 200.0),
    "PLAYGROUND_UPLOADS_GB": (10.0, 5.0),
    "PLAYGROUND_KEEP_HOURS": (24.0, 3.0),
}
"""Each bound's value on a machine of one's own, and on a Space. 0 is no bound."""

ALWAYS_BOUNDED = (
    "PLAYGROUND_FILE_MB",
    "PLAYGROUND_REQUEST_MB",
    "PLAYGROUND_CALL_MB",
    "PLAYGROUND_UPLOADS_GB",
    "PLAYGROUND_KEEP_HOURS",
)

OAUTH = ("OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_SCOPES", "OPENID_PROVIDER_URL")
"""What a Space is told of its own login at the Hub, where its README asks for one."""


@dataclass(frozen=True)
class Limits:
    """What is served to whom, and how much of it. A bound of 0 is none."""

    on_space: bool
    proxies: int
    listens_on: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    owner_token: str
    access_token: str
    owners: tuple[str, ...]
    signs_in: bool
    mcp: bool
    file_bytes: int
    request_bytes: int
    call_bytes: int
    visitor_bytes: int
    visitor_files: int
    visitor_calls: int
    calls_per_minute: int
    visitor_requests: int
    uploads_bytes: int
    keep_s: float


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Read the settings.

    Raises:
        SystemExit: one of them means nothing; the message says what it may be.
    """
    on_space = bool(environment.get("SPACE_ID"))
    bound = {name: read_bound(environment, name, default[on_space]) for name, default in BOUNDS.items()}
    return Limits(
        on_space=on_space,
        proxies=read_proxies(environment, on_space),
        listens_on=environment.get("GRADIO_SERVER_NAME", "") or "127.0.0.1",
        hosts=read_hosts(environment),
        origins=read_origins(environment),
        owner_token=read_token(environment, "PLAYGROUND_OWNER_TOKEN"),
        access_token=read_token(environment, "PLAYGROUND_ACCESS_TOKEN"),
        owners=words_of(environment, "PLAYGROUND_OWNERS") or words_of(environment, "SPACE_AUTHOR_NAME"),
        signs_in=on_space and environment.get("SYSTEM") == "spaces" and all(environment.get(one) for one in OAUTH),
        mcp=environment.get("GRADIO_MCP_SERVER", "").lower() == "true",
        file_bytes=int(bound["PLAYGROUND_FILE_MB"] * MB),
        request_bytes=int(bound["PLAYGROUND_REQUEST_MB"] * MB),
        call_bytes=int(bound["PLAYGROUND_CALL_MB"] * MB),
        visitor_bytes=int(bound["PLAYGROUND_VISITOR_MB"] * MB),
        visitor_files=int(bound["PLAYGROUND_VISITOR_FILES"]),
        visitor_calls=int(bound["PLAYGROUND_VISITOR_CALLS"]),
        calls_per_minute=int(bound["PLAYGROUND_CALLS_PER_MINUTE"]),
        visitor_requests=int(bound["PLAYGROUND_VISITOR_REQUESTS"]),
        uploads_bytes=int(bound["PLAYGROUND_UPLOADS_GB"] * GB),
        keep_s=bound["PLAYGROUND_KEEP_HOURS"] * 3600,
    )


def read_bound(environment: Mapping[str, str], name: str, default: float) -> float:
    """Return a number, 0 for no bound where that may be."""
    text = environment.get(name, "")
    if not text:
        return default
    if not re.fullmatch(r"\d*\.?\d+", text):
        raise SystemExit(f"{name} is {text!r}. Set it to a number such as {default:g}, or leave it out.")
    if not float(text) and name in ALWAYS_BOUNDED:
        raise SystemExit(f"{name} is {text!r}, which leaves nothing. Set it to a number such as {default:g}.")
    return float(text)


def read_proxies(environment: Mapping[str, str], on_space: bool) -> int:
    """Return how many proxies stand before the server, INNER for those of a Space."""
    text = environment.get("PLAYGROUND_TRUST_PROXY", "")
    if not re.fullmatch(r"\d?|inner", text):
        raise SystemExit(
            f"PLAYGROUND_TRUST_PROXY is {text!r}. Set it to the number of proxies before this server, such as 1 or 0, "
            "or to inner, or leave it out."
        )
    return INNER if text == "inner" or (on_space and not text) else int(text or 0)


def read_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names under which the page may be asked for, beside those that go without saying."""
    names = words_of(environment, "PLAYGROUND_HOSTS")
    for name in names:
        if not re.fullmatch(r"\*|(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name):
            raise SystemExit(
                f"PLAYGROUND_HOSTS holds {name!r}. Write names without http:// and port, separated by commas, "
                "such as demo.example.org, *.example.org."
            )
    shared = ("*.gradio.live",) if environment.get("GRADIO_SHARE", "").lower() == "true" else ()
    return (*names, *shared, *words_of(environment, "SPACE_HOST"))


def read_origins(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the other sites whose pages may call this server."""
    origins = words_of(environment, "PLAYGROUND_ORIGINS")
    for origin in origins:
        if not re.fullmatch(r"\*|https?://[a-z0-9.\-\[\]:]+", origin):
            raise SystemExit(
                f"PLAYGROUND_ORIGINS holds {origin!r}. Write sites separated by commas, such as "
                "https://course.example.org, or * for all."
            )
    return origins


def read_token(environment: Mapping[str, str], name: str) -> str:
    """Return a secret, "" for none."""
    token = environment.get(name, "")
    if token and len(token) < 12:
        raise SystemExit(f"{name} is too short to be a secret. Use 12 characters or more.")
    return token


def words_of(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return the parts of a list with commas, in small letters."""
    return tuple(word.strip().lower() for word in environment.get(name, "").split(",") if word.strip())
