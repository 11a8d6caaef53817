"""Visitors have their turns one after the other, however many calls each of them sends at once."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.cache import patience
from models.cache.batch import OWN, Errand, who_goes_along
from models.cache.entry import Place
from models.cache.table import SHARED_S, CacheTable
from models.key import ModelKey
from tests.models.fake_models import FakeModels, FakePipe, Holder, Task, eventually, key_of, pins

A = key_of("a")
GPU = ModelKey("fill-mask", "hub", "a", device="cuda:0")


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLICE_S", 0.01)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def table(calls: str, key: ModelKey = A, size: int = 1) -> tuple[CacheTable[FakePipe], list[Place[FakePipe]]]:
    """Return a table whose entry is ready, and the places of calls: a letter is a visitor, space is nobody."""
    made: CacheTable[FakePipe] = CacheTable(100)
    places = [join(made, visitor, key, size) for visitor in calls]
    places[0].entry.state = "ready"
    return made, places


def join(made: CacheTable[FakePipe], visitor: str, key: ModelKey = A, size: int = 1) -> Place[FakePipe]:
    name = visitor.strip()
    place = made.join(key, Errand(name, "same", size, visitor=name), name)
    assert place is not None
    return place


def line(places: list[Place[FakePipe]]) -> str:
    return "".join(one.visitor or " " for one in places[0].entry.line)


@pytest.mark.parametrize(
    ("calls", "in_turn"),
    [
        ("aaaab", "abaaa"),
        ("aaaabbb", "abababa"),
        ("aaaabcbc", "abcabcaa"),
        ("abcabc", "abcabc"),
        ("     ", "     "),
    ],
)
def test_each_visitor_has_one_turn_a_round(calls: str, in_turn: str) -> None:
    assert line(table(calls)[1]) == in_turn


def test_who_comes_again_and_again_holds_nobody_up_by_more_than_one_call() -> None:
    made, _ = table("aaaaaa")
    waited = {"a": 0, "b": 0}
    entry = made.get(A)
    assert entry is not None
    join(made, "b")
    for _ in range(10):  # each that had its turn comes again at once
        head = entry.line[0]
        assert made.leave(head, 0.0) == []
        join(made, head.visitor)
        waited = {name: 0 if head.visitor == name else waited[name] + 1 for name in waited}
        assert max(waited.values()) <= 1


def test_who_has_the_pipeline_keeps_it() -> None:
    models = FakeModels({"a": (60, 60)})
    cache, done = models.cache(100), []
    holder = Holder(models, cache, "a", visitor="a").inside()

    def work(_: FakePipe, items: list[str], check: Callable[[], None]) -> list[str]:
        done.extend(items)
        return items

    tasks = []
    for number, visitor in enumerate("aaab"):
        tasks.append(Task(lambda v=visitor, n=number: cache.answer(A, f"{v}{n}", work, group=n, visitor=v)))
        eventually(lambda number=number: pins(cache, "a") == number + 2)
    holder.done()
    for task in tasks:
        task.result()
    assert done == ["b3", "a0", "a1", "a2"]
    models.check_at_rest()


def along(places: list[Place[FakePipe]], made: CacheTable[FakePipe], now_s: float = 0.0) -> str:
    head: Any = places[0].errand
    return "".join(sorted(one.visitor for one in made.take_along(places[0], head, now_s)))


def test_a_batch_holds_of_one_visitor_no_more_than_a_long_call_where_others_wait() -> None:
    half = OWN // 2
    for calls, key, now_s, expected in (
        ("aaaab", A, 0.0, "aab"),
        ("aaaab", A, SHARED_S + 1, "aaaab"),
        ("aaaab", GPU, 0.0, "aaaab"),
        ("aaaaa", A, 0.0, "aaaaa"),
    ):
        made, places = table(calls, key, half)
        assert along(places, made, now_s) == expected, calls


def test_those_who_met_are_remembered_when_one_is_gone() -> None:
    made, places = table("aaaab", size=OWN)
    made.leave(places[-1], 0.0)
    assert along(places, made) == "a"
    assert who_goes_along(Errand("x", "same", OWN, visitor="a"), places[1:2]) == places[1:2], "without a bound"
