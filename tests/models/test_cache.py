import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from models.cache import ModelCache, patience
from models.errors import Busy, HubUnreachable, ModelLoadError, ModelTooLarge, OutOfMemory, Stopped
from models.key import ModelKey
from models.progress import Progress, Report
from tests.models.fake_models import (
    JOIN_S,
    FakeClock,
    FakeModels,
    FakePipe,
    Holder,
    Looks,
    Task,
    eventually,
    key_of,
    pins,
)

A, B, C = key_of("a"), key_of("b"), key_of("c")


@pytest.fixture
def models() -> FakeModels:
    return FakeModels({"a": (60, 60), "b": (60, 60), "c": (30, 30), "whole": (100, 100)})


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLICE_S", 0.01)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def use(models: FakeModels, cache: ModelCache[FakePipe], key: ModelKey, **options: Any) -> FakePipe:
    with cache.use(key, **options) as pipe, models.calling(pipe, key):
        models.check()
    return pipe


def block(event: threading.Event) -> None:
    assert event.wait(JOIN_S)


# One load.


def test_a_stampede_makes_one_load_and_one_user_at_a_time(models: FakeModels) -> None:
    cache = models.cache(100)
    models.hooks["load"] = lambda key: eventually(lambda: pins(cache, "a") == 32)
    together = threading.Barrier(32)

    def user() -> FakePipe:
        together.wait(JOIN_S)
        return use(models, cache, A)

    tasks = [Task(user) for _ in range(32)]
    assert len({id(task.result()) for task in tasks}) == 1
    assert models.calls["load", "a"] == models.calls["fetch", "a"] == 1
    models.check_at_rest()
    entry = cache.stats().entry(A)
    assert entry is not None and entry.uses == 32


def test_the_second_use_loads_nothing_and_stats_tell_so(models: FakeModels) -> None:
    clock = FakeClock()
    cache = models.cache(100, clock=clock)
    models.hooks["load"] = lambda key: setattr(clock, "now_s", clock.now_s + 3)
    models.hooks["fetch"] = lambda key: setattr(clock, "now_s", clock.now_s + 50)
    for uses in 1, 2:
        with cache.use(A):
            entry = cache.stats().entry(A)
            assert entry is not None
            assert (entry.uses, entry.load_s, entry.pins, entry.idle_s) == (uses, 3, 1, 0)
            assert (entry.state, entry.size_bytes, entry.progress) == ("ready", 60, Progress("ready"))
    clock.now_s += 7
    entry = cache.stats().entry(A)
    assert entry is not None and entry.idle_s == 7
    assert cache.stats().entry(B) is None and cache.progress(B) is None


def test_fetches_overlap_and_builds_do_not(models: FakeModels) -> None:
    cache = models.cache(200)
    both_fetching = threading.Barrier(2)
    models.hooks["fetch"] = lambda key: both_fetching.wait(JOIN_S)
    order: list[str] = []
    looks = {A: Looks(), B: Looks()}
    other = {A: B, B: A}

    def load(key: ModelKey) -> None:
        order.append(f"{key.model} begins")
        if len(order) == 1:
            eventually(lambda: looks[other[key]].count > 0)  # the other one is ready to build, and must not
        order.append(f"{key.model} ends")

    models.hooks["load"] = load
    tasks = [Task(lambda key=key: use(models, cache, key, stop=looks[key])) for key in (A, B)]
    for task in tasks:
        task.result()
    assert order in (
        ["a begins", "a ends", "b begins", "b ends"],
        ["b begins", "b ends", "a begins", "a ends"],
    )
    models.check_at_rest()


def test_a_waiter_sees_the_progress_of_the_load(models: FakeModels) -> None:
    cache = models.cache(100)
    half, seen = Progress("downloading", 50, 100), threading.Event()
    late: list[Report] = []

    def report_half(key: ModelKey, report: Report) -> None:
        late.append(report)
        report(half)
        block(seen)

    models.report = report_half
    loader = Task(use, models, cache, A)
    eventually(lambda: cache.progress(A) == half)
    waiter = Task(use, models, cache, A)
    eventually(lambda: pins(cache, "a") == 2)
    entry = cache.stats().entry(A)
    assert entry is not None and (entry.state, entry.progress) == ("loading", half)
    seen.set()
    assert loader.result() is waiter.result()
    late[0](half)  # a download thread that reports after the end is not believed
    assert cache.progress(A) == Progress("ready")


def test_stats_do_not_wait_for_a_load(models: FakeModels) -> None:
    cache = models.cache(100)
    loading, go_on = threading.Event(), threading.Event()

    def load(key: ModelKey) -> None:
        loading.set()
        block(go_on)

    models.hooks["load"] = load
    loader = Task(use, models, cache, A)
    block(loading)
    stats = Task(cache.stats).result()
    assert (stats.resident_bytes, stats.reserved_bytes, stats.budget_bytes) == (0, 60, 100)
    assert stats.entries[0].progress == Progress("loading")
    go_on.set()
    loader.result()


# The lane.


def test_the_lane_is_first_come_first_served(models: FakeModels) -> None:
    cache = models.cache(100)
    first = Holder(models, cache, "a").inside()
    order: list[int] = []

    def user(number: int) -> None:
        with cache.use(A) as pipe, models.calling(pipe, A):
            order.append(number)

    tasks = []
    for number in range(8):
        tasks.append(Task(user, number))
        eventually(lambda: pins(cache, "a") == len(tasks) + 1)
    assert order == []
    first.done()
    for task in tasks:
        task.result()
    assert order == list(range(8))
    models.check_at_rest()


def test_one_who_leaves_the_line_does_not_hold_up_the_next(models: FakeModels) -> None:
    cache = models.cache(100)
    first = Holder(models, cache, "a").inside()
    gone = threading.Event()
    second = Task(lambda: use(models, cache, A, stop=gone.is_set))
    eventually(lambda: pins(cache, "a") == 2)
    third = Task(use, models, cache, A)
    eventually(lambda: pins(cache, "a") == 3)
    gone.set()
    assert isinstance(second.error(), Stopped)
    assert pins(cache, "a") == 2
    first.done()
    third.result()
    models.check_at_rest()


def test_different_keys_run_in_parallel(models: FakeModels) -> None:
    cache = models.cache(100)
    both_inside = threading.Barrier(2)

    def user(key: ModelKey) -> None:
        with cache.use(key) as pipe, models.calling(pipe, key):
            both_inside.wait(JOIN_S)

    for task in [Task(user, A), Task(user, C)]:
        task.result()
    models.check_at_rest()


def test_nested_use_is_refused_at_once_and_harms_nothing(models: FakeModels) -> None:
    cache = models.cache(100)
    with cache.use(A):
        for key in A, C:
            with pytest.raises(RuntimeError, match="inside"), cache.use(key):
                pass
    with cache.use(C):
        pass
    models.check_at_rest()


def test_a_load_that_uses_the_cache_is_nested_too(models: FakeModels) -> None:
    cache = models.cache(100)

    def load(key: ModelKey) -> None:
        with cache.use(C):
            pass

    models.hooks["load"] = load
    with pytest.raises(ModelLoadError) as caught:
        use(models, cache, A)
    assert isinstance(caught.value.__cause__, RuntimeError)
    models.check_at_rest()


def test_a_use_left_in_another_thread_does_not_block_its_first_thread(models: FakeModels) -> None:
    cache = models.cache(100)
    abandoned = cache.use(A)
    abandoned.__enter__()
    Task(abandoned.__exit__, None, None, None).result()
    use(models, cache, A)
    models.check_at_rest()


def test_an_error_of_the_user_passes_through(models: FakeModels) -> None:
    cache = models.cache(100)
    with pytest.raises(ZeroDivisionError), cache.use(A):
        raise ZeroDivisionError
    models.check_at_rest()


# Memory.


def test_the_least_recently_used_goes_first_by_bytes() -> None:
    models = FakeModels({"a": (30, 30), "b": (30, 30), "c": (30, 30), "d": (50, 50)})
    clock = FakeClock()
    cache = models.cache(100, clock=clock)
    for name in "abca":
        clock.now_s += 1
        use(models, cache, key_of(name))
    use(models, cache, key_of("d"))
    assert models.freed == ["b", "c"]
    models.check_at_rest()


def test_an_idle_entry_is_not_evicted_in_vain(models: FakeModels) -> None:
    cache = models.cache(100, wait_s=0.0)
    held = Holder(models, cache, "a").inside()
    use(models, cache, C)
    with pytest.raises(Busy):
        use(models, cache, key_of("whole"))
    assert models.freed == []
    held.done()
    use(models, cache, key_of("whole"))
    assert models.freed == ["c", "a"], "exactly the budget fits"
    models.check_at_rest()


def test_pinned_entries_survive_and_the_load_waits_for_them(models: FakeModels) -> None:
    cache = models.cache(100)
    held, looks = Holder(models, cache, "a").inside(), Looks()
    other = Task(lambda: use(models, cache, B, stop=looks))
    eventually(lambda: looks.count > 0)
    assert models.freed == [] and cache.progress(B) == Progress("waiting")
    held.done()
    other.result()
    assert models.freed == ["a"]
    models.check_at_rest()


def test_too_large_is_said_at_once_with_both_numbers_and_without_a_download() -> None:
    models = FakeModels({"huge": (2_000_000_000, 2_000_000_000)})
    cache = models.cache(1_000_000_000)
    both = threading.Barrier(2)
    models.hooks["estimate"] = lambda key: eventually(lambda: pins(cache, "huge") == 2)

    def user() -> None:
        both.wait(JOIN_S)
        use(models, cache, key_of("huge"))

    errors = [task.error() for task in [Task(user), Task(user)]]
    assert errors[0] is not errors[1]
    for error in errors:
        assert type(error) is ModelTooLarge
        assert (error.model, error.need_bytes, error.budget_bytes) == ("huge", 2_000_000_000, 1_000_000_000)
        assert "2,000 MB" in str(error) and "1,000 MB" in str(error)
    assert models.calls["fetch", "huge"] == 0
    models.check_at_rest()


def test_a_load_that_measures_more_than_estimated_displaces_idle_ones() -> None:
    models = FakeModels({"a": (40, 40), "b": (40, 70)})
    cache = models.cache(100)
    use(models, cache, A)
    with cache.use(B):
        assert models.freed == ["a"]
        assert cache.stats().resident_bytes == 70
    models.check_at_rest()


def test_more_than_the_whole_budget_is_served_and_goes_first() -> None:
    models = FakeModels({"a": (90, 120), "b": (10, 10)})
    cache = models.cache(100, wait_s=0.0)
    with cache.use(A):
        assert cache.stats().resident_bytes == 120
        assert isinstance(Task(use, models, cache, B).error(), Busy)
    assert use(models, cache, A).freed is False, "kept while nothing else is wanted"
    use(models, cache, B)
    assert models.freed == ["a"]
    models.check_at_rest()


def test_two_underestimates_do_not_add_up() -> None:
    models = FakeModels({"a": (50, 70), "b": (50, 70)})
    cache = models.cache(100)
    looks = {A: Looks(), B: Looks()}
    first: list[ModelKey] = []

    def load(key: ModelKey) -> None:
        if not first:
            first.append(key)
            eventually(lambda: looks[B if key == A else A].count > 0)  # both have reserved 50

    models.hooks["load"] = load
    for task in [Task(lambda key=key: use(models, cache, key, stop=looks[key])) for key in (A, B)]:
        task.result()
    assert models.freed == [first[0].model]
    models.check_at_rest()


def test_what_cannot_be_measured_is_freed_before_the_next_build() -> None:
    models = FakeModels({"a": (10, 40), "b": (10, 40)})
    cache = models.cache(100)
    looks, built = Looks(), threading.Event()

    def other_waits(key: ModelKey) -> None:
        looked = looks.count
        eventually(lambda: looks.count > looked + 2 or built.is_set())

    def measure(key: ModelKey) -> None:
        if key == A:
            raise OSError
        built.set()
        models.check()
        assert models.freed == ["a"]

    models.hooks = {"load": lambda key: other_waits(key) if key == A else None, "measure": measure}
    models.hooks["free"] = other_waits
    first = Task(use, models, cache, A)
    eventually(lambda: cache.progress(A) == Progress("loading"))
    second = Task(lambda: use(models, cache, B, stop=looks))
    assert isinstance(first.error(), ModelLoadError)
    second.result()
    models.check_at_rest()


def test_bytes_count_until_the_freeing_has_returned(models: FakeModels) -> None:
    cache = models.cache(100, wait_s=0.0)
    freeing, go_on = threading.Event(), threading.Event()

    def free(key: ModelKey) -> None:
        freeing.set()
        block(go_on)

    use(models, cache, A)
    models.hooks["free"] = free
    unloader = Task(cache.unload, A)
    block(freeing)
    assert cache.stats().resident_bytes == 60
    assert [entry.state for entry in cache.stats().entries] == ["stale"]
    with pytest.raises(Busy):
        use(models, cache, B)
    go_on.set()
    assert unloader.result() is True
    use(models, cache, B)
    models.check_at_rest()


def test_memory_on_its_way_out_is_not_evicted_for_twice() -> None:
    models = FakeModels({"a": (50, 50), "c": (50, 50), "b": (50, 50)})
    cache = models.cache(100)
    use(models, cache, C)
    use(models, cache, A)
    freeing, go_on = threading.Event(), threading.Event()

    def free(key: ModelKey) -> None:
        freeing.set()
        block(go_on)

    models.hooks["free"] = free
    unloader = Task(cache.unload, A)
    block(freeing)
    assert cache.unload(A) is True, "still here, and not freed a second time"
    looks = Looks()
    user = Task(lambda: use(models, cache, B, stop=looks))
    eventually(lambda: looks.count > 0)
    go_on.set()
    user.result()
    unloader.result()
    assert models.freed == ["a"]
    models.check_at_rest()


def test_the_cache_keeps_no_reference_to_what_it_freed(models: FakeModels) -> None:
    cache = models.cache(100)
    gone = weakref.ref(use(models, cache, A))
    assert gone() is not None
    during: list[object] = []
    models.hooks["free"] = lambda key: during.append(cache._table._entries[key].pipe)
    cache.unload(A)
    gc.collect()
    assert gone() is None and during == [None]


def test_a_free_that_raises_breaks_nothing(models: FakeModels) -> None:
    cache = models.cache(100)

    def free(key: ModelKey) -> None:
        raise OSError("device lost")

    models.hooks["free"] = free
    use(models, cache, A)
    use(models, cache, B)
    assert cache.unload(B) is True
    assert cache.stats().entries == ()
    models.check_at_rest()


def test_a_free_that_is_interrupted_leaves_nothing_half_gone(models: FakeModels) -> None:
    clock = FakeClock()
    cache = models.cache(100, clock=clock, idle_s=0.0)
    use(models, cache, A)
    use(models, cache, C)
    clock.now_s += 1

    def free(key: ModelKey) -> None:
        raise KeyboardInterrupt

    models.hooks["free"] = free
    with pytest.raises(KeyboardInterrupt):
        cache.unload_idle()
    assert sorted(models.freed) == ["a", "c"] and cache.stats().entries == ()
    models.check_at_rest()


# Unloading.


def test_unload_drops_what_is_idle_and_says_what_was_there(models: FakeModels) -> None:
    cache = models.cache(100)
    assert cache.unload(A) is False
    use(models, cache, A)
    assert cache.unload(A) is True
    assert models.freed == ["a"] and cache.unload(A) is False
    models.check_at_rest()


def test_unload_of_a_pinned_entry_waits_for_its_last_user(models: FakeModels) -> None:
    cache = models.cache(100)
    first = Holder(models, cache, "a").inside()
    second = Holder(models, cache, "a")
    eventually(lambda: pins(cache, "a") == 2)
    assert cache.unload(A) is True
    assert models.freed == [] and [entry.state for entry in cache.stats().entries] == ["stale"]
    looks = Looks()
    late = Task(lambda: use(models, cache, A, stop=looks))
    eventually(lambda: looks.count > 0)
    assert pins(cache, "a") == 2, "a new user does not join a stale entry"
    old = first.done()
    assert second.inside().done() is old, "who came before the unload still gets it"
    assert late.result() is not old
    assert models.freed == ["a"] and models.calls["load", "a"] == 2
    models.check_at_rest()


def test_unload_during_the_load_takes_effect_after_the_use(models: FakeModels) -> None:
    cache = models.cache(100)
    models.hooks["load"] = cache.unload
    use(models, cache, A)
    assert models.freed == ["a"] and cache.stats().entries == ()
    models.check_at_rest()


def test_a_failed_load_that_was_unloaded_meanwhile_leaves_nothing(models: FakeModels) -> None:
    cache = models.cache(100)

    def load(key: ModelKey) -> None:
        cache.unload(key)
        raise OSError

    models.hooks["load"] = load
    with pytest.raises(ModelLoadError):
        use(models, cache, A)
    models.check_at_rest()


def test_unload_idle_drops_what_was_idle_for_too_long(models: FakeModels) -> None:
    clock = FakeClock()
    cache = models.cache(200, clock=clock, idle_s=100.0)
    held = Holder(models, cache, "b").inside()
    use(models, cache, A)
    clock.now_s += 60
    use(models, cache, C)
    clock.now_s += 40
    assert cache.unload_idle() == 0, "not longer than idle_s"
    clock.now_s += 20
    assert cache.unload_idle() == 1
    assert models.freed == ["a"]
    clock.now_s += 1000
    assert cache.unload_idle() == 1 and models.freed == ["a", "c"], "pinned is not idle"
    held.done()
    assert cache.unload_idle() == 0, "idle since its release, not since its load"
    models.check_at_rest()


# Failures.


@pytest.mark.parametrize("step", ["estimate", "fetch", "load", "measure"])
def test_each_waiter_gets_its_own_error_and_the_next_call_tries_again(models: FakeModels, step: str) -> None:
    cache = models.cache(100)
    cause = OSError("/secret/path: Unable to load weights from pytorch checkpoint")

    def fail(key: ModelKey) -> None:
        eventually(lambda: pins(cache, "a") == 5)
        raise cause

    models.hooks[step] = fail
    errors = [task.error() for task in [Task(use, models, cache, A) for _ in range(5)]]
    assert len({id(error) for error in errors}) == 5
    for error in errors:
        assert type(error) is ModelLoadError and error.__cause__ is cause
        assert "a could not be loaded" in str(error) and "secret" not in str(error)
    assert models.calls[step, "a"] == 1
    assert cache.stats().entries == ()
    models.check_at_rest()
    del models.hooks[step]
    use(models, cache, A)
    models.check_at_rest()


@pytest.mark.parametrize("step", ["estimate", "fetch", "load"])
def test_an_app_error_reaches_the_loader_as_it_is_and_waiters_as_a_copy(models: FakeModels, step: str) -> None:
    cache = models.cache(100)
    original = HubUnreachable("The Hub cannot be reached. Choose the starter model.")

    def fail(key: ModelKey) -> None:
        eventually(lambda: pins(cache, "a") == 3)
        raise original

    models.hooks[step] = fail
    errors = [task.error() for task in [Task(use, models, cache, A) for _ in range(3)]]
    assert sum(error is original for error in errors) == 1
    assert len({id(error) for error in errors}) == 3
    assert {(type(error), str(error)) for error in errors} == {(HubUnreachable, str(original))}
    models.check_at_rest()


def test_a_local_folder_is_named_without_its_path(models: FakeModels) -> None:
    cache = models.cache(100)
    key = ModelKey("text-classification", "local", "/home/ann/models/mine")
    with pytest.raises(ModelLoadError, match=r"^mine could not be loaded") as caught, cache.use(key):
        pass
    assert "/" not in str(caught.value)


@pytest.mark.parametrize("step", ["estimate", "fetch", "load", "measure"])
def test_an_interrupted_loader_cleans_up_and_a_waiter_takes_over(models: FakeModels, step: str) -> None:
    cache = models.cache(100)

    def interrupt(key: ModelKey) -> None:
        if models.calls[step, "a"] == 1:
            eventually(lambda: pins(cache, "a") == 3)
            raise KeyboardInterrupt

    models.hooks[step] = interrupt
    errors = [task.error() for task in [Task(use, models, cache, A) for _ in range(3)]]
    assert sorted(type(error).__name__ for error in errors) == ["KeyboardInterrupt", "NoneType", "NoneType"]
    models.check_at_rest()


def test_a_failed_load_keeps_nothing_of_the_half_built_model_alive(models: FakeModels) -> None:
    cache = models.cache(100)
    weights: list[weakref.ref[FakePipe]] = []

    def load(key: ModelKey) -> None:
        half = FakePipe(key, 30)
        weights.append(weakref.ref(half))
        raise MemoryError

    models.hooks["load"] = load
    with pytest.raises(OutOfMemory) as caught:
        use(models, cache, A)
    assert caught.value.__cause__ is not None and caught.value.__cause__.__traceback__ is not None
    assert weights[0]() is None


def out_of_memory_until(models: FakeModels, freed: list[str]) -> None:
    """Let loads fail for want of memory until these have been freed."""

    def load(key: ModelKey) -> None:
        if models.freed != freed:
            raise MemoryError

    models.hooks["load"] = load


def test_a_load_that_runs_out_of_memory_drops_what_nobody_uses_and_tries_once_more(models: FakeModels) -> None:
    cache = models.cache(200)
    held = Holder(models, cache, "b").inside()
    use(models, cache, C)
    out_of_memory_until(models, ["c"])
    use(models, cache, A)
    assert models.calls["load", "a"] == 2 and models.freed == ["c"]
    held.done()
    models.check_at_rest()


def test_a_load_that_runs_out_of_memory_again_says_so_to_each(models: FakeModels) -> None:
    cache = models.cache(200)
    use(models, cache, C)

    def load(key: ModelKey) -> None:
        eventually(lambda: pins(cache, "a") == 3)
        raise MemoryError

    models.hooks["load"] = load
    errors = [task.error() for task in [Task(use, models, cache, A) for _ in range(3)]]
    assert {type(error) for error in errors} == {OutOfMemory} and len({id(error) for error in errors}) == 3
    assert models.calls["load", "a"] == 2
    models.check_at_rest()
    models.hooks.clear()
    use(models, cache, A)
    models.check_at_rest()


def test_a_run_that_runs_out_of_memory_is_tried_once_more_with_room(models: FakeModels) -> None:
    cache = models.cache(200)
    use(models, cache, C)
    tries: list[list[str]] = []

    def run(enough: int) -> str:
        tries.append(models.freed.copy())
        if len(tries) < enough:
            raise MemoryError
        return "answer"

    with cache.use(A) as pipe, models.calling(pipe, A):
        assert cache.with_room(A, lambda: run(2)) == "answer"
        assert tries == [[], ["c"]]
        tries.clear()
        with pytest.raises(OutOfMemory, match="smaller"):
            cache.with_room(A, lambda: run(3))
        assert len(tries) == 2
        with pytest.raises(ZeroDivisionError):
            cache.with_room(A, lambda: 1 / 0)
    models.check_at_rest()


# Waiting.


def test_busy_when_memory_stays_taken(models: FakeModels) -> None:
    clock = FakeClock()
    cache = models.cache(100, clock=clock, wait_s=600.0)
    held, looks = Holder(models, cache, "a").inside(), Looks()
    other = Task(lambda: use(models, cache, B, stop=looks))
    eventually(lambda: looks.count > 0)
    clock.now_s += 599
    looked = looks.count
    eventually(lambda: looks.count > looked + 1)
    clock.now_s += 1
    error = other.error()
    assert isinstance(error, Busy) and (error.model, error.wait_s) == (B.model, 600.0)
    assert cache.stats().entry(B) is None and cache.stats().reserved_bytes == 0
    held.done()
    models.check_at_rest()


def test_busy_in_the_lane_and_behind_a_stale_entry(models: FakeModels) -> None:
    cache = models.cache(100, wait_s=0.0)
    held = Holder(models, cache, "a").inside()
    with pytest.raises(Busy):
        use(models, cache, A)
    cache.unload(A)
    with pytest.raises(Busy):
        use(models, cache, A)
    assert pins(cache, "a") == 1
    held.done()
    models.check_at_rest()


def test_busy_behind_a_load_and_behind_a_build(models: FakeModels) -> None:
    cache = models.cache(200, wait_s=0.0)
    loading, go_on = threading.Event(), threading.Event()

    def load(key: ModelKey) -> None:
        loading.set()
        block(go_on)

    models.hooks["load"] = load
    loader = Task(use, models, cache, A)
    block(loading)
    for key in A, B:
        with pytest.raises(Busy):
            use(models, cache, key)
    go_on.set()
    loader.result()
    models.check_at_rest()


def test_the_own_download_and_build_are_not_waiting(models: FakeModels) -> None:
    clock = FakeClock()
    cache = models.cache(100, clock=clock, wait_s=10.0)
    held, looks = Holder(models, cache, "a").inside(), Looks()
    models.hooks["fetch"] = lambda key: setattr(clock, "now_s", clock.now_s + 5000)
    other = Task(lambda: use(models, cache, B, stop=looks))
    eventually(lambda: looks.count > 0)
    held.done()
    other.result()
    models.check_at_rest()


def test_stop_ends_a_download_and_builds_nothing(models: FakeModels) -> None:
    cache = models.cache(100)
    gone = threading.Event()

    def report(key: ModelKey, report: Report) -> None:
        report(Progress("downloading", 1, 2))
        gone.set()
        report(Progress("downloading", 2, 2))
        raise AssertionError("the download went on")

    models.report = report
    with pytest.raises(Stopped):
        use(models, cache, A, stop=gone.is_set)
    assert models.calls["load", "a"] == 0
    models.check_at_rest()


def test_stop_in_the_last_moment_of_a_download_evicts_nothing(models: FakeModels) -> None:
    cache = models.cache(100)
    use(models, cache, A)
    gone = threading.Event()
    models.hooks["fetch"] = lambda key: gone.set()
    with pytest.raises(Stopped):
        use(models, cache, B, stop=gone.is_set)
    assert (models.calls["load", "b"], models.freed) == (0, [])
    models.check_at_rest()


def test_what_the_files_themselves_tell_counts(models: FakeModels) -> None:
    cache = models.cache(100)
    models.hooks["fetch"] = lambda key: models.sizes.update({A: (150, 150)})
    with pytest.raises(ModelTooLarge):
        use(models, cache, A)
    assert models.calls["load", "a"] == 0
    models.check_at_rest()


def test_why_a_load_failed_is_logged(models: FakeModels, caplog: pytest.LogCaptureFixture) -> None:
    cache = models.cache(100)

    def load(key: ModelKey) -> None:
        raise OSError("the disk is gone")

    models.hooks["load"] = load
    with pytest.raises(ModelLoadError):
        use(models, cache, A)
    assert "the disk is gone" in caplog.text
    models.check_at_rest()


def test_waiters_behind_a_loader_who_gave_up_try_themselves(models: FakeModels) -> None:
    cache = models.cache(100)
    held, gone, waited = Holder(models, cache, "a").inside(), threading.Event(), threading.Event()

    def stop() -> bool:
        waited.set()
        return gone.is_set()

    loader = Task(lambda: use(models, cache, B, stop=stop))
    block(waited)
    waiter = Task(use, models, cache, B)
    eventually(lambda: pins(cache, "b") == 2)
    gone.set()
    assert isinstance(loader.error(), Stopped)
    held.done()
    assert waiter.result().key == B
    models.check_at_rest()


def test_stop_is_looked_at_four_times_a_second(models: FakeModels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert patience.SLICE_S <= 0.25
    cache = models.cache(100)
    held = Holder(models, cache, "a").inside()
    looks: list[None] = []

    def stop() -> bool:
        looks.append(None)
        return len(looks) == 3

    assert isinstance(Task(lambda: use(models, cache, A, stop=stop)).error(3 * 0.25 + 1), Stopped)
    held.done()
    models.check_at_rest()


def test_a_stop_that_raises_releases_the_pin(models: FakeModels) -> None:
    cache = models.cache(100)
    held = Holder(models, cache, "a").inside()

    def stop() -> bool:
        raise ValueError

    with pytest.raises(ValueError), cache.use(A, stop):
        pass
    assert pins(cache, "a") == 1
    held.done()
    models.check_at_rest()
