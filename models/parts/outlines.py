"""Outlines of things by random walks (Grady 2006) over the picture, from what surely is and surely is not theirs."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.parts.things import Box

SIDE = 160
"""Pixels of the longer side on which walks are solved: about half a second."""

STIFFNESS = 90
"""Beta of the paper: how much a difference of colours hinders the walk."""

SURELY_INSIDE = 0.65
"""The part of a box's half axes inside which an ellipse is taken for the thing: of 0.35, 0.5, 0.65 and 0.8 the
smallest of the best on the photos of tests/truth."""

INSIDE, OUTSIDE = 1, 2
Mask = NDArray[np.bool_]


def outline_in_box(picture: Image.Image, box: Box) -> Mask:
    """Return the mask, bool (height, width), of the thing in a box: what is beyond is not of it, the middle is."""
    small = shrunk(picture)
    left, top, right, bottom = (place * side for place, side in zip(box, small.size * 2, strict=True))
    rows, columns = np.mgrid[: small.height, : small.width] + 0.5
    away = np.hypot(
        (columns - (left + right) / 2) / max((right - left) / 2, 1),
        (rows - (top + bottom) / 2) / max((bottom - top) / 2, 1),
    )
    beyond = (columns < left) | (columns > right) | (rows < top) | (rows > bottom)
    seeds = np.where(beyond, OUTSIDE, np.where(away <= SURELY_INSIDE, INSIDE, 0))
    return enlarged(walk(small, seeds), picture)


def outline_at(picture: Image.Image, points: list[tuple[float, float]], reach: float) -> tuple[Mask, float]:
    """Return the mask of what points lie on, and how sure the walks from inside it are to end there, from 0 to 1.

    Args:
        picture: RGB.
        points: x, y in pixels of the picture.
        reach: how far from the points the thing may go, in parts of the longer side.
    """
    small = shrunk(picture)
    scale = small.width / picture.width
    rows, columns = np.mgrid[: small.height, : small.width] + 0.5
    distance = np.min([np.hypot(columns - x * scale, rows - y * scale) for x, y in points], axis=0)
    seeds = np.where(distance <= max(2.0, distance.min()), INSIDE, np.where(distance >= reach * SIDE, OUTSIDE, 0))
    chances = walk(small, seeds)
    return enlarged(chances, picture), float(chances[chances >= 0.5].mean())


def shrunk(picture: Image.Image) -> Image.Image:
    """Return the picture with at most SIDE pixels a side."""
    small = picture.convert("RGB")
    small.thumbnail((SIDE, SIDE))
    return small


def walk(small: Image.Image, seeds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the chance of every pixel, (height, width), that a walk from it meets INSIDE first."""
    from skimage.segmentation import random_walker

    if not {INSIDE, OUTSIDE} <= set(np.unique(seeds)):
        return np.ones(seeds.shape) if INSIDE in seeds else np.zeros(seeds.shape)
    colours = np.asarray(small, dtype=float) / 255
    chances = random_walker(
        colours, seeds, beta=STIFFNESS, mode="cg_j", tol=1e-3, prob_tol=0.1, channel_axis=-1, return_full_prob=True
    )
    return np.asarray(chances[0], dtype=float)


def enlarged(chances: NDArray[np.float64], picture: Image.Image) -> Mask:
    """Return where the chances, spread over the whole picture, are better than even."""
    spread = Image.fromarray(chances.astype(np.float32)).resize(picture.size, Image.Resampling.BILINEAR)
    return np.asarray(spread) > 0.5
