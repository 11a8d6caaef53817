"""Draw the small pictures that the page's button shows: `PYTHONPATH=. python assets/examples/make_new_scenes.py`."""

import json
from pathlib import Path

import numpy as np

from assets.recipes.scenes import make_scene

FOLDER = Path(__file__).with_name("scenes")
SEED, COUNT, SIZE = 101, 8, 128


def main() -> None:
    """Write the pictures and their list."""
    rng = np.random.default_rng(SEED)
    FOLDER.mkdir(exist_ok=True)
    small = [f"small-{number}.png" for number in range(1, COUNT + 1)]
    for name in small:
        make_scene(rng, size=SIZE, count=(3, 6)).image.save(FOLDER / name, optimize=True)
    (FOLDER / "scenes.json").write_text(json.dumps({"small": small}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
