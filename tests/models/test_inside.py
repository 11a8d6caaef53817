"""The steps that are told are those that the pipeline takes."""

from dataclasses import replace

import pytest
import torch

from models import load
from models.inside import hooks, look_inside, watch
from models.inside.look import Given
from models.inside.parts import Grid, Network, Scores, Steps, Tokens
from models.key import ModelKey
from tabs import TABS
from tabs.render.inside import draw_inside
from tabs.run.choice import serving_starter
from tabs.run.engine.local import Local
from tabs.run.inside import OWN_WAYS, describe, explain
from tabs.run.job import Job
from tests.models.fake_models import FakeModels

TASKS = {task.id: task for tab in TABS for task in tab.tasks}


@pytest.fixture(scope="module")
def pipes():
    names = ("text-classification", "token-classification", "fill-mask", "question-answering", "sentence-similarity")
    keys = {task: ModelKey(task, "starter", serving_starter(TASKS[task])) for task in (*names, "chat", "translation")}
    return {task: load.load(key, load.fetch(key, lambda _: None)) for task, key in keys.items()}


def look(pipes, task, **inputs):
    """Return the parts of a run with the default settings, by their classes, and what the pipeline answered."""
    settings = {one.name: one.default for one in TASKS[task].parameters}
    job = Job()
    watched = watch(pipes[task], lambda: TASKS[task].call(pipes[task], job, **inputs, **settings), job.check)
    parts = look_inside(pipes[task], task, watched, describe(TASKS[task], inputs, settings))
    return {type(part): part for part in parts}, parts, watched


def test_the_classes_of_a_text_get_the_pipelines_own_probabilities(pipes):
    pipe, text = pipes["text-classification"], "I love my new bicycle."
    told, _, _ = look(pipes, "text-classification", text=text)
    expected = {one["label"]: one["score"] for one in pipe(text, top_k=None)}
    assert {one.label: one.probability for _, one in told[Scores].rows} == pytest.approx(expected, abs=1e-4)
    tokens = told[Tokens].tokens
    assert [one.id for one in tokens] == pipe.tokenizer(text)["input_ids"]
    assert [one.special for one in tokens] == [True, *[False] * (len(tokens) - 2), True]
    assert told[Network].inputs["input_ids"] == told[Network].inputs["attention_mask"] == (1, len(tokens))
    assert told[Network].outputs["logits"] == (1, len(expected))


def test_each_token_gets_the_pipelines_own_label(pipes):
    pipe, text = pipes["token-classification"], "My name is Sylvain and I work in Brooklyn."
    told, _, _ = look(pipes, "token-classification", text=text)
    expected = [
        (one["word"], one["entity"], pytest.approx(float(one["score"]), abs=1e-4))
        for one in pipe(text, ignore_labels=[])
    ]
    assert [(word, one.label, one.probability) for word, one in told[Scores].rows] == expected


def test_the_words_for_a_gap_are_the_pipelines_own(pipes):
    pipe = pipes["fill-mask"]
    told, _, _ = look(pipes, "fill-mask", text="Paris is the [MASK] of France.")
    expected = [
        (one["token_str"].strip(), one["score"]) for one in pipe(f"Paris is the {pipe.tokenizer.mask_token} of France.")
    ]
    assert [(one.label, pytest.approx(one.probability, abs=1e-4)) for _, one in told[Scores].rows] == expected


def test_the_ends_of_an_answer_are_where_the_pipeline_found_it(pipes):
    _, parts, _ = look(pipes, "question-answering", question="Where do I live?", context="I live in Rome with my cat.")
    start, end = (part for part in parts if isinstance(part, Scores))
    assert (start.which, end.which) == ("start", "end")
    assert start.rows[0][1].label.split()[0] == end.rows[0][1].label.split()[0] == "rome"
    assert 0 < start.rows[0][1].probability <= 1


def test_attention_adds_up_and_the_model_is_as_before(pipes):
    pipe = pipes["text-classification"]
    before, logits = pipe.model.config._attn_implementation, pipe("A fine day.", top_k=None)
    told, _, _ = look(pipes, "text-classification", text="A fine day.")
    grid = told[Grid]
    assert grid.which == "attention" and grid.rows == grid.columns == tuple(one.text for one in told[Tokens].tokens)
    assert grid.values.sum(1) == pytest.approx(1, abs=5e-3)  # in bfloat16 where the CPU has it
    assert pipe.model.config._attn_implementation == before != "eager"
    assert pipe("A fine day.", top_k=None) == logits
    assert not pipe.model._forward_hooks and not pipe.model._forward_pre_hooks


def test_the_steps_of_a_text_are_the_tokens_that_were_written(pipes):
    pipe = pipes["translation"]
    told, _, watched = look(pipes, "translation", text="The cat is small.", **{})
    steps = told[Steps].steps
    written = "".join(one.chosen for one in steps if not one.chosen.startswith("</"))
    assert watched.raw[0]["translation_text"].startswith(written.strip()[:8])
    for one in steps:
        assert one.choices[0].probability == max(choice.probability for choice in one.choices)
        assert sum(choice.probability for choice in one.choices) <= 1.0001
    tokens = pipe.tokenizer(watched.raw[0]["translation_text"])["input_ids"]
    assert len(steps) == min(len(tokens), 12)


def test_a_long_text_is_watched_for_some_steps_alone(pipes, monkeypatch):
    monkeypatch.setattr(hooks, "MOST_CALLS", 4)
    messages = [{"role": "user", "content": "Tell me a story about a cat."}]
    told, parts, watched = look(pipes, "chat", messages=messages, text="")
    assert len(watched.calls) == 5 and watched.raw is None
    assert len(told[Steps].steps) == 4 and told[Steps].more
    assert draw_inside(parts).count("class='choice") == 20


def test_vectors_are_those_of_the_encoder(pipes):
    told, parts, _ = look(pipes, "sentence-similarity", text=["A cat.", "A dog."], question="")
    grid = next(part for part in parts if isinstance(part, Grid) and part.which == "vectors")
    pipe = pipes["sentence-similarity"]
    own = pipe.encode(["A cat.", "A dog."], output_value="token_embeddings")
    shown = torch.tensor(grid.values)
    assert any(torch.allclose(shown, one[: len(shown), :64].cpu(), atol=1e-4) for one in own)
    assert told[Tokens].texts == 2


def test_a_long_text_is_cut_to_what_the_model_reads(pipes):
    told, parts, _ = look(pipes, "text-classification", text="word " * 5_000)
    assert told[Tokens].total == pipes["text-classification"].tokenizer.model_max_length
    assert draw_inside(parts).count("<small>") < 200


def test_the_drawing_escapes_what_was_typed(pipes):
    _, parts, _ = look(pipes, "token-classification", text="<script>alert(1)</script> & Co")
    drawn = draw_inside(parts, "print('<script>')")
    assert "<script" not in drawn and "&lt;" in drawn


def test_what_the_run_raises_is_raised_and_leaves_no_hook(pipes):
    def fail():
        raise ValueError("no")

    modules = [*pipes["chat"].model.modules()]
    before = [dict(module._forward_hooks) for module in modules]  # those of Transformers, for attention, stay
    with pytest.raises(ValueError, match="no"):
        watch(pipes["chat"], fail, lambda: None)
    assert [dict(module._forward_hooks) for module in modules] == before


def test_starters_of_their_own_way_say_it():
    from models.starters.catalogue import ROWS
    from tabs.words import SENTENCES

    assert {row.name for row in ROWS if row.build} == OWN_WAYS
    for sentences in SENTENCES.values():
        assert {f"inside.own.{name}" for name in OWN_WAYS} <= set(sentences)


def test_the_endpoint_tells_programs_the_steps(client):
    client.predict("I love this.", "starter", api_name="/text_classification")
    told = client.predict("text-classification", {"text": "I love this."}, "starter", "", api_name="/inside")
    steps = {one["step"]: one for one in told["steps"]}
    assert [one["text"] for one in steps["tokens"]["tokens"]][:3] == ["[CLS]", "i", "love"]
    assert steps["scores"]["rows"][0][1]["label"] == "POSITIVE"
    assert "AutoModelForSequenceClassification" in told["code"] and "I love this." in told["code"]


def test_what_is_not_in_memory_says_so(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(Exception, match="Press Run"):
        explain(TASKS["text-classification"], Local(FakeModels({}).cache(1)), {"text": "A text."}, "starter", "")


def test_a_task_that_needs_nothing_given_is_described():
    given = describe(replace(TASKS["text-classification"], inputs=()), {}, {})
    assert given == Given(settings={})
