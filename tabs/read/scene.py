"""Reading pictures in which something is to be found: neither specks nor strips."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.read.image import read_image

MIN_SIDE = 8
MAX_RATIO = 10
"""Models squeeze a strip until a side is shorter than the patches they look at."""


def read_scene(payload: Any) -> Image.Image:
    """Return the uploaded picture as RGB; at least MIN_SIDE a side, and at most MAX_RATIO times as long as wide."""
    image = read_image(payload)
    short, long = sorted(image.size)
    if short < MIN_SIDE:
        raise BadInput(
            f"The picture is {image.width} × {image.height} pixels; at least {MIN_SIDE} × {MIN_SIDE} are needed "
            "to see anything. Choose a larger one."
        )
    if long > MAX_RATIO * short:
        raise BadInput(
            f"The picture is {image.width} × {image.height} pixels, too narrow a strip to see anything. "
            f"Crop it to at most {MAX_RATIO} times as long as wide."
        )
    return image
