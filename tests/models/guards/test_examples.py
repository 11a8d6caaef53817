"""What the page offers as examples is answered, and what a guard refuses is said in one sentence."""

import pytest

from models.errors import BadInput
from models.guards import guard_of
from models.key import ModelKey
from models.starters import starter_named
from tabs import TABS
from tests.meaning.ask import asker, new_cache

GUARDED = [task for tab in TABS for task in tab.tasks if task.starter and starter_named(task.starter).guard]
ZERO_SHOT = next(task for tab in TABS for task in tab.tasks if task.id == "zero-shot-classification")


@pytest.mark.parametrize("task", [*GUARDED, ZERO_SHOT], ids=lambda task: task.id)
def test_every_example_is_answered(task):
    ask = asker(task, new_cache(), [])
    for example in task.examples:
        assert ask(**dict(zip((one.name for one in task.inputs), example, strict=False)))


def test_labels_of_which_none_fits_are_refused():
    ask = asker(ZERO_SHOT, new_cache(), [])
    asked = {"text": "The cat sleeps on the windowsill.", "candidate_labels": "tax law, rocket engines, chess"}
    with pytest.raises(BadInput, match="label"):
        ask(**asked)
    assert ask(**asked, multi_label=True)["labels"]


@pytest.mark.parametrize(
    "text", ["You did a wonderful job with the garden!", "The committee will investigate the accident."]
)
@pytest.mark.parametrize("labels", ["praise, blame", "happy, sad", "urgent, not urgent", "spam, not spam"])
def test_a_scale_fits_any_text(text: str, labels: str):
    assert asker(ZERO_SHOT, new_cache(), [])(text=text, candidate_labels=labels)["labels"]


@pytest.mark.parametrize(
    ("task", "name", "known", "unknown"),
    [("audio-classification", "whisper-sounds", 0.7, 0.5), ("video-classification", "things-in-clips", 0.3, 0.1)],
)
def test_what_it_is_not_sure_of_is_refused(task: str, name: str, known: float, unknown: float):
    guard = guard_of(ModelKey(task, "starter", name, ""))
    guard.answered([{"score": known}], {})
    with pytest.raises(BadInput):
        guard.answered([{"score": unknown}], {})


def test_full_models_have_no_guard():
    guard_of(ModelKey("audio-classification", "hub", "MIT/ast", "")).answered([{"score": 0.01}], {})
