"""Every starter answers sensibly about data it never saw; see tests/meaning."""

import pytest

from tests.meaning.__main__ import TASKS, measure, missing_program
from tests.meaning.ask import new_cache


@pytest.fixture(scope="module")
def cache():
    return new_cache()


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_starter_answers_sensibly(task, cache, tmp_path, monkeypatch):
    if missing := missing_program(task):
        pytest.skip(f"{missing} is not installed")
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    row = measure(task, cache)
    assert row.score >= row.floor
