"""Reading pictures in which something is to be found: neither specks nor strips."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_SCENES, refuse_elongated
from tabs.read.image import read_image

MIN_SIDE = 8


def read_scene(payload: Any) -> Image.Image:
    """Return the uploaded picture as RGB; at least MIN_SIDE a side, no long thin strip."""
    image = read_image(payload)
    if min(image.size) < MIN_SIDE:
        raise BadInput("read.picture_width_height_pixels", width=image.width, height=image.height, min_side=MIN_SIDE)
    refuse_elongated(image, MOST_FOR_SCENES)
    return image
