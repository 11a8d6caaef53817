"""The main path of real users: a model from the Hub, through the whole application."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.hub_server import HubServer
from tests.serve import serve
from tests.tiny.vision import make_resnet

NAME = "someone/tiny-resnet"
ENDPOINT = "/image_classification"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    make_resnet(folder)
    (folder / "vocab.txt").write_bytes(b"x" * 3_000_000)  # something to wait for
    return folder


@contextmanager
def application(hub: HubServer, folder: Path, **environment: str) -> Iterator[Any]:
    found = {"HF_ENDPOINT": hub.url, "HF_HUB_CACHE": str(folder / "hub"), "HF_HOME": str(folder / "home")}
    with serve(log=folder / "log.txt", **found, **environment) as url:
        client = Client(url, verbose=False)
        try:
            yield client
        finally:
            client.close()


@pytest.fixture(scope="module")
def hub(tiny):
    with HubServer() as hub:
        yield hub


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("online")


@pytest.fixture(scope="module")
def online(hub, folder):
    """The application beside a Hub that answers."""
    with application(hub, folder) as client:
        yield client


def test_a_download_is_shown_in_megabytes(tiny, hub, online):
    hub.add(NAME, tiny)
    hub.slow(2_000_000)
    job = online.submit(model=NAME, api_name=ENDPOINT)
    *_, run = job.result(timeout=60)
    hub.heal()
    assert (run["source"], run["model"]) == ("hub", NAME)
    words = " ".join(str(output[-1].get("message")) for output in job.outputs())
    shares = [int(done) for done, total in re.findall(r"Downloading (\d) of (\d) MB", words) if total == "3"]
    assert len(set(shares)) >= 2
    assert shares == sorted(shares)
    assert "hub" in {one["source"] for one in online.predict(api_name="/status")["models"]}


def test_the_starter_answers_first_while_the_full_model_is_fetched(tiny, hub, online):
    hub.add("microsoft/resnet-18", tiny)
    hub.slow(1_000_000)
    job = online.submit(try_instantly=True, api_name=ENDPOINT)
    answer, _, run = job.result(timeout=60)
    hub.heal()
    assert (run["source"], run["model"]) == ("hub", "microsoft/resnet-18")
    first = [output for output in job.outputs() if "first answer" in str(output[-1].get("message"))]
    assert {output[0]["label"] for output in first if isinstance(output[0], dict) and "label" in output[0]} == {"lion"}
    assert any("efficientnet-lite0 · Downloading" in output[-1]["message"] for output in first)
    assert len(answer["confidences"]) == 3  # of the tiny model; the starter lists five


def test_the_default_model_is_used_where_the_hub_answers(tiny, hub, online):
    hub.add("microsoft/resnet-18", tiny)
    *_, run = online.predict(api_name=ENDPOINT)
    assert (run["source"], run["model"]) == ("hub", "microsoft/resnet-18")
    *_, run = online.predict(model="starter", api_name=ENDPOINT)
    assert run["source"] == "starter"


@pytest.mark.parametrize("named", [{"model": "org/never-was"}, {"revision": "never-was"}])
def test_a_model_that_was_named_is_never_answered_by_the_starter(online, named):
    job = online.submit(**named, try_instantly=True, api_name=ENDPOINT)
    with pytest.raises(AppError):
        job.result(timeout=60)
    assert not any(isinstance(output[0], dict) and output[0].get("label") for output in job.outputs())
    assert job.outputs()[-1][-1]["error"]


@pytest.mark.parametrize("instantly", [False, True])
def test_where_the_hub_does_not_give_the_default_model_the_starter_answers_and_says_why(online, instantly):
    *_, run = online.predict(try_instantly=instantly, api_name="/text_classification")
    assert run["source"] == "starter"
    assert "distilbert/distilbert-base-uncased-finetuned-sst-2-english" in run["note"]


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("org/gated", {"gated": True}, "licence|log in"),
        ("org/private", {"private": True}, "no public model"),
        ("org/missing", None, "no public model"),
    ],
)
def test_what_the_hub_refuses_is_put_into_words(tiny, hub, online, name, change, words):
    if change is not None:
        hub.add(name, tiny, **change)
    with pytest.raises(AppError) as caught:
        online.predict(model=name, api_name=ENDPOINT)
    assert re.search(words, str(caught.value)), str(caught.value)
    assert online.predict(model="starter", api_name=ENDPOINT)[-1]["source"] == "starter"


def test_a_transfer_that_breaks_off_goes_on_where_it_stopped(tiny, hub, online):
    hub.add("org/broken", {**contents(tiny), "merges.txt": b"y" * 2_500_000})
    hub.cut_after("merges.txt", 1_000_000)
    assert online.predict(model="org/broken", api_name=ENDPOINT)[-1]["model"] == "org/broken"
    assert any(request.range for request in hub.requests)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_model_is_looked_at_before_it_is_downloaded(tiny, hub, online):
    hub.add("org/look", tiny)
    found = online.predict(task="image-classification", model="org/look", api_name="/check_model")
    assert (found["fits"], found["kind"], found["made_for"]) == (True, "resnet", "ResNetForImageClassification")
    assert found["download_mb"] > 0
    with pytest.raises(AppError, match="text classification"):
        online.predict(task="text-classification", model="org/look", api_name="/check_model")
    with pytest.raises(AppError, match="text classification"):
        online.predict(model="org/look", api_name="/text_classification")
    assert not any("org/look" in request.path and "safetensors" in request.path for request in hub.requests)


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("org/unreadable", {"config.json": b"{ not json"}, r"config\.json of org/unreadable cannot be read"),
        ("org/blind", {"preprocessor_config.json": None}, r"lacks preprocessor_config\.json"),
        (
            "org/part",
            {
                "model.safetensors": None,
                "model-00001-of-00002.safetensors": b"w",
                "model.safetensors.index.json": b'{"weight_map": {}}',
            },
            r"missing: model-00002-of-00002\.safetensors",
        ),
    ],
)
def test_what_a_model_lacks_is_told_before_its_download(tiny, hub, online, name, changed, words):
    files = contents(tiny) | changed
    hub.add(name, {path: data for path, data in files.items() if data is not None})
    with pytest.raises(AppError, match=words):
        online.predict(model=name, api_name=ENDPOINT)
    with pytest.raises(AppError, match=words):
        online.predict(task="image-classification", model=name, api_name="/check_model")
    assert not any(name in request.path and request.path.endswith("tensors") for request in hub.requests)


def test_a_local_folder_is_read_on_a_laptop(tiny, online):
    *_, run = online.predict(model=str(tiny), api_name=ENDPOINT)
    assert (run["source"], run["model"]) == ("local", tiny.name)


def test_a_space_serves_its_catalogue_and_within_its_memory(tiny, hub, tmp_path):
    hub.add("google/vit-base-patch16-224", tiny, "3f49326")
    with application(hub, tmp_path, SPACE_ID="someone/space", PLAYGROUND_MEMORY_GB="0.000001") as client:
        for model in (str(tiny), "someone/else"):
            with pytest.raises(AppError) as caught:
                client.predict(model=model, api_name=ENDPOINT)
            assert str(tiny) not in str(caught.value)
        asked = len(hub.asked("GET", "model.safetensors"))
        with pytest.raises(AppError, match=r"MB .* MB"):
            client.predict(model="google/vit-base-patch16-224", api_name=ENDPOINT)
        assert len(hub.asked("GET", "model.safetensors")) == asked


def test_with_the_hub_gone_what_was_downloaded_works_and_the_rest_is_the_starters(tiny, hub, folder):
    hub.add(NAME, tiny)
    with application(hub, folder) as client:
        client.predict(model=NAME, api_name=ENDPOINT)
    hub.down()
    with application(hub, folder) as client:
        *_, run = client.predict(model=NAME, api_name=ENDPOINT)
        assert (run["source"], run["model"]) == ("hub", NAME)
        started = time.monotonic()
        *_, run = client.predict(text="a\nb", api_name="/sentence_similarity")
        assert run["source"] == "starter"
        assert time.monotonic() - started < 20
        with pytest.raises(
            AppError,
            match=r"python -m tabs.fetch image-classification .*org/never-seen",
        ):
            client.predict(model="org/never-seen", api_name=ENDPOINT)
