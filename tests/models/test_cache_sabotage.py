"""Each promise of the cache is broken on purpose, and the checks must notice.

`python -m tests.models.test_cache_sabotage` prints which check notices what.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from models.cache import ModelCache, patience
from models.cache.batch import Errand
from models.cache.entry import Entry, Place
from models.cache.eviction import Idle
from models.cache.patience import Patience
from models.cache.table import CacheTable
from models.errors import ModelLoadError
from models.key import ModelKey
from tests.models.fake_models import (
    JOIN_S,
    FakeModels,
    FakePipe,
    Holder,
    Looks,
    Task,
    eventually,
    key_of,
    pins,
)

A, B = key_of("a"), key_of("b")


# The sabotages.


class PinsIgnored(CacheTable[FakePipe]):
    def idle(self) -> list[Idle]:
        entries = [entry for entry in self._entries.values() if entry.state == "ready" and not entry.stale]
        return [Idle(entry.key, entry.size_bytes, entry.last_used_s) for entry in entries]


class InsertedUnpinned(CacheTable[FakePipe]):
    """Acquires and pins in two steps: the loader pins when its load is done."""

    def join(self, *asked: Any, **more: Any) -> Place[FakePipe] | None:
        place = super().join(*asked, **more)
        if place is not None and place.loads:
            place.entry.line.remove(place)
        return place

    def turn(self, place: Place[FakePipe]) -> bool | None:
        if place.loads and place not in place.entry.line:
            place.entry.line.appendleft(place)
        return super().turn(place)

    def remove(self, entry: Entry[FakePipe], cause: Exception | None) -> None:
        if self._entries.get(entry.key) is entry:
            super().remove(entry, cause)


class NoBuildLock(ModelCache[FakePipe]):
    @property
    def _build_lock(self) -> threading.Lock:  # type: ignore[override]
        return threading.Lock()


class NoReservation(ModelCache[FakePipe]):
    """Looks whether there is room, but does not take it."""

    def _reserve(self, entry: Entry[FakePipe], need_bytes: int, patience: Patience) -> None:
        super()._reserve(entry, need_bytes, patience)
        entry.reserved_bytes = 0


class FailureLeftLying(ModelCache[FakePipe]):
    def _drop(self, entry: Entry[FakePipe], cause: Exception | None = None) -> None:
        if cause is None:
            super()._drop(entry)


class WaitersNotWoken(ModelCache[FakePipe]):
    """Removes the failed entry, but does not tell those who wait for it."""

    def _drop(self, entry: Entry[FakePipe], cause: Exception | None = None) -> None:
        super()._drop(entry)
        entry.state = "loading" if cause else "gone"


class EvictedNotCounted(CacheTable[FakePipe]):
    """Counts an evicted entry as gone before its memory has been returned."""

    def close(self, victims: Iterable[Idle]) -> list[Entry[FakePipe]]:
        entries = super().close(victims)
        for entry in entries:
            entry.size_bytes = 0
        return entries


class NoLane(CacheTable[FakePipe]):
    def turn(self, place: Place[FakePipe]) -> bool | None:
        return True if place.entry.state == "ready" else super().turn(place)


class AnyGroupGoesAlong(CacheTable[FakePipe]):
    def take_along(self, place: Place[FakePipe], head: Errand, now_s: float) -> list[Place[FakePipe]]:
        for one in place.entry.line:
            if one.errand is not None:
                one.errand.group = head.group
        return super().take_along(place, head, now_s)


class AnswersInOrderOfArrival(CacheTable[FakePipe]):
    """Hands the answers out in the order of the line, not in the order of the work."""

    def answer(self, places: Sequence[Place[FakePipe]], results: Sequence[Any]) -> None:
        line = places[0].entry.line
        super().answer(sorted(places, key=line.index), results)


class AnsweredLeaveTwice(CacheTable[FakePipe]):
    """Lets one who was answered empty the line a second time."""

    def leave(self, place: Place[FakePipe], now_s: float) -> list[Entry[FakePipe]]:
        if place not in place.entry.line:
            place.entry.line.append(place)
        return super().leave(place, now_s)


class FailedTogetherAgain(CacheTable[FakePipe]):
    """Tries those whose batch failed together again, and again."""

    def part(self, places: Sequence[Place[FakePipe]], state: Literal["waiting", "alone"]) -> None:
        super().part(places, "waiting")


# The runs: each drives the threads to the one moment where it matters. They return on a sound cache.

Build = Callable[[FakeModels], ModelCache[FakePipe]]


def two_models() -> FakeModels:
    return FakeModels({"a": (60, 60), "b": (60, 60)})


def use(models: FakeModels, cache: ModelCache[FakePipe], key: ModelKey, *options: Any) -> None:
    with cache.use(key, *options) as pipe, models.calling(pipe, key):
        models.check()


def another_model_wants_the_memory_of_one_in_use(build: Build) -> None:
    models = two_models()
    cache = build(models)
    holder = Holder(models, cache, "a").inside()
    looks = Looks()
    other = Task(use, models, cache, B, looks)
    eventually(lambda: looks.count > 2 or models.calls["load", "b"] > 0)
    holder.done()
    other.result()
    models.check_at_rest()


def two_models_are_ready_to_build(build: Build) -> None:
    models = FakeModels({"a": (10, 10), "b": (10, 10)})
    cache = build(models)
    looks = {A: Looks(), B: Looks()}
    first: list[ModelKey] = []

    def load(key: ModelKey) -> None:
        first.append(key)
        if key == first[0]:
            other = B if key == A else A
            eventually(lambda: looks[other].count > 0 or len(first) == 2)

    models.hooks["load"] = load
    for task in [Task(use, models, cache, key, looks[key]) for key in (A, B)]:
        task.result()
    models.check_at_rest()


def two_loads_look_for_memory_at_once(build: Build) -> None:
    models = two_models()
    cache = build(models)
    both_fetched = threading.Barrier(2)
    looks = {A: Looks(), B: Looks()}
    loads: list[ModelKey] = []

    def load(key: ModelKey) -> None:
        loads.append(key)
        if len(loads) == 1:
            eventually(lambda: looks[B if key == A else A].count > 0)

    def user(key: ModelKey) -> None:
        with cache.use(key, looks[key]) as pipe, models.calling(pipe, key):
            if key == loads[0]:
                other = B if key == A else A
                looked = looks[other].count
                # A lock that is free is taken at the next look: who has looked thrice waits for memory.
                eventually(lambda: looks[other].count > looked + 2 or other in models.live)
            models.check()

    models.hooks["fetch"] = lambda key: both_fetched.wait(JOIN_S)
    models.hooks["load"] = load
    for task in [Task(user, A), Task(user, B)]:
        task.result()
    models.check_at_rest()


def a_load_fails_while_another_user_waits_for_it(build: Build) -> None:
    models = two_models()
    cache = build(models)
    loader_left = threading.Event()
    looks_after: list[None] = []

    def load(key: ModelKey) -> None:
        eventually(lambda: pins(cache, "a") == 2)
        raise OSError("injected")

    def stop() -> bool:
        if loader_left.is_set():
            looks_after.append(None)
        return len(looks_after) > 3

    def failing() -> None:
        try:
            use(models, cache, A, stop)
        finally:
            loader_left.set()

    models.hooks["load"] = load
    for error in [task.error() for task in [Task(failing), Task(failing)]]:
        assert type(error) is ModelLoadError, f"a waiter for the failed load got {error!r}"
    models.check_at_rest()


def a_model_is_unloaded_in_the_middle_of_its_load(build: Build) -> None:
    models = two_models()
    cache = build(models)
    models.hooks["load"] = cache.unload
    use(models, cache, A)
    models.check_at_rest()
    assert models.freed == ["a"]


def memory_is_wanted_while_it_is_being_freed(build: Build) -> None:
    models = FakeModels({"a": (60, 60), "b": (60, 60), "c": (60, 60)})
    cache = build(models)
    use(models, cache, A)
    freeing, looks = threading.Event(), Looks()

    def free(key: ModelKey) -> None:
        freeing.set()
        eventually(lambda: looks.count > 2 or models.calls["load", "c"] > 0)
        models.hooks.pop("free", None)

    models.hooks["free"] = free
    evicting = Task(use, models, cache, B)
    assert freeing.wait(JOIN_S)
    other = Task(use, models, cache, key_of("c"), looks)
    evicting.result()
    other.result()
    models.check_at_rest()


def two_users_share_a_model(build: Build) -> None:
    models = two_models()
    cache = build(models)
    holder = Holder(models, cache, "a").inside()
    looks = Looks()
    other = Task(use, models, cache, A, looks)
    eventually(lambda: looks.count > 2 or models.broken != [])
    holder.leave.set()
    for task in holder.task, other:
        task.result()
    models.check_at_rest()


def callers_wait_for_answers(build: Build, *, other: str = "", bad: str = "") -> list[list[str]]:
    """Let x, y and z, of sizes 3, 2, 1, wait, `other` for something else; return what was done together."""
    models = two_models()
    cache = build(models)
    holder = Holder(models, cache, "a").inside()
    models.hooks["free"] = lambda key: time.sleep(0.05)  # for those who leave late
    batches: list[list[str]] = []
    looks = Looks()

    def work(pipe: FakePipe, items: list[str], check: Callable[[], None]) -> list[str]:
        with models.calling(pipe, A):
            batches.append(items)
            if bad in items and len(batches) < 20:
                raise ValueError
            return [f"answer to {item}" for item in items]

    def caller(item: str, size: int) -> str:
        group = "other" if item == other else "same"
        return cache.answer(A, item, work, group=group, size=size, stop=lambda: looks() or looks.count > 200)

    tasks = []
    for item, size in {"x": 3, "y": 2, "z": 1}.items():
        tasks.append(Task(caller, item, size))
        eventually(lambda: pins(cache, "a") == 1 + len(tasks))
    cache.unload(A)
    holder.done()
    errors = [type(task.error()) for task in tasks]
    assert errors == [ValueError if item == bad else type(None) for item in "xyz"], f"callers got {errors}"
    results = [task.result() for task in tasks if task.error() is None]
    assert results == [f"answer to {item}" for item in "xyz" if item != bad], f"callers got {results}"
    models.check_at_rest()
    return batches


def two_of_three_wait_for_the_same(build: Build) -> None:
    batches = callers_wait_for_answers(build, other="z")
    assert batches == [["y", "x"], ["z"]], f"together: {batches}"


def three_wait_for_the_same(build: Build) -> None:
    batches = callers_wait_for_answers(build)
    assert batches == [["z", "y", "x"]], f"together: {batches}"


def one_of_three_is_bad(build: Build) -> None:
    batches = callers_wait_for_answers(build, bad="y")
    assert batches == [["z", "y", "x"], ["x"], ["y"], ["z"]], f"together: {batches}"


@dataclass(frozen=True)
class Sabotage:
    kind: type[ModelCache[FakePipe]] | type[CacheTable[FakePipe]]
    run: Callable[[Build], None]

    def build(self, models: FakeModels) -> ModelCache[FakePipe]:
        if issubclass(self.kind, ModelCache):
            return models.cache(100, self.kind)
        cache = models.cache(100)
        cache._table = self.kind(100)
        return cache

    def noticed_by(self) -> str | None:
        """Return the message of the check that noticed, None if none did."""
        try:
            self.run(self.build)
        except AssertionError as error:
            return str(error).splitlines()[0]
        return None


SABOTAGES = [
    Sabotage(PinsIgnored, another_model_wants_the_memory_of_one_in_use),
    Sabotage(NoBuildLock, two_models_are_ready_to_build),
    Sabotage(NoReservation, two_loads_look_for_memory_at_once),
    Sabotage(EvictedNotCounted, memory_is_wanted_while_it_is_being_freed),
    Sabotage(FailureLeftLying, a_load_fails_while_another_user_waits_for_it),
    Sabotage(WaitersNotWoken, a_load_fails_while_another_user_waits_for_it),
    Sabotage(InsertedUnpinned, a_model_is_unloaded_in_the_middle_of_its_load),
    Sabotage(NoLane, two_users_share_a_model),
    Sabotage(AnyGroupGoesAlong, two_of_three_wait_for_the_same),
    Sabotage(AnswersInOrderOfArrival, two_of_three_wait_for_the_same),
    Sabotage(AnsweredLeaveTwice, three_wait_for_the_same),
    Sabotage(FailedTogetherAgain, one_of_three_is_bad),
]
RUNS = {sabotage.run.__name__: sabotage.run for sabotage in SABOTAGES}


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLICE_S", 0.01)


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_the_sound_cache_passes(run: Callable[[Build], None]) -> None:
    run(lambda models: models.cache(100))


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda sabotage: sabotage.kind.__name__)
def test_the_sabotage_is_noticed(sabotage: Sabotage) -> None:
    assert sabotage.noticed_by() is not None


def main() -> int:
    patience.SLICE_S = 0.01
    unnoticed = 0
    for sabotage in SABOTAGES:
        noticed_by = sabotage.noticed_by()
        unnoticed += noticed_by is None
        print(f"{sabotage.kind.__name__:24} {sabotage.run.__name__:46} {noticed_by or 'NOT NOTICED'}")  # noqa: T201
    for name, run in RUNS.items():
        run(lambda models: models.cache(100))
        print(f"{'(sound)':24} {name:46} passes")  # noqa: T201
    return unnoticed


if __name__ == "__main__":
    sys.exit(main())
