"""The works under way, a thread for each: closing the page stops nothing."""

import logging
import threading
from contextvars import copy_context

from models.elsewhere import names_endpoint
from models.errors import AppError, BadInput
from tabs.many.answering import Answering
from tabs.many.limits import ManyLimits
from tabs.many.work import Work
from tabs.run.engine import Engine
from tabs.task import Task
from tabs.visitor import Visitor
from tabs.words import say

log = logging.getLogger(__name__)

STOP_S = 10.0
"""How long a page waits for rows to stop; they end within a token, or before the next batch."""


MOST_AT_ONCE = 4
"""Works of all visitors together: each has a thread and rows under way."""


class Runner:
    """Runs works, one of a visitor at a time.

    Attributes:
        tasks: by their ids.
        limits: how much may be asked.
    """

    def __init__(self, engine: Engine, tasks: dict[str, Task], limits: ManyLimits) -> None:
        self.tasks, self.limits = tasks, limits
        self._engine = engine
        self._under_way: dict[str, tuple[Answering, threading.Thread]] = {}
        self._logins: dict[str, int] = {}
        self._lock = threading.Lock()

    def is_running(self, work: Work) -> bool:
        """Tell whether rows are being answered."""
        with self._lock:
            return work.id in self._under_way

    def status_of(self, work: Work) -> str:
        """Return how a work stands; one whose server was ended while it ran is paused."""
        status = str(work.state.get("status", ""))
        return "paused" if status == "running" and not self.is_running(work) else status

    def begin(self, work: Work, visitor: Visitor, others: list[Work]) -> None:
        """Begin with the rows; see `go`. The login that begins is the only one that its Endpoint will see."""
        self._logins[work.id] = hash(visitor.token)  # the login itself is kept nowhere
        self.go(work, visitor, others)

    def go(self, work: Work, visitor: Visitor, others: list[Work]) -> None:
        """Go on with the rows that have no answer yet.

        Raises:
            BadInput: an Endpoint that somebody else typed would see this visitor's login.
            BadInput: one of the others, this visitor's, is under way, or as many as this server answers at once.
        """
        asks_endpoint = names_endpoint(str(work.plan.settings.get("model", "")))
        if asks_endpoint and visitor.token and self._logins.get(work.id) != hash(visitor.token):
            raise BadInput("many.anothers_endpoint")
        answering = Answering(work, self.tasks[work.plan.task], self._engine, visitor, self.limits.kept_bytes)
        context = copy_context()  # whose call it is, for ZeroGPU, and the language of errors
        thread = threading.Thread(target=context.run, args=(self._answer, answering), name="many", daemon=True)
        with self._lock:
            if work.id in self._under_way:
                return
            if any(one.id in self._under_way for one in others):
                raise BadInput("many.one_at_a_time")
            if len(self._under_way) >= MOST_AT_ONCE:
                raise BadInput("many.server_full")
            self._under_way[work.id] = answering, thread
        work.tell(status="running", message="")
        thread.start()

    def pause(self, work: Work) -> None:
        """Begin no more rows; those under way are answered."""
        with self._lock:
            found = self._under_way.get(work.id)
        if found:
            found[0].pausing.set()

    def stop(self, work: Work) -> None:
        """Begin no more rows, and stop those under way; wait until nothing runs."""
        with self._lock:
            found = self._under_way.get(work.id)
        if found:
            found[0].stopping.set()
            found[0].pausing.set()
            found[1].join(STOP_S)

    def _answer(self, answering: Answering) -> None:
        """Answer a work's rows and say how it ended."""
        work = answering.work
        status, message = "paused", ""
        try:
            status, message = answering.go()
        except AppError as error:
            message = str(error)
        except Exception:
            if work.folder.is_dir():  # else it was deleted
                log.exception("A table could not be answered")
            message = say("many.broke")
        finally:
            if work.folder.is_dir():
                work.tell(status=status, message=message)
            with self._lock:
                self._under_way.pop(work.id, None)
