"""README's front matter, against what https://huggingface.co/docs/hub/spaces-config-reference allows."""

import re
from pathlib import Path

import pytest
import yaml

from tabs import TABS

ROOT = Path(__file__).parent.parent
COLOURS = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
HARDWARE = {
    *("cpu-basic", "cpu-upgrade"),
    *(
        "t4-small",
        "t4-medium",
        "l4x1",
        "l4x4",
        "a10g-small",
        "a10g-large",
        "a10g-largex2",
        "a10g-largex4",
        "a100-large",
    ),
}
REPO = r"[\w.-]+/[\w.-]+"
RULES = {
    "title": lambda one: isinstance(one, str) and one,
    "emoji": lambda one: isinstance(one, str) and not one.isascii(),
    "colorFrom": COLOURS.__contains__,
    "colorTo": COLOURS.__contains__,
    "sdk": "gradio".__eq__,
    "sdk_version": lambda one: re.fullmatch(r"\d+\.\d+\.\d+", one),
    "python_version": lambda one: re.fullmatch(r"3\.\d+(\.\d+)?", one),
    "app_file": lambda one: (ROOT / one).is_file(),
    "pinned": lambda one: isinstance(one, bool),
    "license": "apache-2.0".__eq__,
    "short_description": lambda one: 0 < len(one) <= 60,
    "thumbnail": lambda one: re.fullmatch(rf"https://huggingface\.co/spaces/{REPO}/resolve/main/\S+\.png", one),
    "suggested_hardware": HARDWARE.__contains__,
    "models": lambda one: one and all(re.fullmatch(REPO, name) for name in one),
    "preload_from_hub": lambda one: (
        one and all(re.fullmatch(rf"{REPO}( [^\s,]+(,[^\s,]+)*)?( [0-9a-f]{{40}})?", name) for name in one)
    ),
    "hf_oauth": lambda one: one is True,
    "hf_oauth_scopes": lambda one: one and set(one) <= {"email", "read-repos", "gated-repos", "contribute-repos"},
    "tags": lambda one: one and all(isinstance(tag, str) for tag in one),
}
CARD = yaml.safe_load((ROOT / "README.md").read_text("utf-8").split("---\n", 2)[1])
CATALOGUE = {choice.id: choice for tab in TABS for task in tab.tasks for choice in task.models}
DEFAULTS = {task.models[0].id for tab in TABS for task in tab.tasks}
PRELOADED = [line.split()[0] for line in CARD["preload_from_hub"]]


def test_it_says_all_that_a_space_of_ours_should_and_nothing_unknown():
    assert set(CARD) == set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_value_is_one_the_hub_takes(name):
    assert RULES[name](CARD[name])


def test_models_are_those_of_the_catalogue():
    assert set(CARD["models"]) <= set(CATALOGUE)


def test_a_few_small_defaults_are_fetched_while_the_space_is_built():
    assert set(PRELOADED) <= DEFAULTS & set(CARD["models"])
    assert sum(CATALOGUE[name].bytes for name in PRELOADED) < 100e6


def test_the_picture_is_there():
    assert (ROOT / CARD["thumbnail"].split("/resolve/main/")[1]).is_file()
