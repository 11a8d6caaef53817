"""Pictures and sounds for trying things out that come with installed packages, found where they are installed."""

from importlib.util import find_spec
from pathlib import Path

import gradio


def photo(name: str) -> Path:
    """Return one of the photos that Gradio ships."""
    return Path(gradio.__file__).parent / "media_assets" / "images" / name


def sound(name: str) -> Path:
    """Return one of the recordings that Gradio ships."""
    return Path(gradio.__file__).parent / "media_assets" / "audio" / name


def clip(name: str) -> Path:
    """Return one of the videos that Gradio ships."""
    return Path(gradio.__file__).parent / "media_assets" / "videos" / name


def pagoda() -> Path:
    """Return the photo of a pagoda that scikit-learn ships (sentence-transformers needs scikit-learn)."""
    found = find_spec("sklearn")  # finds the package without importing it
    if found is None or found.origin is None:
        return photo("tower.jpg")
    return Path(found.origin).parent / "datasets" / "images" / "china.jpg"


def flower() -> Path:
    """Return the photo of a flower that lies beside the pagoda."""
    return pagoda().with_name("flower.jpg")


def specimen(name: str) -> Path:
    """Return one of the photos that scikit-image ships."""
    found = find_spec("skimage")
    if found is None or found.origin is None:
        return photo("lion.jpg")
    return Path(found.origin).parent / "data" / name


def folders() -> list[str]:
    """Return where the examples lie: Gradio shows files of an installed package only where that is allowed."""
    return [
        str(Path(gradio.__file__).parent / "media_assets"),
        str(pagoda().parent),
        str(specimen("coffee.png").parent),
    ]
