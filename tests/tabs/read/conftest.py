"""Payloads as the page and HTTP clients send them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder Gradio puts uploads in."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


@pytest.fixture
def uploaded(uploads: Path) -> Callable[..., dict[str, Any]]:
    """Write a file into the upload folder and return its payload."""

    def upload(name: str, content: bytes = b"") -> dict[str, Any]:
        file = uploads / name
        if content or not file.exists():
            file.write_bytes(content)
        return {"path": str(file), "orig_name": name}

    return upload
