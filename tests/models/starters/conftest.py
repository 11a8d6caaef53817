from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from PIL import Image

from models.starters import folder_of


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Folders of the real starters, prepared once per session."""
    cache = tmp_path_factory.mktemp("cache")

    def folder(name: str) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PLAYGROUND_CACHE", str(cache))
            return folder_of(name)

    return folder


@pytest.fixture(scope="session")
def photo() -> Callable[[str], Image.Image]:
    """Photos that come with Gradio."""
    folder = Path(str(distribution("gradio").locate_file("gradio/media_assets/images")))

    def opened(name: str) -> Image.Image:
        with Image.open(folder / name) as image:
            return image.copy()

    return opened
