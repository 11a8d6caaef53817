"""Pictures that are see-through or deep, as plain RGB."""

import numpy as np
from PIL import Image

SEEN = 0.01
"""Part of a picture that must be see-through before anybody is told."""

OPAQUE = 255
NEARLY_WHITE = 235
"""Average grey level, 0 to 255, of what can be seen of a picture, from which white behind it would hide it."""


def flatten(image: Image.Image) -> tuple[Image.Image, str]:
    """Return the picture as RGB, or as L where it is deep grey, and what is to be said of it.

    A copy, and one only of 50 million pixels.
    """
    if image.mode.startswith("I") or image.mode == "F":
        return convert_deep_grey(image), ""
    if not image.has_transparency_data:
        return image.copy() if image.mode == "RGB" else image.convert("RGB"), ""
    layer = image if image.mode == "RGBA" else image.convert("RGBA")
    visible, brightness = measure_visible(layer)
    behind = "black" if brightness >= NEARLY_WHITE and visible < 1 - SEEN else "white"
    flat = Image.new("RGB", layer.size, behind)
    flat.paste(layer, mask=layer)
    return flat, f"The picture is see-through in places; it was read on {behind}." if visible < 1 - SEEN else ""


def measure_visible(layer: Image.Image) -> tuple[float, float]:
    """Return how much of an RGBA picture can be seen, 0 to 1, and how bright that is on average, 0 to 255."""
    small = layer.reduce(max(1, max(layer.size) // 256))  # premultiplied by Pillow: hidden colours do not count
    pixels = np.asarray(small.convert("RGBA"), dtype=np.float32)
    alpha = pixels[..., 3] / 255
    if not alpha.any():
        return 0.0, 0.0
    return float(alpha.mean()), float((pixels[..., :3].mean(axis=-1) * alpha).sum() / alpha.sum())


def see_through(image: Image.Image) -> bool:
    """Tell whether anything can be seen through the picture."""
    if not image.has_transparency_data:
        return False
    return bool(np.asarray(image.convert("RGBA").getchannel("A")).min() < OPAQUE)


def convert_deep_grey(image: Image.Image) -> Image.Image:
    """Return 16-bit grey at 8 bits (L); Pillow's own conversion cuts off instead of scaling."""
    depth = np.array(image, dtype=np.float32)
    top = 65_535.0 if image.mode.startswith("I") else max(float(np.nanmax(depth)), 1e-6)
    depth /= top  # in place: 50 million pixels are 200 MB
    np.nan_to_num(depth, copy=False)
    depth.clip(0, 1, out=depth)
    depth *= 255
    return Image.fromarray(depth.astype(np.uint8))
