"""A video as a strip of pictures."""

import base64
import io
from collections.abc import Sequence

from PIL import Image

from tabs.read.video import Frame

SIDE = 200
"""Longer side of a picture of the strip in pixels."""


def film_strip(frames: Sequence[Frame]) -> str:
    """Return an HTML row of pictures with the time of each."""
    pictures = "".join(
        f"<figure><img src='{jpeg(frame.image)}' alt=''><figcaption>{clock(frame.time_s)}</figcaption></figure>"
        for frame in frames
    )
    return (
        f"<div class='strip' tabindex='0' role='img' aria-label='{len(frames)} moments of the video'>{pictures}</div>"
    )


def jpeg(image: Image.Image) -> str:
    """Return a small copy of the picture as a data URI."""
    small = image.copy()
    small.thumbnail((SIDE, SIDE))
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode("ascii")


def clock(seconds: float) -> str:
    """Return m:ss.d: the moments of a short clip lie tenths of a second apart."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"
