"""Who sent a request: the address that the gate saw, and a login at the Hub, where one was sent along.

The token of the Hub comes as `X-HF-Token`, or as Gradio's clients send theirs, or as a bearer token where this server
has no access token of its own, whose place that is; on a Space from the page's sign-in.
"""

import re
import time
from collections.abc import Mapping
from typing import Any

from tabs.doors.gate.access import shown_token
from tabs.doors.gate.limits import Limits
from tabs.visitor import NOBODY, Visitor
from tabs.words import choose_language

PASSED = "playground.passed"
"""Where the gate leaves the visitor's address and the limits in an ASGI scope."""

LANGUAGE_COOKIE = "playground_language"
"""Where the page keeps the language that was chosen."""

HUB_TOKEN = re.compile(r"hf_[\w.-]{4,4000}", re.ASCII)


def visitor_of(http: Any) -> Visitor:
    """Return who sent a Starlette request."""
    address, limits = http.scope.get(PASSED) or (http.client[0] if http.client else "", None)
    session = signed_in(http.scope.get("session") or {})
    token = sent_token(http.headers, limits) or str(session.get("access_token") or "")
    language = choose_language(http.cookies.get(LANGUAGE_COOKIE, ""), http.headers.get("accept-language", ""))
    return Visitor(address, token, is_owners(session, limits), language)


def current_visitor() -> Visitor:
    """Return who sent the call that Gradio answers in this context."""
    from gradio.context import LocalContext

    http = getattr(LocalContext.request.get(None), "request", None)
    return NOBODY if http is None else visitor_of(http)


def sent_token(headers: Mapping[str, str], limits: Limits | None) -> str:
    """Return the token of the Hub among a request's headers, "" for none."""
    sent = [headers.get("x-hf-token", ""), shown_token(headers.get("x-hf-authorization", ""))]
    if limits is None or not limits.access_token:
        sent.append(shown_token(headers.get("authorization", "")))
    return next((one for one in sent if HUB_TOKEN.fullmatch(one)), "")


def signed_in(session: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the Hub told of who signed in on the page; nothing once that has expired."""
    told = session.get("oauth_info")
    if not isinstance(told, dict) or float(told.get("expires_at") or 0) < time.time():
        return {}
    return told


def is_owners(session: Mapping[str, Any], limits: Limits | None) -> bool:
    """Tell whether it is an owner who signed in on the page."""
    name = str((session.get("userinfo") or {}).get("preferred_username") or "")
    return bool(limits and name and name.lower() in limits.owners)
