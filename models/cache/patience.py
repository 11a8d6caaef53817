"""How long one caller waits."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from models.errors import Busy, Stopped

SLICE_S = 0.2
"""Longest wait, in seconds of the real clock, between two looks at Stop."""


class Patience:
    """Bounds everything one call waits for; its own work (download, build) does not count.

    Args:
        name: what the caller waits for, as users know it.
        wait_s: seconds of waiting in total.
        stop: says whether the user has given up.
        clock: seconds; the slices of a wait are real, the deadline is on this clock.
    """

    def __init__(self, name: str, wait_s: float, stop: Callable[[], bool], clock: Callable[[], float]) -> None:
        self._name, self._wait_s, self._stop, self._clock = name, wait_s, stop, clock
        self._deadline_s = clock() + wait_s

    def slice_s(self) -> float:
        """Return how long to wait before the next check, in seconds."""
        return min(SLICE_S, max(0.0, self._deadline_s - self._clock()))

    def check(self) -> None:
        """Raise Stopped if the user has given up, Busy if the time is over."""
        self.check_stop()
        if self._clock() >= self._deadline_s:
            raise Busy(self._name, self._wait_s)

    def check_stop(self) -> None:
        """Raise Stopped if the user has given up."""
        if self._stop():
            raise Stopped(waiting_for=self._name)

    @contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Hold a lock inside; the wait for it is bounded like every other."""
        while not lock.acquire(timeout=self.slice_s()):
            self.check()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out the time spent inside."""
        started_s = self._clock()
        yield
        self._deadline_s += self._clock() - started_s
