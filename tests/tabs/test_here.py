"""What answers here and now is told as it is."""

import pytest

from tabs import TABS, here
from tabs.here import describe_here, list_files
from tests.contract import TASKS

NEEDS_A_DOWNLOAD = {task.id for task in TASKS if task.starter is None} | {"text-generation"}
FULL = "distilbert/distilbert-base-uncased-finetuned-sst-2-english"


@pytest.fixture(autouse=True)
def unreachable(monkeypatch):
    monkeypatch.setattr(here.hub, "is_reachable", lambda: False)


def test_nothing_but_starters(monkeypatch):
    monkeypatch.setattr(here, "cached_bytes", lambda *_, **__: 0)
    monkeypatch.setattr(here, "is_at_hand", lambda starter: starter.wheel is None)
    told = describe_here(TABS)
    assert not told["hub"] and told["models"] == {}
    assert {task for task, about in told["tasks"].items() if about["state"] == "download"} == NEEDS_A_DOWNLOAD
    assert told["tasks"]["chat"]["state"] == "examples" and told["tasks"]["object-detection"]["state"] == "here"
    assert told["tasks"]["decision"]["download_bytes"] > 500e6


def test_a_model_on_this_machine_answers(monkeypatch):
    mine = {"HuggingFaceTB/SmolLM2-360M-Instruct": 724, FULL: 268}
    monkeypatch.setattr(here, "cached_bytes", lambda model, *_, **__: mine.get(model, 0))
    told = describe_here(TABS)
    assert told["tasks"]["decision"]["state"] == "here" and told["models"] == mine
    files = {one.model: one for one in list_files(TABS)}
    assert files[FULL].tasks == ("text-classification",)
    assert set(files["phrasebook"].tasks) == {"translation", "text2text-generation"}


def test_every_starter_has_a_size(monkeypatch):
    monkeypatch.setattr(here, "cached_bytes", lambda *_, **__: 0)
    assert all(one.bytes > 10_000 for one in list_files(TABS))
