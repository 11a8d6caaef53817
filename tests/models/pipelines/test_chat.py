import json

import pytest

from models.errors import BadInput
from models.key import ModelKey
from models.load import load
from tests.tiny import MAKERS

SMOLLM2, BLENDERBOT, GPT2 = (
    "HuggingFaceTB/SmolLM2-135M-Instruct",
    "facebook/blenderbot-400M-distill",
    "distilbert/distilgpt2",
)
HELLO, HI, BYE = (
    {"role": role, "content": text} for role, text in (("user", "Hello"), ("assistant", "Hi"), ("user", "Bye"))
)
SYSTEM = {"role": "system", "content": "Be brief"}


pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def pipe_for(tmp_path_factory):
    pipes = {}

    def pipe(model):
        if model not in pipes:
            folder = tmp_path_factory.mktemp("model")
            MAKERS[model](folder)
            pipes[model] = load(ModelKey("chat", "local", str(folder)), folder)
        return pipes[model]

    return pipe


@pytest.mark.parametrize("model", [SMOLLM2, BLENDERBOT])
def test_the_answer_is_the_conversation_and_one_message_more(pipe_for, model):
    (raw,) = pipe_for(model)([HELLO, HI, BYE], max_new_tokens=5)
    *before, last = raw["generated_text"]
    assert before == [HELLO, HI, BYE]
    assert last["role"] == "assistant"
    assert isinstance(last["content"], str)


def test_it_answers_as_transformers_own_pipeline_does(pipe_for):
    from transformers import TextGenerationPipeline

    pipe = pipe_for(SMOLLM2)
    own = TextGenerationPipeline(model=pipe.model, tokenizer=pipe.tokenizer)
    options = {"max_new_tokens": 20, "do_sample": False}
    theirs = own([SYSTEM, HELLO], **options)[0]["generated_text"]
    ours = pipe([SYSTEM, HELLO], **options)[0]["generated_text"]
    assert [(one["role"], one["content"].strip()) for one in theirs] == [(one["role"], one["content"]) for one in ours]


def test_blenderbot_reads_turns_with_two_spaces_between(pipe_for):
    pipe = pipe_for(BLENDERBOT)
    read = pipe.tokenizer.decode(pipe.encode([SYSTEM, HELLO, HI, BYE])["input_ids"][0], skip_special_tokens=True)
    assert read.strip() == "Hello  Hi   Bye"


def test_blenderbot_never_writes_more_than_it_has_places_for(pipe_for):
    assert pipe_for(BLENDERBOT)([HELLO], max_new_tokens=500, min_new_tokens=126)[0]["generated_text"]


@pytest.mark.parametrize("model", [SMOLLM2, BLENDERBOT])
def test_the_oldest_turns_are_left_out_and_a_system_message_stays(pipe_for, model):
    pipe = pipe_for(model)
    turns = [HELLO, HI] * 100 + [BYE]
    kept = pipe.recent([SYSTEM, *turns], 20)
    assert kept[0] == SYSTEM
    assert kept[1]["role"] == "user"
    assert kept[-1] == BYE
    assert 3 < len(kept) < len(turns)
    assert pipe(kept, max_new_tokens=20)


def test_a_short_conversation_is_kept_whole(pipe_for):
    assert pipe_for(SMOLLM2).recent([SYSTEM, HELLO, HI, BYE], 20) == [SYSTEM, HELLO, HI, BYE]


@pytest.mark.parametrize("model", [SMOLLM2, BLENDERBOT])
def test_a_single_message_too_long_is_refused(pipe_for, model):
    with pytest.raises(BadInput, match="too long"):
        pipe_for(model).recent([{"role": "user", "content": "word " * 1000}], 20)


def test_a_model_without_a_chat_template_is_refused(pipe_for):
    with pytest.raises(BadInput, match="no chat template"):
        pipe_for(GPT2)([HELLO])


def test_a_template_that_refuses_is_put_into_words(pipe_for, monkeypatch):
    pipe = pipe_for(SMOLLM2)
    monkeypatch.setattr(pipe.tokenizer, "chat_template", "{{ raise_exception('alternate!') }}")
    with pytest.raises(BadInput, match="in no form"):
        pipe([HELLO])


STRICT = (
    "{% for one in messages %}{% if (one.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant') }}{% endif %}"
    "<{{ one.role }}>{{ one.content }}{% endfor %}"
)
"""As Mistral's: no system message, the user first, and in turns."""

SILENT = (
    "{% for one in messages %}{% if one.role != 'system' %}<{{ one.role }}>{{ one.content }}{% endif %}{% endfor %}"
)
"""Leaves out the system message without a word."""


@pytest.mark.parametrize(
    ("template", "messages", "written", "word"),
    [
        (STRICT, [SYSTEM, HELLO], "<user>Be brief\n\nHello", "system"),
        (SILENT, [SYSTEM, HELLO], "<user>Be brief\n\nHello", "system"),
        (STRICT, [HI, HELLO], "<user>Hello", "first"),
        (STRICT, [SYSTEM, HI, HELLO], "<user>Be brief\n\nHello", "first"),
        (STRICT, [HELLO, BYE], "<user>Hello\n\nBye", ""),
        (STRICT, [HELLO, HI, SYSTEM, BYE], "<user>Hello<assistant>Hi<user>Be brief\n\nBye", "system"),
        (SILENT, [HI, HELLO], "<assistant>Hi<user>Hello", ""),
    ],
)
def test_a_conversation_takes_the_form_that_the_template_wants(
    pipe_for, monkeypatch, template, messages, written, word
):
    pipe = pipe_for(SMOLLM2)
    monkeypatch.setattr(pipe.tokenizer, "chat_template", template)
    form, note = pipe.fit(messages)
    assert pipe.write(form, tokenize=False) == written
    assert (word in note) if word else not note
    assert pipe.tokenizer.decode(pipe.encode(messages)["input_ids"][0]) == written


def test_a_greeting_does_not_make_a_conversation_long(pipe_for):
    assert pipe_for(SMOLLM2).recent([HI, HELLO], 20) == [HI, HELLO]


def test_blenderbot_says_that_it_takes_no_system_message(pipe_for):
    assert "system" in pipe_for(BLENDERBOT).fit([SYSTEM, HELLO])[1]
    assert pipe_for(BLENDERBOT).fit([HELLO])[1] == ""


@pytest.mark.parametrize("task", ["chat", "text-generation"])
@pytest.mark.parametrize("stops", [list("etaoin"), "###", ["\ue000"]])
def test_words_to_stop_at_in_the_settings_of_a_model_are_heeded(tmp_path, task, stops):
    MAKERS[SMOLLM2](tmp_path)
    (tmp_path / "generation_config.json").write_text(json.dumps({"stop_strings": stops}))
    pipe = load(ModelKey(task, "local", str(tmp_path)), tmp_path)
    (raw,) = pipe([HELLO] if task == "chat" else "Hello", max_new_tokens=5, do_sample=False)
    assert raw["generated_text"]


def test_no_messages(pipe_for):
    with pytest.raises(BadInput, match="no message"):
        pipe_for(SMOLLM2)([])
