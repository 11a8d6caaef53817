"""Photos at half their size must come nearer to the original than ordinary enlarging brings them."""

import numpy as np
from PIL import Image

from tests.meaning.image_to_image import SIDE, error, middle
from tests.truth.case import Case
from tests.truth.photos import PHOTOS

RULE = "nearer to the photo than bicubic enlarging, in PSNR"
FLOOR = 0.6


def gain_db(original: Image.Image, enlarged: Image.Image) -> float:
    """Return by how many decibels a picture is closer to the original than the bicubic one."""
    plain = halved(original).resize(original.size, Image.Resampling.BICUBIC)
    return float(10 * np.log10(error(plain, original) / error(enlarged, original)))


def halved(picture: Image.Image) -> Image.Image:
    """Return a picture at half its size."""
    return picture.resize((SIDE // 2, SIDE // 2), Image.Resampling.BICUBIC)


def case(name: str, original: Image.Image) -> Case:
    """Return the case of one photo's middle."""
    return Case(name, {"image": halved(original)}, lambda raw: gain_db(original, raw) > 0)


CASES = tuple(case(photo.name, middle(photo.opened())) for photo in PHOTOS)
