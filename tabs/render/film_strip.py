"""A video as a film strip: a row of its pictures."""

from collections.abc import Sequence

from PIL import Image

from tabs.read.video import Frame
from tabs.render.clock import format_tenths
from tabs.render.data_url import make_picture_url
from tabs.words import say

SIDE = 200
"""Longer side of a picture of the film strip in pixels."""


def draw_film_strip(frames: Sequence[Frame]) -> str:
    """Return an HTML row of pictures with the time of each."""
    pictures = "".join(
        f"<figure><img src='{make_thumbnail_url(frame.image)}' alt=''>"
        f"<figcaption>{format_tenths(frame.time_s)}</figcaption></figure>"
        for frame in frames
    )
    label = say("render.count_moments_video", count=len(frames))
    return f"<div class='film-strip' tabindex='0' role='img' aria-label='{label}'>{pictures}</div>"


def make_thumbnail_url(image: Image.Image) -> str:
    """Return the address of a small copy of the picture."""
    small = image.copy()
    small.thumbnail((SIDE, SIDE))
    return make_picture_url(small, "JPEG", quality=80)
