"""The rows of one work, a few under way at a time, each written down when it is done."""

import logging
import secrets
import shutil
import threading
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import AppError, Busy, ModelLoadError, ModelTooLarge, QueueFull, SourceError, Stopped
from tabs.many.cells import write_cells
from tabs.many.columns import make_payloads
from tabs.many.rows import Rows, open_rows
from tabs.many.work import Work
from tabs.read.upload import find_upload_folder
from tabs.run import Computed, Job, start
from tabs.run.engine import Engine
from tabs.task import Request, Task
from tabs.visitor import Visitor
from tabs.words import say

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Rows under way: those that wait for the model ride in one forward pass."""

POLL_S = 0.2
TRIES = 5
"""How often a row is asked again that a busy server did not take."""

BUSY_S = 2.0
MEASURE_EVERY = 50
"""Rows between two looks at what the work takes on the disk."""

FOR_ALL = (SourceError, ModelTooLarge, ModelLoadError)
"""Errors that the next row would meet just so: the work pauses and says why."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A row that is being answered: its number, its run, and the folder of its files."""

    row: int
    job: Job
    parcel: Path


@dataclass(eq=False)
class Answering:
    """Answers a work's rows in the thread that calls `go`; others may pause and stop it.

    Attributes:
        work: the rows, and what becomes of them.
        task: what is asked.
        engine: has the pipelines.
        visitor: whose work it is; the login at the Hub is kept as long as this lives, and no longer.
        most_bytes: what the work may take on the disk; 0 is no bound.
        pausing: no more rows are begun.
        stopping: those under way are stopped, too.
    """

    work: Work
    task: Task
    engine: Engine
    visitor: Visitor
    most_bytes: int
    pausing: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)
    _under_way: dict["Future[Computed]", UnderWay] = field(default_factory=dict)
    _left: deque[int] = field(default_factory=deque)
    _tries: Counter[int] = field(default_factory=Counter)
    _since_measured: int = 0
    _message: str = ""

    def go(self) -> tuple[str, str]:
        """Answer the rows that have no answer yet; return how it ended, and why where it should not have.

        Raises:
            BadInput: the rows are gone.
        """
        rows = open_rows(self.work.folder)
        answered = self.work.read_answers()
        self._left.extend(row for row in range(rows.count) if row not in answered)
        while self._under_way or (self._left and not self.pausing.is_set()):
            while self._left and not self.pausing.is_set() and len(self._under_way) < AT_ONCE:
                self._begin(rows, self._left.popleft())
            for future in wait(self._under_way, POLL_S, return_when=FIRST_COMPLETED).done:
                self._settle(future)
            if self.stopping.is_set():
                for one in self._under_way.values():
                    one.job.stop()
            self._measure()
        if self._message:
            return "paused", self._message
        if len(self.work.read_answers()) >= rows.count:
            return "finished", ""
        return ("stopped" if self.stopping.is_set() else "paused"), ""

    def _begin(self, rows: Rows, row: int) -> None:
        """Ask about a row; one that cannot be asked about is written down at once."""
        plan = self.work.plan
        parcel = find_upload_folder() / f"many-{secrets.token_hex(12)}"
        try:
            payloads = make_payloads(self.task, plan.columns, plan.sent, rows.read(row), parcel)
        except Exception as error:
            self._fail(row, error)
            shutil.rmtree(parcel, ignore_errors=True)
            return
        settings = {name: value for name, value in plan.settings.items() if name not in ("model", "revision")}
        model, revision = (plan.settings.get(name, "") for name in ("model", "revision"))
        request = Request(payloads, model, revision, parameters=settings, visitor=self.visitor)
        job = Job(self.visitor.address)
        self._under_way[start(self.task, self.engine, request, job)] = UnderWay(row, job, parcel)

    def _settle(self, future: "Future[Computed]") -> None:
        """Write down what became of a row, or have it wait for another turn."""
        one = self._under_way.pop(future)
        shutil.rmtree(one.parcel, ignore_errors=True)
        error = future.exception()
        if error is None:
            self._write_down(one.row, future.result())
        elif isinstance(error, Busy | QueueFull) and self._tries[one.row] < TRIES:
            self._tries[one.row] += 1
            self._left.append(one.row)
            self.stopping.wait(BUSY_S)
        elif isinstance(error, FOR_ALL):
            self._message = str(error)
            self.pausing.set()
        elif not isinstance(error, Stopped):
            self._fail(one.row, error)

    def _write_down(self, row: int, done: Computed) -> None:
        """Write down an answer: its cells, and who gave it in which time."""
        numbers = iter(range(1, 10**6))

        def keep(content: bytes, ending: str) -> str:
            name = f"{row + 1:05}-{next(numbers)}{ending}"
            self.work.keep_file(name, content)
            return name

        cells = write_cells(done.raw, keep)
        note = {"note": done.report["note"]} if done.report.get("note") else {}
        seconds = round(float(done.report["run_s"]), 3)
        self.work.add_answer(row, cells=cells, seconds=seconds, model=done.report["model"], **note)

    def _fail(self, row: int, error: BaseException) -> None:
        """Write down why a row has no answer."""
        if not isinstance(error, AppError):
            log.error("A row failed", exc_info=error)
        self.work.add_answer(row, error=str(error) if isinstance(error, AppError) else say("many.row_broke"))

    def _measure(self) -> None:
        """Pause where the work takes more room than it may."""
        self._since_measured += 1
        if not self.most_bytes or self._since_measured < MEASURE_EVERY:
            return
        self._since_measured = 0
        if self.work.measure() > self.most_bytes:
            self._message = say("many.answers_too_large", megabytes=self.most_bytes // 10**6)
            self.pausing.set()
