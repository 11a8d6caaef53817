"""Places and masks in the pixels of the picture that was given, whatever size the model saw it at."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from PIL import Image

from tabs.read.image import find_sent_size
from tabs.run.job import Job
from tabs.words import say

FINEST = 6_000_000
"""Pixels up to which masks have the picture's own size."""

ALL_MASKS = 100_000_000
"""Pixels of all masks of an answer together, a byte each."""

SIDES = ("xmin", "ymin", "xmax", "ymax")


def keep_inside(found: Sequence[dict[str, Any]], size: tuple[int, int]) -> list[dict[str, Any]]:
    """Return things with their boxes cut off at the edges of a picture (width, height); models guess beyond them.

    What lies outside altogether is left out.

    Args:
        found: [{"box": {"xmin", "ymin", "xmax", "ymax"}, ...}, ...], in pixels.
        size: of the picture.
    """
    inside = []
    for thing in found:
        box = {side: min(max(thing["box"][side], 0), most) for side, most in zip(SIDES, size * 2, strict=True)}
        if box["xmin"] < box["xmax"] and box["ymin"] < box["ymax"]:
            inside.append({**thing, "box": box})
    return inside


def find_mask_size(image: Image.Image, count: int) -> tuple[int, int]:
    """Return the width and height of the masks of a picture: its own, or smaller where they would be too many."""
    most = min(FINEST, ALL_MASKS // max(1, count))
    scale = min(1.0, (most / (image.width * image.height)) ** 0.5)
    return max(1, int(image.width * scale)), max(1, int(image.height * scale))


def note_mask_size(job: Job, image: Image.Image, size: tuple[int, int]) -> None:
    """Say it where masks are smaller than the picture was."""
    if size != find_sent_size(image):
        job.note = say("run.masks_pieces_are_those_picture_at", size=size[0], size_2=size[1])


def spread_mask(mask: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Return a mask, bool (height, width), of another size (width, height), its edge as smooth as it can be."""
    if mask.shape == size[::-1]:
        return mask
    grey = Image.fromarray(mask.astype(np.uint8) * 255).resize(size, Image.Resampling.BILINEAR)
    return np.asarray(grey) > 127
