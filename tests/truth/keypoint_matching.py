"""Photos, turned, moved and zoomed: matched points must be the same spots."""

import random
from typing import Any

from PIL import Image

from tests.meaning.keypoint_matching import change, share_right
from tests.truth.case import Case, least_sure
from tests.truth.photos import PHOTOS

RULE = "twenty matches or more, nine in ten within 3% of the photo's side"
FLOOR = 0.6
SURENESS = least_sure
SEED = 77


def case(name: str, photo: Image.Image, back: tuple[float, ...]) -> Case:
    """Return the case of one photo and its changed copy."""
    changed = photo.transform(photo.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor="white")
    return Case(name, {"image_0": photo, "image_1": changed}, lambda raw: is_true(raw, photo, back))


def is_true(raw: list[dict[str, Any]], photo: Image.Image, back: tuple[float, ...]) -> bool:
    """Tell whether nine in ten matches are right."""
    return share_right(raw, photo, back) >= 0.9


RNG = random.Random(SEED)
CASES = tuple(case(photo.name, photo.opened(), change(photo.opened(), RNG)) for photo in PHOTOS)
