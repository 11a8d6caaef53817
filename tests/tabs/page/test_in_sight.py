"""Settings beside the inputs offer what the model in use knows, and no more."""

import pytest

from models.words.languages import NAMES
from models.words.model_languages import TARGETS, find_known
from tabs.page import in_sight
from tabs.page.in_sight import find_choices, offer_choices
from tabs.text.translation import TASK
from tests.contract import TASKS

SETTINGS = {one.name: one for one in TASK.parameters}
OPUS = {"src_lang": ("French",), "tgt_lang": ("English",)}


@pytest.mark.parametrize(
    ("model", "known"),
    [
        ("phrasebook", {"src_lang": ("English",), "tgt_lang": ("German", "French")}),
        ("Helsinki-NLP/opus-mt-fr-en", OPUS),
        ("Helsinki-NLP/opus-mt-en-ROMANCE", {}),
        ("facebook/nllb-200-distilled-600M", {}),
        ("somebody/else", {}),
    ],
)
def test_what_a_translator_knows(model, known):
    assert find_known(model) == known


def test_the_languages_are_written_as_the_choices_are():
    assert {one for targets in TARGETS.values() for one in targets} <= set(NAMES)
    assert all(model == TASK.starter or model in [one.id for one in TASK.models] for model in TARGETS)


@pytest.mark.parametrize(
    ("chosen", "targets"),
    [("starter", ("German", "French")), ("Helsinki-NLP/opus-mt-fr-en", ("English",)), ("no such\nname", None)],
)
def test_the_choices_follow_the_chosen_model(chosen, targets):
    assert find_choices(TASK, chosen).get("tgt_lang") == targets


def test_an_automatic_choice_offers_what_would_answer_now(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr(
        in_sight, "choose_key", lambda *_: type("Key", (), {"model": "phrasebook", "source": "starter"})
    )
    assert find_choices(TASK, "")["tgt_lang"] == ("German", "French")


@pytest.mark.parametrize(("before", "after"), [("French", "French"), ("Spanish", "German"), (None, "German")])
def test_a_value_that_the_model_does_not_know_gives_way(before, after):
    update = offer_choices(SETTINGS["tgt_lang"], {"tgt_lang": ("German", "French")}, before)
    assert [name for name, _ in update.choices] == ["German", "French"]
    assert update.value == after


def test_only_choices_stand_beside_inputs_and_examples_have_a_title_each():
    for task in TASKS:
        assert all(one.choices for one in task.parameters if one.in_sight), task.id
        assert len(task.example_titles) in (0, len(task.examples)), task.id
