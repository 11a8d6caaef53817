"""How a pipeline comes into the cache, and how it leaves."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from models.cache.entry import Entry, P
from models.cache.failure import display_name, forget_locals, fresh_error
from models.cache.one_use import OneUsePerThread
from models.cache.patience import Patience
from models.cache.table import CacheTable
from models.errors import AppError, Busy, ModelTooLarge, OutOfMemory, Stopped
from models.key import ModelKey
from models.progress import Progress, Report

T = TypeVar("T")

BUILD_LOCK = threading.Lock()
"""One per process: Transformers sets a process-wide default dtype while it builds a model."""

logger = logging.getLogger(__name__)


class Loading(Generic[P]):
    """The half of ModelCache that loads and frees; arguments and lock order are told there."""

    _build_lock = BUILD_LOCK

    def __init__(
        self,
        *,
        fetch: Callable[[ModelKey, Report], Path],
        estimate: Callable[[ModelKey], int],
        load: Callable[[ModelKey, Path], P],
        measure: Callable[[P], int],
        free: Callable[[P], None],
        budget_bytes: int,
        clock: Callable[[], float] = time.monotonic,
        wait_s: float = 600.0,
        idle_s: float = 1800.0,
        is_out_of_memory: Callable[[BaseException], bool] = lambda error: isinstance(error, MemoryError),
    ) -> None:
        self._fetch, self._estimate, self._load = fetch, estimate, load
        self._measure, self._free, self._clock = measure, free, clock
        self._budget_bytes, self._wait_s, self._idle_s = budget_bytes, wait_s, idle_s
        self._is_out_of_memory = is_out_of_memory
        self._changed = threading.Condition()
        self._table: CacheTable[P] = CacheTable(budget_bytes)
        self._one_use_per_thread = OneUsePerThread()

    def _wait_for(self, attempt: Callable[[], T | None], patience: Patience) -> T:
        """Repeat an attempt, under the condition, until it returns something."""
        while True:
            with self._changed:
                found = attempt()
                if found is not None:
                    return found
                self._changed.wait(patience.slice_s())
            patience.check()

    # When the memory does not suffice after all.

    def with_room(self, key: ModelKey, work: Callable[[], T]) -> T:
        """Do some work; if the memory runs out, drop every pipeline that nobody uses and do it once more.

        For the user of a pipeline, within its use. Estimates leave out what a large input takes.

        Raises:
            OutOfMemory: it ran out again.
            Exception: what else work raised.
        """
        for once_more in (True, False):
            try:
                return work()
            except Exception as error:
                if not self._is_out_of_memory(error):
                    raise
                forget_locals(error)
                logger.warning("out of memory with %s", key.model)
                if not once_more:
                    raise OutOfMemory(display_name(key)) from error
            self.make_room()
        raise AssertionError("unreachable")

    def make_room(self) -> int:
        """Drop every pipeline that nobody uses; return how many."""
        with self._changed:
            doomed = self._table.close(self._table.idle())
        self._drop_all(doomed)
        return len(doomed)

    # A loader's work.

    def _fill(self, entry: Entry[P], patience: Patience) -> None:
        """Load the entry or remove it: waiters share a failure, but try themselves if this user gave up."""
        try:
            self._fetch_and_build(entry, patience)
        except Exception as error:
            forget_locals(error)
            self._drop(entry, None if isinstance(error, Busy | Stopped) else error)
            if isinstance(error, AppError):
                raise
            logger.error("%s could not be loaded", entry.key, exc_info=error)
            raise fresh_error(error, entry.key) from error
        except BaseException:
            self._drop(entry)
            raise

    def _fetch_and_build(self, entry: Entry[P], patience: Patience) -> None:
        self._fitting_bytes(entry.key)  # what is too large by the length of its files is not even fetched
        with patience.paused():
            folder = self._fetch_files(entry, patience)
        need_bytes = self._fitting_bytes(entry.key)  # the files themselves tell more than a list of them
        built = False
        while not built:
            patience.check_stop()
            self._reserve(entry, need_bytes, patience)
            with patience.holding(self._build_lock):
                patience.check_stop()
                built = self._keeps_reservation(entry)
                if built:
                    self._build(entry, folder)

    def _fitting_bytes(self, key: ModelKey) -> int:
        need_bytes = self._estimate(key)
        self.check_fits(key, need_bytes)
        return need_bytes

    def check_fits(self, key: ModelKey, need_bytes: int) -> None:
        """Raise ModelTooLarge where something needs more than the whole budget."""
        if need_bytes > self._budget_bytes:
            raise ModelTooLarge(display_name(key), need_bytes, self._budget_bytes)

    def _fetch_files(self, entry: Entry[P], patience: Patience) -> Path:
        def report(progress: Progress) -> None:
            patience.check_stop()
            with self._changed:
                if not entry.fetched:
                    entry.progress = progress

        folder = self._fetch(entry.key, report)
        with self._changed:
            entry.fetched, entry.progress = True, Progress("waiting")
        return folder

    def _reserve(self, entry: Entry[P], need_bytes: int, patience: Patience) -> None:
        while victims := self._wait_for(partial(self._table.reserve, entry, need_bytes), patience):
            self._drop_all(victims)

    def _keeps_reservation(self, entry: Entry[P]) -> bool:
        with self._changed:
            keeps = self._table.keeps_reservation(entry)
            self._changed.notify_all()
            return keeps

    def _build(self, entry: Entry[P], folder: Path) -> None:
        with self._changed:
            entry.progress = Progress("loading")
        started_s = self._clock()
        entry.pipe = self.with_room(entry.key, lambda: self._load(entry.key, folder))
        load_s = self._clock() - started_s
        try:
            size_bytes = self._measure(entry.pipe)
        except BaseException:
            self._free_pipe(entry)  # before the next build starts: it may be larger than its reservation
            raise
        with self._changed:
            displaced = self._table.settle(entry, size_bytes, load_s)
            self._changed.notify_all()
        self._drop_all(displaced)

    # The way out, never under the condition.

    def _drop_all(self, entries: list[Entry[P]]) -> None:
        with ExitStack() as each_even_if_one_raises:
            for entry in reversed(entries):
                each_even_if_one_raises.callback(self._drop, entry)

    def _drop(self, entry: Entry[P], cause: Exception | None = None) -> None:
        """Free the pipeline, then remove the entry: its bytes count until they are returned."""
        try:
            self._free_pipe(entry)
        finally:
            with self._changed:
                self._table.remove(entry, cause)
                self._changed.notify_all()

    def _free_pipe(self, entry: Entry[P]) -> None:
        pipe, entry.pipe = entry.pipe, None
        try:
            if pipe is not None:
                self._free(pipe)
        except Exception:
            logger.exception("freeing %s failed; its memory counts as returned", entry.key)
