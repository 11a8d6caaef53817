"""One run of a task, as its two threads see it."""

import queue
import threading
from contextvars import ContextVar
from typing import Any

from models.errors import Stopped
from models.key import ModelKey

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is answered, by which all lines of the log about it are found."""


class Job:
    """Carries Stop from whoever asked to the worker, and words and unfinished answers back.

    Attributes:
        inputs: the values that were read, by name.
        tokens: how many tokens were generated so far; 0 where nobody counts them.
        key: the pipeline at work; None before there is one.
        message: what the worker is doing, for the run line; "" for nothing worth saying.
        note: what the user should know about the answer, such as that the text was cut; "" for nothing.
        visitor: whose run it is: visitors have their turns one after the other; "" where nobody is told apart.
        answered_first: who gave the answer that is shown while a better one is made; "" for nobody.
    """

    def __init__(self, visitor: str = "") -> None:
        self.visitor = visitor
        self.inputs: dict[str, Any] = {}
        self.tokens = 0
        self.key: ModelKey | None = None
        self.message = ""
        self.note = ""
        self.answered_first = ""
        self._stop = threading.Event()
        self._partials: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def count(self, tokens: int) -> None:
        """Say how many tokens were generated so far."""
        self.tokens = tokens

    def report(self, message: str) -> None:
        """Say in a few words how far the work has come."""
        self.message = message

    def show(self, raw: Any, by: str = "") -> None:
        """Hand over the answer as far as it goes, in the form `call` will return; `by` a model that another follows."""
        self.answered_first = by
        self._partials.put(raw)

    def take_partials(self) -> list[Any]:
        """Return the unfinished answers handed over since the last look, in order; a page draws the last alone."""
        found = []
        while True:
            try:
                found.append(self._partials.get_nowait())
            except queue.Empty:
                return found

    def take_next_partial(self, timeout_s: float) -> Any:
        """Return the next unfinished answer, or None if there is none in time."""
        try:
            return self._partials.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def restart(self) -> None:
        """Forget what a first model said of its answer: another one begins."""
        self.message, self.note, self.answered_first = "", "", ""

    def stop(self) -> None:
        """Ask the worker to end as soon as it can."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Tell whether the user asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped if the user asked to stop."""
        if self.is_stopped():
            raise Stopped("common.stopped")
