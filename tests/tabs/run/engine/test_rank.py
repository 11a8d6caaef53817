"""Which replica gets a call."""

from tabs.run.engine.ray_serve.rank import Candidate, Wish, rank

IDS = [f"replica-{number}" for number in range(5)]


def having(calls=0, model="m"):
    return frozenset([model]), calls


def candidates(**told):
    """Return candidates a to d, (models, calls) of some of them as told."""
    return [Candidate(name, *reversed(told.get(name, (frozenset(), 0)))) for name in "abcd"]


def test_without_word_of_a_model_its_calls_go_to_one_replica_and_models_are_spread():
    idle = [Candidate(one, 0, frozenset()) for one in IDS]
    firsts = [rank(Wish(f"model-{number}"), idle)[0] for number in range(200)]
    assert rank(Wish("model-7"), idle) == rank(Wish("model-7"), idle[::-1])
    assert all(20 <= firsts.count(one) <= 60 for one in IDS)


def test_a_replica_that_goes_takes_only_its_own_models_along():
    idle = [Candidate(one, 0, frozenset()) for one in IDS]
    for number in range(50):
        before = rank(Wish(f"model-{number}"), idle)
        after = rank(Wish(f"model-{number}"), [one for one in idle if one.id != before[-1]])
        assert before[:-1] == after


def test_who_has_the_model_is_asked_the_shortest_line_first():
    found = candidates(b=having(5), c=having(2))
    assert rank(Wish("m"), found, spread=8)[:2] == ["c", "b"]


def test_under_load_another_replica_takes_the_model_too():
    found = candidates(a=(frozenset(), 9), b=having(8), c=having(9), d=(frozenset(), 3))
    assert rank(Wish("m"), found, spread=8)[0] == "d"


def test_where_all_are_busy_nobody_loads_what_another_has():
    found = candidates(a=(frozenset(), 8), b=having(20), c=having(12), d=(frozenset(), 9))
    assert rank(Wish("m"), found, spread=8)[:2] == ["c", "b"]


def test_a_call_that_lost_its_replica_goes_to_another():
    assert rank(Wish("m", lost="b"), candidates(b=having())) != []
    assert "b" not in rank(Wish("m", lost="b"), candidates(b=having()))
    alone = [Candidate("b", 0, frozenset())]
    assert rank(Wish("m", lost="b"), alone) == ["b"]  # as the controller starts one of the same name again


def test_one_replica_can_be_named():
    assert rank(Wish(only="c"), candidates()) == ["c"]
    assert rank(Wish(only="gone"), candidates()) == []


def test_a_wish_survives_being_written():
    for wish in (Wish("m"), Wish("m", lost="x"), Wish(only="y")):
        assert Wish.read(str(wish)) == wish
