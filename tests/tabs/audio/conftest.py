"""A server that finds a tiny stand-in of every model for sounds, not only of the defaults."""

from collections.abc import Iterator
from typing import Any

import pytest

from tabs.audio import TASKS
from tests.contract import tiny_hub
from tests.serve import serve


@pytest.fixture(scope="package")
def audio_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a gradio_client of that server."""
    from gradio_client import Client

    folder = tmp_path_factory.mktemp("audio")
    with tiny_hub([(task, model) for task in TASKS for model in task.models], folder) as environment:
        log = folder / "log.txt"
        with serve(log=log, GRADIO_TEMP_DIR=str(folder / "uploads"), **environment) as url:
            client = Client(url, verbose=False, download_files=str(folder / "answers"))
            yield client
            client.close()
        assert "Traceback" not in log.read_text(), log.read_text()[-3000:]
