"""Every starter answers sensibly about data it never saw; see tests/meaning."""

import re

import pytest

from tests.meaning.__main__ import TASKS, missing_program

SCORE = re.compile(r"(-?\d+\.\d+) \(floor (-?\d+\.?\d*)\)")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_starter_answers_sensibly(task, meaning):
    if missing := missing_program(task):
        pytest.skip(f"{missing} is not installed")
    lines = {line.split()[0]: line for line in meaning.printed.splitlines()}
    assert task.id in lines, meaning.complaints[-4000:]
    score, floor = map(float, SCORE.search(lines[task.id]).groups())
    assert score >= floor, lines[task.id]
