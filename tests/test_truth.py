"""Starters tell the truth about real inputs, or say that they cannot know; see tests/truth."""

import pytest

from models.starters import starter_named
from tests.meaning.__main__ import lines_of
from tests.table import README, between
from tests.truth.__main__ import (
    SURE_AND_WRONG,
    TASKS,
    data_of,
    measure,
    missing_program,
    read_line,
    share_right,
    summed_up,
)

TABLE = between("truth", README.read_text(encoding="utf-8"))
TOLD = {name: read_line(line) for name, line in lines_of(TABLE).items()}
YES = [task for task in TASKS if starter_named(task.starter).offline == "yes"]
NEAR = 0.1
"""Of the share that the README tells: another machine rounds otherwise."""


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_starter_is_right_about_real_inputs(task):
    if missing := missing_program(task):
        pytest.skip(f"{missing} is not installed")
    results, told = measure(task), TOLD[task.id]
    not_right = [f"{one.case.name}: {one.told}" for one in results if one.outcome != "right"]
    assert len(results) >= 12
    assert share_right(results) >= max(data_of(task).FLOOR, told.share - NEAR), not_right
    assert sum(one.is_sure_and_wrong for one in results) <= told.misled + 1, not_right


def test_every_task_with_a_starter_is_asked():
    assert list(TOLD) == [task.id for task in TASKS], "run `python -m tests.truth TASK ... --write`"
    for task in TASKS:
        assert (TOLD[task.id].count, TOLD[task.id].rule) == (len(data_of(task).CASES), data_of(task).RULE)
    assert TABLE.endswith(summed_up(lines_of(TABLE)))


def test_who_says_yes_is_right_in_six_of_ten_and_in_eight_on_average():
    shares = {task.id: TOLD[task.id].share for task in YES}
    assert min(shares.values()) >= 0.6, shares
    assert sum(shares.values()) / len(shares) >= 0.8


def test_a_wrong_answer_is_hardly_ever_sure():
    assert {name: one.misled for name, one in TOLD.items() if one.misled > SURE_AND_WRONG * one.count} == {}


def test_what_people_try_first_is_right():
    for name in ("object-detection", "image-to-text", "visual-question-answering"):
        assert TOLD[name].share >= 0.6


def test_plain_questions_in_a_chat_are_answered():
    assert TOLD["chat"].count - TOLD["chat"].refused >= 10
    assert TOLD["chat"].share >= 0.75


def test_what_is_read_aloud_is_understood():
    told = lines_of(between("meaning", README.read_text(encoding="utf-8")))["text-to-speech"]
    assert float(told.split(" | ")[4]) >= 0.9, "one word in ten is misheard"
