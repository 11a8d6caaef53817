"""A shared pipeline is after a call what it was before."""

import json

import pytest

from models import load
from models.key import ModelKey
from models.progress import Progress
from tabs import TABS
from tabs.run import Job
from tests.meaning.ask import payload
from tests.tiny import MAKERS

TASKS = [task for tab in TABS for task in tab.tasks if tab.id == "text" or task.id == "text-to-speech"]


def remember(pipe):
    model = getattr(pipe, "model", None)
    return {
        "longest": getattr(getattr(pipe, "tokenizer", None), "model_max_length", None),
        "rate": getattr(model, "speaking_rate", None),
        "config": json.dumps(model.config.to_dict(), default=str, sort_keys=True) if hasattr(model, "config") else "",
        "generation": json.dumps(getattr(model, "generation_config", None), default=str, sort_keys=True),
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_a_call_changes_nothing_of_the_pipeline(task, tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    MAKERS[task.models[0].id](tmp_path)
    key = ModelKey(task.id, "local", str(tmp_path))
    pipe = load.load(key, load.fetch(key, lambda _: Progress("waiting")))
    inputs = {
        one.name: one.read(payload(one.kind, value)) for one, value in zip(task.inputs, task.examples[0], strict=True)
    }
    parameters = {one.name: one.default for one in task.parameters}
    before = remember(pipe)
    task.call(
        pipe, Job(), **inputs, **{**parameters, **({"speaking_rate": 1.5} if "speaking_rate" in parameters else {})}
    )
    assert remember(pipe) == before
