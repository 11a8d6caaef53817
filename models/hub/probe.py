"""Asks in the background whether the Hub answers, and remembers it for a while."""

import threading
import time
from collections.abc import Callable

UP_FOR_S = 300.0
DOWN_FOR_S = 30.0
WAIT_S = 0.8


class Probe:
    """One remembered yes or no, for many threads; nobody waits for longer than `WAIT_S`.

    Args:
        ask: answers the question; may be slow (a name server that does not answer cannot be timed out).
        clock: seconds that only grow.
    """

    def __init__(self, ask: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = threading.Lock()
        self._answer: bool | None = None
        self._stale_at_s = 0.0
        self._running: threading.Thread | None = None

    def start(self) -> threading.Thread:
        """Ask in the background, or join the question that is already under way."""
        with self._lock:
            if self._running is None:
                self._running = threading.Thread(target=self._run, name="hub-probe", daemon=True)
                self._running.start()
            return self._running

    def answer(self) -> bool:
        """Return the last answer; an old one starts a new question without waiting for it."""
        with self._lock:
            answer, is_stale = self._answer, self._clock() >= self._stale_at_s
        if answer is None:
            return self.ask_now()
        if is_stale:
            self.start()
        return answer

    def fresh_answer(self) -> bool:
        """Return a remembered yes; ask again after a no, for somebody who has just repaired the network."""
        with self._lock:
            is_up = self._answer and self._clock() < self._stale_at_s
        return bool(is_up) or self.ask_now()

    def ask_now(self) -> bool:
        """Ask again and wait for the answer, `WAIT_S` at most; no answer means no."""
        running = self.start()
        running.join(WAIT_S)
        with self._lock:
            return bool(self._answer) and self._running is not running

    def forget(self) -> None:
        """Wait for a question under way and start anew; for tests, and after the network changed."""
        with self._lock:
            running = self._running
        if running is not None:
            running.join()
        with self._lock:
            self._answer, self._stale_at_s = None, 0.0

    def _run(self) -> None:
        try:
            answer = self._ask()
        except Exception:
            answer = False
        with self._lock:
            self._answer = answer
            self._stale_at_s = self._clock() + (UP_FOR_S if answer else DOWN_FOR_S)
            self._running = None
