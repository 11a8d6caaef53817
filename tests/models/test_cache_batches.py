"""Those who wait for the same are answered together: who with whom, what a failure and Stop do, what stays promised."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from models.cache import ModelCache, patience
from models.cache.batch import ALONE_COSTS, MOST, PADDED, Errand, who_goes_along
from models.errors import BadInput, Busy, ModelLoadError, OutOfMemory, Stopped
from models.key import ModelKey
from tests.models.fake_models import JOIN_S, FakeModels, FakePipe, Holder, Looks, Task, eventually, key_of, pins

A, B = key_of("a"), key_of("b")


@pytest.fixture
def models() -> FakeModels:
    return FakeModels({"a": (60, 60), "b": (60, 60)})


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLICE_S", 0.01)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


class Office:
    """Callers of one model, and the list of what was done together.

    `during` runs inside the work, with the items and the work's check; it may raise or wait.
    """

    def __init__(self, models: FakeModels, budget_bytes: int = 100, **options: Any) -> None:
        self.models, self.cache = models, models.cache(budget_bytes, **options)
        self.batches: list[list[Any]] = []
        self.during: Callable[[list[Any], Callable[[], None]], object] = lambda items, check: None

    def work(self, pipe: FakePipe, items: list[Any], check: Callable[[], None]) -> list[str]:
        with self.models.calling(pipe, pipe.key):
            self.models.check()
            self.batches.append(items)
            self.during(items, check)
            return [f"answer to {item}" for item in items]

    def call(self, item: Any, group: str = "same", **options: Any) -> str:
        return self.cache.answer(options.pop("key", A), item, self.work, group=group, **options)

    def line(self, *items: Any, groups: str = "", **options: Any) -> list[Task]:
        """Let callers join the line in this order; groups names a group each, by a letter."""
        tasks = []
        for number, item in enumerate(items):
            before = pins(self.cache, "a")
            group = groups[number] if groups else "same"
            tasks.append(Task(lambda item=item, group=group: self.call(item, group, **options)))
            eventually(lambda before=before: pins(self.cache, "a") == before + 1)
        return tasks


def wait_for(event: threading.Event) -> None:
    assert event.wait(JOIN_S)


# Who is answered with whom.


def test_nobody_waits_for_company(models: FakeModels) -> None:
    office = Office(models)
    assert [office.call(item) for item in "xyz"] == ["answer to x", "answer to y", "answer to z"]
    assert office.batches == [["x"], ["y"], ["z"]]
    models.check_at_rest()


def test_those_who_wait_are_answered_together_each_with_its_own(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    tasks = office.line(*"vwxyz")
    holder.done()
    assert [task.result() for task in tasks] == [f"answer to {item}" for item in "vwxyz"]
    assert office.batches == [list("vwxyz")]
    entry = office.cache.stats().entry(A)
    assert entry is not None and (entry.uses, entry.pins) == (6, 0)
    models.check_at_rest()


def test_a_stampede_is_one_load_and_a_batch(models: FakeModels) -> None:
    office = Office(models)
    models.hooks["load"] = lambda key: eventually(lambda: pins(office.cache, "a") == MOST)
    tasks = [Task(office.call, number) for number in range(MOST)]
    assert [task.result() for task in tasks] == [f"answer to {number}" for number in range(MOST)]
    assert models.calls["load", "a"] == 1 and [len(batch) for batch in office.batches] == [MOST]
    models.check_at_rest()


def test_another_group_in_between_has_its_turn_next(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    tasks = office.line("p1", "q1", "p2", "q2", "p3", groups="pqpqp")
    office.during = lambda items, check: tasks.extend(office.line("p4", groups="p")) if items[0] == "p1" else None
    holder.done()
    eventually(lambda: len(tasks) == 6)
    for task in tasks:
        task.result()
    assert office.batches == [["p1", "p2", "p3"], ["q1", "q2"], ["p4"]], "who came late does not pass the other group"
    models.check_at_rest()


def test_one_who_has_the_pipeline_to_himself_keeps_his_place_in_the_line(models: FakeModels) -> None:
    office = Office(models)
    first = Holder(models, office.cache, "a").inside()
    before = office.line("p1")
    second = Holder(models, office.cache, "a")
    eventually(lambda: pins(office.cache, "a") == 3)
    after = office.line("p2")
    first.done()
    second.inside()
    assert [task.result() for task in [*before, *after]] == ["answer to p1", "answer to p2"]
    second.done()
    assert office.batches == [["p1", "p2"]]
    models.check_at_rest()


def test_the_smallest_comes_first_and_answers_find_their_callers(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    sizes = [9, 3, 7, 1]
    tasks = []
    for size in sizes:
        tasks += office.line(size, size=size)
    holder.done()
    assert [task.result() for task in tasks] == [f"answer to {size}" for size in sizes]
    assert office.batches == [sorted(sizes)]


@dataclass
class Standing:
    errand: Errand | None


def along(head: int, *others: int, at_once: int = 1) -> list[int]:
    places = [Standing(Errand(size, "same", size)) for size in others]
    first = Errand(head, "same", head, at_once=at_once)
    return [place.errand.size for place in who_goes_along(first, places) if place.errand]


def test_no_batch_is_larger_than_its_bounds() -> None:
    assert len(along(1, *[1] * 100)) == MOST - 1
    chosen = along(PADDED // 4, *[PADDED // 4] * 10)
    assert len(chosen) == 3, "four of a quarter each"
    assert along(2 * PADDED, 2 * PADDED) == [], "what is larger goes by itself"


def test_short_texts_do_not_go_with_long_ones() -> None:
    assert along(500, 10, 480, 20) == [480]
    assert along(10, 500, 20, 12) == [20, 12]
    assert along(10, 9 + ALONE_COSTS // 2, 10) == [9 + ALONE_COSTS // 2, 10], "a little padding is cheaper than a call"
    assert along(10, 11 + ALONE_COSTS // 2, 10) == [10], "a call is cheaper than more"
    assert along(30, 60, 10, 30, 60, 60, 35) == [10, 30, 35], "with the nearest in size, not with who came first"


def test_where_several_batches_are_done_at_once_the_nearest_go_too() -> None:
    sizes = (10, 500, 250, 12, 510, 240)
    assert along(11, *sizes, at_once=2) == [10, 250, 12, 240]
    assert along(245, *sizes, at_once=2) in ([250, 240, 10, 12], [500, 250, 510, 240])
    assert along(11, *sizes, at_once=3) == list(sizes)
    assert along(500, 10, at_once=4) == [10]
    assert len(along(1, *[1] * 20, *[600] * 20, at_once=2)) == 20, "all together are no more than one batch may be"


def cost_of(sizes: list[int]) -> int:
    return len(sizes) * max(sizes) + ALONE_COSTS


@pytest.mark.parametrize("seed", range(20))
def test_all_who_wait_cost_least_together(seed: int) -> None:
    """Compared with every division of up to seven errands into batches."""
    chance = random.Random(seed)
    sizes = [chance.randint(1, 120) for _ in range(chance.randint(2, 7))]
    batch = sorted([sizes[0], *along(*sizes)])
    rest = list((Counter(sizes) - Counter(batch)).elements())

    def least(left: list[int]) -> int:
        if not left:
            return 0
        first, *others = left
        ways = [chosen for count in range(len(left)) for chosen in combinations(range(len(others)), count)]
        return min(
            cost_of([first, *(others[one] for one in way)])
            + least([size for number, size in enumerate(others) if number not in way])
            for way in ways
        )

    assert cost_of(batch) + least(rest) == least(sizes)


def test_only_the_same_group_that_still_waits_goes_along() -> None:
    places = [
        Standing(None),
        Standing(Errand("other", "another")),
        Standing(Errand("taken", "same", state="taken")),
        Standing(Errand("alone", "same", state="alone")),
        Standing(Errand("waits", "same")),
    ]
    assert who_goes_along(Errand("head", "same"), places) == places[-1:]
    assert who_goes_along(Errand("head", "same", state="alone"), places) == []


# Failures.


def test_a_bad_item_fails_alone(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    tasks = office.line(*"xybz")

    def spoil(items: list[Any], check: Callable[[], None]) -> None:
        if "b" in items:
            raise BadInput("b is bad")

    office.during = spoil
    holder.done()
    errors = [task.error() for task in tasks]
    assert [type(error) for error in errors] == [type(None), type(None), BadInput, type(None)]
    assert [tasks[place].result() for place in (0, 1, 3)] == ["answer to x", "answer to y", "answer to z"]
    assert office.batches == [list("xybz"), ["x"], ["y"], ["b"], ["z"]]
    models.check_at_rest()
    assert office.call("next") == "answer to next"


def test_too_little_memory_for_all_suffices_for_each(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()

    def run_out(items: list[Any], check: Callable[[], None]) -> None:
        if len(items) > 1 or items == ["y"]:
            raise MemoryError

    office.during = run_out
    tasks = office.line(*"xyz")
    holder.done()
    assert [type(task.error()) for task in tasks] == [type(None), OutOfMemory, type(None)]
    assert office.batches == [list("xyz"), ["x"], ["y"], ["y"], ["z"]]
    models.check_at_rest()


def test_a_work_that_loses_an_answer_gives_nobody_anothers(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()

    def work(pipe: FakePipe, items: list[str], check: Callable[[], None]) -> list[str]:
        return [f"answer to {item}" for item in items[: max(1, len(items) - 1)]]

    office.work = work  # type: ignore[method-assign]
    tasks = office.line(*"xyz")
    holder.done()
    assert [task.result() for task in tasks] == ["answer to x", "answer to y", "answer to z"]
    models.check_at_rest()


def test_one_item_with_no_answer_is_an_error(models: FakeModels) -> None:
    with pytest.raises(RuntimeError, match="1 items, 0 results"):
        models.cache(100).answer(A, "x", lambda pipe, items, check: [], group="same")
    models.check_at_rest()


@pytest.mark.parametrize("error", [KeyboardInterrupt, Stopped])
def test_who_is_interrupted_while_working_for_others_leaves_the_work_to_them(
    models: FakeModels, error: type[BaseException]
) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()

    def interrupt(items: list[Any], check: Callable[[], None]) -> None:
        if len(office.batches) == 1:
            raise error

    office.during = interrupt
    tasks = office.line(*"xyz")
    holder.done()
    assert isinstance(tasks[0].error(), error)
    assert [task.result() for task in tasks[1:]] == ["answer to y", "answer to z"]
    assert office.batches == [list("xyz"), list("yz")]
    models.check_at_rest()


def test_a_load_that_fails_fails_for_each_with_an_error_of_its_own(models: FakeModels) -> None:
    office = Office(models)

    def fail(key: ModelKey) -> None:
        eventually(lambda: pins(office.cache, "a") == 4)
        raise OSError

    models.hooks["load"] = fail
    errors = [task.error() for task in [Task(office.call, number) for number in range(4)]]
    assert {type(error) for error in errors} == {ModelLoadError} and len(set(map(id, errors))) == 4
    assert office.batches == []
    models.check_at_rest()


# Stop.


def test_who_stops_before_the_batch_takes_the_item_out(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    gone = threading.Event()
    first = office.line("x")
    stopped = office.line("y", stop=gone.is_set)
    last = office.line("z")
    gone.set()
    assert isinstance(stopped[0].error(), Stopped)
    holder.done()
    assert [task.result() for task in [*first, *last]] == ["answer to x", "answer to z"]
    assert office.batches == [["x", "z"]]
    models.check_at_rest()


def test_who_stops_within_the_batch_leaves_at_once_and_the_others_get_theirs(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    gone, working, go_on = threading.Event(), threading.Event(), threading.Event()

    def wait(items: list[Any], check: Callable[[], None]) -> None:
        working.set()
        wait_for(go_on)
        check()

    office.during = wait
    first = office.line("x", stop=gone.is_set)
    second = office.line("y", stop=gone.is_set)
    third = office.line("z")
    holder.done()
    wait_for(working)
    gone.set()
    assert isinstance(second[0].error(), Stopped)
    assert pins(office.cache, "a") == 2, "the one who works and the one who still wants an answer"
    go_on.set()
    assert third[0].result() == "answer to z"
    assert first[0].result() == "answer to x", "it worked to the end for the other"
    models.check_at_rest()


def test_the_work_ends_when_nobody_wants_it_any_more(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    gone = threading.Event()
    looks: list[None] = []

    def generate(items: list[Any], check: Callable[[], None]) -> None:
        for _ in range(10_000):
            check()
            looks.append(None)
            gone.set()

    office.during = generate
    tasks = office.line(*"xy", stop=gone.is_set)
    holder.done()
    assert [type(task.error()) for task in tasks] == [Stopped, Stopped]
    assert len(looks) == 1 and office.batches == [["x", "y"]]
    models.check_at_rest()


def test_a_short_patience_is_kept(models: FakeModels) -> None:
    office = Office(models, wait_s=0.0)
    holder = Holder(models, office.cache, "a").inside()
    with pytest.raises(Busy):
        office.call("x")
    holder.done()
    models.check_at_rest()


# What else the cache promises.


def test_unload_waits_for_all_who_came_before_it(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    tasks = office.line(*"xyz")
    office.cache.unload(A)
    looks = Looks()
    late = Task(lambda: office.call("late", stop=looks))
    eventually(lambda: looks.count > 0)
    holder.done()
    assert [task.result() for task in [*tasks, late]] == [f"answer to {item}" for item in ("x", "y", "z", "late")]
    assert office.batches == [list("xyz"), ["late"]]
    assert models.freed == ["a"] and models.calls["load", "a"] == 2
    models.check_at_rest()


def test_a_model_is_not_evicted_under_a_batch(models: FakeModels) -> None:
    office = Office(models)
    holder = Holder(models, office.cache, "a").inside()
    looks = Looks()

    def other_wants_the_memory(items: list[Any], check: Callable[[], None]) -> None:
        if len(office.batches) == 1:
            others.append(Task(lambda: office.call("b", key=B, stop=looks)))
            eventually(lambda: looks.count > 2)
            assert models.freed == []

    others: list[Task] = []
    office.during = other_wants_the_memory
    tasks = office.line(*"xy")
    holder.done()
    for group in (tasks, others):  # the others come while the work is done
        for task in group:
            task.result()
    assert models.freed == ["a"]
    models.check_at_rest()


def test_an_answer_inside_a_use_is_refused(models: FakeModels) -> None:
    office = Office(models)
    with office.cache.use(A), pytest.raises(RuntimeError, match="inside"):
        office.call("x")
    models.check_at_rest()


@pytest.mark.parametrize("seed", [1, 2])
def test_random_company_breaks_no_promise(seed: int) -> None:
    models = FakeModels({"a": (60, 60), "b": (60, 60), "c": (30, 50)})
    office = Office(models, wait_s=30.0, idle_s=0.0)
    outcomes: Counter[str] = Counter()
    together: Counter[str] = Counter()

    def during(items: list[Any], check: Callable[[], None]) -> None:
        check()
        time.sleep(0.0005)  # lets the others come
        together["many" if len(items) > 1 else "one"] += 1
        if any(str(item).endswith("7") for item in items):
            raise BadInput("sevens are bad")

    office.during = during

    def caller(number: int) -> None:
        dice = random.Random(seed * 100 + number)
        for turn in range(60):
            item = f"{number}-{turn}"
            key = key_of(dice.choice("aaabc"))
            gives_up = dice.random() < 0.1
            try:
                if dice.random() < 0.2:
                    with office.cache.use(key) as pipe, models.calling(pipe, key):
                        models.check()
                else:
                    size = dice.choice([1, 20, 300])
                    answer = office.call(
                        item, dice.choice("pq"), key=key, size=size, stop=lambda gives_up=gives_up: gives_up
                    )
                    assert answer == f"answer to {item}"
                    assert not item.endswith("7")
                    outcomes["answered"] += 1
            except (BadInput, Stopped) as error:
                assert isinstance(error, Stopped) == gives_up or item.endswith("7")
                outcomes[type(error).__name__] += 1
            if dice.random() < 0.05:
                office.cache.unload(key)

    for task in [Task(caller, number) for number in range(12)]:
        task.result(60.0)
    models.check_at_rest()
    assert all(outcomes[name] for name in ("answered", "BadInput", "Stopped")), outcomes
    assert together["many"] > 10, together


def test_the_cache_is_the_same_object_for_both_ways_in(models: FakeModels) -> None:
    cache: ModelCache[FakePipe] = models.cache(100)
    with cache.use(A) as pipe:
        pass
    assert cache.answer(A, "x", lambda lent, items, check: [lent is pipe], group="same") is True
