"""Threads for models that compute at once."""

import contextvars
import threading
from functools import partial

import pytest

from models import cores


@pytest.fixture
def four(monkeypatch):
    import torch

    before = torch.get_num_threads()
    monkeypatch.setattr(cores, "count_cores", lambda: 4)
    yield cores.DividedCores()
    torch.set_num_threads(before)


def test_one_that_computes_alone_has_all_cores_and_two_have_half(four):
    import torch

    seen = {}
    second_may_end, second_is_in = threading.Event(), threading.Event()

    def second():
        with four():
            seen["second"] = torch.get_num_threads()
            second_is_in.set()
            second_may_end.wait(10)

    with four():
        seen["first"] = torch.get_num_threads()
        thread = threading.Thread(target=second)
        thread.start()
        assert second_is_in.wait(10)
    with four():
        seen["third"] = torch.get_num_threads()
    second_may_end.set()
    thread.join()
    with four():
        seen["alone again"] = torch.get_num_threads()
    assert seen == {"first": 4, "second": 2, "third": 2, "alone again": 4}


def test_there_is_always_one_and_an_error_gives_the_share_back(four):
    with four() as all_, four() as half, four(), four(), four() as fifth:
        assert (all_, half, fifth) == (4, 2, 1)
    with pytest.raises(KeyError), four():
        raise KeyError
    with four() as again:
        assert again == 4


def test_on_zero_gpu_the_number_is_never_set_because_its_workers_are_forked(four, monkeypatch):
    import torch

    monkeypatch.setenv("SPACES_ZERO_GPU", "1")
    monkeypatch.setattr(torch, "set_num_threads", (numbers := []).append)
    with four() as first, four() as second:
        assert (first, second, numbers) == (4, 4, [])


def test_the_oldest_thread_that_is_free_computes_next():
    threads = cores.ComputingThreads()
    ends = [threading.Event() for _ in range(3)]

    def hold(end):
        assert end.wait(10)
        return threading.get_ident()

    busy = [threads.submit(partial(hold, end)) for end in ends]
    order = (0, 2, 1)
    for number in order:
        ends[number].set()
        busy[number].result()
    first = busy[0].result()
    assert len({one.result() for one in busy}) == 3
    assert {threads.submit(threading.get_ident).result() for _ in range(20)} == {first}


def test_what_is_computed_has_its_share_its_callers_context_and_its_error(four, monkeypatch):
    import torch

    monkeypatch.setattr(cores, "divided_cores", four)
    said = contextvars.ContextVar("said", default="nothing")
    said.set("hello")
    found = cores.compute(lambda share: (share, torch.get_num_threads(), said.get(), threading.get_ident()))
    assert found[:3] == (4, 4, "hello")
    assert found[3] != threading.get_ident()
    with pytest.raises(KeyError):
        cores.compute(lambda share: {}[share])
    assert cores.compute(lambda share: share) == 4


def test_on_zero_gpu_the_callers_thread_computes(four, monkeypatch):
    monkeypatch.setenv("SPACES_ZERO_GPU", "1")
    assert cores.compute(lambda share: threading.get_ident()) == threading.get_ident()
