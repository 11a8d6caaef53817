"""A caption must name the things of a new scene, and how many there are of each."""

import numpy as np

from assets.recipes.scenes import make_scene
from assets.recipes.scenes.sight import sight_of
from assets.recipes.scenes.words import caption, things_named
from tests.meaning.ask import Ask

METRIC = "F1 of the things named, numbers counted, 80 new scenes"
FLOOR = 0.86


def score(ask: Ask) -> float:
    """Return the F1 score over all scenes."""
    rng = np.random.default_rng(701)
    right = named = there = 0
    for _ in range(80):
        scene = make_scene(rng, size=256)
        said = things_named(ask(image=scene.image)[0]["generated_text"])
        true = things_named(caption(sight_of(scene)))
        right, named, there = right + (said & true).total(), named + said.total(), there + true.total()
    return 2 * right / (named + there)
