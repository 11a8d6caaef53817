"""Draw scenes of emoji, for the tasks that find things: `PYTHONPATH=. python assets/examples/make_scenes.py`."""

from pathlib import Path

import numpy as np

from assets.recipes.scenes import make_scene
from assets.recipes.scenes.ground import GROUNDS

SCENES = {
    "farm": (1, "grass", ("cow", "horse", "house", "rooster", "sheep", "tractor", "tree", "pig")),
    "beach": (13, "sand", ("ball", "banana", "umbrella", "turtle", "fish", "guitar", "balloon")),
    "street": (22, "road", ("bicycle", "bus", "car", "cat", "dog", "house", "tree", "helicopter")),
    "party": (34, "carpet", ("balloon", "cake", "pizza", "guitar", "apple", "dog", "cat", "clock")),
}
"""Name: seed, ground, and what may be there."""


def main() -> None:
    """Write the scenes beside this file."""
    grounds = {ground.name: ground for ground in GROUNDS}
    for name, (seed, ground, kinds) in SCENES.items():
        rng = np.random.default_rng(seed)
        scene = make_scene(rng, size=256, count=(4, 5), kinds=kinds, grounds=(grounds[ground],), hidden=0.2)
        scene.image.save(Path(__file__).with_name(f"scene-{name}.jpg"), quality=92)


if __name__ == "__main__":
    main()
