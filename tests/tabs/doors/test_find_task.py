"""Which task a model is for, where only the model is named."""

import pytest

from models.errors import BadModelName
from tabs import TABS
from tabs.doors.inference.find_task import find_task

TASKS = {task.id: task for tab in TABS for task in tab.tasks}


@pytest.mark.parametrize("name", ["a" * 500, "a/b/c", "../a", "a/../b", "", "a b", "\x00"])
def test_what_can_be_no_model_is_told_before_the_hub_is_asked(name):
    with pytest.raises(BadModelName):
        find_task(TASKS, name, None)
