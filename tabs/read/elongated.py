"""Pictures so long and thin that nothing would be left of their shorter side: how many times as long as wide."""

from PIL import Image

from models.errors import BadInput

MOST_FOR_PICTURES = 100
"""Of any kind: processors that scale the shorter side first would make gigabytes of a line of pixels."""

MOST_FOR_PAGES = 32
"""A till receipt may be long; Donut scales a page into 2560 x 1920 pixels."""

MOST_FOR_MASKS = 32
"""Of a longer picture SAM would see less than a patch in one direction."""

MOST_FOR_QUESTIONS = 16
"""ViLT scales the longer side to at most 640 and cuts the shorter one into patches of 32."""

MOST_FOR_SCENES = 10
"""Models squeeze a strip until a side is shorter than the patches they look at."""


def refuse_elongated(image: Image.Image, most: int) -> None:
    """Raise BadInput if one side is more than `most` times the other."""
    if max(image.size) > most * min(image.size):
        raise BadInput("read.picture_width_height_pixels_too_narrow", width=image.width, height=image.height, most=most)
