"""Who comes in at all: where the owner sets an access token, who shows it; a browser asks its user for it."""

import base64
import binascii
import hmac

from tabs.doors.gate.asked import Asked
from tabs.doors.gate.limits import Limits
from tabs.doors.gate.refusal import Refusal

OPEN_TO_ALL = ("/health", "/ready")
"""What tells whether the server lives tells nothing else."""

SIGN_IN = "doors.server_wants_access_token"


def check_access(asked: Asked, limits: Limits) -> Refusal | None:
    """Refuse who does not show the access token, where there is one."""
    if not limits.access_token or asked.path in OPEN_TO_ALL:
        return None
    shown = shown_token(asked.headers.get("authorization", ""))
    right = hmac.compare_digest(shown.encode("utf-8", "replace"), limits.access_token.encode())
    return None if right else Refusal(401, SIGN_IN)


def shown_token(authorization: str) -> str:
    """Return the token of an Authorization header: a bearer's, or the password of a browser's user."""
    kind, _, value = authorization.partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
