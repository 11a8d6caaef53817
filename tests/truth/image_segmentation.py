"""The main thing of a photo must be outlined: marked points lie inside, others outside."""

from typing import Any

import numpy as np

from tests.truth.case import Case
from tests.truth.photos import PHOTOS, Photo

RULE = "a region with a fitting name holds at least three of four marked points of the thing, and none beside it"
FLOOR = 0.6
Places = tuple[tuple[float, float], ...]
MARKED: dict[str, tuple[Places, Places]] = {
    "astronaut": (((0.4, 0.25), (0.35, 0.6), (0.25, 0.85), (0.5, 0.6)), ((0.85, 0.15), (0.7, 0.4))),
    "camera": (((0.38, 0.2), (0.3, 0.45), (0.2, 0.7), (0.25, 0.9)), ((0.8, 0.3), (0.8, 0.9))),
    "chelsea": (((0.3, 0.4), (0.5, 0.5), (0.4, 0.2), (0.65, 0.45)), ((0.05, 0.97), (0.97, 0.97))),
    "coffee": (((0.45, 0.25), (0.45, 0.45), (0.38, 0.55), (0.45, 0.1)), ((0.05, 0.2), (0.95, 0.8))),
    "motorcycle_left": (((0.25, 0.7), (0.45, 0.5), (0.8, 0.65), (0.6, 0.4)), ((0.1, 0.2), (0.3, 0.15))),
    "luispedro": (((0.4, 0.5), (0.5, 0.3), (0.6, 0.7), (0.4, 0.75)), ((0.92, 0.1), (0.06, 0.1))),
    "grace_hopper": (((0.5, 0.25), (0.5, 0.5), (0.25, 0.8), (0.8, 0.8)), ((0.9, 0.2), (0.05, 0.2))),
    "cheetah": (((0.5, 0.4), (0.55, 0.45), (0.5, 0.5), (0.45, 0.45)), ((0.05, 0.1), (0.95, 0.1))),
    "cheetah1": (((0.4, 0.4), (0.5, 0.3), (0.45, 0.55), (0.65, 0.35)), ((0.05, 0.05), (0.95, 0.05))),
    "lion": (((0.35, 0.35), (0.4, 0.2), (0.3, 0.5), (0.55, 0.55)), ((0.9, 0.1), (0.9, 0.95))),
    "tower": (((0.55, 0.3), (0.55, 0.5), (0.55, 0.65), (0.55, 0.8)), ((0.1, 0.3), (0.9, 0.6))),
    "china": (((0.33, 0.3), (0.33, 0.5), (0.33, 0.65), (0.33, 0.4)), ((0.7, 0.1), (0.7, 0.5))),
    "flower": (((0.48, 0.5), (0.4, 0.5), (0.55, 0.5), (0.48, 0.65)), ((0.1, 0.1), (0.9, 0.3))),
}
"""For each photo points on the main thing and points beside it, x and y in parts of the picture."""


def fits(photo: Photo, raw: list[dict[str, Any]], *, mirrored: bool = False) -> bool:
    """Tell whether a region has the thing's name and its place."""
    named = {*photo.words, *photo.shows}
    return any(one["label"] in named and is_outlined(photo, np.asarray(one["mask"]) > 0, mirrored) for one in raw)


def is_outlined(photo: Photo, mask: np.ndarray, mirrored: bool) -> bool:
    """Tell whether a mask holds the marked points of the thing, and none beside it."""
    on, beside = ([holds(mask, x, y, mirrored) for x, y in places] for places in MARKED[photo.name])
    return sum(on) >= 3 and not any(beside)


def holds(mask: np.ndarray, x: float, y: float, mirrored: bool) -> bool:
    """Tell whether a mask holds a point."""
    height, width = mask.shape
    return bool(mask[int(y * height), int((1 - x if mirrored else x) * width)])


CASES = tuple(
    Case(photo.name, {"image": photo.opened()}, lambda raw, photo=photo: fits(photo, raw))
    for photo in PHOTOS
    if photo.name in MARKED
)
