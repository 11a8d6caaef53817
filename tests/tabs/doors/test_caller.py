"""How an answer that grows reaches the one who reads it."""

import asyncio
import gc
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
    assert steps[0] < 150, "the first at once, on a busy machine too"
    assert steps[-1] == "done"
    assert steps[1:-1] == sorted(set(steps[1:-1])), "none twice, none late"
    assert 2 <= len(steps) <= took_s / 0.1 + 3


def test_a_slow_writer_is_shown_word_by_word(monkeypatch):
    monkeypatch.setattr(caller, "STEP_S", 0.001)
    assert read_steps(monkeypatch, 5, 0.05)[0] == [0, 1, 2, 3, 4, "done"]


def work_until_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each call work until it is told to stop, and then fail of that."""

    def start(task, engine, request, job):
        def work():
            job.show("a beginning")
            while True:
                job.check()
                time.sleep(0.005)

        return WORKERS.submit(work)

    monkeypatch.setattr(caller, "start", start)


async def leave_a_stream() -> None:
    stream = caller.Caller(None).stream(None, Request({}), HTTP)
    assert await anext(stream) == "a beginning"
    await stream.aclose()


async def leave_a_call() -> None:
    call = asyncio.ensure_future(caller.Caller(None).call(None, Request({}), HTTP, wait_for_model=True))
    await asyncio.sleep(0.1)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


@pytest.mark.parametrize("leave", [leave_a_stream, leave_a_call])
def test_who_leaves_early_leaves_no_complaint(monkeypatch, leave):
    work_until_stopped(monkeypatch)
    complaints: list[object] = []

    async def visit():
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context["message"]))
        await leave()
        await asyncio.sleep(0.2)  # meanwhile the work ends
        gc.collect()

    asyncio.run(visit())
    gc.collect()
    assert complaints == []
