"""Visitors' own logins at the Hub, and the folders of what was had with them: each visitor's apart, and not for long.

A token is held by the call that brought it and by nothing else. A key of the cache, and the name of a folder, hold its
mark, from which it cannot be told and which no other process gives it.
"""

import contextlib
import hmac
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from models.ending import at_end
from models.errors import ModelNotFound
from models.hub.locks import held, is_free

KEPT_S = 600.0
"""How long what was had with a login stays after the visitor's last call."""

VISITORS = ".visitors"
"""The folder, beside the downloads that are for all."""

_SECRET = secrets.token_bytes(32)
_NAME = secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Login:
    """A login at the Hub; its token is not shown where it is printed."""

    token: str = field(repr=False)
    mark: str


@dataclass(slots=True)
class Calls:
    """How many calls of a login are under way, and when the last one ended."""

    open: int = 0
    ended_s: float = 0.0


_caller: ContextVar[Login | None] = ContextVar("caller", default=None)
_asker: ContextVar[Login | None] = ContextVar("asker", default=None)
_lock = threading.Lock()
_calls: dict[str, Calls] = {}


@contextmanager
def logged_in(token: str) -> Iterator[None]:
    """Let this context use, inside, what a login at the Hub may read; "" is no login."""
    if not token:
        yield
        return
    login = Login(token, hmac.digest(_SECRET, token.encode(), "sha256").hex()[:16])
    with _lock:
        _calls.setdefault(login.mark, Calls()).open += 1
    before = _caller.set(login)
    try:
        yield
    finally:
        _caller.reset(before)
        with _lock:
            _calls[login.mark].open -= 1
            _calls[login.mark].ended_s = time.monotonic()


def caller_mark() -> str:
    """Return the mark of this context's login, "" for none."""
    login = _caller.get()
    return login.mark if login else ""


def caller_token() -> str:
    """Return the token of this context's login, "" for none: for what is asked of others on its behalf."""
    login = _caller.get()
    return login.token if login else ""


@contextmanager
def asking_for(mark: str) -> Iterator[None]:
    """Ask the Hub, and look at what is on this machine, as the login with that mark; "": as the server itself.

    Raises:
        ModelNotFound: that is not the login of this context.
    """
    login = _caller.get() if mark else None
    if mark and (login is None or login.mark != mark):
        raise ModelNotFound("hub.model_was_had_with_login_not")
    before = _asker.set(login)
    try:
        yield
    finally:
        _asker.reset(before)


def token() -> str | None:
    """Return the token to ask the Hub with; None for the server's own, if it has one."""
    login = _asker.get()
    return login.token if login else None


def cache_folder() -> Path:
    """Return the folder of downloads to look at: that of all, or one login's."""
    login = _asker.get()
    return common_folder() / VISITORS / _NAME / login.mark if login else common_folder()


def common_folder() -> Path:
    """Return the folder of downloads for all; what logins brought lies in it, too."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE).expanduser()


def prepare_folder() -> None:
    """Make the folder of the login that asks, for this user's eyes alone; it goes with the process at the latest."""
    login = _asker.get()
    if login is None:
        return
    folder = cache_folder().parent
    with _lock:
        if not folder.is_dir():
            lock = held(folder.with_suffix(".lock"))
            folder.mkdir(mode=0o700)
            at_end(lambda: lock.let_go(remove=True))
            at_end(lambda: shutil.rmtree(folder, ignore_errors=True))


def part(in_memory: set[str]) -> None:
    """Remove what was had with logins that have not been used for KEPT_S.

    Args:
        in_memory: the marks of the models that are loaded, whose files stay.
    """
    with _lock:
        over_s = time.monotonic() - KEPT_S
        over = {mark for mark, one in _calls.items() if not one.open and one.ended_s <= over_s}
        for mark in over - in_memory:
            del _calls[mark]
            with contextlib.suppress(OSError):
                shutil.rmtree(common_folder() / VISITORS / _NAME / mark)


def clear_what_others_left() -> None:
    """Remove the folders of processes that ended without a chance to."""
    for lock in (common_folder() / VISITORS).glob("*.lock"):
        if is_free(lock):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)
