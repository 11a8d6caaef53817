"""Sixteen threads use, stop, fail and unload at random; the invariants are looked at after every step."""

import random
import sys
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from models.cache import ModelCache, patience
from models.errors import AppError, Busy, DownloadFailed, ModelLoadError, ModelTooLarge, Stopped
from models.key import ModelKey
from tests.models.fake_models import FakeModels, FakePipe, Task, key_of

THREADS = 16
USES_PER_THREAD = 400
BUDGET_BYTES = 1000
NAMES = [f"m{number}" for number in range(12)]
TOO_LARGE = key_of(NAMES[-1])


class Dice:
    """One random stream for all threads; which thread throws when is up to the scheduler."""

    def __init__(self, seed: int) -> None:
        self._random, self._lock = random.Random(seed), threading.Lock()

    def one_in(self, sides: int) -> bool:
        with self._lock:
            return self._random.randrange(sides) == 0

    def name(self) -> str:
        """Some models are more popular than others."""
        with self._lock:
            return NAMES[min(self._random.randrange(12), self._random.randrange(12))]

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Estimates from far below to somewhat above the truth; one model is larger than the budget."""
        true = {name: self._random.randrange(50, 400) for name in NAMES[:-1]}
        sizes = {name: (int(size * self._random.uniform(0.6, 1.2)), size) for name, size in true.items()}
        return sizes | {NAMES[-1]: (BUDGET_BYTES + 1, BUDGET_BYTES + 1)}


@pytest.fixture(autouse=True)
def frequent_switches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(patience, "SLICE_S", 0.02)
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before_s)


def inject_failures(models: FakeModels, dice: Dice) -> None:
    def fail_sometimes(error: type[Exception]) -> None:
        if dice.one_in(12):
            raise error("injected")

    models.hooks = {
        "estimate": lambda key: fail_sometimes(ValueError),
        "fetch": lambda key: fail_sometimes(DownloadFailed),
        "load": lambda key: fail_sometimes(MemoryError),
        "measure": lambda key: fail_sometimes(OSError) if dice.one_in(4) else None,
        "free": lambda key: fail_sometimes(RuntimeError),
    }


def use_once(models: FakeModels, cache: ModelCache[FakePipe], key: ModelKey, dice: Dice) -> str:
    gives_up = dice.one_in(10)
    try:
        with cache.use(key, lambda: gives_up) as pipe, models.calling(pipe, key):
            assert key != TOO_LARGE
            models.check()
            if dice.one_in(15):
                cache.unload(key)
            if dice.one_in(25):
                raise ZeroDivisionError
    except (AppError, ZeroDivisionError) as error:
        assert key == TOO_LARGE or type(error) is not ModelTooLarge
        return type(error).__name__
    return "used"


def user(models: FakeModels, cache: ModelCache[FakePipe], dice: Dice) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    for _ in range(USES_PER_THREAD):
        outcomes[use_once(models, cache, key_of(dice.name()), dice)] += 1
        models.check()
        if dice.one_in(20):
            cache.unload(key_of(dice.name()))
        if dice.one_in(40):
            outcomes["dropped idle"] += cache.unload_idle()
        models.check()
    return outcomes


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_use_breaks_no_promise(seed: int) -> None:
    dice = Dice(seed)
    models = FakeModels(dice.sizes())
    cache = models.cache(BUDGET_BYTES, wait_s=30.0, idle_s=0.0)
    inject_failures(models, dice)
    outcomes: Counter[str] = Counter()
    for task in [Task(user, models, cache, dice) for _ in range(THREADS)]:
        outcomes += task.result(60.0)
    print(f"\nseed {seed}: {dict(outcomes)}, loads {sum(models.calls['load', name] for name in NAMES)}")  # noqa: T201
    models.check_at_rest()
    assert outcomes[Busy.__name__] == 0, "somebody was left waiting"
    for outcome in ["used", "dropped idle", *(e.__name__ for e in (ModelLoadError, DownloadFailed, Stopped))]:
        assert outcomes[outcome] > 0, f"the run never came to: {outcome}"
    for name in NAMES:
        cache.unload(key_of(name))
    assert cache.stats().entries == () and models.live == {}
    models.check_at_rest()
