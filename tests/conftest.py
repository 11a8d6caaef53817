"""The application itself, as its users meet it: one server for all tests, without a network."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tabs.words  # noqa: F401  (errors are read as sentences)
from tests.serve import serve

os.environ.setdefault("PLAYGROUND_FETCH", "0")  # no test waits for a package of 93 MB unless it says so
USERS_CACHE = os.environ.get("PLAYGROUND_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
os.environ["PLAYGROUND_CACHE"] = str(Path(USERS_CACHE).expanduser() / "pipeline-playground-tests")
"""Beside the user's own: what he has fetched would answer in the starters' place, and he does not want our runs."""

QUICK = (
    "tests/models/starters/test_assets.py",
    "tests/models/test_cache.py",
    "tests/models/test_cache_batches.py",
    "tests/models/test_engines.py",
    "tests/models/test_errors.py",
    "tests/models/test_eviction.py",
    "tests/models/test_length.py",
    "tests/models/test_source.py",
    "tests/models/words",
    "tests/tabs/doors/test_inference_client.py::test_text_classification",
    "tests/tabs/doors/test_openai.py::test_chat",
    "tests/tabs/page/test_snippet.py",
    "tests/tabs/read",
    "tests/tabs/render",
    "tests/tabs/run/test_choice.py",
    "tests/tabs/run/test_run.py",
    "tests/tabs/run/test_wire.py",
    "tests/tabs/test_endpoints.py::test_photos_are_named_correctly",
    "tests/tabs/test_endpoints.py::test_plain_http_works",
    "tests/tabs/test_kinds.py",
    "tests/test_layers.py",
    "tests/test_pins.py",
    "tests/test_readme.py",
    "tests/test_shapes.py",
    "tests/ui/test_page.py::test_the_lion_is_named",
)
"""What `-m quick` selects: folders, files, and tests by the beginning of their names."""

ROOT = Path(__file__).parent.parent


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files without a quick test unread where only those are wanted: importing all takes longer than they."""
    if config.option.markexpr != "quick":
        return None
    path = collection_path.relative_to(ROOT).as_posix()
    return None if any(one.startswith(path) or path.startswith(one) for one in QUICK) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick."""
    for item in items:
        if item.nodeid.startswith(QUICK):
            item.add_marker("quick")


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
