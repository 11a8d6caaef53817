"""Pictures and sounds for trying things out that come with installed packages, found where they are installed."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def find_media() -> Path:
    """Return the folder of Gradio's examples, without importing it: a process without a page has no need of it."""
    found = find_spec("gradio")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gradio is not installed")
    return Path(found.origin).parent / "media_assets"


def find_photo(name: str) -> Path:
    """Return one of the photos that Gradio ships."""
    return find_media() / "images" / name


def find_sound(name: str) -> Path:
    """Return one of the recordings that Gradio ships."""
    return find_media() / "audio" / name


def find_clip(name: str) -> Path:
    """Return one of the videos that Gradio ships."""
    return find_media() / "videos" / name


def find_pagoda() -> Path:
    """Return the photo of a pagoda that scikit-learn ships (sentence-transformers needs scikit-learn)."""
    found = find_spec("sklearn")  # finds the package without importing it
    if found is None or found.origin is None:
        return find_photo("tower.jpg")
    return Path(found.origin).parent / "datasets" / "images" / "china.jpg"


def find_flower() -> Path:
    """Return the photo of a flower that lies beside the pagoda."""
    return find_pagoda().with_name("flower.jpg")


def find_specimen(name: str) -> Path:
    """Return one of the photos that scikit-image ships."""
    found = find_spec("skimage")
    if found is None or found.origin is None:
        return find_photo("lion.jpg")
    return Path(found.origin).parent / "data" / name


def list_folders() -> list[str]:
    """Return where the examples lie: Gradio shows files of an installed package only where that is allowed."""
    return [
        str(find_media()),
        str(find_pagoda().parent),
        str(find_specimen("coffee.png").parent),
    ]
