"""A click in the middle of each thing of a new scene must cut out just that thing."""

import numpy as np

from assets.recipes.scenes import Thing, make_scene
from tests.meaning.ask import Ask

SCENES = 40
METRIC = f"mean overlap (IoU) of the surest mask, one click on each thing of {SCENES} new scenes"
FLOOR = 0.7


def score(ask: Ask) -> float:
    """Return the mean intersection over union."""
    rng = np.random.default_rng(604)
    found = []
    for _ in range(SCENES):
        scene = make_scene(rng, size=256)
        for thing in scene.things:
            x, y = middle_of(thing)
            mask = ask(image=scene.image, points=f"{x}, {y}")["masks"][0]
            found.append((mask & thing.mask).sum() / (mask | thing.mask).sum())
    return float(np.mean(found))


def middle_of(thing: Thing) -> tuple[int, int]:
    """Return the pixel of a thing, x and y, that is the nearest to its middle."""
    rows, columns = np.nonzero(thing.mask)
    nearest = np.argmin((rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2)
    return int(columns[nearest]), int(rows[nearest])
