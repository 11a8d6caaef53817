"""What the project ships of its starters: small, documented, and made by code that is there."""

import importlib
from dataclasses import replace

import pytest
from safetensors import safe_open

from assets.recipes import train
from models import starters
from models.starters import STARTERS, folders
from models.starters.starter import ASSETS
from tabs import TABS
from tests.meaning.card import told_score

SHIPPED = [starter for starter in STARTERS.values() if starter.assets in starter.tasks]
"""Those whose task their folder in assets is named after."""

MOST_BYTES, MOST_BYTES_TOGETHER = 9_000_000, 40_000_000
PICKLES = {".bin", ".pt", ".pth", ".pkl", ".ckpt"}


def tasks_on(assets: str) -> list[str]:
    """Return the tasks whose starters are made of that folder."""
    return [task for starter in STARTERS.values() if starter.assets == assets for task in starter.tasks]


@pytest.mark.parametrize("starter", SHIPPED, ids=lambda starter: starter.name)
def test_a_starter_is_small_and_holds_no_pickle(starter):
    assert starters.shipped_bytes(starter) < MOST_BYTES
    assert not [file for file in starter.assets_folder.rglob("*") if file.suffix in PICKLES]


@pytest.mark.parametrize("starter", SHIPPED, ids=lambda starter: starter.name)
def test_weights_take_two_bytes_a_number(starter):
    for file in starter.assets_folder.rglob("*.safetensors"):
        with safe_open(file, "pt") as weights:
            wide = [name for name in weights.keys() if weights.get_slice(name).get_dtype() in {"F32", "F64"}]  # noqa: SIM118
        assert not wide, wide[:3]


def test_all_starters_together_are_small():
    assert sum(file.stat().st_size for file in ASSETS.rglob("*") if file.is_file()) < MOST_BYTES_TOGETHER


def test_every_folder_belongs_to_a_starter():
    assert sorted(folder.name for folder in ASSETS.iterdir() if folder.is_dir()) == sorted(
        starter.assets for starter in SHIPPED
    )


@pytest.mark.parametrize("starter", SHIPPED, ids=lambda starter: starter.name)
def test_a_model_card_tells_how_it_was_made(starter):
    card = (starter.assets_folder / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\n")
    assert f"license: {starter.licence.lower()}" in card.lower()
    assert f"python -m assets.recipes.train {starter.assets}" in card


@pytest.mark.parametrize("starter", SHIPPED, ids=lambda starter: starter.name)
def test_the_code_that_trained_it_is_there(starter):
    module = train.recipe(starter.assets)
    assert callable(module.train)
    for task in tasks_on(starter.assets):
        assert told_score(task, module.CARD) == "not measured yet"


@pytest.mark.parametrize("task", [task for tab in TABS for task in tab.tasks if task.starter], ids=lambda task: task.id)
def test_a_task_and_its_starter_know_each_other(task):
    starter = STARTERS[task.starter]
    assert task.id in starter.tasks
    assert starter.limits.endswith(".")
    assert ". " not in starter.limits
    assert len(starter.limits) < 200
    if starter.wheel is None:  # a published model as it is has the tests of truth alone
        assert callable(importlib.import_module(f"tests.meaning.{task.endpoint}").score)


def test_the_command_tells_what_can_be_trained(capsys):
    assert train.main([]) == 2
    assert train.main(["no-such-task"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in train.trainable())


def test_every_task_can_be_named_whose_starter_lies_in_assets(monkeypatch):
    trained = []
    monkeypatch.setattr(train, "train", trained.append)
    assert train.main([task for starter in STARTERS.values() if starter.assets for task in starter.tasks]) == 0
    assert sorted(trained) == sorted(starter.assets for starter in SHIPPED)


def test_training_replaces_the_model_and_keeps_its_recipe(monkeypatch, tmp_path):
    monkeypatch.setattr(train, "ASSETS", tmp_path)
    folder = tmp_path / "chat"
    folder.mkdir()
    (folder / "train.py").write_text("recipe")
    (folder / "old.safetensors").touch()

    class Recipe:
        @staticmethod
        def train(draft):
            (draft / "new.safetensors").touch()

    monkeypatch.setattr(train, "recipe", {"chat": Recipe}.__getitem__)
    assert train.train("chat") == folder
    assert sorted(file.name for file in folder.iterdir()) == ["new.safetensors", "train.py"]


def test_recipes_are_not_counted_among_what_is_shipped(monkeypatch, tmp_path):
    monkeypatch.setattr("models.starters.starter.ASSETS", tmp_path)
    (tmp_path / "toy" / "__pycache__").mkdir(parents=True)
    (tmp_path / "toy" / "weights").write_bytes(bytes(10))
    toy = replace(STARTERS["conse"], assets="toy")
    digest = folders._digest(toy.assets_folder)
    for recipe in ("train.py", "__pycache__/train.cpython-311.pyc"):
        (tmp_path / "toy" / recipe).write_bytes(bytes(10))
    assert starters.shipped_bytes(toy) == 10
    assert folders._digest(toy.assets_folder) == digest


@pytest.mark.parametrize(
    ("task", "folder"),
    [
        ("translation", "text2text-generation"),
        ("image-to-text", "object-detection"),
        ("document-question-answering", "question-answering"),
        ("zero-shot-audio-classification", "audio-classification"),
    ],
)
def test_a_task_trains_the_folder_that_its_starter_shares(task, folder):
    assert train.trainable()[task] == folder
