"""Every task over HTTP, with real models: the answers are right, and the contract holds."""

import json

import httpx
import numpy as np
import pytest
from gradio_client import handle_file

from tabs import TABS
from tabs.examples.packaged import find_photo
from tabs.kinds import PICTURES
from tabs.run.choice import serving_starter
from tests.recorded import read_answers
from tests.recorded.digest import differences
from tests.recorded.received import digest_received
from tests.speech import SENTENCES, needs_espeak, speak, word_error_rate

TASKS = [task for tab in TABS for task in tab.tasks]
STARTED = [task for task in TASKS if serving_starter(task)]
RUN_KEYS = {"task", "model", "revision", "source", "device", "dtype", "load_s", "run_s", "limits", "full_model"}
MARK = {"example"}  # nothing of one's own was asked about


@pytest.mark.parametrize("task", STARTED, ids=lambda task: task.id)
def test_a_first_call_needs_no_arguments(client, task):
    *values, raw, run = client.predict(api_name=f"/{task.endpoint}")
    assert len(values) == len(task.outputs)
    assert raw
    assert set(run) - {"note"} == RUN_KEYS | MARK  # of a picture on no ground, a page that may not say it
    assert (run["task"], run["source"], run["model"]) == (task.id, "starter", serving_starter(task))
    assert run["run_s"] > 0


@pytest.fixture(scope="module")
def described(client):
    return client.view_api(return_format="dict", print_info=False)["named_endpoints"]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_arguments_are_named_as_the_contract_says(described, task):
    endpoint = described[f"/{task.endpoint}"]
    names = [argument["parameter_name"] for argument in endpoint["parameters"]]
    inputs, parameters = [one.name for one in task.inputs], [one.name for one in task.parameters]
    assert names == [*inputs, "model", "revision", *parameters, "device", "dtype", "try_instantly"]
    assert all(argument["python_type"]["description"] for argument in endpoint["parameters"])
    assert all(argument["parameter_has_default"] for argument in endpoint["parameters"])
    assert [output["label"] for output in endpoint["returns"]][-2:] == ["raw", "run"]
    assert task.summary in endpoint["description"]


@pytest.mark.parametrize("task", STARTED, ids=lambda task: task.id)
def test_every_example_is_answered_as_the_pipeline_answered_when_it_was_recorded(client, task):
    recorded = read_answers(task)
    for number, example in enumerate(task.examples):
        values = {one.name: sent(one.kind, value) for one, value in zip(task.inputs, example, strict=True)}
        *_, raw, run = client.predict(**values, api_name=f"/{task.endpoint}")
        assert run["task"] == task.id
        if not any(one.name == "do_sample" and one.default for one in task.parameters):
            wanted = recorded[f"starter {number}"]["raw"]
            assert not differences(wanted, digest_received(raw, wanted))


def sent(kind, value):
    if value is None or not kind.media:
        return value
    if kind is PICTURES:
        return [{"image": handle_file(path), "caption": None} for path in value]
    return handle_file(value)


@pytest.mark.parametrize(
    ("name", "label"), [("lion.jpg", "lion"), ("cheetah.jpg", "cheetah"), ("cheetah1.jpg", "cheetah")]
)
def test_photos_are_named_correctly(client, name, label):
    answer, raw, _ = client.predict(image=handle_file(find_photo(name)), top_k=8, api_name="/image_classification")
    assert answer["label"] == label
    assert len(answer["confidences"]) == len(raw) == 8
    assert raw[0]["score"] > 0.6


@pytest.mark.parametrize(
    ("name", "words", "best"),
    [
        ("lion.jpg", "house cat, lion, dog", "lion"),
        ("cheetah.jpg", "cheetah, elephant, boat", "cheetah"),
        ("tower.jpg", "beach, tower, forest", "tower"),
        ("bus.png", "bus, bicycle, train", "bus"),
    ],
)
def test_pictures_are_matched_to_words(client, name, words, best):
    answer, _, _ = client.predict(
        image=handle_file(find_photo(name)), candidate_labels=words, api_name="/zero_shot_image_classification"
    )
    assert answer["label"] == best


def test_the_other_cheetah_looks_most_like_a_cheetah(client):
    others = ["bus.png", "lion.jpg", "tower.jpg", "cheetah1.jpg"]
    nearest, _, raw, _ = client.predict(
        image=handle_file(find_photo("cheetah.jpg")),
        images=[{"image": handle_file(find_photo(name)), "caption": None} for name in others],
        api_name="/image_feature_extraction",
    )
    assert [picture["caption"] for picture in nearest] == sorted((one["caption"] for one in nearest), reverse=True)
    assert np.shape(raw["vectors"]) == (5, 1280)


@pytest.mark.parametrize(
    ("first", "second", "cosine"),
    [
        ("The cat sits outside", "The dog plays in the garden", "28%"),
        ("A man is playing guitar", "A woman watches TV", "-3%"),
        ("The movies are awesome", "The new movie is so great", "66%"),
    ],
)
def test_known_cosines(client, first, second, cosine):
    ranking, *_ = client.predict(text=f"{first}\n{second}", api_name="/sentence_similarity")
    assert f">{cosine}<" in ranking


def test_a_search_finds_the_line_that_fits_without_sharing_words(client):
    lines = "The parcel has not arrived\nHow do I change my password?\nI want my money back"
    ranking, _, raw, _ = client.predict(
        text=lines, question="I forgot my login", top_k=2, api_name="/sentence_similarity"
    )
    assert raw["hits"][0]["corpus_id"] == 1
    assert ranking.count("<li>") == 2


@pytest.mark.parametrize("shown", [2, 12])
def test_as_many_pairs_are_shown_as_were_asked_for(client, shown):
    lines = "\n".join(f"Train {number} is late" for number in range(6))
    ranking, _, raw, _ = client.predict(text=lines, top_k=shown, api_name="/sentence_similarity")
    assert ranking.count("<li>") == len(raw["pairs"]) == shown


@needs_espeak
def test_speech_is_written_down(client, tmp_path):
    rates = []
    for number, sentence in enumerate(SENTENCES):
        file = speak(sentence, tmp_path / f"{number}.wav")
        heard, *_ = client.predict(audio=handle_file(file), api_name="/automatic_speech_recognition")
        rates.append(word_error_rate(sentence, heard))
    assert sum(rates) / len(rates) < 0.15


def test_a_long_recording_is_heard_to_its_end_with_times_that_grow(client):
    long = next(task for task in TASKS if task.id == "automatic-speech-recognition").examples[1][0]
    text, table, raw, _ = client.predict(audio=handle_file(long), api_name="/automatic_speech_recognition")
    assert "ground floor" in text
    assert "thank you for your visit" in text.lower()
    starts = [chunk["timestamp"][0] for chunk in raw["chunks"]]
    assert starts == sorted(starts)
    assert starts[-1] > 30
    assert "transcript.srt" in table


def test_words_get_times_of_their_own(client):
    text, table, raw, _ = client.predict(return_timestamps="word", api_name="/automatic_speech_recognition")
    assert [chunk["text"].strip() for chunk in raw["chunks"]] == text.split()
    assert table.count("data-seek") == len(text.split())


def test_status_tells_what_is_loaded(client):
    client.predict(api_name="/image_classification")
    status = client.predict(api_name="/status")
    loaded = next(one for one in status["models"] if one["task"] == "image-classification")
    assert loaded["model"] == "efficientnet-lite0"
    assert loaded["state"] == "ready"
    assert 8_000_000 < loaded["size_bytes"] < 25_000_000  # in bfloat16, or in float32
    assert 0 < status["resident_bytes"] < status["budget_bytes"]


@pytest.mark.parametrize(
    "data", [[], ["one\ntwo"], ["one\ntwo", "", "", "", 5], ["a\nb", "", "", "", 5, "cpu", "auto"]]
)
def test_plain_http_works_without_any_client_and_with_arguments_left_out(server, data):
    event = httpx.post(f"{server}gradio_api/call/sentence_similarity", json={"data": data}).json()["event_id"]
    assert answered(server, "sentence_similarity", event)[-1]["source"] == "starter"


def test_a_picture_left_out_is_the_first_example(server):
    event = httpx.post(f"{server}gradio_api/call/image_classification", json={"data": []}).json()["event_id"]
    assert answered(server, "image_classification", event)[0]["label"] == "lion"


def answered(server, endpoint, event):
    *_, kind, data = httpx.get(f"{server}gradio_api/call/{endpoint}/{event}", timeout=60).text.strip().splitlines()
    assert kind == "event: complete"
    return json.loads(data.removeprefix("data: "))
