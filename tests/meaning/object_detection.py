"""Every thing in a new scene must be found, named, and boxed."""

import numpy as np

from assets.recipes.scenes import make_scene
from tests.meaning.ask import Ask
from tests.meaning.detections import mean_average_precision

METRIC = "mean average precision at an overlap of 0.5, 60 new scenes"
FLOOR = 0.78


def score(ask: Ask) -> float:
    """Return the mean average precision over the kinds."""
    rng = np.random.default_rng(601)
    scenes = [make_scene(rng, size=256) for _ in range(60)]
    return mean_average_precision([ask(image=scene.image, threshold=0.05) for scene in scenes], scenes)
