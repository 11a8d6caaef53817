"""The real inputs of tests/truth, seen otherwise."""

from PIL import ImageOps

from tests.meaning.ask import Ask
from tests.truth.image_segmentation import MARKED
from tests.truth.mask_generation import click, holds
from tests.truth.photos import PHOTOS

METRIC = "a click cuts out its thing: points on it inside, points beside it outside, photos mirrored"
FLOOR = 0.6


def score(ask: Ask) -> float:
    """Return the share that is right."""
    right = [
        holds(photo, ask(image=ImageOps.mirror(photo.opened()), points=click(photo, mirrored=True)), mirrored=True)
        for photo in PHOTOS
        if photo.name in MARKED
    ]
    return sum(right) / len(right)
