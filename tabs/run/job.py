"""One run of a task, as its two threads see it."""

import threading
from collections.abc import Callable
from typing import Any

from models.errors import Stopped


class Job:
    """Carries Stop from the page to the worker, and words and unfinished answers back.

    Attributes:
        message: what the worker is doing, for the run line; "" for nothing worth saying.
        note: what the user should know about the answer, such as that the text was cut; "" for nothing.
        answered_first: who gave the answer that is shown while a better one is made; "" for nobody.
    """

    def __init__(self) -> None:
        self.message = ""
        self.note = ""
        self.answered_first = ""
        self._stop = threading.Event()
        self._render: Callable[[Any], Any] | None = None
        self._partial: Any = None

    def report(self, message: str) -> None:
        """Say in a few words how far the work has come."""
        self.message = message

    def show(self, raw: Any) -> None:
        """Hand over the answer as far as it goes, in the form `call` will return; the page draws the latest."""
        self._partial = raw

    def restart(self, answered_first: str = "") -> None:
        """Forget what a first model said of its answer: another one begins."""
        self.message, self.note, self.answered_first = "", "", answered_first

    def stop(self) -> None:
        """Ask the worker to end as soon as it can."""
        self._stop.set()

    def stopped(self) -> bool:
        """Tell whether the user asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Stopped if the user asked to stop."""
        if self.stopped():
            raise Stopped("Stopped. Nothing is lost: press Run to start again.")

    def draw_with(self, render: Callable[[Any], Any]) -> None:
        """Say how an unfinished answer is drawn."""
        self._render = render

    def take_partial(self) -> Any:
        """Return the latest unfinished answer, drawn, or None if there is nothing new."""
        raw, self._partial = self._partial, None
        return None if raw is None or self._render is None else self._render(raw)
