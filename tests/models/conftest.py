from collections.abc import Iterator
from pathlib import Path

import pytest

from models.hub import transfer
from tests.hub_server import HubServer, use_hub


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    """A Hub of its own, an empty cache, and retries that do not wait."""
    monkeypatch.setattr(transfer, "RETRY_WAIT_S", 0.0)
    with HubServer() as server, use_hub(server, tmp_path / "cache"):
        yield server
