"""Captions, lines of text, and answers about pictures."""

import pytest
from PIL import Image

from models.errors import BadInput
from tabs.multimodal import image_to_text, visual_question_answering
from tabs.run.job import Job
from tests.tiny.image_text import make_blip, make_vit_gpt2

CAPTIONING = [one.id for one in image_to_text.TASK.models]
ANSWERING = [one.id for one in visual_question_answering.TASK.models]
SHAPES = [(1, 1), (1, 300), (300, 2)]
SETTINGS = {"prompt": "", "max_new_tokens": 5, "num_beams": 1}


@pytest.mark.parametrize("model", CAPTIONING)
@pytest.mark.parametrize("shape", SHAPES)
def test_pictures_of_odd_shapes_get_a_caption(tiny_pipe, model, shape):
    raw = image_to_text.call(tiny_pipe("image-to-text", model), Job(), image=Image.new("RGB", shape), **SETTINGS)
    assert isinstance(raw[0]["generated_text"], str)


@pytest.mark.parametrize("model", CAPTIONING)
def test_the_unfinished_caption_is_shown(tiny_pipe, model, noise):
    job, seen = Job(), []
    job.show = seen.append
    raw = image_to_text.call(tiny_pipe("image-to-text", model), job, image=noise, **SETTINGS)
    assert seen
    assert seen[-1][0]["generated_text"].strip() == raw[0]["generated_text"].strip()


def test_a_model_without_a_processor_class_writes(tiny_pipe, noise):
    pipe = tiny_pipe("image-to-text", "vit-gpt2", make_vit_gpt2)
    assert list(pipe(noise, max_new_tokens=3)[0]) == ["generated_text"]
    assert len(pipe([noise, noise], max_new_tokens=3)) == 2


@pytest.mark.parametrize("model", CAPTIONING[:2])
def test_a_caption_begins_with_the_prompt(tiny_pipe, model, noise):
    raw = tiny_pipe("image-to-text", model)(noise, prompt="a photo of", max_new_tokens=4)
    assert raw[0]["generated_text"].startswith("a photo of")


def test_readers_of_lines_take_no_prompt(tiny_pipe, noise):
    pipe = tiny_pipe("image-to-text", "microsoft/trocr-base-printed")
    with pytest.raises(BadInput, match="empty"):
        image_to_text.call(pipe, Job(), image=noise, **{**SETTINGS, "prompt": "a"})


@pytest.mark.parametrize("model", CAPTIONING[:2])
def test_a_prompt_too_long_is_refused(tiny_pipe, model, noise):
    with pytest.raises(BadInput, match="too long"):
        tiny_pipe("image-to-text", model)(noise, prompt="lion " * 400)


def test_only_pictures_are_captioned(tiny_pipe):
    with pytest.raises(BadInput, match="not a picture"):
        tiny_pipe("image-to-text", CAPTIONING[0])("http://127.0.0.1/secret.png")


def test_stop_reaches_a_model_that_generates_with_a_part_of_itself(tiny_pipe, noise):
    from models.errors import Stopped
    from models.interrupt import interruptible

    for task, model, arguments in (
        ("image-to-text", "BLIP", {}),
        ("visual-question-answering", ANSWERING[1], {"question": "who?"}),
    ):
        pipe = tiny_pipe(task, model, make_blip if model == "BLIP" else None)
        job = Job()
        job.stop()
        with pytest.raises(Stopped), interruptible(pipe, job.check):
            pipe(noise, **arguments)


@pytest.mark.parametrize("model", ANSWERING)
@pytest.mark.parametrize("top_k", [1, 3, 10])
def test_answers_come_best_first_with_scores(tiny_pipe, model, top_k, noise):
    raw = tiny_pipe("visual-question-answering", model)(image=noise, question="what is this?", top_k=top_k)
    assert 1 <= len(raw) <= top_k
    scores = [item["score"] for item in raw]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(isinstance(item["answer"], str) for item in raw)


@pytest.mark.parametrize("model", ANSWERING)
def test_a_question_too_long_is_refused(tiny_pipe, model, noise):
    with pytest.raises(BadInput, match="too long"):
        tiny_pipe("visual-question-answering", model)(image=noise, question="what " * 600)


def test_strips_are_refused_and_dots_are_not(tiny_pipe):
    pipe = tiny_pipe("visual-question-answering", ANSWERING[0])
    with pytest.raises(BadInput, match="strip"):
        visual_question_answering.call(pipe, Job(), image=Image.new("RGB", (1, 300)), question="what?", top_k=1)
    assert visual_question_answering.call(pipe, Job(), image=Image.new("RGB", (1, 1)), question="what?", top_k=1)


def test_an_answer_of_no_words_has_a_name(noise):
    raw = [{"score": 0.5, "answer": ""}]
    assert visual_question_answering.render(raw, image=noise, question="what?") == {"(no answer)": 0.5}
