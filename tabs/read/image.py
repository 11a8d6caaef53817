"""Reading pictures."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from models.errors import BadInput, Busy
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.pixels import PixelBudget, give_memory_back
from tabs.read.upload import read_upload

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "MPO")
MAX_PIXELS = 50_000_000
KEPT_PIXELS = 16_000_000
SENT_SIZE = "sent size"
"""A larger picture is read at this size: models see 224 to 1024 a side, and phones send 12 million pixels."""

DECODING = PixelBudget(MAX_PIXELS)
"""Of all users together: a picture of MAX_PIXELS takes 400 MB while it is read, and 64 MB when it is."""

LARGE_PIXELS = 4_000_000
"""From here on it is worth giving memory back."""

MAX_IMAGES = 50
LISTED_SIDE = 1024
"""Longer side in pixels of a picture that is one of many: models see 224 to 518, and MAX_IMAGES stay below 160 MB."""


def read_image(payload: Any) -> Image.Image:
    """Return the uploaded picture, upright, as RGB of its own size (PIL).

    One of more than KEPT_PIXELS is made smaller, to so many: what is found in it is told in the pixels of the
    smaller one, which is the picture in the answer.
    """
    return open_image(read_upload(payload, "picture"))


def read_images(payload: Any) -> list[Image.Image]:
    """Return the pictures of a gallery payload, [{"image": file, "caption": ...}, ...]; [] for none.

    They are read at LISTED_SIDE one by one; a file that is named again is not decoded again.
    """
    if not payload:
        return []
    if not isinstance(payload, list):
        raise BadInput("This field takes a list of uploaded pictures.")
    if len(payload) > MAX_IMAGES:
        raise BadInput(f"There are {len(payload)} pictures; at most {MAX_IMAGES} are accepted. Send fewer.")
    files = [item.get("image", item) if isinstance(item, dict) else item for item in payload]
    paths = [read_upload(file, "picture") for file in files]
    pictures = {path: open_image(path, LISTED_SIDE) for path in dict.fromkeys(paths)}
    return [pictures[path] for path in paths]


def open_image(path: Path, longest: int | None = None) -> Image.Image:
    """Decode a picture file whose name and contents nobody vouches for.

    The size is checked before anything is decoded: a few kilobytes of PNG can unfold to gigabytes.
    Transparency is laid over white, 16-bit grey is scaled, of an animation the first frame is taken.

    Args:
        path: of the file.
        longest: longer side of what is returned, at most; without it, KEPT_PIXELS at most.

    Raises:
        BadInput: it is no picture, or one too large or too narrow.
        Busy: too many large ones are being decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of bombs and odd metadata; the limit below is ours
            with Image.open(path, formats=FORMATS) as image:
                check_size(image)
                refuse_elongated(image, MOST_FOR_PICTURES)
                size = image.size
                with DECODING.lend(size[0] * size[1]):
                    width, height = fit_size(size, longest)
                    image.draft(None, (2 * width, 2 * height))  # JPEG: decoded at a half, a quarter or an eighth
                    picture = make_upright(image, longest)
    except (BadInput, Busy):
        raise
    except Exception as error:  # Pillow's plugins raise whatever their decoders do
        raise BadInput("This file cannot be read as a picture. Save it as PNG or JPEG and try again.") from error
    if size[0] * size[1] >= LARGE_PIXELS:
        give_memory_back()
    if longest is None and size[0] * size[1] > KEPT_PIXELS:
        is_turned = (size[0] > size[1]) != (picture.width > picture.height)
        picture.info[SENT_SIZE] = size[::-1] if is_turned else size
    return picture


def find_sent_size(picture: Image.Image) -> tuple[int, int]:
    """Return the width and height of a picture as it was sent, which may be larger than it was read."""
    size: tuple[int, int] = picture.info.get(SENT_SIZE, picture.size)
    return size


def make_upright(image: Image.Image, longest: int | None) -> Image.Image:
    """Decode a picture and return it as RGB, turned as cameras ask for."""
    ImageOps.exif_transpose(image, in_place=True)
    flat = flatten(image)
    flat.thumbnail(fit_size(flat.size, longest), Image.Resampling.LANCZOS)
    return flat.convert("RGB") if flat.mode != "RGB" else flat


def fit_size(size: tuple[int, int], longest: int | None) -> tuple[int, int]:
    """Return the size that a picture of this size is read at; never a larger one."""
    width, height = size
    scale = (KEPT_PIXELS / (width * height)) ** 0.5 if longest is None else longest / max(size)
    return (max(1, int(width * scale)), max(1, int(height * scale))) if scale < 1 else size


def check_size(image: Image.Image) -> None:
    """Refuse pictures too large to decode."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise BadInput(
            f"The picture has {width * height / 1e6:,.0f} million pixels; at most "
            f"{MAX_PIXELS / 1e6:,.0f} million are accepted. Make it smaller and try again."
        )


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """Return the picture with no side longer than that, in pixels; a smaller one stays as it is."""
    if max(image.size) <= longest:
        return image
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small


def flatten(image: Image.Image) -> Image.Image:
    """Return the picture as RGB, or as L where it is deep grey; a copy, and one only of 50 million pixels."""
    if image.mode.startswith("I") or image.mode == "F":
        return convert_deep_grey(image)
    if image.has_transparency_data:
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        background = Image.new("RGB", layer.size, "white")
        background.paste(layer, mask=layer)
        return background
    return image.copy() if image.mode == "RGB" else image.convert("RGB")


def convert_deep_grey(image: Image.Image) -> Image.Image:
    """Return 16-bit grey at 8 bits (L); Pillow's own conversion cuts off instead of scaling."""
    depth = np.array(image, dtype=np.float32)
    top = 65_535.0 if image.mode.startswith("I") else max(float(np.nanmax(depth)), 1e-6)
    depth /= top  # in place: 50 million pixels are 200 MB
    np.nan_to_num(depth, copy=False)
    depth.clip(0, 1, out=depth)
    depth *= 255
    return Image.fromarray(depth.astype(np.uint8))
