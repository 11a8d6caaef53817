"""Draw the scenes that the page's button shows one by one: `PYTHONPATH=. python assets/examples/make_new_scenes.py`."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from assets.recipes.scenes import KINDS, Scene, make_scene
from assets.recipes.scenes.questions import ask
from assets.recipes.scenes.sight import sight_of

FOLDER = Path(__file__).with_name("scenes")
SEED = 101
SCENES, SMALL = 24, 8
SIZE, SMALL_SIZE = 256, 128
"""Pixels a side: twice what the starters look at, for the eyes of people; and what wants to be enlarged."""

BEST_ANSWERED = ("ground", "colour", "how many")
"""What the starter answers better than left or right; see the card in assets/starters/visual-question-answering."""


def main() -> None:
    """Write the scenes and what can be asked of them."""
    rng = np.random.default_rng(SEED)
    FOLDER.mkdir(exist_ok=True)
    scenes = [make_scene(rng, size=SIZE, count=(2, 4)) for _ in range(SCENES)]
    rows = [{"file": f"{number:02}.jpg", **said_about(rng, scene)} for number, scene in enumerate(scenes, 1)]
    for row, scene in zip(rows, scenes, strict=True):
        scene.image.save(FOLDER / row["file"], quality=92)
    small = [f"small-{number}.png" for number in range(1, SMALL + 1)]
    for name in small:
        make_scene(rng, size=SMALL_SIZE, count=(3, 6)).image.save(FOLDER / name, optimize=True)
    (FOLDER / "scenes.json").write_text(json.dumps({"scenes": rows, "small": small}, indent=1) + "\n", encoding="utf-8")


def said_about(rng: np.random.Generator, scene: Scene) -> dict[str, Any]:
    """Return questions about a scene, what to look for (all that is there and one thing that is not), and a click."""
    there = list(dict.fromkeys(thing.kind for thing in scene.things))
    absent = next(str(kind) for kind in rng.permutation(KINDS) if kind not in there)
    sight = sight_of(scene)
    return {
        "questions": [ask(rng, sight, matter).text.capitalize() for matter in BEST_ANSWERED],
        "labels": ", ".join([*there, absent]),
        "click": click_on(scene),
    }


def click_on(scene: Scene) -> str:
    """Return x and y of the middle of the largest thing."""
    rows, columns = np.nonzero(max(scene.things, key=lambda thing: int(thing.mask.sum())).mask)
    nearest = np.argmin((rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2)
    return f"{columns[nearest]}, {rows[nearest]}"


if __name__ == "__main__":
    main()
