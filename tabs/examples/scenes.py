"""More examples for the tasks whose starters know scenes of emoji: a function for each kind of input.

The scenes were drawn by `assets/examples/make_new_scenes.py` with a seed of their own.
"""

import random
from typing import Any

from PIL import Image

from tabs.examples.drawer import FOLDER, Drawer, read_list

_lists = read_list("scenes/scenes.json")
_scenes: Drawer[dict[str, Any]] = Drawer(_lists["scenes"])
_small: Drawer[str] = Drawer(_lists["small"])


def opened(name: str) -> Image.Image:
    """Return a picture of assets/examples/scenes."""
    with Image.open(FOLDER / "scenes" / name) as image:
        return image.convert("RGB")


def new_picture() -> tuple[Image.Image]:
    """Return the picture of another scene with two to four things."""
    return (opened(_scenes.take()["file"]),)


def new_picture_and_question() -> tuple[Image.Image, str]:
    """Return the picture of another scene and a question about it, of those that the starter is better at."""
    scene = _scenes.take()
    return opened(scene["file"]), random.choice(scene["questions"])


def new_picture_and_labels() -> tuple[Image.Image, str]:
    """Return the picture of another scene, and what to look for: what is there, and one thing that is not."""
    scene = _scenes.take()
    return opened(scene["file"]), scene["labels"]


def new_small_picture() -> tuple[Image.Image]:
    """Return the picture of another scene, so small that it wants to be enlarged."""
    return (opened(_small.take()),)


def new_picture_and_click() -> tuple[Image.Image, str]:
    """Return the picture of another scene and a click on the middle of its largest thing."""
    scene = _scenes.take()
    return opened(scene["file"]), scene["click"]
