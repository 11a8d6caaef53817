"""The one place that holds loaded pipelines: a small concurrent object, independent of what a pipeline is."""

import logging
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Literal, TypeVar, cast

from models.cache.batch import Errand
from models.cache.entry import P, Place
from models.cache.failure import display_name, forget_locals
from models.cache.loading import Loading
from models.cache.patience import Patience
from models.cache.stats import CacheStats
from models.errors import Stopped
from models.key import ModelKey
from models.progress import Progress

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[P, list[Item], Callable[[], None]], Sequence[Result]]
"""Takes the pipeline, the items and `check`, see `ModelCache.answer`."""

logger = logging.getLogger(__name__)


class ModelCache(Loading[P]):
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
        is_out_of_memory: tells whether a load or a work failed for want of memory, see `with_room`.
    """

    @contextmanager
    def use(self, key: ModelKey, stop: Callable[[], bool] = lambda: False, visitor: str = "") -> Iterator[P]:
        """Lend the pipeline to one user at a time, visitors in turn; load it first if it is not here.

        Args:
            key: which pipeline.
            stop: looked at at least every quarter of a second while waiting, and whenever a download reports;
                building a pipeline is not interrupted.
            visitor: whose call it is: those of one visitor wait for one another, others for one of them at most.

        Raises:
            ModelTooLarge: the estimate exceeds the whole budget.
            Busy: waited longer than wait_s.
            Stopped: stop() said so while waiting.
            AppError: what estimate, fetch or load raised; ModelLoadError for any other failure of theirs.
            RuntimeError: this thread is inside a use already.
        """
        with self._one_use_per_thread():
            place = self._enter(key, Patience(display_name(key), self._wait_s, stop, self._clock), visitor)
            try:
                yield cast(P, place.entry.pipe)
            finally:
                self._leave(place)

    def answer(
        self,
        key: ModelKey,
        item: Item,
        work: Work[P, Item, Result],
        *,
        group: Hashable,
        size: int = 1,
        passes: int = 1,
        at_once: int = 1,
        stop: Callable[[], bool] = lambda: False,
        visitor: str = "",
    ) -> Result:
        """Return what work makes of an item, together with the items of others who wait for the same.

        Whoever has its turn takes along the items of those behind it with an equal group, smallest first, and
        does them all with its own work; nobody waits for company. Others in the line lose at most the time that
        one batch takes longer than one item. Where a batch fails, each of its items has a turn by itself.

        Args:
            key: which pipeline.
            item: handed to the work of whoever has the turn, in whose thread it may be changed.
            work: `work(pipe, items, check)` returns one result an item, in their order. `check()`, to be called
                now and then, raises Stopped once none of the callers wants an answer any more.
            group: equal for items that any of the callers' works does alike: the task and all parameters.
            size: see Errand; an estimate will do.
            passes: see Errand; likewise.
            at_once: see Errand; for all of a group alike.
            stop: see `use`; while the work is done for others too, it ends the wait of this caller only.
            visitor: see `use`.

        Raises:
            OutOfMemory: the memory ran out for this item alone.
            Exception: what else work raised for it; otherwise as `use`.
        """
        errand = Errand(item, group, size, stop, passes, at_once, visitor)
        with self._one_use_per_thread():
            place = self._enter(key, Patience(display_name(key), self._wait_s, stop, self._clock), visitor, errand)
            try:
                if errand.state != "answered":
                    self._answer_together(place, errand, work)
            finally:
                self._leave(place)
        return cast(Result, errand.result)

    @contextmanager
    def set_aside(self, key: ModelKey, need_bytes: int, stop: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Keep memory for something that is no pipeline, such as a training run; what is idle makes room for it.

        Raises:
            ModelTooLarge: it exceeds the whole budget.
            Busy: there was no room within wait_s.
            Stopped: stop() said so while waiting.
        """
        self.check_fits(key, need_bytes)
        patience = Patience(display_name(key), self._wait_s, stop, self._clock)
        place = self._wait_for(partial(self._table.join_new, key), patience)
        try:
            self._reserve(place.entry, need_bytes, patience)
            with self._changed:
                self._table.settle(place.entry, need_bytes, 0.0)
            yield
        finally:
            self._drop(place.entry)

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

    def _enter(self, key: ModelKey, patience: Patience, visitor: str, errand: Errand | None = None) -> Place[P]:
        while True:
            place = self._wait_for(lambda: self._table.join(key, errand, visitor, self._clock()), patience)
            try:
                if place.loads:
                    self._fill(place.entry, patience)
                if self._wait_for(partial(self._table.turn, place), patience):
                    return place
            except BaseException:
                self._leave(place)
                raise
            self._leave(place)

    def _answer_together(self, place: Place[P], errand: Errand, work: Work[P, Item, Result]) -> None:
        """Do this errand and those it takes along; by itself if they fail together."""
        with self._changed:
            places = self._table.take_along(place, errand, self._clock())
        others: Literal["waiting", "alone"] = "waiting"
        try:
            return self._do(places, work)
        except Exception as error:
            if len(places) == 1 or isinstance(error, Stopped):
                raise
            others = "alone"
            forget_locals(error)
            logger.info("%d items failed together and are tried one by one", len(places), exc_info=error)
        finally:
            with self._changed:
                self._table.part(places, others)
                self._changed.notify_all()
        return self._do([place], work)

    def _do(self, places: list[Place[P]], work: Work[P, Item, Result]) -> None:
        errands = [place.errand for place in places if place.errand is not None]

        def check() -> None:
            with self._changed:
                wanted = self._table.still_wanted(places)
            if all(errand.stop() for errand in wanted):
                raise Stopped("common.stopped")

        entry, items = places[0].entry, [errand.item for errand in errands]
        if len(items) > 1:  # too little memory for all may suffice for each
            results = work(cast(P, entry.pipe), items, check)
        else:
            results = self.with_room(entry.key, lambda: work(cast(P, entry.pipe), items, check))
        if len(results) != len(errands):
            raise RuntimeError(f"{len(errands)} items, {len(results)} results")
        with self._changed:
            self._table.answer(places, results)

    def _leave(self, place: Place[P]) -> None:
        with self._changed:
            changes = place in place.entry.line  # who was answered by another had left already
            doomed = self._table.leave(place, self._clock())
            if changes:
                self._changed.notify_all()
        self._drop_all(doomed)
