"""Enlarging: up to the rim, and with what is see-through."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tabs.vision import image_to_image
from tests.meaning.ask import asker, new_cache


@pytest.fixture(scope="module")
def enlarge():
    return asker(image_to_image.TASK, new_cache(), [])


def badge():
    picture = Image.new("RGBA", (48, 40), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((8, 6, 40, 34), (200, 30, 30, 255))
    return picture


@pytest.mark.parametrize("colour", ["white", "black", (30, 120, 200)])
def test_a_plain_picture_stays_plain_to_its_rim(enlarge, colour):
    larger = np.asarray(enlarge(image=Image.new("RGB", (48, 40), colour)), dtype=int)
    plain = np.array(Image.new("RGB", (1, 1), colour).getpixel((0, 0)))
    assert larger.shape == (80, 96, 3)
    assert np.abs(larger - plain).max() <= 6


def test_what_is_see_through_stays_so(enlarge):
    larger = enlarge(image=badge())
    assert (larger.mode, larger.size) == ("RGBA", (96, 80))
    assert larger.getpixel((2, 2))[3] == 0
    assert larger.getpixel((48, 40))[3] == 255


def test_no_foreign_colour_creeps_in_from_behind(enlarge):
    pixels = np.asarray(enlarge(image=badge()), dtype=int)
    seen = pixels[pixels[..., 3] > 200]
    assert np.abs(seen[:, :3] - (200, 30, 30)).max() < 60
    assert image_to_image.fill_holes(badge()).mode == "RGB"
