import random

from models.cache.eviction import Idle, choose_victims
from models.key import ModelKey


def idle(name: str, size_bytes: int, last_used_s: float) -> Idle:
    return Idle(ModelKey("t", "hub", name), size_bytes, last_used_s)


def names(victims: list[Idle]) -> list[str]:
    return [victim.key.model for victim in victims]


def test_least_recently_used_goes_first() -> None:
    three = [idle("new", 10, 3), idle("old", 10, 1), idle("middle", 10, 2)]
    assert names(choose_victims(three, 1)) == ["old"]
    assert names(choose_victims(three, 11)) == ["old", "middle"]


def test_nothing_goes_when_nothing_is_needed() -> None:
    assert choose_victims([idle("a", 10, 1)], 0) == []
    assert choose_victims([idle("a", 10, 1)], -5) == []


def test_all_go_when_all_do_not_suffice() -> None:
    assert names(choose_victims([idle("b", 1, 2), idle("a", 1, 1)], 10)) == ["a", "b"]


def test_an_old_small_one_is_spared_when_the_large_one_suffices() -> None:
    assert names(choose_victims([idle("small", 1, 1), idle("large", 10, 2)], 10)) == ["large"]


def test_among_those_that_can_be_spared_the_newest_is() -> None:
    assert names(choose_victims([idle("a", 5, 1), idle("b", 5, 2), idle("c", 10, 3)], 12)) == ["a", "c"]


def test_properties_on_random_caches() -> None:
    rng = random.Random(7)
    for _ in range(2000):
        count = rng.randrange(8)
        entries = [idle(str(n), rng.randrange(20), rng.randrange(5)) for n in range(count)]
        need_bytes = rng.randrange(-5, 100)
        before = list(entries)
        victims = choose_victims(entries, need_bytes)
        freed_bytes = sum(victim.size_bytes for victim in victims)
        assert entries == before, "the argument is left alone"
        assert victims == choose_victims(entries, need_bytes), "deterministic"
        assert len(set(names(victims))) == len(victims) and set(victims) <= set(entries)
        assert victims == sorted(victims, key=lambda victim: victim.last_used_s)
        if sum(entry.size_bytes for entry in entries) < need_bytes:
            assert set(victims) == set(entries)
            continue
        assert freed_bytes >= need_bytes, "enough"
        assert all(freed_bytes - victim.size_bytes < need_bytes for victim in victims), "no more than enough"
        newest_s = max((victim.last_used_s for victim in victims), default=-1.0)
        older_bytes = sum(entry.size_bytes for entry in entries if entry.last_used_s < newest_s)
        assert not victims or older_bytes < need_bytes, "nothing newer than must go is touched"
