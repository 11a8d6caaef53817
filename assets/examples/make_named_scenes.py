"""Draw scenes of emoji to describe and to ask about: `PYTHONPATH=. python assets/examples/make_named_scenes.py`."""

from pathlib import Path

import numpy as np

from assets.recipes.scenes import Scene, make_scene
from assets.recipes.scenes.ground import GROUNDS

SCENES = {
    "pets": (20, "grass", ("cat", "dog", "dog", "tree", "ball")),
    "harbour": (3, "water", ("boat", "fish", "penguin", "balloon")),
    "winter": (26, "snow", ("penguin", "house", "tree", "rocket", "umbrella")),
}
"""Name: seed, ground, and what may be there."""


def named_scene(seed: int, ground: str, kinds: tuple[str, ...]) -> Scene:
    """Return a scene of two or three things that do not hide each other."""
    grounds = {one.name: one for one in GROUNDS}
    rng = np.random.default_rng(seed)
    return make_scene(rng, size=256, count=(2, 3), kinds=kinds, grounds=(grounds[ground],), hidden=0.05)


def main() -> None:
    """Write the scenes beside this file."""
    for name, options in SCENES.items():
        named_scene(*options).image.save(Path(__file__).with_name(f"scene-{name}.jpg"), quality=92)


if __name__ == "__main__":
    main()
