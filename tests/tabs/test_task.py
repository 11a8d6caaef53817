"""What a task says of its inputs."""

import pytest

from models.errors import BadInput
from models.starters import STARTERS
from tabs import TABS
from tabs.task import SAID_BY_KIND

MAY_BE_EMPTY = ("messages", "pictures", "points")
INPUTS = [(task, one) for tab in TABS for task in tab.tasks for one in task.inputs if one.kind.name not in MAY_BE_EMPTY]
SHARED = [starter for starter in STARTERS.values() if len(starter.tasks) > 1]


@pytest.mark.parametrize(("task", "one"), INPUTS, ids=[f"{task.id} {one.name}" for task, one in INPUTS])
def test_an_empty_input_is_named(task, one):
    if not one.required:
        assert one.read(None) == one.kind.nothing
        return
    for payload in ("", "  ", None):
        with pytest.raises(BadInput) as caught:
            one.read(payload)
        if one.name not in SAID_BY_KIND:
            assert one.label in str(caught.value)


@pytest.mark.parametrize("starter", SHARED, ids=lambda one: one.name)
def test_the_limits_told_are_of_the_task_at_hand(starter):
    assert {task for task, _ in starter.limits_in} <= set(starter.tasks)
    assert all(starter.limits_of(task) == words for task, words in starter.limits_in)
    assert starter.limits_of(starter.tasks[0]) == starter.limits
