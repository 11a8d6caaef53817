"""Settings that users of the pipelines know, over the page's endpoints and over the plain door."""

import json

import httpx
import pytest
import torch
from gradio_client import handle_file
from gradio_client.exceptions import AppError

from tabs.task import ASSETS

LONG, LION = ASSETS / "examples" / "long-speech.ogg", ASSETS / "examples" / "lion.mp4"
RECEIPT = ASSETS / "examples" / "receipt.png"
WORDS = [["Sum", [50, 100, 200, 130]], ["77.10", [700, 100.4, 800, 130]]]
PAIR = {"text": "A man plays.", "text_pair": "The room was cold and nobody cared."}

without_gpu = pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")


def post(server, task, inputs, options=None, **parameters):
    sent = {"inputs": inputs, "parameters": parameters, "options": options or {}}
    return httpx.post(f"{server}tasks/{task}", json=sent, timeout=120)


@pytest.mark.parametrize("device", [-1, "-1", "cpu"])
def test_the_processor_as_pipelines_name_it(client, server, device):
    *_, run = client.predict(device=device, api_name="/text_classification")
    assert run["device"] == "cpu"
    assert post(server, "text-classification", "I love it.", {"device": device}).status_code == 200


@without_gpu
@pytest.mark.parametrize("device", [0, 1, "1", "cuda:0"])
def test_a_gpu_that_is_not_there(client, server, device):
    with pytest.raises(AppError, match="no CUDA"):
        client.predict(device=device, api_name="/text_classification")
    answer = post(server, "text-classification", "I love it.", {"device": device})
    assert answer.status_code == 400
    assert "no CUDA" in answer.json()["error"]


@pytest.mark.parametrize("device", [True, [0], 1.5, "-2"])
def test_no_device(client, device):
    with pytest.raises(AppError, match="device"):
        client.predict(device=device, api_name="/text_classification")


@pytest.mark.parametrize("write", [list, json.dumps, "\n".join])
def test_several_words_to_stop_at(client, server, write):
    asked = {"messages": "What does a cow say?", "do_sample": False, "api_name": "/chat"}
    whole = client.predict(**asked)[2][0]["generated_text"][-1]["content"]
    stops = [whole[2:4], whole[5:7]]
    short = client.predict(**asked, stop=write(["never said", *stops[::-1]]))[2][0]["generated_text"][-1]["content"]
    assert whole.startswith(short)
    assert len(short) < len(whole)
    assert any(one in short for one in stops)
    inputs = {"messages": [{"role": "user", "content": "What does a cow say?"}]}
    answer = post(server, "chat", inputs, do_sample=False, stop=write(["never said", *stops[::-1]]))
    assert short in answer.text


def test_a_text_and_its_second_text(client, server):
    alone = client.predict(PAIR["text"], api_name="/text_classification")[1]
    both = client.predict(**PAIR, api_name="/text_classification")[1]
    assert alone != both
    answers = [
        post(server, "text-classification", PAIR).json()[0],
        post(server, "text-classification", PAIR["text"], text_pair=PAIR["text_pair"]).json()[0],
    ]
    scores = [{one["label"]: one["score"] for one in answer} for answer in (both, *answers)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-3)
    assert scores[0] == pytest.approx(scores[2], abs=1e-3)


@pytest.mark.parametrize("stamps", [False, True])
def test_speech_in_windows_of_a_length(client, stamps):
    heard = client.predict(
        audio=handle_file(LONG), chunk_length_s=15, batch_size=4, return_timestamps=stamps,
        api_name="/automatic_speech_recognition",
    )  # fmt: skip
    assert "ground floor" in heard[0]
    assert "thank you for your visit" in heard[0].lower()
    assert ("chunks" in heard[2]) == stamps


@pytest.mark.parametrize("wrong", [{"chunk_length_s": 1}, {"chunk_length_s": 12, "stride_length_s": 5}])
def test_windows_that_cannot_be(client, wrong):
    with pytest.raises(AppError, match="a third"):
        client.predict(**wrong, api_name="/automatic_speech_recognition")


def test_words_of_a_page_that_are_known(client, server):
    asked = {"question": "What is the sum?", "api_name": "/document_question_answering"}
    for words in (WORDS, json.dumps(WORDS)):
        raw = client.predict(handle_file(RECEIPT), **asked, word_boxes=words)[2]
        assert raw[0]["answer"] in ("Sum", "77.10", "Sum 77.10")
        assert raw[0]["boxes"][0] in ([50, 100, 200, 130], [700, 100, 800, 130])
    with pytest.raises(AppError, match="word_boxes is no JSON"):
        client.predict(handle_file(RECEIPT), **asked, word_boxes="Sum 77.10")


def test_frames_from_the_beginning_of_a_clip(client):
    asked = {"video": handle_file(LION), "api_name": "/video_classification"}
    spread, few, first = (
        client.predict(**asked, **more)[2]
        for more in ({}, {"num_frames": 2}, {"num_frames": 4, "frame_sampling_rate": 1})
    )
    assert spread != few
    assert spread != first
    assert all(one[0]["score"] > 0 for one in (spread, few, first))


@pytest.mark.parametrize("value", [-1, 65, 2.5])
def test_frames_within_their_bounds(client, value):
    with pytest.raises(AppError, match="num_frames"):
        client.predict(num_frames=value, api_name="/video_classification")


def test_settings_of_the_models_that_have_no_starter(tiny_client):
    short = tiny_client.predict("the fox", max_length=12, do_sample=False, api_name="/text_generation")[1]
    long = tiny_client.predict("the fox", max_length=30, do_sample=False, api_name="/text_generation")[1]
    assert len(short[0]["generated_text"]) < len(long[0]["generated_text"])
    with pytest.raises(AppError, match="max_length"):
        tiny_client.predict("the fox", max_length=1, api_name="/text_generation")


def test_a_model_that_writes_takes_no_words(tiny_client):
    asked = {"question": "Sum?", "api_name": "/document_question_answering"}
    with pytest.raises(AppError, match="takes no words"):
        tiny_client.predict(handle_file(RECEIPT), **asked, word_boxes=WORDS)


def test_a_model_with_a_number_of_frames_of_its_own(tiny_client):
    with pytest.raises(AppError, match="looks at 4 frames"):
        tiny_client.predict(num_frames=7, api_name="/video_classification")
    assert tiny_client.predict(num_frames=4, frame_sampling_rate=3, api_name="/video_classification")[2]
