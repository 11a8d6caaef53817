"""Reading pictures."""

import warnings
from pathlib import Path
from typing import IO, Any

from PIL import Image, ImageOps

from models.errors import BadInput, Busy
from tabs.read import phone_picture
from tabs.read.elongated import MOST_FOR_PICTURES, refuse_elongated
from tabs.read.frames import go_to_page, show_something, square_size
from tabs.read.layers import flatten, see_through
from tabs.read.pixels import PixelBudget, give_memory_back
from tabs.read.upload import read_upload
from tabs.words import say

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", phone_picture.FORMAT)
EXTENSIONS = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff"),
    *(".avif", ".heic", ".heif"),
)
"""By which the page's chooser offers files."""

MAX_PIXELS = 50_000_000
KEPT_PIXELS = 16_000_000
REMARKS = "remarks"
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


def read_layer(payload: Any) -> Image.Image:
    """Return the same, but RGBA where the picture is see-through."""
    return open_image(read_upload(payload, "picture"), keeps_alpha=True)


def read_images(payload: Any) -> list[Image.Image]:
    """Return the pictures of a gallery payload, [{"image": file, "caption": ...}, ...]; [] for none.

    They are read at LISTED_SIDE one by one; a file that is named again is not decoded again.
    """
    if not payload:
        return []
    if not isinstance(payload, list):
        raise BadInput("read.field_takes_list_uploaded_pictures")
    if len(payload) > MAX_IMAGES:
        raise BadInput("read.there_are_count_pictures", count=len(payload), max_images=MAX_IMAGES)
    files = [item.get("image", item) if isinstance(item, dict) else item for item in payload]
    paths = [read_upload(file, "picture") for file in files]
    pictures = {path: open_image(path, LISTED_SIDE) for path in dict.fromkeys(paths)}
    return [pictures[path] for path in paths]


def open_image(
    path: Path | IO[bytes], longest: int | None = None, page: int | None = None, keeps_alpha: bool = False
) -> Image.Image:
    """Decode a picture file whose name and contents nobody vouches for.

    The size is checked before anything is decoded: a few kilobytes of PNG can unfold to gigabytes.
    Transparency is laid over white, or over black what is white itself; 16-bit grey is scaled; of an animation the
    first frame that shows something is taken. What was left out is told: see `remarks_on`.

    Args:
        path: of the file, or its bytes as a stream.
        longest: longer side of what is returned, at most; without it, KEPT_PIXELS at most.
        page: of a TIFF, from 1; without it the first, and what is left out is told.
        keeps_alpha: whether a see-through picture is returned as RGBA.

    Raises:
        BadInput: it is no picture, has no such page, or is too large or too narrow.
        Busy: too many large ones are being decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of bombs and odd metadata; the limit below is ours
            with Image.open(path, formats=FORMATS) as image:
                remark = go_to_page(image, page or 1)
                check_size(image)
                refuse_elongated(image, MOST_FOR_PICTURES)
                size = square_size(image)
                is_stretched = size != image.size
                with DECODING.lend(size[0] * size[1]):
                    width, height = fit_size(size, longest)
                    image.draft(None, (2 * width, 2 * height))  # JPEG: decoded at a half, a quarter or an eighth
                    picture, remarks = make_upright(image, size if is_stretched else None, longest, keeps_alpha)
    except (BadInput, Busy):
        raise
    except Exception as error:  # Pillow's plugins raise whatever their decoders do
        raise BadInput("read.file_cannot_be_read_as_picture") from error
    if size[0] * size[1] >= LARGE_PIXELS:
        give_memory_back()
    if longest is None and size[0] * size[1] > KEPT_PIXELS:
        is_turned = (size[0] > size[1]) != (picture.width > picture.height)
        picture.info[SENT_SIZE] = size[::-1] if is_turned else size
    picture.info[REMARKS] = [one for one in (remark if page is None else "", *remarks) if one]
    return picture


def find_sent_size(picture: Image.Image) -> tuple[int, int]:
    """Return the width and height of a picture as it was sent, which may be larger than it was read."""
    size: tuple[int, int] = picture.info.get(SENT_SIZE, picture.size)
    return size


def remarks_on(picture: Image.Image) -> list[str]:
    """Return what is to be said of a picture's reading: what of its file was left out."""
    sizes = [] if find_sent_size(picture) == picture.size else [picture.size]
    return [
        *(say("read.the_picture_is_large", width=width, height=height) for width, height in sizes),
        *picture.info.get(REMARKS, []),
    ]


def make_upright(
    image: Image.Image, size: tuple[int, int] | None, longest: int | None, keeps_alpha: bool
) -> tuple[Image.Image, list[str]]:
    """Decode a picture and return it as RGB, turned as cameras ask for, with what is to be said of it.

    Args:
        image: not decoded yet.
        size: at which its pixels are square, None where they are.
        longest: see `open_image`.
        keeps_alpha: likewise.
    """
    image.load()
    if size:
        image = image.resize(size, Image.Resampling.BILINEAR)
    ImageOps.exif_transpose(image, in_place=True)
    if keeps_alpha and see_through(image):
        flat, remarks = image.convert("RGBA"), [""]
    else:
        first, remark = flatten(image)
        flat, moving = show_something(image, first, lambda frame: flatten(frame)[0])
        remarks = [remark, moving]
    flat.thumbnail(fit_size(flat.size, longest), Image.Resampling.LANCZOS)
    return flat if flat.mode in ("RGB", "RGBA") else flat.convert("RGB"), remarks


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
            "read.picture_has_width_million_pixels", width=width * height / 1000000.0, max_pixels=MAX_PIXELS / 1000000.0
        )


def shrink(image: Image.Image, longest: int) -> Image.Image:
    """Return the picture with no side longer than that, in pixels; a smaller one stays as it is."""
    if max(image.size) <= longest:
        return image
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return small
