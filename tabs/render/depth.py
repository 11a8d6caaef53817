"""How far away things are: as colours, and as a relief to turn."""

from typing import Any

import numpy as np
from PIL import Image

from tabs.render.data_url import make_picture_url
from tabs.words import say

RELIEF_SIDE = 256
"""Points along the longer side of the relief: fifty thousand are drawn sixty times a second without a GPU."""

INFERNO = np.array(
    [
        (0, 0, 4),
        (31, 12, 72),
        (85, 15, 109),
        (136, 34, 106),
        (186, 54, 85),
        (227, 89, 51),
        (249, 140, 10),
        (249, 201, 50),
        (252, 255, 164),
    ]
)
"""Nine stops of Matplotlib's "inferno": equal steps look equal, also to the colour-blind."""


def measure_nearness(raw: dict[str, Any]) -> np.ndarray:
    """Return float32 (h, w) from 0, the farthest point, to 1, the nearest; 0.5 everywhere for a flat answer.

    Args:
        raw: {"predicted_depth": (h, w), "metric": bool}. Metric models give the distance, the others about
            its inverse (Ranftl et al. 2020).
    """
    depth = np.asarray(raw["predicted_depth"], dtype=np.float32)
    depth = np.nan_to_num(depth.reshape(depth.shape[-2:]), posinf=0.0, neginf=0.0)
    low, high = float(depth.min()), float(depth.max())
    if not high > low:
        return np.full(depth.shape, 0.5, dtype=np.float32)
    scaled = (depth - low) / (high - low)
    return 1 - scaled if raw["metric"] else scaled


def draw_in_colour(near: np.ndarray) -> Image.Image:
    """Return near things yellow and far ones black, from float (h, w) in 0..1."""
    stops = np.linspace(0, 1, len(INFERNO))
    channels = [np.interp(near, stops, INFERNO[:, channel]) for channel in range(3)]
    return Image.fromarray(np.stack(channels, axis=-1).round().astype(np.uint8))


def draw_in_grey(near: np.ndarray) -> Image.Image:
    """Return near things white and far ones black."""
    return Image.fromarray((near * 255).round().astype(np.uint8))


def draw_relief(image: Image.Image, near: np.ndarray) -> str:
    """Return a canvas with the picture and its depth, small, for assets/relief.js to draw."""
    size = fit_size(image.size)
    colours = make_picture_url(image.convert("RGB").resize(size, Image.Resampling.LANCZOS), "JPEG")
    depths = make_picture_url(draw_in_grey(near).resize(size, Image.Resampling.BILINEAR), "PNG")
    told = say("render.picture_as_relief")
    return (
        f"<canvas class='relief' width='640' height='440' tabindex='0' role='img' "
        f"data-colours='{colours}' data-depths='{depths}' aria-label='{told}'>"
        f"</canvas><p class='note'>{say('render.drag_or_press_arrow_keys_to')}"
        "</p>"
    )


def fit_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size with its longer side at RELIEF_SIDE."""
    factor = RELIEF_SIDE / max(size)
    return max(2, round(size[0] * factor)), max(2, round(size[1] * factor))


def render_depth(raw: dict[str, Any], *, image: Image.Image) -> tuple[tuple[Image.Image, Image.Image], str]:
    """Return the picture with its depth in colour, both of one size, and the relief."""
    near = measure_nearness(raw)
    depth = draw_in_colour(near)
    return (image.convert("RGB").resize(depth.size, Image.Resampling.LANCZOS), depth), draw_relief(image, near)
