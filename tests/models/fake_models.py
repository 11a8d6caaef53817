"""Models without weights, which keep the books of what the cache does to them."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from models.cache import ModelCache
from models.key import ModelKey
from models.progress import Report

JOIN_S = 10.0
"""How long a test waits for what must happen, before it fails."""


def key_of(name: str) -> ModelKey:
    return ModelKey("text-classification", "hub", name)


class FakeClock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class FakePipe:
    def __init__(self, key: ModelKey, size_bytes: int) -> None:
        self.key, self.size_bytes = key, size_bytes
        self.users = 0
        self.freed = False


class FakeModels:
    """The cache's callables, the truth about the memory, and the list of every broken promise.

    Args:
        sizes: name -> (estimated bytes, true bytes).
    """

    def __init__(self, sizes: dict[str, tuple[int, int]]) -> None:
        self.sizes = {key_of(name): size for name, size in sizes.items()}
        self.underestimate_bytes = max(true - estimated for estimated, true in [*self.sizes.values(), (0, 0)])
        self.hooks: dict[str, Callable[[ModelKey], object]] = {}  # run inside a step; may raise or block
        self.report: Callable[[ModelKey, Report], None] = lambda key, report: None
        self.calls: Counter[tuple[str, str]] = Counter()
        self.freed: list[str] = []  # names, in order
        self.live: dict[ModelKey, FakePipe] = {}
        self.broken: list[str] = []
        self._lock = threading.Lock()
        self._building = 0
        self._cache: ModelCache[FakePipe] | None = None

    def cache(
        self, budget_bytes: int, kind: type[ModelCache[FakePipe]] = ModelCache, **options: Any
    ) -> ModelCache[FakePipe]:
        self._cache = kind(
            fetch=self.fetch,
            estimate=self.estimate,
            load=self.load,
            measure=self.measure,
            free=self.free,
            budget_bytes=budget_bytes,
            **options,
        )
        return self._cache

    # The cache's callables.

    def estimate(self, key: ModelKey) -> int:
        self._step("estimate", key)
        return self.sizes[key][0]

    def fetch(self, key: ModelKey, report: Report) -> Path:
        entry = self._cache.stats().entry(key) if self._cache else None
        self._promise(entry is None or entry.size_bytes == 0, f"{key.model}: memory reserved before the fetch")
        self.report(key, report)
        self._step("fetch", key)
        return Path("/nowhere") / key.model

    def load(self, key: ModelKey, folder: Path) -> FakePipe:
        with self._lock:
            self._building += 1
            alone = self._building == 1
        self._promise(alone, f"{key.model}: two builds at once")
        self._promise(folder.name == key.model, f"{key.model}: the folder of another model")
        try:
            self._step("load", key)
            pipe = FakePipe(key, self.sizes[key][1])
            with self._lock:
                twin = key in self.live
                self.live[key] = pipe
            self._promise(not twin, f"{key.model}: two live pipelines of one key")
            return pipe
        finally:
            with self._lock:
                self._building -= 1

    def measure(self, pipe: FakePipe) -> int:
        try:
            self.check()  # the moment when live memory is largest
        except AssertionError as error:
            self._promise(bool(self.broken), str(error))
        self._step("measure", pipe.key)
        return pipe.size_bytes

    def free(self, pipe: FakePipe) -> None:
        with self._lock:
            in_use, twice = pipe.users > 0, pipe.freed
        self._promise(not in_use, f"{pipe.key.model}: freed while in use")
        self._promise(not twice, f"{pipe.key.model}: freed twice")
        try:
            self._step("free", pipe.key)
        finally:
            with self._lock:
                pipe.freed = True
                self.freed.append(pipe.key.model)
                if self.live.get(pipe.key) is pipe:
                    del self.live[pipe.key]

    # What a user does with a pipeline.

    @contextmanager
    def calling(self, pipe: FakePipe, key: ModelKey) -> Iterator[None]:
        with self._lock:
            pipe.users += 1
            alone, freed = pipe.users == 1, pipe.freed
        self._promise(pipe.key == key, f"{key.model}: got {pipe.key.model}")
        self._promise(alone, f"{key.model}: two users at once")
        self._promise(not freed, f"{key.model}: handed out after it was freed")
        try:
            yield
        finally:
            with self._lock:
                pipe.users -= 1
                freed = pipe.freed
            self._promise(not freed, f"{key.model}: freed under its user")

    # The invariants.

    def check(self) -> None:
        """What holds at every moment."""
        assert not self.broken, self.broken
        assert self._cache is not None
        with self._cache._changed:  # freezes the cache's books while the true ones are read
            stats = self._cache.stats()
            with self._lock:
                live_bytes = sum(pipe.size_bytes for pipe in self.live.values())
        counted_bytes = stats.resident_bytes + stats.reserved_bytes
        assert live_bytes <= counted_bytes + self.underestimate_bytes, "live memory is not counted"
        assert counted_bytes <= stats.budget_bytes + self.underestimate_bytes, "counted bytes pass the budget"
        assert live_bytes <= stats.budget_bytes + self.underestimate_bytes, "live memory passes the budget"
        for entry in stats.entries:
            assert entry.pins >= 0 and entry.size_bytes >= 0 and entry.idle_s >= 0
            assert entry.pins > 0 or entry.state != "loading", "a load that nobody has pinned"

    def check_at_rest(self) -> None:
        """What holds when nobody is in the cache or on the way to it."""
        self.check()
        assert self._cache is not None
        stats = self._cache.stats()
        assert [entry for entry in stats.entries if entry.pins or entry.state != "ready"] == []
        assert stats.reserved_bytes == 0, "a reservation was left behind"
        assert stats.resident_bytes == sum(pipe.size_bytes for pipe in self.live.values())
        assert {entry.key for entry in stats.entries} == set(self.live), "live pipelines are not the entries"
        assert not self._cache._one_use_per_thread._inside

    def _step(self, step: str, key: ModelKey) -> None:
        held = self._cache is not None and self._cache._changed._is_owned()  # type: ignore[attr-defined]
        self._promise(not held, f"{step} of {key.model} under the condition")
        with self._lock:
            self.calls[step, key.model] += 1
        if hook := self.hooks.get(step):
            hook(key)

    def _promise(self, kept: bool, otherwise: str) -> None:
        """Write a broken promise down: raised here, it would look like a failed load."""
        if not kept:
            with self._lock:
                self.broken.append(otherwise)


class Looks:
    """A stop() that never stops, and counts how often a waiter has come by."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> bool:
        self.count += 1
        return False


class Task:
    """A function in a thread of its own; result() gives what it returned or raises what it raised."""

    def __init__(self, function: Callable[..., Any], *args: Any) -> None:
        self._outcome: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(function, *args), daemon=True)
        self._thread.start()

    def _run(self, function: Callable[..., Any], *args: Any) -> None:
        try:
            self._outcome = function(*args)
        except BaseException as error:
            self._error = error

    def error(self, timeout_s: float = JOIN_S) -> BaseException | None:
        self._thread.join(timeout_s)
        assert not self._thread.is_alive(), "a thread did not come back"
        return self._error

    def result(self, timeout_s: float = JOIN_S) -> Any:
        if (error := self.error(timeout_s)) is not None:
            raise error
        return self._outcome


class Holder:
    """A user in a thread of its own who keeps the pipeline until told to leave."""

    def __init__(self, models: FakeModels, cache: ModelCache[FakePipe], name: str, **options: Any) -> None:
        self._models, self._cache, self._key, self._options = models, cache, key_of(name), options
        self.entered, self.leave = threading.Event(), threading.Event()
        self.task = Task(self._hold)

    def _hold(self) -> FakePipe:
        with self._cache.use(self._key, **self._options) as pipe, self._models.calling(pipe, self._key):
            self.entered.set()
            assert self.leave.wait(JOIN_S)
            self._models.check()
            return pipe

    def inside(self) -> "Holder":
        assert self.entered.wait(JOIN_S)
        return self

    def done(self) -> FakePipe:
        self.leave.set()
        pipe: FakePipe = self.task.result()
        return pipe


def eventually(true: Callable[[], bool]) -> None:
    """Wait for what must become true, looking every millisecond."""
    never = threading.Event()
    for _ in range(int(JOIN_S * 1000)):
        if true():
            return
        never.wait(0.001)
    raise AssertionError("it never became true")


def pins(cache: ModelCache[FakePipe], name: str) -> int:
    entry = cache.stats().entry(key_of(name))
    return 0 if entry is None else entry.pins
