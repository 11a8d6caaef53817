"""What happens to a server while it works: it is told to end, started again, or has a neighbour."""

import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from gradio_client import Client

from tests import serve
from tests.hub_server import HubServer
from tests.tiny.vision import make_resnet

NAME = "someone/tiny-resnet"
ENDPOINT = "/image_classification"
LARGE = "vocab.txt"
LARGE_BYTES = 4_500_000


@pytest.fixture
def hub(tmp_path):
    files = tmp_path / "model"
    files.mkdir()
    make_resnet(files)
    (files / LARGE).write_bytes(b"x" * LARGE_BYTES)
    with HubServer() as hub:
        hub.add(NAME, files)
        yield hub


@contextmanager
def application(hub, folder, name="log"):
    environment = {"HF_ENDPOINT": hub.url, "HF_HUB_CACHE": str(folder / "hub"), "HF_HOME": str(folder / "home")}
    with serve.serve(log=folder / f"{name}.txt", **environment) as url:
        client = Client(url, verbose=False)
        try:
            yield client
        finally:
            client.close()


def wait_until(true):
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def part_bytes(folder):
    return sum(file.stat().st_size for file in (folder / "hub").rglob("*.incomplete"))


def test_a_server_that_ends_in_the_middle_of_a_download_goes_on_from_there(hub, tmp_path, monkeypatch):
    ended = []
    monkeypatch.setattr(serve.subprocess, "Popen", noting(ended, serve.subprocess.Popen))
    hub.slow(1_000_000)
    with application(hub, tmp_path) as client:
        client.submit(model=NAME, api_name=ENDPOINT)
        wait_until(lambda: part_bytes(tmp_path) > 2_000_000)
        started_s = time.monotonic()
        ended[0].send_signal(signal.SIGTERM)
        ended[0].wait(timeout=5)
        assert time.monotonic() - started_s < 5
    had = part_bytes(tmp_path)
    hub.heal()
    hub.requests.clear()
    with application(hub, tmp_path, "again") as client:
        *_, how = client.predict(model=NAME, api_name=ENDPOINT)
    assert how["model"] == NAME
    asked = [int(re.findall(r"\d+", one.range)[0]) for one in hub.asked("GET", LARGE) if one.range]
    assert asked == [pytest.approx(had, abs=200_000)]
    assert part_bytes(tmp_path) == 0


def noting(made, kind):
    def make(*args, **kwargs):
        made.append(kind(*args, **kwargs))
        return made[-1]

    return make


def test_a_server_that_is_told_to_end_during_a_run_ends_at_once_and_starts_again(tmp_path, monkeypatch):
    ended = []
    monkeypatch.setattr(serve.subprocess, "Popen", noting(ended, serve.subprocess.Popen))
    environment = {"HF_HUB_OFFLINE": "1", "PLAYGROUND_CACHE": str(tmp_path / "cache")}
    with serve.serve(log=tmp_path / "log.txt", **environment) as url:
        client = Client(url, verbose=False)
        client.submit(api_name=ENDPOINT)  # prepares the starter, then runs it
        wait_until(lambda: any((tmp_path / "cache").rglob("*")))
        ended[0].send_signal(signal.SIGTERM)
        ended[0].wait(timeout=5)
        client.close()
    with serve.serve(log=tmp_path / "again.txt", **environment) as url:
        client = Client(url, verbose=False)
        *_, how = client.predict(api_name=ENDPOINT)
        client.close()
    assert how["source"] == "starter"
    assert "Traceback" not in (tmp_path / "again.txt").read_text()


def test_two_servers_that_share_a_cache_download_a_model_once(hub, tmp_path):
    hub.slow(4_000_000)
    servers = application(hub, tmp_path, "one"), application(hub, tmp_path, "other")
    with servers[0] as one, servers[1] as other, ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(client.predict, model=NAME, api_name=ENDPOINT) for client in (one, other)]
        answers = [call.result()[-1]["model"] for call in calls]
    assert answers == [NAME, NAME]
    assert len(hub.asked("GET", LARGE)) == 1
