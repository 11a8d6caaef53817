"""What is named must be boxed in a new scene, and what is not there must not."""

import numpy as np

from assets.recipes.scenes import KINDS, Scene, make_scene
from assets.recipes.scenes.words import SYNONYMS
from assets.recipes.spin import with_article
from tests.meaning.ask import Ask
from tests.meaning.detections import box_of, took

METRIC = "F1 of boxes at an overlap of 0.5, as many absent names asked for as present ones, 60 new scenes"
FLOOR = 0.72


def score(ask: Ask) -> float:
    """Return the F1 score over all scenes, at the page's own threshold."""
    rng = np.random.default_rng(703)
    right = given = there = 0
    for _ in range(60):
        scene = make_scene(rng, size=256)
        names = asked_for(rng, scene)
        found = ask(image=scene.image, candidate_labels=", ".join(names.values()))
        given, there = given + len(found), there + len(scene.things)
        for kind, name in names.items():
            boxes = [thing.box for thing in scene.things if thing.kind == kind]
            right += sum(took(boxes, box_of(one)) for one in found if one["label"] == name)
    return 2 * right / (given + there)


def asked_for(rng: np.random.Generator, scene: Scene) -> dict[str, str]:
    """Return what to type for the kinds in the scene and for as many others."""
    present = sorted({thing.kind for thing in scene.things})
    absent = [kind for kind in KINDS if kind not in present]
    kinds = [*present, *(absent[number] for number in rng.permutation(len(absent))[: len(present)])]
    return {kind: typed(rng, kind) for kind in kinds}


def typed(rng: np.random.Generator, kind: str) -> str:
    """Return the kind's name, the name with its article, or another name of the same thing."""
    others = SYNONYMS.get(kind, kind).split()
    names = (kind, with_article(kind), others[int(rng.integers(len(others)))])
    return names[int(rng.integers(3))]
