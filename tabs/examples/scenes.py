"""New examples for the tasks whose starters know scenes of emoji: a function for each kind of input."""

from typing import Any

import numpy as np
from PIL import Image

from assets.recipes.scenes import KINDS, Scene, make_scene
from assets.recipes.scenes.questions import ask
from assets.recipes.scenes.sight import sight_of

SIZE = 256
"""Pixels a side: twice what the starters look at, for the eyes of people."""

BEST_ANSWERED = ("ground", "colour", "how many")
"""What the starter answers better than left or right; see the card in assets/starters/visual-question-answering."""


def fresh_scene(**options: Any) -> Scene:
    """Return a scene that nobody has seen; `options` are those of `make_scene`."""
    return make_scene(np.random.default_rng(), **{"size": SIZE, **options})


def new_picture() -> tuple[Image.Image]:
    """Return the picture of a new scene with two to four things."""
    return (fresh_scene(count=(2, 4)).image,)


def new_picture_and_question() -> tuple[Image.Image, str]:
    """Return the picture of a new scene and a question about it, of those that the starter is better at."""
    scene, rng = fresh_scene(count=(2, 4)), np.random.default_rng()
    return scene.image, ask(rng, sight_of(scene), str(rng.choice(BEST_ANSWERED))).text.capitalize()


def new_picture_and_labels() -> tuple[Image.Image, str]:
    """Return the picture of a new scene, and what to look for: what is there, and one thing that is not."""
    scene = fresh_scene(count=(2, 4))
    there = list(dict.fromkeys(thing.kind for thing in scene.things))
    absent = next(kind for kind in np.random.default_rng().permutation(KINDS) if kind not in there)
    return scene.image, ", ".join([*there, str(absent)])


def new_small_picture() -> tuple[Image.Image]:
    """Return the picture of a new scene, so small that it wants to be enlarged."""
    return (fresh_scene(count=(3, 6), size=128).image,)


def new_picture_and_click() -> tuple[Image.Image, str]:
    """Return the picture of a new scene and a click on the middle of its largest thing."""
    scene = fresh_scene(count=(2, 4))
    rows, columns = np.nonzero(max(scene.things, key=lambda thing: int(thing.mask.sum())).mask)
    nearest = np.argmin((rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2)
    return scene.image, f"{columns[nearest]}, {rows[nearest]}"
