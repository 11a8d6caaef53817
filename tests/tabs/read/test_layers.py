"""What is see-through in a picture is told, and does not hide what can be seen."""

import struct

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tabs.read.image import read_image, read_layer, remarks_on
from tests.tabs.read.test_image import encoded


def badge(colour, mode="RGBA"):
    picture = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 50, 50), colour)
    return picture.convert(mode)


@pytest.mark.parametrize(("colour", "behind"), [("navy", "white"), ("red", "white"), ("white", "black")])
def test_what_can_be_seen_stands_out_from_what_is_behind(uploaded, colour, behind):
    read = read_image(uploaded("a.png", encoded(badge(colour))))
    assert read.getpixel((0, 0)) == Image.new("RGB", (1, 1), behind).getpixel((0, 0))
    assert read.getpixel((30, 30)) == Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    assert any(behind in one for one in remarks_on(read))


def test_a_solid_picture_with_an_alpha_channel_has_nothing_behind(uploaded):
    read = read_image(uploaded("a.png", encoded(Image.new("RGBA", (9, 9), "white"))))
    assert read.getpixel((0, 0)) == (255, 255, 255)
    assert remarks_on(read) == []


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("PNG", "LA"), ("GIF", "RGBA")])
def test_a_layer_keeps_what_is_see_through(uploaded, kind, mode):
    options = {"lossless": True} if kind == "WEBP" else {}
    read = read_layer(uploaded("a", encoded(badge("navy", mode), kind, **options)))
    assert read.mode == "RGBA"
    assert (read.getpixel((0, 0))[3], read.getpixel((30, 30))[3]) == (0, 255)


def test_a_layer_without_holes_is_plain(uploaded):
    assert read_layer(uploaded("a.png", encoded(Image.new("RGBA", (9, 9), "red")))).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_all_of_which_is_marked_as_see_through_is_read(uploaded, kind):
    picture = Image.new("RGB", (40, 30), "navy")
    ImageDraw.Draw(picture).rectangle((0, 0, 9, 9), "red")
    picture.putalpha(0)
    options = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    read = read_image(uploaded("a", encoded(picture, kind, **options)))
    assert (read.getpixel((2, 2)), read.getpixel((30, 20))) == ((255, 0, 0), (0, 0, 128))
    assert any("see-through" in one for one in remarks_on(read))


DEEP = {
    "16 bits": np.array([[0, 65_535]], np.uint16),
    "12 bits of 16": np.array([[0, 4_095]], np.uint16),
    "large whole numbers": np.array([[0, 2_000_000_000]], np.int32),
    "below zero": np.array([[-300, -5]], np.float32),
    "far from zero": np.array([[100_000, 100_255]], np.float32),
}


@pytest.mark.parametrize("values", DEEP.values(), ids=DEEP)
def test_deep_grey_keeps_what_is_on_it(uploaded, values):
    read = read_image(uploaded("a.tif", encoded(Image.fromarray(values.repeat(8, axis=1).repeat(8, axis=0)), "TIFF")))
    assert (read.getpixel((0, 0)), read.getpixel((15, 7))) == ((0, 0, 0), (255, 255, 255))


def test_a_deep_negative_is_turned_round(uploaded):
    content = encoded(Image.fromarray(np.array([[0, 65_535]], np.uint16).repeat(8, axis=0)), "TIFF")
    photometric = struct.pack("<HHIH", 262, 3, 1, 1)
    read = read_image(uploaded("a.tif", content.replace(photometric, photometric[:-2] + b"\0\0")))
    assert (read.getpixel((0, 0)), read.getpixel((1, 0))) == ((255, 255, 255), (0, 0, 0))
