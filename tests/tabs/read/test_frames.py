"""Pages and frames after the first are read, or told of."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageDraw

from models.errors import BadInput
from tabs.read.document import read_document
from tabs.read.frames import MOST_TAGS, X_RESOLUTION, Y_RESOLUTION, describe_blank
from tabs.read.image import read_image, remarks_on
from tests.tabs.read.test_image import encoded

COLOURS = ("red", "lime", "blue")


def saved(kind, frames, **options):
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], **options)


def plain(colours, size=(40, 30)):
    return [Image.new("RGB", size, colour) for colour in colours]


def scene():
    picture = Image.new("RGB", (40, 30), "white")
    ImageDraw.Draw(picture).rectangle((5, 5, 30, 25), "navy")
    return picture


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "jpeg"])
def test_every_page_of_a_tiff_is_a_page(uploaded, compression):
    document = read_document(uploaded("a.tif", saved("TIFF", plain(COLOURS), compression=compression)))
    assert document.pages == 3
    for number, colour in enumerate(COLOURS, 1):
        seen = np.array(document.draw_page(number).getpixel((20, 15)))
        assert np.abs(seen - np.array(Image.new("RGB", (1, 1), colour).getpixel((0, 0)))).max() < 5
    with pytest.raises(BadInput, match="no page 4"):
        document.draw_page(4)


def test_a_picture_task_says_that_it_reads_one_page(uploaded):
    several = read_image(uploaded("a.tif", saved("TIFF", plain(COLOURS))))
    assert any("pages" in one for one in remarks_on(several))
    assert remarks_on(read_image(uploaded("b.tif", saved("TIFF", plain(COLOURS[:1]))))) == []


def test_a_smaller_copy_inside_a_tiff_is_no_page(uploaded):
    def part(colour, kind):
        image = Image.new("RGB", (40, 30), colour)
        image.encoderinfo = {"tiffinfo": {254: kind}}
        return image

    first, copy = part("red", 0), part("blue", 1)
    stream = io.BytesIO()
    first.save(stream, "TIFF", save_all=True, append_images=[copy], tiffinfo={254: 0})
    content = stream.getvalue()
    with Image.open(io.BytesIO(content)) as image:
        image.seek(1)
        if image.tag_v2.get(254) != 1:
            pytest.skip("this Pillow writes the same tags for every page")
    assert read_document(uploaded("a.tif", content)).pages == 1


def test_a_tiff_of_tags_without_end_is_refused(uploaded):
    entries = 60_000
    entry = struct.pack("<HHII", 65000, 3, 1, 7)
    content = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(4):
        here = len(content)
        following = here + 2 + entries * 12 + 4 if number < 3 else 0
        content += struct.pack("<H", entries) + entry * entries + struct.pack("<I", following)
    assert 4 * entries > MOST_TAGS
    with pytest.raises(BadInput):
        read_document(uploaded("a.tif", bytes(content)))


def test_a_coarse_fax_is_as_high_as_its_paper(uploaded):
    page = Image.new("1", (200, 100), 1)
    content = encoded(page, "TIFF", tiffinfo={X_RESOLUTION: 204.0, Y_RESOLUTION: 98.0, 296: 2})
    width, height = read_document(uploaded("fax.tif", content)).draw_page(1).size
    assert (width, height) == (200, pytest.approx(208, abs=1))
    even = encoded(page, "TIFF", tiffinfo={X_RESOLUTION: 200.0, Y_RESOLUTION: 200.0, 296: 2})
    assert read_document(uploaded("scan.tif", even)).draw_page(1).size == (200, 100)


@pytest.mark.parametrize(("kind", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {})])
def test_an_animation_that_begins_with_nothing_is_read_where_it_shows_something(uploaded, kind, options):
    frames = [*plain(("white", "snow")), scene(), Image.new("RGB", (40, 30), "black")]
    read = read_image(uploaded("a", saved(kind, frames, duration=50, **options)))
    assert read.getpixel((15, 15))[2] > 100 > read.getpixel((15, 15))[0]
    assert any("number 3" in one for one in remarks_on(read))


@pytest.mark.parametrize(("kind", "options"), [("GIF", {}), ("WEBP", {"lossless": True}), ("PNG", {})])
def test_of_another_animation_the_first_frame_is_read_and_that_is_told(uploaded, kind, options):
    read = read_image(uploaded("a", saved(kind, [scene(), *plain(COLOURS)], duration=50, **options)))
    assert read.getpixel((35, 28)) == (255, 255, 255)
    assert any("the first" in one for one in remarks_on(read))


def test_an_animation_of_nothing_is_read_all_the_same(uploaded):
    read = read_image(uploaded("a.gif", saved("GIF", plain(("white", "snow", "white")), duration=50)))
    assert read.getpixel((3, 3))[0] > 250


def test_a_still_picture_has_no_remarks(uploaded):
    assert remarks_on(read_image(uploaded("a.png", encoded(scene())))) == []


@pytest.mark.parametrize(("orientation", "size"), [(1, (200, 240)), (6, (240, 200)), (8, (240, 200))])
def test_a_coarse_fax_that_lies_on_its_side_keeps_its_shape(uploaded, orientation, size):
    tags = {274: orientation, X_RESOLUTION: 200.0, Y_RESOLUTION: 100.0, 296: 2}
    read = read_image(uploaded("a.tif", encoded(Image.new("1", (200, 120)), "TIFF", tiffinfo=tags)))
    assert read.size == size


def test_a_picture_of_one_colour_is_told():
    assert "one colour" in describe_blank(Image.new("RGB", (30, 20), "grey"))
    assert "one colour" in describe_blank(Image.new("L", (1, 1), 7))
    assert describe_blank(scene()) == ""


def test_a_moving_avif_is_told(uploaded):
    blank = Image.new("RGB", (64, 48), "white")
    read = read_image(uploaded("a.avif", saved("AVIF", [blank, scene().resize((64, 48))])))
    assert read.convert("L").getextrema()[0] < 100
    assert any("moves" in one for one in remarks_on(read))
