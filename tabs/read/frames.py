"""Files of several pictures: the pages of a TIFF, the frames of an animation."""

from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image

from models.errors import BadInput
from tabs.read.phone_picture import FRAME
from tabs.words import say

PAGED = "TIFF"
ANIMATED = ("GIF", "WEBP", "PNG")
MOST_PAGES = 1000
MOST_TAGS = 100_000
"""In all pages together: a file of some kilobytes can name the same 65,535 over and over."""

REDUCED = 1
"""The bit of a TIFF's NewSubfileType that says: a smaller picture of another page."""

NEW_SUBFILE_TYPE, X_RESOLUTION, Y_RESOLUTION = 254, 282, 283
ORIENTATION, SIDEWAYS = 274, (5, 6, 7, 8)
"""Pillow tells the size of a TIFF that lies on its side upright, the dots to the inch as they lie in the file."""

SQUARE = 1.1
"""Pixels up to so many times as long as wide are left alone; those of a coarse fax are twice as long."""

LOOKED_PIXELS = 50_000_000
"""Of the frames together among which one with something on it is looked for."""

MOST_FRAMES = 60
ONE_COLOUR = 2
"""Levels of 255 within which all of a picture of one colour lies."""

FLAT = 3.0
"""Standard deviation of the grey levels, 0 to 255, below which a frame shows nothing."""


def find_pages(image: Image.Image, most: int = MOST_PAGES) -> list[int]:
    """Return the places of the pages in a picture's file, [0] for what has no pages; smaller copies are none.

    Raises:
        BadInput: the file names too much to be looked through.
    """
    if image.format != PAGED:
        return [0]
    pages, tags = [], 0
    for place in range(most):
        try:
            image.seek(place)
        except EOFError:
            break
        told = getattr(image, "tag_v2", {})
        tags += len(told)
        if tags > MOST_TAGS:
            raise BadInput("read.tiff_file_made_too_oddly_to")
        if not int(told.get(NEW_SUBFILE_TYPE, 0)) & REDUCED:
            pages.append(place)
    return pages or [0]


def go_to_page(image: Image.Image, number: int) -> str:
    """Go to a page, the first is 1; return what is to be said of the others where the first was not asked for.

    Raises:
        BadInput: there is no such page.
    """
    pages = find_pages(image, MOST_PAGES if number > 1 else 2)
    if number > len(pages):
        raise BadInput("read.file_has_count_pages", count=len(pages), number=number)
    if image.tell() != pages[number - 1]:
        image.seek(pages[number - 1])
    return say("read.file_has_several_pages") if len(pages) > 1 else ""


def square_size(image: Image.Image) -> tuple[int, int]:
    """Return the size at which a TIFF's pixels are square: faxes have half as many lines as columns to the inch."""
    told = getattr(image, "tag_v2", {}) if image.format == PAGED else {}
    try:
        across, down = float(told.get(X_RESOLUTION, 1)), float(told.get(Y_RESOLUTION, 1))
        ratio = down / across if int(told.get(ORIENTATION, 1)) in SIDEWAYS else across / down
    except (TypeError, ValueError, ZeroDivisionError):
        return image.size
    width, height = image.size
    if SQUARE < ratio <= 4:
        return width, round(height * ratio)
    return (round(width / ratio), height) if 1 / 4 <= ratio < 1 / SQUARE else image.size


def show_something(
    image: Image.Image, first: Image.Image, flatten: Callable[[Image.Image], Image.Image]
) -> tuple[Image.Image, str]:
    """Return the frame of an animation that is to be read, and what is to be said of it; "" for a still picture.

    It is the first, or, where that shows nothing, the one with the most contrast among those that follow.

    Args:
        image: at its first frame.
        first: that frame, flat.
        flatten: makes a flat copy of the frame it is given.
    """
    if image.info.get(FRAME) is not None:
        return first, describe_frame(image.info[FRAME])
    if image.format not in ANIMATED or not getattr(image, "is_animated", False):
        return first, ""
    best, place, most = first, 0, measure_contrast(first)
    if most < FLAT:
        for number, frame in later_frames(image):
            flat = flatten(frame)
            contrast = measure_contrast(flat)
            if contrast > most:
                best, place, most = flat, number, contrast
    return best, describe_frame(place)


def describe_frame(place: int) -> str:
    """Say which frame of an animation was read."""
    which = say("read.the_first") if place == 0 else say("read.number_place_for_those_before_show", place=place + 1)
    return say("read.the_picture_moves", which=which)


def later_frames(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """Yield the frames after the first, with their numbers from 1, as far as it is worth looking."""
    width, height = image.size
    for number in range(1, min(MOST_FRAMES, LOOKED_PIXELS // (width * height) + 1)):
        try:
            image.seek(number)
        except EOFError:
            return
        yield number, image


def measure_contrast(picture: Image.Image) -> float:
    """Return the standard deviation of a picture's grey levels, looked at from afar."""
    grey = picture.convert("L")
    grey.thumbnail((128, 128))
    return float(np.asarray(grey, dtype=np.float32).std())


def describe_blank(picture: Image.Image) -> str:
    """Say that a picture shows nothing, "" where it does: models that choose among names do so all the same."""
    is_blank = bool(np.ptp(np.asarray(picture.convert("RGB")), axis=(0, 1)).max() <= ONE_COLOUR)
    return say("read.picture_all_one_colour") if is_blank else ""
