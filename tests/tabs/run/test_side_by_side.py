"""Two runs on one input: one after the other, each with its own error, both ended by closing."""

from contextlib import contextmanager

import pytest

from models.errors import BadInput
from tabs.page.compare import draw_sides, read_comparison
from tabs.run import Answer, Update, side_by_side
from tabs.run.engine.local import Local
from tabs.run.side_by_side import run_side_by_side
from tabs.task import Request
from tabs.text.text_classification import TASK
from tests.meaning.ask import new_cache

REPORT = {"model": "<m>", "source": "starter", "load_s": 0.1, "run_s": 0.2}


@contextmanager
def steps_of(monkeypatch, steps):
    """Let run() take these steps for each model; yield what it began and ended, in order."""
    told = []

    def run(task, cache, request):
        told.append(f"begin {request.model}")
        try:
            for step in steps[request.model]:
                if isinstance(step, Exception):
                    raise step
                yield step
        finally:
            told.append(f"end {request.model}")

    monkeypatch.setattr(side_by_side, "run", run)
    yield told


def test_one_runs_after_the_other(monkeypatch):
    answer = Answer(({"POSITIVE": 1.0},), [{"label": "POSITIVE", "score": 1.0}], REPORT)
    with steps_of(monkeypatch, {"a": [Update("Loading", None), answer], "b": [answer]}) as told:
        seen = list(run_side_by_side(TASK, None, [Request({}, "a"), Request({}, "b")], str))
    assert told == ["begin a", "end a", "begin b", "end b"]
    assert [(left.message, left.is_finished, right.is_finished) for left, right in seen] == [
        ("Loading", False, False),
        ("", True, False),
        ("", True, True),
    ]
    drawn = draw_sides(TASK, seen[-1])
    assert "&lt;m&gt;" in drawn[1]


def test_an_error_stands_in_its_own_column_and_the_other_goes_on(monkeypatch):
    answer = Answer(({"POSITIVE": 1.0},), [], REPORT)
    with steps_of(monkeypatch, {"a": [BadInput("No <such> model.")], "b": [answer]}):
        *_, last = run_side_by_side(TASK, None, [Request({}, "a"), Request({}, "b")], str)
    assert (last[0].error, last[1].is_finished) == ("No <such> model.", True)
    told, left, right = draw_sides(TASK, last)
    assert ("No &lt;such&gt; model." in left, "alert" in right, told) == (True, False, "")


def test_closing_stops_the_one_that_runs_and_begins_no_other(monkeypatch):
    with steps_of(monkeypatch, {"a": [Update("Loading", None)] * 5, "b": []}) as told:
        both = run_side_by_side(TASK, None, [Request({}, "a"), Request({}, "b")], str)
        next(both)
        both.close()
    assert told == ["begin a", "end a"]


@pytest.mark.parametrize("asked", [None, {}, "{}", [], {"task": "x"}, {"task": TASK.id, "sent": {}, "sides": [{}]}])
def test_what_is_no_comparison_is_refused(asked):
    with pytest.raises(BadInput):
        read_comparison({TASK.id: TASK}, asked)


def test_two_settings_of_one_model_are_compared(tmp_path, monkeypatch, one_thread):
    asked = {
        "task": TASK.id,
        "sent": {"text": "I love it"},
        "sides": [{"model": "starter"}, {"model": "starter", "top_k": 1}],
    }
    task, requests = read_comparison({TASK.id: TASK}, asked)
    *_, sides = run_side_by_side(task, Local(new_cache()), requests, str)
    assert [len(side.raw) for side in sides] == [2, 1]
    told, left, right = draw_sides(task, sides)
    assert "NEGATIVE" in told
    assert "POSITIVE" in left
    assert "NEGATIVE" not in right
