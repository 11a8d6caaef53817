"""Decoders go on with several texts in one pass: each as it would alone, and each reader sees its own grow."""

import pytest

from models import load
from models.key import ModelKey
from models.progress import Progress
from models.size import modules_of
from tabs.run import Job
from tabs.run.engine.local import count_tokens, count_written
from tabs.text.chat import TASK as CHAT
from tabs.text.text_generation import TASK as CONTINUE
from tests.tiny import MAKERS

CAREFUL = {"do_sample": False, "max_new_tokens": 12, "repetition_penalty": 1.3}
TEXTS = ("Once", "Once upon a time, there was a curious penguin named Ada, and", "The moon is 9")
CHATS = tuple([{"role": "user", "content": text}] for text in TEXTS)
DECODERS = ("HuggingFaceTB/SmolLM2-135M-Instruct", "Qwen/Qwen2.5-0.5B-Instruct", "distilbert/distilgpt2")


def settings(task, **changed):
    return {one.name: one.default for one in task.parameters} | CAREFUL | changed


@pytest.fixture
def build(tmp_path):
    def build_one(task, model):
        MAKERS[model](tmp_path / "model")
        key = ModelKey(task.id, "local", str(tmp_path / "model"))
        return load.load(key, load.fetch(key, lambda _: Progress("waiting")))

    return build_one


def cases():
    for model in DECODERS:
        yield pytest.param(CONTINUE, model, [{"text": text} for text in TEXTS], id=f"text {model}")
        if model != DECODERS[-1]:
            yield pytest.param(CHAT, model, [{"messages": one, "text": ""} for one in CHATS], id=f"chat {model}")


@pytest.mark.parametrize(("task", "model", "items"), list(cases()))
def test_each_is_answered_as_alone_in_passes_that_are_shared(task, model, items, build):
    pipe, passes = build(task, model), []
    alone = [task.call(pipe, Job(), **item, **settings(task)) for item in items]
    jobs = [Job() for _ in items]
    modules_of(pipe)[0].register_forward_pre_hook(lambda *_: passes.append(1))
    together = task.call_many(pipe, jobs, items, **settings(task))
    assert together == alone
    assert len(passes) <= CAREFUL["max_new_tokens"]
    for job, raw in zip(jobs, together, strict=True):
        assert 0 < job.tokens <= CAREFUL["max_new_tokens"]
        assert len(partials := job.take_partials()) > 1
        assert text_of(partials[-1]).strip() == text_of(raw).strip()


def text_of(raw):
    written = raw[0]["generated_text"]
    return written if isinstance(written, str) else written[-1]["content"]


@pytest.mark.parametrize("changed", [{"seed": 7}, {"num_beams": 2}, {"no_repeat_ngram_size": 2}, {"max_length": 90}])
def test_what_depends_on_company_is_written_alone(changed, build):
    pipe, widths = build(CONTINUE, DECODERS[0]), []
    inputs = [{"text": text} for text in TEXTS]
    pipe.model.get_input_embeddings().register_forward_pre_hook(lambda _, args: widths.append(args[0].shape[0]))
    answers = CONTINUE.call_many(pipe, [Job() for _ in inputs], inputs, **settings(CONTINUE, **changed))
    assert len(answers) == len(inputs)
    assert max(widths) <= changed.get("num_beams", 1)


def test_a_text_that_ends_early_ends_without_the_others(build):
    pipe, inputs = build(CONTINUE, DECODERS[0]), [{"text": text} for text in TEXTS]
    prompt = pipe.tokenizer(TEXTS[0], return_tensors="pt")
    written = pipe.model.generate(**prompt, do_sample=False, max_new_tokens=12, repetition_penalty=1.3)[0].tolist()
    new = written[prompt["input_ids"].shape[1] :]
    pipe.model.generation_config.eos_token_id = new[2]
    alone = [CONTINUE.call(pipe, Job(), **one, **settings(CONTINUE)) for one in inputs]
    jobs = [Job() for _ in inputs]
    assert CONTINUE.call_many(pipe, jobs, inputs, **settings(CONTINUE)) == alone
    assert jobs[0].tokens == new.index(new[2]) + 1
    assert max(job.tokens for job in jobs) > jobs[0].tokens


def test_an_answer_weighs_as_many_passes_as_it_may_have_tokens():
    assert count_written({"max_new_tokens": 120, "max_length": 0}) == 120
    assert count_written({"top_k": 5}) == 0
    assert (
        count_tokens({"messages": [{"role": "user", "content": "x" * 80}, {"role": "user", "content": "y" * 40}]}) == 31
    )
