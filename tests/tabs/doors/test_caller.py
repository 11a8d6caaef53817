"""How an answer that grows reaches the one who reads it."""

import asyncio
import time

import pytest
from starlette.requests import Request as HttpRequest

from tabs.doors import caller
from tabs.doors.gate.limits import read_limits
from tabs.doors.visitor import PASSED
from tabs.run.compute import WORKERS
from tabs.task import Request


async def receive() -> dict[str, object]:
    """Stay connected."""
    await asyncio.Event().wait()
    return {}


HTTP = HttpRequest({"type": "http", "headers": [], PASSED: ("203.0.113.5", read_limits({}))}, receive)


def read_steps(monkeypatch: pytest.MonkeyPatch, count: int, every_s: float) -> tuple[list[object], float]:
    """Return what the reader of an answer sees that grows by one each `every_s`, and the seconds it took."""

    def start(task, engine, request, job):
        def write():
            for number in range(count):
                job.show(number)
                time.sleep(every_s)
            return "done"

        return WORKERS.submit(write)

    async def read():
        return [step async for step in caller.Caller(None).stream(None, Request({}), HTTP)]

    monkeypatch.setattr(caller, "start", start)
    began_s = time.monotonic()
    return asyncio.run(read()), time.monotonic() - began_s


def test_a_quick_writer_is_shown_in_steps_of_which_each_is_the_newest(monkeypatch):
    monkeypatch.setattr(caller, "STEP_S", 0.1)
    steps, took_s = read_steps(monkeypatch, 300, 0.001)
    assert steps[0] == 0, "the first at once"
    assert steps[-1] == "done"
    assert steps[1:-1] == sorted(set(steps[1:-1])), "none twice, none late"
    assert 2 <= len(steps) <= took_s / 0.1 + 3


def test_a_slow_writer_is_shown_word_by_word(monkeypatch):
    monkeypatch.setattr(caller, "STEP_S", 0.001)
    assert read_steps(monkeypatch, 5, 0.05)[0] == [0, 1, 2, 3, 4, "done"]
