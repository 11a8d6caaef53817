"""Colours as printers, scanners and old programs write them are those that people see."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from tabs.read.image import read_image
from tests.tabs.read.test_image import encoded

RED = (200, 30, 40)


def near(pixel, colour, most=40):
    return all(abs(a - b) <= most for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_ink_colours_are_not_turned_round(uploaded, kind):
    read = read_image(uploaded("a", encoded(Image.new("RGB", (16, 16), RED).convert("CMYK"), kind)))
    assert near(read.getpixel((8, 8)), RED)


def test_a_bit_that_is_see_through_shows_what_is_behind(uploaded):
    picture = Image.new("1", (8, 8), 0)
    picture.paste(1, (0, 0, 4, 8))
    read = read_image(uploaded("a.png", encoded(picture, transparency=0)))
    left, right = read.getpixel((1, 1)), read.getpixel((6, 6))
    assert left != right


def test_a_see_through_colour_of_a_palette_is_paper(uploaded):
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([0, 0, 0, *RED] + [0] * 750)
    picture.paste(1, (0, 0, 4, 8))
    read = read_image(uploaded("a.png", encoded(picture, transparency=0)))
    assert near(read.getpixel((1, 1)), RED)
    assert read.getpixel((6, 6)) == (255, 255, 255)


def test_colours_as_eyes_see_them(uploaded):
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    picture = ImageCms.applyTransform(Image.new("RGB", (16, 16), RED), to_lab)
    assert near(read_image(uploaded("a.tif", encoded(picture, "TIFF"))).getpixel((8, 8)), RED)


def test_deep_grey_on_white_keeps_its_steps(uploaded):
    steps = np.linspace(0, 65_535, 16, dtype=np.uint16).reshape(1, 16).repeat(4, axis=0)
    read = np.asarray(read_image(uploaded("a.png", encoded(Image.fromarray(steps)))))[0, :, 0]
    assert (np.diff(read.astype(int)) > 10).all()


@pytest.mark.parametrize("name", ["A.JPG", "photo.jfif", "scan", "photo.png", "ümlaut 写真.jpeg"])
def test_a_jpeg_is_known_by_what_it_holds_whatever_its_name(uploaded, name):
    assert read_image(uploaded(name, encoded(Image.new("RGB", (16, 16), RED), "JPEG"))).size == (16, 16)
