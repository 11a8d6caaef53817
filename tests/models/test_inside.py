"""The steps that are told are those that the pipeline takes."""

import pytest

from models import load
from models.inside import look_inside
from models.key import ModelKey
from tabs import TABS
from tabs.render.inside import draw_inside
from tabs.run.engine.local import Local
from tabs.run.inside import EXPLAINED, explain
from tests.models.fake_models import FakeModels

TASKS = {task.id: task for tab in TABS for task in tab.tasks}


@pytest.fixture(scope="module")
def pipes():
    keys = {task: ModelKey(task, "starter", TASKS[task].starter) for task in EXPLAINED}
    return {task: load.load(key, load.fetch(key, lambda _: None)) for task, key in keys.items()}


def test_the_classes_of_a_text_get_the_pipelines_own_probabilities(pipes):
    pipe, text = pipes["text-classification"], "I love my new bicycle."
    inside = look_inside(pipe, text)
    expected = {one["label"]: one["score"] for one in pipe(text, top_k=None)}
    assert {one.label: one.probability for one in inside.scores[-1]} == pytest.approx(expected, abs=1e-4)
    assert [one.id for one in inside.tokens] == pipe.tokenizer(text)["input_ids"]
    assert [one.special for one in inside.tokens] == [True, *[False] * (len(inside.tokens) - 2), True]
    assert inside.inputs["input_ids"] == inside.inputs["attention_mask"] == (1, len(inside.tokens))
    assert inside.logits == (1, len(expected))


def test_each_token_gets_the_pipelines_own_label(pipes):
    pipe, text = pipes["token-classification"], "My name is Sylvain and I work in Brooklyn."
    inside = look_inside(pipe, text)
    for one in pipe(text, ignore_labels=[]):
        score = inside.scores[one["index"]][0]
        assert (score.label, score.probability) == (one["entity"], pytest.approx(float(one["score"]), abs=1e-4))


def test_the_words_for_a_gap_are_the_pipelines_own(pipes):
    pipe = pipes["fill-mask"]
    text = f"Paris is the {pipe.tokenizer.mask_token} of France."
    (scores,) = look_inside(pipe, text).scores.values()
    expected = [(one["token_str"].strip(), one["score"]) for one in pipe(text)]
    assert [(one.label, pytest.approx(one.probability, abs=1e-4)) for one in scores] == expected


def test_a_long_text_is_cut_to_what_the_model_reads(pipes):
    inside = look_inside(pipes["text-classification"], "word " * 5_000)
    assert len(inside.tokens) == pipes["text-classification"].tokenizer.model_max_length
    assert draw_inside(inside).count("<small>") < 200


def test_the_drawing_escapes_what_was_typed(pipes):
    drawn = draw_inside(look_inside(pipes["token-classification"], "<script>alert(1)</script> & Co"))
    assert "<script" not in drawn and "&lt;" in drawn


def test_the_endpoint_tells_programs_the_steps(client):
    client.predict("I love this.", "starter", api_name="/text_classification")
    told = client.predict("text-classification", "I love this.", "starter", "", api_name="/inside")["steps"]
    assert [one["text"] for one in told["tokens"]][:3] == ["[CLS]", "i", "love"]
    assert told["scores"]["-1"][0]["label"] == "POSITIVE"


@pytest.mark.parametrize(("task", "words"), [("summarization", "not told"), ("text-classification", "Press Run")])
def test_what_cannot_be_told_says_so(monkeypatch, task, words):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(Exception, match=words):
        explain(TASKS[task], Local(FakeModels({}).cache(1)), "A text.", "starter", "")
