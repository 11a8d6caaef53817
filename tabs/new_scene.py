"""New examples for the tasks whose starters know scenes of emoji: a function for each kind of input."""

from typing import Any

import numpy as np
from PIL import Image

from models.starters.scenes import Scene, make_scene

SIZE = 256
"""Pixels a side: twice what the starters look at, for the eyes of people."""


def fresh_scene(**options: Any) -> Scene:
    """Return a scene that nobody has seen; `options` are those of `make_scene`."""
    return make_scene(np.random.default_rng(), **{"size": SIZE, **options})


def new_picture() -> tuple[Image.Image]:
    """Return the picture of a new scene with two to four things."""
    return (fresh_scene(count=(2, 4)).image,)
