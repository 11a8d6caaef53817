import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from models.errors import BadInput
from tabs.read.image import LISTED_SIDE, MAX_IMAGES, read_image, read_images, shrink


def encoded(image, kind="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def png_header_only(width, height):
    """A PNG that claims a size and holds almost nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I", "I;16", "F"])
def test_every_mode_becomes_rgb(uploaded, mode):
    image = Image.fromarray(np.full((4, 6), 40_000, np.uint16)) if mode == "I;16" else Image.new(mode, (6, 4))
    kind = "TIFF" if mode in ("CMYK", "I", "F", "PA") else "PNG"
    if mode == "PA":
        image, kind = Image.new("RGBA", (6, 4)).convert("PA"), "TIFF"
    read = read_image(uploaded("a", encoded(image.convert("RGBA") if mode == "PA" else image, kind)))
    assert (read.mode, read.size) == ("RGB", (6, 4))


def test_sixteen_bit_grey_is_scaled_not_cut_off(uploaded):
    image = Image.fromarray(np.full((2, 2), 32_768, np.uint16))
    assert read_image(uploaded("a.png", encoded(image))).getpixel((0, 0)) == (127, 127, 127)


def test_transparency_is_laid_over_white(uploaded):
    image = Image.new("RGBA", (1, 1), (255, 0, 0, 0))
    assert read_image(uploaded("a.png", encoded(image))).getpixel((0, 0)) == (255, 255, 255)


def test_half_transparency_is_mixed_with_white(uploaded):
    image = Image.new("RGBA", (1, 1), (255, 0, 0, 128))
    assert read_image(uploaded("a.png", encoded(image))).getpixel((0, 0)) == (255, 127, 127)


def test_broken_depths_are_black(uploaded):
    depths = np.array([[np.nan, -1, 2, 1]], np.float32)
    read = read_image(uploaded("a.tif", encoded(Image.fromarray(depths), "TIFF")))
    assert [read.getpixel((x, 0))[0] for x in range(4)] == [0, 0, 255, 127]


def test_a_photo_taken_sideways_is_turned_upright(uploaded):
    exif = Image.Exif()
    exif[0x0112] = 6
    assert read_image(uploaded("a.jpg", encoded(Image.new("RGB", (6, 4)), "JPEG", exif=exif))).size == (4, 6)


def test_a_single_pixel_is_a_picture(uploaded):
    assert read_image(uploaded("a.png", encoded(Image.new("RGB", (1, 1))))).size == (1, 1)


def test_a_huge_picture_of_a_few_bytes_is_refused_before_it_is_decoded(uploaded):
    bomb = png_header_only(12_000, 12_000)
    assert len(bomb) < 200
    with pytest.raises(BadInput, match="144 million"):
        read_image(uploaded("bomb.png", bomb))


@pytest.mark.parametrize(
    "content",
    [
        b"not a picture",
        b"\x89PNG\r\n\x1a\n",
        encoded(Image.new("RGB", (64, 64)))[:60],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        png_header_only(0, 5),
    ],
)
def test_corrupt_or_mislabelled_files_get_a_plain_sentence(uploaded, content):
    with pytest.raises(BadInput, match="picture"):
        read_image(uploaded("a.png", content))


def test_a_gallery_is_a_list_of_pictures_or_nothing(uploaded):
    payload = uploaded("a.png", encoded(Image.new("RGB", (2, 2))))
    assert len(read_images([{"image": payload, "caption": None}, payload])) == 2
    assert read_images(None) == read_images([]) == []
    for bad in (
        "x",
        {"a": 1},
        [{"image": {"path": "/etc/passwd"}}],
        [5],
        [{"video": payload}],
        [payload] * 51,
    ):
        with pytest.raises(BadInput):
            read_images(bad)


def test_a_line_of_pixels_is_refused(uploaded):
    with pytest.raises(BadInput, match="strip"):
        read_image(uploaded("a.png", encoded(Image.new("RGB", (3000, 2)))))


def test_the_pictures_of_a_list_are_kept_small_and_each_file_once(uploaded):
    large = uploaded("large.png", encoded(Image.new("RGB", (5000, 2500), "red")))
    small = uploaded("small.png", encoded(Image.new("RGB", (30, 20))))
    pictures = read_images([{"image": large}, small, *[large] * 48])
    assert [picture.size for picture in pictures[:3]] == [(1024, 512), (30, 20), (1024, 512)]
    assert len({id(picture) for picture in pictures}) == 2
    assert pictures[0].getpixel((500, 250)) == (255, 0, 0)
    assert 3 * LISTED_SIDE**2 * MAX_IMAGES < 160_000_000


def test_large_pictures_shrink_and_small_ones_stay():
    image = Image.new("RGB", (3000, 300))
    assert shrink(image, 1000).size == (1000, 100)
    assert image.size == (3000, 300)
    assert shrink(image, 3000) is image
