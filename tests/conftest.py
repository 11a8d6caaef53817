"""The application itself, as its users meet it: one server for all tests, without a network."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve import serve


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page on a free local port, without the Hub, and return its address."""
    folder = tmp_path_factory.mktemp("server")
    log = folder / "log.txt"
    with serve(log=log, HF_HUB_OFFLINE="1", GRADIO_TEMP_DIR=str(folder / "uploads")) as url:
        yield url
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[Any]:
    """Return a gradio_client of the server."""
    from gradio_client import Client

    client = Client(server, verbose=False)
    yield client
    client.close()


@pytest.fixture(scope="session")
def tiny_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page beside a Hub on which every task's default model is a tiny random one."""
    from tests.contract import TASKS, tiny_hub

    folder = tmp_path_factory.mktemp("tiny")
    with tiny_hub([(task, task.models[0]) for task in TASKS], folder) as environment:
        log = folder / "log.txt"
        with serve(log=log, GRADIO_TEMP_DIR=str(folder / "uploads"), **environment) as url:
            yield url
        assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.fixture(scope="session")
def tiny_client(tiny_server: str) -> Iterator[Any]:
    """Return a gradio_client of the tiny server."""
    from gradio_client import Client

    client = Client(tiny_server, verbose=False)
    yield client
    client.close()


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    """Let torch use one thread: more only wait for each other over tensors as small as a tiny model's."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
