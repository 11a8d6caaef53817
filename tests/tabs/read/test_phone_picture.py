"""AVIF and HEIC, as phones save them."""

import base64

import pytest
from PIL import Image, ImageDraw, features

from models.errors import BadInput
from tabs.read import phone_picture
from tabs.read.image import MAX_PIXELS, read_image, read_layer, remarks_on
from tests.tabs.read.test_image import encoded

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAAHAAAgAAAAACXAABAAAAAAAAACQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA"
    "AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAJxtZGF0AAAAbCgBrwngI8AKzxnDUXv/arOvej5fW34RPky3w5qH"
    "vQXhhrSOsCPt/zG9qGxI6YjgqKbwARSX/rDo3Q4Ovq1DLWWuQTCxBAwdPGHlEoYAeD5tjX8uAGQRa46nLLaPsKseql9//xOlSutf"
    "vRvKpgAAAAZFeGlmAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA=="
)
"""64 x 48, white with a dark blue rectangle from 8, 8 to 40, 30, marked to be turned to the right."""

needs_avif = pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")


def scene(mode="RGB"):
    picture = Image.new(mode, (64, 48), "white")
    ImageDraw.Draw(picture).rectangle((8, 8, 40, 30), "navy")
    return picture


def is_navy(pixel):
    return pixel[0] < 60 and pixel[1] < 60 and 80 < pixel[2] < 180


def test_heic_is_read_upright(uploaded):
    read = read_image(uploaded("a.heic", HEIC))
    assert (read.mode, read.size) == ("RGB", (48, 64))
    assert is_navy(read.getpixel((48 - 20, 20)))
    assert min(read.getpixel((5, 60))) > 230


@needs_avif
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_avif_is_read_upright(uploaded, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    read = read_image(uploaded("a.avif", encoded(scene(), "AVIF", exif=exif)))
    assert read.size == ((64, 48) if orientation in (1, 3) else (48, 64))
    x, y = {1: (20, 20), 3: (44, 28), 6: (28, 20), 8: (20, 44)}[orientation]
    assert is_navy(read.getpixel((x, y)))


@needs_avif
def test_a_see_through_avif_keeps_its_holes_or_tells(uploaded):
    layer = scene("RGBA")
    layer.putalpha(Image.linear_gradient("L").resize(layer.size).point(lambda level: 255 if level > 100 else 0))
    payload = uploaded("a.avif", encoded(layer, "AVIF"))
    assert read_layer(payload).mode == "RGBA"
    assert remarks_on(read_image(payload))


@needs_avif
def test_a_large_one_is_refused_before_it_is_decoded(uploaded, monkeypatch):
    content = bytearray(encoded(scene(), "AVIF"))
    at = content.index(b"ispe") + 8
    content[at : at + 8] = (20_000).to_bytes(4, "big") * 2
    asked = []
    real = phone_picture.ask_decoder
    monkeypatch.setattr(
        phone_picture, "ask_decoder", lambda *call: asked.append(call[0].rpartition(".")[2]) or real(*call)
    )
    with pytest.raises(BadInput, match=r"million|cannot be read"):
        read_image(uploaded("a.avif", bytes(content)))
    assert "draw" not in asked
    assert MAX_PIXELS < 20_000**2


@pytest.mark.parametrize("content", [HEIC[:200], HEIC[:12], HEIC[:12] + b"\0" * 400, HEIC[:-60] + b"\xff" * 60])
def test_broken_ones_are_refused_or_read(uploaded, content):
    try:
        assert read_image(uploaded("a.heic", content)).size == (48, 64)
    except BadInput as error:
        assert "picture" in str(error)


def test_a_decoder_that_takes_too_much_is_ended(uploaded, monkeypatch):
    monkeypatch.setitem(phone_picture.LIMITS, "address_bytes", 1)
    with pytest.raises(BadInput, match="picture"):
        read_image(uploaded("a.heic", HEIC))
