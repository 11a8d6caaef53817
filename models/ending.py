"""What is tidied up when the server ends, also by SIGTERM, as service managers and containers end it."""

import atexit
import contextlib
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

_at_end: list[Callable[[], object]] = []


def at_end(tidy: Callable[[], object]) -> None:
    """Have something done once when the process ends, on the way out or by SIGTERM; it should be quick."""
    _at_end.append(tidy)


def tidy_on_sigterm() -> None:
    """Tidy up on SIGTERM, too, then end as the signal does; for the main thread of a server.

    Nothing is waited for: an answer on its way might take minutes, and the one who sent the signal kills after ten
    seconds.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)


def _end(number: int, _: FrameType | None) -> None:
    _tidy()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _tidy() -> None:
    while _at_end:
        with contextlib.suppress(Exception):
            _at_end.pop()()


atexit.register(_tidy)
