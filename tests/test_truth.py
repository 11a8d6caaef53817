"""Starters tell the truth about real inputs; see tests/truth."""

import pytest

from tests.meaning.__main__ import lines_of
from tests.table import README, between
from tests.truth.__main__ import TASKS, data_of, measure, missing_program


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_starter_is_right_about_real_inputs(task):
    if missing := missing_program(task):
        pytest.skip(f"{missing} is not installed")
    results = measure(task)
    wrong = [f"{one.case.name}: {one.told}" for one in results if not one.is_right]
    assert len(results) >= 12
    assert 1 - len(wrong) / len(results) >= data_of(task).FLOOR, wrong


def test_the_readme_tells_of_todays_inputs():
    lines = lines_of(between("truth", README.read_text(encoding="utf-8")))
    assert list(lines) == [task.id for task in TASKS], "run `python -m tests.truth TASK ... --write`"
    for task in TASKS:
        *_, count, rule = lines[task.id].strip("| ").split(" | ")
        assert (int(count), rule) == (len(data_of(task).CASES), data_of(task).RULE)
