"""Masks of everything that was found, or of what points lie on."""

from typing import Any

import numpy as np
from PIL import Image

from models.parts.outlines import outline_at, outline_in_box
from models.parts.seen_things import SeenThings

MOST = 12
REACHES = (0.15, 0.3, 0.6)
"""How far from a click a thing may go, in parts of the longer side: one guess each."""


class MaskGenerationPipeline(SeenThings):
    """Called like `models.pipelines.mask_generation.PointsMaskGenerationPipeline`, with the same answer."""

    def at_points(self, image: Image.Image, points: list[tuple[float, float]]) -> dict[str, Any]:
        """Return {"masks", "scores"}: the thing found around the points first, then guesses by colours alone."""
        picture = self.picture(image)
        x, y = np.mean(points, axis=0) / picture.size
        around = [
            (outline_in_box(picture, thing.box), thing.score)
            for thing in self.finder.find(picture)
            if thing.box[0] <= x <= thing.box[2] and thing.box[1] <= y <= thing.box[3]
        ]
        held = [(mask, score) for mask, score in around if all(mask[int(row), int(column)] for column, row in points)]
        grown = sorted((outline_at(picture, points, reach) for reach in REACHES), key=lambda one: -one[1])
        return answer([*held[:1], *((mask, score / 2) for mask, score in grown)])

    def __call__(self, image: Any, **_: Any) -> dict[str, Any]:
        """Return {"masks", "scores"} of all things found."""
        picture = self.picture(image)
        return answer([(outline_in_box(picture, one.box), one.score) for one in self.finder.find(picture)[:MOST]])


def answer(found: list[tuple[Any, float]]) -> dict[str, Any]:
    """Return masks, bool (height, width), and scores, float (n,), each in its list."""
    return {"masks": [mask for mask, _ in found], "scores": np.array([score for _, score in found], dtype=np.float32)}


load = MaskGenerationPipeline.load
