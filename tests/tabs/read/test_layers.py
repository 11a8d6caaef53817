"""What is see-through in a picture is told, and does not hide what can be seen."""

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
