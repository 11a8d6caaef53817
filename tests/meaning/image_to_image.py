"""Halved pictures must come closer to their originals than ordinary enlarging brings them."""

import numpy as np
from PIL import Image

from assets.recipes.scenes import make_scene
from tabs.examples.packaged import find_photo
from tests.meaning.ask import Ask
from tests.meaning.photos import opened

PHOTOS = ("lion.jpg", "cheetah.jpg", "cheetah1.jpg", "tower.jpg")
SCENES = 8
SIDE = 176
EDGE = 4
METRIC = f"dB (PSNR) closer to the original than bicubic enlarging, {len(PHOTOS)} photos and {SCENES} scenes"
FLOOR = 0.3


def score(ask: Ask) -> float:
    """Return the mean gain in decibels."""
    return float(np.mean([gain_db(ask, picture) for picture in pictures()]))


def pictures() -> list[Image.Image]:
    """Return cuttings from photos and new scenes, SIDE x SIDE."""
    rng = np.random.default_rng(4321)
    scenes = [make_scene(rng, size=SIDE, count=(3, 6)).image for _ in range(SCENES)]
    return [*(middle(opened(find_photo(name))) for name in PHOTOS), *scenes]


def middle(picture: Image.Image) -> Image.Image:
    """Return the middle of a picture, SIDE x SIDE of its own pixels."""
    left, top = ((length - SIDE) // 2 for length in picture.size)
    return picture.crop((left, top, left + SIDE, top + SIDE))


def gain_db(ask: Ask, original: Image.Image) -> float:
    """Return by how many decibels the starter's picture is closer to the original than the bicubic one."""
    small = original.resize((SIDE // 2, SIDE // 2), Image.Resampling.BICUBIC)
    plain = small.resize(original.size, Image.Resampling.BICUBIC)
    return float(10 * np.log10(error(plain, original) / error(ask(image=small), original)))


def error(picture: Image.Image, original: Image.Image) -> float:
    """Return the mean squared difference, without the edge."""
    inner = slice(EDGE, -EDGE)
    one, other = (np.asarray(two, dtype=np.float32)[inner, inner] for two in (picture, original))
    return float(np.square(one - other).mean())
