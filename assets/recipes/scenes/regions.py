"""The parts that a scene's picture falls into: things, the ground, and what is behind it."""

import numpy as np
from numpy.typing import NDArray

from assets.recipes.scenes.ground import GROUNDS
from assets.recipes.scenes.scene import Scene
from assets.recipes.scenes.sprites import KINDS

REGIONS = (*KINDS, *dict.fromkeys([ground.name for ground in GROUNDS] + [ground.behind for ground in GROUNDS]))
"""Names of all that a pixel can belong to: the kinds of things first, in their own order."""


def region_numbers(scene: Scene) -> NDArray[np.uint8]:
    """Return what every pixel belongs to, as its place in REGIONS; height x width of the picture."""
    numbers = np.empty((scene.image.height, scene.image.width), dtype=np.uint8)
    numbers[: scene.horizon] = REGIONS.index(scene.behind)
    numbers[scene.horizon :] = REGIONS.index(scene.ground)
    for thing in scene.things:
        numbers[thing.mask] = REGIONS.index(thing.kind)
    return numbers
