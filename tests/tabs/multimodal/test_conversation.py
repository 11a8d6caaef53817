"""Talk about pictures and sound."""

import numpy as np
import pytest
from PIL import Image

from models.errors import BadInput, ModelRefused
from models.needs import missing_packages, refusal, refuse_without
from tabs.multimodal import any_to_any, image_text_to_text
from tabs.page.widgets import describe_model
from tabs.read.audio import Audio
from tabs.run.job import Job

SMOLVLM, QWEN, GEMMA = (one.id for one in any_to_any.TASK.models)
ANSWER = {"max_new_tokens": 4, "do_sample": False, "temperature": 0.7}
TONE = np.sin(np.arange(16_000) / 20).astype(np.float32)


def look(pipe, job=None, **changed):
    settings = {"image": Image.new("RGB", (50, 40)), "text": "what?", "do_image_splitting": False, **ANSWER, **changed}
    return image_text_to_text.call(pipe, job or Job(), **settings)


def ask(pipe, **changed):
    return any_to_any.call(pipe, Job(), **{"text": "what?", "image": None, "audio": None, **ANSWER, **changed})


@pytest.mark.parametrize("do_image_splitting", [False, True])
@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 2), (200, 100)])
def test_pictures_of_any_shape_are_looked_at(tiny_pipe, do_image_splitting, shape):
    pipe = tiny_pipe("image-text-to-text", SMOLVLM)
    raw = look(pipe, image=Image.new("RGB", shape), do_image_splitting=do_image_splitting)
    assert list(raw[0]) == ["generated_text"]


def test_the_unfinished_answer_is_shown(tiny_pipe):
    job, seen = Job(), []
    job.show = seen.append
    raw = look(tiny_pipe("image-text-to-text", SMOLVLM), job, do_sample=True)
    assert seen[-1][0]["generated_text"].strip() == raw[0]["generated_text"].strip()


def test_a_text_longer_than_the_model_reads_is_refused(tiny_pipe):
    for run, task in ((look, "image-text-to-text"), (ask, "any-to-any")):
        with pytest.raises(BadInput, match="can read"):
            run(tiny_pipe(task, SMOLVLM), text="what " * 900)


def test_image_tokens_typed_by_the_user_are_only_text(tiny_pipe):
    assert look(tiny_pipe("image-text-to-text", SMOLVLM), text="<image> and <image>")
    assert ask(tiny_pipe("any-to-any", QWEN), text="<|AUDIO|>", audio=Audio(TONE, 16_000))


def test_a_model_without_a_chat_template_is_refused(tiny_pipe):
    pipe = tiny_pipe("image-text-to-text", "Salesforce/blip-image-captioning-large")
    with pytest.raises(BadInput, match="Instruct"):
        look(pipe)


def test_text_alone_and_text_with_a_picture_without_torchvision(tiny_pipe):
    pipe = tiny_pipe("any-to-any", SMOLVLM)
    assert ask(pipe)
    assert ask(pipe, image=Image.new("RGB", (50, 40)))


def test_text_alone_and_text_with_sound(tiny_pipe):
    pipe = tiny_pipe("any-to-any", QWEN)
    assert ask(pipe)
    assert ask(pipe, audio=Audio(TONE, 16_000))
    assert ask(pipe, audio=Audio(np.repeat(TONE, 2), 44_100))


def test_what_a_model_cannot_sense_is_refused(tiny_pipe):
    with pytest.raises(BadInput, match="cannot hear"):
        ask(tiny_pipe("any-to-any", SMOLVLM), audio=Audio(TONE, 16_000))
    with pytest.raises(BadInput, match="cannot see"):
        ask(tiny_pipe("any-to-any", QWEN), image=Image.new("RGB", (5, 5)))
    with pytest.raises(BadInput, match="30 s"):
        ask(tiny_pipe("any-to-any", QWEN), audio=Audio(np.tile(TONE, 31), 16_000))


def test_a_model_says_what_it_needs():
    needy = any_to_any.TASK.models[2]
    assert "torchvision + timm" in describe_model(needy)
    assert missing_packages("json numpy") == []
    assert missing_packages("json no_such_package") == ["no_such_package"]
    refuse_without("a/b", "json numpy")
    with pytest.raises(ModelRefused, match=r"a/b .*no_such_package"):
        refuse_without("a/b", "no_such_package")


def test_a_library_that_transformers_misses_is_named():
    error = ImportError("\nQwen2VLVideoProcessor requires the Torchvision library but it was not found.")
    assert "torchvision" in str(refusal("This model", error))


def test_over_http_the_model_that_needs_more_is_refused_in_words(tiny_client):
    from gradio_client.exceptions import AppError

    with pytest.raises(AppError, match="torchvision"):
        tiny_client.predict(model=GEMMA, api_name="/any_to_any")
