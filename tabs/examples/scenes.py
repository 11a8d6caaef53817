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


def open_scene(name: str) -> Image.Image:
    """Return a picture of assets/examples/scenes."""
    with Image.open(FOLDER / "scenes" / name) as image:
        return image.convert("RGB")


def pick_picture() -> tuple[Image.Image]:
    """Return the picture of another scene with two to four things."""
    return (open_scene(_scenes.take()["file"]),)


def pick_picture_and_question() -> tuple[Image.Image, str]:
    """Return the picture of another scene and a question about it, of those that the starter is better at."""
    scene = _scenes.take()
    return open_scene(scene["file"]), random.choice(scene["questions"])


def pick_picture_and_labels() -> tuple[Image.Image, str]:
    """Return the picture of another scene, and what to look for: what is there, and one thing that is not."""
    scene = _scenes.take()
    return open_scene(scene["file"]), scene["labels"]


def pick_small_picture() -> tuple[Image.Image]:
    """Return the picture of another scene, so small that it wants to be enlarged."""
    return (open_scene(_small.take()),)


def pick_picture_and_click() -> tuple[Image.Image, str]:
    """Return the picture of another scene and a click on the middle of its largest thing."""
    scene = _scenes.take()
    return open_scene(scene["file"]), scene["click"]
