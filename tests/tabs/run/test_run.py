"""A run and its page: what comes out of the worker, whatever that is."""

from concurrent.futures import Future
from dataclasses import replace

import pytest

from tabs.run import run
from tabs.run.compute import WORKERS
from tabs.task import Request
from tabs.text.text_classification import TASK


def failing(error):
    def read(payload):
        raise error

    return replace(TASK, inputs=(replace(TASK.inputs[0], kind=replace(TASK.inputs[0].kind, read=read)),))


def test_a_timeout_inside_the_work_ends_the_run():
    with pytest.raises(TimeoutError, match="the disk"):
        next(run(failing(TimeoutError("the disk")), None, Request({})))


def test_a_run_that_never_began_is_taken_out_of_the_queue(monkeypatch):
    waiting = Future()
    monkeypatch.setattr(WORKERS, "submit", lambda *_: waiting)
    steps = run(TASK, None, Request({}))
    next(steps)
    steps.close()
    assert waiting.cancelled()
