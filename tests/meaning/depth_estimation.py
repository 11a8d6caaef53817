"""How far away the things in new scenes are must be told about right, in metres."""

import numpy as np

from assets.recipes.scenes import make_scene
from tests.meaning.ask import Ask

METRIC = "things' pixels less than a quarter off in distance (delta < 1.25), 60 new scenes"
FLOOR = 0.58


def score(ask: Ask) -> float:
    """Return the share of pixels, averaged over the scenes; a model that knew the empty ground alone would get 0.41."""
    rng = np.random.default_rng(603)
    right = []
    for _ in range(60):
        scene = make_scene(rng, size=256)
        told_m = np.asarray(ask(image=scene.image)["predicted_depth"])
        ratio = np.maximum(told_m / scene.depth_m, scene.depth_m / told_m)
        on_things = np.any([thing.mask for thing in scene.things], axis=0)
        right.append((ratio[on_things] < 1.25).mean())
    return float(np.mean(right))
