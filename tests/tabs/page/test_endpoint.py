"""What a panel shows when a run fails: never another answer than the one that is named."""

from typing import Any

import gradio as gr
import pytest

from models.errors import BadInput, OutOfMemory
from tabs.page import endpoint
from tabs.page.endpoint import make_handler, name_arguments
from tabs.run import Answer, Update
from tabs.text import TASKS

TASK = next(task for task in TASKS if task.id == "text-classification")
CHAT = next(task for task in TASKS if task.id == "chat")


def run_all(monkeypatch: pytest.MonkeyPatch, steps: list[Any], task: Any = TASK, **sent: Any) -> list[list[Any]]:
    """Return what the handler yields for a run of such steps, an error at last."""

    def run(*_: Any) -> Any:
        for step in steps:
            if isinstance(step, Exception):
                raise step
            yield step

    monkeypatch.setattr(endpoint, "run", run)
    shown = []
    try:
        for values in make_handler(task, None)(*[sent.get(name) for name in name_arguments(task)]):  # type: ignore[arg-type]
            shown.append(values)  # noqa: PERF402
    except Exception as error:
        assert error in steps
    return shown


def test_an_error_empties_the_answer_and_stands_in_the_line(monkeypatch):
    *_, (answer, raw, line) = run_all(monkeypatch, [Update("Running…", None), BadInput("No.")])
    assert (answer, raw) == (None, None)
    assert line == {"task": TASK.id, "error": "No.", "by": ""}


def test_a_first_answer_stays_with_the_name_of_who_gave_it(monkeypatch):
    first = Update("A first answer by tiny", ({"POSITIVE": 1.0},), by="A first answer by tiny")
    *_, (answer, raw, line) = run_all(monkeypatch, [first, OutOfMemory("full")])
    assert answer == raw == gr.skip()
    assert line["by"] == "A first answer by tiny" and "full" in line["error"]


def test_half_an_answer_of_the_model_that_fails_goes(monkeypatch):
    first = Update("A first answer by tiny", ("x",), by="A first answer by tiny")
    *_, (answer, _, line) = run_all(monkeypatch, [first, Update("Running…", ("y",)), OutOfMemory("full")])
    assert answer is None and line["by"] == ""


def test_an_unforeseen_error_is_told_without_its_words(monkeypatch):
    *_, (_, _, line) = run_all(monkeypatch, [ValueError("/secret/path")])
    assert line["error"] and "secret" not in line["error"]


def test_a_conversation_stays_when_its_next_turn_fails(monkeypatch):
    *_, values = run_all(monkeypatch, [BadInput("No.")], task=CHAT)
    assert values[0] == gr.skip()


def test_how_much_is_done_is_told_where_it_is_known(monkeypatch):
    lines = [line for *_, line in run_all(monkeypatch, [Update("Part 1 of 4", None, 0.25), Update("Running…", None)])]
    assert [line.get("part") for line in lines] == [0.25, None]


@pytest.mark.parametrize(("text", "is_marked"), [(TASK.examples[0][0], True), (None, True), ("My own.", False)])
def test_an_answer_about_the_example_says_so_to_programs(monkeypatch, text, is_marked):
    *_, (_, _, line) = run_all(monkeypatch, [Answer(("x",), [], {"task": TASK.id})], text=text)
    assert line.get("example", False) is is_marked
