"""Addresses that hold what they lead to (RFC 2397): nothing is written to the server's disk."""

import base64
import io
from typing import Any

from PIL import Image


def make_data_url(content: bytes, media_type: str) -> str:
    """Return the address of some bytes; `media_type` may carry its charset."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def make_picture_url(image: Image.Image, form: str, **options: Any) -> str:
    """Return the address of a picture in Pillow's format of that name, "PNG" or "JPEG", saved with its options."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return make_data_url(stream.getvalue(), f"image/{form.lower()}")
