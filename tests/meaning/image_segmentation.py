"""The real inputs of tests/truth, seen otherwise."""

from PIL import ImageOps

from tests.meaning.ask import Ask
from tests.truth.image_segmentation import MARKED, fits
from tests.truth.photos import PHOTOS

METRIC = "just the main thing outlined: points on it inside, points beside it outside, photos mirrored"
FLOOR = 0.6


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = [
        fits(photo, ask(image=ImageOps.mirror(photo.opened())), mirrored=True)
        for photo in PHOTOS
        if photo.name in MARKED
    ]
    return sum(right) / len(right)
