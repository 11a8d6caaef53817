"""ZeroGPU with the real `spaces`, as far as tests.zero_gpu.space says: what it is told, what its users see."""

import json
import os
import signal
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests import serve
from tests.hub_server import HubServer
from tests.tiny.generation import make_smollm2
from tests.tiny.vision import make_resnet
from tests.zero_gpu.device_service import DeviceService

pytest.importorskip("spaces", reason="the package for ZeroGPU is not installed")

PICTURE, TEXT = "/image_classification", "/text_generation"
CARD_BYTES = 20_000_000  # as in tests.zero_gpu.space
VISITOR = "a.e30.b"
"""The token that the Hub's frame gives a visitor, empty but whole."""


@pytest.fixture(scope="module")
def gpus():
    with DeviceService() as gpus:
        yield gpus


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    import numpy as np
    from safetensors.numpy import save_file

    with HubServer() as hub:
        pictures, words = tmp_path_factory.mktemp("resnet"), tmp_path_factory.mktemp("smollm2")
        make_resnet(pictures)
        make_smollm2(words)
        for name in ("someone/resnet", "someone/hungry-resnet", "someone/other-resnet", "someone/slow-resnet"):
            hub.add(name, pictures)
        hub.add("someone/slow-words", words)
        save_file({"weight": np.zeros(CARD_BYTES // 3, dtype="float32")}, pictures / "model.safetensors")
        hub.add("someone/large-resnet", pictures)
        yield hub


@pytest.fixture(scope="module")
def url(gpus, hub, tmp_path_factory):
    folder = tmp_path_factory.mktemp("space")
    (folder / "cgroup").write_text("0::/space\n")
    environment = {
        "SPACES_ZERO_GPU": "true",
        "SPACES_ZERO_DEVICE_API_URL": gpus.url,
        "ZEROGPU_PROC_SELF_CGROUP_PATH": str(folder / "cgroup"),
        "HF_ENDPOINT": hub.url,
        "HF_HUB_CACHE": str(folder / "hub"),
        "HF_HOME": str(folder / "home"),
        "GRADIO_TEMP_DIR": str(folder / "uploads"),
    }
    patch = pytest.MonkeyPatch()
    patch.setattr(serve, "START_S", 240.0)  # here the libraries are imported before the page is up
    with patch.context(), serve.serve("-m", "tests.zero_gpu.space", log=folder / "log.txt", **environment) as url:
        yield url
    assert gpus.lent == 0
    wait_until(lambda: not any(is_alive(int(one["pid"])) for one in gpus.told("/allow")))


def is_alive(pid):
    """Tell whether a process runs; what has ended and is not yet buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def space(url):
    client = Client(url, verbose=False, headers={"x-ip-token": VISITOR})
    yield client
    client.close()


def wait_until(true, timeout_s=30.0):
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def texts(job):
    """Return the texts that were streamed; between them stand updates that leave the text as it is."""
    return [one[0] for one in job.outputs() if isinstance(one[0], str)]


def test_the_space_reports_that_it_started(space, gpus):
    assert [path for path, _ in gpus.asked] == ["/startup-report"]


def test_a_starter_takes_no_quota(space, gpus):
    *_, how = space.predict(model="starter", api_name=PICTURE)
    assert (how["source"], how["device"]) == ("starter", "cpu")
    assert gpus.told("/schedule") == []


def test_a_model_is_downloaded_here_and_runs_in_a_fresh_worker(space, gpus, hub):
    _, raw, how = space.predict(model="someone/resnet", api_name=PICTURE)
    assert {one["label"] for one in raw} == {"cat", "dog", "lion"}
    assert how["model"] == "someone/resnet"
    assert how["load_s"] > 0
    (asked,) = gpus.told("/schedule")
    assert asked["token"] == VISITOR  # it is the visitor's quota
    assert 10 < int(asked["durationSeconds"]) <= 30
    assert len(gpus.told("/allow")) == len(gpus.told("/release")) == 1
    assert gpus.told("/release")[0]["fail"] == "false"


def test_the_status_tells_what_the_worker_holds(space):
    told = space.predict(api_name="/status")["gpu_worker"]
    assert [(one["model"], one["device"]) for one in told["models"]] == [("someone/resnet", "cuda:0")]
    assert 0 < told["resident_bytes"] <= told["budget_bytes"] == CARD_BYTES


def test_a_worker_that_is_used_again_has_the_model(space, gpus):
    *_, how = space.predict(model="someone/resnet", api_name=PICTURE)
    assert how["load_s"] < 0.05
    assert len(gpus.told("/allow")) == 1  # no second process


def test_a_model_that_came_after_the_fork_is_found_by_the_worker(space, gpus):
    *_, how = space.predict(model="someone/other-resnet", api_name=PICTURE)
    assert how["model"] == "someone/other-resnet"
    assert len(gpus.told("/allow")) == 1


def test_a_program_at_a_plain_door_uses_its_own_quota(url, gpus):
    headers = {"Content-Type": "image/png", "x-ip-token": "b.e30.c", "x-wait-for-model": "true"}
    body = (serve.ROOT / "assets" / "emoji" / "cat.png").read_bytes()
    asked = urllib.request.Request(f"{url}pipeline/image-classification/someone/resnet", body, headers)  # noqa: S310
    with urllib.request.urlopen(asked, timeout=120) as answer:  # noqa: S310
        assert {one["label"] for one in json.load(answer)} == {"cat", "dog", "lion"}
    assert gpus.told("/schedule")[-1]["token"] == headers["x-ip-token"]


def test_text_streams_and_stop_gives_the_gpu_back(space, gpus):
    job = space.submit(text="Once", model="someone/slow-words", max_new_tokens=500, api_name=TEXT)
    wait_until(lambda: len(texts(job)) > 1)
    assert gpus.lent == 1
    stopped_s = time.monotonic()
    job.cancel()
    wait_until(lambda: gpus.lent == 0)
    assert time.monotonic() - stopped_s < 5
    assert gpus.told("/release")[-1]["fail"] == "false"


def test_the_worker_serves_on_after_a_stop(space, gpus):
    before = len(gpus.told("/allow"))
    space.predict(model="someone/resnet", api_name=PICTURE)
    assert len(gpus.told("/allow")) == before


def test_two_visitors_have_a_gpu_each(space, url, gpus):
    other = Client(url, verbose=False)
    with ThreadPoolExecutor(2) as pool:
        calls = [
            pool.submit(one.predict, text="Once", model="someone/slow-words", max_new_tokens=20, api_name=TEXT)
            for one in (space, other)
        ]
        wait_until(lambda: gpus.lent == 2)
        texts = [call.result()[-1]["model"] for call in calls]
    other.close()
    assert texts == ["someone/slow-words"] * 2


def test_an_error_in_the_worker_arrives_in_words(space, gpus):
    with pytest.raises(AppError, match="memory does not suffice for this input"):
        space.predict(model="someone/hungry-resnet", api_name=PICTURE)
    assert gpus.lent == 0


def test_what_is_too_large_for_the_gpu_is_neither_downloaded_nor_asked_a_gpu_for(space, gpus, hub):
    before = len(gpus.told("/schedule"))
    with pytest.raises(AppError, match="needs about 27 MB of memory and this server has 20 MB"):
        space.predict(model="someone/large-resnet", api_name=PICTURE)
    assert len(gpus.told("/schedule")) == before
    assert not [one for one in hub.asked("GET", "/model.safetensors") if "large" in one.path]


def test_a_visitor_without_quota_reads_what_to_do(space, gpus):
    gpus.quota_left = 3
    try:
        with pytest.raises(AppError, match=r"ZeroGPU quota .* choose the starter or the device cpu"):
            space.predict(model="someone/resnet", api_name=PICTURE)
    finally:
        gpus.quota_left = 300


def test_whoever_asks_for_the_cpu_needs_no_gpu(space, gpus):
    before = len(gpus.told("/schedule"))
    *_, how = space.predict(model="someone/resnet", device="cpu", api_name=PICTURE)
    assert how["device"] == "cpu"
    assert len(gpus.told("/schedule")) == before


def test_a_worker_that_is_killed_is_replaced(space, gpus):
    job = space.submit(text="Once", model="someone/slow-words", max_new_tokens=500, api_name=TEXT)
    wait_until(lambda: len(texts(job)) > 0)
    os.kill(int(gpus.told("/allow")[0]["pid"]), signal.SIGKILL)
    with pytest.raises(AppError, match="GPU task aborted"):
        job.result(timeout=60)
    before = len(gpus.told("/allow"))
    space.predict(model="someone/resnet", api_name=PICTURE)
    assert len(gpus.told("/allow")) == before + 1
