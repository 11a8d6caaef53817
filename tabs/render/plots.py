"""Small pictures of numbers: a grid in shades, a picture's tensor, the outline of a sound."""

import html

import numpy as np
from PIL import Image

from tabs.render.data_url import make_picture_url

STOPS = ((18, 24, 64), (40, 72, 150), (38, 136, 150), (120, 196, 110), (252, 232, 90))
"""From the least to the greatest number: ever lighter, so that it reads without colours, too."""


def draw_numbers(values: np.ndarray, title: str) -> str:
    """Return an img of a grid, (rows, columns); the greatest number is the lightest."""
    numbers = np.nan_to_num(np.atleast_2d(np.asarray(values, np.float64)), posinf=0.0, neginf=0.0)
    lowest, highest = np.percentile(numbers, (1, 99)) if numbers.size > 400 else (numbers.min(), numbers.max())
    shades = np.clip((numbers - lowest) / max(highest - lowest, 1e-9), 0, 1)
    places = np.linspace(0, 1, len(STOPS))
    colours = np.stack([np.interp(shades, places, stops) for stops in zip(*STOPS, strict=True)], axis=-1)
    return draw_picture(colours.round().astype(np.uint8), title)


def draw_picture(pixels: np.ndarray, title: str) -> str:
    """Return an img of uint8 (height, width, 3)."""
    url = make_picture_url(Image.fromarray(np.ascontiguousarray(pixels)), "PNG")
    height, width = pixels.shape[:2]
    return f"<img src='{url}' alt='{html.escape(title)}' width='{width}' height='{height}'>"


def draw_wave(outline: np.ndarray, title: str) -> str:
    """Return an SVG of the least and the greatest sample of each moment, (moments, 2)."""
    top = max(float(np.abs(outline).max()), 1e-9) if len(outline) else 1.0
    lines = "".join(
        f"M{place}.5 {50 - 48 * high / top:.1f}V{50 - 48 * low / top + 0.5:.1f}"
        for place, (low, high) in enumerate(outline.tolist())
    )
    return (
        f"<svg class='wave' viewBox='0 0 {max(len(outline), 1)} 100' preserveAspectRatio='none' role='img' "
        f"aria-label='{html.escape(title)}'><path d='{lines}'/></svg>"
    )
