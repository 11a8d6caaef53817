"""Labels as data sets write them."""

import pytest
from PIL import Image

from tabs.audio import zero_shot_audio_classification
from tabs.multimodal import zero_shot_image_classification
from tabs.run.job import Job
from tabs.run.labels import spell, spell_all
from tabs.text import zero_shot_classification

WRITTEN = ["fire_hydrant", "T-shirt", "a  cup", "_", "plain"]
SPELLED = ["fire hydrant", "T-shirt", "a cup", "_", "plain"]


def test_labels_are_spelled_as_words():
    assert [spell(one) for one in WRITTEN] == SPELLED


def test_of_two_that_read_the_same_the_first_stays():
    assert spell_all(["a_car", "a car", "bus"]) == {"a car": "a_car", "bus": "bus"}


class Matcher:
    """Remembers what it was asked, and answers in the order it was asked in."""

    tokenizer = None

    def __call__(self, *_, candidate_labels, **more):
        self.seen = candidate_labels
        if "multi_label" in more:
            return {"sequence": "x", "labels": candidate_labels, "scores": [0.2] * len(candidate_labels)}
        return [{"label": label, "score": 0.2} for label in candidate_labels]


@pytest.mark.parametrize("task", [zero_shot_image_classification, zero_shot_classification])
def test_a_model_reads_words_and_the_answer_names_the_label(task, monkeypatch):
    pipe, given = Matcher(), {"hypothesis_template": "It is {}.", "candidate_labels": WRITTEN}
    for name in ("check_label_length", "check_labels", "note_length", "check_model"):
        monkeypatch.setattr(task, name, lambda *_, **__: None, raising=False)
    if task is zero_shot_classification:
        answer = task.call(pipe, Job(), text="x", multi_label=False, **given)["labels"]
    else:
        answer = [one["label"] for one in task.call(pipe, Job(), image=Image.new("RGB", (4, 4)), **given)]
    assert pipe.seen == SPELLED
    assert answer == WRITTEN


def test_a_sound_is_matched_with_words_too(monkeypatch):
    task, pipe = zero_shot_audio_classification, Matcher()
    pipe.feature_extractor = None
    monkeypatch.setattr(task, "check_label_length", lambda *_: None)
    monkeypatch.setattr(task, "classify_windows", lambda job, audio, extractor, classify: classify(audio))
    answer = task.call(pipe, Job(), audio=None, candidate_labels=WRITTEN, hypothesis_template="It is {}.")
    assert pipe.seen == SPELLED
    assert [one["label"] for one in answer] == WRITTEN
