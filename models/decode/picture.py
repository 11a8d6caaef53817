"""AVIF and HEIC: what phones save, by decoders of video that have had faults enough to be kept apart."""

from typing import Any

FORMATS = ("AVIF", "HEIF")
MOST_FRAMES = 20
ONE_SHADE = 8
"""Levels of 255 within which a frame shows nothing."""


def measure(path: str) -> list[int]:
    """Return the width and height of a picture, upright, without decoding it."""
    with open_picture(path) as image:
        turned = image.getexif().get(ORIENTATION, 1) in SIDEWAYS
        return [image.height, image.width] if turned else [image.width, image.height]


def draw(path: str) -> dict[str, Any]:
    """Decode a picture; of an animation the first frame that shows something.

    Returns:
        {"mode": "RGB" or "RGBA", "size": [width, height], "pixels": their bytes, row by row, "frame": which one of an
        animation, from 0, else None}.
    """
    from PIL import ImageOps

    with open_picture(path) as image:
        frame = choose_frame(image)
        mode = "RGBA" if image.has_transparency_data else "RGB"
        ImageOps.exif_transpose(image, in_place=True)
        drawn = image if image.mode == mode else image.convert(mode)
        return {"mode": mode, "size": list(drawn.size), "pixels": drawn.tobytes(), "frame": frame}


def choose_frame(image: Any) -> int | None:
    """Go to the first frame of an animation that is not all of one shade, or stay at its first; return its place."""
    if image.format != "AVIF" or not image.is_animated:
        return None
    for place in range(min(image.n_frames, MOST_FRAMES)):
        image.seek(place)
        low, high = image.convert("L").getextrema()
        if high - low > ONE_SHADE:
            return place
    image.seek(0)
    return 0


def open_picture(path: str) -> Any:
    """Open a picture that nobody vouches for."""
    from pi_heif import register_heif_opener
    from PIL import Image

    register_heif_opener(thumbnails=False)
    return Image.open(path, formats=FORMATS)


ORIENTATION = 0x0112
"""Of EXIF; HEIC's own turn is undone by its reader, who then calls it upright."""

SIDEWAYS = (5, 6, 7, 8)
