"""Every task with the number format that most new checkpoints are saved in."""

import pytest

from tests.contract import TASKS

IN_FLOAT32 = {"table-question-answering", "depth-estimation"}
CASES = [
    pytest.param(task, id=task.id, marks=() if task.id in IN_FLOAT32 else pytest.mark.slow)  # two minutes for all
    for task in TASKS
]


@pytest.mark.parametrize("task", CASES)
def test_bfloat16(tiny_client, task):
    *_, run = tiny_client.predict(device="cpu", dtype="bfloat16", api_name=f"/{task.endpoint}")
    assert run["dtype"] == ("float32" if task.id in IN_FLOAT32 else "bfloat16")
