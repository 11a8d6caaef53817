"""A click on the main thing of a photo must cut it out."""

from typing import Any

import numpy as np

from tests.truth.case import Case
from tests.truth.image_segmentation import MARKED, is_outlined
from tests.truth.photos import PHOTOS, Photo

RULE = "the surest mask holds at least three of four marked points of the clicked thing, and none beside it"
FLOOR = 0.6


def click(photo: Photo, *, mirrored: bool = False) -> str:
    """Return the first marked point in pixels."""
    (x, y), *_ = MARKED[photo.name][0]
    width, height = photo.opened().size
    return f"{int((1 - x if mirrored else x) * width)}, {int(y * height)}"


def holds(photo: Photo, raw: dict[str, Any], *, mirrored: bool = False) -> bool:
    """Tell whether the surest mask is the thing."""
    return is_outlined(photo, np.asarray(raw["masks"][0]), mirrored)


CASES = tuple(
    Case(photo.name, {"image": photo.opened(), "points": click(photo)}, lambda raw, photo=photo: holds(photo, raw))
    for photo in PHOTOS
    if photo.name in MARKED
)
