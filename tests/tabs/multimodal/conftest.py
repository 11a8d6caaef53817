"""Tiny models as pipelines, loaded as the application loads them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from models import load
from models.key import ModelKey
from tests.tiny import MAKERS


@pytest.fixture(scope="session")
def tiny_pipe(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Return a function that loads a tiny stand-in of a model for a task; each once."""
    loaded: dict[tuple[str, str], Any] = {}

    def pipe(task: str, model: str, make: Callable[[Path], None] | None = None) -> Any:
        if (task, model) not in loaded:
            folder = tmp_path_factory.mktemp("tiny")
            (make or MAKERS[model])(folder)
            loaded[task, model] = load.load(ModelKey(task, "local", str(folder)), folder)
        return loaded[task, model]

    return pipe


@pytest.fixture
def noise() -> Image.Image:
    """Return a small picture."""
    return Image.effect_noise((80, 60), 60).convert("RGB")
