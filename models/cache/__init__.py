"""The one place that holds loaded pipelines: a small concurrent object, independent of what a pipeline is."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar, cast

from models.cache.entry import Entry, P, Place
from models.cache.failure import display_name, forget_locals, fresh_error
from models.cache.one_use import OneUsePerThread
from models.cache.patience import Patience
from models.cache.stats import CacheStats
from models.cache.table import CacheTable
from models.errors import AppError, Busy, ModelTooLarge, Stopped
from models.key import ModelKey
from models.progress import Progress, Report

T = TypeVar("T")

BUILD_LOCK = threading.Lock()
"""One per process: Transformers sets a process-wide default dtype while it builds a model."""

logger = logging.getLogger(__name__)


class ModelCache(Generic[P]):
    """Loads a pipeline at its first use, shares it, and frees what was used longest ago when memory is short.

    Memory: a load reserves its estimate and the measured size replaces it. No build starts while resident and
    reserved bytes together exceed the budget, so they never exceed it by more than one load's underestimate.
    A pipeline that measures more than the whole budget is served and kept all the same, for its memory is
    taken already; it goes as soon as it is idle and anything else is to be loaded.

    Lock order: BUILD_LOCK, then the condition. The condition is innermost and short: no callable given to the
    constructor runs under it except the clock. load and measure run under BUILD_LOCK, so does the freeing of
    what an underestimate displaces or measure fails on; estimate, fetch and other frees run under no lock.

    Args:
        fetch: gets the files and reports how far it is; runs in parallel for different keys.
        estimate: bytes the pipeline will take; cheap. Asked before anything is fetched and again after.
        load: builds the pipeline from its folder.
        measure: bytes the pipeline takes.
        free: releases the memory. The cache has dropped its references by then, but a caller's frame may hold
            one, so it should empty the pipeline. What it raises is logged, and the bytes count as returned.
        budget_bytes: memory for all pipelines together.
        clock: seconds, monotonic.
        wait_s: longest total wait of one use; its own download and build do not count.
        idle_s: unload_idle drops what nobody has used for longer.
    """

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
    ) -> None:
        self._fetch, self._estimate, self._load = fetch, estimate, load
        self._measure, self._free, self._clock = measure, free, clock
        self._budget_bytes, self._wait_s, self._idle_s = budget_bytes, wait_s, idle_s
        self._changed = threading.Condition()
        self._table: CacheTable[P] = CacheTable(budget_bytes)
        self._one_use_per_thread = OneUsePerThread()

    @contextmanager
    def use(self, key: ModelKey, stop: Callable[[], bool] = lambda: False) -> Iterator[P]:
        """Lend the pipeline to one user at a time, in order of arrival; load it first if it is not here.

        Args:
            key: which pipeline.
            stop: looked at at least every quarter of a second while waiting, and whenever a download reports;
                building a pipeline is not interrupted.

        Raises:
            ModelTooLarge: the estimate exceeds the whole budget.
            Busy: waited longer than wait_s.
            Stopped: stop() said so while waiting.
            AppError: what estimate, fetch or load raised; ModelLoadError for any other failure of theirs.
            RuntimeError: this thread is inside a use already.
        """
        with self._one_use_per_thread():
            place = self._enter(key, Patience(display_name(key), self._wait_s, stop, self._clock))
            try:
                yield cast(P, place.entry.pipe)
            finally:
                self._leave(place)

    def unload(self, key: ModelKey) -> bool:
        """Drop a pipeline, at its last release if it is in use or loading; return False if it is not here."""
        with self._changed:
            entry = self._table.get(key)
            doomed = [] if entry is None else self._table.close_one(entry)
        self._drop_all(doomed)
        return entry is not None

    def unload_idle(self) -> int:
        """Drop what nobody has used for longer than idle_s; return how many."""
        with self._changed:
            used_before_s = self._clock() - self._idle_s
            doomed = self._table.close(one for one in self._table.idle() if one.last_used_s < used_before_s)
        self._drop_all(doomed)
        return len(doomed)

    def progress(self, key: ModelKey) -> Progress | None:
        """Return how far the load of a key is, None if the cache has no such key."""
        with self._changed:
            entry = self._table.get(key)
            return None if entry is None else entry.progress

    def stats(self) -> CacheStats:
        """Take a snapshot; never waits for a load."""
        with self._changed:
            return self._table.stats(self._clock())

    # A user's way in and out.

    def _enter(self, key: ModelKey, patience: Patience) -> Place[P]:
        while True:
            place = self._wait_for(partial(self._table.join, key), patience)
            try:
                if place.loads:
                    self._fill(place.entry, patience)
                if self._wait_for(partial(self._table.turn, place), patience):
                    return place
            except BaseException:
                self._leave(place)
                raise
            self._leave(place)

    def _leave(self, place: Place[P]) -> None:
        with self._changed:
            doomed = self._table.leave(place, self._clock())
            self._changed.notify_all()
        self._drop_all(doomed)

    def _wait_for(self, attempt: Callable[[], T | None], patience: Patience) -> T:
        """Repeat an attempt, under the condition, until it returns something."""
        while True:
            with self._changed:
                found = attempt()
                if found is not None:
                    return found
                self._changed.wait(patience.slice_s())
            patience.check()

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
        if need_bytes > self._budget_bytes:
            raise ModelTooLarge(display_name(key), need_bytes, self._budget_bytes)
        return need_bytes

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
        entry.pipe = self._load(entry.key, folder)
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
