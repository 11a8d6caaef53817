"""One row a task, which names what is there."""

import re

import pytest

from models import engines
from models.engines import ENGINES, Engine
from tabs import TABS

TASKS = [task.id for tab in TABS for task in tab.tasks]


def test_every_task_has_a_row_in_the_order_of_the_page():
    assert list(ENGINES) == TASKS


@pytest.mark.parametrize("task", [name for name, engine in ENGINES.items() if not engine.is_sentence_transformer])
def test_a_row_leads_to_a_pipeline_and_to_classes_of_models(task):
    from transformers import Pipeline

    assert issubclass(engines.pipeline_class_for(task), Pipeline)
    assert engines.auto_classes(task)


def test_what_is_left_out_was_registered():
    from transformers.pipelines import SUPPORTED_TASKS

    for task, engine in ENGINES.items():
        if engine.left_out:
            registered = {one.__name__ for one in SUPPORTED_TASKS[engine.same_as or task]["pt"]}
            assert set(engine.left_out) <= registered
            assert not set(engine.left_out) & {one.__name__ for one in engines.auto_classes(task)}


def test_only_weights_of_the_pattern_may_be_missing():
    engine = Engine(never_called=r"neck\.first\.")
    assert engine.may_lack("neck.first.weight")
    assert not engine.may_lack("neck.second.weight")
    assert not Engine().may_lack("neck.first.weight")
    assert all(re.compile(one.never_called) for one in ENGINES.values())
