"""The real inputs of tests/truth, seen otherwise."""

import contextlib

from PIL import ImageOps

from models.errors import BadInput
from tests.meaning.ask import Ask
from tests.truth.image_segmentation import MARKED, fits
from tests.truth.photos import PHOTOS

METRIC = "the main thing outlined, points on it inside, beside it outside, where it finds any, photos mirrored"
FLOOR = 0.6


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = []
    for photo in PHOTOS:
        if photo.name in MARKED:
            with contextlib.suppress(BadInput):
                right.append(fits(photo, ask(image=ImageOps.mirror(photo.opened())), mirrored=True))
    return sum(right) / len(right)
