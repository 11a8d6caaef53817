"""Writing while the page watches: streamed, stopped within a token, and cut aloud."""

import time

import pytest

from models.cache import ModelCache
from models.errors import BadInput
from models.load import load
from models.size import measure
from tabs.run import Answer, Update, run
from tabs.run.engine.local import Local
from tabs.run.generation import describe_cut, generate_options
from tabs.run.job import Job
from tabs.task import Request
from tabs.text import chat, summarization, text2text_generation, text_generation, translation
from tests.tiny import MAKERS

T5 = "google-t5/t5-small"
TASKS = [text_generation.TASK, chat.TASK, summarization.TASK, translation.TASK, text2text_generation.TASK]
LONG = {
    "text-generation": {"max_new_tokens": 400},
    "chat": {"max_new_tokens": 400},
    "summarization": {"max_length": 510, "min_length": 400},
    "translation": {"max_new_tokens": 500},
    "text2text-generation": {"max_new_tokens": 500},
}


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    folders = {}
    for task in TASKS:
        folder = tmp_path_factory.mktemp("model")
        MAKERS[task.models[0].id](folder)
        folders[task.id] = folder
    return folders


@pytest.fixture
def cache(folders, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_LOCAL_MODELS", "1")
    return ModelCache(
        fetch=lambda key, report: folders[key.task],
        estimate=lambda key: 10**6,
        load=load,
        measure=measure,
        free=lambda: None,
        budget_bytes=10**9,
    )


def request(task, folders, inputs=None, **parameters):
    first = dict(zip([one.name for one in task.inputs], task.examples[0], strict=True))
    return Request(inputs=first | (inputs or {}), model=str(folders[task.id]), parameters=parameters)


def slow_down(monkeypatch, pause_s=0.02):
    """Make every token take its time, so that there is something to stop."""
    from transformers import GenerationMixin

    sample = GenerationMixin._sample

    def slow_sample(self, *args, logits_processor, **kwargs):
        logits_processor.append(lambda ids, scores: time.sleep(pause_s) or never_ends(self, scores))
        return sample(self, *args, logits_processor=logits_processor, **kwargs)

    def never_ends(model, scores):
        scores[:, model.generation_config.eos_token_id or 0] = -float("inf")
        return scores

    monkeypatch.setattr(GenerationMixin, "_sample", slow_sample)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_text_comes_while_it_is_written_and_closing_stops_it(task, cache, folders, monkeypatch):
    slow_down(monkeypatch)
    steps = run(task, Local(cache), request(task, folders, **LONG[task.id]))
    partial = next(step for step in steps if isinstance(step, Update) and step.values)
    assert len(partial.values) == len(task.outputs)
    closed = time.monotonic()
    steps.close()
    while any(model.pins for model in cache.stats().entries):
        assert time.monotonic() - closed < 1
        time.sleep(0.01)
    assert cache.stats().entries[0].state == "ready"


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_the_next_run_after_a_stopped_one_works(task, cache, folders):
    short = dict.fromkeys(LONG[task.id], 12)
    (answer,) = [step for step in run(task, Local(cache), request(task, folders, **short)) if isinstance(step, Answer)]
    assert answer.run["run_s"] >= 0


def answer_of(task, cache, folders, inputs=None, **parameters):
    return list(run(task, Local(cache), request(task, folders, inputs, **parameters)))[-1]


def test_a_long_text_is_cut_and_the_run_line_says_so(cache, folders):
    text = {"text": "one two three " * 500}
    for task in (summarization.TASK, translation.TASK, text2text_generation.TASK):
        short = {"max_length": 8, "min_length": 0} if task is summarization.TASK else {"max_new_tokens": 8}
        note = answer_of(task, cache, folders, text, **short).run["note"]
        assert "first 512 of 1,5" in note
    note = answer_of(text_generation.TASK, cache, folders, text, max_new_tokens=12).run["note"]
    assert "last 500 of 6,9" in note
    turns = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi"}] * 60
    note = answer_of(chat.TASK, cache, folders, {"messages": turns, "text": "Bye"}, max_new_tokens=9).run["note"]
    assert "of 121 messages" in note


def test_a_short_text_needs_no_note(cache, folders):
    assert "note" not in answer_of(translation.TASK, cache, folders, {"text": "one"}, max_new_tokens=3).run
    assert describe_cut(512, 512) == ""


def test_beams_do_not_stream(cache, folders):
    steps = list(run(translation.TASK, Local(cache), request(translation.TASK, folders, num_beams=3, max_new_tokens=9)))
    assert not any(isinstance(step, Update) and step.values for step in steps)


def test_settings_of_sampling_go_only_with_it():
    class Pipe:
        tokenizer = None

    settings = {"do_sample": False, "temperature": 0.5, "top_p": 1.0, "top_k": 3, "num_beams": 2}
    assert generate_options(Pipe(), print, **settings) == {"do_sample": False, "num_beams": 2}
    assert generate_options(Pipe(), print, **settings | {"do_sample": True}) == settings | {"do_sample": True}


def test_an_answer_longer_than_the_model_is_refused(cache, folders):
    with pytest.raises(BadInput, match="can hold 512 tokens"):
        answer_of(text_generation.TASK, cache, folders, max_new_tokens=600)


def test_a_shortest_summary_longer_than_the_longest_is_refused(cache, folders):
    with pytest.raises(BadInput, match="Swap"):
        answer_of(summarization.TASK, cache, folders, max_length=20, min_length=40)


@pytest.mark.parametrize("word", ["German", "de", "deu_Latn", "GERMAN"])
def test_languages_by_name_or_code(cache, folders, word):
    assert answer_of(translation.TASK, cache, folders, tgt_lang=word, max_new_tokens=3).values[0]


def test_an_unknown_language_is_refused(cache, folders):
    with pytest.raises(BadInput, match="tgt_lang"):
        answer_of(translation.TASK, cache, folders, tgt_lang="Klingon")


def test_lines_are_translated_one_by_one_and_empty_ones_kept(cache, folders):
    answer = answer_of(translation.TASK, cache, folders, {"text": "one\n\ntwo"}, max_new_tokens=4)
    assert len(answer.raw) == 2
    assert answer.values[0].split("\n")[1] == ""


def test_render_of_translations_is_aligned_with_the_text():
    raw = [{"translation_text": "eins"}, {"translation_text": "zwei"}]
    assert translation.render(raw, text="one\n\ntwo\nthree") == "eins\n\nzwei"
    assert translation.render(raw[:1], text="one\n\ntwo") == "eins"


def test_render_of_a_chat_empties_the_text():
    messages = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "<b>Hi</b>"}]
    assert chat.render([{"generated_text": messages}], messages=[], text="Hello") == (messages, "")


def test_render_of_the_others_is_the_text():
    assert text_generation.render([{"generated_text": " upon a time"}], text="Once") == "Once upon a time"
    assert summarization.render([{"summary_text": " Short ."}], text="") == "Short ."
    assert text2text_generation.render([{"generated_text": "yes"}], text="") == "yes"


def test_a_chat_goes_on_over_http(tiny_client):
    def say(**arguments):
        return tiny_client.predict(**arguments, max_new_tokens=8, api_name="/chat")

    messages, text, raw, run = say(messages="Hello")
    assert text == ""
    assert [message["role"] for message in messages] == ["user", "assistant"]
    messages, *_ = say(messages=messages, text="Tell me more")
    assert [message["role"] for message in messages] == ["user", "assistant"] * 2
    assert raw[0]["generated_text"][0] == {"role": "user", "content": "Hello"}
    assert run["task"] == "chat"


def test_a_job_has_no_note_at_first():
    assert Job().note == ""
