"""What goes to a worker and what comes back is by value: every task's answers are the same after both pickles."""

import pickle
from importlib import import_module

import pytest

from tabs.run.engine.relay import pack
from tests.contract import TASKS
from tests.recorded.__main__ import compare

# What Python and torch say of pickles and half-ready tiny models is no part of this.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def test_answers_of_all_tasks_survive_the_way_to_a_worker_and_back(monkeypatch):
    local = import_module("tabs.run.engine.local")
    use_alone = local.use_alone

    def use_far_away(task, cache, key, job, inputs, parameters):
        inputs, parameters = pickle.loads(pickle.dumps((inputs, parameters)))  # noqa: S301
        show = job.show
        job.show = lambda raw: show(pickle.loads(pack("partial", raw))[1])  # noqa: S301
        answer = use_alone(task, cache, key, job, inputs, parameters)
        return pickle.loads(pack("answer", answer))[1]  # noqa: S301

    monkeypatch.setattr(local, "use_alone", use_far_away)
    monkeypatch.setattr(local, "use_together", use_far_away)
    found = {task: differs for task, differs in compare(TASKS, write=False) if differs}
    assert found == {}
