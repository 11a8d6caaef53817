"""Masks over the picture they belong to."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from tabs.render.palette import pick_colour

OPACITY = 0.5
SHOWN_SIDE = 1280
"""Pixels of the longer side of the picture that is shown."""

FIRST = 3
"""The first colour is blue, on which the red dots of clicks can be seen."""


def colour_masks(image: Image.Image, masks: Sequence[np.ndarray]) -> Image.Image:
    """Return the picture with each mask in a colour, small ones on top, edges in white; of SHOWN_SIDE at most.

    Args:
        image: RGB PIL image.
        masks: bool arrays of one shape (height, width).
    """
    if not masks:
        return image
    height, width = masks[0].shape
    step = -(-max(height, width) // SHOWN_SIDE)
    masks = [mask[::step, ::step] for mask in masks]
    height, width = masks[0].shape
    base = np.asarray(image.resize((width, height)), dtype=np.float32)
    paint = base.copy()
    edges = np.zeros((height, width), bool)
    for number, mask in enumerate(sorted(masks, key=np.count_nonzero, reverse=True)):
        paint[mask] = pick_colour(FIRST + number)
        edges[mask] = False
        edges |= find_edge(mask)
    mixed = base * (1 - OPACITY) + paint * OPACITY
    mixed[edges] = 255
    return Image.fromarray(mixed.round().astype(np.uint8))


def find_edge(mask: np.ndarray) -> np.ndarray:
    """Return the pixels of a mask that touch what is outside it."""
    inner = mask.copy()
    inner[1:] &= mask[:-1]
    inner[:-1] &= mask[1:]
    inner[:, 1:] &= mask[:, :-1]
    inner[:, :-1] &= mask[:, 1:]
    border: np.ndarray = mask & ~inner
    return border


def draw_dots(image: Image.Image, points: Sequence[tuple[float, float]]) -> Image.Image:
    """Return the picture with a dot at each (x, y)."""
    marked = image.copy()
    draw = ImageDraw.Draw(marked)
    radius = max(3, min(image.size) // 60)
    for x, y in points:
        draw.circle((x, y), radius + max(1, radius // 3), fill="white")
        draw.circle((x, y), radius, fill=(185, 28, 28))
    return marked


def cut_out(image: Image.Image, mask: np.ndarray) -> Image.Image:
    """Return the part of the picture under a mask with at least one pixel, on nothing (RGBA)."""
    height, width = mask.shape
    layer = image.resize((width, height)).convert("RGBA")
    alpha = Image.fromarray(mask.astype(np.uint8) * 255)
    layer.putalpha(alpha)
    return layer.crop(alpha.getbbox())
