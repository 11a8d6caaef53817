"""Reading pictures."""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from models.errors import BadInput
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.upload import read_upload

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "MPO")
MAX_PIXELS = 50_000_000
MAX_IMAGES = 50
LISTED_SIDE = 1024
"""Longer side in pixels of a picture that is one of many: models see 224 to 518, and MAX_IMAGES stay below 160 MB."""


def read_image(payload: Any) -> Image.Image:
    """Return the uploaded picture, upright, as RGB of its own size (PIL)."""
    return open_image(read_upload(payload, "picture"))


def read_images(payload: Any) -> list[Image.Image]:
    """Return the pictures of a gallery payload, [{"image": file, "caption": ...}, ...]; [] for none.

    They are shrunk to LISTED_SIDE one by one; a file that is named again is not decoded again.
    """
    if not payload:
        return []
    if not isinstance(payload, list):
        raise BadInput("This field takes a list of uploaded pictures.")
    if len(payload) > MAX_IMAGES:
        raise BadInput(f"There are {len(payload)} pictures; at most {MAX_IMAGES} are accepted. Send fewer.")
    files = [item.get("image", item) if isinstance(item, dict) else item for item in payload]
    paths = [read_upload(file, "picture") for file in files]
    pictures = {path: shrink(open_image(path), LISTED_SIDE) for path in dict.fromkeys(paths)}
    return [pictures[path] for path in paths]


def open_image(path: Path) -> Image.Image:
    """Decode a picture file whose name and contents nobody vouches for.

    The size is checked before anything is decoded: a few kilobytes of PNG can unfold to gigabytes.
    Transparency is laid over white, 16-bit grey is scaled, of an animation the first frame is taken.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of bombs and odd metadata; the limit below is ours
            with Image.open(path, formats=FORMATS) as image:
                check_size(image)
                refuse_elongated(image, MOST_FOR_PICTURES)
                return flatten(ImageOps.exif_transpose(image))
    except BadInput:
        raise
    except Exception as error:  # Pillow's plugins raise whatever their decoders do
        raise BadInput("This file cannot be read as a picture. Save it as PNG or JPEG and try again.") from error


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
    """Return the picture as RGB."""
    if image.mode.startswith("I") or image.mode == "F":
        return grey_from_deep(image)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        background = Image.new("RGB", layer.size, "white")
        background.paste(layer, mask=layer)
        return background
    return image.convert("RGB")


def grey_from_deep(image: Image.Image) -> Image.Image:
    """Return 16-bit grey at 8 bits; Pillow's own conversion cuts off instead of scaling."""
    depth = np.array(image, dtype=np.float32)
    top = 65_535.0 if image.mode.startswith("I") else max(float(np.nanmax(depth)), 1e-6)
    depth /= top  # in place: 50 million pixels are 200 MB
    np.nan_to_num(depth, copy=False)
    depth.clip(0, 1, out=depth)
    depth *= 255
    return Image.fromarray(depth.astype(np.uint8)).convert("RGB")
